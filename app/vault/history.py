"""What the vault holds while it is unlocked: every version of every key, in memory.

A record is `[key, value, time_ms]`; later records replace earlier ones, and the earlier stay as
history. The value None means that the key was cleared, which is a version like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from . import canon
from .errors import Damaged

# Versions of one key closer than this become one when the journal is compacted: a person's history
# is of what they wrote, not of each pause while writing. Milliseconds.
THIN_MS = 10 * 60 * 1000
# The most text, in bytes, that compaction puts in a chunk of several records. The padding's mark
# makes it 64 KiB.
CHUNK_BYTES = 64 * 1024 - 1


class Record(NamedTuple):
    """One version of one key. time_ms: milliseconds since 1970 by the device's clock."""

    key: str
    value: Any
    time_ms: int


def encoded(key: str, value: Any, time_ms: int) -> bytes:
    """Canonical JSON of one record, `[key,value,time_ms]`."""
    return b"[%b,%b,%d]" % (canon.encode(key), canon.encode(value), time_ms)


def joined(records: list[bytes]) -> bytes:
    """A chunk's text: the JSON array of encoded records."""
    return b"[" + b",".join(records) + b"]"


class History:
    """All records, by key, each key's in the order they were written."""

    def __init__(self) -> None:
        self._versions: dict[str, list[Sequence[Any]]] = {}

    def replay(self, text: bytes) -> None:
        """Take in a chunk's text. Raises Damaged if it is not an array of records."""
        versions = self._versions
        try:
            for record in canon.decode(text):
                key, _, _ = record
                if key in versions:
                    versions[key].append(record)
                else:
                    versions[key] = [record]
        except (ValueError, TypeError, RecursionError):
            raise Damaged("a chunk's text is not records") from None

    def add(self, records: Sequence[Record]) -> None:
        """Take in records as they were written; their values must not change afterwards."""
        for record in records:
            self._versions.setdefault(record.key, []).append(record)

    def get(self, key: str) -> Any:
        """The latest value, None if cleared or never written."""
        versions = self._versions.get(key)
        return canon.copy(versions[-1][1]) if versions else None

    def items(self, prefix: str) -> list[tuple[str, Any]]:
        """The keys that begin with the prefix, and their latest values; cleared keys are left out.

        Sorted by key, so that compaction does not change the order.
        """
        return [
            (key, canon.copy(self._versions[key][-1][1]))
            for key in sorted(self._versions)
            if key.startswith(prefix) and self._versions[key][-1][1] is not None
        ]

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin with the prefix, cleared or not, sorted."""
        return sorted(key for key in self._versions if key.startswith(prefix))

    def of(self, key: str) -> list[Record]:
        """Every version of a key, oldest first; the last is the one that holds."""
        return [Record(k, canon.copy(v), t) for k, v, t in self._versions.get(key, ())]

    def records(self) -> list[Record]:
        """Every version of every key: keys sorted, each key's versions oldest first."""
        return [record for key in sorted(self._versions) for record in self.of(key)]

    def without_past(self, keys: set[str]) -> History:
        """The same but for `keys`, of which only the latest value stays, or nothing if cleared."""
        new = History()
        for key, versions in self._versions.items():
            if key not in keys:
                new._versions[key] = versions
            elif versions[-1][1] is not None:
                new._versions[key] = versions[-1:]
        return new

    def without(self, keys: set[str]) -> History:
        """The same without `keys` and any of their versions."""
        new = History()
        new._versions = {key: held for key, held in self._versions.items() if key not in keys}
        return new

    def thinned(self) -> History:
        """The same with fewer versions: see `_thin`."""
        new = History()
        for key, versions in self._versions.items():
            new._versions[key] = _thin(versions)
        return new

    def texts(self) -> Iterator[bytes]:
        """All records as texts for chunks of at most CHUNK_BYTES; a bigger record stands alone."""
        parts: list[bytes] = []
        size = 1  # the opening bracket; each record brings a comma or the closing bracket
        for versions in self._versions.values():
            for key, value, time_ms in versions:
                part = encoded(key, value, time_ms)
                if parts and size + len(part) + 1 > CHUNK_BYTES:
                    yield joined(parts)
                    parts, size = [], 1
                parts.append(part)
                size += len(part) + 1
        if parts:
            yield joined(parts)

    def clear(self) -> None:
        """Forget everything."""
        self._versions.clear()


def _thin(versions: list[Sequence[Any]]) -> list[Sequence[Any]]:
    """Leave out versions less than ten minutes before the next newer one that is kept.

    A clearing, and the text that was cleared, always stay: that text is what a person looks for
    after a mistake. So does the last version before the clock was set back: it tells that the newer
    ones are newer (see `app.workbook.joining`).
    Thinning again changes nothing.
    """
    kept = [versions[-1]]
    for place in range(len(versions) - 2, -1, -1):
        _, value, time_ms = versions[place]
        _, newer, newer_ms = kept[-1]
        clearing = value is None and place > 0 and versions[place - 1][1] is not None
        cleared = value is not None and newer is None
        if clearing or cleared or newer_ms < time_ms or newer_ms - time_ms >= THIN_MS:
            kept.append(versions[place])
    return kept[::-1]
