"""Saving a file: what is said afterwards is true of the file that was saved."""

from __future__ import annotations

import asyncio

import flet as ft

from app.ui.state import Place, Screen
from tests.ui.others import says, until
from tests.ui.sharing import OUT, filled, looking, tick
from tests.ui.sharing import SAVE as SAVE_FILE
from tests.ui.showing import GO, SHOWING
from tests.ui.showing import until as at
from tests.ui.test_share_pdf import LOCK, SAVE, TWO, at_pdf


def slow_window(monkeypatch) -> tuple[asyncio.Event, asyncio.Event]:
    """The window for saving is open from the one, and answers from the other."""
    opened, answer = asyncio.Event(), asyncio.Event()

    async def save_file(*_: object, **__: object) -> str:
        opened.set()
        await answer.wait()
        return "/tmp/nowhere"

    monkeypatch.setattr(ft.FilePicker, "save_file", save_file)
    return opened, answer


async def test_back_from_an_open_pdf_never_says_that_the_file_is_locked(run) -> None:
    app = await looking(run, TWO)
    await at_pdf(app)
    await tick(app, LOCK)
    await app.h.press(SAVE)
    await until(app, OUT)
    await app.desk.back()
    await app.h.settle()
    assert not says(app, "Filen är låst.")
    assert not says(app, "Orden och kvittot finns kvar under Delat.")
    await app.lock()


async def test_a_look_at_the_help_does_not_cost_the_words_of_a_locked_pdf(run) -> None:
    app = await looking(run, TWO)
    words = await at_pdf(app)
    await app.h.press(SAVE)
    await until(app, OUT)
    await app.desk.go(Place(Screen.HELP))
    await app.desk.back()
    await app.h.settle()
    assert all(word in app.h.texts() for word in words.split())
    await app.lock()


async def test_back_from_a_pdf_to_the_web_file_and_forward_again(run) -> None:
    """The web file is saved after a look at the PDF: the window's forward leads to no PDF."""
    app = await looking(run, TWO)
    await at_pdf(app)
    await app.desk.back()
    await app.h.settle()
    at = app.desk.position
    await app.h.press("Spara filen")
    await until(app, OUT)
    await app.desk.routed(f"/{at + 1}")
    await app.h.settle()
    assert not says(app, "Öppna PDF-filen")
    await app.lock()


async def test_the_choice_cannot_change_while_the_window_for_saving_is_open(
    run, monkeypatch
) -> None:
    app = await looking(run, TWO)
    words = await at_pdf(app)
    opened, answer = slow_window(monkeypatch)
    task = asyncio.ensure_future(app.h.press(SAVE))
    await opened.wait()
    await app.h.settle()
    assert LOCK not in app.h.texts()
    answer.set()
    await until(app, OUT)
    await task
    assert all(word in app.h.texts() for word in words.split())
    await app.lock()


async def test_a_file_saved_late_says_nothing_over_the_page_that_is_shown(run, monkeypatch) -> None:
    app = await looking(run, "Två frågor")
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    opened, answer = slow_window(monkeypatch)
    task = asyncio.ensure_future(app.h.press(SAVE_FILE))
    await opened.wait()
    await app.desk.go(Place(Screen.SHOW, "tva-fragor"))
    await app.h.settle()
    await app.h.press(GO)
    await at(app, SHOWING)
    answer.set()
    await task
    await app.h.settle()
    assert app.desk.shown.notice == ""
    await app.lock()


async def test_a_booklet_saved_after_a_lock_is_not_passed_over_in_silence(run, monkeypatch) -> None:
    app = await filled(run)
    await app.desk.go(Place(Screen.BOOKLET))
    await app.h.settle()
    await tick(app, "Två frågor")
    await app.h.press("Fortsätt")
    opened, answer = slow_window(monkeypatch)
    await until(app, "Spara häftet")
    task = asyncio.ensure_future(app.h.press("Spara häftet"))
    async with asyncio.timeout(30):
        await opened.wait()
    await app.lock()
    answer.set()
    await task
    await app.h.settle()
    assert says(app, "kvitto")
