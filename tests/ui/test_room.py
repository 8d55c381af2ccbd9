"""A room of one's own, and the folder on a stick: what a person meets, and what nothing tells."""

from __future__ import annotations

from pathlib import Path

import flet as ft

from app.ui import texts
from app.ui.state import Place, Screen
from app.workbook.keyring import new_recovery_code
from app.workbook.rooms import Rooms
from tests.ui.running import SECRET, SECTION, App

OWN = "sex gamla katter sover på taket"


async def make_room(app: App, passphrase: str = OWN) -> None:
    await app.desk.go(Place(Screen.ROOM))
    await app.h.settle()
    await app.h.press("Gör ett eget rum")
    await app.h.press("Jag skriver en egen")
    await app.h.type(app.h.find(ft.TextField, "Din lösenfras"), passphrase)
    await app.h.type(app.h.find(ft.TextField, "Skriv den en gång till"), passphrase)
    await app.h.press("Använd den här")


async def test_a_room_of_ones_own_is_opened_by_its_passphrase_from_the_same_screen(run) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("i det första")
    await app.lock()
    before = app.h.texts()
    assert await app.unlock()
    await make_room(app)
    assert app.desk.shown.place == Place(Screen.SHEET)
    await app.desk.go(SECTION)
    assert app.words() == ""
    app.write("bara mitt")
    await app.lock()
    assert app.h.texts() == before  # nothing tells that there are two
    assert await app.unlock()
    assert app.words() == "i det första"
    await app.desk.go(Place(Screen.ROOM))
    await app.h.settle()
    assert "Gör ett eget rum" in app.h.texts()  # as when there is none
    await app.lock()
    assert await app.unlock(OWN)
    assert app.words() == "bara mitt"
    await app.lock()


async def test_two_rooms_never_have_one_passphrase(run) -> None:
    app = await run()
    await app.open()
    await make_room(app, SECRET)
    assert app.desk.shown.place == Place(Screen.ROOM)
    assert app.desk.shown.notice
    assert len(Rooms(app.places.vault).paths) == 1
    await app.lock()


async def test_another_folder_has_another_guide_and_everything_stays_there(
    run, tmp_path: Path
) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("hemma")
    stick = tmp_path / "sticka"
    await app.desk.door.move_to(stick)
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.WELCOME)
    assert await app.desk.door.create(OWN, new_recovery_code(), app.desk.library.guides[0])
    await app.desk.go(SECTION)
    app.write("på stickan")
    await app.lock()
    at_home = {path.name for path in app.places.data.iterdir()} - {"sticka"}
    assert at_home == {"valv.guiden", "valv.guiden-mark", "valv.guiden.kopia-000001"}
    assert (stick / "valv.guiden").exists()
    assert not await app.unlock()
    assert await app.unlock(OWN)
    assert app.words() == "på stickan"
    await app.desk.door.move_to(app.places.data)
    assert await app.unlock()
    assert app.words() == "hemma"
    await app.lock()


async def test_a_folder_that_cannot_be_used_changes_nothing(run, tmp_path: Path) -> None:
    app = await run()
    await app.open()
    (tmp_path / "fil").write_text("upptagen")
    await app.desk.door.move_to(tmp_path / "fil" / "mapp")
    assert app.desk.shown.notice == texts.NO_FOLDER
    assert await app.unlock()
    await app.lock()


async def test_what_is_left_on_the_computer_is_listed_in_plain_words(run) -> None:
    app = await run()
    await app.open()
    await app.desk.go(Place(Screen.TRACES))
    await app.h.settle()
    await app.h.press("Titta efter")
    assert any("Guiden kan inte se allt" in text for text in app.h.texts())
    assert any("har kopierat" in text for text in app.h.texts())
    await app.lock()
