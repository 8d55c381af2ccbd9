"""Letting the person pick a file, on a computer, in a browser or on a phone."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

import flet as ft

from app.ui import hooks, kit, press
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.workbook.workbook import Workbook

# Where a phone puts the copy that an app gets of a picked file.
_COPIES: dict[ft.PagePlatform | None, tuple[str, ...]] = {
    ft.PagePlatform.ANDROID: ("cache",),
    ft.PagePlatform.IOS: ("tmp", "Caches"),
}
_KEPT = "Det du har skrivit är kvar som det var."
_NO_DIALOG = f"Det gick inte att öppna fönstret där man väljer en fil. {_KEPT} Försök igen."
_BY_NAME = (
    "Det gick inte att öppna fönstret där man väljer en fil. Ingenting är ändrat. "
    "Skriv filens namn i stället."
)
_UNREAD = f"Filen gick inte att läsa. {_KEPT} Välj den igen."


def phone(desk: Desk) -> bool:
    """A phone with the app on it."""
    return not desk.page.web and desk.page.platform in _COPIES


def warning(desk: Desk) -> list[ft.Control]:
    """That there is no time to pick a file, where the person has chosen to lock at once."""
    if not phone(desk) or desk.settings.lock_minutes:
        return []
    return [
        kit.quiet(
            "Guiden låser när du lämnar den, och då hinner du inte välja en fil. Välj "
            "en längre tid under Inställningar först."
        )
    ]


async def picked(desk: Desk, title: str, *endings: str) -> Path | bytes | None:
    """The file that the person picks, or its bytes in a browser; None if they pick nothing.

    Raises in a way of its own on a computer without a window to pick in.
    """
    found = await ft.FilePicker().pick_files(
        dialog_title=title,
        # A phone knows no such ending. Elsewhere it keeps a film from being read by mistake.
        allowed_extensions=None if phone(desk) else list(endings),
        file_type=ft.FilePickerFileType.ANY if phone(desk) else ft.FilePickerFileType.CUSTOM,
        with_data=desk.page.web,
    )
    if not found:
        return None
    return found[0].bytes if found[0].bytes is not None else Path(found[0].path or "")


def chooser(
    desk: Desk,
    title: str,
    endings: Sequence[str],
    take: Callable[[Workbook, Path | bytes], Awaitable[None]],
    still: Callable[[Workbook], bool],
) -> tuple[kit.Handler, list[ft.Control]]:
    """A hook: how to let the person pick a file, and the field for its name, where there is need.

    ``take`` gets what was picked, if the person is ``still`` there with this workbook open.
    """
    by_name, set_by_name = hooks.state(False)
    typed = hooks.remember(lambda: Line(desk, "Filen, med hela vägen dit", code=True))

    async def pick() -> None:
        book = desk.book
        try:
            source = await picked(desk, title, *endings)
        except Exception:  # a computer without such a window fails in a way of its own
            if still(book):
                set_by_name(True)
                desk.notice(_BY_NAME)
            return
        if source is None:
            return
        try:
            if still(book):
                await take(book, source)
        finally:
            if isinstance(source, Path):
                await asyncio.to_thread(forget_copy, desk, source)

    async def named() -> None:
        if name := typed.text.strip():
            await take(desk.book, Path(os.path.expanduser(name)))

    _, choose = hooks.once(pick)
    _, read = hooks.once(named)
    field = [text_line(typed), ft.Row([press.button(desk, "Läs filen", read)], wrap=True)]
    return choose, field if by_name else []


async def small(desk: Desk, title: str, ending: str, most: int) -> bytes | None:
    """The bytes of a file that should be small, and one more than ``most`` of one that is not.

    None, with a notice if it failed, if there are none.
    """
    try:
        source = await picked(desk, title, ending)
    except Exception:  # a computer without such a window fails in a way of its own
        desk.notice(_NO_DIALOG)
        return None
    if not isinstance(source, Path):
        return source
    try:
        return await asyncio.to_thread(_head, source, most + 1)
    except OSError:
        desk.notice(_UNREAD)
        return None
    finally:
        await asyncio.to_thread(forget_copy, desk, source)


def _head(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def forget_copy(desk: Desk, path: Path) -> None:
    """Removes the copy that a phone makes of a picked file. The file itself stays."""
    if phone(desk) and set(_COPIES[desk.page.platform]) & set(path.parts):
        with suppress(OSError):
            path.unlink()
