"""All that a person has written, open to any program: a zip of HTML, Markdown and JSON.

The first two are to read: every answer, and what was written before. A closed letter stays closed
in them. The JSON is all that the workbook holds, as in a backup, with every wording and time.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.guide import Depth, Field, Kind
from app.share.copy import not_made
from app.share.html import document
from app.share.markdown import markdown
from app.share.page import Answered, Group, Note, Page
from app.share.shapes import shape
from app.share.words import clean
from app.share.work import Work
from app.workbook import backup
from app.workbook.agreement import AGREEMENT
from app.workbook.answers import Answer
from app.workbook.days import said
from app.workbook.everything import Written, written
from app.workbook.failures import BadBackup
from app.workbook.sent import SENT
from app.workbook.workbook import Workbook

TITLE = "Det jag har skrivit"
_ABOUT = "Om den här filen"
_GONE = "Tidigare svar"
_NOTE = (
    "Filen är inte låst. Det som står under ”Förut” skrevs tidigare. "
    "Ett brev som är stängt står bara i svar.json."
)
_README = (
    "Här är allt du har skrivit i Guiden.\r\n\r\n"
    "svar.html  öppnas i en webbläsare\r\n"
    "svar.md    öppnas i ett program för text\r\n"
    "svar.json  är för andra program, och har allt: också varje äldre lydelse och stängda brev\r\n"
    "\r\nFilerna är inte låsta. Den som får tag i dem kan läsa allt.\r\n"
)
Part = tuple[str, Sequence[Answered | Group]]


def everything(book: Workbook, work: Work) -> bytes:
    """The zip. Flush the drafts first. For a thread; nothing is written to the disk.

    Raises ``BadCopy``, and ``CalledOff``.
    """
    work.step(0)
    packed = BytesIO()
    try:
        with ZipFile(packed, "w", ZIP_DEFLATED) as file:
            # The words that open what was given away stay with the person, and so do somebody
            # else's lines.
            _put(file, "svar.json", backup.write(book, without=(SENT, AGREEMENT)))
            work.step(0.2)
            found = list(parts(book))
            work.step(0.4)
            pages = [
                Page(_ABOUT, (Note(_NOTE),)),
                *(Page(name, (*these,)) for name, these in found),
            ]
            _put(file, "svar.html", document(pages, TITLE).encode())
            work.step(0.7)
            _put(file, "svar.md", markdown(TITLE, _NOTE, found).encode())
            _put(file, "las-mig.txt", _README.encode("utf-8-sig"))
    except (BadBackup, MemoryError) as error:
        raise not_made(error) from None
    work.step(1)
    return packed.getvalue()


def parts(book: Workbook) -> Iterator[Part]:
    """The sections in which anything was written; last, answers whose questions are gone."""
    sections: dict[str, list[Written]] = {}
    for one in written(book):
        sections.setdefault(one.section, []).append(one)
    for section, answers in sections.items():
        blocks = [block for one in answers for block in _blocks(book, one)]
        yield (answers[0].title if section else _GONE), blocks


def _blocks(book: Workbook, one: Written) -> Iterator[Answered | Group]:
    known = book.library.field(one.key) if one.section else None
    if one.now and one.when:
        # Where the question is gone, nothing can open a letter any more.
        now = one.now if known else _opened(one.now)
        saved = f"Sparat {_said(one.when)}."
        yield replace(_answered(known, now, one.question), how=saved)
    if one.earlier and not (known and one.now and _opened(one.now) != one.now):
        before = (_answered(known, _opened(each.answer), _said(each.when)) for each in one.earlier)
        yield Group(f"Förut: {clean(one.question)}", tuple(before))


def _answered(known: Field | None, answer: Answer, title: str) -> Answered:
    field = known if known and known.kind is answer.kind else None
    field = field or Field("", answer.kind, Depth.LITTLE, "")
    made = shape(field, answer.value, form=False)
    return Answered(replace(field, question=clean(title), help=""), made)


def _opened(answer: Answer) -> Answer:
    """The answer; of a letter that is closed, the same letter open."""
    value = answer.value
    if answer.kind is Kind.LETTER and isinstance(value, list):
        return replace(answer, value=[value[0], ""])
    return answer


def _said(when: datetime) -> str:
    return f"{said(when.date())} {when:%H:%M}"


def _put(file: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, max(time.localtime()[:6], (1980, 1, 1, 0, 0, 0)))  # a zip knows no older
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    file.writestr(entry, data)
