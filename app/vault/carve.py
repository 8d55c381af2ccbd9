"""Rows out of an SQLite file that SQLite itself may refuse to read, and out of its logs.

SQLite finds a row by way of the first page, the table's root and what lies between, and gives up
where one of them is damaged. Here every page is looked at for itself, so a damaged one hides no
other. What comes out proves nothing: rows may be altered, out of date or made up, and are for
someone who can check them. Files are only read, and no lock is taken.

Format: https://sqlite.org/fileformat2.html, sections 1.6 (pages), 2.1 (records), 3 (the rollback
journal) and 4 (the write-ahead log).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

PAGE_BYTES = 4096  # what the vault's files have, if the first page cannot tell

_TABLE_LEAF = 0x0D
_LOG_HEADER, _FRAME_HEADER = 32, 24
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)  # by serial type; 7 is a float
# A sound page belongs to one row. Some repeats are fair in a damaged file; without a limit, a file
# made with ill will could point at the same pages for ever.
_MOST_VISITS = 8


class Row(NamedTuple):
    """number: the rowid. values: the columns; texts come as their bytes, floats as None."""

    number: int
    values: tuple[int | bytes | None, ...]


def rows(path: Path) -> Iterator[Row]:
    """Every row of every table, what the logs hold first, newest first; a row may come twice.

    Raises OSError when a file cannot be read.
    """
    file = path.read_bytes()
    size = _page_size(file)
    stored = {
        at // size + 1: file[at : at + size].ljust(size, b"\0") for at in range(0, len(file), size)
    }
    logged = [
        *_journal_pages(_beside(path, "-journal"), size),
        *_log_pages(_beside(path, "-wal"), size),
    ]
    # A row in a page may go on in others as they were logged, or as they were before that.
    views = [stored | dict(logged), stored] if logged else [stored]
    visits: Counter[int] = Counter()
    seen: set[bytes] = set()
    for number, page in chain(reversed(logged), stored.items()):
        for cell in _cells(page, 100 if number == 1 else 0):
            if cell.raw in seen:
                continue
            seen.add(cell.raw)
            for view in views:
                # A row that takes many pages mostly has them side by side, one way or the other.
                for step in (1, -1):
                    payload, guessed = _payload(cell, view, step, visits)
                    values = _values(payload)
                    if values is not None:
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


def _page_size(file: bytes) -> int:
    size = int.from_bytes(file[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else PAGE_BYTES


def _beside(path: Path, suffix: str) -> bytes:
    try:
        return path.with_name(path.name + suffix).read_bytes()
    except FileNotFoundError:
        return b""


def _log_pages(log: bytes, size: int) -> list[tuple[int, bytes]]:
    """The pages of a write-ahead log, oldest first.

    When SQLite begins the log again, what is left of the last time stands after the new; the number
    that grows each time tells them apart.
    """
    frames = []
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, beginning = _u32(log, at), _u32(log, at + 8)
        if number:
            page = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
            frames.append((beginning, number, page))
    frames.sort(key=lambda frame: frame[0])
    return [(number, page) for _, number, page in frames]


def _journal_pages(journal: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages of a rollback journal: as they were before the change that was broken off."""
    at = 0
    while journal[at : at + 8] == _JOURNAL_MAGIC:
        count, sector = _u32(journal, at + 8), max(_u32(journal, at + 20), 512)
        at += sector
        while count and at + size + 8 <= len(journal):
            yield _u32(journal, at), journal[at + 4 : at + 4 + size]
            at, count = at + size + 8, count - 1
        at += -at % sector


def _cells(page: bytes, start: int) -> Iterator[_Cell]:
    """The rows that a page says it has; none unless it is a leaf of a table."""
    if page[start] != _TABLE_LEAF:
        return
    size = len(page)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for slot in range(start + 8, min(start + 8 + 2 * count, size - 1), 2):
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
    cell: _Cell, view: Mapping[int, bytes], step: int, visits: Counter[int]
) -> tuple[bytes, bool]:
    """A row's bytes, gathered, and whether a page had to be guessed: `step` from the one before.

    The bytes are too few if the thread is lost.
    """
    parts, rest, number, guessed = [cell.here], cell.rest, cell.further, False
    while rest > 0 and number in view and visits[number] < _MOST_VISITS:
        visits[number] += 1
        page = view[number]
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
