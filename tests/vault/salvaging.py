"""A vault of chunks of every kind for the tests of salvage, harm to it, and what is left of it."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from app.vault import Record, salvage
from app.vault.history import THIN_MS

Read = Callable[[], salvage.Salvaged]
PAGE = 4096
# One chunk of each kind there is: short ones that share a page, and long ones that take several.
LENGTHS = [30, 2000, 30, 30, 9000, 30, 70_000, 30, 30, 5000, 30, 30]
TIMES = [number * THIN_MS for number in range(len(LENGTHS))]


def words(number: int) -> str:
    return f"{number} " + "ord " * (LENGTHS[number] // 4)


def chunk(number: int) -> list[Record]:
    """What the chunk of that place in LENGTHS holds: a key of its own, and the last key of all."""
    return [Record(f"k{number}", words(number), TIMES[number]), Record("alla", number, 0)]


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        one.name: (hashlib.sha256(one.read_bytes()).hexdigest(), one.stat().st_mtime_ns)
        for one in folder.iterdir()
    }


def sql(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    plain = sqlite3.connect(path)
    with plain:
        rows = plain.execute(statement, values).fetchall()
    plain.close()
    return rows


def overwrite(path: Path, at: int, junk: bytes) -> None:
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(junk)


def copy_running(running: Path, path: Path, suffix: str) -> Path:
    """Copy a file that is in use, and SQLite's second file of it, as a crash leaves them.

    Gives the copy of the second.
    """
    second = path.with_name(path.name + suffix)
    shutil.copy(running, path)
    shutil.copy(running.with_name(running.name + suffix), second)
    return second


def missing(found: salvage.Salvaged) -> set[int]:
    """The numbers in LENGTHS that were not read; everything else is as it was written."""
    gone = set()
    for number, time_ms in enumerate(TIMES):
        if found.history(f"k{number}"):
            assert found.history(f"k{number}") == [Record(f"k{number}", words(number), time_ms)]
        else:
            gone.add(number)
    there = [number for number in range(len(LENGTHS)) if number not in gone]
    assert [record.value for record in found.history("alla")] == there
    assert found.newest_ms == max((TIMES[number] for number in there), default=None)
    assert len(found.items("k")) == len(there)
    return gone


def by_sqlite(path: Path) -> set[tuple[int, bytes]]:
    """The chunks that SQLite gives of a damaged file, asked for one by one."""
    found = set()
    plain = sqlite3.connect(path)
    for seq in range(1, len(LENGTHS) + 1):
        try:
            rows = plain.execute("SELECT seq, sealed FROM chunk WHERE seq = ?", (seq,)).fetchall()
        except (sqlite3.Error, UnicodeError):
            continue
        found.update((seq, sealed) for _, sealed in rows if type(sealed) is bytes)
    plain.close()
    return found
