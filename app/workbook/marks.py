"""What the person says of each section: their own mark, changed whenever they like.

Nothing else sets one. It lies in the vault, and of two copies that are joined the newest holds.
"""

from contextlib import suppress
from enum import Enum

from app.vault import Vault

MARK = "mark/"  # before the id of a section, in the vault


class Mark(Enum):
    """The value is what the vault keeps."""

    WANTED = "wanted"
    BEGUN = "begun"
    DONE = "done"
    UNWANTED = "unwanted"


class Marks:
    """Of an open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of(self, section_id: str) -> Mark | None:
        """The section's mark; None for none, or for one of a later version."""
        with suppress(ValueError):
            return Mark(self._vault.get(MARK + section_id))
        return None

    def put(self, section_id: str, mark: Mark | None) -> None:
        """Marks a section, with None no more. Durable when it returns; raises a ``VaultError``."""
        if mark is not self.of(section_id):
            self._vault.append([(MARK + section_id, mark.value if mark else None)])
