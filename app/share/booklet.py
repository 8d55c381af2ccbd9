"""A booklet for the pocket: pages of A6 on sheets of A4 that are printed on one side and folded.

The sheet stands, and is folded twice with the print outwards: first the upper half behind the lower
one, then the left half behind the right one. Then the page at the bottom right comes first, those
above, which lie upside down, are the second and the third, and the one at the bottom left comes
last. The sheets lie inside each other. Nothing needs to be cut, turned over or stapled, and the
other side of every sheet is empty, to write on.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.guide import HelpLine, Paragraph
from app.share.page import Answered, Block, Group, Note, Page
from app.share.pdf import pdf
from app.share.pdf_sheets import A6
from app.share.shapes import Ticks

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

A_SHEET = 4  # pages
TITLE = "Häfte"
_MM = 72 / 25.4
_WIDTH, _HEIGHT = 210 * _MM, 297 * _MM
_MARGIN, _BETWEEN_LINES = 9 * _MM, 8 * _MM
_GREY = "0.7 G 0.4 w"
_MADE = 0.9  # of the work, when the pages are made and only have to be laid on the sheets


def pocket(page: Page) -> Page:
    """The page as it is in the pocket: the answers, and whom to call.

    The guide's text around them is left out, and what it offers that was not ticked.
    """
    blocks: list[Block] = []
    for one in page.blocks:
        match one:
            case Answered():
                blocks.append(_short(one))
            case Group(answers=answers):
                blocks.append(replace(one, answers=tuple(map(_short, answers))))
            case _ if _kept(one):
                blocks.append(one)
            case _:
                pass
    return Page(page.title, tuple(blocks))


def _kept(one: Block) -> bool:
    match one:
        case Note() | HelpLine():
            return True
        case Paragraph(spans=spans):
            return any(span.href.startswith("tel:") for span in spans)
        case _:
            return False


def _short(one: Answered) -> Answered:
    """Without help to answer, and of ticks those that are on, or that a person wrote."""
    field, answer = replace(one.field, help=""), one.answer
    if isinstance(answer, Ticks):
        offered = {option.text for option in field.options}
        ticks = tuple(tick for tick in answer.ticks if tick.on or tick.text not in offered)
        answer = replace(answer, ticks=ticks)
    return replace(one, field=field, answer=answer)


def booklet(
    pages: Sequence[Page],
    codes: Sequence[str],
    fonts: Path,
    *,
    lined: bool = False,
    progress: Callable[[float], object] | None = None,
) -> bytes:
    """A PDF of A4 sheets to print and fold. Slow, for a thread.

    codes: one for each page, to stand at its foot. fonts: the folder they lie in. lined: leaves
    room to write by hand, an opening at least. progress: is called with how far it is, from 0 to 1;
    what it raises ends the work.
    """

    def so_far(done: float) -> None:
        if progress:
            progress(done * _MADE)

    made = pdf(pages, TITLE, fonts, paper=A6, heading=False, codes=codes, progress=so_far)
    return folded(made, 2 if lined else 0)


def folded(data: bytes, lined: int = 0) -> bytes:
    """The A6 pages of a PDF laid on sheets of A4, with ``lined`` pages or a few more at the end."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    pages = list(PdfReader(io.BytesIO(data)).pages)
    writer = PdfWriter()
    writer.metadata = {"/Title": TITLE}
    writer.root_object[NameObject("/Lang")] = TextStringObject("sv-SE")
    wishes = {NameObject("/Duplex"): NameObject("/Simplex")}
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(wishes)
    count = -(-(len(pages) + lined) // A_SHEET) * A_SHEET
    for places in sheets(count):
        sheet = _sheet(writer, [place >= len(pages) for place in places])
        for place, (corner, turned) in zip(places, _CORNERS, strict=True):
            if place < len(pages):
                _lay(pages[place], sheet, corner, turned)
        sheet.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# Where the four pages of a sheet lie, as they are read: column and row from the bottom left, and
# whether upside down.
_CORNERS = (((1, 0), False), ((1, 1), True), ((0, 1), True), ((0, 0), False))


def sheets(count: int) -> list[tuple[int, int, int, int]]:
    """The pages of each sheet, counted from 0, as ``_CORNERS`` has them; the outermost first."""
    half = count // 2
    return [(first, first + 1, count - first - 2, count - first - 1) for first in range(0, half, 2)]


def _lay(page: PageObject, sheet: PageObject, corner: tuple[int, int], turned: bool) -> None:
    """Puts a page in the middle of its quarter of the sheet."""
    from pypdf import Transformation

    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    middle_x = (corner[0] + 0.5) * _WIDTH / 2
    middle_y = (corner[1] + 0.5) * _HEIGHT / 2
    place = Transformation().translate(-wide / 2, -high / 2)
    if turned:
        place = place.rotate(180)
    sheet.merge_transformed_page(page, place.translate(middle_x, middle_y))


def _sheet(writer: PdfWriter, lined: Sequence[bool]) -> PageObject:
    """An empty sheet with small marks where it is folded, and lines on those of its pages."""
    from pypdf.generic import DecodedStreamObject, NameObject

    page = writer.add_blank_page(_WIDTH, _HEIGHT)
    x, y, mark = _WIDTH / 2, _HEIGHT / 2, 3 * _MM
    drawn = [(x, 0, x, 2 * mark), (x, _HEIGHT - 2 * mark, x, _HEIGHT)]
    drawn += [(0, y, 2 * mark, y), (_WIDTH - 2 * mark, y, _WIDTH, y)]
    drawn += [(x - mark, y, x + mark, y), (x, y - mark, x, y + mark)]
    for (corner, _), on in zip(_CORNERS, lined, strict=True):
        if on:
            drawn += _lines(corner)
    paths = "\n".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l S" for a, b, c, d in drawn)
    content = DecodedStreamObject()
    content.set_data(f"/Artifact BMC\n{_GREY}\n{paths}\nEMC".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    return page


def _lines(corner: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    """Lines to write on, in a quarter of the sheet."""
    left, bottom = corner[0] * _WIDTH / 2 + _MARGIN, corner[1] * _HEIGHT / 2 + _MARGIN
    right = left + _WIDTH / 2 - 2 * _MARGIN
    number = int((_HEIGHT / 2 - 2 * _MARGIN) / _BETWEEN_LINES) + 1
    return [
        (left, bottom + at * _BETWEEN_LINES, right, bottom + at * _BETWEEN_LINES)
        for at in range(number)
    ]
