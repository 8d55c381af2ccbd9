"""Slots: the vault key, wrapped once for each secret that may open it.

A secret goes through Argon2id (RFC 9106) and gives 64 bytes: 0–31 wrap the vault key, 32–47 are a
commitment to the secret and are kept in clear, 48–63 are not used. The commitment is compared
first, since AES-GCM alone would let one wrapped key open under several secrets.
"""

from __future__ import annotations

import hmac
import os
import threading
import unicodedata
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import UnsupportedAlgorithm

from . import recovery
from .canon import fields, number
from .errors import Damaged, NoRoom, WrongSecret
from .seal import KEY_BYTES, Xaes

Kind = Literal["passphrase", "recovery"]
KINDS: tuple[Kind, ...] = ("passphrase", "recovery")
SALT_BYTES = 16
ID_BYTES = 16
COMMITMENT_BYTES = 16


@dataclass(frozen=True)
class Params:
    """How dear one guess is: Argon2id's memory in KiB, passes over it, and lanes.

    The default is RFC 9106's second recommended option. The bounds (8 MiB to 1 GiB, 1 to 16, 1 to
    16) are checked before anything is derived, so that a hostile file cannot eat the memory.
    Raises ValueError outside them.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if not (
            8 * 1024 <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 16
            and 1 <= self.lanes <= 16
        ):
            raise ValueError("Argon2id parameters out of bounds")

    def below(self, other: Params) -> bool:
        """Whether a guess costs less memory, or less work, than under the other."""
        return (
            self.memory_kib < other.memory_kib
            or self.memory_kib * self.passes < other.memory_kib * other.passes
        )


DEFAULT_PARAMS = Params()


@dataclass(frozen=True)
class Slot:
    """One wrapping of the vault key. All of it may be seen by anyone who has the file."""

    id: bytes
    kind: Kind
    params: Params
    salt: bytes
    commitment: bytes
    wrapped: bytes

    def aad(self, vault_id: bytes) -> bytes:
        """What the wrapping is bound to, so that no slot fits another place or other parameters."""
        return _aad(vault_id, self.id, self.kind, self.params, self.salt)


def secret_bytes(kind: Kind, secret: str) -> bytes:
    """What of a secret goes into Argon2id.

    A passphrase is put in Unicode's form NFKC, so that the same keys on another keyboard or system
    give the same bytes. A recovery code gives its 16 bytes. Raises BadCode for a miswritten code.
    """
    if kind == "recovery":
        return recovery.parse(secret)
    return unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")


_one_at_a_time = threading.Lock()


def argon2id(secret: bytes, salt: bytes, params: Params) -> bytes:
    """Argon2id version 1.3, 64 bytes out, without secret key or associated data (RFC 9106).

    From `cryptography` where its OpenSSL has it (3.2 and later), else from argon2-cffi; the bytes
    are the same. One at a time: two at once wait for each other for ever in OpenSSL 4.0, which
    shares its worker threads between them. Raises NoRoom when the memory cannot be had.
    """
    with _one_at_a_time:
        try:
            try:
                return _argon2id_openssl(secret, salt, params)
            except (ImportError, UnsupportedAlgorithm):
                return _argon2id_cffi(secret, salt, params)
        except MemoryError:
            raise NoRoom("not enough memory to derive the key") from None


def wrap(vault_key: bytearray, vault_id: bytes, kind: Kind, secret: bytes, params: Params) -> Slot:
    """A new slot, with an id and a salt of its own, that opens to `vault_key` (32 bytes)."""
    slot_id, salt = os.urandom(ID_BYTES), os.urandom(SALT_BYTES)
    derived = argon2id(secret, salt, params)
    aad = _aad(vault_id, slot_id, kind, params, salt)
    wrapped = Xaes(derived[:32]).seal(bytes(vault_key), aad)
    return Slot(slot_id, kind, params, salt, derived[32:48], wrapped)


def unwrap(slot: Slot, vault_id: bytes, secret: bytes) -> bytearray:
    """The 32-byte vault key. Raises WrongSecret, or Damaged for a slot that is not as written."""
    derived = argon2id(secret, slot.salt, slot.params)
    if not hmac.compare_digest(derived[32:48], slot.commitment):
        raise WrongSecret("the secret does not fit the slot")
    key = bytearray(Xaes(derived[:32]).open(slot.wrapped, slot.aad(vault_id)))
    if len(key) != KEY_BYTES:
        raise Damaged("the wrapped key has the wrong length")
    return key


def _aad(vault_id: bytes, slot_id: bytes, kind: Kind, params: Params, salt: bytes) -> bytes:
    cost = number(params.memory_kib) + number(params.passes) + number(params.lanes)
    return fields(b"vault/1/slot", vault_id, slot_id, kind.encode("ascii"), cost, salt)


def _argon2id_openssl(secret: bytes, salt: bytes, params: Params) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # ImportError before 44

    return Argon2id(  # UnsupportedAlgorithm where its OpenSSL is older than 3.2
        salt=salt,
        length=64,
        iterations=params.passes,
        lanes=params.lanes,
        memory_cost=params.memory_kib,
    ).derive(secret)


def _argon2id_cffi(secret: bytes, salt: bytes, params: Params) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret, salt, params.passes, params.memory_kib, params.lanes, 64, Type.ID
    )
