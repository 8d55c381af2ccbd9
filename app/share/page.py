"""A section and its answers, joined: what every output outside the screen is made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from app.guide import (
    Depth,
    Field,
    Gathered,
    Heading,
    HelpLine,
    Kind,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Source,
    Span,
    Unreadable,
    Wording,
    asked,
    beside,
)
from app.guide.markdown import plain
from app.share.labels import Voice, notice
from app.share.shapes import Shape, shape
from app.share.words import NOT_READ, SECTION_NOT_READ, clean
from app.workbook.answers import Answer, empty

Written: TypeAlias = Callable[[str], Answer | None]
Worded: TypeAlias = Callable[[str], Wording | None]


@dataclass(frozen=True)
class Titled:
    """A heading. ``level`` 2–4, under the page's title."""

    level: int
    title: str


@dataclass(frozen=True)
class Note:
    """What the page says of itself."""

    text: str


@dataclass(frozen=True)
class Answered:
    """A question and its answer. ``how`` says how to fill it in by hand, "" where that is plain."""

    field: Field
    answer: Shape
    how: str = ""


@dataclass(frozen=True)
class Group:
    """Answers from elsewhere, under a title."""

    title: str
    answers: tuple[Answered, ...]


Block = Titled | Note | Paragraph | ListBlock | Quote | Rule | HelpLine | Source | Answered | Group


@dataclass(frozen=True)
class Page:
    title: str
    blocks: tuple[Block, ...]


def page(
    section: Section,
    written: Written,
    *,
    form: bool = False,
    depth: Depth | None = None,
    second: Worded | None = None,
) -> Page:
    """The page of a section. ``written`` gives the answer that the key of a field has, if any.

    Only what is answered is asked, unless it is a ``form`` to write on by hand: then every question
    is there, with room to write. With a ``depth``, unanswered questions beyond it are left out. A
    sheet that is filled in is its questions and answers alone, so that it has room on one paper.

    ``second`` gives the words that a section has in another language, if any, by its id. They stand
    after the Swedish ones, and the page says so unless somebody has reviewed them.
    """
    if section.broken:
        return Page(section.title, (_sentence(SECTION_NOT_READ),))
    met: dict[str, Wording | None] = {}

    def worded(section_id: str) -> Wording | None:
        if section_id not in met:
            met[section_id] = second(section_id) if second else None
        return met[section_id]

    own = worded(section.id)
    title = Voice.of(own).both(section.title, own.title if own else "")
    most = (depth or Depth.MUCH).order
    blocks = tuple(_blocks(section, written, worded, form, most))
    if section.sheet and not form:
        blocks = _sheet(blocks)
    unreviewed = {one.language for one in met.values() if one and not one.reviewed}
    return Page(title, (*(Note(notice(one)) for one in unreviewed), *blocks))


def _blocks(
    section: Section, written: Written, worded: Worded, form: bool, most: int
) -> Iterator[Block]:
    own = worded(section.id)
    for block, other in zip(section.blocks, beside(section, own), strict=True):
        voice = Voice.of(own, other)
        match block:
            case Heading(level=level, spans=spans):
                yield Titled(level, voice.said(plain(spans)))
            case Field():
                wanted = form and block.depth.order <= most
                yield from _answered(block, written(block.key), voice, form, wanted)
            case Gathered():
                if answers := tuple(_gathered(block, written, worded)):
                    yield Group(voice.said(block.title), answers)
            case Unreadable():
                yield _sentence(NOT_READ)
            case _:
                yield block


def _sheet(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without running text, and without headings that then have nothing below them."""
    kept: list[Block] = []
    for one in reversed(blocks):
        after = kept[-1] if kept else Titled(0, "")
        empty = isinstance(one, Titled) and isinstance(after, Titled) and after.level <= one.level
        if isinstance(one, Titled | Answered | Group | Note) and not empty:
            kept.append(one)
    return tuple(reversed(kept))


def _answered(
    field: Field, answer: Answer | None, voice: Voice, form: bool, wanted: bool = False
) -> Iterator[Answered]:
    """The question with its answer. Without one, only if it is ``wanted``."""
    blank = shape(field, empty(field.kind), form, voice)
    # An answer of another kind is not this field's; it is among the earlier answers.
    fits = answer is not None and answer.kind is field.kind
    made = shape(field, answer.value, form, voice) if answer and fits else blank
    # How to think when one answers is for who answers.
    hint = field.help if form else ""
    said = replace(field, question=voice.said(field.question), help=hint)
    if made != blank:
        yield Answered(said, made)
    elif wanted:
        how = _how(field.kind)
        yield Answered(said, made, voice.label(how) if how else "")


def _gathered(block: Gathered, written: Written, worded: Worded) -> Iterator[Answered]:
    for key in block.keys:
        if answer := written(key):
            field, own = _field(key, answer), worded(key.partition(".")[0])
            yield from _answered(field, answer, Voice.of(own, asked(field, own)), form=False)


def _field(key: str, answer: Answer) -> Field:
    """What an answer says of its field: it can be read without the content."""
    return Field(key, answer.kind, Depth.LITTLE, clean(answer.question))


def _how(kind: Kind) -> str:
    match kind:
        case Kind.ONE:
            return "Kryssa för ett."
        case Kind.SEVERAL:
            return "Kryssa för det som passar."
        case Kind.CHECKLIST:
            return "Kryssa för det som är klart eller som stämmer."
        case Kind.SCALE:
            return "Ringa in en siffra."
        case Kind.DATE:
            return "Skriv dag, månad och år."
        case Kind.SHORT | Kind.LONG | Kind.LIST | Kind.CONTACT | Kind.IF_THEN | Kind.LINKS:
            return ""
        case Kind.WEEK | Kind.BALANCE | Kind.NETWORK | Kind.TIMELINE | Kind.LETTER:
            return ""
        case _:
            assert_never(kind)


def _sentence(text: str) -> Paragraph:
    return Paragraph((Span(text),))
