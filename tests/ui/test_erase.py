"""Erasing one guide's answers, one room or everything, as a person meets it."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from app.guide import Kind
from app.paths import PARSED_NAME
from app.ui.state import HOME, Place, Screen
from app.workbook.keyring import new_recovery_code
from tests.ui.running import SECRET, App

GUIDE = "Svaren i en guide"
ROOM, ALL = "Allt som den här lösenfrasen öppnar", "Allt som Guiden har sparat här"
OTHER = "sju sorters kakor till kaffet"
SHARED = "tre-bra-saker.en-sak"


def says(app: App, words: str) -> bool:
    return any(words in text for text in [app.desk.shown.notice, *app.h.texts()])


async def to(app: App, place: Place) -> None:
    await app.desk.go(place)
    await app.h.settle()


async def begin(app: App, what: str) -> None:
    """From the settings to the page that says what it means."""
    await to(app, Place(Screen.SETTINGS))
    await app.h.press("Radera")
    await app.h.press(what)


async def prove(app: App, passphrase: str = SECRET) -> None:
    await app.h.type(app.h.find(ft.TextField, "Lösenfras"), passphrase)
    await app.h.press("Fortsätt")


async def second_room(app: App) -> Path:
    """Makes another room and locks it. The first must be locked."""
    assert await app.desk.door.create(OTHER, new_recovery_code(), app.desk.library.guides[0])
    path = app.desk.book.path
    app.write("Det andra rummets ord")
    await app.lock()
    return path


def left(app: App) -> list[str]:
    return sorted(one.name for one in app.places.data.iterdir())


async def test_the_least_comes_first_and_nothing_happens_on_the_way(run) -> None:
    app = await run()
    await app.open()
    app.write("Jag kom hit med bussen")
    await to(app, Place(Screen.ERASE))
    texts = app.h.texts()
    assert texts.index(GUIDE) < texts.index(ROOM) < texts.index(ALL)
    for what in (ROOM, ALL):
        await begin(app, what)
        assert says(app, "Sedan kan Guiden inte öppna det igen")
        assert says(app, "till exempel på ett USB-minne")
        assert says(app, "Enhetens minne kan behålla rester")
        assert says(app, "skrivit ut eller delat")
        await app.h.press("Fortsätt")
        assert "Ja, radera" not in app.h.texts()
        await prove(app, "en helt annan lång fras")
        assert says(app, "stämde inte")
        assert "Ja, radera" not in app.h.texts()
        await prove(app)
        assert says(app, "Vill du radera?")
        await app.h.press("Nej, behåll allt")
        assert says(app, "Ingenting är raderat")
        assert GUIDE in app.h.texts()
    assert app.words() == "Jag kom hit med bussen"
    await app.lock()


async def test_to_keep_everything_is_the_main_answer(run) -> None:
    app = await run()
    await app.open()
    await begin(app, ROOM)
    await app.h.press("Fortsätt")
    await prove(app)
    mains = [
        text.value
        for button in app.h.walk()
        if isinstance(button, ft.FilledButton)
        for text in app.h.walk(button)
        if isinstance(text, ft.Text)
    ]
    assert mains == ["Nej, behåll allt"]
    await app.lock()


async def test_one_guides_answers_go_for_good_and_what_guides_share_stays(run) -> None:
    app = await run()
    await app.open()
    first, other = app.desk.library.guides[:2]
    fields = app.desk.library.fields
    elsewhere = next(
        field
        for one in other.sections
        for field in app.desk.library.section(one).fields
        if one not in first.sections and field.kind is Kind.LONG
    )
    app.write("Jag kom hit med bussen")
    app.desk.write(fields[SHARED], "Kaffe i solen")
    app.desk.write(elsewhere, "Den andra guidens ord")
    await app.lock()
    await app.unlock()
    app.write("Ändrat")
    await begin(app, GUIDE)
    assert "Fortsätt" not in app.h.texts()  # nothing is chosen for anyone
    await app.h.fire(app.h.find(ft.RadioGroup), "change", first.id, value=first.id)
    titles = {one: app.desk.library.section(one).title for one in first.sections}
    [emptied] = [text for text in app.h.texts() if titles["tva-fragor"] in text]
    [kept] = [text for text in app.h.texts() if "höra till en annan guide" in text]
    assert titles["tre-bra-saker"] in kept and titles["trygghetsplan"] in kept
    assert all((title in emptied) != (title in kept) for title in titles.values())
    await app.h.press("Fortsätt")
    await prove(app)
    assert says(app, first.title)
    await app.h.press("Ja, radera")
    assert app.desk.shown.place == HOME
    assert says(app, "Svaren är raderade")
    assert app.words() == ""
    assert app.desk.value(fields[SHARED]) == "Kaffe i solen"
    assert app.desk.value(elsewhere) == "Den andra guidens ord"
    assert not list(app.places.data.glob("*.kopia-*"))
    await app.lock()
    await app.unlock()
    assert app.words() == ""
    assert app.desk.book.earlier_versions(fields["tva-fragor.vad-forde-hit"]) == ()
    await app.lock()


async def test_this_room_goes_and_the_other_stays(run) -> None:
    app = await run()
    await app.open()
    app.write("Jag kom hit med bussen")
    await app.lock()
    other = await second_room(app)
    others = {one: one.read_bytes() for one in app.places.data.iterdir() if other.name in one.name}
    await app.unlock()
    await begin(app, ROOM)
    await app.h.press("Fortsätt")
    await prove(app)
    await app.h.press("Ja, radera")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert says(app, "Det är raderat")
    assert {one: one.read_bytes() for one in app.places.data.iterdir()} == others
    assert not await app.unlock()
    assert await app.unlock(OTHER)
    assert app.words() == "Det andra rummets ord"
    await app.lock()


async def test_nothing_on_the_way_tells_whether_there_are_other_rooms(run) -> None:
    app = await run()
    await app.open()

    async def pages() -> list[list[str]]:
        seen = []
        for what in (ROOM, ALL):
            await begin(app, what)
            seen.append(app.h.texts())
            await app.h.press("Fortsätt")
            seen.append(app.h.texts())
            await prove(app)
            seen.append(app.h.texts())
        await app.lock()
        await to(app, Place(Screen.START_OVER))
        seen.append(app.h.texts())
        await app.h.press("Jag har inga ark")
        return [*seen, app.h.texts()]

    alone = await pages()
    await second_room(app)
    await app.unlock()
    assert await pages() == alone


async def test_erasing_everything_leaves_an_empty_folder_and_a_welcome(run) -> None:
    app = await run()
    await app.open()
    app.write("Jag kom hit med bussen")
    await app.lock()
    await second_room(app)
    assert not await app.unlock("en helt annan lång fras")
    await app.unlock()
    app.write("Ord som inte är sparade än")
    assert len(left(app)) > 4
    await begin(app, ALL)
    assert says(app, "Har du gjort egna rum raderas de också.")
    await app.h.press("Fortsätt")
    await prove(app)
    await app.h.press("Ja, radera")
    assert left(app) == []
    assert app.desk.shown.place == Place(Screen.WELCOME)
    assert says(app, "Det är raderat")
    again = await run()
    assert again.desk.shown.place == Place(Screen.WELCOME)
    assert left(again) == []


async def test_parsed_content_is_kept_in_the_apps_own_folder_alone_and_is_erased(
    run, monkeypatch, tmp_path
) -> None:
    app = await run()
    await app.open()
    await app.lock()
    await run()
    assert PARSED_NAME not in left(app)  # a folder somebody chose
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path))
    app = await run()
    assert PARSED_NAME in left(app)
    await app.unlock()
    await begin(app, ALL)
    await app.h.press("Fortsätt")
    await prove(app)
    await app.h.press("Ja, radera")
    assert left(app) == []
    await run()
    assert left(app) == []  # nothing is kept before there is a vault


async def test_a_new_guide_can_be_made_where_everything_was_erased(run) -> None:
    app = await run()
    await app.open()
    app.write("Jag kom hit med bussen")
    await begin(app, ALL)
    await app.h.press("Fortsätt")
    await prove(app)
    await app.h.press("Ja, radera")
    await app.open()
    assert app.words() == ""
    assert not app.desk.book.older
    await app.lock()


@pytest.mark.parametrize("typed", ["RADERA", " radera "])
async def test_someone_who_gets_in_no_way_can_start_over(run, typed: str) -> None:
    app = await run()
    await app.open()
    app.write("Jag kom hit med bussen")
    await app.lock()
    await app.unlock("en helt annan lång fras")
    before = left(app)
    await to(app, Place(Screen.START_OVER))
    assert says(app, "Ett återställningsark eller två ark")
    assert "Radera allt" not in app.h.texts()
    await app.h.press("Jag har inga ark")
    assert says(app, "Sedan kan Guiden inte öppna det igen")
    await app.h.press("Radera allt")
    assert says(app, "Ingenting är raderat")
    field = app.h.find(ft.TextField)
    await app.h.type(field, "RADERAS")
    await app.h.press("Radera allt")
    assert left(app) == before
    await app.h.type(field, typed)
    await app.h.press("Radera allt")
    assert left(app) == []
    assert app.desk.shown.place == Place(Screen.WELCOME)


async def test_starting_over_leads_first_to_the_sheets_and_can_be_left(run) -> None:
    app = await run()
    await app.open()
    await app.lock()
    before = left(app)
    for words, screen in (
        ("Jag har mitt ark", Screen.CODE),
        ("Jag har två ark", Screen.TWO_SHEETS),
    ):
        await to(app, Place(Screen.START_OVER))
        await app.h.press(words)
        assert app.desk.shown.place == Place(screen)
    await to(app, Place(Screen.START_OVER))
    await app.h.press("Jag har inga ark")
    await app.h.press("Nej, behåll allt")
    assert app.desk.shown.place != Place(Screen.START_OVER)
    assert left(app) == before


async def test_erasing_is_not_for_someone_who_opened_nothing(run) -> None:
    app = await run()
    await app.open()
    await app.lock()
    await to(app, Place(Screen.ERASE))
    assert app.desk.shown.place == Place(Screen.LOCK)
