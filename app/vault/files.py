"""The vault as a file in a folder: is it there, is it born whole, is it gone.

The file is never opened here while a vault may be unlocked: closing any descriptor of a file drops
this process's locks on it, SQLite's included (https://sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import AlreadyExists, Damaged, NoRoom, ReadOnly, Unwritable, VaultError

# What SQLite may leave beside the file after a crash.
SIDECARS = ("-journal", "-wal", "-shm")
_UNFINISHED = ".new"
_BLOCK = 1024 * 1024


def exists(path: Path) -> bool:
    """Whether there is a file at the path. Cheap: one stat."""
    return os.path.exists(path)


def check_plain(path: Path) -> None:
    """See that the file, and what may lie beside it, are files and not something to wait for.

    Opening a pipe, say, may last for ever. Raises Damaged; OSError where it cannot be told.
    """
    for one in (path, *(path.with_name(path.name + suffix) for suffix in SIDECARS)):
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(os.stat(one).st_mode):
                raise Damaged("not a file")


def failure(error: OSError) -> VaultError:
    """The vault's name for an error from the operating system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENOMEM):
        return NoRoom("the disk is full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly("the file or folder may not be written")
    return Unwritable(f"system error {errno.errorcode.get(error.errno or 0, '?')}")


@contextmanager
def newborn(path: Path) -> Iterator[Path]:
    """A temporary path to build a file at; it gets its real name when the block ends well.

    The file exists, empty, with permissions 0600. However the process ends, `path` is either
    absent or whole. Raises AlreadyExists, NoRoom, ReadOnly or Unwritable.
    """
    if exists(path):
        raise AlreadyExists("there is a file there already")
    built = path.with_name(f"{path.name}.{secrets.token_hex(8)}{_UNFINISHED}")
    try:
        # Sidecars of a vault that is gone would be taken for the new one's.
        _remove(path.with_name(path.name + suffix) for suffix in SIDECARS)
        os.close(os.open(built, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield built
        _name_for_good(built, path)
    except FileExistsError:
        raise AlreadyExists("there is a file there already") from None
    except OSError as error:
        raise failure(error) from error
    finally:
        with suppress(OSError):
            _remove(built.with_name(built.name + suffix) for suffix in ("", *SIDECARS))


def erase(path: Path) -> None:
    """Overwrite and remove the file and all that belongs to it; nothing happens if none is there.

    Flash storage may keep old bytes; without a secret they are noise.
    Raises ReadOnly or Unwritable.
    """
    unfinished = path.parent.glob(f"{path.name}.*{_UNFINISHED}*")
    try:
        for one in (path, *(path.with_name(path.name + suffix) for suffix in SIDECARS)):
            if one.is_file():
                _overwrite(one)
            _remove([one])
        _remove(unfinished)
        sync_folder(path.parent)
    except OSError as error:
        raise failure(error) from error


def _overwrite(path: Path) -> None:
    with open(path, "r+b") as file:
        length = os.fstat(file.fileno()).st_size
        for at in range(0, length, _BLOCK):
            file.write(bytes(min(_BLOCK, length - at)))
        file.flush()
        os.fsync(file.fileno())


def _name_for_good(built: Path, path: Path) -> None:
    with open(built, "r+b") as file:
        os.fsync(file.fileno())
    try:
        os.link(built, path)  # unlike rename, never replaces a file another process just made
        os.unlink(built)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: some phones, some memory sticks
        os.rename(built, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot, and does not need to
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove(paths: Iterator[Path] | list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
