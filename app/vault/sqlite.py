"""The file as SQLite sees it: a connection through SQLAlchemy Core, the two tables, a new file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from . import trouble
from .errors import Damaged, UnknownFormat
from .header import FORMAT

# "GuiV": tells the file from other SQLite files (https://sqlite.org/fileformat.html, 1.3.16).
APPLICATION_ID = 0x47756956
HEADER_COLUMNS = (
    *("format", "vault_id", "slots", "generation"),
    *("anchor", "first_seq", "digest", "mac"),
)
_HEADER_TABLE = (
    "CREATE TABLE header (format INTEGER NOT NULL, vault_id BLOB NOT NULL, slots TEXT NOT NULL,"
    " generation INTEGER NOT NULL, anchor BLOB NOT NULL, first_seq INTEGER NOT NULL,"
    " digest BLOB NOT NULL, mac BLOB NOT NULL)"
)
_FIRST_HEADER = "INSERT INTO header VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_CHUNK_TABLE = "CREATE TABLE chunk (seq INTEGER PRIMARY KEY AUTOINCREMENT, sealed BLOB NOT NULL)"
_SCHEMA = [
    ("table", "chunk", _CHUNK_TABLE),
    ("table", "header", _HEADER_TABLE),
    ("table", "sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"),
]
_SETTINGS = """
PRAGMA locking_mode=EXCLUSIVE;  -- and no shared-memory file
PRAGMA synchronous=EXTRA;       -- FULL, and the folder too while the rollback journal is used
PRAGMA fullfsync=ON;            -- macOS: past the drive's cache; nothing elsewhere
PRAGMA checkpoint_fullfsync=ON;
PRAGMA secure_delete=ON;
PRAGMA temp_store=MEMORY;
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
"""


def connect(path: Path) -> Connection:
    """Open an existing file, without waiting for anyone else's lock.

    Each statement is a transaction of its own unless BEGIN was executed.
    """
    uri = path.absolute().as_uri() + "?mode=rw"

    def open_file() -> sqlite3.Connection:
        raw = sqlite3.connect(
            uri, uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            raw.executescript(_SETTINGS)  # some already read the file's first page
        except BaseException:
            raw.close()
            raise
        return raw

    engine = create_engine(
        "sqlite://",
        creator=open_file,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    with trouble.named(path):
        return engine.connect()


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection beneath SQLAlchemy's."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not the sqlite3 driver")
    return raw


def build(path: Path, row: Mapping[str, Any]) -> None:
    """Write a new vault, with a header and no chunks, into an empty file."""
    with connect(path) as connection, trouble.named(path):
        for sql in ("BEGIN EXCLUSIVE", _HEADER_TABLE, _CHUNK_TABLE):
            connection.exec_driver_sql(sql)
        connection.exec_driver_sql(_FIRST_HEADER, header_values(row))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
        connection.exec_driver_sql("COMMIT")


def check_format(connection: Connection) -> None:
    """See that the file is a vault of this format, whole as far as SQLite can tell.

    Raises Damaged or UnknownFormat; SQLite's failures pass through.
    """
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise Damaged("not a vault")
    if connection.exec_driver_sql("PRAGMA user_version").scalar() != FORMAT:
        raise UnknownFormat("another format")
    # Exactly these tables: no trigger or view may come along.
    found = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    if [tuple(row) for row in found] != _SCHEMA:
        raise Damaged("unexpected tables")
    # Chunks that can all be read may still stand in a file that the next write would ruin.
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise Damaged("the file's structure")


def header_values(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The header's values in the order of its columns."""
    return tuple(row[name] for name in HEADER_COLUMNS)
