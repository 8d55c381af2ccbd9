"""What gives strength and what takes it: rows to choose an effect for, and both lists beneath.

The rows with a choice each, and the lists, are the network's too (``network.py``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.guide import Field
from app.ui import hooks, kit, languages, look, press
from app.ui.desk import Desk
from app.ui.dragging import Drag
from app.ui.lines import Line, text_line
from app.ui.rows import Removed, Row
from app.ui.state import Shown
from app.workbook.answers import EFFECTS

Options = tuple[tuple[str, str], ...]  # (what is stored, what is shown)

_GIVES, _TAKES, _BOTH = EFFECTS
_OPTIONS: Options = ((_GIVES, "Ger kraft"), (_TAKES, "Tar kraft"), (_BOTH, "Både och"))
_BESIDE = 560  # from this window width, at 100 % text, lists stand beside each other


@ft.observable
@dataclass
class Seen:
    """What a picture of the rows is drawn from: the texts and the choice of each that is written.

    Assign a new tuple: the picture draws again, and nothing else does.
    """

    rows: tuple[tuple[tuple[str, ...], str], ...] = ()


@dataclass(eq=False)
class Chosen(Row):
    """A row with one choice beneath its text fields. ``choice`` is "" while nothing is chosen."""

    choice: str = ""

    @property
    def empty(self) -> bool:
        return not (self.choice or self.worded)

    @property
    def worded(self) -> bool:
        """Whether there is something to choose for."""
        return any(text.strip() for text in self.texts)


class Table:
    """The rows of one editor. The last one is always empty, to write in.

    A choice without words says nothing, so nothing keeps it over a lock. A row therefore has pills
    while it has words, and emptied it gets its choice back with the next letter.
    """

    def __init__(
        self, desk: Desk, field: Field, names: tuple[str, ...], row: str, options: Options
    ) -> None:
        self.desk, self.field, self.names, self.options = desk, field, names, options
        self.row_name, self.say = row, partial(languages.label, desk, field.key)
        self.removed = Removed()
        self.draw: Callable[[], None] = lambda: None
        self.seen = Seen()
        value = desk.value(field)
        stored = value if isinstance(value, list) else []
        self.rows = [self._row([str(text) for text in row]) for row in stored if row]
        self.settle()
        self._show()
        self.drag = Drag(desk, field.key, self.rows)
        self.drag.put = self._put

    def _row(self, stored: Sequence[str]) -> Chosen:
        *texts, choice = stored
        bare, about = len(self.names) == 1, languages.said(self.desk, self.field)

        def line(name: str, text: str) -> Line:
            other = "" if bare else kit.second(self.say(name))
            return Line(self.desk, name, text, self.save, about=about, other=other, bare=bare)

        cells = [line(name, text) for name, text in zip(self.names, texts, strict=True)]
        return Chosen(cells, choice=choice)

    def settle(self) -> None:
        """Sees to the empty row, and names every field by its place."""
        if not self.rows or not self.rows[-1].empty:
            self.rows.append(self._row([""] * (len(self.names) + 1)))
        for number, row in enumerate(self.rows, 1):
            for cell, name in zip(row.cells, self.names, strict=True):
                cell.rename(f"{name} {number}")
        self.worded = [row.worded for row in self.rows]

    @property
    def _written(self) -> list[Chosen]:
        return [row for row in self.rows if not row.empty]

    def _show(self) -> None:
        self.seen.rows = tuple(
            (tuple(text.strip() for text in row.texts), row.choice) for row in self._written
        )

    def save(self) -> None:
        """Takes what stands in the rows now."""
        self.desk.write(self.field, [[*row.texts, row.choice] for row in self._written])
        self._show()
        if [row.worded for row in self.rows] != self.worded:
            self.draw()  # there is a choice to make, and the next row to write in

    def _changed(self) -> None:
        self.save()
        self.draw()

    def add(self) -> None:
        """Leads to the empty row."""
        line = self.rows[-1].cells[0]
        line.focus = True
        line.renew(line.text)
        self.draw()

    def choose(self, row: Chosen, option: str) -> None:
        """Chooses; what is chosen already is unpicked."""
        row.choice = "" if row.choice == option else option
        self._changed()

    def remove(self, row: Chosen) -> None:
        if row not in self.rows:
            return  # pressed twice before it was drawn again
        at = self.rows.index(row)

        def put_back() -> None:
            self.rows.insert(at, row)
            self._changed()

        self.removed.add(put_back)
        self.rows.remove(row)
        self.settle()
        self._changed()

    def move(self, row: Chosen, step: int) -> None:
        if row in self.rows:
            self._put(row, self.rows.index(row) + step)

    def _put(self, row: Chosen, to: int) -> None:
        if row in self.rows and 0 <= to < len(self.rows) - 1:
            self.rows.remove(row)
            self.rows.insert(to, row)
            self._changed()


@kit.component
def balance(desk: Desk, field: Field) -> ft.Control:
    """Rows of one text field, and whether it gives strength, takes it or does both."""
    table = hooks.remember(lambda: Table(desk, field, ("Rad",), "rad", _OPTIONS))
    return ft.Column(
        [table_rows(table, "Lägg till en rad"), _both_lists(table, table.seen, desk.shown)],
        spacing=16,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@kit.component
def _both_lists(table: Table, seen: Seen, shown: Shown) -> ft.Control:
    """What gives and what takes, to read. What does both stands in both."""
    sides = [
        (
            table.say(title),
            [texts[0] for texts, choice in seen.rows if texts[0] and choice in (side, _BOTH)],
        )
        for side, title in _OPTIONS[:2]
    ]
    return lists(sides, shown)


def lists(groups: Sequence[tuple[str, Sequence[str]]], shown: Shown) -> ft.Control:
    """Short lists under headings, beside each other where there is room.

    A list with nothing in it is left out: nobody is shown what they lack.
    """
    beside = shown.width * 100 / shown.percent >= _BESIDE
    cards: list[ft.Control] = [
        ft.Container(
            ft.Column(
                [kit.heading(title, 4), *map(kit.text, words)],
                spacing=8,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            padding=ft.Padding.only(left=16, top=6, bottom=6),
            border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.OUTLINE_VARIANT)),
            expand=beside,
        )
        for title, words in groups
        if words
    ]
    if beside:
        return ft.Row(cards, spacing=20, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.Column(cards, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@kit.component
def table_rows(table: Table, add: str) -> ft.Control:
    """The rows of a table. They can be added to, moved and taken away."""
    desk, question = table.desk, table.field.question
    table.draw = table.drag.draw = hooks.redraw()
    table.settle()

    def shown(index: int, row: Chosen) -> ft.Control:
        what = f"{table.row_name} {index + 1}"
        last = len(table.rows) - 1  # the empty one, which stays where it is
        buttons = [
            (index > 0, ft.Icons.ARROW_UPWARD, f"Flytta upp {what}", lambda: table.move(row, -1)),
            (
                index < last - 1,
                ft.Icons.ARROW_DOWNWARD,
                f"Flytta ner {what}",
                lambda: table.move(row, 1),
            ),
            (True, ft.Icons.CLOSE, f"Ta bort {what}", lambda: table.remove(row)),
        ]
        grip = [table.drag.handle(row, row.words or what)] if last > 1 else []
        usable = [
            press.icon_button(desk, icon, name, act, question)
            for there, icon, name, act in buttons
            if there
        ]
        parts = ft.Column(
            [
                *(text_line(cell) for cell in row.cells),
                *(
                    [ft.Row([_pill(table, row, what, *one) for one in table.options], wrap=True)]
                    if row.worded
                    else []
                ),
                *(
                    [
                        ft.Row(
                            [*grip, *usable],
                            alignment=ft.MainAxisAlignment.END,
                            spacing=0,
                            wrap=True,
                        )
                    ]
                    if index < last
                    else []
                ),
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        return table.drag.target(row, parts, f"row-{row.id}")

    ways = [
        press.link(desk, table.say(add), table.add, ft.Icons.ADD, question),
        *table.removed.undo(desk, table.field),
    ]
    return ft.Column(
        [*(shown(index, row) for index, row in enumerate(table.rows)), ft.Row(ways, wrap=True)],
        spacing=14,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _pill(table: Table, row: Chosen, what: str, option: str, label: str) -> ft.Control:
    """A checkbox as a pill: a radio button could not be unpicked."""
    on = row.choice == option
    icon = ft.Icons.CHECK_CIRCLE if on else ft.Icons.CIRCLE_OUTLINED
    color = ft.Colors.PRIMARY if on else ft.Colors.ON_SURFACE_VARIANT
    words = table.say(label)
    name = kit.spoken(f"{kit.both(words)}, {what}", table.field.question)
    return ft.MergeSemantics(
        ft.Semantics(
            checked=on,
            content=ft.OutlinedButton(
                ft.Row(
                    [
                        ft.Icon(icon, size=20, color=color),
                        kit.label(words, name, color=ft.Colors.ON_SURFACE),
                    ],
                    spacing=8,
                    tight=True,
                ),
                on_click=kit.act(table.desk, lambda: table.choose(row, option)),
                style=ft.ButtonStyle(
                    bgcolor=ft.Colors.PRIMARY_CONTAINER if on else ft.Colors.SURFACE_CONTAINER,
                    padding=ft.Padding.symmetric(horizontal=14, vertical=12),
                    shape=ft.RoundedRectangleBorder(radius=28),
                    side=look.edge(ft.Colors.PRIMARY if on else ft.Colors.OUTLINE),
                ),
            ),
        )
    )
