"""Sheets of paper, filled from the top: what is drawn, and what each thing is to who listens.

All lengths are in points. Whatever is drawn and says something belongs to a ``Tag``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from app.share.pdf_type import Bit, Line, Type
from app.share.words import GONE, MARK_SAID, Both

_MM = 72 / 25.4


@dataclass(frozen=True)
class Paper:
    """``width``, ``height`` and ``margin`` in millimetres; ``size`` of the text in points."""

    width: float
    height: float
    margin: float
    size: float


A4 = Paper(210, 297, 18, 12)
A6 = Paper(105, 148, 9, 10)


@dataclass(frozen=True)
class Style:
    """``size`` as a part of that of the text. ``grey`` is from 0, black, to 1."""

    size: float = 1
    bold: bool = False
    grey: float = 0


BODY = Style()
BOLD = Style(bold=True)
QUIET = Style(0.9, grey=0.2)


class Tag:
    """What something is, as PDF calls it, in a tree. ``kids``: tags, and (sheet, mark) of ink."""

    def __init__(self, kind: str, above: "Tag | None" = None, language: str = "") -> None:
        self.kind, self.above, self.language = kind, above, language
        self.kids: list[Tag | tuple[int, int]] = []
        self.head = ""  # of what a head in a table is one: "Column" or "Row"
        if above:
            above.kids.append(self)


@dataclass(frozen=True)
class Row:
    """A line, how it is drawn and what it belongs to: nothing, if it is there to be seen alone.

    ``box``: a box to tick before it, and whether it is ticked.
    """

    line: Line
    style: Style
    tag: Tag | None
    box: bool | None = None


@dataclass(frozen=True)
class Column:
    """Lines under each other, ``left`` from the edge of the text and ``width`` wide."""

    rows: Sequence[Row]
    left: float
    width: float


@dataclass
class Sheet:
    """``marks``: the tag of each mark. ``code``: what stands at its foot."""

    code: str
    ink: list[str] = field(default_factory=list)
    marks: list[Tag] = field(default_factory=list)


@dataclass(frozen=True)
class Bookmark:
    level: int
    title: str
    sheet: int
    y: float


class Sheets:
    """The sheets so far, and where on the last one goes on."""

    def __init__(self, type_: Type, paper: Paper) -> None:
        self.type, self.size = type_, paper.size
        self.lead = 1.4 * paper.size  # from line to line in running text
        self.width, self.height = paper.width * _MM, paper.height * _MM
        self.margin = paper.margin * _MM
        self.root = Tag("Document")
        self.bookmarks: list[Bookmark] = []
        self.sheets: list[Sheet] = []
        self.indent = 0.0
        self.code = ""
        self.new()

    @property
    def room(self) -> float:
        """The width there is for text."""
        return self.width - 2 * self.margin - self.indent

    @property
    def left(self) -> float:
        """The height that is left."""
        return self.y - self.margin - self.lead

    def new(self) -> None:
        """Go on at the top of a new sheet."""
        self.sheets.append(Sheet(self.code))
        self.y = self.height - self.margin

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the sheet yet."""
        return self.y == self.height - self.margin

    def down(self, lines: float) -> None:
        """Some space, in lines. None at the top of a sheet."""
        if not self.fresh:
            self.y -= lines * self.lead

    def need(self, height: float) -> None:
        """See to it that this height is left, if a sheet is as high."""
        if self.left < height and not self.fresh:
            self.new()

    def bookmark(self, level: int, title: str) -> None:
        self.bookmarks.append(Bookmark(level, title, len(self.sheets) - 1, self.y))

    def rows(
        self, tag: Tag | None, text: str | Sequence[Bit], style: Style, width: float
    ) -> list[Row]:
        """Text in lines. What stands after it in another language is marked with it."""
        if isinstance(text, Both):
            beside = Tag("Span", tag, text.language.value) if tag else None
            said = self.rows(tag, str(text), style, width)
            quiet = Style(style.size * 0.9, style.bold and style.size > 1, QUIET.grey)
            return said + self.rows(beside, text.other, quiet, width)
        found: list[Row] = []
        bits = [Bit(text)] if isinstance(text, str) else text
        for one in _hard_lines(bits, style.bold):
            lines = self.type.lines(one, width * 1000 / (style.size * self.size))
            found += (Row(line, style, tag) for line in lines)
        return found

    def text(self, tag: Tag, text: str | Sequence[Bit], style: Style = BODY) -> None:
        """A paragraph, as wide as there is room for."""
        self.columns([Column(self.rows(tag, text, style, self.room), 0, self.room)])

    def columns(
        self,
        columns: Sequence[Column],
        *,
        framed: bool = False,
        least: float = 0,
        again: Sequence[Column] = (),
    ) -> None:
        """Columns beside each other, over as many sheets as they take.

        ``framed``: with lines around each, and at least ``least`` high. ``again`` stands above them
        on every sheet that they go on to.
        """
        sizes = [row.style.size for column in columns for row in column.rows]
        lead = max(sizes, default=1) * self.lead
        pad = 0.35 * self.size if framed else 0
        done, count = 0, max(len(column.rows) for column in columns)
        fresh = self.fresh
        while True:
            fits = int((self.left - 2 * pad + 0.01) / lead)
            if not fresh and (fits < min(count - done, 2) or self.left < least):
                fresh = self._next(again)
                continue
            take = min(count - done, max(fits, 1))
            if count - done - take == 1 and take > 2:  # no line alone at the top of the next
                take -= 1
            top = self.y
            for column in columns:
                self._draw(column, column.rows[done : done + take], top - pad, lead, pad)
            self.y -= max(take * lead + 2 * pad, least if framed else 0)
            if framed:
                self._frame(columns, top)
            done += take
            if done >= count:
                return
            fresh = self._next(again)

    def _next(self, again: Sequence[Column]) -> bool:
        self.new()
        if again:
            self.columns(again, framed=True)
        return True

    def _draw(
        self, column: Column, rows: Sequence[Row], top: float, lead: float, pad: float
    ) -> None:
        sheet = self.sheets[-1]
        left = self.margin + self.indent + column.left + pad
        for tag, some in groupby(enumerate(rows), lambda pair: pair[1].tag):
            if tag:
                tag.kids.append((len(self.sheets) - 1, len(sheet.marks)))
                sheet.ink.append(f"/{tag.kind}<</MCID {len(sheet.marks)}>>BDC BT")
                sheet.marks.append(tag)
            else:
                sheet.ink.append("/Artifact BMC BT")
            for at, row in some:
                size = row.style.size * self.size
                x = left
                if row.line.right:
                    x += column.width - 2 * pad - row.line.width * size / 1000
                y = top - at * lead - (lead - size) / 2 - 0.77 * size
                sheet.ink.append(_set(row.line, x, y, size, row.style.grey))
            sheet.ink.append("ET EMC")
        for at, row in enumerate(rows):
            if row.box is not None:
                self._box(left, top - (at + 0.5) * lead, row.box)

    def _box(self, x: float, middle: float, ticked: bool) -> None:
        """A box around ``middle``, as high as a capital. Words beside it say that it is ticked."""
        side = 0.8 * self.size
        low = middle - side / 2
        ink = f"0.9 w 0 G {x:.2f} {low:.2f} {side:.2f} {side:.2f} re S"
        if ticked:
            spots = ((0.2, 0.5, "m"), (0.42, 0.22, "l"), (0.8, 0.8, "l"))
            path = " ".join(f"{x + side * a:.2f} {low + side * b:.2f} {op}" for a, b, op in spots)
            ink += f" 1.6 w {path} S"
        self.artifact(ink)

    def _frame(self, columns: Sequence[Column], top: float) -> None:
        edges = [*(column.left for column in columns), columns[-1].left + columns[-1].width]
        for edge in edges:
            self.stroke(edge, top, edge, self.y)
        for y in (top, self.y):
            self.stroke(edges[0], y, edges[-1], y)

    def stroke(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A line that says nothing; across from the edge of the text, and up from the paper's."""
        x, to_x = (self.margin + self.indent + one for one in (x, to_x))
        self.artifact(f"0.6 w 0.35 G {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def artifact(self, ink: str) -> None:
        """Something to see that says nothing."""
        self.sheets[-1].ink.append(f"/Artifact BMC {ink} EMC")

    def write_on(self, left: float = 0, before: Sequence[Row] = ()) -> None:
        """A line to write on, after some words."""
        height = max(9 * _MM * self.size / 12, 1.5 * self.lead)
        self.need(max(height, len(before) * self.lead))
        self.y -= max(height - max(len(before), 1) * self.lead, 0)
        if before:
            self.columns([Column(before, 0, left)])
        else:
            self.y -= self.lead
        self.stroke(left, self.y, self.room, self.y)

    def feet(self) -> None:
        """What stands at the foot of each sheet: its code, and its number among all."""
        for number, sheet in enumerate(self.sheets, 1):
            pages = self.type.lines([Bit(f"{number} ({len(self.sheets)})")], 1e9)[0]
            size, y = self.size * 0.8, self.margin - 0.2 * self.size
            x = self.width - self.margin - pages.width * size / 1000
            ink = [_set(pages, x, y, size, 0.2)]
            if sheet.code:
                code = self.type.lines([Bit(sheet.code, True)], 1e9)[0]
                ink.append(_set(code, self.margin, y, self.size, 0.2))
            sheet.ink.append(f"/Artifact BMC BT {' '.join(ink)} ET EMC")


def _hard_lines(bits: Sequence[Bit], bold: bool) -> list[list[Bit]]:
    """The bits of each line that was written as one."""
    lines: list[list[Bit]] = [[]]
    for bit in bits:
        first, *rest = bit.text.replace(GONE, f"[{MARK_SAID}]").split("\n")
        lines[-1].append(Bit(first, bold or bit.bold))
        lines += ([Bit(text, bold or bit.bold)] for text in rest)
    return lines


def _set(line: Line, x: float, y: float, size: float, grey: float) -> str:
    """A line as a content stream has it."""
    ink, before = [f"{grey:g} g"], (-1, -1.0)
    for (font, codes), place in line.runs:
        if font != before[0]:
            ink.append(f"/F{font} {size:.2f} Tf")
        if place != before[1]:
            ink.append(f"1 0 0 1 {x + place * size / 1000:.2f} {y:.2f} Tm")
        ink.append(f"<{codes}>Tj")
        before = (font, place)
    return " ".join(ink)
