"""Choosing to open with this device, and ceasing to, as a person meets it."""

from __future__ import annotations

import flet as ft
import pytest

from app.ui.state import HOME, Place, Screen
from app.workbook.keyring import new_recovery_code
from tests.ui.device import CODE, OTHER, WITH_CODE, choose, enter, fill, to_choosing, with_code
from tests.ui.running import SECRET


async def test_six_digits_chosen_with_the_passphrase_open_the_guide_from_then_on(run_on) -> None:
    app = await run_on()
    await app.open(Place(Screen.KEYS))
    assert "Finns inte. Ett kortare sätt att öppna, bara på den här enheten." in app.h.texts()
    await app.h.press("Öppna snabbare")
    said = " ".join(app.h.texts())
    assert "Lösenfrasen öppnar alltid" in said
    assert "en miljon koder" in said
    await app.h.press("Välj")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await choose(app, CODE)
    assert app.desk.shown.place == Place(Screen.KEYS)
    assert "Nästa gång kan du öppna med sifferkoden" in app.desk.shown.notice
    assert "Finns. Ett kortare sätt att öppna, bara på den här enheten." in app.h.texts()
    await app.lock()
    await enter(app, CODE)
    assert app.desk.shown.place == HOME
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_nothing_is_chosen_without_the_passphrase(run_on, platform) -> None:
    app = await run_on()
    await app.open(Place(Screen.DEVICE))
    await app.h.press("Välj")
    await fill(app, "Lösenfras", OTHER)
    await app.h.press("Fortsätt")
    assert "stämde inte" in app.desk.shown.notice
    assert "Använd sifferkoden" not in app.h.texts()
    assert platform.kept == {}
    await app.lock()


@pytest.mark.parametrize(
    ("code", "again", "said"),
    [
        ("12345", "12345", "sex siffror"),
        ("abcdef", "abcdef", "sex siffror"),
        ("121212", "121212", "lätt att gissa"),
        (CODE, "402919", "inte lika"),
    ],
)
async def test_a_code_that_will_not_do_is_refused_kindly(
    run_on, platform, code, again, said
) -> None:
    app = await run_on()
    await app.open()
    await to_choosing(app)
    await choose(app, code, again)
    assert said in app.desk.shown.notice
    assert platform.kept == {}
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert WITH_CODE not in app.h.texts()


@pytest.mark.parametrize("refuses", ["set", "get", "remove"])
async def test_a_device_without_a_working_store_says_so_and_goes_on(
    run_on, platform, refuses
) -> None:
    platform.refuses = {refuses}
    app = await run_on(ft.PagePlatform.LINUX)
    await app.open(Place(Screen.DEVICE))
    await app.h.press("Välj")
    assert "inget säkert ställe" in app.desk.shown.notice
    assert app.h.find(ft.Text, "Öppna snabbare")
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_a_store_that_fails_while_saving_leaves_the_passphrase_as_the_way_in(
    run_on, platform
) -> None:
    app = await run_on()
    await app.open()
    await to_choosing(app)
    platform.refuses = {"set"}
    await choose(app, CODE)
    assert "gick inte att spara" in app.desk.shown.notice
    assert app.desk.shown.place == Place(Screen.DEVICE)
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_neither_a_browser_nor_an_own_room_gets_a_code(run_on) -> None:
    browser = await run_on(web=True)
    assert browser.desk.door.device is None
    await browser.open(Place(Screen.KEYS))
    assert "Öppna snabbare" not in browser.h.texts()
    await browser.lock()
    app = await run_on()
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.desk.go(Place(Screen.KEYS))
    await app.h.settle()
    await app.h.press("Öppna snabbare")  # a card that was missing would tell which room this is
    before = app.desk.shown.notice
    await app.h.press("Välj")
    assert app.desk.shown.notice not in ("", before)
    assert app.desk.book.keys.kinds == ("passphrase", "recovery")
    await app.lock()


async def test_a_removed_code_opens_no_more(run_on, platform) -> None:
    app = await run_on()
    await with_code(app)
    assert await app.unlock()
    await app.desk.go(Place(Screen.DEVICE))
    await app.h.settle()
    assert "Den här enheten kan öppna din guide nu." in app.h.texts()
    await app.h.press("Sluta öppna snabbare")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await app.h.press("Sluta öppna snabbare")
    assert app.desk.shown.notice == "Det är borttaget."
    assert platform.kept == {}
    await app.lock()
    assert WITH_CODE not in app.h.texts()


async def test_new_keys_for_everything_end_the_code(run_on, platform) -> None:
    app = await run_on()
    await with_code(app)
    assert await app.unlock()
    await app.desk.go(Place(Screen.NEW_KEY))
    await app.h.settle()
    await app.h.press("Fortsätt")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await app.h.press("Jag skriver en egen")
    await fill(app, "Din lösenfras", OTHER)
    await fill(app, "Skriv den en gång till", OTHER)
    await app.h.press("Använd den här")
    assert app.desk.shown.place == Place(Screen.SHEET)
    assert platform.kept == {}
    await app.lock()
    assert WITH_CODE not in app.h.texts()


async def test_erasing_everything_empties_the_store(run_on, platform, tmp_path) -> None:
    app = await run_on()
    await with_code(app)
    assert await app.unlock()
    await app.desk.door.erase_everything()
    await app.h.settle()
    assert platform.kept == {}
    assert not list(tmp_path.rglob("*-device"))
    assert app.desk.shown.place == Place(Screen.WELCOME)


async def test_erasing_an_own_room_leaves_the_code_of_the_first(run_on, platform) -> None:
    app = await run_on()
    await with_code(app)
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.desk.door.erase_room(app.desk.book.path)
    await app.h.settle()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()


async def test_a_code_may_be_chosen_instead_of_a_face(run_on, platform) -> None:
    platform.fingers = ["face"]
    app = await run_on(ft.PagePlatform.IOS)
    await app.open()
    await to_choosing(app)
    await app.h.press("Välj en sifferkod i stället")
    await choose(app, CODE)
    await app.lock()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()
