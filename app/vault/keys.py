"""Slots: the vault key, wrapped once for each secret that may open it.

A secret goes through a slow derivation (see `kdf`) and gives 64 bytes: 0–31 wrap the vault key,
32–47 are a commitment to the secret and are kept in clear, 48–63 are not used. The commitment is
compared first, since AES-GCM alone would let one wrapped key open under several secrets.

Every kind of secret goes the same way, also those that nobody could guess: one way to get right.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from dataclasses import dataclass
from typing import Literal

from . import recovery
from .canon import fields, number
from .errors import Damaged, WrongSecret
from .kdf import DEFAULT_PARAMS, Cost, Params, argon2id, best, scrypt
from .seal import KEY_BYTES, Xaes

Kind = Literal["passphrase", "recovery", "shares", "device"]
KINDS: tuple[Kind, ...] = ("passphrase", "recovery", "shares", "device")
SALT_BYTES = 16
ID_BYTES = 16
COMMITMENT_BYTES = 16
SHARED_BYTES = 16
STORED_BYTES = 32


@dataclass(frozen=True)
class Slot:
    """One wrapping of the vault key. All of it may be seen by anyone who has the file."""

    id: bytes
    kind: Kind
    cost: Cost
    salt: bytes
    commitment: bytes
    wrapped: bytes

    def aad(self, vault_id: bytes) -> bytes:
        """What the wrapping is bound to, so that no slot fits another place or other parameters."""
        return _aad(vault_id, self.id, self.kind, self.cost, self.salt)


def device_secret(stored: bytes, code: str) -> bytes:
    """What opens the slot of a device: the 32 random bytes that it stores, and a short code.

    code: digits, or "" where the device itself asks for a finger or a face before it gives the
    bytes out. Raises ValueError for anything else.
    """
    if len(stored) != STORED_BYTES or (code and not (code.isascii() and code.isdigit())):
        raise ValueError("a device's secret is 32 bytes and a code of digits")
    return fields(stored, code.encode("ascii"))


def secret_bytes(kind: Kind, secret: str | bytes) -> bytes:
    """What of a secret goes into the derivation.

    A passphrase is put in Unicode's form NFKC, so that the same keys on another keyboard or system
    give the same bytes. A recovery code gives its 16 bytes. What is joined from sheets (16 bytes)
    and what `device_secret` gave are used as they are.
    Raises BadCode for a miswritten code, and ValueError for a secret that is not of its kind.
    """
    if kind in ("passphrase", "recovery"):
        if not isinstance(secret, str):
            raise ValueError("this kind of secret is text")
        if kind == "recovery":
            return recovery.parse(secret)
        return unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    if not isinstance(secret, bytes):
        raise ValueError("this kind of secret is bytes")
    if kind == "shares" and len(secret) != SHARED_BYTES:
        raise ValueError("a shared secret is 16 bytes")
    return secret


def wrap(vault_key: bytearray, vault_id: bytes, kind: Kind, secret: bytes, cost: Cost) -> Slot:
    """A new slot, with an id and a salt of its own, that opens to `vault_key` (32 bytes)."""
    slot_id, salt = os.urandom(ID_BYTES), os.urandom(SALT_BYTES)
    derived = _derived(secret, salt, cost)
    aad = _aad(vault_id, slot_id, kind, cost, salt)
    wrapped = Xaes(derived[:32]).seal(bytes(vault_key), aad)
    return Slot(slot_id, kind, cost, salt, derived[32:48], wrapped)


def unwrap(slot: Slot, vault_id: bytes, secret: bytes) -> bytearray:
    """The 32-byte vault key. Raises WrongSecret, or Damaged for a slot that is not as written.

    Also NoRoom (memory), and UnknownFormat where this build has no Argon2id.
    """
    derived = _derived(secret, slot.salt, slot.cost)
    if not hmac.compare_digest(derived[32:48], slot.commitment):
        raise WrongSecret("the secret does not fit the slot")
    key = bytearray(Xaes(derived[:32]).open(slot.wrapped, slot.aad(vault_id)))
    if len(key) != KEY_BYTES:
        raise Damaged("the wrapped key has the wrong length")
    return key


def spend(kind: Kind, secret: str | bytes) -> None:
    """Take as long as trying a secret on a slot of today's cost does, and open nothing."""
    _derived(secret_bytes(kind, secret), bytes(SALT_BYTES), best(DEFAULT_PARAMS))


def _derived(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return argon2id(secret, salt, cost) if isinstance(cost, Params) else scrypt(secret, salt)


def _aad(vault_id: bytes, slot_id: bytes, kind: Kind, cost: Cost, salt: bytes) -> bytes:
    if isinstance(cost, Params):
        spent = number(cost.memory_kib) + number(cost.passes) + number(cost.lanes)
    else:
        spent = cost.encode("ascii")
    return fields(b"vault/1/slot", vault_id, slot_id, kind.encode("ascii"), spent, salt)
