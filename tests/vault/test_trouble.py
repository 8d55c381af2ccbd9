"""Other processes, full disks, folders that may not be written, formats from the future."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.vault import (
    Busy,
    Damaged,
    NoRoom,
    NoVault,
    Params,
    ReadOnly,
    UnknownFormat,
    Unwritable,
    Vault,
    VaultError,
    errors,
    files,
    trouble,
)

Make = Callable[..., Vault]
Start = Callable[..., "subprocess.Popen[str]"]


def test_a_second_process_is_told_at_once_that_the_vault_is_busy(
    path: Path, create: Make, unlock: Make, passphrase: str, start: Start
) -> None:
    create().lock()
    other = start("hold.py", path, passphrase)
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    began = time.monotonic()
    for attempt in (unlock, lambda: Vault.erase(path)):
        with pytest.raises(Busy):
            attempt()
    assert time.monotonic() - began < 2
    other.communicate("")
    with unlock() as vault:
        assert vault.get("hållen") is True


def test_a_second_vault_in_the_same_process_is_busy_too(create: Make, unlock: Make) -> None:
    with create(), pytest.raises(Busy):
        unlock()
    unlock().lock()


def test_a_killed_process_leaves_the_vault_free(
    path: Path, create: Make, unlock: Make, passphrase: str, start: Start
) -> None:
    create().lock()
    other = start("hold.py", path, passphrase)
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    other.kill()
    other.communicate()
    with unlock() as vault:
        assert vault.get("hållen") is True


def test_a_clock_ten_years_wrong_either_way_loses_no_answer_and_no_order(
    create: Make, unlock: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    create().lock()
    now, years = time.time_ns(), 10 * 365 * 24 * 3600 * 10**9
    for number, clock in enumerate((now, now - years, now + years, now, 0, now + 1)):
        monkeypatch.setattr(time, "time_ns", lambda clock=clock: clock)
        with unlock() as vault:
            vault.append([("k", number), (f"n{number}", number)])
            vault.compact()
            assert vault.get("k") == number
    with unlock() as vault:
        assert vault.items() == [("k", 5), *((f"n{number}", number) for number in range(6))]
        assert [record.value for record in vault.history("k")] == [0, 1, 2, 3, 4, 5]


def test_a_full_disk_is_told_and_loses_nothing(
    small_disk: Path, create: Make, passphrase: str, start: Start
) -> None:
    create(small_disk / "valv").lock()
    out, _ = start("limited.py", small_disk / "valv", passphrase, 0).communicate(timeout=60)
    told = json.loads(out)
    assert told["failures"] == ["no_room"] * 3
    assert told["saved"] > 20
    assert told["full"] == told["saved"], "a full disk must not keep anyone from reading"


def test_a_limit_on_the_size_of_files_is_told_and_loses_nothing(
    path: Path, create: Make, passphrase: str, start: Start
) -> None:
    create().lock()
    out, _ = start("limited.py", path, passphrase, 400_000).communicate(timeout=60)
    told = json.loads(out)
    assert len(told["failures"]) == 3
    assert set(told["failures"]) <= {"no_room", "unwritable"}
    assert told["saved"] > 20
    assert told["full"] == told["saved"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder any user may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o644), (0o755, 0o444)])
def test_where_nothing_may_be_written_a_vault_is_read_and_a_save_says_why_not(
    open_folder: Path,
    folder_mode: int,
    file_mode: int,
    create: Make,
    passphrase: str,
    start: Start,
) -> None:
    at = open_folder / "valv"
    with create(at) as vault:
        vault.append([("k", "orört")])
    if os.geteuid() == 0:
        os.chown(at, 65534, 65534)
        os.chown(open_folder, 65534, 65534)
    at.chmod(file_mode)
    open_folder.chmod(folder_mode)
    before = at.read_bytes()
    out, _ = start("dropped.py", at, passphrase).communicate(timeout=60)
    told = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert told["get"] == told["again"] == "orört"
    assert told["append"] == told["compact"] == told["slot"] == "read_only"
    assert told["create"] == ("read_only" if folder_mode == 0o555 else told["create"])
    assert at.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_vault_that_may_not_even_be_read_is_not_taken_for_a_missing_one(
    open_folder: Path, create: Make, passphrase: str, start: Start
) -> None:
    open_folder.chmod(0o755)
    at = open_folder / "valv"
    create(at).lock()
    at.chmod(0)
    out, _ = start("dropped.py", at, passphrase).communicate(timeout=60)
    assert out == "unlock read_only\n"


@pytest.mark.parametrize("version", [0, 2, 999])
def test_another_format_is_named_before_anything_else_is_looked_at(
    path: Path, create: Make, cheap: Params, version: int
) -> None:
    create().lock()
    with sqlite3.connect(path) as plain:
        plain.execute(f"PRAGMA user_version={version}")
        plain.execute("DROP TABLE header")
    plain.close()
    before = path.read_bytes()
    with pytest.raises(UnknownFormat):
        Vault.unlock(path, passphrase="vad som helst", params=cheap)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x", b"not a database " * 1000, bytes(8192)])
def test_a_file_that_is_no_vault_is_damaged_and_left_alone(
    path: Path, unlock: Make, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        unlock()
    assert path.read_bytes() == content


def test_another_programs_database_is_damaged(path: Path, unlock: Make) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE header (x)")
        plain.execute("PRAGMA user_version=1")
    plain.close()
    with pytest.raises(Damaged):
        unlock()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON chunk BEGIN DELETE FROM chunk; END",
        "CREATE VIEW v AS SELECT * FROM chunk",
        "CREATE INDEX i ON chunk (sealed)",
        "CREATE TABLE more (x)",
    ],
)
def test_nothing_foreign_may_come_along_in_the_file(
    path: Path, create: Make, unlock: Make, sql: str
) -> None:
    create().lock()
    with sqlite3.connect(path) as plain:
        plain.execute(sql)
    plain.close()
    with pytest.raises(Damaged):
        unlock()


def test_every_failure_has_a_name_of_its_own_that_is_not_its_text() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    names = [kind.name for kind in kinds if issubclass(kind, VaultError)]
    assert len(names) == len(set(names)) == 13


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, NoRoom),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnly),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Busy),
        (sqlite3.SQLITE_LOCKED, Busy),
        (sqlite3.SQLITE_CORRUPT_INDEX, Damaged),
        (sqlite3.SQLITE_NOTADB, Damaged),
        (sqlite3.SQLITE_ERROR, Damaged),
        (sqlite3.SQLITE_IOERR_FSYNC, Unwritable),
        (sqlite3.SQLITE_CANTOPEN, NoVault),
    ],
)
def test_sqlites_codes_get_the_vaults_names(
    tmp_path: Path, code: int, expected: type[VaultError]
) -> None:
    error = sqlite3.OperationalError("UPDATE something secret")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_NAME"
    named = trouble.name(error, tmp_path / "valv")
    assert type(named) is expected
    assert str(named) == "sqlite: SQLITE_NAME"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, NoRoom), (errno.EROFS, ReadOnly), (errno.EIO, Unwritable)],
)
def test_system_errors_get_the_vaults_names(number: int, expected: type[VaultError]) -> None:
    assert type(files.failure(OSError(number, "secret.txt"))) is expected
