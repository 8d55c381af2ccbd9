"""Every row of a sound file is found; a file made with ill will does not take for ever."""

import os
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.vault import Damaged, Vault, carve, salvage

columns = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(codec="utf-8"), max_size=50),
    st.binary(max_size=300),
    st.integers(0, 20_000).map(lambda length: b"x" * length),
)
tables = st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.tuples(columns, columns), max_size=40)


@pytest.mark.parametrize("size", [4096, 8192, 65536])
def test_the_rows_of_a_sound_file_are_all_found_as_they_are(tmp_path: Path, size: int) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(tables)
    def check(table: dict[int, tuple[object, object]]) -> None:
        path = tmp_path / "fil"
        path.unlink(missing_ok=True)
        plain = sqlite3.connect(path)
        plain.executescript(f"PRAGMA synchronous=OFF; PRAGMA page_size={size}")
        plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
        plain.executemany(
            "INSERT INTO t VALUES (?, ?, ?, zeroblob(256))", ((n, *row) for n, row in table.items())
        )
        plain.commit()
        plain.close()
        found = {row.number: row.values[1:3] for row in carve.rows(path) if len(row.values) == 4}
        assert found == {
            number: tuple(one.encode() if isinstance(one, str) else one for one in row)
            for number, row in table.items()
        }

    check()


parts = st.lists(st.binary(max_size=1000), max_size=4).map(
    lambda some: b"".join(one.ljust(4120, b"\r") for one in some)
)


@given(parts, parts, parts)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_at_all_are_read_without_failing(
    tmp_path: Path, file: bytes, log: bytes, journal: bytes
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(b"SQLite format 3\0\x10\0" + file)
    path.with_name("fil-wal").write_bytes(bytes(32) + log)
    path.with_name("fil-journal").write_bytes(
        bytes.fromhex("d9d505f920a163d7") + (2).to_bytes(4, "big") + journal
    )
    for row in carve.rows(path):
        assert isinstance(row.number, int)


def test_a_file_full_of_pointers_to_the_same_pages_ends_soon(path: Path) -> None:
    # A leaf whose every cell says that it goes on, for as long as the file is, in a ring of pages.
    pages, size = 1000, 4096
    length = pages * size // 2
    varint = bytes([0x80 | length >> 21, 0x80 | length >> 14 & 0x7F, 0x80 | length >> 7 & 0x7F])
    varint += bytes([length & 0x7F])
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= size - 35 else least
    leaves = []
    for leaf in range(pages // 2):
        cells = size - 8 - 2 * 400
        page = bytearray(b"\x0d\0\0" + (400).to_bytes(2, "big") + bytes(3))
        for cell in range(400):
            page += (8 + 800 + cell % max(1, cells - here - 20)).to_bytes(2, "big")
        body = (varint + bytes([1 + leaf % 100])) * size
        page += body[: size - len(page)]
        leaves.append(bytes(page))
    ring = [
        (pages // 2 + 1 + n % (pages // 2)).to_bytes(4, "big") * (size // 4)
        for n in range(pages // 2)
    ]
    path.write_bytes(b"".join(leaves + ring))
    began = time.monotonic()
    found = sum(1 for _ in carve.rows(path))
    spent = time.monotonic() - began
    print(f"{found} rows of {path.stat().st_size} bytes in {spent:.1f} s")
    assert spent < 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("suffix", ["", "-wal", "-journal", "-shm"])
def test_what_is_no_file_is_damage_and_nobody_waits_for_it(path: Path, suffix: str) -> None:
    if suffix:
        path.write_bytes(bytes(4096))
    os.mkfifo(path.with_name(path.name + suffix))
    with pytest.raises(Damaged):
        Vault.unlock(path, passphrase="ord")
    with pytest.raises(Damaged):
        salvage.salvage(path, "passphrase", "ord")
    Vault.erase(path)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("suffix", ["", "-wal", "-journal"])
def test_a_file_or_a_log_above_128_mib_is_not_looked_at(path: Path, suffix: str) -> None:
    path.write_bytes(bytes(4096))
    long = path.with_name(path.name + suffix)
    long.touch()
    os.truncate(long, carve.MOST_BYTES)
    assert list(carve.rows(path)) == []
    os.truncate(long, carve.MOST_BYTES + 1)
    with pytest.raises(Damaged):
        list(carve.rows(path))
