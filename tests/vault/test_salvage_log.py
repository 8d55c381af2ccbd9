"""What lies in SQLite's log or rollback journal is read too, and what is damaged there is not."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from app.vault import Vault
from tests.vault.salvaging import (
    LENGTHS,
    PAGE,
    TIMES,
    Read,
    by_sqlite,
    chunk,
    copy_running,
    missing,
    overwrite,
)

Make = Callable[..., Vault]


def test_what_only_the_log_holds_is_read_too(path: Path, crashed: Path, read: Read) -> None:
    assert (missing(read()), read().lost) == (set(), 0)
    overwrite(path, 0, bytes(100))
    assert (missing(read()), read().lost) == (set(), 0)


def test_a_damaged_log_gives_what_comes_after_the_damage(
    path: Path, crashed: Path, tmp_path: Path, read: Read
) -> None:
    pristine, log = path.read_bytes(), crashed.read_bytes()
    frames = len(log.rstrip(b"\0")) // (PAGE + 24)
    assert frames > 30
    copy = tmp_path / "kopia"
    lost, sqlites = [], []
    for frame in range(frames):
        at = 32 + frame * (PAGE + 24)
        crashed.write_bytes(log[:at] + bytes(PAGE + 24) + log[at + PAGE + 24 :])
        found = read()
        gone = missing(found)
        assert found.lost == len(gone)
        lost.append(len(gone))
        copy.write_bytes(pristine)
        copy.with_name("kopia-wal").write_bytes(crashed.read_bytes())
        sqlites.append(len(TIMES) - len(by_sqlite(copy)))
    print("lost:", dict(Counter(lost)), "by SQLite:", dict(Counter(sqlites)))
    assert max(lost) <= 2
    assert sum(lost) < sum(sqlites) / 4


def test_without_its_log_a_vault_is_read_as_it_was_before_it(
    path: Path, crashed: Path, read: Read
) -> None:
    crashed.unlink()
    found = read()
    assert missing(found) == set(range(5, 12))
    assert (found.total, found.lost) == (5, 0), "the file itself has not heard of the rest"


def test_a_log_that_was_begun_again_is_read_in_the_right_order(
    path: Path, tmp_path: Path, create: Make, read: Read
) -> None:
    running = tmp_path / "igång"
    with create(running) as vault:
        journal = vault._now()._journal
        for number in range(len(LENGTHS)):
            vault.append(chunk(number))
            if number == 8:
                journal._run("PRAGMA wal_checkpoint(PASSIVE)").all()
        log = copy_running(running, path, "-wal").read_bytes()
    begun = {log[at + 8 : at + 16] for at in range(32, len(log) - PAGE, PAGE + 24)} - {bytes(8)}
    assert len(begun) == 2, "old frames stand after the new"
    assert (missing(read()), read().lost) == (set(), 0)


def test_a_change_that_was_broken_off_in_a_rollback_journal_is_undone(
    path: Path, tmp_path: Path, several: list[str], read: Read
) -> None:
    running = tmp_path / "igång"
    shutil.copy(path, running)
    plain = sqlite3.connect(running, isolation_level=None)
    plain.executescript("PRAGMA cache_size=1; PRAGMA secure_delete=ON; BEGIN IMMEDIATE")
    for seq in range(1, 13):
        plain.execute("UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE seq = ?", (seq,))
    copy_running(running, path, "-journal")
    plain.close()
    assert path.read_bytes().count(0) > 50_000, "the file is half overwritten"
    found = read()
    assert (missing(found), found.lost) == (set(), 0)
