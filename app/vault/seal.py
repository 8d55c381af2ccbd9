"""Sealing bytes: XAES-256-GCM, padding, and keys for one purpose each.

XAES-256-GCM (https://c2sp.org/XAES-256-GCM) is AES-256-GCM under a key derived from the first half
of a 24-byte nonce. So nonces can be drawn at random for as long as the vault lives, and none
repeats when an old copy of the file is put back and written to again.

The first half is drawn anew each time a vault is opened, and kept until it is locked; the second is
drawn for each message. So the derived key, half the cost of a save, is made once, and the messages
under it are as many as plain AES-256-GCM bears with random nonces (2^32, NIST SP 800-38D, 8.3).
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import Damaged

KEY_BYTES = 32
NONCE_BYTES = 24
TAG_BYTES = 16
OVERHEAD = NONCE_BYTES + TAG_BYTES


class Xaes:
    """XAES-256-GCM under one 32-byte key. Not for two threads at once."""

    def __init__(self, key: bytes | bytearray) -> None:
        """Keep a block cipher under `key`; the key itself is not kept."""
        if len(key) != KEY_BYTES:
            raise ValueError("the key must be 32 bytes")
        # The specification asks for the bare block cipher, which is what ECB is for one block.
        self._block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
        left = int.from_bytes(self._block.update(bytes(16)), "big") << 1
        if left >> 128:
            left ^= (1 << 128) | 0b10000111
        label = (b"\x00\x01X\x00" + bytes(12), b"\x00\x02X\x00" + bytes(12))
        masked = (int.from_bytes(block, "big") ^ left for block in label)
        self._mask = int.from_bytes(b"".join(m.to_bytes(16, "big") for m in masked), "big")
        self._mine = os.urandom(NONCE_BYTES // 2)
        self._last: tuple[bytes, AESGCM] | None = None

    def _message_cipher(self, nonce: bytes | memoryview) -> AESGCM:
        first = bytes(nonce[:12])
        if self._last is None or self._last[0] != first:
            half = int.from_bytes(first, "big")
            derived = self._block.update(((half << 128 | half) ^ self._mask).to_bytes(32, "big"))
            self._last = first, AESGCM(derived)
        return self._last[1]

    def encrypt(self, nonce: bytes, data: bytes, aad: bytes) -> bytes:
        """The specification's own operation: ciphertext and 16-byte tag under a 24-byte nonce."""
        if len(nonce) != NONCE_BYTES:
            raise ValueError("the nonce must be 24 bytes")
        return self._message_cipher(nonce).encrypt(nonce[12:], data, aad)

    def seal(self, data: bytes, aad: bytes) -> bytes:
        """Nonce (24 bytes), ciphertext, tag (16 bytes), in this order."""
        nonce = self._mine + os.urandom(NONCE_BYTES // 2)
        return nonce + self.encrypt(nonce, data, aad)

    def open(self, sealed: bytes, aad: bytes) -> bytes:
        """What `seal` was given. Raises Damaged when anything differs, the key included."""
        if len(sealed) < OVERHEAD:
            raise Damaged("sealed bytes too short")
        view = memoryview(sealed)
        try:
            cipher = self._message_cipher(view)
            return cipher.decrypt(view[12:NONCE_BYTES], view[NONCE_BYTES:], aad)
        except InvalidTag:
            raise Damaged("sealed bytes do not open") from None


def padded_length(length: int) -> int:
    """The length in bytes a text of `length` bytes gets: up to 4 KiB in steps of 256, then Padmé.

    The mark that ends the text takes one byte. Padmé adds at most 12 % and leaks O(log log n) bits
    (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019, section 4.3).
    """
    marked = length + 1
    if marked <= 4096:
        step = 256
    else:
        exponent = marked.bit_length() - 1
        step = 1 << (exponent - exponent.bit_length())
    return -(-marked // step) * step


def pad(data: bytes) -> bytes:
    """End the data with 0x80 and fill with zeros (ISO/IEC 7816-4) to `padded_length`."""
    return (data + b"\x80").ljust(padded_length(len(data)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. Raises Damaged when the mark is missing."""
    marked = padded.rstrip(b"\x00")
    if not marked.endswith(b"\x80"):
        raise Damaged("padding without its mark")
    return marked[:-1]


def subkey(key: bytes | bytearray, vault_id: bytes, purpose: str) -> bytearray:
    """A 32-byte key for one purpose: HKDF-SHA256 (RFC 5869), salt = vault id, info = purpose."""
    kdf = HKDF(SHA256(), KEY_BYTES, salt=vault_id, info=purpose.encode("ascii"))
    return bytearray(kdf.derive(bytes(key)))


def wipe(key: bytearray) -> None:
    """Overwrite a key. Copies that Python or OpenSSL made meanwhile are out of reach."""
    key[:] = bytes(len(key))
