"""Small drawings in the theme's own colours: a quiet corner on a page that has room for one.

They say nothing that is not in the words beside them, so a screen reader passes them by. Drawn for
Guiden, and under its own licence (MIT). Each is a handful of paths, in the letters of SVG: M moves,
L draws a line, C a curve, and Z closes.
"""

from typing import Any

import flet as ft
import flet.canvas as cv

from app.ui import kit

WIDTH, HEIGHT = 240, 120  # of each, in logical pixels; it stands in the middle of its row

_GROUND, _LINE = ft.Colors.PRIMARY_CONTAINER, ft.Colors.PRIMARY
_WARM, _WARM_LINE = ft.Colors.TERTIARY_CONTAINER, ft.Colors.TERTIARY
_PAPER = ft.Colors.SURFACE_CONTAINER

_STEPS: dict[str, tuple[Any, int]] = {  # what each letter makes, and of how many numbers
    "M": (cv.Path.MoveTo, 2),
    "L": (cv.Path.LineTo, 2),
    "C": (cv.Path.CubicTo, 6),
    "Z": (cv.Path.Close, 0),
}


def leaf() -> ft.Control:
    """A sprig with three leaves: a beginning. For a first page, and for one still empty."""
    return _drawing(
        _fill(_GROUND, "M 36 104 C 40 62 84 44 124 48 C 170 52 204 72 206 104 Z"),
        _fill(_PAPER, "M 112 74 C 84 74 66 60 60 34 C 90 32 110 46 112 74 Z"),
        _fill(_PAPER, "M 122 58 C 118 34 128 16 152 6 C 162 30 150 50 122 58 Z"),
        _fill(_PAPER, "M 118 86 C 128 64 148 56 178 62 C 170 84 148 94 118 86 Z"),
        _line(_LINE, "M 112 74 C 84 74 66 60 60 34 C 90 32 110 46 112 74 Z"),
        _line(_LINE, "M 122 58 C 118 34 128 16 152 6 C 162 30 150 50 122 58 Z"),
        _line(_LINE, "M 118 86 C 128 64 148 56 178 62 C 170 84 148 94 118 86 Z"),
        _line(_LINE, "M 110 112 C 116 96 114 84 112 74 C 112 66 118 60 122 58"),
        _line(_LINE, "M 80 48 C 94 54 104 62 112 74 M 140 26 C 136 38 130 48 122 58"),
        _line(_LINE, "M 114 92 C 116 88 117 87 118 86 C 134 80 146 74 158 70"),
    )


def path() -> ft.Control:
    """A path over a hill, and a low sun. For where something goes on or comes to its end."""
    return _drawing(
        cv.Circle(172, 46, 22, ft.Paint(color=_WARM)),
        cv.Circle(172, 46, 22, _pen(_WARM_LINE)),
        _fill(_GROUND, "M 8 110 C 40 70 70 46 104 46 C 150 46 170 84 232 88 L 232 110 Z"),
        _fill(
            _PAPER,
            "M 64 110 C 84 92 132 94 132 78 C 132 66 100 62 106 46"
            " L 114 47 C 114 60 156 64 154 82 C 152 98 116 96 112 110 Z",
        ),
        _line(_LINE, "M 8 110 C 40 70 70 46 104 46 C 150 46 170 84 232 88"),
        _line(_LINE, "M 64 110 C 84 92 132 94 132 78 C 132 66 100 62 106 46"),
        _line(_LINE, "M 112 110 C 116 96 152 98 154 82 C 156 64 114 60 114 47"),
        _line(_LINE, "M 8 110 L 232 110"),
    )


def stones() -> ft.Control:
    """Three stones upon each other: small things, one at a time."""
    return _drawing(
        _fill(_GROUND, "M 20 104 C 66 90 174 90 220 104 C 188 116 52 116 20 104 Z"),
        _fill(_PAPER, "M 70 86 C 72 68 168 66 170 86 C 172 104 68 104 70 86 Z"),
        _line(_LINE, "M 70 86 C 72 68 168 66 170 86 C 172 104 68 104 70 86 Z"),
        _fill(_WARM, "M 86 58 C 90 42 150 44 152 60 C 152 76 84 74 86 58 Z"),
        _line(_WARM_LINE, "M 86 58 C 90 42 150 44 152 60 C 152 76 84 74 86 58 Z"),
        _fill(_GROUND, "M 100 34 C 102 20 136 20 138 34 C 138 48 98 48 100 34 Z"),
        _line(_LINE, "M 100 34 C 102 20 136 20 138 34 C 138 48 98 48 100 34 Z"),
        _line(_LINE, "M 190 100 C 190 88 194 80 200 74 M 194 100 C 198 92 206 88 212 88"),
    )


def lamp() -> ft.Control:
    """A lamp that is lit. For help, and for pages one comes to in the evening."""
    return _drawing(
        cv.Circle(120, 54, 48, ft.Paint(color=_WARM)),
        _fill(_PAPER, "M 98 22 L 142 22 L 160 62 L 80 62 Z"),
        _line(_WARM_LINE, "M 98 22 L 142 22 L 160 62 L 80 62 Z"),
        _line(_LINE, "M 120 62 L 120 104 M 98 106 C 106 100 134 100 142 106 Z"),
        _line(_LINE, "M 36 108 L 204 108"),
        _line(_WARM_LINE, "M 146 62 L 146 76"),
        _fill(_GROUND, "M 168 108 L 168 98 L 198 98 L 198 108 Z"),
        _line(_LINE, "M 168 108 L 168 98 L 198 98 L 198 108 Z"),
    )


def window() -> ft.Control:
    """A window with a plant on the sill. For what is closed, and can be opened again."""
    return _drawing(
        _fill(_GROUND, "M 72 100 L 72 42 C 72 2 168 2 168 42 L 168 100 Z"),
        cv.Circle(142, 42, 13, ft.Paint(color=_WARM)),
        cv.Circle(142, 42, 13, _pen(_WARM_LINE)),
        _line(_LINE, "M 72 100 L 72 42 C 72 2 168 2 168 42 L 168 100"),
        _line(_LINE, "M 120 12 L 120 100 M 72 60 L 168 60"),
        _line(_LINE, "M 52 102 L 188 102"),
        _fill(_WARM, "M 84 84 L 108 84 L 104 102 L 88 102 Z"),
        _line(_WARM_LINE, "M 84 84 L 108 84 L 104 102 L 88 102 Z"),
        _fill(_PAPER, "M 96 84 C 78 82 74 68 76 58 C 90 60 98 70 96 84 Z"),
        _line(_LINE, "M 96 84 C 78 82 74 68 76 58 C 90 60 98 70 96 84 Z"),
        _fill(_PAPER, "M 96 84 C 94 68 100 58 112 52 C 116 66 110 78 96 84 Z"),
        _line(_LINE, "M 96 84 C 94 68 100 58 112 52 C 116 66 110 78 96 84 Z"),
    )


def _drawing(*shapes: cv.Shape) -> ft.Control:
    canvas = cv.Canvas(list(shapes), width=WIDTH, height=HEIGHT)
    return kit.silent(ft.Row([canvas], alignment=ft.MainAxisAlignment.CENTER))


def _fill(color: ft.Colors, way: str) -> cv.Shape:
    return cv.Path(_elements(way), paint=ft.Paint(color=color))


def _line(color: ft.Colors, way: str) -> cv.Shape:
    return cv.Path(_elements(way), paint=_pen(color))


def _pen(color: ft.Colors) -> ft.Paint:
    return ft.Paint(
        color=color,
        stroke_width=2.5,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
        style=ft.PaintingStyle.STROKE,
    )


def _elements(way: str) -> list[cv.Path.PathElement]:
    """The steps of a path that is written in SVG's letters.

    Raises:
        KeyError: a letter that is not one of the four.
    """
    left = way.split()
    steps = []
    while left:
        make, count = _STEPS[left.pop(0)]
        numbers, left = left[:count], left[count:]
        steps.append(make(*map(float, numbers)))
    return steps
