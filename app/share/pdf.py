"""Pages as a PDF: to print, or to read on any device, with the eyes or the ears.

Its text is text, in fonts that come along, and it is tagged: whoever listens hears headings, lists
and tables as such, and the language of each. It is slow; call it in a thread.

The layout is our own, since no library that runs on a phone had all of this: emboss-pdf 1.3.1 tags,
but turns Arabic letters and emoji into question marks; fpdf2 2.8.9 and reportlab 5.1.0 tag nothing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import assert_never

from app.guide import HelpLine, ListBlock, Paragraph, Quote, Rule, Source, Span
from app.share import pdf_answers, pdf_file, words
from app.share.page import Answered, Block, Group, Note, Page, Titled
from app.share.pdf_sheets import A4, BODY, QUIET, Paper, Sheets, Style, Tag
from app.share.pdf_type import Bit, Type
from app.share.text import plain

_SIZES = {1: 1.6, 2: 1.35, 3: 1.17, 4: 1.06}
_DEEPEST = 4
_FOLDED = 0.7  # how much of the work is done when all that is left is to fold it into a file


def pdf(
    pages: Sequence[Page],
    title: str,
    fonts: Path,
    *,
    password: str = "",
    paper: Paper = A4,
    heading: bool = True,
    codes: Sequence[str] = (),
    progress: Callable[[float], object] | None = None,
) -> bytes:
    """The pages as one file, each beginning on a sheet of its own.

    ``fonts`` is the folder they lie in. With a ``password`` the file is sealed with AES-256 and
    opens with that alone; without one, the same pages give the same bytes. A page alone with the
    title of the file has no heading of its own; without ``heading`` the file has none. ``codes``
    has what stands at the foot of each page. ``progress`` hears from 0 to 1 how much is done, and
    what it raises ends the work. Raises OSError where a font is missing.
    """
    title = words.clean(title)
    sheets = Sheets(Type(fonts), paper)
    alone = [one.title for one in pages] == [title]
    go_on = progress or (lambda _: None)
    if heading or alone:
        _heading(sheets, sheets.root, 1, pages[0].title if alone else title)
    for number, page in enumerate(pages):
        sheets.code = codes[number] if codes else ""
        if number:
            sheets.new()
        sheets.sheets[-1].code = sheets.code
        level = 1 if alone or not heading else 2
        section = Tag("Sect", sheets.root)
        if not alone:
            _heading(sheets, section, level, page.title)
        for block, below in _leveled(page.blocks, level):
            go_on(_FOLDED * number / len(pages))
            _block(sheets, section, block, below)
    sheets.feet()
    go_on(_FOLDED)
    data = pdf_file.file(sheets, title)
    if password:
        go_on((1 + _FOLDED) / 2)
        data = pdf_file.locked(data, password)
    go_on(1)
    return data


def unprintable(pages: Sequence[Page], title: str, fonts: Path) -> frozenset[str]:
    """The characters that no font here has: in the file they are text, but drawn as empty boxes."""
    type_ = Type(fonts)
    return frozenset(filter(type_.lacks, set(plain(pages, title)) - {"\n"}))


def _leveled(blocks: Sequence[Block], top: int) -> list[tuple[Block, int]]:
    """Each block and the level of a heading there. No level is skipped."""
    above, found = top, list[tuple[Block, int]]()
    for one in blocks:
        below = min(above + 1, _DEEPEST)
        if isinstance(one, Titled):
            below = above = min(one.level + top - 1, below)
        found.append((one, below))
    return found


def _block(sheets: Sheets, tag: Tag, one: Block, level: int) -> None:
    match one:
        case Titled(title=title):
            _heading(sheets, tag, level, title)
        case Note(text=text):
            _paragraph(sheets, tag, text, QUIET)
        case Paragraph(spans=spans):
            _paragraph(sheets, tag, _bits(spans))
        case ListBlock(ordered=ordered, items=items):
            sheets.down(0.4)
            pdf_answers.items(sheets, tag, [_bits(item) for item in items], ordered=ordered)
        case Quote(paragraphs=paragraphs):
            sheets.indent += sheets.size
            quote = Tag("BlockQuote", tag)
            for spans in paragraphs:
                _paragraph(sheets, quote, _bits(spans))
            sheets.indent -= sheets.size
        case Rule():
            sheets.down(0.8)
            sheets.stroke(0, sheets.y, sheets.room, sheets.y)
            sheets.down(0.8)
        case HelpLine():
            _heading(sheets, tag, level, one.name, marked=False)
            _paragraph(sheets, tag, one.about)
            _paragraph(sheets, tag, one.number, Style(1.17, True))
            _paragraph(sheets, tag, words.read_when(one), QUIET)
        case Source():
            _paragraph(sheets, tag, words.source(one), QUIET)
        case Answered():
            _answered(sheets, tag, one, level)
        case Group(title=title, answers=answers):
            _heading(sheets, tag, level, title)
            for answered in answers:
                _answered(sheets, tag, answered, min(level + 1, _DEEPEST))
        case _:
            assert_never(one)


def _heading(sheets: Sheets, tag: Tag, level: int, text: str, marked: bool = True) -> None:
    """A heading with something after it on the same sheet, and a bookmark if it is ``marked``."""
    sheets.down(1.4 if level < _DEEPEST else 1)
    sheets.need(6 * sheets.lead)
    if marked:
        sheets.bookmark(level, words.in_a_row(text))
    sheets.text(Tag(f"H{level}", tag), text, Style(_SIZES[level], bold=True))
    sheets.down(0.2)


def _paragraph(sheets: Sheets, tag: Tag, text: str | Sequence[Bit], style: Style = BODY) -> None:
    sheets.down(0.3)
    sheets.text(Tag("P", tag), text, style)


def _answered(sheets: Sheets, tag: Tag, one: Answered, level: int) -> None:
    _heading(sheets, tag, level, one.field.question, marked=False)
    for text in (one.field.help, one.how):
        if text:
            _paragraph(sheets, tag, text, QUIET)
    sheets.down(0.3)
    pdf_answers.answer(sheets, Tag("Sect", tag), one.answer)


def _bits(spans: Sequence[Span]) -> list[Bit]:
    return [Bit(words.on_paper(span), span.bold) for span in spans]
