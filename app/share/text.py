"""Pages as plain text: the same words in the same order, for any screen and any printer."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import assert_never

from app.guide import (
    HelpLine,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Source,
    Span,
)
from app.share import words
from app.share.page import Answered, Block, Group, Note, Page, Titled
from app.share.shapes import (
    Cards,
    Circles,
    Items,
    Lists,
    Scale,
    Shape,
    Table,
    Ticks,
    Timeline,
    Words,
)

WIDTH = 72  # letters in a line, but for a word that is longer
_IN = "  "


def plain(pages: Sequence[Page], title: str) -> str:
    """The pages as one text, in lines of at most ``WIDTH`` letters.

    A page alone with the title of the text has no heading of its own.
    """
    title = words.clean(title)
    alone = [page.title for page in pages] == [title]
    lines = _under(pages[0].title if alone else title, "=")
    for page in pages:
        lines += [] if alone else ["", "", *_under(page.title, "=")]
        for one in page.blocks:
            lines += ["", *_block(one)]
    return "\n".join(lines) + "\n"


def _block(one: Block) -> Iterator[str]:
    match one:
        case Titled(level=level, title=title):
            yield ""
            yield from _under(title, "-") if level == 2 else _lines(title)
        case Note(text=text):
            yield from _lines(text)
        case Paragraph(spans=spans):
            yield from _lines(_said(spans))
        case ListBlock(ordered=ordered, items=items):
            for number, item in enumerate(items, 1):
                yield from _lines(_said(item), f"{number}. " if ordered else "- ")
        case Quote(paragraphs=paragraphs):
            for number, spans in enumerate(paragraphs):
                yield from [">"] if number else []
                yield from _lines(_said(spans), "> ", "> ")
        case Rule():
            yield "* * *"
        case HelpLine():
            yield from _lines(one.name)
            for text in (one.about, one.number, words.read_when(one)):
                yield from _lines(text, _IN)
        case Source():
            yield from _lines(words.source(one))
        case Answered():
            yield from _answered(one)
        case Group(title=title, answers=answers):
            yield from _lines(title)
            for answered in answers:
                yield ""
                yield from (_IN + line if line else "" for line in _answered(answered, len(_IN)))
        case _:
            assert_never(one)


def _answered(one: Answered, less: int = 0) -> Iterator[str]:
    """The question, and its answer further in. ``less``: letters that others need."""
    yield from _lines(one.field.question, less=less)
    for text in (one.field.help, one.how):
        yield from _lines(text, less=less) if text else ()
    for first, text in answer_rows(one.answer):
        yield from _lines(text, _IN + first, less=less) if text else [_blank(_IN + first, less)]


def answer_rows(answer: Shape) -> Iterator[tuple[str, str]]:
    """The rows of an answer: what stands before each, and its text, "" for room to write."""
    match answer:
        case Words(text=text, room=room):
            yield from [("", text)] if text else [("", "")] * room
        case Items(rows=rows):
            yield from (("- ", row) for row in rows)
        case Ticks(ticks=ticks, word=word):
            for tick in ticks:
                chosen = words.together("{} ({})", tick.text, word)
                yield ("[x] ", chosen) if tick.on else ("[ ] ", tick.text)
        case Scale(said=said, low=low, high=high):
            yield from _if(words.ends(low, high))
            yield ("", said or "  ".join(map(str, range(11))))
        case Cards(cards=cards):
            for card in cards:
                for number, cell in enumerate(card):
                    yield from _named(_IN if number else "- ", cell.name, cell.text)
        case Table():
            yield from _table(answer)
        case Lists(groups=groups):
            for group in groups:
                yield from _if(_colon(group.title) if group.rows else "")
                yield from (("- ", row) for row in group.rows)
        case Circles():
            yield from answer_rows(answer.lists)
        case Timeline(what=what, low=low, high=high):
            yield from answer_rows(what)
            yield from _if(words.ends(low, high))
            yield from _table(answer.table)
        case _:
            assert_never(answer)


def _if(text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield "", text


def _table(table: Table) -> Iterator[tuple[str, str]]:
    """Row by row: what it is about, and beneath it the cells with something in them, or room."""
    for first, *cells in table.rows:
        yield from _if(_colon(first)) if first else _named("", table.heads[0], "")
        for head, text in zip(table.heads[1:], cells, strict=True):
            if text or table.room:
                yield from _named(_IN, head, text)


def _named(before: str, name: str, text: str) -> Iterator[tuple[str, str]]:
    """A name and its text: on one line, unless the name takes two."""
    said = _colon(name)
    if "\n" not in said:
        yield f"{before}{said} ", text
    else:
        yield before, said
        yield " " * len(before), text


def _colon(name: str) -> str:
    return f"{_in_languages(name)}:".replace("\n", ":\n")


def _in_languages(text: str) -> str:
    """Both languages on one line, unless the other is written from the right."""
    if not isinstance(text, words.Both):
        return text
    between = " / " if text.language.direction == "ltr" else "\n"
    return f"{text}{between}{text.other}"


def _said(spans: Sequence[Span]) -> str:
    return "".join(map(words.on_paper, spans))


def _under(text: str, sign: str) -> list[str]:
    """A heading with a line beneath it."""
    lines = _lines(text)
    return [*lines, sign * min(max(map(len, lines)), WIDTH)]


def _lines(text: str, first: str = "", rest: str = "", less: int = 0) -> list[str]:
    """``text`` in lines, after ``first``; the following ones after ``rest`` or as far in."""
    begin, lines = first, list[str]()
    rest = rest or " " * min(len(first), 8)
    said = _in_languages(text).replace(words.GONE, f"[{words.MARK_SAID}]")
    for line in said.split("\n"):
        lines += wrap(
            line,
            WIDTH - less,
            initial_indent=begin,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [begin.rstrip()]
        begin = rest
    return lines


def _blank(first: str, less: int) -> str:
    """A line to write on."""
    return first + "_" * (WIDTH - less - len(first))
