"""Backups as a bad disk or a hostile hand may leave them, and restoring that is cut short."""

import json
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.workbook.backup import Backup, read, write
from app.workbook.everything import written
from app.workbook.failures import BadBackup
from app.workbook.restore import compare, describe, merge, replace
from app.workbook.workbook import Workbook
from tests.torture.scale import scaled
from tests.workbook.devices import content, device, filled

SECONDS = 1
BYTES = 64 * 1024 * 1024
MUTATED = scaled(300, 10_000)
PIECES = (
    *(b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"[" * 5000, b"{" * 40),
    *(b"[]," * 20_000, b'{"a":1},' * 3000, b"\\ud800", b"\xff\xfe", b"\0", b"\n", b",\n", b"]}\n"),
    *(b'["gone/answer/a.namn",[4503599627370496,0],1],\n', b'["left",1,1],\n', b'"version":2,'),
)
ODD = (None, True, 1, -1, 2**52, 2**53, 10**30, 1.5, "", "x", [], {}, [[]], {"a": {}}, "\ud800")


def bent(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes anywhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, to = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        to = min(to, at + 300)
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[at:to]
            case 2:
                changed[at:at] = chance.choice(PIECES)
            case 3:
                changed[at:at] = changed[at:to]
            case 4:
                del changed[at if chance.random() < 0.2 else len(changed) :]
            case _:
                lines = bytes(changed).split(b"\n")
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                changed = bytearray(b"\n".join(lines))
    return bytes(changed)


def twisted(data: bytes, chance: random.Random) -> bytes:
    """Laid out as it should be, with other values, names and times in one to four places."""
    whole = json.loads(data)
    for _ in range(chance.randint(1, 4)):
        place: Any = whole
        if chance.random() < 0.9:
            place = chance.choice(whole["records"] or [[]])
            while isinstance(place, list | dict) and chance.random() < 0.5:
                inner = list(place.values()) if isinstance(place, dict) else place
                nested = [one for one in inner if isinstance(one, list | dict) and one]
                if not nested:
                    break
                place = chance.choice(nested)
        if isinstance(place, dict):
            place[chance.choice([*place, "nytt"])] = chance.choice(ODD)
        elif isinstance(place, list) and place:
            place[chance.randrange(len(place))] = chance.choice(ODD)
        if not isinstance(whole.get("records"), list):
            break
    records = whole.pop("records", None)
    head = json.dumps(whole)[:-1].encode()
    lines = [json.dumps(one).encode() for one in records] if isinstance(records, list) else []
    return head + b',"records":[\n' + b",\n".join(lines) + b"\n]}\n"


@pytest.mark.slow
def test_a_mutated_backup_is_refused_by_name_or_is_a_workbook(
    tmp_path: Path, quick: Path, figure: Callable[[str], None]
) -> None:
    library = content(tmp_path / "content")
    samples = []
    for name, shape in (("liten", (20, 3, "å")), ("stor", (1500, 2, "ord " * 100))):
        book = device(library, quick / name)
        filled(book, *shape)
        samples.append(write(book))
        book.lock()
    book = device(library, quick / "egen")
    filled(book, 10, 2, "egna ord")
    before = book.records()
    spare = device(library, quick / "annan")
    chance, outcomes = random.Random(10), Counter[str]()
    longest, most = 0.0, 0
    for number in range(MUTATED):
        data = chance.choice((bent, twisted))(samples[number % 50 == 49], chance)
        began = time.process_time()
        found: Backup | None = None
        try:
            found = read(data)
            describe(found, library)
            compare(book, found)
            outcomes["holds"] += 1
        except BadBackup as error:
            outcomes[error.name] += 1
        longest = max(longest, time.process_time() - began)
        if number % 50 in (0, 49):
            most = max(most, peak(data))
        if found and outcomes["holds"] % 5 == 0:
            usable(spare, found, chance.choice((merge, replace)))
    assert book.records() == before
    for one in (book, spare):
        one.lock()
    figure(
        f"mutated backups: {MUTATED}, {dict(outcomes.most_common())}; at most"
        f" {longest:.2f} s and {most / 2**20:.0f} MiB each"
    )
    assert set(outcomes) <= {"holds", "no_backup", "newer_backup", "broken_backup", "vast_backup"}
    assert outcomes["broken_backup"] > MUTATED / 3
    assert longest <= SECONDS
    assert most <= BYTES


def peak(data: bytes) -> int:
    """The most memory that reading takes, in bytes."""
    tracemalloc.start()
    try:
        read(data)
    except BadBackup:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


def usable(book: Workbook, found: Backup, way: Callable[[Workbook, Backup], None]) -> None:
    """Take it in, and read all there is to read."""
    way(book, found)
    assert compare(book, found).new == 0
    assert book.settings.theme in ("system", "light", "dark")
    written(book), book.earlier(), book.receipts.all(), book.guide, book.place
    for guide in book.library.guides:
        book.chosen(guide)
    for field in book.library.fields.values():
        book.answer(field), book.saved_at(field), book.earlier_versions(field)
    if way is replace:
        kept = [one for one in book.records() if one.key not in ("left", "sheets")]
        assert kept == list(found.records)


@pytest.mark.parametrize(
    "piece",
    [
        b"[],",
        b"{},",
        b'{"a":1},',
        b'{"a":{"b":{}}},',
        b"[[[]]],",
        b'["a","b"],',
        b"-1.5,",
        b'"ab",',
        b'""',
        b'\\"',
        b'","',
    ],
)
def test_the_dearest_records_cost_a_bounded_time_and_memory(
    piece: bytes, figure: Callable[[str], None]
) -> None:
    head = b'{"format":"guiden-backup","version":1,"made":1,"vault":"%b","records":[\n' % (
        b"0" * 32
    )
    parts = sum(piece.count(one) for one in (b",", b"[", b"{"))
    for times in (249_000 // max(1, parts), 10_000_000 // len(piece)):
        data = head + b'["a",[' + piece * times + b"0],1]\n]}\n"
        began = time.process_time()
        with suppress(BadBackup):
            read(data)
        spent, most = time.process_time() - began, peak(data)
        assert spent <= SECONDS
        assert most <= BYTES
        figure(f"{times} times {piece!r}: {spent:.2f} s, {most / 2**20:.0f} MiB")


@pytest.mark.slow
def test_ten_thousand_answers_are_carried_over_in_little_time_and_memory(
    tmp_path: Path, quick: Path, figure: Callable[[str], None]
) -> None:
    library = content(tmp_path / "content")
    here, there = device(library, quick / "här"), device(library, quick / "där")
    filled(here, 10_000, 1, "ord som någon skrev en kväll " * 8)
    filled(there, 10_000, 1, "andra ord från en annan dag " * 8)
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        done = work()
        seconds[name] = time.process_time() - began
        return done

    data = timed("write", lambda: write(there))
    backup = timed("read", lambda: read(data))
    timed("describe", lambda: describe(backup, library))
    timed("compare", lambda: compare(here, backup))
    timed("merge", lambda: merge(here, backup))
    timed("replace", lambda: replace(there, backup))
    tracemalloc.start()
    write(there)
    memory = {"write": tracemalloc.get_traced_memory()[1]}
    tracemalloc.reset_peak()
    backup = read(data)
    memory["read"] = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    merge(here, backup)
    memory["merge"] = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    for book in (here, there):
        book.lock()
    times = ", ".join(f"{name} {spent:.2f} s" for name, spent in seconds.items())
    bytes_ = ", ".join(f"{name} {most / 2**20:.0f} MiB" for name, most in memory.items())
    figure(f"backup of 10,000 answers, {len(data) / 1e6:.1f} MB: {times}; at most {bytes_}")
    assert max(seconds.values()) <= 5
