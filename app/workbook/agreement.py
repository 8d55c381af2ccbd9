"""Two people's lines to the same questions, of which each sees only what both have released.

Each writes in a workbook of their own, and ticks which lines the other may see. One begins, the
other answers; what goes between them is in ``app/share/agreement.py``. What is kept here is in the
vault: an agreement's own words, the lines that this person released, and those of the other that
answer them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from app.guide import Field, Kind, Section
from app.vault import Vault, copies
from app.workbook import cleared
from app.workbook.answers import Json
from app.workbook.joining import GONE

SECTIONS = ("overenskommelse", "overenskommelse-min")
"""The sections that are compared: of who stands close, and of the person themselves."""
COMPARED = ("jag-kan", "jag-ber-om", "tror-ar-okej", "ord-mellan-oss")
"""The ids of the questions that both sections have, and that two people compare."""
AGREEMENT = "agreement/"  # before the id of one, in the vault


class Line(NamedTuple):
    """One thing that was written or chosen. ``option``: the id of what was chosen, "" for words."""

    option: str
    text: str

    def same(self, other: "Line") -> bool:
        """Whether both chose this, or wrote it but for capitals and spaces."""
        if self.option or other.option:
            return self.option == other.option
        return self.text.casefold().split() == other.text.casefold().split()


Lines = Mapping[str, tuple[Line, ...]]
"""Lines by the id of their question."""


def offered(
    section: Section, value: Callable[[Field], Json], clean: Callable[[str], str]
) -> dict[str, tuple[Line, ...]]:
    """The lines of the section that there are to release; only questions that have any.

    ``clean``: makes of a person's words what can be shown to somebody else, "" for none.
    """
    found = {}
    for name, asked in questions(section).items():
        lines = (Line(option, clean(text)) for option, text in _rows(asked, value(asked)))
        if kept := tuple(dict.fromkeys(line for line in lines if line.text)):
            found[name] = kept
    return found


def questions(section: Section) -> dict[str, Field]:
    """The section's questions that are compared, by their ids, in order."""
    named = ((field.key.partition(".")[2], field) for field in section.fields)
    return {name: field for name, field in named if name in COMPARED}


def said(section: Section, question: str, line: Line) -> str:
    """The words of a line: of one that was chosen, as the sender's ``section`` has them here."""
    asked = questions(section).get(question)
    known = {option.id: option.text for option in asked.options} if asked else {}
    return known.get(line.option, line.text)


def _rows(field: Field, value: Json) -> list[tuple[str, str]]:
    match field.kind:
        case Kind.SHORT | Kind.LONG:
            return [("", str(value or ""))]
        case Kind.LIST:
            return [("", row) for row in _list(value) if isinstance(row, str)]
        case Kind.ONE | Kind.SEVERAL:
            pairs = (row for row in _list(value) if isinstance(row, list))
            return [(str(option), str(text)) for option, text in pairs]
        case _:
            return []


def within(lines: Lines, other: Lines) -> dict[str, tuple[Line, ...]]:
    """Those lines to whose question the other has released something too."""
    return {one: lines[one] for one in COMPARED if lines.get(one) and other.get(one)}


@dataclass(frozen=True)
class Agreement:
    """One comparing. ``id``: 32 hex digits, the same in both workbooks.

    ``section``: the section of the person's own that it is about. ``side``: that of the other, ""
    until it is known. ``first``: this person began. ``words``: those that open both files.
    ``mine``: what this person released; only what ``within`` leaves once ``theirs`` is there.
    ``theirs``: what the other released to the same questions, None before that was read.
    ``given``: the person has saved the file that is for the other.
    """

    id: str
    section: str
    first: bool
    words: str = field(repr=False)
    mine: Lines = field(repr=False)
    theirs: Lines | None = field(default=None, repr=False)
    side: str = ""
    given: bool = False

    def with_theirs(self, side: str, theirs: Lines) -> "Agreement":
        """The agreement once the other's lines are known. What only one has released is let go."""
        return replace(
            self, side=side, mine=within(self.mine, theirs), theirs=within(theirs, self.mine)
        )

    @property
    def alike(self) -> dict[str, tuple[Line, ...]]:
        """By question, the lines of this person's that the other has too."""
        theirs = self.theirs or {}
        return {
            one: tuple(line for line in lines if any(line.same(other) for other in theirs[one]))
            for one, lines in self.mine.items()
            if one in theirs
        }

    def record(self) -> Json:
        """The JSON that is sealed."""
        return {
            "section": self.section,
            "first": self.first,
            "words": self.words,
            "mine": plain(self.mine),
            "theirs": None if self.theirs is None else plain(self.theirs),
            "side": self.side,
            "given": self.given,
        }


class Agreements:
    """The agreements of an open vault. What changes is durable at once."""

    def __init__(self, vault: Vault, path: Path | None) -> None:
        self._vault, self._path = vault, path

    def of(self, section: str) -> Agreement | None:
        """The agreement of a section: the one that was saved last, None for none."""
        found = ((self._vault.history(key)[-1].time_ms, key) for key in self.keys([section]))
        newest = max(found, default=None)
        return self._get(newest[1]) if newest else None

    def knows(self, agreement_id: str) -> bool:
        """Whether an agreement has this id, or one that was ended had it."""
        key = AGREEMENT + agreement_id
        return any(self._vault.get(one) is not None for one in (key, GONE + key))

    def keep(self, agreement: Agreement) -> None:
        """Saves it. Once the other's lines are known, what was there before is let go for good."""
        key = AGREEMENT + agreement.id
        self._vault.append([(key, agreement.record())])
        if agreement.theirs is not None and len(self._vault.history(key)) > 1:
            copies.drop(self._path)
            cleared.forget(self._vault, [key])

    def keys(self, sections: Iterable[str]) -> list[str]:
        """The keys of every agreement of these sections."""
        wanted = set(sections)
        found = ((key, self._get(key)) for key in self._vault.keys(AGREEMENT))
        return [key for key, one in found if one and one.section in wanted]

    def end(self, section: str) -> None:
        """Removes the section's agreements for good. Their ids stay known."""
        copies.drop(self._path)
        cleared.discard(self._vault, self.keys([section]))

    def _get(self, key: str) -> Agreement | None:
        return _read(key.removeprefix(AGREEMENT), self._vault.get(key))


def plain(lines: Lines) -> dict[str, Json]:
    """Lines as JSON: by question, a list of [option id, text]."""
    return {one: [[line.option, line.text] for line in rows] for one, rows in lines.items()}


def lines_of(value: object) -> dict[str, tuple[Line, ...]] | None:
    """What ``plain`` wrote; None for anything else."""
    if not isinstance(value, dict):
        return None
    found = {}
    for one, rows in value.items():
        if one not in COMPARED or not isinstance(rows, list) or not rows:
            return None
        if not all(
            isinstance(row, list) and len(row) == 2 and all(type(cell) is str for cell in row)
            for row in rows
        ):
            return None
        found[one] = tuple(Line(*row) for row in rows)
    return found


def _read(agreement_id: str, record: Json) -> Agreement | None:
    if not isinstance(record, dict):
        return None
    section, words, side = (record.get(name) for name in ("section", "words", "side"))
    first, given = record.get("first"), record.get("given")
    mine, theirs = lines_of(record.get("mine")), lines_of(record.get("theirs"))
    if not (isinstance(section, str) and isinstance(words, str) and isinstance(side, str)):
        return None
    if not (isinstance(first, bool) and isinstance(given, bool)) or mine is None:
        return None
    if theirs is None and record.get("theirs") is not None:
        return None
    return Agreement(agreement_id, section, first, words, mine, theirs, side, given)


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list) else []
