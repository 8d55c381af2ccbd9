"""The drawings of a page, as SVG inside the HTML.

They are hidden from screen readers: the lists and the table beside them say the same, and more.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

from app.share.markup import Html, block, tag
from app.share.shapes import Listed, Point
from app.workbook.days import said

# Lengths in the units of the drawing; a letter is about 8 wide.
_SIZE = 420
_STEP, _GAP = 118, 8  # from circle to circle at the top, and at the bottom
_LINE, _LETTER = 20, 8
_MOST = 4  # names in a circle
_WIDE, _HIGH, _EDGE = 320, 170, 24


def circles(groups: Sequence[Listed]) -> Html:
    """Circles around "Jag", the nearest group in the innermost. Nothing where nobody is named.

    They sink towards the bottom, so that each leaves a crescent at its top for its names.
    """
    if not any(row for group in groups for row in group.rows):
        return Html()
    parts: list[Html] = []
    for depth, group in enumerate(reversed(groups)):
        top, bottom = depth * _STEP, _SIZE - depth * _GAP
        radius, middle = (bottom - top) / 2 - 1, (top + bottom) / 2
        parts.append(_circle(_SIZE / 2, middle, radius, f"circle fill{depth}"))
        names = [row for row in group.rows if row]
        for row, words in enumerate([group.title, *_few(names)]):
            line = top + 24 + row * _LINE
            across = 2 * sqrt(max(0, radius**2 - (middle - line + _LINE / 2) ** 2))
            style = "" if row else "label"
            parts.append(_words(_SIZE / 2, line, _short(words, int(across / _LETTER) - 1), style))
    parts.append(_words(_SIZE / 2, _SIZE - 36, "Jag", "me"))
    return _svg(_SIZE, _SIZE, "circles", parts)


def chart(points: Sequence[Point]) -> Html:
    """Dots and a line over the days, in one colour, with no judgement. Nothing without points."""
    if not points:
        return Html()
    first, last = points[0].day, points[-1].day
    days = (last - first).days
    bottom, right = _HIGH - 2 * _EDGE, _WIDE - _EDGE / 2

    def place(point: Point) -> tuple[float, float]:
        along = (point.day - first).days / days if days else 0.5
        low, high = bottom - 6, _EDGE / 2
        left = 2 * _EDGE
        return left + along * (right - 8 - left), low - point.number / 10 * (low - high)

    places = [place(point) for point in points]
    axis = 1.5 * _EDGE
    below = _HIGH - _EDGE
    ends = (
        [_words(axis, below, said(first), "from"), _words(right, below, said(last), "to")]
        if days
        else [_words(_WIDE / 2, below, said(first))]
    )
    return _svg(
        _WIDE,
        _HIGH,
        "chart",
        [
            _line((axis, _EDGE / 2), (axis, bottom), "axis"),
            _line((axis, bottom), (right, bottom), "axis"),
            _words(axis - 6, _EDGE / 2 + 6, "10", "to"),
            _words(axis - 6, bottom, "0", "to"),
            *(_line(here, there, "ink") for here, there in pairwise(places)),
            *(_circle(x, y, 4, "dot") for x, y in places),
            *ends,
        ],
    )


def _few(names: Sequence[str]) -> list[str]:
    if len(names) <= _MOST:
        return list(names)
    return [*names[: _MOST - 1], f"+ {len(names) - _MOST + 1}"]


def _short(text: str, most: int) -> str:
    """``text`` in as many letters as there is room for; one too long ends in dots."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def _svg(width: int, height: int, name: str, parts: Sequence[Html]) -> Html:
    return block("svg", *parts, viewBox=f"0 0 {width} {height}", class_=name, aria_hidden="true")


def _circle(x: float, y: float, radius: float, style: str) -> Html:
    return tag("circle", cx=_said(x), cy=_said(y), r=_said(radius), class_=style)


def _line(here: tuple[float, float], there: tuple[float, float], style: str) -> Html:
    (x1, y1), (x2, y2) = here, there
    return tag("line", x1=_said(x1), y1=_said(y1), x2=_said(x2), y2=_said(y2), class_=style)


def _words(x: float, y: float, text: str, style: str = "") -> Html:
    return tag("text", text, x=_said(x), y=_said(y), class_=style)


def _said(length: float) -> str:
    return f"{length:.1f}"
