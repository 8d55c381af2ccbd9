"""Opening with this device as a person meets it, over a client that keeps what it is given."""

from __future__ import annotations

from contextlib import suppress

import flet as ft
import flet_secure_storage as fss
import pytest

from app.ui.state import Place, Screen
from app.workbook.device import LIMIT, Device
from app.workbook.failures import WrongSecret
from app.workbook.tries import Tries
from tests.ui.device import (
    CODE,
    WITH_CODE,
    WITH_FINGER,
    enter,
    fill,
    to_choosing,
    with_code,
)
from tests.ui.running import SECRET


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause between wrong tries has tests of its own, and would take a minute here."""
    monkeypatch.setattr(Tries, "wait", property(lambda self: 0.0))


async def wrong(times: int, counter: Device | Tries | None) -> None:
    """So many wrong tries have been counted."""
    assert counter is not None
    for _ in range(times):
        with suppress(WrongSecret):
            async with counter.attempt():
                raise WrongSecret


async def test_a_window_opened_anew_asks_for_the_code_and_still_takes_the_passphrase(
    run_on,
) -> None:
    await with_code(await run_on())
    app = await run_on()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Lås upp")
    assert app.desk.open
    await app.lock()


async def test_the_store_of_someone_who_never_chose_a_code_is_never_asked(run_on, platform) -> None:
    app = await run_on()
    await app.open(Place(Screen.KEYS))
    await app.lock()
    assert await app.unlock()
    await app.lock()
    assert platform.asked == []
    assert all(not isinstance(one, fss.SecureStorage) for one in app.h.page._services._services)


async def test_from_the_seventh_wrong_code_it_says_how_many_are_left_and_the_tenth_ends_it(
    run_on, platform, no_pause
) -> None:
    app = await run_on()
    await with_code(app)
    await wrong(5, app.desk.door.device)
    for told in ([], ["Tre"], ["Två"], ["Ett"]):
        await enter(app, "402919")
        assert "Sifferkoden stämde inte" in app.desk.shown.notice
        left = [text.split()[0] for text in app.h.texts() if "försök kvar" in text]
        assert left == told
        assert app.h.find(ft.TextField, "Din sifferkod").value == ""
    await enter(app, "402919")
    assert "Sifferkoden är borttagen" in app.desk.shown.notice
    assert WITH_CODE not in app.h.texts()
    assert platform.kept == {}
    assert await app.unlock()
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()


async def test_a_right_code_begins_the_count_anew(run_on) -> None:
    app = await run_on()
    await with_code(app)
    await wrong(LIMIT - 1, app.desk.door.device)
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()
    assert await app.desk.door.device.left() == LIMIT


async def test_what_is_no_code_and_a_try_in_the_pause_are_not_counted(run_on) -> None:
    app = await run_on()
    await with_code(app)
    await enter(app, "4029")
    assert "sex siffror" in app.desk.shown.notice
    assert await app.desk.door.device.left() == LIMIT
    await wrong(5, Tries(app.desk.door.rooms.tries))
    await enter(app, "402919")
    assert await app.desk.door.device.left() == LIMIT - 1
    await enter(app, CODE)
    assert "Vänta" in app.desk.shown.notice
    assert not app.desk.open
    assert await app.desk.door.device.left() == LIMIT - 1


async def test_a_guide_that_is_open_elsewhere_is_no_wrong_code(run_on) -> None:
    one = await run_on()
    await with_code(one)
    other = await run_on()
    assert await one.unlock()
    await enter(other, CODE)
    assert "öppen i ett annat fönster" in other.desk.shown.notice
    assert await other.desk.door.device.left() == LIMIT
    await one.lock()
    await enter(other, CODE)
    assert other.desk.open
    await other.lock()


async def test_a_store_that_does_not_answer_leads_to_the_passphrase(run_on, platform) -> None:
    app = await run_on()
    await with_code(app)
    platform.refuses = {"get"}
    await enter(app, CODE)
    assert "Skriv lösenfrasen i stället" in app.desk.shown.notice
    assert await app.unlock()
    assert "device" in app.desk.book.keys.kinds
    await app.lock()


async def test_where_the_store_is_guarded_a_finger_or_a_face_opens(run_on, platform) -> None:
    platform.fingers = ["face"]
    app = await run_on(ft.PagePlatform.IOS)
    await app.open()
    await to_choosing(app)
    assert any("hålla enheten mot" in text for text in app.h.texts())
    await app.h.press("Använd det")
    assert "fingeravtryck eller ansikte" in app.desk.shown.notice
    await app.lock()
    assert WITH_CODE not in app.h.texts()
    await app.h.press(WITH_FINGER)
    assert app.desk.open
    await app.lock()
    platform.refuses = {"get"}  # the person says no to the platform
    await app.h.press(WITH_FINGER)
    assert not app.desk.open
    assert "Skriv lösenfrasen i stället" in app.desk.shown.notice
