"""A place with nothing in it yet: a warm sentence or two, and a way on."""

import flet as ft

from app.ui import kit


def invitation(*parts: ft.Control, drawing: ft.Control | None = None) -> ft.Control:
    """The words and then the ways. ``drawing``: decoration above them, heard by nobody."""
    return ft.Column(
        [*([kit.silent(drawing)] if drawing else []), *parts],
        spacing=14,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
