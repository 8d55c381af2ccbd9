"""A printed sheet of A4, folded as a person folds it, and what is then read in which order."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

from pypdf import PdfReader

WIDTH, HEIGHT = 595.28, 841.89
_ORDER = ((True, False), (True, True), (False, True), (False, False))  # right or not, up or not


@dataclass(frozen=True)
class Word:
    """A printed word: where it is in space, which way is up for it and which way its side faces."""

    text: str
    x: float
    y: float
    z: float
    up: int
    facing: int = 1


def printed(data: bytes, pattern: str) -> list[list[Word]]:
    """The words of each sheet that match, lying flat with the print upwards."""
    sheets = []
    for page in PdfReader(io.BytesIO(data)).pages:
        found: list[Word] = []

        def note(
            text: str,
            cm: list[float],
            tm: list[float],
            _font: object,
            _size: float,
            found: list[Word] = found,
        ) -> None:
            for hit in re.findall(pattern, text):
                up = 1 if tm[3] * cm[3] > 0 else -1
                found.append(Word(hit, _x(cm, tm), _y(cm, tm), 0, up))

        page.extract_text(visitor_text=note)
        sheets.append(found)
    return sheets


def folded(sheet: list[Word]) -> list[Word]:
    """The sheet folded twice with the print outwards, the short sides together first."""
    return _left_behind_right(_upper_behind_lower(sheet))


def _upper_behind_lower(sheet: list[Word]) -> list[Word]:
    """Turned half a turn about the middle line across: what was up is down, and faces away."""
    return [
        replace(one, y=HEIGHT - one.y, z=-one.z - 1, up=-one.up, facing=-one.facing)
        if one.y > HEIGHT / 2
        else one
        for one in sheet
    ]


def _left_behind_right(sheet: list[Word]) -> list[Word]:
    """Turned half a turn about the middle line upwards: what was on top of the rest is below it."""
    return [
        replace(one, x=WIDTH - one.x, z=-one.z - 3, facing=-one.facing)
        if one.x < WIDTH / 2
        else one
        for one in sheet
    ]


def read(sheets: list[list[Word]]) -> list[Word]:
    """The words in the order one meets them, turning leaf by leaf with the fold to the left.

    The sheets lie inside each other, the first one outermost, each held open in its middle: between
    its second and its third page.
    """
    if not sheets:
        return []
    outer, *inner = sheets
    layers = sorted(folded(outer), key=lambda one: (-one.z, -one.y))
    before = [one for one in layers if one.z > -1.5]
    after = [one for one in layers if one.z < -1.5]
    return [*before, *read(inner), *after]


def pages_of(data: bytes) -> list[str]:
    """The text of each page of a booklet, in the order of reading."""
    sheets = []
    for page in PdfReader(io.BytesIO(data)).pages:
        quarters: dict[tuple[bool, bool], str] = dict.fromkeys(_ORDER, "")
        places = [_ORDER[0]]

        def note(
            text: str,
            cm: list[float],
            tm: list[float],
            _font: object,
            _size: float,
            quarters: dict[tuple[bool, bool], str] = quarters,
            places: list[tuple[bool, bool]] = places,
        ) -> None:
            if text.strip():  # a line break has no place of its own
                places.append((_x(cm, tm) > WIDTH / 2, _y(cm, tm) > HEIGHT / 2))
            quarters[places[-1]] += text

        page.extract_text(visitor_text=note)
        sheets.append([quarters[place].strip() for place in _ORDER])
    first = [text for sheet in sheets for text in sheet[:2]]
    return [*first, *(text for sheet in reversed(sheets) for text in sheet[2:])]


def _x(cm: list[float], tm: list[float]) -> float:
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4]


def _y(cm: list[float], tm: list[float]) -> float:
    return tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
