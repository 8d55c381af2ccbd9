"""Every way from a page that is shown ends at the lock, and takes the page away."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from typing import Any

import flet as ft
import pytest

from app.ui import texts
from app.ui.state import Place, Screen
from app.workbook import card
from app.workbook.card import Line, Step
from app.workbook.held import _held
from tests.ui.heard import heard
from tests.ui.sharing import WORDS, shown
from tests.ui.showing import (
    GO,
    HELP,
    LOCK,
    SCROLLED,
    SHOW,
    SHOWING,
    begun,
    ended,
    handed_over,
    page,
    pressed,
    until,
)
from tests.ui.test_door import Around


@pytest.fixture(autouse=True)
def nothing_held() -> Any:
    yield
    _held.clear()


@pytest.mark.parametrize("key", ["Escape", "F4"])
async def test_a_key_that_leaves_ends_at_the_lock(run, key) -> None:
    app = await handed_over(run)
    await pressed(app, key)
    await ended(app)


async def test_the_windows_own_back_ends_at_the_lock(run) -> None:
    app = await handed_over(run)
    await app.h.fire(app.h.page, "view_pop", {"route": "/"})
    await ended(app)


async def test_every_step_of_the_windows_history_ends_at_the_lock(run) -> None:
    app = await handed_over(run)
    now = app.desk.position
    for index in range(now):
        await app.desk.routed(f"/{index}")
        await ended(app)
        assert await app.unlock()
        await app.desk.go(SHOW)
        await app.h.settle()
        await app.h.press(GO)
        await until(app, SHOWING)
    await app.lock()


async def test_no_place_can_be_asked_for_while_a_page_is_shown(run) -> None:
    app = await handed_over(run)
    for route in ("/section/mina-tecken", "/home", "/", "lås", f"/{app.desk.position}"):
        await app.h.go(route)
        assert app.desk.shown.place == SHOWING
    for screen in Screen:
        await app.desk.go(Place(screen, "mina-tecken"))
        await app.h.settle()
        assert app.desk.shown.place.screen in (Screen.SHOWING, Screen.HELP)
        assert "sover sämre" not in shown(app)
        app.desk.restart(LOCK)
        assert app.desk.shown.place == SHOWING
    await app.h.go("/999")
    await ended(app)


async def test_the_help_is_where_it_always_is_and_leads_back_to_the_page_alone(run) -> None:
    app = await handed_over(run)
    await pressed(app, "F2")
    assert app.desk.shown.place == HELP
    assert "Ring 112" in app.h.texts()
    assert texts.UNLOCK in {one.name for one in heard(app.h)}
    assert app.desk.library.section("trygghetsplan").title not in app.h.texts()
    await app.h.press(texts.BACK)
    assert app.desk.shown.place == SHOWING
    await app.h.press(texts.HELP_NOW)
    await app.h.press(texts.UNLOCK)
    await ended(app)


async def test_the_crisis_card_is_not_reached_from_a_page_that_is_shown(run) -> None:
    app = await handed_over(run)
    card.write(app.places.card, (Step("Steg", (Line("Jag går ut"),)),))
    await app.h.press(texts.HELP_NOW)
    assert "Kriskort" not in app.h.texts()
    await app.desk.back()
    await app.desk.go(Place(Screen.CARD, "1"))
    await app.h.settle()
    assert app.desk.shown.place == SHOWING
    await app.lock()
    await app.h.press(texts.HELP_NOW)
    assert "Kriskort" in app.h.texts()


async def test_when_nobody_is_there_the_page_goes_away(run, monkeypatch) -> None:
    app = await handed_over(run)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60 * 60)
    await app.h.fire(app.h.page, "app_lifecycle_state_change", {"state": "resume"})
    await ended(app)


async def test_reading_is_being_there(run) -> None:
    app = await handed_over(run)
    app.desk._active = (0.0, 0.0)
    [column] = [c for c in app.h.walk() if isinstance(c, ft.Column) and c.on_scroll]
    await app.h.fire(column, "scroll", SCROLLED)
    assert app.desk.idle_seconds < 5
    assert app.desk.shown.place == SHOWING
    await app.lock()


@pytest.mark.parametrize(("minutes", "after"), [(0, LOCK), (5, SHOWING)])
async def test_out_of_sight_it_locks_as_the_person_chose(run, minutes, after) -> None:
    app = await begun(run)
    await app.desk.change_settings(lock_minutes=minutes)
    await app.h.press(GO)
    await until(app, SHOWING)
    await app.h.fire(app.h.page, "app_lifecycle_state_change", {"state": "hide"})
    await until(app, after)
    await app.lock()


async def test_nothing_that_waited_to_be_said_is_said_over_the_page(run) -> None:
    app = await begun(run)
    app.desk.notice("Något om annat")
    app.desk.page.show_dialog(ft.DatePicker())
    await app.h.press(GO)
    await until(app, SHOWING)
    assert app.desk.shown.notice == ""
    assert app.desk.page.pop_dialog() is None
    await app.lock()


async def test_a_closed_window_and_a_new_one_are_at_the_lock(run) -> None:
    app = await handed_over(run)
    await app.h.fire(app.h.page, "close")
    assert app.desk.showing is None
    assert app.desk.shown.place == LOCK
    again = await run()
    assert again.desk.shown.place == LOCK
    assert WORDS not in shown(again)


async def test_the_program_starts_anew_when_the_page_goes_and_not_before(run) -> None:
    app, around = await begun(run), Around()
    app.desk.door.program = around.program
    await app.h.press(GO)
    await until(app, SHOWING)
    assert around.renewed == []
    await pressed(app, "Escape")
    await ended(app)
    assert around.renewed == [app.places.data]


async def test_closing_quickly_ends_the_program_from_the_page_too(run) -> None:
    app, around = await handed_over(run), Around()
    app.desk.door.program = around.program
    await pressed(app, "F9")
    assert around.left == 1
    assert app.desk.showing is None


async def test_a_lock_that_comes_while_it_begins_wins(run) -> None:
    app = await begun(run)
    await asyncio.gather(app.desk.show(page(app)), app.desk.door.lock())
    await ended(app)


async def test_nothing_of_the_page_is_left_in_memory(run) -> None:
    app = await handed_over(run)
    assert app.desk.showing
    taken = weakref.ref(app.desk.showing)
    answer = weakref.ref(app.desk.showing.blocks[0])
    await app.lock()
    gc.collect()
    assert taken() is None and answer() is None
