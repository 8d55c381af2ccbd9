"""The note that tells an older copy of the vault from the newest."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import Vault, mark

Make = Callable[..., Vault]
ID, OTHER = bytes(range(16)), bytes(16)


def beside(path: Path) -> Path:
    return path.with_name(path.name + "-mark")


def test_an_older_copy_put_back_is_told(
    path: Path, tmp_path: Path, create: Make, unlock: Make
) -> None:
    with create() as vault:
        vault.append([("k", "förr")])
        mark.note(path, vault.id, vault.mark)
    shutil.copy(path, tmp_path / "kopia")
    with unlock() as vault:
        assert not mark.is_older(path, vault.id, vault.mark)
        vault.append([("k", "nu")])
        vault.compact()
        mark.note(path, vault.id, vault.mark)
    shutil.copy(tmp_path / "kopia", path)
    with unlock() as vault:
        assert mark.is_older(path, vault.id, vault.mark)
        mark.note(path, vault.id, vault.mark)
        assert mark.is_older(path, vault.id, vault.mark), "a note is never lowered"
        mark.forget(path)
        assert not mark.is_older(path, vault.id, vault.mark)
    assert not beside(path).exists()


numbers = st.integers(0, 2**63 - 1)
marks = st.tuples(numbers, numbers)


@given(st.lists(marks, min_size=1, max_size=5), marks)
def test_a_mark_is_older_than_the_greatest_that_was_noted(
    tmp_path_factory: pytest.TempPathFactory, noted: list[mark.Mark], asked: mark.Mark
) -> None:
    path = tmp_path_factory.mktemp("m") / "valv"
    for one in noted:
        mark.note(path, ID, one)
    assert mark.is_older(path, ID, asked) == (asked < max(noted))
    assert not mark.is_older(path, OTHER, asked)
    assert [one.name for one in path.parent.iterdir()] == ["valv-mark"]


def test_another_vault_at_the_same_path_begins_anew(path: Path) -> None:
    mark.note(path, ID, (5, 50))
    mark.note(path, OTHER, (1, 1))
    assert mark.is_older(path, OTHER, (1, 0))
    assert not mark.is_older(path, ID, (1, 0))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"vault": "%b", "generation": "9", "seq": 9}' % ID.hex().encode(),
        b'{"vault": "%b", "generation": true, "seq": 9}' % ID.hex().encode(),
        b'{"vault": "%b", "generation": 9}' % ID.hex().encode(),
        b'{"vault": 7, "generation": 9, "seq": 9}',
        b'{"vault": "xyz", "generation": 9, "seq": 9}',
    ],
)
def test_a_note_that_cannot_be_read_says_nothing_and_gives_way(path: Path, content: bytes) -> None:
    beside(path).write_bytes(content)
    assert not mark.is_older(path, ID, (1, 1))
    mark.note(path, ID, (2, 2))
    assert mark.is_older(path, ID, (1, 1))


def test_nothing_is_known_before_the_first_note_and_where_none_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "borta" / "valv"
    assert not mark.is_older(path, ID, (0, 0))
    mark.note(path, ID, (1, 1))
    assert not mark.is_older(path, ID, (0, 0))
    beside(tmp_path / "valv").mkdir()
    mark.note(tmp_path / "valv", ID, (1, 1))
    assert not mark.is_older(tmp_path / "valv", ID, (0, 0))
    assert [one.name for one in tmp_path.iterdir()] == ["valv-mark"], "no leavings"


def test_a_note_is_for_its_owner_alone_and_says_only_what_the_header_does(path: Path) -> None:
    mark.note(path, ID, (3, 7))
    assert beside(path).stat().st_mode & 0o777 == 0o600
    assert (
        beside(path).read_text("ascii") == f'{{"vault": "{ID.hex()}", "generation": 3, "seq": 7}}'
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_note_killed_at_any_moment_stands_as_it_was_or_as_it_was_to_be(path: Path) -> None:
    acknowledged, leavings = 0, 0
    for attempt in range(40):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                number = acknowledged
                while True:
                    number += 1
                    mark.note(path, ID, (0, number))
                    os.write(write, b"%d\n" % number)
            finally:
                os._exit(1)
        os.close(write)
        heard = os.read(read, 1 + attempt * 3)
        os.kill(child, signal.SIGKILL)
        while more := os.read(read, 65536):
            heard += more
        os.close(read)
        os.waitpid(child, 0)
        leavings += len(list(path.parent.glob("*.new")))
        said = int(heard.split()[-1]) if heard.endswith(b"\n") else acknowledged
        assert mark.is_older(path, ID, (0, said - 1))
        assert not mark.is_older(path, ID, (0, said + 1)), "further than it had come"
        acknowledged = said + 1
    print(f"{acknowledged} notes, {leavings} left unfinished by 40 kills")
    mark.note(path, ID, (1, 0))
    assert [one.name for one in path.parent.iterdir()] == ["valv-mark"]
