"""A vault that lies nowhere: for trying the app without leaving anything behind."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn, Self

from . import header
from .chain import Link
from .errors import ReadOnly
from .opened import Opened
from .seal import KEY_BYTES
from .vault import Vault


class MemoryVault(Vault):
    """An open vault whose records live until it is locked. Nothing of it reaches a disk.

    No secret opens it, so locking it is the end of it. Else it is used as any other.
    """

    @classmethod
    def new(cls) -> Self:
        """An empty one."""
        key, vault_id = bytearray(os.urandom(KEY_BYTES)), os.urandom(header.VAULT_ID_BYTES)
        anchor = os.urandom(header.ANCHOR_BYTES)
        head = header.Header(vault_id, (), generation=0, anchor=anchor, first_seq=1)
        return cls(Opened(_Nothing(), head, key))

    def copy_to(self, path: Path) -> NoReturn:
        """Raises ReadOnly: a copy would be on the disk."""
        raise ReadOnly("the vault is in memory alone")


class _Nothing:
    """A journal that keeps nothing: the records themselves are in memory already."""

    def chunks(self) -> list[Link]:
        return []

    def last_seq(self) -> int:
        return 0

    def append(self, link: Link) -> None:
        pass

    def set_header(self, row: Mapping[str, Any]) -> None:
        pass

    def rewrite(self, row: Mapping[str, Any], links: Iterable[Link]) -> None:
        for _ in links:  # sealing them is what moves the chain on
            pass

    def close(self) -> None:
        pass
