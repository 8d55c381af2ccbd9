"""Killed while a backup is taken back, a workbook is as it was or as it was to be."""

import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.guide import Library
from app.vault import Record, Vault, copies
from app.workbook.backup import Backup, read, write
from app.workbook.restore import merge, replace
from app.workbook.workbook import Workbook
from tests.torture.scale import scaled
from tests.workbook.devices import CHEAP, SECRET, content, device, filled

KILLS = scaled(40, 400)


def killed(work: Callable[[Callable[[], object]], None], after: float | None) -> float:
    """Run the work in a process; kill it so long after it says it begins, or when it is done.

    Gives the seconds from its beginning until it said that it was done, 0.0 if it never did.
    """
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(partial(os.write, tell, b"b"))
            os.write(tell, b"d")
            signal.pause()
        finally:
            os._exit(1)
    os.close(tell)
    assert os.read(told, 1) == b"b"
    began = time.monotonic()
    ready, _, _ = select.select([told], [], [], after)
    spent = time.monotonic() - began
    os.kill(child, signal.SIGKILL)
    os.close(told)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the process failed by itself"
    return spent if ready else 0.0


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_while_restoring_the_workbook_is_as_before_or_as_after(
    tmp_path: Path, quick: Path, figure: Callable[[str], None]
) -> None:
    library = content(tmp_path / "content")
    outcomes = Counter[str]()
    for folder in (tmp_path / "rum", quick):
        folder.mkdir(exist_ok=True)
        taken, pristine = made(library, folder)
        path = folder / "valv"
        for way in (merge, replace):
            before, after = states(library, path, pristine, way, taken)
            usual = 0.0

            def restore(
                begin: Callable[[], object],
                path: Path = path,
                way: Callable[[Workbook, Backup], None] = way,
                taken: Backup = taken,
            ) -> None:
                book = device(library, path)
                begin()
                way(book, taken)

            chance = random.Random(3)
            for number in range(1 + KILLS // 4):
                fresh(path, pristine)
                spent = killed(restore, usual * 2 * chance.random() if number else None)
                usual = max(usual, spent)
                book = device(library, path)
                now = book.records()
                assert now in (before, after), "neither as before nor as after"
                assert not (spent and now != after), "what was done is not there"
                outcomes["after" if now == after else "before"] += bool(number)
                book._vault.lock()
                for copy in copies.kept(path):
                    with Vault.unlock(copy.path, passphrase=SECRET, params=CHEAP) as found:
                        assert found.records() == before
                        outcomes["copies"] += 1
    figure(f"kills while restoring: {outcomes['before'] + outcomes['after']}, {dict(outcomes)}")
    assert min(outcomes["before"], outcomes["after"]) >= KILLS / 10


def made(library: Library, folder: Path) -> tuple[Backup, bytes]:
    """A backup of one device, and the vault of another."""
    taken = []
    for name, words in (("annan", "där " * 60), ("valv", "här " * 60)):
        book = device(library, folder / name)
        filled(book, 400, 2, words)
        taken.append(read(write(book)))
        book._vault.lock()
    return taken[0], (folder / "valv").read_bytes()


def states(
    library: Library,
    path: Path,
    pristine: bytes,
    way: Callable[[Workbook, Backup], None],
    taken: Backup,
) -> tuple[list[Record], list[Record]]:
    """What the workbook holds before and after, when nothing comes between."""
    fresh(path, pristine)
    book = device(library, path)
    before = book.records()
    way(book, taken)
    after = book.records()
    book._vault.lock()
    assert before != after
    return before, after


def fresh(path: Path, pristine: bytes) -> None:
    for one in path.parent.glob("valv*"):
        one.unlink()
    path.write_bytes(pristine)
