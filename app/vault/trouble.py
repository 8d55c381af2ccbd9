"""SQLite's error codes under the vault's names (https://sqlite.org/rescode.html)."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from .errors import Busy, Damaged, NoRoom, NoVault, ReadOnly, Unwritable, VaultError

# Less than this free, in bytes, and a failed write is taken for a full disk.
_NEXT_TO_NOTHING = 256 * 1024

_NAMES: dict[int, type[VaultError]] = {
    sqlite3.SQLITE_FULL: NoRoom,
    sqlite3.SQLITE_NOMEM: NoRoom,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_AUTH: ReadOnly,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_PROTOCOL: Busy,
    sqlite3.SQLITE_IOERR: Unwritable,
    sqlite3.SQLITE_CANTOPEN: Unwritable,
}


# All that comes out of a statement, or of reading its rows, when a file is not as it should be:
# UnicodeError and TypeError for text and columns that Python or SQLAlchemy cannot make out.
FAILURES = (SQLAlchemyError, sqlite3.Error, UnicodeError, TypeError)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Give failures in the block the vault's names."""
    try:
        yield
    except FAILURES as error:
        raise name(error, path) from error


def name(error: Exception, path: Path) -> VaultError:
    """The vault's name for a failure of SQLite or of SQLAlchemy around it.

    What has no other name is Damaged: with fixed statements, SQLite complains of a missing table,
    a wrong type or undecodable text only if the file is not as the vault wrote it.
    """
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", None)
    text = f"sqlite: {getattr(origin, 'sqlite_errorname', type(origin).__name__)}"
    if code is None:
        return Damaged(text)
    kind = _NAMES.get(code & 0xFF, Damaged)
    if kind is Unwritable:
        kind = _closer(code, path)
    return kind(text)


def _closer(code: int, path: Path) -> type[VaultError]:
    """Tell apart what SQLite calls an input or output error."""
    if code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        if not path.exists():
            return NoVault
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return ReadOnly
    elif shutil.disk_usage(path.parent).free < _NEXT_TO_NOTHING:
        return NoRoom  # a quota or a part of a write, which SQLite does not tell from a fault
    return Unwritable
