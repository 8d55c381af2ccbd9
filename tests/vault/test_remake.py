"""All records of a vault replaced at once, and a whole vault written beside itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import AlreadyExists, Record, Vault
from app.vault.history import THIN_MS

Make = Callable[..., Vault]
BEFORE = [Record("a", "förr", 0), Record("a", "nu", THIN_MS), Record("b", None, 5)]


def test_what_is_made_of_the_records_is_all_there_is(create: Make, unlock: Make) -> None:
    made = [Record("c", {"å": [1]}, 9), Record("a", 1, 3), Record("a", 2, 7)]
    with create() as vault:
        vault.append(BEFORE)
        given = []
        vault.remake(lambda records: given.extend(records) or made)  # type: ignore[func-returns-value]
        assert given == BEFORE
        assert vault.records() == [*made[1:], made[0]]
        vault.append([Record("c", "mer", THIN_MS + 9)])
    with unlock() as vault:
        assert vault.history("a") == made[2:]  # thinned when it was locked
        assert vault.get("c") == "mer"
        vault.remake(lambda _: [])
    with unlock() as vault:
        assert vault.records() == []
        vault.append([("ny", 1)])
    with unlock() as vault:
        assert vault.items() == [("ny", 1)]


def test_what_is_given_has_been_thinned_and_may_be_changed(create: Make) -> None:
    with create() as vault:
        vault.append([Record("a", [1], 1), Record("a", [1, 2], 2)])
        vault.remake(lambda records: [one for one in records if one.value.append(3) is None])
        assert vault.records() == [Record("a", [1, 2, 3], 2)]
        vault.records()[0].value.append(4)
        assert vault.get("a") == [1, 2, 3]


@pytest.mark.parametrize(
    "wrong", [("", 1, 1), ("a", float("nan"), 1), ("a", 1, 2**53), ("a", 1, True), "ab"], ids=repr
)
def test_what_is_no_record_changes_nothing(create: Make, unlock: Make, wrong: Record) -> None:
    with create() as vault:
        vault.append(BEFORE)
        with pytest.raises(ValueError, match=r"record|number"):
            vault.remake(lambda _: [Record("c", 1, 1), wrong])
        assert vault.records() == BEFORE
    with unlock() as vault:
        assert vault.records() == BEFORE


def test_a_mistake_while_making_passes_through_and_changes_nothing(create: Make) -> None:
    with create() as vault:
        vault.append(BEFORE)
        with pytest.raises(KeyError):
            vault.remake(lambda records: [{}[records[0].key]])
        assert vault.records() == BEFORE


def test_a_record_too_long_for_a_chunk_changes_nothing(
    create: Make, unlock: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create() as vault:
        vault.append(BEFORE)
        monkeypatch.setattr("app.vault.opened.MAX_TEXT", 1000)
        with pytest.raises(ValueError, match="too much"):
            vault.remake(lambda _: [Record("c", "x", 1), Record("d", "x" * 1000, 1)])
        assert vault.records() == BEFORE
        vault.append([("e", 1)])
    with unlock() as vault:
        assert vault.records()[:-1] == BEFORE


def test_clearing_and_what_is_noted_of_it_are_one_save(create: Make, unlock: Make) -> None:
    note = [Record("märke", [1, 2], 5)]
    with create() as vault:
        vault.append(BEFORE)
        vault.forget(["a"], note)
        assert vault.records() == [*BEFORE[1:], *note]
        vault.discard(["a", "b", "märke"], note)
        with pytest.raises(ValueError, match="record"):
            vault.discard(["märke"], [Record("", 1, 1)])
    with unlock() as vault:
        assert vault.records() == note


def test_a_vault_written_beside_itself_opens_with_its_secrets(
    path: Path, create: Make, unlock: Make, code: str, cheap: object
) -> None:
    beside = path.with_name("bredvid")
    with create() as vault:
        vault.append(BEFORE)
        vault.append([("lång", "x" * 200_000)])
        vault.copy_to(beside)
        assert sorted(one.name for one in path.parent.iterdir()) == ["bredvid", "valv", "valv-wal"]
        before = vault.records()
        vault.append([("efter", 1)])
        with pytest.raises(AlreadyExists):
            vault.copy_to(beside)
    with unlock(beside) as copy:
        assert copy.records() == before
        with unlock() as vault:
            assert vault.get("efter") == 1
            assert copy.id == vault.id
            assert copy.mark < vault.mark  # so that it is told from a newer state
        copy.append([("eget", 1)])
    with Vault.unlock(beside, recovery=code, params=cheap) as copy:  # type: ignore[arg-type]
        assert copy.get("eget") == 1
    assert beside.stat().st_mode & 0o777 == 0o600


def test_an_empty_vault_can_be_written_beside_itself(
    path: Path, create: Make, unlock: Make
) -> None:
    with create() as vault:
        vault.append([("a", 1)])
        vault.discard(["a"])
        vault.copy_to(path.with_name("bredvid"))
    with unlock(path.with_name("bredvid")) as copy:
        assert copy.records() == []
        copy.append([("a", 1)])
    with unlock(path.with_name("bredvid")) as copy:
        assert copy.items() == [("a", 1)]
