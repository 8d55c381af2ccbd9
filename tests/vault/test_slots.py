"""The kinds of secret, and headers that someone made up."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import (
    Damaged,
    Params,
    UnknownFormat,
    Vault,
    VaultError,
    WrongSecret,
    device_secret,
    header,
)
from app.vault.keys import KINDS, Kind, wrap

Make = Callable[..., Vault]
Open = Callable[..., Vault]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_kind_of_secret_opens_the_vault_and_changes_no_byte(
    every: Path, secrets: dict[Kind, Any], opened: Open
) -> None:
    before = digest(every)
    for kind, secret in secrets.items():
        with opened(kind, secret) as vault:
            assert vault.get("k") == "v"
            for other, its in secrets.items():
                vault.verify(other, its)
    assert digest(every) == before


def test_a_wrong_secret_of_any_kind_opens_nothing(
    every: Path, secrets: dict[Kind, Any], opened: Open
) -> None:
    before = digest(every)
    wrong = {"shares": bytes(16), "device": device_secret(bytes(32), "2581"), "passphrase": "fel"}
    for kind, secret in wrong.items():
        with pytest.raises(WrongSecret):
            opened(kind, secret)
        with (
            opened("passphrase", secrets["passphrase"]) as vault,
            pytest.raises(WrongSecret),
        ):
            vault.verify(kind, secret)
    assert digest(every) == before


def test_exactly_one_secret_is_given(every: Path, passphrase: str) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        Vault.unlock(every)
    with pytest.raises(ValueError, match="exactly one"):
        Vault.unlock(every, passphrase=passphrase, sheets=bytes(16))
    with pytest.raises(ValueError, match="exactly one"):
        Vault.unlock(every, recovery="", device=b"")


@pytest.mark.parametrize("kind", KINDS)
def test_a_weak_slot_of_any_kind_is_wrapped_anew_when_it_is_used(
    every: Path, secrets: dict[Kind, Any], kind: Kind, cheap: Params, opened: Open
) -> None:
    stronger = Params(9 * 1024, 1, 1)
    with opened(kind, secrets[kind], stronger) as vault:
        costs = {slot.kind: slot.cost for slot in vault._now().header.slots}
    assert costs == {**dict.fromkeys(KINDS, cheap), kind: stronger}
    for other, secret in secrets.items():
        opened(other, secret).lock()


@pytest.mark.parametrize("kind", ["recovery", "shares", "device"])
def test_a_removed_slot_opens_no_more_and_the_others_do(
    every: Path, secrets: dict[Kind, Any], kind: Kind, opened: Open
) -> None:
    with opened("passphrase", secrets["passphrase"]) as vault:
        generation, seq = vault.mark
        vault.remove_slot(kind)
        assert kind not in vault.kinds
        assert vault.mark == (generation + 1, seq)
        before = digest(every)
        vault.remove_slot(kind)
        assert (vault.mark, digest(every)) == ((generation + 1, seq), before)
    for other, secret in secrets.items():
        if other == kind:
            with pytest.raises(WrongSecret):
                opened(other, secret)
        else:
            opened(other, secret).lock()


def test_the_passphrase_is_never_removed(
    every: Path, secrets: dict[Kind, Any], opened: Open
) -> None:
    with opened("passphrase", secrets["passphrase"]) as vault:
        for kind in ("passphrase", "okänd"):
            with pytest.raises(ValueError, match="stays"):
                vault.remove_slot(kind)
        assert vault.kinds == KINDS


def test_the_vault_id_is_the_same_whatever_changes(
    path: Path, create: Make, passphrase: str, cheap: Params
) -> None:
    with create() as vault:
        before = vault.id
        vault.replace_slot("shares", bytes(16), cheap)
        vault.rekey(passphrase, params=cheap)
        vault.compact()
        assert vault.id == before
    with create(path.with_name("annat")) as other:
        assert len(before) == 16 and other.id != before


# Headers that someone made up


def row_with(slots: object) -> dict[str, Any]:
    """A stored header with these slots, and a digest that fits."""
    text = slots if isinstance(slots, str) else header.canon.encode(slots).decode()
    row: dict[str, Any] = {"format": 1, "vault_id": bytes(16), "slots": text, "generation": 0}
    row |= {"anchor": bytes(16), "first_seq": 1, "mac": bytes(32)}
    row["digest"] = hashlib.sha256(header._covered(row)).digest()
    return row


@pytest.fixture(scope="module")
def slot(cheap: Params) -> dict[str, Any]:
    """A good slot for a passphrase, as JSON."""
    made = wrap(bytearray(32), bytes(16), "passphrase", b"hemligt", cheap)
    (listed,) = json.loads(header._slots_to_json((made,)))
    header.parse(row_with([listed]))
    return dict(listed)


numbers = st.one_of(
    st.integers(-(2**53), 2**53),
    st.sampled_from([0, 1, 8, 9, 8191, 8192, 65536, 65537, 2**24 - 1, 2**24, 2**32 - 1, 2**32]),
)


@given(numbers, numbers, numbers)
def test_what_argon2id_allows_but_the_bounds_do_not_is_a_later_versions(
    slot: dict[str, Any], memory: int, passes: int, lanes: int
) -> None:
    row = row_with([slot | {"memory_kib": memory, "passes": passes, "lanes": lanes}])
    possible = 1 <= memory < 2**32 and 1 <= passes < 2**32 and 1 <= lanes < 2**24
    allowed = 8192 <= memory <= 65536 and 1 <= passes <= 8 and 1 <= lanes <= 8
    if allowed:
        parsed, _ = header.parse(row)
        assert [made.cost for made in parsed.slots] == [Params(memory, passes, lanes)]
    else:
        with pytest.raises(UnknownFormat if possible else Damaged):
            header.parse(row)


CHANGES: dict[str, tuple[dict[str, Any], type[VaultError]]] = {
    "a new kind": ({"kind": "stjärnor"}, UnknownFormat),
    "a new derivation": ({"kdf": "argon3"}, UnknownFormat),
    "a new derivation with members of its own": ({"kdf": "argon3", "rounds": 7}, UnknownFormat),
    "a kind that is a number": ({"kind": 1}, Damaged),
    "a derivation that is a list": ({"kdf": ["argon2id"]}, Damaged),
    "scrypt with Argon2id's members": ({"kdf": "scrypt"}, Damaged),
    "a member more": ({"n": 1}, Damaged),
    "a truth for a number": ({"lanes": True}, Damaged),
    "a fraction": ({"passes": 1.5}, Damaged),
    "text for a number": ({"memory_kib": "8192"}, Damaged),
    "nothing for a number": ({"memory_kib": None}, Damaged),
    "a short salt": ({"salt": "00" * 15}, Damaged),
    "upper-case hex": ({"salt": "AA" * 16}, Damaged),
    "hex with spaces": ({"salt": "00 " * 16}, Damaged),
    "no hex": ({"id": "x" * 32}, Damaged),
    "a number for bytes": ({"commitment": 16}, Damaged),
    "a long wrapping": ({"wrapped": "00" * 73}, Damaged),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_slot_of_another_time_is_told_from_nonsense(
    slot: dict[str, Any], change: dict[str, Any], expected: type[VaultError]
) -> None:
    with pytest.raises(expected):
        header.parse(row_with([slot | change]))


def test_a_scrypt_slot_has_no_parameters(slot: dict[str, Any]) -> None:
    for name in ("memory_kib", "passes", "lanes"):
        slot = {key: value for key, value in slot.items() if key != name}
        with pytest.raises(Damaged):
            header.parse(row_with([slot]))
    assert header.parse(row_with([slot | {"kdf": "scrypt"}]))[0].slots[0].cost == "scrypt"
    with pytest.raises(Damaged):
        header.parse(row_with([slot | {"kdf": "scrypt", "n": 2**17}]))


def test_a_header_has_a_slot_for_the_passphrase_and_one_of_each_other_kind_at_most(
    slot: dict[str, Any],
) -> None:
    others = [slot | {"kind": kind} for kind in KINDS[1:]]
    assert len(header.parse(row_with([*others, slot]))[0].slots) == 4
    for slots in ([], others, [slot, slot], [slot, *others, others[0]], [slot, []], {}, [slot, 1]):
        with pytest.raises(Damaged):
            header.parse(row_with(slots))


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.just("scrypt")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


@given(st.data())
def test_whatever_stands_in_a_slot_is_refused_by_name(
    slot: dict[str, Any], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(slot)))
    value = data.draw(json_values)
    text = json.dumps([slot | {name: value}], sort_keys=True, separators=(",", ":"))
    if value != slot[name]:
        try:
            parsed = header.parse(row_with(text))[0]
        except (Damaged, UnknownFormat):
            return
        assert header._slots_to_json(parsed.slots) == text
