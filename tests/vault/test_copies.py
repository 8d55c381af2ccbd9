"""Safety copies: the last three good states stay, and are gone when they are to be gone."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from app.vault import NoRoom, NoVault, ReadOnly, Vault, copies
from tests.vault.copying import States, contents, names

Make = Callable[..., Vault]


def test_the_last_three_states_are_kept_newest_first(
    path: Path, vaults: States, passphrase: str
) -> None:
    states = [vaults(number) for number in range(5)]
    found = copies.kept(path)
    assert [copy.path.read_bytes() for copy in found] == states[:1:-1]
    assert [copy.size for copy in found] == [len(state) for state in states[:1:-1]]
    assert [copy.time for copy in found] == sorted([copy.time for copy in found], reverse=True)
    assert abs(found[0].time - time.time()) < 60
    assert len(names(path)) == 4
    assert all(copy.path.stat().st_mode & 0o777 == 0o600 for copy in found)
    for number, copy in zip((4, 3, 2), found, strict=True):
        with Vault.unlock(copy.path, passphrase=passphrase) as vault:
            assert vault.get("nummer") == number


def test_the_same_state_is_kept_once(path: Path, vaults: States, unlock: Make) -> None:
    vaults(1)
    before = copies.kept(path)
    with unlock() as vault:
        assert vault.get("nummer") == 1
    copies.keep(path)
    assert copies.kept(path) == before


def test_nine_copies_and_a_million_are_in_order(path: Path, vaults: States) -> None:
    state = vaults(1)
    (only,) = copies.kept(path)
    os.rename(only.path, path.with_name("valv.kopia-999999"))
    newer = vaults(2)
    assert contents(path) == [newer, state]
    assert copies.kept(path)[0].path.name == "valv.kopia-1000000"


def test_a_file_that_is_not_at_rest_is_not_copied(path: Path, vaults: States) -> None:
    before = vaults(1)
    for suffix in ("-wal", "-journal"):
        path.write_bytes(before + suffix.encode())
        path.with_name(path.name + suffix).write_bytes(b"kvar")
        copies.keep(path)
        assert contents(path) == [before]
        path.with_name(path.name + suffix).unlink()
    copies.keep(path)
    assert len(contents(path)) == 2


def test_a_file_above_32_mib_is_not_copied(path: Path, vaults: States) -> None:
    before = vaults(1)
    os.truncate(path, 32 * 1024 * 1024 + 1)
    copies.keep(path)
    assert contents(path) == [before]
    os.truncate(path, 32 * 1024 * 1024)
    copies.keep(path)
    assert [len(content) for content in contents(path)] == [32 * 1024 * 1024, len(before)]


def test_where_there_is_no_vault_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    for path in (tmp_path / "valv", tmp_path / "borta" / "valv"):
        copies.keep(path)
        assert copies.kept(path) == ()
        copies.drop(tmp_path / "valv")
        copies.erase_all(tmp_path / "valv")
    assert list(tmp_path.iterdir()) == []


def test_leavings_of_a_killed_copy_are_cleaned_and_other_files_left(
    path: Path, vaults: States
) -> None:
    vaults(1)
    stale = [f"valv.kopia-000009.{'a' * 16}.new", f"valv.{'b' * 16}.new"]
    others = ["valv.kopia", "valv.kopia-1", "valv.txt", "annat.kopia-000001", "valv.kopia-000001x"]
    for name in stale + others:
        path.with_name(name).write_bytes(b"x")
    vaults(2)
    assert names(path) == {"valv", "valv.kopia-000001", "valv.kopia-000002", *others}
    copies.drop(path)
    assert names(path) == {"valv", *others}


def test_dropped_copies_are_overwritten_and_gone(path: Path, vaults: States) -> None:
    vaults(1)
    vaults(2)
    also = [path.with_name(f"{copy.path.name}-länk") for copy in copies.kept(path)]
    for copy, link in zip(copies.kept(path), also, strict=True):
        os.link(copy.path, link)
    copies.drop(path)
    assert copies.kept(path) == ()
    for link in also:
        assert set(link.read_bytes()) == {0}
    assert path.exists()


def test_damaged_files_that_were_set_aside_are_listed_the_last_first(path: Path) -> None:
    others = ["valv.skadad-20261399-000000", "valv.skadad-20260102-000000-wal", "valv.skadad-x"]
    mine = ["20260102-000000", "20260101-235959-10", "20260101-235959-2", "20260101-235959"]
    for name in others + [f"valv.skadad-{one}" for one in mine]:
        path.with_name(name).write_bytes(b"skadad")
    found = copies.aside(path)
    assert [one.path.name for one in found] == [f"valv.skadad-{one}" for one in mine]
    assert [one.size for one in found] == [6] * 4
    assert found[0].time == found[1].time + 1 == 1767312000
    assert copies.aside(path.parent / "borta" / "valv") == ()


def test_one_copy_or_one_damaged_file_is_removed_and_the_rest_is_left(
    path: Path, vaults: States
) -> None:
    for number in range(3):
        vaults(number)
    for name in ("20260101-000000", "20260101-000000-2"):
        for suffix in ("", "-wal", "-journal"):
            path.with_name(f"valv.skadad-{name}{suffix}").write_bytes(b"skadad")
    before = names(path)
    second, damaged = copies.kept(path)[1], copies.aside(path)[1]
    links = [path.parent.parent / "kopia", path.parent.parent / "logg"]
    os.link(second.path, links[0])
    os.link(damaged.path.with_name(f"{damaged.path.name}-wal"), links[1])
    copies.remove(path, second)
    copies.remove(path, damaged)
    gone = {damaged.path.name + suffix for suffix in ("", "-wal", "-journal")}
    assert names(path) == before - gone - {second.path.name}
    assert all(set(link.read_bytes()) == {0} for link in links)
    for one in (second, damaged, copies.Copy(path, 0, 0)):
        with pytest.raises(NoVault):
            copies.remove(path, one)
    assert path.exists()


def test_erasing_all_leaves_nothing_but_the_vault(path: Path, vaults: States) -> None:
    vaults(1)
    path.write_bytes(b"skadad")
    path.with_name("valv-wal").write_bytes(b"logg")
    copies.restore(path, copies.kept(path)[0])
    path.with_name("valv.skadad-20260101-000000-2-journal").write_bytes(b"ensam")
    path.with_name(f"valv.{'b' * 16}.new").write_bytes(b"x")
    state = path.read_bytes()
    os.link(path, path.with_name("valv.skadad-20260101-000000"))
    copies.erase_all(path)
    assert names(path) == {"valv"}
    assert path.read_bytes() == state, "a file that has two names is not overwritten"


def test_a_disk_that_is_nearly_full_gets_no_copy_and_a_full_one_no_restoring(
    small_disk: Path,
) -> None:
    path = small_disk / "valv"
    path.write_bytes(b"1" * 100_000)
    copies.keep(path)
    assert contents(path) == [b"1" * 100_000]
    (small_disk / "annat").write_bytes(bytes(500_000))
    path.write_bytes(b"2" * 100_000)
    assert 100_000 < shutil.disk_usage(small_disk).free < 400_000
    copies.keep(path)
    assert contents(path) == [b"1" * 100_000]
    with suppress(OSError), open(small_disk / "annat", "ab", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    with pytest.raises(NoRoom):
        copies.restore(path, copies.kept(path)[0])
    assert path.read_bytes() == b"2" * 100_000
    assert names(path) == {"valv", "valv.kopia-000001", "annat"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_in_a_folder_that_may_not_be_written_nothing_is_kept_and_restoring_says_why() -> None:
    folder = Path(tempfile.mkdtemp())
    path = folder / "valv"
    path.write_bytes(b"1")
    copies.keep(path)
    path.write_bytes(b"2")
    for one in (folder, *folder.iterdir()):
        os.chown(one, 65534, 65534) if os.geteuid() == 0 else None
    folder.chmod(0o555)
    child = os.fork()
    if child == 0:  # root may write anywhere
        told = 1
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            copies.keep(path)
            for attempt in (copies.drop, lambda at: copies.restore(at, copies.kept(at)[0])):
                with pytest.raises(ReadOnly):
                    attempt(path)
            told = 0
        finally:
            os._exit(told)
    _, status = os.waitpid(child, 0)
    folder.chmod(0o755)
    left = {one.name: one.read_bytes() for one in folder.iterdir()}
    shutil.rmtree(folder)
    assert status == 0
    assert left["valv"] == b"2"
    assert set(left) <= {"valv", "valv.kopia-000001"}
