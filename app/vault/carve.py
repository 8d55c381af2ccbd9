"""Rows out of an SQLite file that SQLite itself may refuse to read, and out of its logs.

SQLite finds a row by way of the first page, the table's root and what lies between, and gives up
where one of them is damaged. Here every page is looked at for itself, so a damaged one hides no
other. What comes out proves nothing: rows may be altered, out of date or made up, and are for
someone who can check them. Files are only read, a page at a time, and no lock is taken.

A file may be made with ill will, so what is tried is what the vault's own files may hold: pages of
4 KiB and more, and rows of 256 bytes and more.

Format: https://sqlite.org/fileformat2.html, sections 1.6 (pages), 2.1 (records), 3 (the rollback
journal) and 4 (the write-ahead log).
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from . import files, log
from .errors import Damaged
from .log import PAGE_BYTES

MOST_BYTES = 128 * 1024 * 1024
"""A file, or a log beside it, longer than this is not looked at."""

_TABLE_LEAF = 0x0D
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)  # by serial type; 7 is a float
# A sound page belongs to one row. Some repeats are fair in a damaged file; without a limit, a file
# made with ill will could point at the same pages for ever.
_MOST_VISITS = 8
_LEAST_ROW = 256  # bytes, on average in a page: a chunk is 296 at least


class Row(NamedTuple):
    """number: the rowid. values: the columns; texts come as their bytes, floats as None."""

    number: int
    values: tuple[int | bytes | None, ...]


def rows(path: Path) -> Iterator[Row]:
    """Every row of every table, what the logs hold first, newest first; a row may come twice.

    Raises OSError when a file cannot be read; Damaged when it is none, or too long.
    """
    files.check_plain(path)
    with ExitStack() as opened:
        yield from _rows(path, opened)


def _rows(path: Path, opened: ExitStack) -> Iterator[Row]:
    file = opened.enter_context(_open(path))
    header, length = file.read(100), _length(file)
    size = _page_size(header)
    stored = {at // size + 1: _Page(file, at, size) for at in range(0, length, size)}
    logged: list[tuple[int, _Page]] = []
    for suffix, pages in (("-journal", _journal_pages), ("-wal", _log_pages)):
        try:
            beside = opened.enter_context(_open(path.with_name(path.name + suffix)))
        except FileNotFoundError:
            continue
        length += _length(beside)
        logged += pages(beside, size)
    # A row in a page may go on in others as they were logged, or as they were before that.
    views = [stored | dict(logged), stored] if logged else [stored]
    visits: Counter[int] = Counter()
    seen: set[int] = set()
    # All rows together are no longer than the files, in either view. One file full of made up rows
    # must not use up what the others are allowed.
    left = defaultdict[BinaryIO, int](lambda: 2 * length)
    for number, page in chain(reversed(logged), stored.items()):
        for cell in _cells(page.read(), 100 if number == 1 else 0):
            same = hash(cell.raw)
            if same in seen or len(cell.here) + cell.rest > left[page.file]:
                continue
            seen.add(same)
            for view in views:
                # A row that takes many pages mostly has them side by side, one way or the other.
                for step in (1, -1):
                    payload, guessed = _payload(cell, view, step, visits)
                    values = _values(payload)
                    if values is not None and len(payload) <= left[page.file]:
                        left[page.file] -= len(payload)
                        yield Row(cell.number, values)
                    if not guessed:
                        break
                if not cell.rest:
                    break


class _Cell(NamedTuple):
    """A row as its page has it. rest: bytes that stand in other pages, from page `further` on."""

    raw: bytes
    number: int
    here: bytes
    rest: int
    further: int


class _Page(NamedTuple):
    """Where a page stands."""

    file: BinaryIO
    at: int
    size: int

    def read(self) -> bytes:
        """Its bytes; zeros for those behind the file's end."""
        self.file.seek(self.at)
        return self.file.read(self.size).ljust(self.size, b"\0")


def _open(path: Path) -> BinaryIO:
    if path.stat().st_size > MOST_BYTES:
        raise Damaged("too long")
    return open(path, "rb", buffering=0)


def _length(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= PAGE_BYTES and size & (size - 1) == 0 else PAGE_BYTES


def _log_pages(file: BinaryIO, size: int) -> Iterator[tuple[int, _Page]]:
    """The pages of a write-ahead log, oldest first.

    When SQLite begins the log again, what is left of the last time stands after the new; the number
    that grows each time tells them apart.
    """
    frames = [frame for frame in log.frames(file, size) if frame.number]
    frames.sort(key=lambda frame: frame.salts[:4])
    for frame in frames:
        yield frame.number, _Page(file, frame.at, size)


def _journal_pages(file: BinaryIO, size: int) -> Iterator[tuple[int, _Page]]:
    """The pages of a rollback journal: as they were before the change that was broken off."""
    at, length = 0, _length(file)
    while (header := _Page(file, at, 24).read()).startswith(_JOURNAL_MAGIC):
        count, sector = _u32(header, 8), max(_u32(header, 20), 512)
        at += sector
        while count and at + size + 8 <= length:
            yield _u32(_Page(file, at, 4).read(), 0), _Page(file, at + 4, size)
            at, count = at + size + 8, count - 1
        at += -at % sector


def _cells(page: bytes, start: int) -> Iterator[_Cell]:
    """The rows that a page says it has; none unless it is a leaf of a table."""
    if page[start] != _TABLE_LEAF:
        return
    size = len(page)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for slot in range(start + 8, start + 8 + 2 * min(count, size // _LEAST_ROW), 2):
        begin = int.from_bytes(page[slot : slot + 2], "big")
        try:
            length, at = _varint(page, begin)
            number, at = _varint(page, at)
        except IndexError:
            continue
        here = length
        if length > most:
            here = least + (length - least) % (size - 4)
            here = here if here <= most else least
        end = at + here + (4 if length > here else 0)
        if length > 0 and end <= size:
            further = _u32(page, at + here) if length > here else 0
            signed = number - (1 << 64) if number >> 63 else number
            yield _Cell(page[begin:end], signed, page[at : at + here], length - here, further)


def _payload(
    cell: _Cell, view: Mapping[int, _Page], step: int, visits: Counter[int]
) -> tuple[bytes, bool]:
    """A row's bytes, gathered, and whether a page had to be guessed: `step` from the one before.

    The bytes are too few if the thread is lost.
    """
    parts, rest, number, guessed = [cell.here], cell.rest, cell.further, False
    while rest > 0 and number in view and visits[number] < _MOST_VISITS:
        visits[number] += 1
        page = view[number].read()
        parts.append(page[4 : 4 + rest])
        rest -= len(page) - 4
        further = _u32(page, 0)
        if rest > 0 and further not in view:
            further, guessed = number + step, True
        number = further
    return b"".join(parts), guessed


def _values(payload: bytes) -> tuple[int | bytes | None, ...] | None:
    """A record's columns; None if the bytes are not a record."""
    try:
        end, at = _varint(payload, 0)
        kinds = []
        while at < end:
            kind, at = _varint(payload, at)
            kinds.append(kind)
    except IndexError:
        return None
    values: list[int | bytes | None] = []
    for kind in kinds:
        length = _INTEGER_BYTES[kind] if kind < 10 else (kind - 12) // 2
        data = payload[at : at + length]
        at += length
        if kind in (8, 9):
            values.append(kind - 8)
        elif kind in (0, 7):
            values.append(None)
        else:
            values.append(int.from_bytes(data, "big", signed=True) if kind < 10 else data)
    return tuple(values) if at == len(payload) else None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where it ends. Raises IndexError at the end."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")
