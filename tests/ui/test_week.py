"""A week: a day at a time to write in, all of it to read, and nothing is lost between the days."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from app.guide import Field
from app.ui.state import Place, Screen
from app.workbook.answers import DAYS, Answer, Json, lines
from tests.ui.running import SECTION, App, run_app


async def start(tmp_path: Path, value: Json = ()) -> tuple[App, Field]:
    """The app at a page with one week, where ``value`` is written."""
    folder = tmp_path / "content" / "egen"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text("# Min guide\n\n## Delar\n\n1. [Sidan](tva-fragor.md)\n")
    (folder / "tva-fragor.md").write_text(
        "# Sidan\n\n```fråga veckan\ntyp: vecka\ndjup: lite\nVad ska veckan ha?\n```\n"
    )
    app = await run_app(tmp_path, folder.parent)
    await app.open()
    field = app.desk.library.fields["tva-fragor.veckan"]
    if value:
        app.desk.write(field, value)
    await app.desk.go(SECTION)
    await app.h.settle()
    return app, field


def pills(app: App) -> ft.RadioGroup:
    """The days. The page has other choices too: how much one has strength for, and the mark."""
    groups = (c for c in app.h.walk() if isinstance(c, ft.RadioGroup))
    return next(c for c in groups if DAYS[0] in [one.value for one in radios(app, c)])


def radios(app: App, group: ft.RadioGroup) -> list[ft.Radio]:
    return [one for one in app.h.walk(group) if isinstance(one, ft.Radio)]


def names(app: App) -> list[str]:
    """What a screen reader says of each day."""
    found = [c.semantics_label for c in app.h.walk(pills(app)) if isinstance(c, ft.Text)]
    return [str(name) for name in found]


def written(app: App) -> dict[str, str]:
    """The text fields on the screen, by name."""
    return {c.label.value: c.value for c in app.h.walk() if isinstance(c, ft.TextField)}


async def pick(app: App, day: str) -> None:
    await app.h.fire(pills(app), "change", day, value=day)


async def write(app: App, name: str, text: str) -> None:
    await app.h.type(app.h.find(ft.TextField, name), text)


async def test_a_week_begins_on_monday_with_three_empty_lines(tmp_path) -> None:
    app, field = await start(tmp_path)
    assert pills(app).value == "måndag"
    assert names(app) == [f"{day.capitalize()}, inget är skrivet" for day in DAYS]
    assert written(app) == {"Måndag förmiddag": "", "Måndag eftermiddag": "", "Måndag kväll": ""}
    assert "Din vecka" not in app.h.texts()
    assert not app.desk.answered(field)
    await app.lock()


@pytest.mark.parametrize("day", ["måndag", "torsdag", "söndag"])
async def test_a_week_begins_on_the_first_day_that_is_written(tmp_path, day) -> None:
    rows = [[one, "", "promenad", ""] for one in DAYS[DAYS.index(day) :]]
    app, _ = await start(tmp_path, rows)
    assert pills(app).value == day
    assert written(app)[f"{day.capitalize()} eftermiddag"] == "promenad"
    assert [name.split(", ")[1] == "något är skrivet" for name in names(app)] == [
        DAYS.index(one) >= DAYS.index(day) for one in DAYS
    ]
    await app.lock()


async def test_switching_day_loses_nothing(tmp_path) -> None:
    app, field = await start(tmp_path)
    await pick(app, "söndag")
    await write(app, "Söndag kväll", "ringa Bo")
    await pick(app, "tisdag")
    assert set(written(app).values()) == {""}
    await write(app, "Tisdag förmiddag", "tvätta")
    await write(app, "Tisdag kväll", "bada")
    await pick(app, "söndag")
    assert written(app)["Söndag kväll"] == "ringa Bo"
    await write(app, "Söndag kväll", "ringa Bo och Eva")
    full = [["tisdag", "tvätta", "", "bada"], ["söndag", "", "", "ringa Bo och Eva"]]
    assert app.desk.value(field) == full
    await app.desk.go(Place(Screen.SETTINGS))
    await app.desk.back()
    await app.h.settle()
    assert pills(app).value == "tisdag"
    assert list(written(app).values()) == ["tvätta", "", "bada"]
    assert app.desk.value(field) == full
    await app.lock()


async def test_the_whole_week_can_be_read_and_follows_every_letter(tmp_path) -> None:
    app, field = await start(tmp_path, [["lördag", "sova", "", ""]])
    await pick(app, "onsdag")
    box = app.h.find(ft.TextField, "Onsdag eftermiddag")
    for text in ("b", "ba", "bad"):
        await app.h.type(box, text)
        shown = app.h.texts()
        assert "Din vecka" in shown
        week = lines(Answer.to(field, app.desk.value(field)))
        assert week == (f"Onsdag: eftermiddag {text}", "Lördag: förmiddag sova")
        assert [line for line in shown if line in week] == list(week)
    assert app.h.find(ft.TextField, "Onsdag eftermiddag") is box  # nothing is drawn under the hand
    await app.lock()


async def test_a_day_that_is_emptied_is_gone_from_the_week_and_its_name_says_so(tmp_path) -> None:
    app, field = await start(tmp_path)
    box = app.h.find(ft.TextField, "Måndag kväll")
    await app.h.type(box, "te")
    assert names(app)[0] == "Måndag, något är skrivet"
    await app.h.type(box, " ")
    assert names(app)[0] == "Måndag, inget är skrivet"
    assert app.desk.value(field) == []
    assert "Din vecka" not in app.h.texts()
    assert box.value == " "
    await app.lock()


async def test_a_tap_beside_the_button_picks_the_day_too(tmp_path) -> None:
    app, _ = await start(tmp_path)
    card = next(
        c
        for c in app.h.walk(pills(app))
        if isinstance(c, ft.Container)
        and any(isinstance(t, ft.Text) and t.value == "Fredag" for t in app.h.walk(c))
    )
    await app.h.click(card)
    assert pills(app).value == "fredag"
    assert "Fredag kväll" in written(app)
    await app.lock()
