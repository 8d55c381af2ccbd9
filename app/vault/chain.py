"""The chain of chunks: each is bound to the one before it.

A chunk's associated data holds the format, the vault id, the chunk's sequence number and the tag of
the chunk before (for the first, the header's anchor). So a chunk that was changed, moved, dropped,
repeated or taken from another vault does not open, nor does any after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .canon import fields, number
from .errors import Damaged
from .header import Header
from .seal import TAG_BYTES, Xaes, pad, subkey, unpad, wipe


@dataclass(frozen=True)
class Link:
    """A sealed chunk and its place in the chain."""

    seq: int
    sealed: bytes


class Chain:
    """Where the chain stands: the next sequence number and the tag to bind to."""

    def __init__(self, vault_key: bytearray, header: Header) -> None:
        """At the start of the header's chain, with no chunk opened yet."""
        self._place = fields(b"vault/1/chunk", header.vault_id)
        self._tag = header.anchor
        self.seq = header.first_seq - 1
        """The number of the last chunk; one less than the first while there is none."""
        key = subkey(vault_key, header.vault_id, "vault/1/chunk")
        self._cipher = Xaes(key)
        wipe(key)

    def seal(self, text: bytes) -> Link:
        """Seal the next chunk without moving on; `accept` moves on when it is safely stored."""
        seq = self.seq + 1
        return Link(seq, self._cipher.seal(pad(text), self._aad(seq)))

    def accept(self, link: Link) -> None:
        """Move on past a chunk that is stored."""
        self.seq = link.seq
        self._tag = link.sealed[-TAG_BYTES:]

    def open(self, link: Link) -> bytes:
        """The text of the next chunk, and move on. Raises Damaged if it is not the next."""
        if link.seq != self.seq + 1:
            raise Damaged("a chunk is missing or out of place")
        text = unpad(self._cipher.open(link.sealed, self._aad(link.seq)))
        self.accept(link)
        return text

    def _aad(self, seq: int) -> bytes:
        return self._place + fields(number(seq), self._tag)
