"""What a person is about to share: chosen, looked at and struck in, and not yet out of the app.

It lives in memory alone, until it is out or the workbook locks. What is looked at and what goes
into the file are the same nodes: they are taken once, when the person comes to look.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from app.guide import Guide
from app.share import (
    Answered,
    Group,
    Page,
    Removed,
    only,
    page,
    pdf,
    unprintable,
    without,
    words_of,
    work_file,
)
from app.share.work import Work
from app.ui.state import Place, Screen
from app.workbook import beside
from app.workbook.answers import Answer
from app.workbook.sent import Sent
from app.workbook.workbook import Workbook

if TYPE_CHECKING:
    from app.ui.desk import Desk

TITLE = "Sidor som jag delar"  # of a file with several pages; one page has its own

Pages = Mapping[str, Page]


class Sharing:
    """One sharing, step by step.

    ``to``, ``why``: the person's own words, for the receipt alone. ``words``: those that open the
    file, "" until they are drawn. ``locked``: whether they lock a PDF too. ``done``: it is out.
    """

    def __init__(self, desk: Desk, sections: Iterable[str] = ()) -> None:
        """With these sections chosen, each with all that is written in it."""
        self._desk = desk
        self._chosen = dict.fromkeys(sections)
        self._left_out = {beside.SECTION: self._own(beside.SECTION)}
        self._taken: Pages = {}
        self._words: dict[str, tuple[str, ...]] = {}  # by question, as they were last looked at
        self.removed = Removed()
        self.to = self.why = self.words = ""
        self._share = secrets.token_hex(16)
        self.locked = True
        self.done: Screen | None = None

    def allows(self, step: Screen) -> bool:
        """Whether what comes before a step is done."""
        last = (Screen.SHARE_FILE, Screen.SHARE_PDF)
        return bool(self.words if step in last else self._chosen)

    # What is chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def choose(self, section_id: str) -> None:
        """Takes a section in, whole, or out again."""
        if self._chosen.pop(section_id, self) is self:
            self._chosen[section_id] = None
        self._left_out[section_id] = self._own(section_id)

    def _own(self, section_id: str) -> frozenset[str]:
        """What is left out of a section until the person takes it in: the notes of sitting beside.

        And what that section gathers, which they may not have talked about.
        """
        if section_id != beside.SECTION or not self._desk.library.has(section_id):
            return frozenset()
        return frozenset((beside.NOTES, *self._desk.section(section_id).refers))

    def has(self, section_id: str, key: str) -> bool:
        return key not in self._left_out.get(section_id, frozenset())

    def flip(self, section_id: str, key: str) -> None:
        """Leaves one answer of a chosen section out, or takes it in again."""
        self._left_out[section_id] = self._left_out.get(section_id, frozenset()) ^ {key}

    def only(self, keys: Collection[str]) -> None:
        """Leaves out every other answer, and the sections that have none of these."""
        for section_id in self.chosen:
            found = frozenset(asked(written_page(self._desk, section_id)))
            if found.isdisjoint(keys):
                del self._chosen[section_id]
            else:
                self._left_out[section_id] = found - frozenset(keys)

    # What leaves

    def take(self) -> bool:
        """Takes the chosen pages as they are now, to be looked at. False if nothing is chosen.

        What is struck stays struck, but for single words of an answer that was written on since.
        """
        self._taken = self._now()
        words = {key: words_of(one) for key, one in self.answers.items()}
        places = {
            key: found
            for key, found in self.removed.places.items()
            if words.get(key, self._words[key]) == self._words[key]
        }
        self.strike(places=places)
        self._words |= words
        return bool(self._taken)

    @property
    def fresh(self) -> bool:
        """Whether what was looked at is still what is written."""
        return bool(self._taken) and self._taken == self._now()

    def _now(self) -> Pages:
        """The chosen pages in the order of the guides, each with the answers that are to leave."""
        pages = {}
        for section_id, whole in written_pages(self._desk).items():
            if section_id in self._chosen:
                keys = [key for key in asked(whole) if self.has(section_id, key)]
                if keys:
                    pages[section_id] = only(whole, keys)
        return pages

    @property
    def pages(self) -> Pages:
        """Just what leaves, by section: with a mark where something is struck."""
        made = without(tuple(self._taken.values()), self.removed)
        return dict(zip(self._taken, made, strict=True))

    @property
    def answers(self) -> dict[str, Answered]:
        """The answers as they were taken, before anything is struck, by the keys of the questions.

        One that stands in several places is the one at its own question, if that is there.
        """
        found = [each for one in self._taken.values() for each in _answers(one)]
        own = [one for one, elsewhere in found if not elsewhere]
        first = reversed((*own, *(one for one, elsewhere in found if elsewhere)))
        return {one.field.key: one for one in first}

    def strike(
        self,
        *,
        answers: Collection[str] | None = None,
        places: Mapping[str, frozenset[int]] | None = None,
        strings: Collection[str] | None = None,
    ) -> None:
        """Replaces what is struck of one sort."""
        now = self.removed
        self.removed = Removed(
            now.answers if answers is None else frozenset(answers),
            now.places if places is None else {key: one for key, one in places.items() if one},
            now.strings if strings is None else frozenset(strings),
        )

    def file(self, work: Work) -> bytes:
        """The locked file. Slow, for a thread. Raises ``CalledOff``."""
        pages = tuple(self.pages.values())
        made = work_file(pages, _title(pages), passphrase=self.words, share=self._share, work=work)
        return made.encode()

    def pdf(self, work: Work) -> bytes:
        """The same pages as a PDF, for a thread too. Raises ``CalledOff``."""
        pages = tuple(self.pages.values())
        password = self.words if self.locked else ""
        fonts = self._desk.places.fonts
        return pdf(pages, _title(pages), fonts, password=password, progress=work.step)

    def boxes(self) -> str:
        """The characters that a PDF has only as text, drawn as empty boxes; "" for none."""
        pages = tuple(self.pages.values())
        return " ".join(sorted(unprintable(pages, _title(pages), self._desk.places.fonts)))

    def note(self, book: Workbook, form: Literal["html", "pdf"]) -> None:
        """Writes the receipt of a file that is out, and of a locked one what opens it."""
        out = {
            section_id: [key for key in asked(one) if key not in self.removed.answers]
            for section_id, one in self._taken.items()
        }
        whole = [
            section_id
            for section_id, keys in out.items()
            if not self._left_out.get(section_id) and keys == list(asked(self._taken[section_id]))
        ]
        keys = dict.fromkeys(key for one in out.values() for key in one)
        sent = Sent(self._share, self.words, tuple(self._taken)) if form == "html" else None
        book.receipts.add(form, whole, keys, self.to.strip(), self.why.strip(), sent)


def _title(pages: Sequence[Page]) -> str:
    return str(pages[0].title) if len(pages) == 1 else TITLE


async def begin(desk: Desk, *sections: str) -> None:
    """Begins a sharing: with the answers of this section, or with the choice of pages."""
    desk.sharing = Sharing(desk, sections)
    await desk.go(Place(Screen.SHARE_ANSWERS, sections[0]) if sections else Place(Screen.SHARE))


async def again(desk: Desk, sections: Iterable[str], keys: Collection[str], to: str) -> None:
    """Begins a sharing with the answers to these questions alone, to somebody who got some."""
    desk.sharing = Sharing(desk, sections)
    desk.sharing.only(keys)
    desk.sharing.to = to
    await desk.go(Place(Screen.SHARE))


def written_pages(desk: Desk) -> dict[str, Page]:
    """The page of every section with something written, by its id, in the order of the guides.

    A section of several guides is where it comes first: the guide that is in use comes first.
    """
    found: dict[str, Page] = {}
    for section_id in dict.fromkeys(one for guide in guides(desk) for one in guide.sections):
        if asked(made := written_page(desk, section_id)):
            found[section_id] = made
    return found


def written_page(desk: Desk, section_id: str) -> Page:
    """The page of a section with what is written now, saved or not."""

    def answer(key: str) -> Answer | None:
        field = desk.library.field(key)
        return Answer.to(field, desk.value(field)) if field else None

    return page(desk.section(section_id), answer, second=desk.wording)


def guides(desk: Desk) -> list[Guide]:
    """The readable guides, the one in use first."""
    now = desk.book.guide
    readable = [one for one in desk.library.guides if not one.broken]
    return sorted(readable, key=lambda one: one != now)


def asked(page: Page) -> dict[str, Answered]:
    """The answers of a page by the keys of their questions, those from elsewhere too."""
    found: dict[str, Answered] = {}
    for one, _ in _answers(page):
        found.setdefault(one.field.key, one)
    return found


def _answers(page: Page) -> Iterator[tuple[Answered, bool]]:
    """Every answer of a page, and whether it is shown there from elsewhere."""
    for block in page.blocks:
        if isinstance(block, Answered):
            yield block, False
        elif isinstance(block, Group):
            yield from ((one, True) for one in block.answers)
