"""The bytes of a file become text, if a person and the parser can read it in good time.

A few signs in a row can keep a Markdown parser busy for hours. The bounds are far above what
anyone writes, and keep the dearest file below a second or two.
"""

from __future__ import annotations

import re

from . import names
from .errors import BadPackage

LONGEST_LINE = 1_000
MOST_LINES = 1_500
MOST_MARKS = 400
MOST_MARKS_IN_ALL = 8_000
LONGEST_STRETCH = 2_000  # between two empty lines
MOST_MARKS_A_STRETCH = 50
MOST_CAPITALS = 30  # different words in capitals: each is looked for in the whole text
MOST_LOCKED = 2_000

# Controls, marks that turn the text around, other programs' line ends.
_UNFIT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_MARKS = re.compile(r"[\[\]*_`<>\\]")
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{2,}\b")
_EMPTY_LINE = re.compile(r"\n[ \t]*(?=\n)")


def text(name: str, content: bytes) -> str:
    """The text with plain line ends. Raises BadPackage "text"."""
    try:
        found = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadPackage("text", "not UTF-8", name) from None
    if _UNFIT.search(found):
        raise BadPackage("text", "a character that is not for reading", name)
    lines = found.split("\n")
    if max(map(len, lines)) > LONGEST_LINE:
        raise BadPackage("text", "a line is too long", name)
    if name == names.LOCK:
        if len(lines) > MOST_LOCKED:
            raise BadPackage("text", "too many ids", name)
        return found
    if len(lines) > MOST_LINES or len(set(_CAPITALS.findall(found))) > MOST_CAPITALS:
        raise BadPackage("text", "too many lines, or words in capitals", name)
    for stretch in _EMPTY_LINE.split(found):
        if len(stretch) > LONGEST_STRETCH or marks(stretch) > MOST_MARKS_A_STRETCH:
            raise BadPackage("text", "a paragraph is too long, or has too many signs", name)
    if marks(found) > MOST_MARKS:
        raise BadPackage("text", "too many signs", name)
    return found


def marks(text: str) -> int:
    """How many signs that may mean something to the parser."""
    return sum(1 for _ in _MARKS.finditer(text))
