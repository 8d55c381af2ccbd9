"""Safety copies: the last three good states stay, whatever happens while they are made or used."""

import os
import random
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.vault import Busy, NoRoom, NoVault, ReadOnly, Vault, copies

Make = Callable[..., Vault]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def vaults(path: Path, create: Make, unlock: Make) -> Callable[[int], bytes]:
    """Make or change the vault at `path` and keep a copy, as at lock; gives the file's bytes."""

    def state(number: int) -> bytes:
        with unlock() if path.exists() else create() as vault:
            vault.append([("nummer", number)])
        copies.keep(path)
        return path.read_bytes()

    return state


States = Callable[[int], bytes]


def contents(path: Path) -> list[bytes]:
    return [copy.path.read_bytes() for copy in copies.kept(path)]


def names(path: Path) -> set[str]:
    return {one.name for one in path.parent.iterdir()}


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


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 1 MiB of its own."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("may not mount a disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


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
@needs_fork
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


def timed(work: Callable[[], object]) -> float:
    """How long the work takes undisturbed, in seconds."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def killed(work: Callable[[], object], after: float) -> bool:
    """Run the work in a process, killed after so many seconds; whether it came to its end."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, b"r")
            work()
            os.write(write, b"d")
            signal.pause()
        finally:
            os._exit(1)
    os.close(write)
    heard = os.read(read, 1)
    select.select([], [], [], after)
    os.kill(child, signal.SIGKILL)
    heard += os.read(read, 9)
    os.close(read)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the process failed by itself"
    return heard == b"rd"


@needs_fork
@pytest.mark.slow
def test_killed_while_keeping_every_copy_is_whole_and_none_is_lost(path: Path) -> None:
    chance = random.Random(1)
    states = [chance.randbytes(1_000_000)]
    path.write_bytes(states[0])
    usual = timed(lambda: copies.keep(path))
    outcomes: Counter[str] = Counter()
    for _ in range(100):
        states.append(chance.randbytes(1_000_000))
        path.write_bytes(states[-1])
        before = contents(path)
        done = killed(lambda: copies.keep(path), chance.random() * 1.5 * usual)
        after = contents(path)
        assert path.read_bytes() == states[-1]
        grown = [states[-1], *before]
        assert after == before or after in [grown[:n] for n in range(3, 99)], "a copy is lost"
        outcomes["done" if done else "new copy" if after != before else "as before"] += 1
        outcomes["leavings"] += bool(list(path.parent.glob("*.new")))
        if chance.random() < 0.3:
            again = timed(lambda: copies.keep(path))
            usual = (usual + again) / 2 if after == before else usual
            assert contents(path) == [states[-1], *(b for b in before if b != states[-1])][:3]
            assert len(names(path)) <= 4
    print(dict(outcomes))
    assert outcomes["as before"] > 5
    assert outcomes["leavings"] > 5


@needs_fork
@pytest.mark.slow
def test_killed_while_restoring_neither_the_damaged_file_nor_the_copy_is_lost(path: Path) -> None:
    chance = random.Random(2)
    good, log = chance.randbytes(1_000_000), path.with_name("valv-wal")
    path.write_bytes(good)
    copies.keep(path)
    usual = timed(lambda: copies.restore(path, copies.kept(path)[0]))
    copies.erase_all(path)
    outcomes: Counter[str] = Counter()
    for number in range(100):
        path.write_bytes(good)
        copies.keep(path)
        damaged, logged = b"skadad %d" % number, b"logg %d" % number
        path.write_bytes(damaged)
        log.write_bytes(logged)
        (copy,) = copies.kept(path)
        done = killed(lambda at=copy: copies.restore(path, at), chance.random() * 1.5 * usual)
        assert copy.path.read_bytes() == good
        content = {one.name: one.read_bytes() for one in path.parent.iterdir()}
        assert content["valv"] in (damaged, good), "half a file"
        assert damaged in content.values()
        assert logged in content.values()
        if content["valv"] == good:
            assert "valv-wal" not in content, "a log that is not the copy's own"
            outcomes["restored"] += 1
        else:
            outcomes["set aside too" if len(content) > 4 else "as before"] += 1
            began = time.monotonic()
            aside = copies.restore(path, copy)
            usual = (usual + time.monotonic() - began) / 2
            assert aside is not None and aside.read_bytes() == damaged
            assert aside.with_name(aside.name + "-wal").read_bytes() == logged
            assert path.read_bytes() == good
        outcomes["done"] += done
        copies.erase_all(path)
        assert names(path) == {"valv"}
    print(dict(outcomes))
    assert outcomes["as before"] > 5
    assert outcomes["restored"] > 5


@needs_fork
@pytest.mark.slow
def test_killed_while_dropping_no_half_erased_copy_is_left_as_one(path: Path) -> None:
    chance, usual = random.Random(3), 0.01
    left: Counter[int] = Counter()
    for _ in range(60):
        states = [chance.randbytes(300_000) for _ in range(3)]
        for state in states:
            path.write_bytes(state)
            copies.keep(path)
        killed(lambda: copies.drop(path), chance.random() * 1.5 * usual)
        found = contents(path)
        assert set(found) <= set(states)
        left[len(found)] += 1
        again = timed(lambda: copies.drop(path))
        usual = (usual + again) / 2 if len(found) == 3 else usual
        assert names(path) == {"valv"}
    print("copies left by kills:", dict(left))
    assert len(left) > 1


@needs_fork
def test_a_file_that_another_process_is_writing_is_not_kept_half_written(path: Path) -> None:
    size, chance = 4_000_000, random.Random(4)
    path.write_bytes(b"0" * size)
    child = os.fork()
    if child == 0:
        try:
            log = path.with_name("valv-wal")
            with open(path, "r+b", buffering=0) as file:
                for number in range(1, 60):
                    log.touch()  # as SQLite has one for as long as the file is not whole
                    for at in range(0, size, 100_000):
                        os.pwrite(file.fileno(), bytes([number]) * 100_000, at)
                    log.unlink()
                    time.sleep(chance.random() * 0.04)
            os._exit(0)
        finally:
            os._exit(1)
    seen = set()
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        copies.keep(path)
        for content in contents(path):
            assert content == content[:1] * size, "half of one and half of another"
            seen.add(content[0])
    print(f"{len(seen)} whole states copied out of 60")
    assert len(seen) > 1
    copies.keep(path)
    assert contents(path)[0] == bytes([59]) * size, "and at rest it is kept"
