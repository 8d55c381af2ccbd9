"""Chunks that were swapped, dropped, repeated or brought from elsewhere are refused, each one."""

import itertools
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.vault import Damaged, Record, Vault, VaultError
from app.vault.history import THIN_MS
from tests.torture.reading import answers, opened, read

Make = Callable[..., Vault]
CHUNKS = 12
Chunks = dict[int, bytes]


@pytest.fixture
def vaults(path: Path, create: Make, unlock: Make, key_of: Callable[[Vault], bytes]) -> bytes:
    """A vault at `path` of 12 chunks, which it gives the key of; beside it an older state of it, of
    as many, and another vault with chunks of the same numbers.
    """
    for name in ("annat", "valv"):
        with create(path.with_name(name)) as vault:
            for n in range(CHUNKS):
                vault.append([Record(f"k{n % 5}", f"{name} {n}", n * THIN_MS)])
            vault._now().loose = False
            key = key_of(vault)
    shutil.copy(path, path.with_name("äldre"))
    for name in ("annat", "valv"):
        with unlock(path.with_name(name)) as vault:
            vault.compact()
            for n in range(CHUNKS - 1):
                vault.append([Record(f"n{n % 5}", f"{name} ny {n}", (n + 99) * THIN_MS)])
            vault._now().loose = False
    return key


def chunks(path: Path) -> Chunks:
    plain = sqlite3.connect(path)
    rows = dict(plain.execute("SELECT seq, sealed FROM chunk").fetchall())
    plain.close()
    return rows


def rewritten(path: Path, into: Chunks, header: tuple[Any, ...] | None = None) -> None:
    """Put other chunks in the file, with SQLite's count to fit, and another header if given."""
    plain = sqlite3.connect(path)
    with plain:
        plain.execute("PRAGMA synchronous=OFF")
        plain.execute("DELETE FROM chunk")
        plain.executemany("INSERT INTO chunk VALUES (?, ?)", into.items())
        plain.execute("UPDATE sqlite_sequence SET seq = ?", (max(into, default=0),))
        if header:
            marks = ",".join("?" * len(header))
            plain.execute("DELETE FROM header")
            plain.execute(f"INSERT INTO header VALUES ({marks})", header)
    plain.close()


def header_of(path: Path) -> tuple[Any, ...]:
    plain = sqlite3.connect(path)
    row = plain.execute("SELECT * FROM header").fetchone()
    plain.close()
    return tuple(row)


def renumbered(sealed: list[bytes], first: int) -> Chunks:
    return dict(enumerate(sealed, first))


def rearranged(own: Chunks, older: Chunks, other: Chunks) -> Iterator[tuple[str, Chunks]]:
    """Every single rearrangement, and what kind it is."""
    numbers, first, sealed = sorted(own), min(own), [own[n] for n in sorted(own)]
    for a, b in itertools.combinations(numbers, 2):
        yield "swapped", {**own, a: own[b], b: own[a]}
    for place in range(CHUNKS - 1):
        left = sealed[:place] + sealed[place + 1 :]
        yield "dropped", {n: own[n] for n in numbers if n != numbers[place]}
        yield "dropped", renumbered(left, first)
        yield "dropped", renumbered(left, first + 1)
    for place, again in itertools.product(range(CHUNKS + 1), range(CHUNKS)):
        yield "repeated", renumbered([*sealed[:place], sealed[again], *sealed[place:]], first)
    for a, b in itertools.permutations(numbers, 2):
        yield "from another place", {**own, a: own[b]}
    for source, kind in ((older, "from an older state"), (other, "from another vault")):
        for place, foreign in itertools.product(numbers, source.values()):
            yield kind, {**own, place: foreign}
        for foreign in source.values():
            yield kind, renumbered([*sealed, foreign], first)
        yield kind, source
        yield kind, renumbered(list(source.values()), first)


def test_every_rearrangement_of_chunks_is_refused(
    path: Path, vaults: bytes, figure: Callable[[str], None]
) -> None:
    own, older, other = (chunks(path.with_name(name)) for name in ("valv", "äldre", "annat"))
    assert len(own) == len(older) == len(other) == CHUNKS
    before = read(path, vaults)
    tried, refused = Counter[str](), Counter[str]()
    for kind, into in rearranged(own, older, other):
        rewritten(path, into)
        tried[kind] += 1
        try:
            read(path, vaults)
        except Damaged:
            refused[kind] += 1
    rewritten(path, own)
    assert read(path, vaults) == before, "the rearranging itself must do no harm"
    each = ", ".join(f"{kind} {refused[kind]} of {count}" for kind, count in tried.items())
    figure(f"chunks refused: {refused.total()} of {tried.total()} ({each})")
    assert refused == tried
    assert tried.total() > 700


def test_headers_and_chunks_of_two_states_or_two_vaults_never_fit(
    path: Path, vaults: bytes
) -> None:
    places = [path.with_name(name) for name in ("valv", "äldre", "annat")]
    headers, bodies = [header_of(at) for at in places], [chunks(at) for at in places]
    for (a, header), (b, body) in itertools.product(enumerate(headers), enumerate(bodies)):
        rewritten(path, body, header)
        if a == b != 2:
            assert len(read(path, vaults)) > 4
        else:
            with pytest.raises(VaultError):
                read(path, vaults)


def test_a_tail_cut_off_with_sqlites_count_set_back_opens_as_it_was_and_its_mark_tells(
    path: Path, vaults: bytes, figure: Callable[[str], None]
) -> None:
    own = chunks(path)
    whole = opened(path, vaults)
    newest, complete = whole.chain.seq, answers(whole)
    whole.close()
    for last in sorted(own)[:-1]:
        rewritten(path, {n: sealed for n, sealed in own.items() if n <= last})
        vault = opened(path, vaults)
        assert vault.chain.seq == last < newest
        for key, versions in answers(vault).items():
            assert versions == complete[key][: len(versions)]
        vault.close()
    figure(f"tails cut off as by someone who knows SQLite: {len(own) - 1}, all told by the mark")
