"""The editor of lists, contacts and if–then steps: rows that can be added, moved and taken away.

A list can have suggestions to tap, and a step can be filled with what is written elsewhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count

import flet as ft

from app.guide import Field, Kind
from app.ui import hooks, kit, languages, press, suggestions
from app.ui.desk import Desk
from app.ui.dragging import Drag
from app.ui.lines import Line, text_line
from app.workbook.answers import Json
from app.workbook.telephone import called, texted


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
        return called(" ".join(cell.text for cell in self.cells if cell.phone))

    @property
    def words(self) -> str:
        """What the row is called where it is spoken of: its first words."""
        return next((text.strip() for text in self.texts if text.strip()), "")

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

    def undo(self, desk: Desk, field: Field) -> list[ft.Control]:
        """The link that puts the last one back, or nothing where nothing is removed."""

        def put_back() -> None:
            if self._put_back:
                self._put_back.pop()()

        if not self._put_back:
            return []
        label = languages.label(desk, field.key, "Ångra borttagningen")
        return [press.link(desk, label, put_back, ft.Icons.UNDO, field.question)]


@kit.component
def rows(desk: Desk, field: Field, names: tuple[str, ...], add: str) -> ft.Control:
    """A list of rows of one to three text fields. There is always an empty row to write in."""

    def save() -> None:
        written = [row for row in table if not row.empty]
        value: Json = [row.texts[0] if len(names) == 1 else row.texts for row in written]
        desk.write(field, value)
        if beside() != drawn:
            redraw()

    def beside() -> list[object]:
        """What the words decide of what stands beside them. Typing mostly leaves it the same."""
        if field.kind is Kind.LINKS:
            return [cell.text.strip() == "" for row in table for cell in row.cells]
        if field.suggestions:
            return [*suggestions.taken(field, firsts())]
        return [row.number for row in table]

    def firsts() -> list[str]:
        return [row.texts[0] for row in table]

    def look() -> None:
        """Elsewhere on the page something may have been written since this was drawn."""
        if [bool(suggestions.written(desk, keys)) for keys in sources] != [*map(bool, found)]:
            redraw()

    def make_row(texts: list[str]) -> Row:
        cells = [
            Line(
                desk,
                name,
                text,
                save,
                about=languages.said(desk, field),
                other="" if bare else kit.second(languages.label(desk, field.key, name)),
                bare=bare,
                phone=name == "Telefon",
                entered=look if field.kind is Kind.LINKS else None,
            )
            for name, text in zip(names, texts, strict=True)
        ]
        return Row(cells)

    bare = len(names) == 1
    sources = (field.signs, field.helps)
    table = hooks.remember(lambda: list[Row]())
    removed = hooks.remember(Removed)
    fold = hooks.remember(suggestions.Fold)
    found = hooks.remember(lambda: list[suggestions.Written]())
    choosing = hooks.remember(lambda: list[Line]())
    drawn = hooks.remember(lambda: list[object]())
    drag = hooks.remember(lambda: Drag(desk, field.key, table))
    redraw = hooks.redraw()
    if not table:
        value = desk.value(field)
        for stored in value if isinstance(value, list) else []:
            texts = [stored] if isinstance(stored, str) else list(stored)
            table.append(make_row([str(text) for text in texts]))
        table.append(make_row([""] * len(names)))
    for number, row in enumerate(table, 1):
        for cell, name in zip(row.cells, names, strict=True):
            cell.rename(f"{name} {number}" if bare or len(table) > 1 else name)

    drag.draw = redraw
    drawn[:] = beside()
    choosing[:] = [cell for cell in choosing if not cell.text.strip()]
    found[:] = [suggestions.written(desk, keys) for keys in sources]

    def changed() -> None:
        save()
        redraw()

    def append() -> None:
        row = make_row([""] * len(names))
        table.append(row)
        for cell, name in zip(row.cells, names, strict=True):
            cell.rename(f"{name} {len(table)}")  # before the focus, which a new name takes away
        row.cells[0].focus = True
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

    def put(row: Row, to: int) -> None:
        if row in table and 0 <= to < len(table):
            table.remove(row)
            table.insert(to, row)
            changed()

    def move(row: Row, step: int) -> None:
        if row in table:
            put(row, table.index(row) + step)

    drag.put = put

    def tap(words: str) -> None:
        """Takes the row with these words away, or writes them in an empty row."""
        left = [row for row in table if row.texts[0].strip() != words]
        if len(left) == len(table):
            row = next((row for row in table if row.empty), None)
            if row is None:
                table.append(make_row([words]))
            else:
                row.cells[0].focus = False
                row.cells[0].renew(words)
        else:
            table[:] = left
        if not any(row.empty for row in table):
            table.append(make_row([""]))
        changed()

    def unfold() -> None:
        fold.out = True
        for row in table:
            row.cells[0].focus = row is table[-1]
        redraw()

    def flip(cell: Line) -> None:
        choosing[:] = [] if cell in choosing else [cell]
        redraw()

    def fill(cell: Line, words: str) -> None:
        cell.focus = False
        cell.renew(suggestions.after(cell.text, words))
        choosing.clear()
        changed()

    def written_in(row: Row) -> Iterator[ft.Control]:
        """The row's text fields. An empty one can be filled with what is written elsewhere."""
        for column, cell in enumerate(row.cells):
            yield text_line(cell)
            if field.kind is Kind.LINKS and found[column] and not cell.text.strip():
                yield suggestions.own_words(
                    desk,
                    cell,
                    field,
                    found[column],
                    cell in choosing,
                    partial(flip, cell),
                    partial(fill, cell),
                )

    def shown(index: int, row: Row) -> ft.Control:
        what = f"{names[0].lower()} {index + 1}" if bare else f"nummer {index + 1}"
        who = row.texts[0].strip() or row.texts[-1].strip() or row.number
        ways = [press.call_button(desk, f"Ring {who}", row.number, field.question)]
        if texted(row.number):
            sms = f"Skicka sms till {who}"
            ways.append(press.text_button(desk, sms, row.number, field.question))
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
        parts = ft.Column(
            [
                *written_in(row),
                *([_at_end(ways, 8)] if row.number else []),
                _at_end(
                    [
                        *([drag.handle(row, row.words or what)] if len(table) > 1 else []),
                        *(
                            press.icon_button(desk, icon, name, act, field.question)
                            for usable, icon, name, act in buttons
                            if usable
                        ),
                    ],
                ),
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return drag.target(row, parts, f"row-{row.id}")

    above = suggestions.cards(desk, field, suggestions.taken(field, firsts()), tap)
    if fold.closed(desk, field, firsts()):
        above.append(suggestions.unfold(desk, field, unfold))
        above += removed.undo(desk, field)
        return ft.Column(above, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    ways = [
        press.link(
            desk, languages.label(desk, field.key, add), append, ft.Icons.ADD, field.question
        ),
        *removed.undo(desk, field),
    ]
    return ft.Column(
        [*above, *(shown(index, row) for index, row in enumerate(table)), ft.Row(ways, wrap=True)],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _at_end(ways: list[ft.Control], spacing: int = 0) -> ft.Control:
    """What one can do with a row, below it."""
    return ft.Row(
        ways, alignment=ft.MainAxisAlignment.END, spacing=spacing, run_spacing=spacing, wrap=True
    )
