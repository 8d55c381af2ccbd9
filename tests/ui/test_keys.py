"""Choosing a passphrase, and replacing and removing the keys later, as a person meets it."""

from __future__ import annotations

from itertools import pairwise

import flet as ft
import pytest

from app.ui import texts
from app.ui.state import HOME, Place, Screen
from app.vault import Vault
from app.workbook.failures import NoRoom
from app.workbook.keyring import new_recovery_code
from app.workbook.secret import Secret
from tests.ui.running import SECRET, SECTION

OTHER = "sju gröna hattar på en mur"


def drawn(h) -> str:
    [phrase] = [text for text in h.texts() if len(text.split()) == 5 and text.islower()]
    return phrase


def code_shown(h) -> str:
    """The code on the screen, read group by group."""
    shown = h.texts()
    groups = [after for text, after in pairwise(shown) if text.startswith("Grupp ")]
    return "-".join(groups)


async def show(app, screen: Screen) -> None:
    await app.desk.go(Place(screen))
    await app.h.settle()


async def to_passphrase(app) -> None:
    await app.h.press("Börja")
    await app.h.press(app.desk.library.guides[0].title)
    await app.h.press("Hoppa över frågan")


async def prove(app, passphrase: str = SECRET) -> None:
    await app.h.type(app.h.find(ft.TextField, "Lösenfras"), passphrase)
    await app.h.press("Fortsätt")


async def choose_own(app, passphrase: str) -> None:
    await app.h.press("Jag skriver en egen")
    await app.h.type(app.h.find(ft.TextField, "Din lösenfras"), passphrase)
    await app.h.type(app.h.find(ft.TextField, "Skriv den en gång till"), passphrase)
    await app.h.press("Använd den här")


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
    await app.lock()
    assert await app.unlock(phrase)
    await app.lock()


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
    for screen in (Screen.NEW_PASSPHRASE, Screen.NEW_KEY, Screen.NEW_SHEET):
        await show(app, screen)
        if screen is Screen.NEW_KEY:
            await app.h.press("Fortsätt")
        await prove(app, "inte min lösenfras alls")
        assert "stämde inte" in app.desk.shown.notice
        assert "Gör ett nytt ark" not in app.h.texts()
        assert "Ta bort arket" not in app.h.texts()
        assert "Nytt förslag" not in app.h.texts()
        await prove(app)
    await app.h.press("Gör ett nytt ark")
    assert app.desk.shown.place == Place(Screen.SHEET)
    await app.lock()


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
    assert app.desk.shown.place == HOME
    await app.lock()


async def test_the_saved_sheet_is_a_text_with_every_group_numbered(run) -> None:
    app = await run()
    await app.open()
    code = new_recovery_code()
    app.desk.show_sheet(code)
    await app.h.settle()
    assert code_shown(app.h) == code
    await app.h.press("Spara som fil")
    [saved] = [args for name, args in app.h.client.calls if name == "save_file"]
    rows = saved["src_bytes"].decode().splitlines()
    assert rows[-7:] == [f"Grupp {n}: {group}" for n, group in enumerate(code.split("-"), 1)]
    await app.lock()


async def test_each_key_has_a_card_that_leads_to_its_page(run) -> None:
    app = await run()
    await app.open()
    await show(app, Screen.KEYS)
    for card, screen in {
        "Lösenfras": Screen.NEW_PASSPHRASE,
        "Återställningsark": Screen.NEW_SHEET,
        "Ark hos andra": Screen.SHARES,
        "Öppna snabbare": Screen.DEVICE,
        "Byt hela låset": Screen.NEW_KEY,
    }.items():
        await show(app, Screen.KEYS)
        await app.h.press(card)
        assert app.desk.shown.place == Place(screen)
    await app.lock()


async def test_the_list_of_keys_tells_whether_the_sheet_was_written_down(run) -> None:
    app = await run()
    await app.open(Place(Screen.KEYS))
    assert "Finns, men du har inte bekräftat att du har koden." in app.h.texts()
    await app.desk.change_settings(sheet_confirmed=True)
    await app.h.settle()
    assert "Finns. Öppnar om du glömmer lösenfrasen." in app.h.texts()
    await app.lock()


async def test_a_removed_sheet_opens_no_more_and_the_list_says_that_only_one_way_is_left(
    run,
) -> None:
    app = await run()
    await app.open()
    code = new_recovery_code()
    assert await app.desk.change(lambda book: book.keys.change_code(code))
    await show(app, Screen.KEYS)
    alone = (
        "Bara lösenfrasen öppnar. Glömmer du den kan ingen öppna, inte heller vi. "
        "Gör gärna ett återställningsark."
    )
    assert alone not in app.h.texts()
    await app.h.press("Återställningsark")
    await prove(app)
    await app.h.press("Ta bort arket")
    assert app.desk.book.keys.kinds == ("passphrase", "recovery")  # it asks once more
    assert any("Sedan öppnar bara lösenfrasen" in text for text in app.h.texts())
    await app.h.press("Nej, behåll")
    assert "Gör ett nytt ark" in app.h.texts()
    await app.h.press("Ta bort arket")
    await app.h.press("Ta bort arket")
    assert app.desk.shown.place == Place(Screen.KEYS)
    assert app.desk.shown.notice == "Det är borttaget."
    assert alone in app.h.texts()
    await app.h.press("Återställningsark")
    await prove(app)
    assert "Ta bort arket" not in app.h.texts()
    await app.lock()
    assert not await app.desk.door.unlock(Secret.code(code))
    assert await app.unlock()
    await app.lock()


async def test_a_new_key_leaves_only_the_new_passphrase_and_the_new_sheet(run) -> None:
    app = await run()
    await app.open()
    old_code = new_recovery_code()
    assert await app.desk.change(lambda book: book.keys.change_code(old_code))
    assert await app.desk.change(lambda book: book.keys.share(("Åsa", "Bo", "Cia")))
    await app.desk.change_settings(sheet_confirmed=True)
    app.write("Det började i våras")
    await show(app, Screen.NEW_KEY)
    said = " ".join(app.h.texts())
    assert "kopia som någon redan har ändras inte" in said
    assert "arken hos andra" in said
    await app.h.press("Fortsätt")
    await prove(app)
    await choose_own(app, OTHER)
    assert app.desk.shown.place == Place(Screen.SHEET)
    code = code_shown(app.h)
    assert not app.desk.settings.sheet_confirmed
    assert app.desk.book.keys.kinds == ("passphrase", "recovery")
    assert app.desk.book.keys.holders == ()
    await app.lock()
    assert not await app.unlock(SECRET)
    assert not await app.desk.door.unlock(Secret.code(old_code))
    assert await app.desk.door.unlock(Secret.code(code))
    assert app.words() == "Det började i våras"
    await app.lock()
    assert await app.unlock(OTHER)
    await app.lock()


async def test_a_new_key_that_cannot_be_saved_changes_nothing_and_shows_no_sheet(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open(Place(Screen.NEW_KEY))
    await app.h.press("Fortsätt")
    await prove(app)

    def full(*_: object) -> None:
        raise NoRoom("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "rekey", full)
        await choose_own(app, OTHER)
    assert app.desk.shown.notice == texts.CHANGING_FAILED
    assert app.desk.shown.place == Place(Screen.NEW_KEY)
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_a_changed_passphrase_replaces_the_one_before(run) -> None:
    app = await run()
    await app.open(Place(Screen.NEW_PASSPHRASE))
    await prove(app)
    await choose_own(app, OTHER)
    assert app.desk.shown.place == HOME
    assert app.desk.shown.notice == "Lösenfrasen är bytt."
    await app.lock()
    assert not await app.unlock()
    assert await app.unlock(OTHER)
    await app.lock()


@pytest.mark.parametrize("screen", [Screen.NEW_PASSPHRASE, Screen.NEW_KEY])
async def test_a_passphrase_that_opens_another_vault_here_is_not_taken(run, screen) -> None:
    app = await run()
    await app.open()
    await app.lock()
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.lock()
    assert await app.unlock()
    await show(app, screen)
    if screen is Screen.NEW_KEY:
        await app.h.press("Fortsätt")
    await prove(app)
    await choose_own(app, OTHER)
    assert "används redan" in app.desk.shown.notice
    assert app.desk.shown.place == Place(screen)
    first = app.desk.book.path
    await app.lock()
    assert await app.unlock()
    assert app.desk.book.path == first
    await app.lock()


async def test_a_damaged_vault_beside_this_one_does_not_keep_its_passphrase_from_changing(
    run,
) -> None:
    app = await run()
    await app.open()
    app.places.vault.with_stem(f"{app.places.vault.stem}-0badc0de").write_bytes(b"x" * 8192)
    await show(app, Screen.NEW_PASSPHRASE)
    await prove(app)
    await choose_own(app, OTHER)
    assert app.desk.shown.notice == "Lösenfrasen är bytt."
    await app.lock()
    assert await app.unlock(OTHER)
    await app.lock()


async def test_the_lock_screen_leads_to_every_way_in_and_looks_the_same_for_all(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.lock()
    one_vault = app.h.texts()
    for steps, screen in (
        (["Lånad dator eller USB-minne"], Screen.FOLDER),
        (["Jag har glömt lösenfrasen"], Screen.CODE),
        (["Jag har glömt lösenfrasen", "Jag har två ark"], Screen.TWO_SHEETS),
        (["Jag har glömt lösenfrasen", "Radera allt och börja om"], Screen.START_OVER),
    ):
        await show(app, Screen.LOCK)
        for step in steps:
            await app.h.press(step)
        assert app.desk.shown.place == Place(screen)
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.lock()
    assert app.h.texts() == one_vault
