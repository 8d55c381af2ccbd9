"""Harm done to a vault file, as a failing disk would do it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def chunks(path: Path) -> list[bytes]:
    """The sealed chunks of a vault at rest, in order. Changes nothing."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return [
            bytes(row[0]) for row in connection.execute("SELECT sealed FROM chunk ORDER BY seq")
        ]


def harm(path: Path, chunk: int) -> bytes:
    """Flips one bit in the chunk of that place, from 0. Gives the file as it then is."""
    content, sealed = bytearray(path.read_bytes()), chunks(path)[chunk]
    content[content.index(sealed[:24]) + 20] ^= 1
    path.write_bytes(content)
    return bytes(content)
