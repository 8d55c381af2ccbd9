"""A sign is tied to something that helps, in words of one's own from elsewhere or new ones."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft

from app.guide import Field, Kind
from app.ui import texts
from app.ui.state import Place, Screen
from app.ui.suggestions import CHOOSE, CLOSE, after
from tests.ui.running import SECTION, App, run_app

SIGN, HELP = "När jag märker …", "Då gör jag …"
PAGE = """# Sidan

```fråga tecken
typ: lista
djup: lite
Vilka tecken har du?
```

```fråga annat
typ: text
djup: lite
Vad mer brukar hända?
```

```fråga lugnt
typ: checklista
djup: lite
Vad lugnar dig?
- Te och filt {#te}
- Ringa någon {#ringa}
```

```fråga ihop
typ: koppling
djup: lite
tecken: tva-fragor.tecken, tva-fragor.annat
hjälper: tva-fragor.lugnt
Vad gör du när ett tecken kommer?
```
"""


async def start(tmp_path: Path, *, filled: bool) -> tuple[App, Field]:
    """The app at a page with signs, things that help, and the question that ties them."""
    folder = tmp_path / "content" / "egen"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text("# Min guide\n\n## Delar\n\n1. [Sidan](tva-fragor.md)\n")
    (folder / "tva-fragor.md").write_text(PAGE)
    app = await run_app(tmp_path, folder.parent)
    await app.open()
    fields = {field.kind: field for field in app.desk.library.section("tva-fragor").fields}
    if filled:
        app.desk.write(fields[Kind.LIST], ["Sover illa", "Svarar inte"])
        app.desk.write(fields[Kind.LONG], "Sover illa\n\n Gråter lätt \nblir arg")
        app.desk.write(fields[Kind.CHECKLIST], [["te", "Te och filt", True], ["", "Bada", False]])
    await app.desk.go(SECTION)
    await app.h.settle()
    return app, fields[Kind.LINKS]


def box(app: App, name: str) -> ft.TextField:
    found = app.h.find(ft.TextField, name)
    assert isinstance(found, ft.TextField)
    return found


def in_list(app: App) -> dict[str, ft.OutlinedButton]:
    """The buttons of the list that is open, by their words, in order."""
    return {
        c.content.value: c
        for c in app.h.walk()
        if isinstance(c, ft.OutlinedButton)
        and isinstance(c.content, ft.Text)
        and c.content.value != texts.HELP_NOW
    }


async def choose(app: App, words: str) -> None:
    await app.h.click(in_list(app)[words])


async def test_where_nothing_is_written_elsewhere_there_is_nothing_to_choose_from(tmp_path) -> None:
    app, field = await start(tmp_path, filled=False)
    assert CHOOSE not in app.h.texts()
    await app.h.type(box(app, SIGN), "Sover illa")
    await app.h.type(box(app, HELP), "Ringer Bo")
    assert app.desk.value(field) == [["Sover illa", "Ringer Bo"]]
    await app.lock()


async def test_ones_own_words_fill_an_empty_line(tmp_path) -> None:
    app, field = await start(tmp_path, filled=True)
    assert app.h.texts().count(CHOOSE) == 2
    await app.h.press(f"{CHOOSE}, {SIGN}, {field.question}")
    assert [*in_list(app)] == ["Sover illa", "Svarar inte", "Gråter lätt", "blir arg"]
    await choose(app, "Svarar inte")
    assert app.desk.value(field) == [["Svarar inte", ""]]
    assert box(app, SIGN).value == "Svarar inte"
    assert CLOSE not in app.h.texts()
    await app.h.press(f"{CHOOSE}, {HELP}, {field.question}")
    assert [*in_list(app)] == ["Te och filt", "Bada"]
    await choose(app, "Te och filt")
    assert app.desk.value(field) == [["Svarar inte", "Te och filt"]]
    assert CHOOSE not in app.h.texts()  # no line is empty
    await app.h.press("Lägg till en till")
    assert app.h.texts().count(CHOOSE) == 2
    await app.h.press(f"{CHOOSE}, {HELP} 2, {field.question}")
    await choose(app, "Bada")
    assert app.desk.value(field) == [["Svarar inte", "Te och filt"], ["", "Bada"]]
    await app.lock()


async def test_one_list_is_open_at_a_time_and_it_can_be_closed(tmp_path) -> None:
    app, field = await start(tmp_path, filled=True)
    await app.h.press(f"{CHOOSE}, {SIGN}, {field.question}")
    await app.h.press(f"{CHOOSE}, {HELP}, {field.question}")
    assert app.h.texts().count(CLOSE) == 1
    assert [*in_list(app)] == ["Te och filt", "Bada"]
    await app.h.press(f"{CLOSE}, {HELP}, {field.question}")
    assert CLOSE not in app.h.texts()
    assert app.desk.value(field) == []
    await app.lock()


async def test_the_way_to_ones_own_words_goes_when_one_writes_and_comes_back(tmp_path) -> None:
    app, field = await start(tmp_path, filled=True)
    await app.h.press(f"{CHOOSE}, {SIGN}, {field.question}")
    line = box(app, SIGN)
    await app.h.type(line, "D")
    assert app.h.texts().count(CHOOSE) == 1
    assert CLOSE not in app.h.texts()
    await app.h.type(line, "Det susar")
    assert box(app, SIGN) is line  # nothing is drawn under the hand
    assert app.desk.value(field) == [["Det susar", ""]]
    await app.h.type(line, "")
    assert app.h.texts().count(CHOOSE) == 2
    assert CLOSE not in app.h.texts()
    assert box(app, SIGN) is line
    await app.lock()


async def test_what_is_written_further_up_can_be_chosen_and_replaces_nothing(tmp_path) -> None:
    app, field = await start(tmp_path, filled=False)
    await app.h.press("Te och filt")
    line = box(app, HELP)
    await app.h.fire(line, "focus")
    assert app.h.texts().count(CHOOSE) == 1
    assert box(app, HELP) is line
    await app.h.press(f"{CHOOSE}, {HELP}, {field.question}")
    assert [*in_list(app)] == ["Te och filt"]  # without telling that it was done
    button = in_list(app)["Te och filt"]
    await asyncio.gather(app.h.type(line, "Ringer Bo"), app.h.click(button))
    assert app.desk.value(field) == [["", "Ringer Bo, Te och filt"]]
    assert box(app, HELP).value == "Ringer Bo, Te och filt"
    await app.lock()


async def test_rows_that_were_filled_come_back_when_they_are_taken_away(tmp_path) -> None:
    app, field = await start(tmp_path, filled=True)
    await app.h.press(f"{CHOOSE}, {SIGN}, {field.question}")
    await choose(app, "blir arg")
    await app.h.press("Lägg till en till")
    await app.h.press(f"Ta bort nummer 1, {field.question}")
    assert app.desk.value(field) == []
    await app.h.press("Ångra borttagningen")
    assert app.desk.value(field) == [["blir arg", ""]]
    await app.desk.go(Place(Screen.SETTINGS))
    await app.desk.back()
    await app.h.settle()
    assert box(app, f"{SIGN} 1").value == "blir arg"
    await app.lock()


def test_words_that_are_chosen_never_replace_what_is_typed() -> None:
    assert after("", "Bada") == after("  ", "Bada") == "Bada"
    assert after("Ringer Bo", "Bada") == "Ringer Bo, Bada"
    assert after("Ringer Bo, ", "Bada") == "Ringer Bo, Bada"
