"""The header: what must be known before the vault key is.

One row, readable by anyone, changed by no one unnoticed: a digest tells an accident before a secret
is tried (so a damaged slot does not look like a wrong passphrase), and a MAC under a key from the
vault key tells intent.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import canon
from .errors import Damaged, UnknownFormat
from .kdf import Cost, Params
from .keys import COMMITMENT_BYTES, ID_BYTES, KINDS, SALT_BYTES, Kind, Slot
from .seal import KEY_BYTES, OVERHEAD, subkey

FORMAT = 1
VAULT_ID_BYTES = 16
ANCHOR_BYTES = 16
MAX_NUMBER = 2**63 - 1
_BYTES = {"vault_id": VAULT_ID_BYTES, "anchor": ANCHOR_BYTES, "digest": 32, "mac": 32}
_SLOT_BYTES = {
    "id": ID_BYTES,
    "salt": SALT_BYTES,
    "commitment": COMMITMENT_BYTES,
    "wrapped": KEY_BYTES + OVERHEAD,
}
# The members that tell how dear the derivation is, and the most that Argon2id itself allows each
# (RFC 9106, section 3.1).
_COST = {
    "argon2id": {"memory_kib": 2**32 - 1, "passes": 2**32 - 1, "lanes": 2**24 - 1},
    "scrypt": {},
}


@dataclass(frozen=True)
class Header:
    """vault_id: 16 random bytes, the same for the vault's whole life.
    slots: one for the passphrase, and at most one of each other kind.
    generation: grows by one each time the header is rewritten.
    anchor: 16 random bytes that the chain of chunks starts from.
    first_seq: the sequence number of the first chunk, 1 or more.
    """

    vault_id: bytes
    slots: tuple[Slot, ...]
    generation: int
    anchor: bytes
    first_seq: int

    def slot(self, kind: Kind) -> Slot | None:
        """The slot of a kind, if there is one."""
        return next((slot for slot in self.slots if slot.kind == kind), None)

    def with_slot(self, new: Slot) -> Header:
        """The next generation, with `new` in the place of the slot of its kind."""
        kept = self.without_slot(new.kind)
        return replace(kept, slots=(*kept.slots, new))

    def without_slot(self, kind: Kind) -> Header:
        """The next generation, with no slot of a kind."""
        slots = tuple(slot for slot in self.slots if slot.kind != kind)
        return replace(self, slots=slots, generation=self.generation + 1)

    def row(self, vault_key: bytearray) -> dict[str, int | bytes | str]:
        """The row to store, its digest and MAC included."""
        row: dict[str, int | bytes | str] = {
            "format": FORMAT,
            "vault_id": self.vault_id,
            "slots": _slots_to_json(self.slots),
            "generation": self.generation,
            "anchor": self.anchor,
            "first_seq": self.first_seq,
        }
        covered = _covered(row)
        key = subkey(vault_key, self.vault_id, "vault/1/header")
        row["digest"] = hashlib.sha256(covered).digest()
        row["mac"] = hmac.digest(key, covered, "sha256")
        return row

    def verify(self, vault_key: bytearray, mac: bytes) -> None:
        """Raise Damaged unless `mac` is this header's, made with the vault key."""
        expected = self.row(vault_key)["mac"]
        if not isinstance(expected, bytes) or not hmac.compare_digest(expected, mac):
            raise Damaged("header: mac")


def parse(row: Mapping[str, Any]) -> tuple[Header, bytes]:
    """The header of a stored row, its digest checked, and its MAC, not yet checked.

    Raises Damaged for anything `Header.row` would not have written, and UnknownFormat for a slot
    or key derivation of another time, before anything is derived.
    """
    if type(row["format"]) is not int or row["format"] != FORMAT:
        raise Damaged("the header's format is not the file's")
    for name, length in _BYTES.items():
        if type(row[name]) is not bytes or len(row[name]) != length:
            raise Damaged(f"header: {name}")
    for name, least in (("generation", 0), ("first_seq", 1)):
        if type(row[name]) is not int or not least <= row[name] <= MAX_NUMBER:
            raise Damaged(f"header: {name}")
    if type(row["slots"]) is not str or len(row["slots"]) > 10_000:
        raise Damaged("header: slots")
    if hashlib.sha256(_covered(row)).digest() != row["digest"]:
        raise Damaged("header: digest")
    slots = _slots_from_json(row["slots"])
    if _slots_to_json(slots) != row["slots"]:
        raise Damaged("header: slots are not canonical")
    if "passphrase" not in {slot.kind for slot in slots}:
        raise Damaged("header: no slot for a passphrase")
    header = Header(row["vault_id"], slots, row["generation"], row["anchor"], row["first_seq"])
    return header, row["mac"]


def _covered(row: Mapping[str, Any]) -> bytes:
    """The bytes that the digest and the MAC are over: every other column."""
    return canon.fields(
        b"vault/1/header",
        row["vault_id"],
        row["slots"].encode("utf-8", "surrogatepass"),
        canon.number(row["generation"]),
        row["anchor"],
        canon.number(row["first_seq"]),
    )


def _slots_to_json(slots: tuple[Slot, ...]) -> str:
    listed = [
        {
            "commitment": slot.commitment.hex(),
            "id": slot.id.hex(),
            "kind": slot.kind,
            "salt": slot.salt.hex(),
            "wrapped": slot.wrapped.hex(),
            **_cost_to_json(slot.cost),
        }
        for slot in slots
    ]
    return canon.encode(listed).decode("ascii")


def _cost_to_json(cost: Cost) -> dict[str, object]:
    if not isinstance(cost, Params):
        return {"kdf": cost}
    return {
        "kdf": "argon2id",
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
    }


def _slots_from_json(text: str) -> tuple[Slot, ...]:
    try:
        listed = canon.decode(text.encode("utf-8"))
        if type(listed) is not list or any(type(one) is not dict for one in listed):
            raise Damaged("header: slots")
        slots = tuple(slot_from_json(one) for one in listed)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Damaged("header: slots") from None
    if len({slot.kind for slot in slots}) != len(slots):
        raise Damaged("header: two slots of one kind")
    return slots


def slot_from_json(one: dict[str, Any]) -> Slot:
    kind, kdf = one["kind"], one["kdf"]
    if type(kind) is not str or type(kdf) is not str:
        raise Damaged("header: slot kind")
    if kind not in KINDS or kdf not in _COST:
        raise UnknownFormat("a slot of a kind this version does not know")
    if one.keys() != {"kind", "kdf", *_SLOT_BYTES, *_COST[kdf]}:
        raise Damaged("header: slot members")
    texts = {name: bytes.fromhex(one[name]) for name in _SLOT_BYTES}
    if any(len(texts[name]) != length for name, length in _SLOT_BYTES.items()):
        raise Damaged("header: slot lengths")
    return Slot(kind=kind, cost=_cost_from_json(one), **texts)


def _cost_from_json(one: dict[str, Any]) -> Cost:
    if one["kdf"] == "scrypt":
        return "scrypt"
    numbers = {name: one[name] for name in _COST["argon2id"]}
    for name, most in _COST["argon2id"].items():
        if type(numbers[name]) is not int or not 1 <= numbers[name] <= most:
            raise Damaged("header: slot parameters")
    try:
        return Params(**numbers)
    except ValueError:
        raise UnknownFormat("key derivation dearer or cheaper than this version allows") from None
