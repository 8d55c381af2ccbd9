"""Making a copy to keep elsewhere: its words, its file, and what can go wrong on the way."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flet as ft
import pytest

from app.envelope import age
from app.share import copy
from app.share.work import Work
from app.ui.state import HOME, Place, Screen
from app.vault.errors import NoRoom
from app.workbook.backup import Backup
from tests.ui.copying import OUT, drawn, saved, saves_to, says, to, until
from tests.ui.running import FIELD, App, fails

WRITTEN = "Åsas blå cykel"


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open()
    return app


def said(backup: Backup) -> object:
    [answer] = [one for one in backup.records if one.key == f"answer/{FIELD}"]
    return answer.value["value"]


async def test_a_copy_opens_with_the_words_that_were_shown_and_has_the_last_word(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    file = tmp_path / "kopia.age"
    app.write(WRITTEN)  # not saved yet
    words = await saved(app, file)
    assert len(set(words.split())) >= 4
    assert said(copy.read(file.read_bytes(), words, Work())) == WRITTEN
    assert b"".join(age.open_(file.open("rb"), words)).startswith(b'{"format":"guiden-backup"')
    assert WRITTEN.encode() not in file.read_bytes()
    assert not any(word in caplog.text for word in (words, WRITTEN))
    [asked] = [args for name, args in app.h.client.calls if name == "save_file"]
    assert asked["file_name"].startswith("guiden-kopia-20")
    assert asked["file_name"].endswith(".age")
    left = [p for p in tmp_path.rglob("*") if p.is_file() and p != file]
    assert not any(
        WRITTEN.encode() in p.read_bytes() or words.encode() in p.read_bytes() for p in left
    )


async def test_each_copy_has_words_of_its_own_and_they_are_not_shown_afterwards(
    app: App, tmp_path: Path
) -> None:
    first = await saved(app, tmp_path / "ett.age")
    assert not says(app, first.split()[0])
    await app.h.press("Klar")
    assert app.desk.shown.place == HOME
    assert await drawn(app) != first
    await app.h.press("Visa orden igen")
    assert says(app, "Utan orden går kopian inte att öppna. Guiden kan inte ta fram dem igen.")


async def test_who_chooses_no_place_is_told_that_nothing_was_saved_and_can_try_again(
    app: App, tmp_path: Path
) -> None:
    words = await drawn(app)
    app.h.client.answers["save_file"] = None
    await app.h.press("Spara kopian")
    await until(app, "Filen sparades inte. Det du har skrivit är kvar.")
    saves_to(app, tmp_path / "x.age")
    await app.h.press("Spara kopian")
    await until(app, "Kopian är klar")
    assert copy.read((tmp_path / "x.age").read_bytes(), words, Work()).records


async def test_a_browser_never_tells_where_it_put_the_file_so_the_page_says_to_look(
    run_on,
) -> None:
    app = await run_on(ft.PagePlatform.LINUX, web=True)
    await app.open()
    await drawn(app)
    app.h.client.answers["save_file"] = None
    await app.h.press("Spara kopian")
    await until(app, "Kopian är klar")
    assert says(app, "Titta efter att filen ligger där du vill ha den.")


async def test_without_a_window_for_files_a_name_can_be_written(app: App, tmp_path: Path) -> None:
    def none(_: object) -> None:
        raise RuntimeError("zenity: not found")

    words = await drawn(app)
    app.h.client.answers["save_file"] = none
    await app.h.press("Spara kopian")
    await until(app, "Skriv i stället vad filen ska heta.")
    file = tmp_path / "min kopia.age"
    file.write_bytes(b"nagot annat")
    box = app.h.find(ft.TextField, "Filen, med hela vägen dit")
    await app.h.type(box, str(file))
    await app.h.press("Spara med det namnet")
    await until(app, "Det finns redan en fil med det namnet. Den är oförändrad.")
    assert file.read_bytes() == b"nagot annat"
    await app.h.type(app.h.find(ft.TextField), str(tmp_path / "ingen mapp" / "x.age"))
    await app.h.press("Spara med det namnet")
    await until(app, "Det gick inte att spara filen där.")
    await app.h.type(app.h.find(ft.TextField), str(tmp_path / "ny.age"))
    await app.h.press("Spara med det namnet")
    await until(app, "Kopian är klar")
    assert copy.read((tmp_path / "ny.age").read_bytes(), words, Work()).records
    assert (tmp_path / "ny.age").stat().st_mode & 0o077 == 0


async def test_a_name_without_a_folder_is_in_the_persons_own(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, elsewhere = tmp_path / "hem", tmp_path / "programmet"
    for folder in (home, elsewhere):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(elsewhere)

    def none(_: object) -> None:
        raise RuntimeError("zenity: not found")

    await drawn(app)
    app.h.client.answers["save_file"] = none
    await app.h.press("Spara kopian")
    await until(app, "Skriv i stället vad filen ska heta.")
    await app.h.type(app.h.find(ft.TextField), "min.age")
    await app.h.press("Spara med det namnet")
    await until(app, "Kopian är klar")
    assert (home / "min.age").exists() and not list(elsewhere.iterdir())


async def held_up(app: App) -> tuple[asyncio.Task[None], threading.Event]:
    """The copy is being made, and its work begins first when the event is set."""
    await drawn(app)
    go_on, one = threading.Event(), ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(one)
    one.submit(go_on.wait, 30)
    pressed = asyncio.create_task(app.h.press("Spara kopian"))
    await until(app, "Guiden låser kopian.")
    return pressed, go_on


async def test_it_can_be_called_off_and_then_nothing_is_saved(app: App) -> None:
    pressed, go_on = await held_up(app)
    bar = app.h.find(ft.ProgressBar)
    assert bar.value is None
    await app.h.press("Avbryt")
    go_on.set()
    await pressed
    await until(app, "Avbrutet. Ingen fil är sparad.")
    assert not [name for name, _ in app.h.client.calls if name == "save_file"]
    assert "Spara kopian" in app.h.texts()


async def test_a_lock_while_it_is_made_calls_it_off(app: App) -> None:
    pressed, go_on = await held_up(app)
    locked = asyncio.create_task(app.lock())
    await app.h.settle()
    go_on.set()
    await pressed
    await locked
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.shown.notice == ""
    assert not [name for name, _ in app.h.client.calls if name == "save_file"]


async def test_words_that_cannot_be_saved_stop_the_copy_and_stay(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await drawn(app)
    app.write(WRITTEN)
    fails(monkeypatch, NoRoom("full"))
    await app.h.press("Spara kopian")
    await until(app, "Det senaste är inte sparat än, för enheten är full.")
    assert not [name for name, _ in app.h.client.calls if name == "save_file"]
    assert app.words() == WRITTEN
    app.desk.drafts.close()


async def test_without_a_list_of_words_no_copy_is_begun(app: App, tmp_path: Path) -> None:
    app.desk.places = app.desk.places.__class__(
        app.places.content, tmp_path / "inga", app.places.data, app.places.vault
    )
    await to(app, OUT)
    await app.h.press("Gör en kopia")
    assert says(app, "Det gick inte att ta fram några ord. Det du har skrivit är kvar.")
    assert "Gör en kopia" in app.h.texts()


async def test_the_page_says_when_a_copy_was_saved_last(app: App, tmp_path: Path) -> None:
    await to(app, OUT)
    assert not says(app, "Du sparade en kopia")
    await saved(app, tmp_path / "x.age")
    await to(app, HOME)
    await to(app, OUT)
    assert says(app, "Du sparade en kopia ")


async def test_the_ways_there_are_in_settings_and_at_the_safety_copies(app: App) -> None:
    await to(app, Place(Screen.SETTINGS))
    await app.h.press("Spara en kopia")
    assert app.desk.shown.place == OUT
    await to(app, Place(Screen.COPIES))
    await app.h.press("Spara en kopia någon annanstans")
    assert app.desk.shown.place == OUT
    await app.h.press("Lägg in en kopia")
    assert app.desk.shown.place == Place(Screen.COPY_IN)
