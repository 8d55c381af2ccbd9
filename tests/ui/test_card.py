"""The crisis card outside the lock: read without a passphrase, and erased with the rest."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event

import flet as ft
import pytest

from app.paths import CARD_NAME, find
from app.ui import texts
from app.ui.state import HOME, Place, Screen
from app.workbook import card as cards
from app.workbook.card import Line, Step
from tests.ui.cards import (
    EDIT,
    LOOK,
    SIGN,
    WALK,
    lay,
    names_differ,
    planned,
)
from tests.ui.others import says, to, until
from tests.ui.running import run_app
from tests.ui.test_erase import ALL, ROOM, begin, left, prove


async def test_the_card_is_read_one_step_at_a_time_while_all_is_locked(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN, "Åsa Berg, min syster")
    await app.lock()
    await app.h.press("Kriskort")
    assert not app.desk.open
    assert {"Mina tecken", SIGN, "1 av 3"} <= set(app.h.texts())
    assert "Åsa Berg, min syster" not in app.h.texts()
    assert not any(isinstance(one, ft.TextField) for one in app.h.walk())
    await app.h.press("Nästa")
    assert {"Någon jag kan berätta för", "Åsa Berg, min syster", "2 av 3"} <= set(app.h.texts())
    await app.h.press("Tillbaka")
    assert SIGN in app.h.texts()
    await app.h.press("Nästa")
    await app.h.press("Nästa")
    assert {"Ring någon", "Ring 112", "Ring 90101", "3 av 3"} <= set(app.h.texts())
    await app.h.press("Klar")
    assert app.desk.shown.place == Place(Screen.LOCK)
    await app.desk.go(HOME)
    assert app.desk.shown.place == Place(Screen.LOCK)


@pytest.mark.parametrize(
    ("line", "button", "number"),
    [
        ("Åsa Berg, min syster", "Ring Åsa Berg", "0701234567"),
        ("Självmordslinjen, 90101", "Ring 90101", "90101"),
        ("Min bror", "Ring Min bror", "0707654321"),
    ],
)
async def test_one_tap_calls_and_where_there_is_no_telephone_the_number_is_said(
    run, line: str, button: str, number: str
) -> None:
    app = await run()
    await planned(app)
    await lay(app, line)
    await app.lock()
    await app.h.press("Kriskort")
    app.h.client.answers |= {"can_launch_url": True, "launch_url": True}
    await app.h.press(button)
    called = [args for name, args in app.h.client.calls if name == "launch_url"]
    assert f"tel:{number}'" in str(called)
    app.h.client.answers["can_launch_url"] = False
    await app.h.press(button)
    assert app.desk.shown.notice == texts.NO_CALL.format(number=number)


async def test_help_leads_to_the_card_while_locked_and_to_the_plan_while_open(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await to(app, Place(Screen.HELP))
    assert "Kriskort" not in app.h.texts()
    await app.lock()
    await to(app, Place(Screen.HELP))
    await app.h.press("Kriskort")
    assert SIGN in app.h.texts()


async def test_help_is_there_at_once_where_the_disk_does_not_answer(run, monkeypatch) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await app.lock()
    answers, read = Event(), cards.read
    monkeypatch.setattr(cards, "read", lambda path: read(path) if answers.wait(20) else ())
    await to(app, Place(Screen.HELP))
    assert "Ring 112" in app.h.texts() and "Kriskort" not in app.h.texts()
    answers.set()
    await until(app, "Kriskort")


async def test_the_last_step_says_whom_to_call_also_without_the_page_of_help(
    tmp_path: Path,
) -> None:
    content = tmp_path / "innehåll"
    shutil.copytree(find().content, content)
    (content / "gemensamt" / "fa-hjalp-nu.md").unlink()
    app = await run_app(tmp_path, content)
    cards.write(app.places.card, (Step("Mina tecken", (Line(SIGN),)),))
    await to(app, Place(Screen.CARD, "2"))
    assert {"Ring 112", "Ring 90101"} <= set(app.h.texts())


@pytest.mark.parametrize("arg", ["", "0", "99", "-1", "x", "²"])
async def test_a_step_that_there_is_not_is_no_failure(run, arg: str) -> None:
    app = await run()
    cards.write(app.places.card, (Step("Mina tecken", (Line(SIGN),)),))
    await to(app, Place(Screen.CARD, arg))
    assert SIGN in app.h.texts() or "Ring 112" in app.h.texts()
    assert texts.NOT_SHOWN not in app.h.texts()


async def test_a_damaged_card_is_not_shown_and_the_settings_say_so(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await app.lock()
    app.places.card.write_bytes(app.places.card.read_bytes()[:-1])
    await to(app, Place(Screen.HELP))
    assert "Kriskort" not in app.h.texts()
    await to(app, Place(Screen.LOCK))
    assert "Kriskort" not in app.h.texts()
    await app.unlock()
    await to(app, Place(Screen.SETTINGS))
    assert "Kortet går inte att läsa." in app.h.texts()
    await to(app, EDIT)
    assert says(app, "Gör ett nytt kort, eller ta bort det.")
    await app.h.press("Ta bort kortet")
    assert CARD_NAME not in left(app)
    await app.lock()


async def test_every_button_of_the_card_has_a_name_and_no_two_the_same(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN, WALK, "Åsa Berg, min syster", "Självmordslinjen, 90101")
    await app.lock()
    for step in range(1, 6):
        await to(app, Place(Screen.CARD, str(step)))
        names_differ(app)
    await app.unlock()
    for place in (EDIT, LOOK):
        await to(app, place)
        names_differ(app)
    await app.lock()


# Erased, and moved away from


@pytest.mark.parametrize("what", [ROOM, ALL])
async def test_the_card_is_erased_with_the_rest_and_that_is_said(run, what: str) -> None:
    app = await run()
    await planned(app)
    await begin(app, what)
    assert not says(app, "Kriskortet utanför låset raderas också.")
    await to(app, EDIT)
    await lay(app, SIGN)
    await begin(app, what)
    assert says(app, "Kriskortet utanför låset raderas också.")
    await app.h.press("Fortsätt")
    await prove(app)
    await app.h.press("Ja, radera")
    assert CARD_NAME not in left(app)
    assert app.desk.shown.place == Place(Screen.WELCOME)
    if what == ALL:
        assert left(app) == []


async def test_starting_over_erases_the_card(run) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await app.lock()
    await to(app, Place(Screen.START_OVER))
    await app.h.press("Jag har inga ark")
    assert says(app, "Kriskortet utanför låset raderas också.")
    await app.h.type(app.h.find(ft.TextField), "RADERA")
    await app.h.press("Radera allt")
    assert left(app) == []


async def test_another_folder_has_a_card_of_its_own(run, tmp_path: Path) -> None:
    app = await run()
    await planned(app)
    await lay(app, SIGN)
    await app.desk.door.move_to(tmp_path / "minne")
    await to(app, Place(Screen.HELP))
    assert "Kriskort" not in app.h.texts()
    await app.desk.door.move_to(tmp_path)
    await app.h.settle()
    assert "Kriskort" in app.h.texts()
