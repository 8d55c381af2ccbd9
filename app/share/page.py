"""A section and its answers, joined: what every output outside the screen is made from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
)
from app.share.shapes import Shape, shape
from app.share.words import NOT_READ, SECTION_NOT_READ, clean
from app.workbook.answers import Answer, empty

Written: TypeAlias = Callable[[str], Answer | None]


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


Block = Heading | Paragraph | ListBlock | Quote | Rule | HelpLine | Source | Answered | Group


@dataclass(frozen=True)
class Page:
    title: str
    blocks: tuple[Block, ...]


def page(
    section: Section, written: Written, *, form: bool = False, depth: Depth | None = None
) -> Page:
    """The page of a section. ``written`` gives the answer that the key of a field has, if any.

    Only what is answered is asked, unless it is a ``form`` to write on by hand: then every question
    is there, with room to write. With a ``depth``, unanswered questions beyond it are left out.
    """
    if section.broken:
        return Page(section.title, (_sentence(SECTION_NOT_READ),))
    most = (depth or Depth.MUCH).order

    def blocks() -> Iterator[Block]:
        for block in section.blocks:
            match block:
                case Field():
                    wanted = form and block.depth.order <= most
                    yield from _answered(block, written(block.key), form, wanted)
                case Gathered():
                    yield from _gathered(block, written)
                case Unreadable():
                    yield _sentence(NOT_READ)
                case _:
                    yield block

    return Page(section.title, tuple(blocks()))


def _answered(
    field: Field, answer: Answer | None, form: bool, wanted: bool = False
) -> Iterator[Answered]:
    """The question with its answer. Without one, only if it is ``wanted``."""
    blank = shape(field, empty(field.kind), form)
    # An answer of another kind is not this field's; it is among the earlier answers.
    fits = answer is not None and answer.kind is field.kind
    made = shape(field, answer.value, form) if answer and fits else blank
    if made != blank:
        yield Answered(field, made)
    elif wanted:
        yield Answered(field, made, _how(field.kind))


def _gathered(block: Gathered, written: Written) -> Iterator[Group]:
    found = [
        answered
        for key in block.keys
        if (answer := written(key))
        for answered in _answered(_field(key, answer), answer, form=False)
    ]
    if found:
        yield Group(block.title, tuple(found))


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
            return "Kryssa för det som är klart."
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
