"""Every row of a sound file is found; a file made with ill will does not take for ever."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.vault import carve

columns = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(codec="utf-8"), max_size=50),
    st.binary(max_size=300),
    st.integers(0, 20_000).map(lambda length: b"x" * length),
)
tables = st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.tuples(columns, columns), max_size=40)


@pytest.mark.parametrize("size", [512, 1024, 4096, 65536])
def test_the_rows_of_a_sound_file_are_all_found_as_they_are(tmp_path: Path, size: int) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(tables)
    def check(table: dict[int, tuple[object, object]]) -> None:
        path = tmp_path / "fil"
        path.unlink(missing_ok=True)
        plain = sqlite3.connect(path)
        plain.executescript(f"PRAGMA synchronous=OFF; PRAGMA page_size={size}")
        plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")
        plain.executemany("INSERT INTO t VALUES (?, ?, ?)", ((n, *row) for n, row in table.items()))
        plain.commit()
        plain.close()
        found = {row.number: row.values[1:] for row in carve.rows(path) if len(row.values) == 3}
        assert found == {
            number: tuple(one.encode() if isinstance(one, str) else one for one in row)
            for number, row in table.items()
        }

    check()


@given(st.binary(max_size=3000), st.binary(max_size=2000), st.binary(max_size=2000))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_at_all_are_read_without_failing(
    tmp_path: Path, file: bytes, log: bytes, journal: bytes
) -> None:
    path = tmp_path / "fil"
    path.write_bytes(b"SQLite format 3\0\x02\0" + file)
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
