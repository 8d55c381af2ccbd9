"""Choosing a passphrase, and changing the keys later, as a person meets it."""

from __future__ import annotations

import flet as ft

from app.ui.state import Place, Screen
from tests.ui.running import SECRET


def drawn(h) -> str:
    [phrase] = [text for text in h.texts() if len(text.split()) == 5 and text.islower()]
    return phrase


async def to_passphrase(app) -> None:
    await app.h.press("Fortsätt")
    group = app.h.find(ft.RadioGroup)
    await app.h.fire(group, "change", "mar-daligt", value="mar-daligt")
    await app.h.press("Fortsätt")


async def test_a_drawn_passphrase_has_to_be_typed_once_before_anything_is_made(run) -> None:
    app = await run()
    await to_passphrase(app)
    phrase = drawn(app.h)
    await app.h.press("Nytt förslag")
    assert drawn(app.h) != phrase
    phrase = drawn(app.h)
    await app.h.press("Använd den här")
    assert phrase not in app.h.texts()
    await app.h.type(app.h.find(ft.TextField), "något helt annat än den")
    await app.h.press("Klar")
    assert "inte lika" in app.desk.shown.notice
    assert not app.places.vault.exists()
    await app.h.press("Visa den igen")
    assert drawn(app.h) == phrase
    await app.h.press("Använd den här")
    await app.h.type(app.h.find(ft.TextField), f" {phrase} ")
    await app.h.press("Klar")
    assert app.desk.shown.place == Place(Screen.SHEET)
    await app.desk.lock()
    assert await app.desk.unlock(phrase)
    await app.desk.lock()


async def test_a_short_passphrase_of_ones_own_is_told_what_it_lacks(run) -> None:
    app = await run()
    await to_passphrase(app)
    await app.h.press("Jag skriver en egen")
    first = app.h.find(ft.TextField, "Din lösenfras")
    await app.h.type(first, "kort")
    assert any("för kort" in text for text in app.h.texts())
    await app.h.press("Använd den här")
    assert "minst 15 tecken" in app.desk.shown.notice
    assert not app.places.vault.exists()
    assert app.h.find(ft.TextField, "Din lösenfras") is first  # never drawn again while typing


async def test_new_keys_are_only_for_someone_who_knows_the_passphrase(run) -> None:
    app = await run()
    await app.open()
    for screen in (Screen.NEW_PASSPHRASE, Screen.NEW_SHEET):
        await app.desk.go(Place(screen))
        await app.h.settle()
        field = app.h.find(ft.TextField, "Lösenfras")
        await app.h.type(field, "inte min lösenfras alls")
        await app.h.press("Fortsätt")
        assert "stämde inte" in app.desk.shown.notice
        assert "Visa en ny kod" not in app.h.texts()
        assert "Nytt förslag" not in app.h.texts()
        await app.h.type(field, SECRET)
        await app.h.press("Fortsätt")
    await app.h.press("Visa en ny kod")
    assert app.desk.shown.place == Place(Screen.SHEET)
    await app.desk.lock()


async def test_the_sheet_is_confirmed_with_its_third_group_or_later(run) -> None:
    app = await run()
    await app.open()
    code = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG"
    app.desk.show_sheet(code)
    await app.h.settle()
    await app.h.press("Jag har skrivit upp koden")
    await app.h.type(app.h.find(ft.TextField), "BBBB")
    await app.h.press("Klar")
    assert "Grupp 3 stämde inte" in app.desk.shown.notice
    assert not app.desk.settings.sheet_confirmed
    await app.h.type(app.h.find(ft.TextField), " cccc")
    await app.h.press("Klar")
    assert app.desk.settings.sheet_confirmed
    assert app.desk.shown.place == Place(Screen.HOME)
    await app.desk.lock()
