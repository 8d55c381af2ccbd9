"""What there is only between unlock and lock: the journal, the keys, and the records in memory."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from . import files
from .chain import Chain, Link
from .errors import Damaged, Unwritable
from .header import ANCHOR_BYTES, Header
from .history import CHUNK_BYTES, History, Record, encoded, joined
from .keys import Slot
from .seal import wipe

# The longest text of one batch, in bytes: far above any answer, far below what SQLite takes.
MAX_TEXT = 64 * 1024 * 1024


class Journal(Protocol):
    """Where chunks are kept: a file (`journal.Journal`), or nowhere (`memory`)."""

    def chunks(self) -> list[Link]: ...
    def last_seq(self) -> int: ...
    def append(self, link: Link) -> None: ...
    def set_header(self, row: Mapping[str, Any]) -> None: ...
    def rewrite(self, row: Mapping[str, Any], links: Iterable[Link]) -> None: ...
    def close(self) -> None: ...


class Opened:
    """A checked journal and its records. Not for two threads at once.

    The state in memory moves on only when the disk has: after any failure both are as before.
    """

    def __init__(self, journal: Journal, header: Header, key: bytearray) -> None:
        """Check and replay every chunk. Raises Damaged. Keeps `key`, and wipes it at `close`."""
        self.header, self.history, self.chain = header, History(), Chain(key, header)
        self._journal, self._key = journal, key
        links = journal.chunks()
        with _no_collection():
            for link in links:
                self.history.replay(self.chain.open(link))
        if journal.last_seq() != self.chain.seq:
            raise Damaged("the end of the journal is missing")
        size = sum(len(link.sealed) for link in links)
        # Whether compacting would leave fewer chunks, and so say less and open faster.
        self.loose = len(links) > 1 + 2 * size // CHUNK_BYTES

    def append(self, batch: list[Record]) -> None:
        """Seal and store checked records as one chunk. Raises ValueError for too much at once.

        The values become the vault's own; nobody may change them afterwards.
        """
        text = joined([encoded(*record) for record in batch])
        if len(text) > MAX_TEXT:
            raise ValueError("too much for one save")
        link = self.chain.seal(text)
        self._journal.append(link)
        self.chain.accept(link)
        self.history.add(batch)
        self.loose = True

    def rewrite(self, history: History, more: Sequence[Record] = ()) -> None:
        """Replace all records by `history` and `more`, in few large chunks on their own chain.

        Raises ValueError for a record whose text is too long.
        """
        history.add(more)
        self._rewrite(history, self.header.slots, self._key)

    def copy_to(self, path: Path) -> None:
        """Seal all records in a new file, under the same key and slots, on a chain of its own."""
        from .journal import Journal
        from .sqlite import build

        header = replace(self.header, anchor=os.urandom(ANCHOR_BYTES), first_seq=1)
        row = header.row(self._key)
        with files.newborn(path) as built:
            build(built, row)
            journal = Journal(built)
            try:
                journal.rewrite(row, _links(self.history, Chain(self._key, header)))
            finally:
                journal.close()
            if any(built.with_name(built.name + suffix).exists() for suffix in files.SIDECARS):
                raise Unwritable("the copy is not whole without what lies beside it")

    def rekey(self, slots: tuple[Slot, ...], key: bytearray) -> None:
        """Seal everything anew under `key`, which only `slots` open. Keeps it; wipes the old."""
        old = self._key
        self._rewrite(self.history.thinned(), slots, key)
        wipe(old)

    def _rewrite(self, history: History, slots: tuple[Slot, ...], key: bytearray) -> None:
        header = replace(
            self.header,
            slots=slots,
            generation=self.header.generation + 1,
            anchor=os.urandom(ANCHOR_BYTES),
            first_seq=self.chain.seq + 1,
        )
        chain = Chain(key, header)
        self._journal.rewrite(header.row(key), _links(history, chain))
        self.header, self.chain, self._key = header, chain, key
        self.history, self.loose = history, False

    def set_header(self, header: Header) -> None:
        """Store a header that differs in its slots only."""
        self._journal.set_header(header.row(self._key))
        self.header = header

    @property
    def key(self) -> bytearray:
        """The vault key itself, not a copy."""
        return self._key

    def close(self) -> None:
        """Forget everything and close the file."""
        self.history.clear()
        wipe(self._key)
        self._journal.close()


def _links(history: History, chain: Chain) -> Iterator[Link]:
    """All records, sealed. Raises ValueError for one whose text is too long."""
    for text in history.texts():
        if len(text) > MAX_TEXT:
            raise ValueError("too much for one record")
        link = chain.seal(text)
        chain.accept(link)
        yield link


@contextmanager
def _no_collection() -> Iterator[None]:
    """Thousands of new lists, none of them garbage: looking for some takes longer than they do."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
