"""The nodes of a page that leaves, on the screen: the same words as every output has."""

from collections.abc import Iterator, Sequence
from typing import assert_never

import flet as ft

from app.share.shapes import (
    Cards,
    Circles,
    Items,
    Lists,
    Scale,
    Shape,
    Table,
    Tick,
    Ticks,
    Timeline,
    Words,
)
from app.share.words import GONE, MARK_SAID, ends, together
from app.ui import kit
from app.ui.direction import from_right


def answer(shape: Shape) -> Iterator[ft.Control]:
    """The controls of an answer, in order."""
    match shape:
        case Words(text=text):
            yield from _if(text)
        case Items(rows=rows):
            yield from map(_row, rows)
        case Ticks(ticks=ticks, word=word):
            yield from (_tick(one, word) for one in ticks)
        case Scale(said=said, low=low, high=high):
            yield from _if(said)
            yield from _quiet(ends(low, high))
        case Cards(cards=cards):
            for card in cards:
                parts = [part for cell in card for part in _named(cell.name, cell.text)]
                yield kit.panel(*parts, spacing=2, padding=12)
        case Table(heads=heads, rows=rows):
            yield from (_table_row(heads, row) for row in rows)
        case Lists(groups=groups):
            for group in groups:
                if group.rows:
                    yield kit.quiet(group.title)
                    yield from map(_row, group.rows)
        case Circles():
            yield from answer(shape.lists)
        case Timeline(what=what, low=low, high=high):
            yield from answer(what)
            yield from _quiet(ends(low, high))
            yield from answer(shape.table)
        case _:
            assert_never(shape)


def words(text: str) -> ft.Control:
    """Text, with a bar for what is struck. A screen reader says that something is."""
    if GONE not in text:
        return kit.text(text)
    bar = ft.TextStyle(bgcolor=ft.Colors.ON_SURFACE, color=ft.Colors.ON_SURFACE)
    first, *rest = text.split(GONE)
    spans = [ft.TextSpan(first)]
    for part in rest:
        spans += [ft.TextSpan(MARK_SAID, bar), ft.TextSpan(part)]
    return ft.Text(
        spans=spans,
        theme_style=ft.TextThemeStyle.BODY_LARGE,
        rtl=from_right(text),
    )


def _if(text: str) -> list[ft.Control]:
    return [words(text)] if text else []


def _quiet(text: str) -> list[ft.Control]:
    return [kit.quiet(text)] if text else []


def _named(name: str, text: str) -> list[ft.Control]:
    return [kit.quiet(name), words(text)] if text else []


def _row(text: str) -> ft.Control:
    return _beside(ft.Text("•", theme_style=ft.TextThemeStyle.BODY_LARGE), text)


def _tick(one: Tick, word: str) -> ft.Control:
    icon = ft.Icons.CHECK_BOX_OUTLINED if one.on else ft.Icons.CHECK_BOX_OUTLINE_BLANK
    text = together("{} ({})", one.text, word) if one.on else one.text
    return _beside(ft.Icon(icon, size=22, color=ft.Colors.ON_SURFACE_VARIANT), text)


def _beside(mark: ft.Control, text: str) -> ft.Control:
    return ft.Row(
        [mark, ft.Container(words(text), expand=True)],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=10,
    )


def _table_row(heads: Sequence[str], row: Sequence[str]) -> ft.Control:
    cells = [
        part for head, text in zip(heads[1:], row[1:], strict=True) for part in _named(head, text)
    ]
    return kit.panel(words(row[0]), *cells, spacing=2, padding=12)
