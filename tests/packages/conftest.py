"""Our own content, small, for packages to lie beside."""

from pathlib import Path

import pytest

from app.guide import Library

HELP = """---
kort: Vart du kan ringa.
---

# Få hjälp nu

```hjälplinje
namn: 112
nummer: 112
för: Vid fara för liv.
kontrollerad: 2026-01-01
källa: sosalarm.se
```
"""
SIGNS = """---
kort: Dina tecken.
---

# Mina tecken

## Vill jag göra det här?

```fråga tecken
typ: lista
djup: lite
Vad märker du?
- Jag sover sämre
```

## När du är klar för nu
"""


@pytest.fixture
def ours(tmp_path: Path) -> Library:
    folder = tmp_path / "ours"
    for name, text in {"gemensamt/fa-hjalp-nu": HELP, "mar-daligt/mina-tecken": SIGNS}.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return Library(folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test puts its package."""
    return tmp_path / "test.guidepaket"
