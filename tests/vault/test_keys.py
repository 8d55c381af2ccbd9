"""From a secret to the vault key."""

import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import DEFAULT_PARAMS, BadCode, Damaged, Params, WrongSecret, device_secret, recovery
from app.vault.kdf import Cost
from app.vault.keys import KINDS, Kind, Slot, secret_bytes, unwrap, wrap

VAULT = b"v" * 16


@pytest.fixture
def slot(cheap: Params) -> Slot:
    return wrap(bytearray(b"k" * 32), VAULT, "passphrase", b"hemligt", cheap)


def test_the_default_is_rfc_9106s_second_option() -> None:
    assert Params(memory_kib=65_536, passes=3, lanes=4) == DEFAULT_PARAMS
    key = bytearray(os.urandom(32))
    slot = wrap(key, VAULT, "passphrase", b"hemligt", DEFAULT_PARAMS)
    assert unwrap(slot, VAULT, b"hemligt") == key


@pytest.mark.parametrize(
    ("kind", "cost"),
    [*((kind, Params(8192, 1, 1)) for kind in KINDS), ("passphrase", "scrypt")],
    ids=[*KINDS, "scrypt"],
)
def test_a_slot_opens_with_its_secret_only(kind: Kind, cost: Cost) -> None:
    slot = wrap(bytearray(b"k" * 32), VAULT, kind, b"hemligt", cost)
    assert unwrap(slot, VAULT, b"hemligt") == b"k" * 32
    with pytest.raises(WrongSecret):
        unwrap(slot, VAULT, b"hemligT")


def test_a_slot_is_bound_to_its_vault_id_and_kind(slot: Slot) -> None:
    with pytest.raises(Damaged):
        unwrap(slot, b"w" * 16, b"hemligt")
    with pytest.raises(Damaged):
        unwrap(replace(slot, id=b"i" * 16), VAULT, b"hemligt")
    for kind in ("recovery", "shares", "device"):
        with pytest.raises(Damaged):
            unwrap(replace(slot, kind=kind), VAULT, b"hemligt")


def test_a_slot_is_bound_to_its_derivation(cheap: Params) -> None:
    of_argon2id, of_scrypt = (
        wrap(bytearray(b"k" * 32), VAULT, "passphrase", b"hemligt", cost)
        for cost in (cheap, "scrypt")
    )
    with pytest.raises(WrongSecret):
        unwrap(replace(of_argon2id, cost="scrypt"), VAULT, b"hemligt")
    with pytest.raises(WrongSecret):
        unwrap(replace(of_scrypt, cost=cheap), VAULT, b"hemligt")
    assert of_scrypt.aad(VAULT) != replace(of_scrypt, cost=cheap).aad(VAULT)


def test_a_changed_wrapping_is_damage_not_a_wrong_secret(slot: Slot) -> None:
    changed = slot.wrapped[:30] + bytes([slot.wrapped[30] ^ 1]) + slot.wrapped[31:]
    with pytest.raises(Damaged):
        unwrap(replace(slot, wrapped=changed), VAULT, b"hemligt")


def test_one_passphrase_typed_in_two_ways_gives_the_same_key() -> None:
    composed, decomposed = "l\u00f6senfras \ufb01", "lo\u0308senfras fi"
    assert secret_bytes("passphrase", composed) == secret_bytes("passphrase", decomposed)


def test_half_a_surrogate_pair_in_a_passphrase_is_a_passphrase_like_any_other() -> None:
    assert secret_bytes("passphrase", "\ud83d") != secret_bytes("passphrase", "\ud83c")


def test_each_kind_of_secret_gives_the_bytes_of_its_kind() -> None:
    joined = bytes(range(16))
    assert secret_bytes("recovery", recovery.show(joined)) == joined
    assert secret_bytes("shares", joined) == joined
    device = device_secret(bytes(32), "2580")
    assert secret_bytes("device", device) == device
    with pytest.raises(BadCode):
        secret_bytes("recovery", "inte en kod")


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        ("passphrase", b"bytes"),
        ("recovery", bytes(16)),
        ("shares", "text"),
        ("shares", bytes(15)),
        ("shares", bytes(17)),
        ("device", "text"),
    ],
)
def test_a_secret_that_is_not_of_its_kind_is_a_mistake(kind: Kind, secret: str | bytes) -> None:
    with pytest.raises(ValueError, match="secret is"):
        secret_bytes(kind, secret)


def test_a_known_device_secret_stays_the_same_for_ever() -> None:
    expected = "00000020" + bytes(range(32)).hex() + "00000004" + b"0123".hex()
    assert device_secret(bytes(range(32)), "0123").hex() == expected


stores = st.binary(min_size=32, max_size=32)
codes = st.text("0123456789", max_size=12)


@given(stores, codes, stores, codes)
def test_no_two_devices_or_codes_share_a_secret(
    stored: bytes, code: str, other: bytes, second: str
) -> None:
    same = device_secret(stored, code) == device_secret(other, second)
    assert same == ((stored, code) == (other, second))


@pytest.mark.parametrize(
    ("stored", "code"), [(bytes(31), "1234"), (b"", ""), (bytes(32), "12a4"), (bytes(32), "١٢٣٤")]
)
def test_a_device_secret_is_of_32_bytes_and_digits(stored: bytes, code: str) -> None:
    with pytest.raises(ValueError, match="32 bytes and a code of digits"):
        device_secret(stored, code)
