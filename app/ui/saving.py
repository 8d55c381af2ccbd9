"""Making a file in a thread, seeing how far it is, calling it off, and saving it somewhere."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import flet as ft

from app.share.copy import BadCopy
from app.share.work import CalledOff, Work
from app.ui import frame, hooks, kit, picking, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.workbook.failures import VaultError
from app.workbook.workbook import Workbook

T = TypeVar("T")
_CHOOSING = "Välj var filen ska ligga."
_NONE: Work | None = None
_OFTEN = 0.2  # seconds between two looks at how far it has come
_NO_DIALOG = (
    "Det gick inte att öppna fönstret där man väljer en plats. Ingen fil är sparad. "
    "Skriv i stället vad filen ska heta."
)
_NOT_SAVED = "Filen sparades inte. Det du har skrivit är kvar. Försök igen när du vill."
_TAKEN = "Det finns redan en fil med det namnet. Den är oförändrad. Välj ett annat namn."
_NOT_THERE = "Det gick inte att spara filen där. Det du har skrivit är kvar. Välj en annan plats."


async def followed(run: Callable[[], T], work: Work, draw: Callable[[], None]) -> T:
    """What ``run`` gives, in a thread; ``draw`` is called as ``work`` goes on. Raises as it."""
    task = asyncio.ensure_future(asyncio.to_thread(run))
    shown = 0.0
    while not task.done():
        await asyncio.wait({task}, timeout=_OFTEN)
        if work.done - shown >= 0.02:
            shown = work.done
            draw()
    return task.result()


def bar(desk: Desk, says: str, work: Work) -> list[ft.Control]:
    """How far a work has come, and the way to call it off."""
    return [
        kit.banner(says),
        ft.ProgressBar(
            value=work.done or (0 if desk.shown.still else None),
            bar_height=8,
            border_radius=4,
            color=ft.Colors.PRIMARY,
            bgcolor=ft.Colors.PRIMARY_CONTAINER,
            semantics_label=says,
            semantics_value=round(work.done * 100),
        ),
        ft.Row([press.button(desk, "Avbryt", work.call_off)], wrap=True),
    ]


@dataclass(frozen=True)
class File:
    """A file to be made: what it is called, and how.

    ``making``: what is said meanwhile. ``ready``: whether to make it now; it says why not itself.
    ``saved``: is called when it is, or when a browser has been given it. ``locked``: what is said
    where it was saved, and Guiden locked before ``saved`` could be called.
    """

    name: str
    making: str
    make: Callable[[Workbook, Work], bytes]
    saved: Callable[[], Awaitable[None] | None]
    ready: Callable[[], Awaitable[bool]] | None = None
    locked: str = ""


@kit.component
def save(
    desk: Desk,
    file: File,
    label: str,
    parts: Sequence[ft.Control],
    ways: Sequence[ft.Control],
    title: str,
) -> ft.Control:
    """A page with one button, which makes a file and saves it where the person says.

    ``parts``: what the page says. ``ways``: the other ways from here. Nothing is saved in two
    places.
    """
    work, show = hooks.state(_NONE)
    redraw = hooks.redraw()
    by_name, set_by_name = hooks.state(False)
    here = hooks.remember(lambda: [True])
    typed = hooks.remember(
        lambda: Line(desk, "Filen, med hela vägen dit", str(Path.home() / file.name), code=True)
    )
    running = hooks.remember(lambda: list[Work]())

    def gone() -> None:
        here.clear()
        for one in running:
            one.call_off()

    ft.on_unmounted(gone)

    async def made(book: Workbook) -> bytes | None:
        """The bytes; None, with a notice, if there are none or they are not wanted any more."""
        if file.ready and not await file.ready():
            return None
        await desk.flush()
        if desk.drafts and desk.drafts.unsaved:
            desk.notice(desk.status.failed or texts.SAVING_FAILED)
            return None
        work = Work()
        running.append(work)
        desk.notice("")
        show(work)
        try:
            data = await followed(lambda: file.make(book, work), work, redraw)
            work.step(1)
        except BadCopy as error:
            desk.notice(error.sentence)
        except VaultError:  # locked meanwhile
            pass
        except CalledOff:
            if here:
                desk.notice("Avbrutet. Ingen fil är sparad.")
        else:
            return data if here and desk.workbook is book else None
        finally:
            running.remove(work)
            if here:
                show(None)
        return None

    async def choose() -> None:
        book = desk.book
        if (data := await made(book)) is None:
            return
        try:
            done = await _saved(desk, file.name, data)
        except Exception:  # a computer without such a window fails in a way of its own
            if here and desk.workbook is book:
                set_by_name(True)
                desk.notice(_NO_DIALOG)
            return
        await finish(book, "" if done else _NOT_SAVED)

    async def put() -> None:
        book, path = desk.book, Path.home() / os.path.expanduser(typed.text.strip())
        if typed.text.strip() and (data := await made(book)) is not None:
            await finish(book, await asyncio.to_thread(_written, path, data))

    async def finish(book: Workbook, problem: str) -> None:
        if desk.workbook is not book:
            if file.locked and not problem and not desk.showing:
                desk.notice(file.locked)
        elif problem:
            if here:
                desk.notice(problem)
        elif (result := file.saved()) is not None:
            await result

    busy, go = hooks.once(choose)
    busy_too, go_by_name = hooks.once(put)
    if work:
        return frame.page(desk, bar(desk, file.making, work), title=title)
    # Where the app locks as soon as the window to save in opens, nothing can be saved.
    hurried = picking.warning(desk)
    waiting = busy or busy_too
    may = not (waiting or hurried)
    return frame.page(
        desk,
        [
            *([kit.text(_CHOOSING)] if waiting else parts),
            *(
                [
                    text_line(typed),
                    ft.Row([press.button(desk, "Spara med det namnet", go_by_name)], wrap=True),
                ]
                if by_name and not waiting
                else []
            ),
            *hurried,
        ],
        title=title,
        bottom=[*ways, *([press.main_button(desk, label, go)] if may else [])],
    )


async def _saved(desk: Desk, name: str, data: bytes) -> bool:
    """Lets the person choose where to save; False if they chose nothing. A browser never tells.

    Raises in a way of its own on a computer without a window to choose in.
    """
    path = await ft.FilePicker().save_file(file_name=name, src_bytes=data)
    return desk.page.web or bool(path)


def _written(path: Path, data: bytes) -> str:
    """Writes a new file, for its owner alone. What went wrong as a sentence, "" for nothing."""
    try:
        number = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
    except FileExistsError:
        return _TAKEN
    except (OSError, ValueError):
        return _NOT_THERE
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(number)
    except OSError:
        with suppress(OSError):
            path.unlink()
        return _NOT_THERE
    return ""
