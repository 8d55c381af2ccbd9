"""The journal on disk: a header and chunks in, the same out, durably. Knows no key.

One connection is held from unlock to lock. Reading changes no byte of the file, so that a wrong
passphrase leaves it as it was, and a person can read on a full or read-only disk. The first write
of a session switches to the write-ahead log, and closing switches back: at rest, one plain file.

A log that was damaged since it was written is seen before SQLite opens the file, and left as it is
(`log.cut`). A rollback journal holds only pages as they were before a change nobody was told is
done. A bad byte in it may leave such a change half undone; no save that was acknowledged is then
missing without a word, for the structure, the seals and the count of chunks no longer agree.

Only this module and `sqlite` import SQLAlchemy, which takes a quarter of a second: `vault.warm_up`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from . import files, log, trouble
from .chain import Link
from .errors import Damaged, NoVault, ReadOnly, VaultError
from .sqlite import HEADER_COLUMNS, check_format, connect, driver, header_values

# The log is made this long, in bytes, before the first save. A save that lengthens no file takes
# half the time, and is sure of its room. SQLite stops reading the log where it stops making sense,
# as zeros do (https://sqlite.org/fileformat.html, 4.4).
_RESERVE = 512 * 1024
_PAGES = 120  # of 4 KiB, after which the log is folded into the file and begins again
_LONGEST = 64 * 1024  # bytes in a row of any table but `chunk`: a hostile file must not eat memory
_INSERT = "INSERT INTO chunk (seq, sealed) VALUES (?, ?)"
_SET_HEADER = (
    "UPDATE header SET format = ?, vault_id = ?, slots = ?, generation = ?,"
    " anchor = ?, first_seq = ?, digest = ?, mac = ?"
)


class Journal:
    """The open file. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        """Open and lock an existing file, and see that it is a vault of this format.

        Raises NoVault, Busy, UnknownFormat, Damaged, ReadOnly, NoRoom or Unwritable.
        """
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._logging = self._reserved = False
        if not os.path.exists(path):
            raise NoVault("no vault there")
        try:
            files.check_plain(path)
            if os.stat(path).st_size < 512:  # SQLite would take it for a new file and fill it
                raise Damaged("not a vault")
            if log.cut(self._log):
                raise Damaged("the log, before its end")
        except OSError as error:
            raise files.failure(error) from error
        self._connection = connect(path)
        self._run = self._connection.exec_driver_sql
        # A save is one statement with no result: past SQLAlchemy's bookkeeping it takes 45 µs less,
        # a fifth of the whole (see bench/vault_bench.py).
        self._insert = driver(self._connection).execute
        try:
            with trouble.named(self._path):
                self._lock()
                with self._nothing_vast():
                    check_format(self._connection)
        except BaseException:
            self.abandon()
            raise

    def header(self) -> dict[str, Any]:
        """The only row of the header table, by column, as SQLite gives it."""
        with trouble.named(self._path), self._nothing_vast():
            rows = self._run("SELECT * FROM header LIMIT 2").fetchall()
        if len(rows) != 1:
            raise Damaged("not one header")
        return dict(zip(HEADER_COLUMNS, rows[0], strict=True))

    def chunks(self) -> list[Link]:
        """Every chunk, in order."""
        with trouble.named(self._path):
            rows = self._run("SELECT seq, sealed FROM chunk ORDER BY seq").fetchall()
        if any(type(seq) is not int or type(sealed) is not bytes for seq, sealed in rows):
            raise Damaged("a chunk of the wrong type")
        return [Link(seq, sealed) for seq, sealed in rows]

    def last_seq(self) -> int:
        """The number of the last chunk ever written, by SQLite's own count; 0 if none was."""
        with trouble.named(self._path), self._nothing_vast():
            counted = self._run("SELECT name, seq FROM sqlite_sequence LIMIT 2").fetchall()
        if not counted:
            return 0
        if len(counted) > 1 or counted[0][0] != "chunk" or type(counted[0][1]) is not int:
            raise Damaged("the count of chunks")
        return int(counted[0][1])

    def append(self, link: Link) -> None:
        """Store one chunk; it is on disk on return. After a failure the file is as before."""
        try:
            if not self._reserved:
                self._start_log()
                self._reserve()
            self._insert(_INSERT, (link.seq, link.sealed))
        except trouble.FAILURES as error:
            raise trouble.name(error, self._path) from error

    def set_header(self, row: Mapping[str, Any]) -> None:
        """Replace the header durably. After a failure the file is as before."""
        with trouble.named(self._path):
            self._start_log()
            self._run(_SET_HEADER, header_values(row))
        self._fold()

    def rewrite(self, row: Mapping[str, Any], links: Iterable[Link]) -> None:
        """Replace the header and all chunks in one transaction. After a failure: as before.

        The old chunks are deleted first: the new ones take their pages, and the file does not grow.
        """
        with trouble.named(self._path):
            self._start_log()
            self._run("BEGIN IMMEDIATE")
            try:
                self._run("DELETE FROM chunk")
                for link in links:
                    self._run(_INSERT, (link.seq, link.sealed))
                self._run(_SET_HEADER, header_values(row))
                self._run("COMMIT")
            except BaseException:
                with suppress(*trouble.FAILURES):  # SQLite may have rolled back by itself
                    self._run("ROLLBACK")
                raise
        self._fold()

    def close(self) -> None:
        """Fold the log into the file, give back unused pages, and let go. Never fails.

        What is stored is stored already; if tidying fails, a sealed log stays beside the file and
        the next opening reads it.
        """
        try:
            with suppress(VaultError), trouble.named(self._path):
                if self._logging:
                    unused = self._run("PRAGMA freelist_count").scalar_one()
                    if unused * 4 > self._run("PRAGMA page_count").scalar_one():
                        self._run("VACUUM")
                    self._run("PRAGMA journal_mode=DELETE").scalar_one()
        finally:
            with suppress(*trouble.FAILURES):
                self._connection.close()

    def abandon(self) -> None:
        """Let go of a file that will not be used, and leave it and its log as they are.

        SQLite folds the log of a crash into the file when it closes, unless it was interrupted
        (https://sqlite.org/c3ref/interrupt.html). Never fails.
        """
        with suppress(*trouble.FAILURES):
            driver(self._connection).interrupt()
            self._connection.close()

    def _lock(self) -> None:
        """Take the file for this connection alone, which lasts until it closes; write nothing."""
        try:
            self._run("BEGIN EXCLUSIVE")
        except trouble.FAILURES as error:
            if not isinstance(trouble.name(error, self._path), ReadOnly):
                raise
            self._run("BEGIN")  # may be read, and while it is, no one can write to it
            self._run("PRAGMA user_version").scalar_one()
        self._run("COMMIT")

    @contextmanager
    def _nothing_vast(self) -> Iterator[None]:
        """Let SQLite refuse, instead of load, values longer than any but a chunk's may be."""
        raw = driver(self._connection)
        usual = raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        try:
            yield
        finally:
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, usual)

    def _start_log(self) -> None:
        # Where the log cannot be had, SQLite stays with the rollback journal: as safe, but slower.
        if not self._logging:
            self._run("PRAGMA journal_mode=WAL").scalar_one()
            self._run(f"PRAGMA wal_autocheckpoint={_PAGES}").scalar_one()
            self._logging = True

    def _reserve(self) -> None:
        self._reserved = True
        with suppress(OSError), open(self._log, "r+b") as file:
            # First that it was cut, then its new length: else a power cut could leave old saves
            # behind a lost beginning, which is what damage looks like (`log.cut`).
            os.fsync(file.fileno())
            file.seek(0, os.SEEK_END)
            file.write(bytes(max(0, _RESERVE - file.tell())))
            file.flush()
            os.fsync(file.fileno())

    def _fold(self) -> None:
        """Let what was replaced be overwritten in the file now, not at some later save."""
        self._reserved = False
        with suppress(*trouble.FAILURES):  # the change itself is committed
            self._run("PRAGMA wal_checkpoint(TRUNCATE)").all()
