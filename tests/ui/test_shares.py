"""Sheets with three other people: made, handed out, used two together, replaced and removed."""

from __future__ import annotations

from datetime import date

import flet as ft
import pytest

from app.ui import texts
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import BadSheet, NoRoom
from app.workbook.secret import Secret
from tests.ui.running import SECRET, fails
from tests.ui.test_keys import OTHER, choose_own, code_shown, prove, show

NAMES = ("Åsa", "Bo", "Cia")
ILLNESS = ("sjuk", "psyk", "vård", "mår", "återhämt", "diagnos", "kris")


async def name_them(app, names: tuple[str, ...] = NAMES) -> None:
    for number, name in enumerate(names, 1):
        label = f"Namn på den som får ark {number}"
        await app.h.type(app.h.find(ft.TextField, label), name)
    await app.h.press("Visa arken")


async def make(app) -> list[str]:
    """Makes three sheets, as a person does, and reads them from the screen."""
    await show(app, Screen.SHARES)
    there = "Gör nya ark" in app.h.texts()
    await app.h.press("Gör nya ark" if there else "Gör tre ark")
    await prove(app)
    await name_them(app)
    sheets = [code_shown(app.h)]
    for _ in range(2):
        await app.h.press("Nästa ark")
        sheets.append(code_shown(app.h))
    await app.h.press("Klar")
    return sheets


async def try_sheets(app, one: str, two: str) -> None:
    """Types two sheets, from the lock screen on."""
    await show(app, Screen.TWO_SHEETS)
    await app.h.type(app.h.find(ft.TextField, "Ett av arken"), one)
    await app.h.type(app.h.find(ft.TextField, "Ett ark till"), two)
    await app.h.press("Lås upp")


def wrong(sheet: str, group: int) -> str:
    """The sheet with the last symbol of a group, counted from 1, replaced."""
    groups = sheet.split("-")
    last = groups[group - 1][-1]
    groups[group - 1] = groups[group - 1][:-1] + ("7" if last != "7" else "8")
    return "-".join(groups)


async def test_two_sheets_open_and_give_a_new_passphrase(run) -> None:
    app = await run()
    await app.open()
    app.write("Det började i våras")
    sheets = await make(app)
    await app.lock()
    await app.h.press("Jag har glömt lösenfrasen")
    await app.h.press("Jag har två ark")
    typed = sheets[2].replace("-", " ").lower(), sheets[0].replace("-", "")
    await app.h.type(app.h.find(ft.TextField, "Ett av arken"), typed[0])
    await app.h.type(app.h.find(ft.TextField, "Ett ark till"), typed[1])
    await app.h.press("Lås upp")
    assert app.desk.shown.place == Place(Screen.NEW_PASSPHRASE)
    assert app.words() == "Det började i våras"
    await choose_own(app, OTHER)
    assert app.desk.shown.place == HOME
    await app.lock()
    assert not await app.unlock(SECRET)
    assert await app.unlock(OTHER)
    await app.lock()


async def test_only_someone_who_knows_the_passphrase_makes_or_removes_sheets(run) -> None:
    app = await run()
    await app.open()
    await make(app)
    for wish in ("Gör nya ark", "Ta bort arken"):
        await show(app, Screen.SHARES)
        await app.h.press(wish)
        await prove(app, "inte min lösenfras alls")
        assert "stämde inte" in app.desk.shown.notice
        assert "Visa arken" not in app.h.texts()
        assert "Nej, behåll" not in app.h.texts()
        await show(app, Screen.KEYS)
    assert [holder.name for holder in app.desk.book.keys.holders] == list(NAMES)
    await app.lock()


async def test_the_sheets_are_shown_one_at_a_time_and_never_again(run) -> None:
    app = await run()
    await app.open()
    sheets = await make(app)
    assert len(set(sheets)) == 3
    assert all(len(sheet.split("-")) == 10 for sheet in sheets)
    shown = app.h.texts()
    assert code_shown(app.h) == ""
    assert {"Ark 1: Åsa", "Ark 2: Bo", "Ark 3: Cia"} < set(shown)
    assert f"Gjorda {date.today().isoformat()}." in shown
    await app.h.press("Gör nya ark")
    await prove(app)
    await app.h.press("Visa arken")  # the names are there already
    first = code_shown(app.h)
    assert "Ark 1 av 3" in app.h.texts()
    await app.h.press("Nästa ark")
    assert first not in code_shown(app.h)
    await app.h.press("Föregående ark")
    assert code_shown(app.h) == first
    await app.desk.go(Place(Screen.HELP))
    await app.desk.back()
    await app.h.settle()
    assert code_shown(app.h) == ""
    assert "Ark 1: Åsa" in app.h.texts()
    await app.lock()


async def test_the_file_for_a_person_says_what_to_do_and_nothing_of_how_anyone_is(run) -> None:
    app = await run()
    await app.open(Place(Screen.SHARES))
    await app.h.press("Gör tre ark")
    await prove(app)
    await name_them(app)
    codes = []
    for _ in range(3):
        codes.append(code_shown(app.h))
        await app.h.press("Spara som fil")
        if len(codes) < 3:
            await app.h.press("Nästa ark")
    saved = [args for name, args in app.h.client.calls if name == "save_file"]
    files = [one["src_bytes"].decode() for one in saved]
    assert [one["file_name"] for one in saved] == [f"ark-{n}-av-3.txt" for n in (1, 2, 3)]
    for number, (text, name, code) in enumerate(zip(files, NAMES, codes, strict=True), 1):
        assert f"Ark {number} av 3, till {name}" in text
        assert date.today().isoformat() in text
        groups = [f"Grupp {n}: {group}" for n, group in enumerate(code.split("-"), 1)]
        assert text.splitlines()[-10:] == groups
        assert "Jag har två ark" in text
        assert "aldrig på samma ställe" in text
        assert [word for word in ILLNESS if word in text.lower()] == []
        others = [other for other in (*NAMES, *codes) if other not in (name, code)]
        assert [other for other in others if other in text] == []
    await app.lock()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Åsa", "", "Cia"), "Skriv ett namn i varje fält."),
        (("Åsa", "Bo", "  "), "Skriv ett namn i varje fält."),
        (("Åsa", "Bo", " åsa "), "Välj tre olika personer."),
    ],
)
async def test_three_different_people_are_named_before_anything_is_made(run, names, said) -> None:
    app = await run()
    await app.open(Place(Screen.SHARES))
    await app.h.press("Gör tre ark")
    await prove(app)
    await name_them(app, names)
    assert said in app.desk.shown.notice
    assert "shares" not in app.desk.book.keys.kinds
    await app.lock()


async def test_new_sheets_void_the_old_ones_and_old_and_new_do_not_mix(run) -> None:
    app = await run()
    await app.open()
    old = await make(app)
    assert "När du gör nya ark slutar de gamla att gälla." in app.h.texts()
    new = await make(app)
    await app.lock()
    await try_sheets(app, old[0], new[1])
    assert "hör inte ihop" in app.desk.shown.notice
    await try_sheets(app, old[0], old[1])
    assert app.desk.shown.notice == texts.WRONG["shares"]
    assert not app.desk.open
    await try_sheets(app, new[1], new[2])
    assert app.desk.open
    await app.lock()


async def test_removed_sheets_open_no_more(run) -> None:
    app = await run()
    await app.open()
    sheets = await make(app)
    await app.h.press("Ta bort arken")
    await prove(app)
    await app.h.press("Ta bort arken")
    assert app.desk.shown.notice == "Det är borttaget."
    assert "De som har ark nu" not in app.h.texts()
    assert "Gör tre ark" in app.h.texts()
    await app.lock()
    await try_sheets(app, sheets[0], sheets[1])
    assert app.desk.shown.notice == texts.WRONG["shares"]
    assert await app.unlock()
    await app.lock()


async def test_a_slip_of_the_pen_is_pointed_out_by_sheet_and_group(run) -> None:
    app = await run()
    await app.open()
    sheets = await make(app)
    await app.lock()
    await try_sheets(app, sheets[0], wrong(sheets[2], 7))
    notice = app.desk.shown.notice
    assert (
        notice
        == "Arket i det andra fältet verkar inte vara rätt skrivet. Titta en gång till på grupp 7."
    )
    await try_sheets(app, wrong(sheets[0], 10), sheets[2])
    notice = app.desk.shown.notice
    assert notice.startswith("Arket i det första fältet verkar inte vara rätt skrivet.")
    assert notice.endswith("Titta en gång till på grupp 10.")
    await try_sheets(app, sheets[1], sheets[1].lower())
    assert "samma ark" in app.desk.shown.notice
    await try_sheets(app, sheets[1], " ")
    assert app.desk.shown.notice == "Skriv ett ark i varje fält."
    assert app.h.find(ft.TextField, "Ett av arken").value == sheets[1]  # nothing typed is lost
    assert await app.desk.door.unlock(Secret.passphrase(SECRET))  # a slip counts as no wrong try
    await app.lock()


async def test_sheets_that_cannot_be_saved_are_not_shown(run, monkeypatch) -> None:
    app = await run()
    await app.open(Place(Screen.SHARES))
    await app.h.press("Gör tre ark")
    await prove(app)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("the disk is full"))
        await name_them(app)
    assert app.desk.shown.notice == texts.CHANGING_FAILED
    assert code_shown(app.h) == ""
    assert app.h.find(ft.TextField, "Namn på den som får ark 2").value == "Bo"
    await app.h.press("Visa arken")
    assert "Ark 1 av 3" in app.h.texts()
    await app.lock()


async def test_the_list_of_keys_names_those_who_have_sheets(run) -> None:
    app = await run()
    await app.open()
    await make(app)
    await show(app, Screen.KEYS)
    have = [text for text in app.h.texts() if "Åsa, Bo och Cia" in text]
    assert have == ["Finns hos Åsa, Bo och Cia. Två ark tillsammans öppnar."]
    await app.lock()


def test_every_way_to_write_a_sheet_wrongly_has_a_calm_sentence() -> None:
    errors = [
        BadSheet("length", 0),
        BadSheet("length", 1, (2,)),
        BadSheet("characters", 0, (0, 9)),
        BadSheet("check", 1),
        BadSheet("again", 1),
        BadSheet("apart", None),
    ]
    said = [texts.sheets(error) for error in errors]
    assert len(set(said)) == len(said)
    assert all(text.endswith(".") and len(text) < 120 for text in said)
    assert (
        said[1]
        == "Arket i det andra fältet verkar inte vara rätt skrivet. Titta en gång till på grupp 3."
    )
    assert "grupp 1 och 10" in said[2]
