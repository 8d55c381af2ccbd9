"""A page with every kind of words that can stand in two languages, and the app open at it."""

from __future__ import annotations

from pathlib import Path

import flet as ft

from app.ui.state import HOME
from tests.ui.running import SECTION, App, run_app

SWEDISH = """# Sidan

## Vill jag?

```fråga i-dag
typ: skala
djup: lite
från: inget alls
till: väldigt mycket
Hur är det i dag?
```

```fråga flera
typ: flerval
djup: lite
Vilka av dem?
- Sömnen {#somnen}
```

```fråga en
typ: val
djup: lite
Vilken?
- Vila {#vila}
```

```fråga lista
typ: checklista
djup: lite
Vad är gjort?
- Dörren {#dorren}
```

```fråga ord
typ: text
djup: lite
Vad hjälper?
- Gå ut
```

```fråga rader
typ: lista
djup: lite
Vilka tecken?
```

```fråga kraft
typ: balans
djup: lite
Vad ger kraft?
```

```fråga brev
typ: brev
djup: lite
Vad vill du säga dig själv?
```

```fråga ring
typ: kontakt
djup: lite
Vem kan du ringa?
```

### Till sist

```hämta
rubrik: Det du har skrivit
från: tva-fragor.ord
```
"""
ENGLISH = """---
granskad: nej
---

# The page

## Do I want to?

```fråga i-dag
från: nothing at all
till: very much
How is it today?
```

```fråga flera
Which of them?
- My sleep {#somnen}
```

```fråga en
Which one?
- Resting {#vila}
```

```fråga lista
What is done?
- The door {#dorren}
```

```fråga ord
What helps?
- Going out
```

```fråga rader
Which signs?
```

```fråga kraft
What gives strength?
```

```fråga brev
What do you want to tell yourself?
```

```fråga ring
Who can you call?
```

### Last

```hämta
rubrik: What you have written
```
"""
PAIRS = {
    "Sidan": ("The page", "الصفحة"),
    "Vill jag?": ("Do I want to?", "هل أريد؟"),
    "Hur är det i dag?": ("How is it today?", "كيف الحال اليوم؟"),
    "0: inget alls": ("0: nothing at all", "0: لا شيء أبدًا"),
    "10: väldigt mycket": ("10: very much", "10: كثير جدًا"),
    "Vilka av dem?": ("Which of them?", "أيّ منها؟"),
    "Sömnen": ("My sleep", "نومي"),
    "Vilken?": ("Which one?", "أيّها؟"),
    "Vila": ("Resting", "الراحة"),
    "Vad är gjort?": ("What is done?", "ماذا أُنجز؟"),
    "Dörren": ("The door", "الباب"),
    "Vad hjälper?": ("What helps?", "ما الذي يساعد؟"),
    "Gå ut": ("Going out", "الخروج"),
    "Vilka tecken?": ("Which signs?", "أيّ علامات؟"),
    "Vad ger kraft?": ("What gives strength?", "ما الذي يمنح القوة؟"),
    "Vad vill du säga dig själv?": ("What do you want to tell yourself?", "ماذا تقول لنفسك؟"),
    "Vem kan du ringa?": ("Who can you call?", "بمن يمكنك الاتصال؟"),
    "Till sist": ("Last", "أخيرًا"),
    "Det du har skrivit": ("What you have written", "ما كتبته"),
}
ARABIC = ENGLISH
for english, arabic in sorted(PAIRS.values(), key=lambda pair: -len(pair[0])):
    both = [words.split(": ", 1)[-1] if words[0] in "01" else words for words in (english, arabic)]
    ARABIC = ARABIC.replace(*both)
WRITTEN = "أشرب الشاي مع Åsa، ثم أنام."


async def start(tmp_path: Path, second: str, *, reviewed: str = "nej", unread: str = "") -> App:
    """The app at a page that has words in both languages, for someone who chose one of them.

    ``unread``: a language whose file is no text.
    """
    folder = tmp_path / "content" / "egen"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text("# Min guide\n\n## Delar\n\n1. [Sidan](tva-fragor.md)\n")
    (folder / "tva-fragor.md").write_text(SWEDISH)
    for language, words in (("en", ENGLISH), ("ar", ARABIC)):
        text = words.replace("granskad: nej", f"granskad: {reviewed}")
        file = folder / f"tva-fragor.{language}.md"
        file.write_bytes(b"\xff" if language == unread else text.encode())
    app = await run_app(tmp_path, folder.parent)
    await app.open()
    await app.desk.change_settings(second=second, depth="mycket")
    await app.desk.go(SECTION)
    await app.h.settle()
    return app


async def come_back(app: App) -> None:
    """Leaves the page and comes to it again."""
    await app.desk.go(HOME)
    await app.desk.go(SECTION)
    await app.h.settle()


def write(app: App, key: str, value: object) -> None:
    app.desk.write(app.desk.library.fields[f"tva-fragor.{key}"], value)


def boxes(app: App) -> list[ft.TextField]:
    return [c for c in app.h.walk() if isinstance(c, ft.TextField)]


def box(app: App, words: str) -> ft.TextField:
    return next(one for one in boxes(app) if one.value == words)
