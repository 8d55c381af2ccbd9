"""What of the pages leaves this time: chosen answers, and words taken out of them.

What is taken out is not painted over: it is no longer in the nodes, so no output can have it. In
its place stands a mark that is the same whatever it was. Only answers are touched, never the words
of the guide: its questions, headings and labels.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import TypeAlias, assert_never

from app.share.page import Answered, Block, Group, Note, Page
from app.share.shapes import (
    Cards,
    Cell,
    Circles,
    Items,
    Listed,
    Lists,
    Scale,
    Shape,
    Table,
    Ticks,
    Timeline,
    Words,
)
from app.share.words import GONE, Both, clean

_Change: TypeAlias = Callable[[str], str]

_WORD = re.compile(r"\S+")
_SPACED = re.compile(r"\+?[0-9 ()./\-\u2010-\u2013\u00a0]+")
# Signs without a shape of their own, beside those that Unicode calls formats; and the dot of İ.
_UNSEEN = "\u0307\u034f" + "".join(map(chr, range(0xFE00, 0xFE10)))
_MARKS = re.compile(rf"{GONE}(?:\s+{GONE})+")


@dataclass(frozen=True)
class Removed:
    """What is taken out, by the keys of the fields.

    answers: keys of answers that are taken out whole.
    places: for a key, which words of its answer, counted from 0 as `words_of` has them. Where the
        answer is shown a second time, the same words are taken out of it wherever they stand.
    strings: taken out of every answer, small letters or capital. A word that has such a string in
        it goes as a whole.
    """

    answers: frozenset[str] = frozenset()
    places: Mapping[str, frozenset[int]] = field(default_factory=dict)
    strings: frozenset[str] = frozenset()


def only(page: Page, keys: Collection[str]) -> Page:
    """The page with the answers of these fields alone, without the guide's text around them."""
    return Page(page.title, tuple(_kept(page.blocks, keys)))


def words_of(answered: Answered) -> tuple[str, ...]:
    """The words of an answer, in the order they are shown. Days and labels are not among them.

    A line that stands in two lists of the answer is counted once.
    """
    found: list[str] = []

    def note(text: str) -> str:
        found.extend(_WORD.findall(text))
        return text

    _changed(answered.answer, note)
    return tuple(found)


def without(pages: Sequence[Page], removed: Removed) -> tuple[Page, ...]:
    """The same pages with a mark where something is taken out."""
    first = _first(pages, removed.places)
    found = {key: words_of(one) for key, one in first.items()}
    words = {
        key: frozenset(found[key][place] for place in places if 0 <= place < len(found[key]))
        for key, places in removed.places.items()
        if key in found
    }

    def left(one: Answered) -> Answered:
        key, strings = one.field.key, removed.strings
        if key in removed.answers:
            return _bare(one, Words(GONE))
        answer = one.answer
        if first.get(key) is one:
            answer = _changed(answer, _at(removed.places[key]))
        else:
            strings = strings | words.get(key, frozenset())
        answer = _struck(answer, strings)
        return one if answer == one.answer else _bare(one, answer)

    def block(one: Block) -> Block:
        match one:
            case Answered():
                return left(one)
            case Group():
                return replace(one, answers=tuple(map(left, one.answers)))
            case _:
                return one

    return tuple(replace(page, blocks=tuple(map(block, page.blocks))) for page in pages)


def _kept(blocks: Iterable[Block], keys: Collection[str]) -> Iterator[Block]:
    for one in blocks:
        match one:
            case Note():
                yield one
            case Answered() if one.field.key in keys:
                yield one
            case Group():
                if answers := tuple(each for each in one.answers if each.field.key in keys):
                    yield replace(one, answers=answers)
            case _:
                pass


def _first(pages: Sequence[Page], keys: Collection[str]) -> dict[str, Answered]:
    """Where each answer's words are counted: at its own question, else where it is shown first."""
    blocks = [one for page in pages for one in page.blocks]
    own = [one for one in blocks if isinstance(one, Answered)]
    shown = [each for one in blocks if isinstance(one, Group) for each in one.answers]
    return {one.field.key: one for one in reversed((*own, *shown)) if one.field.key in keys}


def _bare(one: Answered, answer: Shape) -> Answered:
    """The question with another answer, and without what one could choose from."""
    return replace(one, field=replace(one.field, options=(), suggestions=()), answer=answer)


def _at(places: Collection[int]) -> _Change:
    """A change that takes out words by their number, counted over all the texts it is given."""
    numbers = count()

    def change(text: str) -> str:
        def word(found: re.Match[str]) -> str:
            return GONE if next(numbers) in places else found[0]

        return _marked(text, _WORD.sub(word, text))

    return change


def _struck(answer: Shape, strings: Collection[str]) -> Shape:
    """The answer without the strings."""
    wanted = [folded for one in strings if (folded := _folded(clean(one))[0].strip())]
    if not wanted:
        return answer

    def has(text: str) -> bool:
        return any(one in _folded(text)[0] for one in wanted)

    def change(text: str) -> str:
        if isinstance(text, Both) and has(text.other):
            return GONE
        text_ = unicodedata.normalize("NFC", text)
        folded, origin = _folded(text_)
        hit = {
            origin[place]
            for one in wanted
            for start in _starts(one, folded)
            for place in range(start, start + len(one))
        }

        def word(found: re.Match[str]) -> str:
            return found[0] if hit.isdisjoint(range(*found.span())) else GONE

        return _marked(text, _WORD.sub(word, text_)) if hit else text

    if isinstance(answer, Timeline) and any(
        has(cell) for row in answer.table.rows for cell in row[:2]
    ):
        return Words(GONE)  # days and numbers are drawn as well: no single one can be taken out
    if isinstance(answer, Cards):
        numbers = [number for one in strings if len(number := _digits(one)) >= 3]
        answer = Cards(
            tuple(tuple(_uncalled(one, numbers) for one in card) for card in answer.cards)
        )
    return _changed(answer, change)


def _digits(text: str) -> str:
    """What is dialled of a part of a number, however it is spaced; "" where it has letters."""
    text = text.strip().replace("(0)", "")
    return "".join(c for c in text if c in "0123456789+") if _SPACED.fullmatch(text) else ""


def _uncalled(cell: Cell, numbers: Collection[str]) -> Cell:
    """The cell, or a mark where a link would call one of the numbers, however it is written."""
    return Cell(cell.name, GONE) if any(one in cell.tel for one in numbers) else cell


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its letters where in the text it comes from.

    Without difference between small letters and capital ones, and with one space between words.
    """
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(unicodedata.normalize("NFC", text)):
        if letter in _UNSEEN or unicodedata.category(letter) == "Cf":
            continue
        alike = " " if letter.isspace() else letter.casefold().replace("\u0307", "")
        if alike == " " and letters[-1:] == [" "]:
            continue
        letters += alike
        origin += [place] * len(alike)
    return "".join(letters), origin


def _starts(part: str, whole: str) -> Iterator[int]:
    """Where the part begins in the whole, overlaps too."""
    start = whole.find(part)
    while start >= 0:
        yield start
        start = whole.find(part, start + 1)


def _marked(before: str, after: str) -> str:
    """What became of a text. Words taken out beside each other are one mark: nobody counts them."""
    return before if after == before else _MARKS.sub(GONE, after)


def _changed(answer: Shape, change: _Change) -> Shape:
    """The answer with each of its texts changed, in the order they are shown."""
    match answer:
        case Words(text=text):
            return replace(answer, text=change(text))
        case Items(rows=rows):
            return replace(answer, rows=tuple(map(change, rows)))
        case Ticks(ticks=ticks):
            return replace(
                answer, ticks=tuple(replace(one, text=change(one.text)) for one in ticks)
            )
        case Scale(said=said):
            return replace(answer, said=change(said))
        case Cards(cards=cards):
            return Cards(tuple(tuple(_cell(one, change) for one in card) for card in cards))
        case Table(rows=rows):
            changed = tuple((first, *map(change, rest)) for first, *rest in rows)
            return replace(answer, rows=changed)
        case Lists(groups=groups):
            once = cache(change)  # what both gives and takes strength stands in two lists
            return Lists(tuple(_listed(one, once) for one in groups))
        case Circles(groups=groups, apart=apart):
            near = tuple(_listed(one, change) for one in groups)
            return Circles(near, _listed(apart, change))
        case Timeline(what=what, points=points):
            first = replace(what, text=change(what.text))
            return replace(
                answer,
                what=first,
                points=tuple(replace(one, words=change(one.words)) for one in points),
            )
        case _:
            assert_never(answer)


def _cell(one: Cell, change: _Change) -> Cell:
    text = change(one.text)
    return one if text == one.text else Cell(one.name, text)


def _listed(one: Listed, change: _Change) -> Listed:
    return replace(one, rows=tuple(map(change, one.rows)))
