"""Taking a backup back: what is in it, and then either of two ways.

``replace`` makes the workbook what the backup says. ``merge`` joins the two, answer by answer: the
newer one holds, and the older is in its history. In both ways the file's own secrets still open it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.guide import Library
from app.vault import Record, canon, copies
from app.workbook import shelf
from app.workbook.answers import Json
from app.workbook.backup import MOST_MS, Backup
from app.workbook.days import moment
from app.workbook.failures import BrokenBackup
from app.workbook.joining import OF_THE_FILE, State
from app.workbook.shelf import ANSWER
from app.workbook.workbook import CHOSEN, GUIDE, Workbook


@dataclass(frozen=True)
class Part:
    """A section with answers in it. ``title``: "" where the section is not known here."""

    id: str
    title: str
    answers: int


@dataclass(frozen=True)
class Contents:
    """What a backup holds.

    ``guides``: titles of those the person used or chose sections of. ``others``: names of those
    from others that come along. ``first`` and ``last``: when the oldest and the newest wording of
    an answer in it were saved; None where there is none.
    """

    made: datetime
    guides: tuple[str, ...]
    others: tuple[str, ...]
    sections: tuple[Part, ...]
    first: datetime | None
    last: datetime | None

    @property
    def answers(self) -> int:
        return sum(part.answers for part in self.sections)


@dataclass(frozen=True)
class Difference:
    """How the answers of a backup and of a workbook differ, in number of answers.

    ``new``: only in the backup. ``only_here``: only in the workbook. Of those in both that differ,
    the newer is ``newer_there`` (in the backup) or ``newer_here``.

    Besides, merging honours what was cleared for good. ``kept_out``: answers in the backup of which
    something was cleared here, which stays away. ``cleared``: answers here of which something was
    cleared on the other device, which then goes from here too.
    """

    new: int
    only_here: int
    newer_there: int
    newer_here: int
    same: int
    kept_out: int
    cleared: int


def describe(backup: Backup, ours: Library) -> Contents:
    """What is in the backup, told with our own guides and those from others that it brings."""
    state = backup.state
    now = {key: canon.decode(state.now(key)) for key in state.versions}
    packages = shelf.kept(item for item in now.items() if _is(item, shelf.PACKAGE))
    library = shelf.beside(ours, packages)
    written = [key.removeprefix(ANSWER) for key, value in now.items() if _is((key, value), ANSWER)]
    counted = Counter(key.partition(".")[0] for key in written)
    known = dict.fromkeys(one for guide in library.guides for one in guide.sections)
    order = {section_id: place for place, section_id in enumerate(known)}
    times = [
        version.time_ms
        for key, versions in state.versions.items()
        if key.startswith(ANSWER)
        for version in versions
    ]
    return Contents(
        backup.made,
        tuple(
            guide.title
            for guide in library.guides
            if now.get(GUIDE) == guide.id or now.get(CHOSEN + guide.id)
        ),
        tuple(one.name for one in packages),
        tuple(
            Part(section_id, _title(library, section_id), counted[section_id])
            for section_id in sorted(counted, key=lambda one: (order.get(one, len(order)), one))
        ),
        moment(min(times)) if times else None,
        moment(max(times)) if times else None,
    )


def compare(book: Workbook, backup: Backup) -> Difference:
    """What merging the backup into the workbook would meet."""
    here, there = State.of(book.records()), backup.state
    both = here | there
    count: Counter[str] = Counter()
    for key in here.versions.keys() | there.versions.keys():
        if key.startswith(ANSWER):
            count["cleared"] += key in _clears(here, both, [key])
            count["kept_out"] += key in _clears(there, both, [key])
            count[_kind(here.now(key), there.now(key), both.now(key))] += 1
    return Difference(*(count[name] for name in Difference.__dataclass_fields__))


def replace(book: Workbook, backup: Backup) -> None:
    """Lets the workbook hold what the backup does, and nothing else; a safety copy is kept first.

    For a thread; flush the drafts first. Killed at any point, the workbook is as before or as
    after. Raises a ``VaultError``; then nothing has changed.
    """
    book.remake(lambda records: [*_own(records), *backup.records])


def merge(book: Workbook, backup: Backup) -> None:
    """Joins the backup with what the workbook holds; a safety copy is kept first.

    If that clears something for good here, no safety copy stays. As ``replace`` else.
    """
    here = State.of(book.records())
    joined = here | backup.state
    if any(abs(one.time_ms) > MOST_MS for one in joined.records()):
        raise BrokenBackup("times at the end of what can be counted")
    if joined.gone != here.gone:
        copies.drop(book.path)  # they may hold what this vault no longer does
    book.remake(
        lambda records: [*_own(records), *(State.of(records) | backup.state).records()],
        keep_copy=not _clears(here, joined, here.versions),
    )


def _own(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.key in OF_THE_FILE]


def _clears(state: State, joined: State, keys: Iterable[str]) -> list[str]:
    """Those of the keys of which something in ``state`` is cleared for good in ``joined``."""
    return [
        key
        for key in keys
        if key in joined.gone and any(one < joined.gone[key] for one in state.versions.get(key, ()))
    ]


def _kind(here: bytes, there: bytes, both: bytes) -> str:
    nothing = canon.encode(None)
    if here == there:
        return "same" if here != nothing else ""
    if both == there:
        return "new" if here == nothing else "newer_there"
    if both == here:
        return "only_here" if there == nothing else "newer_here"
    return ""


def _is(item: tuple[str, Json], prefix: str) -> bool:
    return item[0].startswith(prefix) and item[1] is not None


def _title(library: Library, section_id: str) -> str:
    section = library.section(section_id)
    return "" if section.broken else section.title
