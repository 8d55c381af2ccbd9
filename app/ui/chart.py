"""The drawing of a timeline: it shows what was written and says nothing about it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import flet as ft
import flet.canvas as cv

from app.ui import hooks, kit
from app.workbook.days import said

_HEIGHT, _EDGE = 160, 12  # of the chart, and from its sides to the axis and the outermost dots
_NARROWEST = 240.0  # its width until the window has told how wide it became


@dataclass(eq=False)
class Point:
    """A day, its number 0–10 and a few words. Compared by identity."""

    day: date
    number: int
    words: str = ""


def said_point(point: Point) -> str:
    """A point as one says it, without its words: "3 mars 2027: 4 av 10"."""
    return f"{said(point.day)}: {point.number} av 10"


@kit.component
def chart(points: list[Point]) -> ft.Control:
    """Dots and a line over the days, in one colour. A screen reader gets it in words."""
    width, set_width = hooks.state(_NARROWEST)

    async def sized(event: cv.CanvasResizeEvent) -> None:
        set_width(event.width)

    right, bottom = max(width, _NARROWEST / 2) - _EDGE, _HEIGHT - _EDGE
    first, last = points[0], points[-1]
    days = (last.day - first.day).days

    def place(point: Point) -> tuple[float, float]:
        along = (point.day - first.day).days / days if days else 0.5
        return (
            2 * _EDGE + along * (right - 2 * _EDGE),
            bottom - point.number / 10 * (bottom - _EDGE),
        )

    axis, ink = (
        ft.Paint(color=color, stroke_width=2, style=ft.PaintingStyle.STROKE)
        for color in (ft.Colors.OUTLINE, ft.Colors.PRIMARY)
    )
    dot = ft.Paint(color=ft.Colors.PRIMARY)
    places = [place(point) for point in points]
    numbers = ", ".join(str(point.number) for point in points)
    words = (
        f"Diagram från {said(first.day)} till {said(last.day)}. I tur och ordning: {numbers} av 10."
        if len(points) > 1
        else f"Diagram med en dag. {said_point(first)}."
    )
    labels = dict.fromkeys(said(point.day) for point in (first, last))
    return ft.Semantics(
        label=words,
        image=True,
        container=True,
        exclude_semantics=True,
        content=ft.Column(
            [
                ft.Row(
                    [
                        ft.Column(
                            [kit.quiet("10"), kit.quiet("0")],
                            height=_HEIGHT,
                            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                            horizontal_alignment=ft.CrossAxisAlignment.END,
                        ),
                        cv.Canvas(
                            [
                                cv.Line(_EDGE, _EDGE, _EDGE, bottom, axis),
                                cv.Line(_EDGE, bottom, right + _EDGE, bottom, axis),
                                *(cv.Line(*here, *there, ink) for here, there in pairwise(places)),
                                *(cv.Circle(x, y, 5, dot) for x, y in places),
                            ],
                            height=_HEIGHT,
                            expand=True,
                            on_resize=sized,
                        ),
                    ],
                    spacing=0,
                ),
                ft.Row(
                    [kit.quiet(label) for label in labels],
                    alignment=ft.MainAxisAlignment.SPACE_BETWEEN
                    if len(labels) > 1
                    else ft.MainAxisAlignment.CENTER,
                    wrap=True,
                ),
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
