"""A log that was damaged is told from one that a crash tore, before SQLite throws it away."""

import os
import random
import shutil
import sqlite3
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Busy, Damaged, Vault, WrongSecret, copies, log, salvage

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
Make = Callable[..., Vault]
SAVES = 20
FRAME = 24 + 4096


@pytest.fixture
def left_behind(path: Path, create: Make, unlock: Make) -> Path:
    """A vault at `path` whose process ended after 20 saves of two frames; gives its log."""
    create().lock()
    child = os.fork()
    if child == 0:
        try:
            vault = unlock()
            for number in range(SAVES):
                vault.append([(f"k{number}", f"ord {number}")])
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return path.with_name("valv-wal")


def ends(at: Path) -> list[int]:
    """Where the frames lie that end a save, by their number from 0."""
    content = at.read_bytes()
    salts, found = content[16:24], []
    for number in range((len(content) - 32) // FRAME):
        frame = content[32 + number * FRAME :][:24]
        if frame[8:16] == salts and frame[4:8] != bytes(4):
            found.append(number)
    return found


def flip(at: Path, place: int) -> None:
    content = bytearray(at.read_bytes())
    content[place] ^= 1
    at.write_bytes(content)


def folder(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir()}


# In a frame: the page's number, the mark of a save's end, a salt, a sum, and the page.
@pytest.mark.parametrize("place", [3, 7, 9, 20, 24 + 2000])
def test_a_byte_flipped_in_the_log_is_damage_and_nothing_is_thrown_away(
    path: Path, left_behind: Path, unlock: Make, passphrase: str, place: int
) -> None:
    flip(left_behind, 32 + 10 * FRAME + place)
    before = folder(path)
    with pytest.raises(Damaged):
        unlock()
    assert folder(path) == before, "the log was touched"
    found = salvage.salvage(path, "passphrase", passphrase)
    assert len(found.items("k")) >= SAVES - 2
    assert found.get("k19") == "ord 19"


@pytest.mark.parametrize("place", range(0, 32, 3))
def test_a_damaged_beginning_of_the_log_is_damage(
    path: Path, left_behind: Path, unlock: Make, place: int
) -> None:
    flip(left_behind, place)
    before = folder(path)
    with pytest.raises(Damaged):
        unlock()
    assert folder(path) == before


def test_wherever_a_byte_is_flipped_no_save_but_the_last_is_lost_without_a_word(
    path: Path, left_behind: Path, unlock: Make
) -> None:
    pristine, chance = folder(path), random.Random(5)
    last = 32 + FRAME * (ends(left_behind)[-1] + 1)
    told = 0
    for _ in range(60):
        for name, content in pristine.items():
            path.with_name(name).write_bytes(content)
        flip(left_behind, chance.randrange(last))
        try:
            with unlock() as vault:
                assert len(vault.keys("k")) >= SAVES - 1
        except Damaged:
            told += 1
    assert told > 45


def test_a_whole_log_and_a_torn_last_save_are_no_damage(
    path: Path, left_behind: Path, unlock: Make
) -> None:
    assert not log.cut(left_behind)
    whole, commits = left_behind.read_bytes(), ends(left_behind)
    assert len(commits) == SAVES
    for lost in range(commits[-2] + 1, commits[-1] + 1):
        for torn in (bytes(FRAME), os.urandom(FRAME), whole[32 + lost * FRAME :][:512]):
            at = 32 + lost * FRAME
            content = whole[:at] + torn.ljust(FRAME, b"\0") + whole[at + FRAME :]
            left_behind.write_bytes(content)
            assert not log.cut(left_behind)
    with unlock() as vault:
        assert len(vault.keys("k")) == SAVES - 1


def test_every_length_a_log_may_have_grown_to_is_no_damage(left_behind: Path) -> None:
    whole = left_behind.read_bytes()
    lengths = {0, 1, 31, 32, 33, len(whole)}
    for number in range(2 * SAVES):
        lengths |= {32 + number * FRAME + more for more in (0, 8, 24, 2000)}
    for length in lengths:
        left_behind.write_bytes(whole[:length])
        assert not log.cut(left_behind)
        left_behind.write_bytes(whole[:length].ljust(len(whole), b"\0"))
        assert not log.cut(left_behind)


def test_a_log_begun_again_with_older_saves_behind_is_no_damage(
    path: Path, create: Make, unlock: Make
) -> None:
    create().lock()
    at = path.with_name("valv-wal")
    with unlock() as vault:
        for number in range(70):
            vault.append([(f"k{number}", number)])
        content = at.read_bytes()
        salts = [content[n + 8 : n + 16] for n in range(32, len(content) - FRAME, FRAME)]
        assert len(set(salts) - {bytes(8)}) == 2, "the log was not begun again"
        assert not log.cut(at)
        flip(at, 32 + 24 + 100)
        assert log.cut(at)
        flip(at, 32 + 24 + 100)


def test_two_crashes_that_tore_a_save_each_are_no_damage(left_behind: Path) -> None:
    # What a save left that was torn, then written over in part by one that was torn as well.
    whole, commits = left_behind.read_bytes(), ends(left_behind)
    frames = [whole[at : at + FRAME] for at in range(32, len(whole) - FRAME + 1, FRAME)]
    kept = commits[4] + 1
    first, second = frames[commits[8]], frames[commits[12]]
    torn = [bytes(FRAME), second, bytes(FRAME), first]
    left_behind.write_bytes(whole[:32] + b"".join(frames[:kept] + torn))
    assert not log.cut(left_behind)


def test_looking_at_a_long_log_takes_no_longer_than_a_part_of_it(tmp_path: Path) -> None:
    at = tmp_path / "valv-wal"
    header = struct.pack(">IIIIII", 0x377F0682, 3007000, 4096, 0, 1, 2)
    header += struct.pack(">II", *log._summed((0, 0), header, "<"))
    frame = struct.pack(">IIIIII", 1, 0, 1, 2, 3, 4) + bytes(4096)
    at.write_bytes(header + frame * 16_000)
    began = time.process_time()
    assert not log.cut(at)
    spent = time.process_time() - began
    print(f"{at.stat().st_size >> 20} MiB of log in {spent:.2f} s")
    assert spent < 1


def test_a_vault_that_is_open_is_busy_whatever_its_log_holds(
    path: Path, create: Make, unlock: Make
) -> None:
    with create() as vault:
        vault.append([("k", 1)])
        with pytest.raises(Busy):
            unlock()


def test_restoring_a_copy_sets_a_damaged_log_aside_as_it_is(
    path: Path, left_behind: Path, passphrase: str, tmp_path: Path
) -> None:
    shutil.copy(path, path.with_name("valv.kopia-000001"))
    flip(left_behind, 32 + 10 * FRAME + 2000)
    before = left_behind.read_bytes()
    aside = copies.restore(path, copies.kept(path)[0])
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == before
    assert salvage.salvage(aside, "passphrase", passphrase).get("k19") == "ord 19"


def test_a_failed_unlock_leaves_a_damaged_file_and_its_log_as_they_were(
    path: Path, left_behind: Path, unlock: Make, passphrase: str
) -> None:
    content = path.read_bytes()
    digest = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    (stored,) = digest.execute("SELECT digest FROM header").fetchone()
    digest.close()
    flip(path, content.index(stored))
    before = folder(path)
    for _ in range(2):
        with pytest.raises(Damaged):
            unlock()
        assert folder(path) == before
    found = salvage.salvage(path, "passphrase", passphrase)
    assert len(found.items("k")) == SAVES
    assert not found.header_sound


def test_a_wrong_passphrase_leaves_the_log_of_a_crash_as_it_was(
    path: Path, left_behind: Path
) -> None:
    before = folder(path)
    with pytest.raises(WrongSecret):
        Vault.unlock(path, passphrase="inte den här lösenfrasen")
    assert folder(path) == before


def test_putting_a_copy_back_sets_the_damaged_file_aside_with_its_log_untouched(
    path: Path, left_behind: Path, unlock: Make
) -> None:
    aside = {"": path.read_bytes(), "-wal": left_behind.read_bytes()}
    kept = path.with_name("annan")
    kept.write_bytes(path.read_bytes())
    copies.keep(kept)
    [copy] = copies.kept(kept)
    moved = copies.restore(path, copy)
    assert moved
    for suffix, content in aside.items():
        assert moved.with_name(moved.name + suffix).read_bytes() == content
