"""The people around one: rows with a circle to choose for each, and the circles drawn above.

Every circle lies around the one before, and all around "Jag". They sink towards the bottom, so that
each leaves a wide crescent at its top, where names can be read.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

import flet as ft

from app.guide import Field
from app.ui import hooks, kit
from app.ui.balance import Options, Seen, Table, lists, table_rows
from app.ui.desk import Desk
from app.ui.state import Shown
from app.workbook.answers import CIRCLES

_OPTIONS: Options = tuple((circle, circle.capitalize()) for circle in CIRCLES)

# Lengths in logical pixels at 100 % text: the drawing grows with its letters.
_MOST = 420  # how wide the drawing becomes
_ROOMY = 320  # from here on a circle has three rows of names, and else two
_LEAST = 280  # below it no name can be read in a circle: there are lists instead
_GAP = 8  # between two circles at the bottom
_ABOVE = (9, 9, 12)  # the first line of each, from the circle's top
_LINE = 20
_SIDES = 40  # what the page keeps free beside it
_FILLS = (
    ft.Colors.SURFACE_CONTAINER,
    ft.Colors.SURFACE_CONTAINER_HIGHEST,
    ft.Colors.PRIMARY_CONTAINER,
)


@kit.component
def network(desk: Desk, field: Field) -> ft.Control:
    """Rows of a name, who it is, and how near. The circles stand above, once they hold somebody."""
    names = ("Vem eller vad", "Hur ni hör ihop")
    table = hooks.remember(lambda: Table(desk, field, names, "nummer", _OPTIONS))
    return ft.Column(
        [_picture(table, table.seen, desk.shown), table_rows(table, "Lägg till någon")],
        spacing=16,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@kit.component
def _picture(table: Table, seen: Seen, shown: Shown) -> ft.Control:
    """The circles, or the same as lists where the text is too large for a drawing."""
    people = [(texts[0] or texts[1], choice) for texts, choice in seen.rows]
    groups = [
        (table.say(label), [name for name, choice in people if name and choice == circle])
        for circle, label in _OPTIONS
    ]
    size = min((shown.width - _SIDES) * 100 / shown.percent, _MOST)
    if size < _LEAST or not any(names for _, names in groups):
        return lists(groups, shown)
    drawing = ft.Semantics(
        label=_in_words(table.say("Jag i mitten."), groups),
        image=True,
        container=True,
        exclude_semantics=True,
        content=_circles(groups, size, shown.percent / 100),
    )
    return ft.Column(
        [drawing, *_legend([table.say("Jag"), *(label for label, _ in groups)])],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _legend(labels: Sequence[str]) -> list[ft.Control]:
    """The words in the drawing in both languages: there is no room for two in a circle."""
    both = [kit.label(label, label) for label in labels if kit.second(label)]
    return [kit.silent(ft.Row(both, wrap=True, spacing=20))] if both else []


def _in_words(me: str, groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The drawing for who hears it: everybody, also those it has no room for."""
    said = [f"{kit.both(label)}: {', '.join(names)}." for label, names in groups if names]
    return " ".join([kit.both(me), *said])


def _circles(groups: Sequence[tuple[str, Sequence[str]]], size: float, scale: float) -> ft.Control:
    """The drawing, from the outermost circle inwards."""
    rows = 3 if size >= _ROOMY else 2
    step = size * 0.28
    inside = size - 2 * (step + _GAP)  # how wide the innermost circle is
    pitch = min((step - _ABOVE[0]) / (rows + 1), (inside - 2 * _ABOVE[2]) / (rows + 2))
    parts: list[ft.Control] = []

    def line(words: Sequence[ft.Control], top: float, circle: tuple[float, float]) -> None:
        """One line of words, as wide as the circle, from top to bottom, is around it."""
        radius, middle = (circle[1] - circle[0]) / 2, sum(circle) / 2
        off = max(abs(top - middle), abs(top + _LINE - middle))
        width = 2 * sqrt(max(0, radius**2 - off**2)) - 8
        parts.append(
            ft.Container(
                ft.Row(list(words), spacing=8 * scale, alignment=ft.MainAxisAlignment.CENTER),
                left=(size - width) / 2 * scale,
                top=top * scale,
                width=width * scale,
            )
        )

    for depth, (label, names) in enumerate(reversed(groups)):
        circle = (depth * step, size - depth * _GAP)
        across = circle[1] - circle[0]
        parts.append(
            ft.Container(
                left=(size - across) / 2 * scale,
                top=circle[0] * scale,
                width=across * scale,
                height=across * scale,
                bgcolor=_FILLS[depth],
                border=ft.Border.all(1.5, ft.Colors.OUTLINE),
                border_radius=across / 2 * scale,
            )
        )
        top = circle[0] + _ABOVE[depth]
        line([_word(label, ft.Colors.ON_SURFACE_VARIANT)], top, circle)
        for row in in_rows(shorten(names, 2 * rows), rows):
            top += pitch
            line([_word(name, ft.Colors.ON_SURFACE, expand=True) for name in row], top, circle)
    line([_me()], top + pitch, circle)
    return ft.Stack(parts, width=size * scale, height=size * scale)


def shorten(names: Sequence[str], most: int) -> list[str]:
    """``names``, or as many as there is room for and then how many more there are."""
    if len(names) <= most:
        return list(names)
    return [*names[: most - 1], f"+ {len(names) - most + 1}"]


def in_rows(names: Sequence[str], rows: int) -> list[list[str]]:
    """The names in so many rows, in order. The lower ones are the wider, and are filled first."""
    ends = [0]
    for row in range(rows):
        ends.append(ends[-1] + (len(names) + row) // rows)
    return [list(names[start:end]) for start, end in pairwise(ends)]


def _word(text: str, color: str, expand: bool = False) -> ft.Control:
    """A name in a circle. One too long for its place ends in dots."""
    return ft.Text(
        text,
        theme_style=ft.TextThemeStyle.LABEL_SMALL,
        color=color,
        text_align=ft.TextAlign.CENTER,
        max_lines=1,
        overflow=ft.TextOverflow.ELLIPSIS,
        expand=expand,
    )


def _me() -> ft.Control:
    return ft.Container(
        _word("Jag", ft.Colors.ON_PRIMARY),
        bgcolor=ft.Colors.PRIMARY,
        border_radius=20,
        padding=ft.Padding.symmetric(horizontal=10, vertical=1),
    )
