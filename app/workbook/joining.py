"""Two states of a workbook made one, version by version, so that no word is lost.

A state is what a vault's records say, and no more: for each key, which versions there are, each by
its time and its words, and until when the key was cleared for good. Joining two states takes all
versions of both; the newest holds, and the others are its history. So it does not matter in which
order states are joined, how they are grouped, or how often.

A device's clock may be years off, and be set right. Within one vault what was written later is
newer, whatever the clock said: see ``Version``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from app.vault import Record, canon
from app.vault.canon import MAX_INT
from app.vault.history import THIN_MS

GONE = "gone/"  # before a key: what of it is older than this was cleared for good
OF_THE_FILE = ("left", "sheet", "sheets")
"""Keys that say how this file is opened and where one was: they neither leave it nor come in."""
# The newest is enough.
_CHOICES = {"chosen", "favourite", "guide", "mark", "package", "place", "removed", "settings"}
_NOTHING = b"null"
IN_TIME = -MAX_INT
_LAST = b"\xff"  # after every text

Floor: TypeAlias = tuple[int, int]
"""The first two of a ``Version``; older ones were cleared for good."""
_NO_FLOOR: Floor = (-MAX_INT, IN_TIME)


class Version(NamedTuple):
    """A value of a key; of two, the greater is the newer.

    reached: the latest time that had been saved for the key, this one's included. late: this one's
    own time where the clock had been set back before it; ``IN_TIME`` else. Both are milliseconds
    since 1970. text: canonical JSON.
    """

    reached: int
    late: int
    text: bytes

    @property
    def time_ms(self) -> int:
        return self.reached if self.late == IN_TIME else self.late


@dataclass(frozen=True)
class State:
    """What there is to join. ``versions``: by key, oldest first. ``gone``: by key, until when."""

    versions: Mapping[str, tuple[Version, ...]]
    gone: Mapping[str, Floor]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "State":
        """Of a vault's records, each key's in the order they were written."""
        by_key = {
            key: list(group)
            for key, group in groupby(sorted(records, key=lambda one: one.key), lambda one: one.key)
            if key not in OF_THE_FILE
        }
        gone = {
            key.removeprefix(GONE): _until(records[-1].value)
            for key, records in by_key.items()
            if key.startswith(GONE)
        }
        versions = {
            key: _kept(key, _in_order(records, gone.get(key, _NO_FLOOR)))
            for key, records in by_key.items()
            if not key.startswith(GONE)
        }
        return cls(versions, gone)

    def __or__(self, other: "State") -> "State":
        """Both in one."""
        gone = {
            key: max(state.gone[key] for state in (self, other) if key in state.gone)
            for key in self.gone.keys() | other.gone.keys()
        }
        joined = {}
        for key in self.versions.keys() | other.versions.keys():
            every = sorted({*self.versions.get(key, ()), *other.versions.get(key, ())})
            floor = gone.get(key, _NO_FLOOR)
            if left := [version for version in every if version >= floor]:
                joined[key] = _kept(key, left)
        return State(joined, gone)

    def now(self, key: str) -> bytes:
        """What a key says now, as canonical JSON; that of None where it says nothing."""
        versions = self.versions.get(key)
        return versions[-1].text if versions else _NOTHING

    def records(self) -> list[Record]:
        """Records that say this, of which the vault thins none away."""
        made = [Record(GONE + key, list(floor), floor[0]) for key, floor in self.gone.items()]
        for key, versions in self.versions.items():
            made.append(_record(key, versions[0]))
            for before, version in pairwise(versions):
                # What was cleared is never thinned away.
                if abs(version.time_ms - before.time_ms) < THIN_MS and version.text != _NOTHING:
                    made.append(Record(key, None, version.time_ms))
                made.append(_record(key, version))
        return sorted(made, key=lambda one: one.key)  # each key's stay in their order


def _in_order(records: Sequence[Record], floor: Floor = _NO_FLOOR) -> list[Version]:
    """A key's versions as its vault holds them, each newer than the one before.

    A clearing counts only while nothing has been written after it. ``floor``: until when the key
    was cleared for good; what the vault holds was written after that. Of two saved within a
    millisecond, the second's time is moved to after the first's.
    """
    reached, last = floor[0], Version(floor[0], floor[1] - 1, _LAST)
    found: list[Version] = []
    for place, record in enumerate(records, 1):
        if record.value is None and place < len(records):
            continue
        version = _version(reached, record.time_ms, canon.encode(record.value))
        if version == last:
            continue
        if version < last:
            if IN_TIME < last.late < reached - 1:
                version = Version(reached, last.late + 1, version.text)
            else:
                version = Version(reached + 1, IN_TIME, version.text)
        found.append(version)
        reached, last = version.reached, version
    return found


def after(version: Version) -> Floor:
    """The floor right above a version."""
    return version.reached, version.late + 1


def _until(value: object) -> Floor:
    """Until when a key was cleared for good, as its record says; long ago for what says nothing."""
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return value[0], value[1]
    return _NO_FLOOR


def _version(reached: int, time_ms: int, text: bytes) -> Version:
    if time_ms < reached:
        return Version(reached, time_ms, text)
    return Version(time_ms, IN_TIME, text)


def _kept(key: str, versions: Sequence[Version]) -> tuple[Version, ...]:
    last = versions[-1]
    versions = [one for one in versions if one.text != _NOTHING or one is last]
    if key.partition("/")[0] in _CHOICES:
        # The newest, and what tells that the clock was set back before it.
        told = (last.reached, IN_TIME)
        versions = [one for one in versions if one is last or one[:2] == told]
    return tuple(versions)


def _record(key: str, version: Version) -> Record:
    return Record(key, canon.decode(version.text), version.time_ms)
