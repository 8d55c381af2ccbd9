"""Killed at any moment while copies are made, used or dropped, no good state is lost or half."""

import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import copies
from tests.vault.copying import contents, names

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


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
