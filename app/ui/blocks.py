"""The nodes of a section become controls. One case a node; fields have a file of their own."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import flet as ft

from app.guide import (
    Beside,
    Block,
    Field,
    Gathered,
    Heading,
    HelpLine,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Source,
    Span,
    Unreadable,
)
from app.guide.markdown import plain
from app.ui import kit, look, press, texts
from app.ui.desk import Desk
from app.ui.direction import read
from app.ui.fields import exercise
from app.ui.state import Place, Screen
from app.workbook.answers import Answer


def controls(desk: Desk, pairs: Iterable[tuple[Block, Beside]]) -> list[ft.Control]:
    """The controls of blocks, each with its words in the other language, in order.

    Fields must belong to an open workbook. What comes before the first heading has the title for
    its heading: its own are of level 2 there.
    """
    made: list[ft.Control] = []
    level = 2
    for block, other in pairs:
        made += _controls(desk, block, other, level)
        level = 3 if isinstance(block, Heading) else level
    return made


def _controls(desk: Desk, block: Block, other: Beside, level: int) -> Iterator[ft.Control]:
    match block:
        case Heading(level=own, spans=spans):
            yield ft.Container(
                kit.heading(plain(spans), own, other=other.text), padding=ft.Padding.only(top=10)
            )
        case Paragraph(spans=spans):
            yield rich(desk, spans)
            yield from _links(desk, spans)
        case ListBlock(ordered=ordered, items=items):
            for number, item in enumerate(items, 1):
                yield _item(desk, f"{number}." if ordered else "", item)
            for item in items:
                yield from _links(desk, item)
        case Quote(paragraphs=paragraphs):
            yield ft.Container(
                ft.Column([rich(desk, spans) for spans in paragraphs], spacing=10),
                padding=ft.Padding.only(left=16, top=4, bottom=4),
                border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.PRIMARY)),
            )
        case Rule():
            yield ft.Divider(color=ft.Colors.OUTLINE_VARIANT)
        case Gathered():
            yield from _gathered(desk, block, other.text, level)
        case HelpLine():
            yield _help_line(desk, block, level)
        case Source(date=date, text=text):
            yield kit.quiet(f"Källa ({date}): {text}")
        case Unreadable():
            yield kit.banner(texts.NOT_READ)
        case Field():
            # One that has become another kind of question is another exercise.
            yield exercise(desk, block, level, key=f"{block.key} {block.kind.value}")
        case _:
            assert_never(block)


def _gathered(desk: Desk, block: Gathered, other: str, level: int) -> Iterator[ft.Control]:
    """What is written elsewhere, and the way there. Nothing where nothing is written."""
    found = desk.written(block.keys) if desk.open else []
    if not found:
        return
    answers = [Answer.to(field, desk.value(field)) for field, _ in found]
    sections = dict.fromkeys(field.key.partition(".")[0] for field, _ in found)
    yield ft.Container(
        ft.Column(
            [
                kit.heading(block.title, level, other=other),
                *(kit.text(line) for answer in answers for line in read(answer)),
                *(_way(desk, section) for section in sections),
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(left=16, top=8, bottom=8),
        border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.OUTLINE_VARIANT)),
    )


def rich(desk: Desk, spans: tuple[Span, ...]) -> ft.Control:
    """A paragraph with its bold and italic runs. Links are plain words here."""
    return ft.Text(
        spans=[
            ft.TextSpan(
                span.text,
                ft.TextStyle(
                    font_family=f"{look.font(desk.settings)} Bold" if span.bold else None,
                    weight=ft.FontWeight.BOLD if span.bold else None,
                    italic=span.italic,
                ),
            )
            for span in spans
        ],
        theme_style=ft.TextThemeStyle.BODY_LARGE,
    )


def _item(desk: Desk, mark: str, spans: tuple[Span, ...]) -> ft.Control:
    bullet: ft.Control = (
        ft.Text(mark, theme_style=ft.TextThemeStyle.BODY_LARGE)
        if mark
        else ft.Container(
            width=6,
            height=6,
            bgcolor=ft.Colors.PRIMARY,
            border_radius=3,
            margin=ft.Margin.only(top=11, left=4),
        )
    )
    return ft.Row(
        [bullet, ft.Container(rich(desk, spans), expand=True)],
        vertical_alignment=ft.CrossAxisAlignment.START,
        spacing=12,
    )


def _links(desk: Desk, spans: tuple[Span, ...]) -> Iterator[ft.Control]:
    # A link inside a text is no link for a screen reader here, so each one is a button below.
    for span in spans:
        kind, _, target = span.href.partition(":")
        if kind == "section" and desk.open:
            yield _way(desk, target)
        elif kind == "tel":
            yield ft.Row([press.call_button(desk, span.text, target)], wrap=True)


def _way(desk: Desk, section: str) -> ft.Control:
    """The way to a section."""
    return ft.Row(
        [
            press.link(
                desk,
                desk.section(section).title,
                lambda: desk.go(Place(Screen.SECTION, section)),
                ft.Icons.ARROW_FORWARD,
            )
        ],
        wrap=True,
    )


def _help_line(desk: Desk, line: HelpLine, level: int) -> ft.Control:
    return kit.panel(
        kit.heading(line.name, level),
        kit.text(line.about),
        ft.Row(
            [
                press.call_button(
                    desk,
                    f"Ring {line.number}",
                    line.tel.removeprefix("tel:"),
                    line.name if line.name != line.number else "",
                )
            ],
            wrap=True,
        ),
        kit.quiet(f"Källa: {line.source}. Läst {line.checked}. Numret är inte provringt."),
        padding=18,
    )
