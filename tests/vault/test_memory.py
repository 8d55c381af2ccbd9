"""A vault in memory: used as any other, and nowhere on a disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.vault import Locked, MemoryVault, ReadOnly, copies, mark


def test_what_is_appended_is_there_until_it_is_locked() -> None:
    vault = MemoryVault.new()
    vault.append([("a", "ett"), ("b", [1, 2])])
    vault.append([("a", "två")])
    assert vault.get("a") == "två"
    assert [one.value for one in vault.history("a")] == ["ett", "två"]
    vault.lock()
    with pytest.raises(Locked):
        vault.get("a")


def test_it_can_be_compacted_forgotten_in_and_made_anew() -> None:
    vault = MemoryVault.new()
    for number in range(50):
        vault.append([("a", number), ("b", number)])
    vault.forget(["a"])
    assert [one.value for one in vault.history("a")] == [49]
    vault.discard(["b"])
    assert vault.keys() == ["a"]
    vault.compact()
    vault.remake(lambda records: [("c", len(records))])
    vault.append([("d", None)])
    assert vault.items() == [("c", 1)]


def test_no_secret_opens_it_and_no_copy_is_made_of_it(tmp_path: Path) -> None:
    vault = MemoryVault.new()
    assert vault.kinds == ()
    with pytest.raises(ReadOnly):
        vault.copy_to(tmp_path / "kopia")
    assert list(tmp_path.iterdir()) == []


def test_without_a_path_there_is_no_note_and_there_are_no_copies() -> None:
    mark.note(None, b"x" * 16, (1, 1))
    assert not mark.is_older(None, b"x" * 16, (0, 0))
    mark.forget(None)
    copies.keep(None)
    copies.drop(None)
    assert copies.kept(None) == copies.aside(None) == ()
