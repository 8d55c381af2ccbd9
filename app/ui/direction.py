"""Which way words run, and how those of two directions share a line."""

from dataclasses import replace
from unicodedata import bidirectional

from app.guide import Kind
from app.workbook.answers import Answer, Json, lines

_RIGHT, _LEFT = ("AL", "R"), "L"
# The cells of a row that the person has written, for the kinds that are read several to a line.
_OWN = {
    Kind.CHECKLIST: slice(1, 2),
    Kind.CONTACT: slice(3),
    Kind.IF_THEN: slice(2),
    Kind.LINKS: slice(1, 2),
    Kind.WEEK: slice(1, 4),
    Kind.BALANCE: slice(1),
    Kind.NETWORK: slice(2),
    Kind.TIMELINE: slice(2, 3),
}


def read(answer: Answer) -> tuple[str, ...]:
    """``lines``, to be looked at: a number beside Arabic words stays where it was written."""
    own = _OWN.get(answer.kind)
    if own is None or not isinstance(answer.value, list):
        return lines(answer)
    return lines(replace(answer, value=[_row(row, own) for row in answer.value]))


def _row(row: Json, own: slice) -> Json:
    cells = list(row) if isinstance(row, list) else []
    texts = [str(cell) for cell in cells[own]]
    if any(bidirectional(letter) in _RIGHT for text in texts for letter in text):
        cells[own] = map(apart, texts)
    return cells


def apart(words: str) -> str:
    """``words`` in a line of others, with the figures and signs at their ends kept where they are.

    For the screen alone: the two marks around them have no width, and are never stored.
    """
    return f"\u2068{words}\u2069" if words else ""


def from_right(words: str) -> bool:
    """Whether ``words`` are written from right to left: they begin so, or most letters are.

    Not the first letter alone: a Swedish name may begin an Arabic sentence. Not most of them
    alone: it may end with a long Swedish word in brackets.
    """
    sides = [side for side in map(bidirectional, words) if side in _RIGHT or side == _LEFT]
    right = sum(side != _LEFT for side in sides)
    return right * 2 > len(sides) or bool(sides and sides[0] != _LEFT)
