"""Damaged chunks and pages: only what they held is lost, and it is counted."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Damaged, Vault, carve
from tests.vault.salvaging import LENGTHS, PAGE, Read, by_sqlite, missing, overwrite, sql

Make = Callable[..., Vault]


def by_carving(path: Path) -> set[tuple[int, bytes]]:
    return {
        (seq, sealed)
        for seq, (empty, *rest) in carve.rows(path)
        for sealed in rest
        if empty is None and len(rest) == 1 and isinstance(sealed, bytes)
    }


@pytest.mark.parametrize("number", range(1, len(LENGTHS) + 1))
def test_a_damaged_chunk_is_the_only_one_that_is_lost(
    path: Path, several: list[str], read: Read, number: int
) -> None:
    ((sealed,),) = sql(path, "SELECT sealed FROM chunk WHERE seq = ?", number)
    assert type(sealed) is bytes
    for at in (0, 24, len(sealed) // 2, len(sealed) - 17):
        damaged = sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :]
        sql(path, "UPDATE chunk SET sealed = ? WHERE seq = ?", damaged, number)
        found = read()
        assert missing(found) == {number - 1}
        assert (found.total, found.lost, found.header_sound) == (12, 1, True)


@pytest.mark.parametrize("number", range(1, len(LENGTHS) + 1))
@pytest.mark.parametrize("damage", ["tag", "cut", "short", "text", "number", "gone"])
def test_a_chunk_whose_tag_is_damaged_takes_the_next_along(
    path: Path, several: list[str], read: Read, number: int, damage: str
) -> None:
    ((sealed,),) = sql(path, "SELECT sealed FROM chunk WHERE seq = ?", number)
    assert type(sealed) is bytes
    damaged = {
        "tag": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "cut": sealed[:-1],
        "short": b"x",
        "text": "text",
        "number": 17,
    }
    if damage == "gone":
        sql(path, "DELETE FROM chunk WHERE seq = ?", number)
    else:
        sql(path, "UPDATE chunk SET sealed = ? WHERE seq = ?", damaged[damage], number)
    found = read()
    # Who has lost the last has lost no next.
    assert missing(found) == {number - 1, number} & set(range(len(LENGTHS)))
    assert (found.total, found.lost) == (12, len(missing(found)))


def test_every_page_zeroed_or_overwritten_loses_only_what_was_in_it(
    path: Path, several: list[str], passphrase: str, read: Read
) -> None:
    pristine = path.read_bytes()
    everything = by_carving(path)
    outcomes: Counter[str] = Counter()
    carved = asked = 0
    for start in range(0, len(pristine), PAGE):
        for junk in (bytes(PAGE), random.Random(start).randbytes(PAGE), pristine[:PAGE]):
            path.write_bytes(pristine[:start] + junk + pristine[start + PAGE :])
            whole = by_carving(path)
            given = by_sqlite(path)
            assert whole & everything >= given & everything, "SQLite gives a row that is not seen"
            carved, asked = carved + len(whole & everything), asked + len(given & everything)
            try:
                found = read()
            except Damaged:
                outcomes["only copies help"] += 1
                continue
            assert found.total == 12
            gone = missing(found)
            assert found.lost == len(gone)
            outcomes[f"{len(gone)} lost of 12"] += 1
            # A chunk is lost that is not whole, or that follows upon one that was not found at all.
            absent = {seq for seq, _ in everything} - {seq for seq, _ in whole & everything}
            assert gone <= {seq - 1 for seq in absent} | absent
    print(dict(outcomes), f"rows found {carved}, by SQLite {asked}, of", 3 * len(pristine) // PAGE)
    assert outcomes["only copies help"] == 3, "the page of the header, and no other"
    assert carved > asked


def test_a_vault_without_its_first_page_is_read_whole(
    path: Path, several: list[str], read: Read, unlock: Make
) -> None:
    overwrite(path, 0, bytes(PAGE))
    with pytest.raises(Damaged):
        unlock()
    found = read()
    assert (missing(found), found.lost, found.header_sound) == (set(), 0, True)


def test_a_vault_cut_short_is_read_up_to_the_cut(
    path: Path, several: list[str], read: Read
) -> None:
    pristine = path.read_bytes()
    lost = []
    for length in range(len(pristine), 4 * PAGE, -1500):  # the fourth page knows the number
        path.write_bytes(pristine[:length])
        found = read()
        assert found.lost == len(missing(found))
        lost.append(found.lost)
    print(lost)
    assert lost[0] == 0
    assert 6 < max(lost) <= 12


def test_garbage_written_into_the_middle_loses_no_more_than_it_hits(
    path: Path, several: list[str], read: Read
) -> None:
    pristine = path.read_bytes()
    chance = random.Random(7)
    lost: Counter[int] = Counter()
    for _ in range(60):
        at, length = chance.randrange(3 * PAGE, len(pristine) - 700), chance.randrange(1, 700)
        path.write_bytes(pristine)
        overwrite(path, at, chance.randbytes(length))
        found = read()
        assert found.lost == len(missing(found)) <= found.total == 12
        lost[found.lost] += 1
    print(dict(lost))
    assert lost[1] > 20
