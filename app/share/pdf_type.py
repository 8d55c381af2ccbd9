"""Type for paper: the fonts, and text set in lines of them.

Each pair of a drawn glyph and the text it stands for has a code of its own in the file. So whoever
copies, searches or listens gets the text that was written, whatever it had to be drawn with.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.share import pdf_order

# The first that has a character draws it.
_REGULAR = ("AtkinsonHyperlegibleNext_400Regular", "NotoSansArabic_400Regular")
_BOLD = ("AtkinsonHyperlegibleNext_700Bold", "NotoSansArabic_700Bold")
_EMOJI = "NotoEmoji_400Regular"
_BOX = ".notdef"
_NUDGE = 6  # thousandths: whoever sorts by place finds what has no width after its letter

# Spaces, or a word; a hyphen or a stroke within it ends it where a letter comes after.
_TOKEN = re.compile(r" +|[^ ]+?[-–/](?=[^\W\d_])|[^ ]+")
# Joiners, soft hyphens, which look of a sign is meant, shades of skin: they draw nothing alone.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)

Run = tuple[int, str]
"""The number of a font, and codes in it, in hexadecimal."""


@dataclass(frozen=True)
class Bit:
    """A piece of running text."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """A line that is set. ``width`` in thousandths of the size; a space at the right is outside it.

    ``right``: it begins there. ``runs`` are in the order they are read, each with its place from
    the left.
    """

    runs: tuple[tuple[Run, float], ...] = ()
    width: float = 0
    right: bool = False


@dataclass(frozen=True)
class _Glyph:
    run: Run
    width: float
    text: str
    level: int = 0


@dataclass(frozen=True)
class _Piece:
    """What stays together in a line if it fits."""

    glyphs: tuple[_Glyph, ...]
    runs: tuple[Run, ...]
    width: float
    space: bool

    @classmethod
    def of(cls, glyphs: Iterable[_Glyph]) -> "_Piece":
        glyphs = tuple(glyphs)
        runs = _merged(glyph.run for glyph in glyphs)
        width = sum(glyph.width for glyph in glyphs)
        return cls(glyphs, runs, width, all(glyph.text == " " for glyph in glyphs))


class Font:
    """A font file, and what is used of it.

    ``used`` gives the code of a glyph, the text it stands for and its width in thousandths.
    """

    def __init__(self, name: str, folder: Path) -> None:
        # Imported late: only who makes a file waits for it.
        from fontTools.ttLib import TTFont

        self.name = name
        self.file: Any = TTFont(folder / f"{name}.ttf", recalcTimestamp=False)
        self.letters: dict[int, str] = self.file.getBestCmap()
        self.used: dict[tuple[str, str, int], int] = {}
        self._em: int = self.file["head"].unitsPerEm

    def code(self, glyph: str, text: str, width: int) -> str:
        return f"{self.used.setdefault((glyph, text, width), len(self.used) + 1):04X}"

    def width(self, glyph: str) -> int:
        return self.thousandths(self.file["hmtx"][glyph][0])

    def thousandths(self, length: int) -> int:
        """A length of the font's own, for a size of a thousand."""
        return round(length * 1000 / self._em)


class Type:
    """The fonts that lie in ``folder``, for one file.

    Raises:
        OSError: a font is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.fonts = [Font(name, folder) for name in (*_REGULAR, *_BOLD, _EMOJI)]
        self._order = {False: (0, 1, 4), True: (2, 3, 4)}
        self._glyphs: dict[tuple[str, str, bool], _Glyph] = {}
        self._words: dict[tuple[str, bool], _Piece] = {}

    def lacks(self, sign: str) -> bool:
        """Whether no font here can draw the character."""
        return not _UNSEEN.match(sign) and self._font(sign, False) is None

    def lines(self, bits: Iterable[Bit], room: float) -> list[Line]:
        """A paragraph in lines of ``room`` thousandths of its size.

        A line that goes on in the next ends with the space between, if there was one. An empty
        paragraph is one empty line.
        """
        bits = tuple(bits)
        if pdf_order.from_right("".join(bit.text for bit in bits)):
            return list(self._from_right(bits, room))
        return [_straight(pieces) for pieces in _broken(self._pieces(bits), room)]

    def _pieces(self, bits: Sequence[Bit]) -> Iterator[_Piece]:
        last: _Piece | None = None
        for bit in bits:
            glued = last is not None and not last.space
            for token in _TOKEN.findall(bit.text):
                piece = self._word(token, bit.bold)
                if glued and last and not piece.space:
                    piece, last = _Piece.of((*last.glyphs, *piece.glyphs)), None
                if last:
                    yield last
                last, glued = piece, False
        if last:
            yield last

    def _word(self, text: str, bold: bool) -> _Piece:
        if (text, bold) not in self._words:
            signs = [(sign, sign) for sign in text]
            glyphs = (self._glyph(*pair, bold) for pair in self._composed(signs))
            self._words[text, bold] = _Piece.of(glyphs)
        return self._words[text, bold]

    def _from_right(self, bits: Sequence[Bit], room: float) -> Iterator[Line]:
        """The lines where some of it is written from the right."""
        text = "".join(bit.text for bit in bits)
        bold = [bit.bold for bit in bits for _ in bit.text]
        right = pdf_order.begins_right(text)
        for pieces in _broken(self._shaped(text, bold, pdf_order.levels(text, right)), room):
            yield _turned(pieces, right)

    def _shaped(self, text: str, bold: list[bool], levels: list[int]) -> Iterator[_Piece]:
        starts = {found.start() for found in _TOKEN.finditer(text)}
        at, glyphs = 0, list[_Glyph]()
        for drawn, said in self._composed(pdf_order.shaped(text, levels)):
            if at in starts and glyphs:
                yield _Piece.of(glyphs)
                glyphs = []
            pair = pdf_order.is_pair(said)
            made = (
                self._pair(drawn, said, bold[at]) if pair else [self._glyph(drawn, said, bold[at])]
            )
            glyphs += (replace(one, level=levels[at]) for one in made)
            at += len(said)
        yield _Piece.of(glyphs)

    def _composed(self, signs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """A letter and its mark as one, where a font has them so."""
        made: list[tuple[str, str]] = []
        for drawn, said in signs:
            if made and unicodedata.combining(said[0]):
                one = unicodedata.normalize("NFC", made[-1][0] + drawn)
                if len(one) == 1 and self._font(one, False) is not None:
                    made[-1] = (one, made[-1][1] + said)
                    continue
            made.append((drawn, said))
        return made

    def _font(self, sign: str, bold: bool) -> int | None:
        having = (n for n in self._order[bold] if ord(sign) in self.fonts[n].letters)
        return next(having, None)

    def _pair(self, drawn: str, said: str, bold: bool) -> list[_Glyph]:
        """Two letters drawn as one, and once more in the same place: each reader of the file finds
        both, in their order, only if each has ink of its own."""
        number = self._font(drawn, bold)
        if number is None:
            return [self._glyph(letter, letter, bold) for letter in said]
        font = self.fonts[number]
        glyph = font.letters[ord(drawn)]
        widths = (font.width(glyph), 0)
        return [
            _Glyph((number, font.code(glyph, text, width)), width, text)
            for text, width in zip(said, widths, strict=True)
        ]

    def _glyph(self, drawn: str, said: str, bold: bool) -> _Glyph:
        """``drawn`` for ``said``; where no font has it, ``said`` itself, or an empty box."""
        key = (drawn, said, bold)
        if key not in self._glyphs:
            sign = " " if _UNSEEN.fullmatch(said) else drawn
            number = self._font(sign, bold)
            if number is None and len(said) == 1:
                sign, number = said, self._font(said, bold)
            font = self.fonts[number or 0]
            name = _BOX if number is None else font.letters[ord(sign)]
            width = 0 if _narrow(said) else font.width(name)
            run = (number or 0, font.code(name, said, width))
            self._glyphs[key] = _Glyph(run, width, said)
        return self._glyphs[key]


def _narrow(text: str) -> bool:
    """Whether it takes no room of its own."""
    return _UNSEEN.fullmatch(text) is not None or unicodedata.category(text[0]) == "Mn"


def _broken(pieces: Iterable[_Piece], room: float) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    width = 0.0
    for piece in pieces:
        for part in [piece] if piece.space or piece.width <= room else _split(piece, room):
            if line and not part.space and width + part.width > room:
                yield line
                line, width = [], 0.0
            line.append(part)
            width += part.width
    yield line


def _split(piece: _Piece, room: float) -> Iterator[_Piece]:
    """A word that is wider than a line, in parts. A mark stays with its letter."""
    glyphs: list[_Glyph] = []
    width = 0.0
    for glyph in piece.glyphs:
        if glyphs and glyph.width and width + glyph.width > room:
            yield _Piece.of(glyphs)
            glyphs, width = [], 0.0
        glyphs.append(glyph)
        width += glyph.width
    yield _Piece.of(glyphs)


def _straight(pieces: Sequence[_Piece]) -> Line:
    """A line from the left. Its runs follow on each other, so only the first needs a place."""
    runs = _merged(run for piece in pieces for run in piece.runs)
    return Line(tuple((run, 0.0) for run in runs), _seen_width(pieces))


def _seen_width(pieces: Sequence[_Piece]) -> float:
    last = len(pieces)
    while last and pieces[last - 1].space:
        last -= 1
    return sum(piece.width for piece in pieces[:last])


def _turned(pieces: Sequence[_Piece], right: bool) -> Line:
    """A line some of which is drawn from the right, though all is told in the order it is read."""
    glyphs = [glyph for piece in pieces for glyph in piece.glyphs]
    levels = [glyph.level for glyph in glyphs]
    last = len(glyphs)
    while last and glyphs[last - 1].text == " ":  # a space at the end stands at the end
        last -= 1
        levels[last] = int(right)
    places, x = [0.0] * len(glyphs), 0.0
    for n in pdf_order.seen(levels):
        places[n] = x if glyphs[n].width or not levels[n] % 2 else x - _NUDGE
        x += glyphs[n].width
    runs = tuple((glyph.run, place) for glyph, place in zip(glyphs, places, strict=True))
    return Line(runs, x if right else _seen_width(pieces), right)


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    made: list[Run] = []
    for font, codes in runs:
        if made and made[-1][0] == font:
            made[-1] = (font, made[-1][1] + codes)
        else:
            made.append((font, codes))
    return tuple(made)
