"""A small content folder without findings, to break in one place at a time."""

GUIDE = "---\nkort: K.\n---\n# G\n\n1. [A](a.md)\n"
HELP = "---\nkort: K.\n---\n# Hjälp\n\nRing 112.\n"
SECTION = """---
kort: K.
---
# A

## Vill jag göra det här?

```fråga f
typ: val
djup: lite
Vad vill du?
- Ja {#ja}
```

## När du är klar för nu

Hej då.
"""
HELP_LINE = """
```hjälplinje
namn: N
nummer: 1
för: F.
kontrollerad: 2026-11-21
källa: K
```
"""
LAST = "Hej då."
