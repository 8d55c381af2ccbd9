"""Letting the person pick a file, on a computer, in a browser or on a phone."""

from contextlib import suppress
from pathlib import Path

import flet as ft

from app.ui import kit
from app.ui.desk import Desk

# Where a phone puts the copy that an app gets of a picked file.
_COPIES: dict[ft.PagePlatform | None, tuple[str, ...]] = {
    ft.PagePlatform.ANDROID: ("cache",),
    ft.PagePlatform.IOS: ("tmp", "Caches"),
}


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


def forget_copy(desk: Desk, path: Path) -> None:
    """Removes the copy that a phone makes of a picked file. The file itself stays."""
    if phone(desk) and set(_COPIES[desk.page.platform]) & set(path.parts):
        with suppress(OSError):
            path.unlink()
