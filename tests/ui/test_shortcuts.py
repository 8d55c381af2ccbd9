"""The keys that do something anywhere are the ones in the list, and do what it says."""

from __future__ import annotations

from collections import Counter

import flet as ft
import pytest

from app.ui.bars import SIDE
from app.ui.pages.shortcuts import TITLE
from app.ui.shortcuts import SHORTCUTS
from app.ui.state import HOME, Place, Screen
from tests.ui.others import to
from tests.ui.running import SECTION, App

LIST = Place(Screen.SHORTCUTS)
MINE = ("tva-fragor", "mina-tecken", "mina-strategier")


async def press(app: App, name: str, *held: str) -> None:
    data = {one: one in held for one in ("ctrl", "shift", "alt", "meta")}
    await app.h.fire(app.h.page, "keyboard_event", {"key": name, **data})


@pytest.fixture
async def app(run_on) -> App:
    app = await run_on(ft.PagePlatform.LINUX)
    await app.open()
    guide = app.desk.book.guide
    assert guide
    await app.desk.choose(guide, MINE)
    return app


async def test_the_list_says_every_key_of_this_program_and_is_under_the_settings(app: App) -> None:
    await to(app, Place(Screen.SETTINGS))
    await app.h.press(TITLE)
    assert app.desk.shown.place == LIST
    said = [one.said for one in SHORTCUTS]
    assert [text for text in app.h.texts() if text in said] == [one for one in said if one != "F9"]
    assert {one.what for one in SHORTCUTS if one.said != "F9"} <= set(app.h.texts())


async def test_a_phone_has_no_list_of_keys(run) -> None:
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    assert TITLE not in app.h.texts()


def test_no_key_means_two_things() -> None:
    counted = Counter(
        (key.name, key.ctrl, key.alt, shift)
        for one in SHORTCUTS
        for key in one.keys
        for shift in ((False, True) if key.shift is None else (key.shift,))
    )
    assert max(counted.values()) == 1


@pytest.mark.parametrize("held", [(), ("shift",)])
async def test_the_list_comes_by_a_question_mark_but_not_while_one_writes(
    app: App, held: tuple[str, ...]
) -> None:
    await to(app, SECTION)
    field = next(one for one in app.h.walk() if isinstance(one, ft.TextField))
    await app.h.fire(field, "focus")
    await press(app, "?", *held)
    assert app.desk.shown.place == SECTION
    await app.h.fire(field, "blur")
    await press(app, "?", *held)
    assert app.desk.shown.place == LIST


async def test_a_field_that_went_with_its_page_holds_no_key(app: App) -> None:
    await to(app, SECTION)
    field = next(one for one in app.h.walk() if isinstance(one, ft.TextField))
    await app.h.fire(field, "focus")
    await press(app, "F2")
    await press(app, "?")
    assert app.desk.shown.place == LIST


async def test_the_list_can_be_read_while_it_is_locked_and_nothing_more_opens(app: App) -> None:
    await app.lock()
    for key in ("1", "2", "3", "4"):
        await press(app, key, "alt")
    await press(app, "Page Down", "alt")
    await press(app, "K", "ctrl")
    assert app.desk.shown.place == Place(Screen.LOCK)
    await press(app, "F1")
    assert app.desk.shown.place == LIST
    await press(app, "Escape")
    assert app.desk.shown.place == Place(Screen.LOCK)


@pytest.mark.parametrize(("number", "way"), list(enumerate(SIDE, 1)), ids=lambda one: str(one)[:9])
async def test_alt_and_a_number_goes_one_of_the_ways(app: App, number: int, way) -> None:
    await to(app, SECTION)
    await press(app, str(number), "alt", "ctrl")  # AltGr, which writes a sign
    await press(app, str(number))
    assert app.desk.shown.place == SECTION
    await press(app, str(number), "alt")
    assert app.desk.shown.place == way[2]


async def test_page_up_and_down_go_among_my_sections_and_no_further(app: App) -> None:
    await to(app, SECTION)
    await press(app, "Page Up", "alt")
    assert app.desk.shown.place == SECTION
    for section in (*MINE[1:], MINE[-1]):
        await press(app, "Page Down", "alt")
        assert app.desk.shown.place.arg == section
    await press(app, "Page Up", "alt")
    assert app.desk.shown.place.arg == MINE[1]
    await press(app, "Page Up")
    assert app.desk.shown.place.arg == MINE[1]
    await to(app, Place(Screen.SECTION, "vem-jag-ar"))  # none of mine
    await press(app, "Page Down", "alt")
    assert app.desk.shown.place.arg == "vem-jag-ar"
    await to(app, HOME)
    await press(app, "Page Down", "alt")
    assert app.desk.shown.place == HOME


async def test_f4_locks_and_with_alt_it_is_the_windows_own(app: App) -> None:
    await press(app, "F4", "alt")
    assert app.desk.open
    await press(app, "F4")
    assert not app.desk.open
