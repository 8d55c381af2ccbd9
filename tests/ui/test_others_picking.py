"""Picking the file of a guide from others: what comes back, what does not, and when."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flet as ft
import pytest
from flet.messaging.protocol import Message, MessageAction

from app.packages import SENTENCES
from app.ui.state import HOME, Place, Screen
from app.workbook.keyring import new_recovery_code
from tests.ui.others import ADD, LOOK, pick, picks, says, to, until
from tests.ui.running import App


async def test_picking_nothing_changes_nothing(app: App) -> None:
    picks(app)
    before = app.h.texts()
    await app.h.press(ADD)
    assert (app.h.texts(), app.desk.shown.notice) == (before, "")


async def test_a_file_that_is_gone_again_is_said_in_a_sentence(app: App, file: Path) -> None:
    picks(app, {"id": 0, "name": "x", "size": 1, "path": str(file.with_name("borta"))})
    await app.h.press(ADD)
    await until(app, SENTENCES["unreadable"])


async def test_a_browser_hands_over_the_bytes(run_on, file: Path) -> None:
    app = await run_on(ft.PagePlatform.LINUX, web=True)
    await app.open(Place(Screen.OTHERS))
    picks(app, {"id": 0, "name": "x", "size": 1, "path": None, "bytes": list(file.read_bytes())})
    await app.h.press(ADD)
    await until(app, LOOK)
    [asked] = [args for name, args in app.h.client.calls if name == "pick_files"]
    assert asked["with_data"] is True
    assert "guidepaket" in asked["allowed_extensions"]


async def test_without_a_window_for_files_its_name_can_be_written(app: App, file: Path) -> None:
    def none(_: object) -> None:
        raise RuntimeError("zenity: not found")

    app.h.client.answers["pick_files"] = none
    await app.h.press(ADD)
    await until(app, "Skriv filens namn i stället.")
    await app.h.type(app.h.find(ft.TextField), f" {file} ")
    await app.h.press("Läs filen")
    await until(app, LOOK)


@pytest.mark.parametrize(
    ("system", "folder", "left"),
    [
        (ft.PagePlatform.ANDROID, "cache/file_picker/1", False),
        (ft.PagePlatform.ANDROID, "Download", True),
        (ft.PagePlatform.IOS, "tmp", False),
        (ft.PagePlatform.LINUX, "cache/tmp", True),
    ],
)
async def test_the_copy_that_a_phone_makes_is_removed_and_no_other_file(
    run_on, file: Path, tmp_path: Path, system: ft.PagePlatform, folder: str, left: bool
) -> None:
    app = await run_on(system)
    await app.open(Place(Screen.OTHERS))
    copy = tmp_path / folder / "x"
    copy.parent.mkdir(parents=True)
    file.rename(copy)
    await pick(app, copy, LOOK)
    assert copy.exists() == left


async def test_who_locks_when_leaving_is_told_before_a_phone_s_file_window(app: App) -> None:
    assert not says(app, "låser när du lämnar")
    await app.desk.change_settings(lock_minutes=0)
    await app.h.settle()
    assert says(app, "låser när du lämnar")


async def held_up(app: App, path: Path) -> tuple[asyncio.Task[None], threading.Event]:
    """A file is picked, and its check begins first when the event is set."""
    go_on, one = threading.Event(), ThreadPoolExecutor(1)
    asyncio.get_running_loop().set_default_executor(one)
    one.submit(go_on.wait, 30)
    picks(app, {"id": 0, "name": path.name, "size": 1, "path": str(path)})
    pressed = asyncio.create_task(app.h.press(ADD))
    await until(app, "Guiden granskar filen.")
    return pressed, go_on


async def test_who_has_gone_on_is_not_called_back(app: App, file: Path) -> None:
    pressed, go_on = await held_up(app, file)
    await to(app, HOME)
    go_on.set()
    await pressed
    await app.h.settle()
    assert app.desk.shown.place == HOME
    assert app.desk.shown.notice == ""
    await to(app, Place(Screen.OTHERS))
    assert ADD in app.h.texts()
    assert app.desk.book.shelf.kept == ()


async def test_a_lock_while_the_file_is_checked_shows_nothing_of_it(app: App, file: Path) -> None:
    pressed, go_on = await held_up(app, file)
    locked = asyncio.create_task(app.lock())
    await app.h.settle()
    go_on.set()
    await pressed
    await locked
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.shown.notice == ""
    assert await app.unlock()
    assert app.desk.book.shelf.kept == ()


async def picking(app: App, path: Path | None) -> tuple[asyncio.Task[None], Callable[[], None]]:
    """The window for files is open. The person picks this file, or nothing, at the last call."""
    send, waiting = app.h.client.send_message, []

    def slowly(message: Message) -> None:
        if message.action is MessageAction.INVOKE_METHOD and message.body.name == "pick_files":
            waiting.append(message)
        else:
            send(message)

    def choose() -> None:
        app.h.client.send_message = send
        for message in waiting:
            send(message)

    picks(app, *([{"id": 0, "name": path.name, "size": 1, "path": str(path)}] if path else []))
    app.h.client.send_message = slowly
    pressed = asyncio.create_task(app.h.press(ADD))
    await app.h.settle()
    assert waiting
    return pressed, choose


OTHER = "sju sorters kakor till kaffet"
AGAIN = "Välj filen igen."


async def test_a_phone_s_copy_is_removed_though_it_locked_while_the_person_picked(
    run_on, file: Path, tmp_path: Path
) -> None:
    app = await run_on()
    await app.open(Place(Screen.OTHERS))
    copy = tmp_path / "cache/file_picker/1/x"
    copy.parent.mkdir(parents=True)
    file.rename(copy)
    pressed, choose = await picking(app, copy)
    await app.lock()
    choose()
    await pressed
    await app.h.settle()
    assert not copy.exists()
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.shown.notice == ""


async def test_who_left_while_picking_is_not_called_back(app: App, file: Path) -> None:
    pressed, choose = await picking(app, file)
    await to(app, HOME)
    choose()
    await pressed
    await app.h.settle()
    assert (app.desk.shown.place, app.desk.shown.notice) == (HOME, "")


@pytest.mark.parametrize("back", ["from another page", "from a lock", "in another room"])
async def test_who_left_while_picking_and_came_back_is_asked_to_pick_again(
    app: App, file: Path, back: str
) -> None:
    pressed, choose = await picking(app, file)
    if back == "from another page":
        await to(app, HOME)
    else:
        await app.lock()
    if back == "from a lock":
        assert await app.unlock()
    if back == "in another room":
        guide = app.desk.library.guides[0]
        assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await to(app, Place(Screen.OTHERS))
    choose()
    await pressed
    await app.h.settle()
    assert app.desk.shown.notice == AGAIN
    assert ADD in app.h.texts()
    await pick(app, file, LOOK)


async def test_who_left_during_the_check_and_came_back_is_asked_to_pick_again(
    app: App, file: Path
) -> None:
    pressed, go_on = await held_up(app, file)
    await to(app, HOME)
    await to(app, Place(Screen.OTHERS))
    go_on.set()
    await pressed
    await until(app, AGAIN)
    await pick(app, file, LOOK)


async def test_picking_nothing_after_a_lock_changes_nothing(app: App) -> None:
    pressed, choose = await picking(app, None)
    await app.lock()
    choose()
    await pressed
    assert app.desk.shown.notice == ""


async def test_a_home_folder_that_nobody_has_is_said_in_a_sentence(app: App) -> None:
    def none(_: object) -> None:
        raise RuntimeError("zenity: not found")

    app.h.client.answers["pick_files"] = none
    await app.h.press(ADD)
    await until(app, "Skriv filens namn i stället.")
    await app.h.type(app.h.find(ft.TextField), "~ingen-heter-sa/x")
    await app.h.press("Läs filen")
    await until(app, SENTENCES["unreadable"])
