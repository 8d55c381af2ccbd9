"""A note beside the vault of how far it had come, which tells an older copy put in its place.

The note holds no more than anyone can read in the vault's own header, and nothing hangs on it: the
app warns, and never refuses to open. Whoever changes both files can fool it. A vault in
memory has no path and no note.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from . import durable, files

Mark = tuple[int, int]
"""`Vault.mark`: generation and number of the last chunk."""


def note(path: Path | None, vault_id: bytes, mark: Mark) -> None:
    """Remember how far the vault at `path` has come, if it is further than what is remembered.

    Killed at any point, the old note or the new one stands. Never fails: without a note the app
    only knows less.
    """
    if path is None:
        return
    known = _read(path)
    if known and known[0] == vault_id and known[1] >= mark:
        return
    text = json.dumps({"vault": vault_id.hex(), "generation": mark[0], "seq": mark[1]})
    with suppress(OSError):
        for stale in durable.beside(_at(path), durable.UNFINISHED):
            stale.unlink(missing_ok=True)
        with durable.written(_at(path), text.encode("ascii")) as new:
            os.replace(new, _at(path))
        files.sync_folder(path.parent)


def is_older(path: Path | None, vault_id: bytes, mark: Mark) -> bool:
    """Whether this vault had come further before. False if nothing is known of it."""
    known = None if path is None else _read(path)
    return known is not None and known[0] == vault_id and known[1] > mark


def forget(path: Path | None) -> None:
    """Remember nothing: after erasing, or when a person has chosen to go on from an older copy.

    Raises ReadOnly or Unwritable.
    """
    if path is None:
        return
    try:
        for one in (_at(path), *durable.beside(_at(path), durable.UNFINISHED)):
            one.unlink(missing_ok=True)
    except OSError as error:
        raise files.failure(error) from error


def _at(path: Path) -> Path:
    return path.with_name(path.name + "-mark")


def _read(path: Path) -> tuple[bytes, Mark] | None:
    """The vault's id and its mark; None if there is no note that can be read."""
    try:
        noted = json.loads(_at(path).read_bytes())
        numbers = noted["generation"], noted["seq"]
        vault_id = bytes.fromhex(noted["vault"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if any(type(number) is not int for number in numbers):
        return None
    return vault_id, numbers
