"""A copy takes the vault's place, and the damaged file is kept beside it."""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from app.vault import Busy, NoVault, Vault, copies
from tests.vault.copying import States, contents, names

Make = Callable[..., Vault]


def test_a_damaged_vault_gives_way_to_a_copy_and_is_kept(
    path: Path, vaults: States, unlock: Make
) -> None:
    states = [vaults(number) for number in range(3)]
    log = path.with_name("valv-wal")
    path.write_bytes(b"skadad")
    log.write_bytes(b"logg")
    aside = copies.restore(path, copies.kept(path)[1])
    assert aside is not None
    assert re.fullmatch(r"valv\.skadad-\d{8}-\d{6}", aside.name)
    assert aside.read_bytes() == b"skadad"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"logg"
    assert not log.exists()
    assert path.read_bytes() == states[1]
    assert contents(path) == states[::-1], "a copy that was used is still there"
    assert path.stat().st_nlink == 1
    with unlock() as vault:
        assert vault.get("nummer") == 1
        vault.append([("nummer", "vidare")])
    assert aside.read_bytes() == b"skadad"


def test_each_damaged_file_is_kept_under_a_name_of_its_own(path: Path, vaults: States) -> None:
    vaults(1)
    asides = []
    for number in range(4):
        path.write_bytes(b"skadad %d" % number)
        asides.append(copies.restore(path, copies.kept(path)[0]))
    assert [aside and aside.read_bytes() for aside in asides] == [
        b"skadad %d" % number for number in range(4)
    ]


def test_a_vault_that_is_gone_is_put_back(path: Path, vaults: States) -> None:
    state = vaults(1)
    path.unlink()
    path.with_name("valv-wal").write_bytes(b"en annan logg")
    assert copies.restore(path, copies.kept(path)[0]) is None
    assert path.read_bytes() == state
    assert not path.with_name("valv-wal").exists()


def test_a_copy_that_is_gone_changes_nothing(path: Path, vaults: States) -> None:
    vaults(1)
    (copy,) = copies.kept(path)
    copy.path.unlink()
    before = path.read_bytes()
    with pytest.raises(NoVault):
        copies.restore(path, copy)
    assert path.read_bytes() == before
    assert names(path) == {"valv"}


@pytest.mark.slow
def test_where_there_are_no_hard_links_a_damaged_file_is_set_aside_all_the_same(
    path: Path, vaults: States
) -> None:
    state = vaults(1)
    path.write_bytes(b"skadad")
    elsewhere = path.parent.parent / "länkar"
    elsewhere.mkdir()
    with suppress(OSError):  # until there are as many as the file system bears
        for number in range(70_000):
            os.link(path, elsewhere / str(number))
        pytest.skip("this file system gives a file as many names as one likes")
    aside = copies.restore(path, copies.kept(path)[0])
    assert aside is not None and aside.read_bytes() == b"skadad"
    assert path.read_bytes() == state
    shutil.rmtree(elsewhere)


@pytest.mark.parametrize("got", ["linked", "log moved", "renamed"])
def test_a_restore_that_was_broken_off_goes_on_where_it_was(
    path: Path, vaults: States, got: str
) -> None:
    state = vaults(1)
    path.write_bytes(b"skadad")
    log, aside = path.with_name("valv-wal"), path.with_name("valv.skadad-20260101-000000")
    log.write_bytes(b"logg")
    if got == "renamed":
        os.rename(path, aside)
    else:
        os.link(path, aside)
    if got == "log moved":
        os.rename(log, aside.with_name(aside.name + "-wal"))
    assert copies.restore(path, copies.kept(path)[0]) == aside
    assert path.read_bytes() == state
    assert aside.read_bytes() == b"skadad"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"logg"
    assert len(names(path)) == 4


def test_while_the_vault_is_open_no_copy_takes_its_place(
    path: Path, vaults: States, unlock: Make
) -> None:
    vaults(1)
    (copy,) = copies.kept(path)
    with unlock() as vault:
        vault.append([("nummer", "pågår")])
        for _ in range(2):
            with pytest.raises(Busy):
                copies.restore(path, copy)
        vault.append([("efter", 1)])
    with unlock() as vault:
        assert vault.items() == [("efter", 1), ("nummer", "pågår")]
    assert names(path) == {"valv", copy.path.name}
