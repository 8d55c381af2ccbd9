"""Looking for words: in what the person has written, and in the guides.

All of it is in memory and nothing of it is kept. What is looked for may be written without dots
and accents (``folding.py``); every word of it must be in the same piece of text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from app.guide import (
    Beside,
    Field,
    Gathered,
    Guide,
    Heading,
    HelpLine,
    Library,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Wording,
    beside,
)
from app.guide.library import HELP
from app.guide.markdown import plain
from app.workbook.folding import BREAK, fold, marks, near, words
from app.workbook.latest import Written, closed

_SHORT = 3  # letters of a word that few words have in them
_AROUND = 70  # letters of a text that are shown on each side of what was found


@dataclass(frozen=True)
class Entry:
    """A piece of text. ``key``: of the question it answers or asks, "" for the guide's own text.

    ``section``: the id of its section, "" where an answer's question is gone. ``title``: that
    section's, and ``question`` what it answers, "" where the text says it itself.
    """

    section: str
    title: str
    question: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class Hits:
    """Entries in which all words were found, of those of an index. ``places``: their numbers."""

    entries: Sequence[Entry]
    near: Sequence[str]
    places: Sequence[int]
    spelled: Sequence[str]

    def __len__(self) -> int:
        return len(self.places)

    def first(self, most: int) -> tuple[Entry, ...]:
        """At most so many, in order, but those first that spell the words in the very same way."""
        same = (at for at in self.places if all(word in self.near[at] for word in self.spelled))
        exact = list(islice(same, most))
        taken = set(exact)
        others = (at for at in self.places if at not in taken)
        return tuple(self.entries[at] for at in islice(chain(exact, others), most))


@dataclass(frozen=True)
class Found:
    """What a search gave: ``words`` folded, and where they are among the own and the guides'."""

    words: tuple[str, ...]
    own: Hits
    guides: Hits

    @property
    def count(self) -> int:
        return len(self.own) + len(self.guides)


class Index:
    """Entries, and in which of them each word stands.

    A search goes through the different words that there are, all in one text: that is a small part
    of what is written. What many of them have in them is looked for in the entries themselves.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._folded = [fold(entry.text) for entry in self.entries]
        self._near = [near(entry.text) for entry in self.entries]
        self._where: dict[str, list[int]] = {}
        for at, text in enumerate(self._folded):
            for word in set(text.split()):
                self._where.setdefault(word, []).append(at)
        self._words = BREAK.join(["", *self._where, ""])

    def find(self, sought: str) -> Hits:
        """The entries that have every word, or words that it is a part of."""
        longest, *rest = sorted(words(sought), key=len, reverse=True) or [""]
        places = sorted(self._having(longest)) if longest else []
        for word in rest:  # the longest is in the fewest
            places = [at for at in places if word in self._folded[at]]
        return Hits(self.entries, self._near, places, near(sought).split())

    def _having(self, word: str) -> set[int]:
        if len(word) < _SHORT:
            return {at for at, text in enumerate(self._folded) if word in text}
        every, found = self._words, set[int]()
        place = every.find(word)
        while place >= 0:
            end = every.find(BREAK, place)
            found.update(self._where[every[every.rfind(BREAK, 0, place) + 1 : end]])
            place = every.find(word, end)
        return found


class Search:
    """What there is to find. Made in a thread, and dropped when the workbook locks."""

    def __init__(self, own: Index, guides: Index) -> None:
        self._own, self._guides = own, guides

    def find(self, sought: str) -> Found:
        return Found(words(sought), self._own.find(sought), self._guides.find(sought))


def own(written: Iterable[Written], title: Callable[[str], str]) -> Index:
    """Of the person's answers, in their order. Closed letters are left out.

    ``title``: that of a section, by its id.
    """
    return Index(
        Entry(
            one.section if one.field else "",
            title(one.section) if one.field else "",
            one.question,
            "\n".join(one.lines),
            one.key,
        )
        for one in written
        if not closed(one.answer)
    )


def guides(sections: Iterable[tuple[Section, Wording | None]]) -> Index:
    """Of sections, in their order, each with its words in the person's other language."""
    return Index(entry for section, other in sections for entry in _section(section, other))


def reading_order(library: Library, first: Guide | None) -> tuple[str, ...]:
    """The ids of the sections of all guides: the help, then those of ``first``."""
    every = ([first] if first else []) + list(library.guides)
    ids = dict.fromkeys(section for guide in every for section in guide.sections)
    return tuple(dict.fromkeys((HELP, *ids)))


def _section(section: Section, wording: Wording | None) -> Iterator[Entry]:
    if section.broken:
        return
    for text in (section.title, section.short, wording.title if wording else ""):
        if text:
            yield Entry(section.id, section.title, "", text)
    for block, other in zip(section.blocks, beside(section, wording), strict=True):
        match block:
            case Heading(spans=spans):
                texts = [plain(spans), other.text]
            case Paragraph(spans=spans):
                texts = [plain(spans)]
            case ListBlock(items=items):
                texts = [plain(item) for item in items]
            case Quote(paragraphs=paragraphs):
                texts = [plain(spans) for spans in paragraphs]
            case Gathered(title=words_above):
                texts = [words_above, other.text]
            case HelpLine(name=name, number=number, about=about):
                texts = [name, number, about]
            case Field():
                texts = _asked(block, other)
            case _:
                continue
        key = block.key if isinstance(block, Field) else ""
        yield Entry(section.id, section.title, "", "\n".join(filter(None, texts)), key)


def _asked(field: Field, other: Beside) -> list[str]:
    """All that the guide itself says in a question."""
    options = [option.text for option in field.options]
    second = [*other.options.values(), *other.suggestions.values()]
    ends = [field.low, field.high, other.low, other.high]
    return [field.question, other.text, field.help, *options, *field.suggestions, *second, *ends]


def snippet(entry: Entry, sought: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """What to show of an entry, on one line: runs of text, and whether each was looked for.

    ``sought``: folded words, as ``Found`` has them.
    """
    text = entry.text
    places = marks(text, sought)
    start, end = 0, len(text)
    if places:
        start = _from(text, places[0][0])
        end = _to(text, places[0][1] + 2 * _AROUND)
    else:
        end = _to(text, 3 * _AROUND)
    runs, at = list[tuple[str, bool]](), start
    for first, last in ((max(a, start), min(b, end)) for a, b in places if a < end):
        runs += [(text[at:first], False), (text[first:last], True)]
        at = last
    runs.append((text[at:end], False))
    runs = [("… " if start else "", False), *runs, (" …" if end < len(text) else "", False)]
    return tuple((text.replace("\n", " · "), marked) for text, marked in runs if text)


def _from(text: str, mark: int) -> int:
    """Where to begin, before a mark: at a word, or right there where no word begins so near."""
    early = mark - _AROUND
    space = text.find(" ", early, mark)
    return 0 if early <= 0 else space + 1 if space >= 0 else mark


def _to(text: str, at: int) -> int:
    """Where to end: at a word's end, or right there where no word ends so near."""
    space = text.rfind(" ", at - _AROUND, at)
    return len(text) if at >= len(text) else space if space >= 0 else at
