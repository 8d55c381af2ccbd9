"""Handing over the device: the chosen answers alone, and every way from them ends at the lock."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from typing import Any

import flet as ft
import pytest

from app.share import Page, only
from app.ui import texts
from app.ui.sharing import written_page
from app.ui.state import HOME, Place, Screen
from app.workbook import card
from app.workbook.card import Line, Step
from app.workbook.failures import NoRoom
from app.workbook.held import Held, _held
from tests.ui.heard import heard
from tests.ui.running import FIELD, SECTION, App, fails
from tests.ui.sharing import SECTIONS, WORDS, filled, list_field, shown, tick, ticked
from tests.ui.test_door import Around

SHOWING, LOCK, HELP = Place(Screen.SHOWING), Place(Screen.LOCK), Place(Screen.HELP)
SHOW = Place(Screen.SHOW, "tva-fragor")
GO = "Visa nu"
SCROLLED = {
    "event_type": "update",
    "pixels": 9.0,
    "min_scroll_extent": 0.0,
    "max_scroll_extent": 90.0,
    "viewport_dimension": 800.0,
}


@pytest.fixture(autouse=True)
def nothing_held() -> Any:
    yield
    _held.clear()


async def begun(run: Any, section: str = "tva-fragor") -> App:
    """At the page where one sees what the other person will see."""
    app = await filled(run)
    await app.desk.go(Place(Screen.SECTION, section))
    await app.h.settle()
    await app.h.press("Visa på skärmen")
    return app


async def handed_over(run: Any) -> App:
    app = await begun(run)
    await app.h.press(GO)
    await until(app, SHOWING)
    return app


def page(app: App) -> Page:
    return only(written_page(app.desk, "tva-fragor"), [FIELD])


async def until(app: App, place: Place) -> None:
    async with asyncio.timeout(20):
        while app.desk.shown.place != place or app.desk.door.moving.locked():
            await asyncio.sleep(0.02)
    await app.h.settle()


async def ended(app: App) -> None:
    """At the lock, with nothing of the page left, and nothing to come back to."""
    await until(app, LOCK)
    assert app.desk.showing is None
    assert WORDS not in shown(app)
    for index in range(20):
        await app.desk.routed(f"/{index}")
        assert app.desk.shown.place.screen is Screen.LOCK


async def test_only_the_chosen_page_is_left_and_nothing_is_open_behind_it(run) -> None:
    app = await handed_over(run)
    assert WORDS in shown(app)
    assert app.desk.library.fields[FIELD].question in shown(app)
    assert "sover sämre" not in shown(app)
    assert app.desk.workbook is None and app.desk.drafts is None and app.desk.sharing is None
    assert app.desk.library is app.desk.ours
    other = app.desk.library.section(SECTIONS[1]).title
    for word in (other, "Mina avsnitt", texts.MY_GUIDE, texts.MY_PLAN, texts.SETTINGS, texts.BACK):
        assert word not in shown(app)
    assert app.h.page.title == texts.APP
    await app.lock()


async def test_there_is_nothing_to_press_but_the_help_and_the_lock(run) -> None:
    app = await handed_over(run)
    assert {(one.role, one.name) for one in heard(app.h)} == {
        ("button", texts.HELP_NOW),
        ("button", texts.UNLOCK),
    }
    await app.lock()


async def test_a_telephone_number_is_only_words(run) -> None:
    app = await filled(run)
    people = app.desk.library.section("manniskor-runt-mig")
    field = next(one for one in people.fields if one.kind.value == "kontakt")
    app.desk.write(field, [["Åsa", "070-123 45 67", "granne"]])
    await app.desk.go(Place(Screen.SHOW, people.id))
    await app.h.settle()
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "070-123 45 67" in shown(app)
    assert [one.name for one in heard(app.h) if one.name.startswith("Ring")] == []
    urls = [one for one in app.h.walk() if getattr(one, "url", None)]
    spans = [one for one in app.h.walk() if getattr(one, "spans", None)]
    assert urls == [] and spans == []
    await app.lock()


async def test_an_answer_that_is_left_out_is_neither_shown_nor_in_the_receipt(run) -> None:
    app = await begun(run, "mina-tecken")
    field = list_field(app)
    other = next(
        one for one in app.desk.library.section("mina-tecken").fields if one.kind.value == "text"
    )
    await app.desk.back()
    app.desk.write(other, "Bara för mig")
    await app.desk.go(Place(Screen.SHOW, "mina-tecken"))
    await app.h.settle()
    assert ticked(app, field.question) and ticked(app, other.question)
    assert "Bara för mig" in shown(app)
    await tick(app, other.question)
    assert "Bara för mig" not in shown(app)
    await app.h.press(texts.HELP_NOW)
    await app.desk.back()
    await app.h.settle()
    assert not ticked(app, other.question)  # a look at the help does not take it in again
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "sover sämre" in shown(app)
    assert "Bara för mig" not in shown(app) and other.question not in shown(app)
    await app.lock()
    assert await app.unlock()
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, receipt.sections, list(receipt.fields)) == ("visa", (), [field.key])
    await app.lock()


async def test_the_receipt_of_a_whole_page_is_there_and_the_person_is_back_where_they_were(
    run,
) -> None:
    app = await handed_over(run)
    await app.h.press(texts.UNLOCK)
    await ended(app)
    assert await app.unlock()
    assert app.desk.shown.place == SECTION
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, receipt.sections, receipt.to) == ("visa", ("tva-fragor",), "")
    await app.desk.go(Place(Screen.RECEIPT, receipt.id))
    await app.h.settle()
    assert any("På skärmen." in text for text in app.h.texts())
    await app.lock()


async def test_with_every_answer_left_out_nothing_is_shown_and_nothing_noted(run) -> None:
    app = await begun(run)
    await tick(app, app.desk.library.fields[FIELD].question)
    await app.h.press(GO)
    assert app.desk.shown.place == SHOW and app.desk.shown.notice
    assert app.desk.book.receipts.all() == ()
    await app.lock()


async def test_an_empty_page_says_so_and_cannot_be_shown(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.h.press("Visa på skärmen")
    assert "På den här sidan finns inget att visa än." in app.h.texts()
    assert GO not in app.h.texts()
    await app.h.press(texts.BACK)
    assert app.desk.shown.place == SECTION
    await app.lock()


async def test_words_typed_just_before_are_shown_and_saved(run) -> None:
    app = await filled(run)
    await app.desk.go(SECTION)
    await app.h.settle()
    app.write("det allra sista")
    await app.h.press("Visa på skärmen")
    assert "det allra sista" in shown(app)
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "det allra sista" in shown(app)
    await app.lock()
    again = await run()
    assert await again.unlock()
    assert again.words() == "det allra sista"
    await again.lock()


async def test_where_the_receipt_cannot_be_kept_nothing_is_shown(run, monkeypatch) -> None:
    app = await begun(run)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.h.press(GO)
        await asyncio.sleep(0.2)
        await app.h.settle()
    assert app.desk.shown.place == SHOW
    assert app.desk.shown.notice == texts.CHANGING_FAILED
    assert app.desk.showing is None
    await app.lock()


async def test_words_that_cannot_be_saved_lock_it_and_show_nothing(run, monkeypatch) -> None:
    app = await begun(run)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        app.write("sent")
        await app.desk.show(page(app))
        assert app.desk.shown.place == LOCK
        assert app.desk.shown.notice == texts.LOCKED_UNSAVED
        assert Held.all() and app.desk.showing is None
    assert await app.unlock()
    assert app.words() == "sent"
    await app.lock()


async def pressed(app: App, key: str) -> None:
    off = dict.fromkeys(("shift", "ctrl", "alt", "meta"), False)
    await app.h.fire(app.h.page, "keyboard_event", {"key": key, **off})


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


@pytest.mark.parametrize("percent", [100, 200])
async def test_the_page_is_larger_than_what_the_person_reads(run, percent) -> None:
    app = await begun(run)
    await app.desk.change_settings(text_percent=percent)
    await app.h.press(GO)
    await until(app, SHOWING)
    [box] = [one for one in app.h.walk() if getattr(one, "theme", None)]
    usual = app.h.page.theme.text_theme
    for theme in (box.theme, box.dark_theme):
        for style in ("body_large", "body_small", "headline_medium", "title_large"):
            larger = getattr(theme.text_theme, style).size / getattr(usual, style).size
            assert larger == pytest.approx(1.25)
    await app.lock()
    assert app.desk.shown.percent == percent
    assert await app.unlock()
    await app.desk.go(HOME)
    await app.lock()
