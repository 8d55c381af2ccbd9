"""Rows that are moved by dragging a handle.

The buttons beside a row do the same, so the handle is not there for a screen reader. A row that is
dragged stays where it is until it is let go: its text fields are never taken down.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import flet as ft

from app.ui import kit, look
from app.ui.desk import Desk

T = TypeVar("T")


class Drag(Generic[T]):
    """What is dragged in one editor, and what it is above.

    ``name`` tells the editor from others on the page, and ``rows`` are its rows, as they are at any
    time. ``draw`` draws the editor again, and ``put`` gives a row another place among the rows.
    """

    def __init__(self, desk: Desk, name: str, rows: Sequence[T]) -> None:
        self._desk, self._name, self._rows = desk, name, rows
        self._row: T | None = None
        self._above: T | None = None
        self.draw: Callable[[], None] = lambda: None
        self.put: Callable[[T, int], None] = lambda row, to: None

    def handle(self, row: T, words: str) -> ft.Control:
        """What one drags ``row`` by. ``words``: what is seen under the finger meanwhile."""

        def begin() -> None:
            self._row, self._above = row, None

        grip = ft.Container(
            ft.Icon(ft.Icons.DRAG_INDICATOR, color=ft.Colors.ON_SURFACE_VARIANT),
            width=look.TARGET,
            height=look.TARGET,
            alignment=ft.Alignment.CENTER,
        )
        moving = ft.Container(
            ft.Text(
                words,
                theme_style=ft.TextThemeStyle.BODY_LARGE,
                color=ft.Colors.ON_SURFACE,
                max_lines=1,
                overflow=ft.TextOverflow.ELLIPSIS,
            ),
            bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
            border_radius=14,
            padding=14,
            width=look.TARGET * 5,
        )
        return kit.silent(
            ft.GestureDetector(
                ft.Draggable(
                    grip,
                    group=self._name,
                    content_feedback=moving,
                    max_simultaneous_drags=1,
                    on_drag_start=kit.act(self._desk, begin),
                ),
                mouse_cursor=ft.MouseCursor.GRAB,
            )
        )

    def target(self, row: T, content: ft.Control, key: str) -> ft.Control:
        """``content`` of ``row``, on which another row can be let go, and takes its place.

        A line shows where that is: above a row that is to move down, below one that moves up.
        """

        def over() -> None:
            self._above = row
            self.draw()

        def off() -> None:
            if self._above is row:
                self._above = None
                self.draw()

        def let_go() -> None:
            dragged, self._row, self._above = self._row, None, None
            if dragged is not None and row in self._rows:
                self.put(dragged, self._rows.index(row))
            self.draw()

        def line(up: bool) -> ft.BorderSide:
            here = self._above is row and self._up == up
            return ft.BorderSide(3, ft.Colors.PRIMARY if here else ft.Colors.TRANSPARENT)

        return ft.DragTarget(
            ft.Container(content, border=ft.Border.only(top=line(True), bottom=line(False))),
            group=self._name,
            on_will_accept=kit.act(self._desk, over),
            on_leave=kit.act(self._desk, off),
            on_accept=kit.act(self._desk, let_go),
            key=key,
        )

    @property
    def _up(self) -> bool | None:
        """Whether what is dragged would go up; None where it would stay."""
        if self._row not in self._rows or self._above not in self._rows:
            return None
        at, to = self._rows.index(self._row), self._rows.index(self._above)
        return None if at == to else to < at
