"""Safety copies beside the vault: its last three good states, sealed as the vault itself.

They help when the file is damaged, not when the device is lost. Each opens with the secrets that
opened the vault when it was made, and holds what it held then, so what a person has cleared for
good or no longer trusts must go from here too (`drop`).

`NAME.kopia-000001` and on, the greatest number the newest; a damaged file that had to give way is
`NAME.skadad-YYYYMMDD-HHMMSS`, in UTC.

A vault in memory has no path and no copies: for `keep`, `kept`, `aside` and `drop` it may be None.

`keep` must not be called while a `Vault` has the file open in this process: closing any descriptor
of a file drops this process's locks on it, SQLite's included.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from . import durable, files
from .errors import Busy, NoVault, VaultError

KEPT = 3
MOST_BYTES = 32 * 1024 * 1024
"""A vault longer than this is not copied."""
_COPY = r"\.kopia-[0-9]{6,}"
_DAMAGED = r"\.skadad-[0-9]{8}-[0-9]{6}(-[0-9]+)?"
_SIDECAR = r"-(journal|wal|shm)"
_NEW = rf"({_COPY})?{durable.UNFINISHED}({_SIDECAR})?"


class Copy(NamedTuple):
    """time: when it was made, or set aside, in seconds since 1970. size: bytes."""

    path: Path
    time: float
    size: int


def keep(path: Path | None) -> None:
    """Copy a vault that was just locked, unless the newest copy is the same; the oldest goes.

    Nothing is copied if the file is too long, the disk has less than four times its length free, or
    it is not at rest (something of SQLite's lies beside it). Killed at any point, the copies that
    were there are there. Never fails: a copy is a comfort.
    """
    if path is None:
        return
    with suppress(OSError, VaultError):
        for stale in durable.beside(path, _NEW):
            stale.unlink(missing_ok=True)
        _copy(path)
        for copy in reversed(kept(path)[KEPT:]):
            _overwrite(path, copy.path)


def kept(path: Path | None) -> tuple[Copy, ...]:
    """The copies there are, newest first. Never fails."""
    found: list[Copy] = []
    if path is None:
        return ()
    with suppress(OSError):
        for one in sorted(durable.beside(path, _COPY), key=_number, reverse=True):
            about = one.stat()
            found.append(Copy(one, about.st_mtime, about.st_size))
    return tuple(found)


def aside(path: Path | None) -> tuple[Copy, ...]:
    """The damaged files that were set aside, the last first. Never fails."""
    found: list[tuple[float, list[int], Copy]] = []
    if path is None:
        return ()
    with suppress(OSError):
        for one in durable.beside(path, _DAMAGED):
            day, clock, *again = one.name.rpartition(".skadad-")[2].split("-")
            with suppress(ValueError):  # a name that is no time is not ours
                when = datetime.strptime(f"{day}{clock}+0000", "%Y%m%d%H%M%S%z").timestamp()
                found.append((when, [int(n) for n in again], Copy(one, when, one.stat().st_size)))
    return tuple(copy for *_, copy in sorted(found, reverse=True))


def remove(path: Path, copy: Copy) -> None:
    """Overwrite and remove one of `kept` or of `aside`, with what SQLite left beside it.

    Raises NoVault if it is neither (any more); ReadOnly, Unwritable.
    """
    if copy.path not in [one.path for one in (*kept(path), *aside(path))]:
        raise NoVault("the copy is gone")
    _erase(path, re.escape(copy.path.name.removeprefix(path.name)) + f"({_SIDECAR})?")


def drop(path: Path | None) -> None:
    """Overwrite and remove all copies. Raises ReadOnly or Unwritable."""
    if path is not None:
        _erase(path, f"{_COPY}|{_NEW}")


def restore(path: Path, copy: Copy) -> Path | None:
    """Put a copy in the place of a damaged vault, which is set aside with what lies beside it.

    Returns where the damaged file went; None if there was none. Killed at any point, the damaged
    file or the copy stands at `path`, and both are there; only where the disk knows no hard links
    may `path` be absent. Calling again goes on from there. After any failure the same holds.

    Raises Busy while a vault is open there, in this process or another; NoVault if the copy is
    gone; NoRoom, ReadOnly, Unwritable.
    """
    from .journal import Journal

    try:
        Journal(path).abandon()
    except Busy:
        raise
    except VaultError:
        pass
    try:
        with durable.written(path, copy.path.read_bytes()) as new:
            damaged = _set_aside(path)
            files.sync_folder(path.parent)
            os.replace(new, path)
            files.sync_folder(path.parent)
    except FileNotFoundError:
        raise NoVault("the copy is gone") from None
    except OSError as error:
        raise files.failure(error) from error
    return damaged if damaged.exists() else None


def erase_all(path: Path) -> None:
    """Overwrite and remove all copies, and all damaged files that were set aside.

    Raises ReadOnly or Unwritable.
    """
    _erase(path, rf"{_COPY}|{_NEW}|{_DAMAGED}(-.*)?")


def _copy(path: Path) -> None:
    if _sidecars(path):
        return
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if size > MOST_BYTES or free < 4 * size:
        return
    content, copies = path.read_bytes(), kept(path)
    if copies and copies[0].path.read_bytes() == content:
        return
    number = _number(copies[0].path) + 1 if copies else 1
    target = path.with_name(f"{path.name}.kopia-{number:06}")
    with durable.written(target, content) as new:
        # Neither badly written, nor read while another process was writing.
        if not _sidecars(path) and new.read_bytes() == path.read_bytes():
            os.replace(new, target)
            files.sync_folder(path.parent)


def _number(copy: Path) -> int:
    return int(copy.name.rpartition("-")[2])


def _set_aside(path: Path) -> Path:
    """Give the damaged file another name, under which it stays; and what SQLite left beside it.

    That must not stay: SQLite would take it for the copy's own.
    """
    target = _begun(path) or _free(path)
    if path.exists() and not target.exists():
        try:
            os.link(path, target)  # until the copy replaces it, it stands at `path` too
        except OSError:  # no hard links here: some phones, some memory sticks
            os.rename(path, target)
    for suffix in files.SIDECARS:
        with suppress(FileNotFoundError):
            os.rename(_with(path, suffix), _with(target, suffix))
    return target


def _begun(path: Path) -> Path | None:
    """Where a call that was broken off set the file aside, if one was."""
    there = path.exists()
    for target in reversed(durable.beside(path, _DAMAGED)):
        if target.samefile(path) if there else not _sidecars(target):
            return target
    return None


def _free(path: Path) -> Path:
    """A name for a damaged file that nothing has, nor anything beside it."""
    name = f"{path.name}.skadad-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    again = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(name + suffix) for suffix in again)
    return next(one for one in names if not one.exists() and not _sidecars(one))


def _sidecars(path: Path) -> list[Path]:
    return [one for one in (_with(path, suffix) for suffix in files.SIDECARS) if one.exists()]


def _with(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _erase(path: Path, pattern: str) -> None:
    try:
        for one in reversed(durable.beside(path, pattern)):  # what lies beside a file before it
            _overwrite(path, one)
    except OSError as error:
        raise files.failure(error) from error


def _overwrite(path: Path, one: Path) -> None:
    """Overwrite and remove one file beside the vault. Raises OSError or a VaultError."""
    if path.exists() and one.samefile(path):  # from a restore that was broken off
        one.unlink()
        return
    # Killed half-way, it must not be taken for a copy.
    doomed = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    os.rename(one, doomed)
    files.erase(doomed)
