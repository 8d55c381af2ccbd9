"""A workbook's content as bytes to carry away, and back: strict JSON, described in FORMAT.md.

Not encrypted: that is for whoever writes the bytes down. Everything that the vault holds is there,
also what this version of the program does not know, but nothing of the file and the device: no
keys, and not who has the sheets.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from re import compile as pattern
from typing import Any

from app.vault import Record, canon
from app.vault.history import History, encoded
from app.workbook.days import moment
from app.workbook.failures import BrokenBackup, NewerBackup, NoBackup, VastBackup
from app.workbook.joining import GONE, IN_TIME, OF_THE_FILE, State
from app.workbook.workbook import Workbook

FORMAT = "guiden-backup"
VERSION = 1
MOST_BYTES = 256 * 1024 * 1024
MOST_RECORD = 48 * 1024 * 1024  # bytes of one line: what a vault takes as one record
MOST_PARTS = 250_000  # values in one record: far above any answer, and some 30 MiB of memory
MOST_MS = 2**52  # either way from 1970: after any clock, and far from what JSON cannot count
_HEAD = b'{"format":"%b","version":%d,"made":%d,"vault":"%b","records":[\n'
_END = b"]}\n"
_TEXT = pattern(rb'(?s)"[^"\\]*+(?:\\.[^"\\]*+)*+"?')
_ID = pattern("[0-9a-f]{32}")
_OF_THE_HEAD = {"format", "version", "made", "vault", "records"}


@dataclass(frozen=True)
class Backup:
    """What was read, and holds. ``vault_id``: of the vault it was made from."""

    made_ms: int
    vault_id: bytes
    records: tuple[Record, ...] = field(repr=False)

    @property
    def made(self) -> datetime:
        """When it was made, by the clock of the device that made it."""
        return moment(self.made_ms)

    @cached_property
    def state(self) -> State:
        """As its vault would be after a lock, for joining."""
        history = History()
        history.add(self.records)
        return State.of(history.thinned().records())


def write(book: Workbook, *, without: tuple[str, ...] = ()) -> bytes:
    """All that the workbook holds now, but for keys that begin with one of ``without``.

    Flush the drafts first.
    For a thread. Raises ``VastBackup``, or whatever else would keep it from being read back.
    """
    made = time.time_ns() // 1_000_000
    vault_id = book.keys.vault_id.hex().encode("ascii")
    head = _HEAD % (FORMAT.encode("ascii"), VERSION, made, vault_id)
    leaving = (one for one in _leaving(book.records()) if not one.key.startswith(without))
    records = b",\n".join(encoded(*record) for record in leaving)
    data = b"".join([head, records, b"\n" if records else b"", _END])
    read(data)  # one that cannot be read back is worse than none
    return data


def read(data: bytes) -> Backup:
    """What ``write`` wrote, checked to the last byte. Changes nothing. Raises a ``BadBackup``."""
    if len(data) > MOST_BYTES:
        raise VastBackup("too long")
    lines = BytesIO(data)
    made_ms, vault_id = _head(lines.readline())
    return Backup(made_ms, vault_id, tuple(_records(lines)))


def _leaving(records: Iterable[Record]) -> Iterator[Record]:
    """Those that go along; of the marks for what was cleared for good, the last of each."""
    marks = {}
    for record in records:
        if record.key.startswith(GONE):
            marks[record.key] = record
        elif record.key not in OF_THE_FILE:
            if marks and record.key > GONE:
                yield from marks.values()
                marks = {}
            yield record
    yield from marks.values()


def _head(line: bytes) -> tuple[int, bytes]:
    try:
        head = _json(line + b"]}")
    except BrokenBackup:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise NoBackup("it does not begin as a backup")
    version, made_ms, vault_id = head.get("version"), head.get("made"), head.get("vault")
    if type(version) is int and version > VERSION:
        raise NewerBackup("a later version")
    if (
        head.keys() != _OF_THE_HEAD
        or type(version) is not int
        or version != VERSION
        or type(made_ms) is not int
        or not _is_time(made_ms)
        or not isinstance(vault_id, str)
        or not _ID.fullmatch(vault_id)
    ):
        raise BrokenBackup("the head")
    return made_ms, bytes.fromhex(vault_id)


def _records(lines: BytesIO) -> Iterator[Record]:
    """One for each line. Keys come sorted; those of a key stand together, in their order."""
    last, comma = "", False
    line = lines.readline()
    while line != _END:
        if last and not comma:
            raise BrokenBackup("a record after the last")
        comma = line.endswith(b",\n")
        record = _record(_json(line[:-2] if comma else line[:-1]), line)
        if record.key < last or (record.key == last and last.startswith(GONE)):
            raise BrokenBackup("a key twice, or out of order")
        last = record.key
        yield record
        line = lines.readline()
    if comma or lines.read(1):
        raise BrokenBackup("the end")


def _record(value: Any, line: bytes) -> Record:
    if not line.endswith(b"\n") or type(value) is not list or len(value) != 3:
        raise BrokenBackup("not a record")
    key, what, time_ms = value
    try:
        canon.check(key)
        canon.check(what)
    except ValueError:
        raise BrokenBackup("not a value of a vault") from None
    if type(key) is not str or not key or key in OF_THE_FILE or not _is_time(time_ms):
        raise BrokenBackup("not a record")
    if key.startswith(GONE) and not (key != GONE and _is_floor(what)):
        raise BrokenBackup("not a mark")
    return Record(key, what, time_ms)


def _is_time(value: object) -> bool:
    return type(value) is int and -MOST_MS <= value <= MOST_MS


def _is_floor(value: object) -> bool:
    """Whether it says until when something was cleared for good."""
    if type(value) is not list or len(value) != 2 or type(value[1]) is not int:
        return False
    return _is_time(value[0]) and (_is_time(value[1]) or value[1] in (IN_TIME, IN_TIME + 1))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name twice")
    return made


def _no_number(text: str) -> None:
    raise ValueError("not a number of JSON")


_decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)


def _json(line: bytes) -> Any:
    """One line's value. Raises ``BrokenBackup``, or ``VastBackup`` before it takes much memory."""
    if len(line) > MOST_RECORD:
        raise VastBackup("a record too long")
    if _parts(line, 0, len(line)) > MOST_PARTS and _holds_too_much(line):
        raise VastBackup("too much in one record")
    try:
        return _decoder.decode(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BrokenBackup("not JSON") from None


def _holds_too_much(line: bytes) -> bool:
    """Whether there are more values than may be, or more texts than so many values can have."""
    parts = end = 0
    for texts, text in enumerate(_TEXT.finditer(line)):
        if text.start() > end:
            parts += _parts(line, end, text.start())
        if parts > MOST_PARTS or texts > 2 * MOST_PARTS:
            return True
        end = text.end()
    return parts + _parts(line, end, len(line)) > MOST_PARTS


def _parts(line: bytes, start: int, end: int) -> int:
    return sum(line.count(one, start, end) for one in (b",", b"[", b"{"))
