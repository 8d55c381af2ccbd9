"""The editor of lists, contacts and if–then steps: rows that can be added, moved and taken away."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import flet as ft

from app.guide import Field, Kind
from app.ui import hooks, kit
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.workbook.answers import Json


@dataclass(eq=False)
class Row:
    """One row of a list, with a text field for each cell."""

    cells: list[Line]
    id: int = field(default_factory=count().__next__)

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]

    @property
    def number(self) -> str:
        """What a contact's telephone can dial; "" for too little, and for other kinds of rows."""
        dialled = [cell.text for cell in self.cells if cell.phone]
        digits = "".join(c for text in dialled for c in text if c in "0123456789+")
        return digits if len(digits) >= 3 else ""

    @property
    def empty(self) -> bool:
        return not any(text.strip() for text in self.texts)


class Removed:
    """What was taken away in one editor. It can be put back, last first, until the page is left."""

    def __init__(self) -> None:
        self._put_back: list[Callable[[], None]] = []

    def add(self, put_back: Callable[[], None]) -> None:
        """Takes what puts one thing back, saves it and draws it."""
        self._put_back.append(put_back)

    def undo(self, desk: Desk) -> list[ft.Control]:
        """The link that puts the last one back, or nothing where nothing is removed."""

        def put_back() -> None:
            if self._put_back:
                self._put_back.pop()()

        if not self._put_back:
            return []
        return [kit.link(desk, "Ångra borttagningen", put_back, ft.Icons.UNDO)]


@kit.component
def rows(desk: Desk, field: Field, names: tuple[str, ...], add: str) -> ft.Control:
    """A list of rows of one to three text fields. There is always an empty row to write in."""

    def save() -> None:
        written = [row for row in table if not row.empty]
        value: Json = [row.texts[0] if len(names) == 1 else row.texts for row in written]
        desk.write(field, value)
        if contacts and [row.number for row in table] != numbers:
            redraw()  # a button to call with came or went

    def make_row(texts: list[str]) -> Row:
        cells = [
            Line(desk, name, text, save, bare=bare, phone=name == "Telefon")
            for name, text in zip(names, texts, strict=True)
        ]
        return Row(cells)

    bare = len(names) == 1
    contacts = field.kind is Kind.CONTACT
    table = hooks.remember(lambda: list[Row]())
    removed = hooks.remember(Removed)
    redraw = hooks.redraw()
    if not table:
        value = desk.value(field)
        for stored in value if isinstance(value, list) else []:
            texts = [stored] if isinstance(stored, str) else list(stored)
            table.append(make_row([str(text) for text in texts]))
        table.append(make_row([""] * len(names)))
    for number, row in enumerate(table, 1):
        for cell, name in zip(row.cells, names, strict=True):
            label = f"{name} {number}" if bare or len(table) > 1 else name
            cell.rename(f"{field.question} {label}" if bare else label)

    numbers = hooks.remember(lambda: list[str]())
    numbers[:] = [row.number if contacts else "" for row in table]

    def changed() -> None:
        save()
        redraw()

    def append() -> None:
        row = make_row([""] * len(names))
        row.cells[0].focus = True
        table.append(row)
        redraw()

    def remove(row: Row) -> None:
        if row not in table:
            return  # pressed twice before it was drawn again
        at = table.index(row)

        def put_back() -> None:
            table.insert(at, row)
            changed()

        removed.add(put_back)
        table.remove(row)
        changed()

    def move(row: Row, step: int) -> None:
        to = table.index(row) + step if row in table else -1
        if 0 <= to < len(table):
            table.remove(row)
            table.insert(to, row)
            changed()

    def shown(index: int, row: Row) -> ft.Control:
        what = f"{names[0].lower()} {index + 1}" if bare else f"nummer {index + 1}"
        call = f"Ring {row.texts[0].strip() or row.texts[-1].strip() or row.number}"
        buttons = [
            (index > 0, ft.Icons.ARROW_UPWARD, f"Flytta upp {what}", lambda: move(row, -1)),
            (
                index < len(table) - 1,
                ft.Icons.ARROW_DOWNWARD,
                f"Flytta ner {what}",
                lambda: move(row, 1),
            ),
            (len(table) > 1, ft.Icons.CLOSE, f"Ta bort {what}", lambda: remove(row)),
        ]
        return ft.Column(
            [
                *(text_line(cell) for cell in row.cells),
                ft.Row(
                    [
                        *([kit.call_button(desk, call, row.number)] if numbers[index] else []),
                        *(
                            kit.icon_button(desk, icon, name, act)
                            for usable, icon, name, act in buttons
                            if usable
                        ),
                    ],
                    alignment=ft.MainAxisAlignment.END,
                    spacing=0,
                    wrap=True,
                ),
            ],
            spacing=8,
            key=f"row-{row.id}",
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    ways = [kit.link(desk, add, append, ft.Icons.ADD), *removed.undo(desk)]
    return ft.Column(
        [*(shown(index, row) for index, row in enumerate(table)), ft.Row(ways, wrap=True)],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
