"""From a secret to the vault key."""

import os
from dataclasses import replace

import pytest
from cryptography.exceptions import UnsupportedAlgorithm

from app.vault import DEFAULT_PARAMS, Damaged, Params, WrongSecret
from app.vault import keys as vault_keys
from app.vault.keys import Slot, argon2id, secret_bytes, unwrap, wrap

VAULT = b"v" * 16


@pytest.fixture
def slot(cheap: Params) -> Slot:
    return wrap(bytearray(b"k" * 32), VAULT, "passphrase", b"hemligt", cheap)


def test_the_default_is_rfc_9106s_second_option() -> None:
    assert Params(memory_kib=65_536, passes=3, lanes=4) == DEFAULT_PARAMS
    key = bytearray(os.urandom(32))
    slot = wrap(key, VAULT, "passphrase", b"hemligt", DEFAULT_PARAMS)
    assert unwrap(slot, VAULT, b"hemligt") == key


def test_both_libraries_derive_the_same_bytes(cheap: Params) -> None:
    args = (b"sju sorters kakor", b"s" * 16, cheap)
    ours = vault_keys._argon2id_openssl(*args)
    assert ours == vault_keys._argon2id_cffi(*args)
    assert len(ours) == 64


def test_argon2_cffi_takes_over_where_cryptography_has_no_argon2id(
    monkeypatch: pytest.MonkeyPatch, cheap: Params
) -> None:
    expected = argon2id(b"hemligt", b"s" * 16, cheap)

    def missing(*_: object) -> bytes:
        raise UnsupportedAlgorithm("an old OpenSSL")

    monkeypatch.setattr(vault_keys, "_argon2id_openssl", missing)
    assert argon2id(b"hemligt", b"s" * 16, cheap) == expected


def test_a_slot_opens_with_its_secret_only(slot: Slot) -> None:
    assert unwrap(slot, VAULT, b"hemligt") == b"k" * 32
    with pytest.raises(WrongSecret):
        unwrap(slot, VAULT, b"hemligT")


def test_a_slot_is_bound_to_its_vault_id_and_kind(slot: Slot) -> None:
    with pytest.raises(Damaged):
        unwrap(slot, b"w" * 16, b"hemligt")
    with pytest.raises(Damaged):
        unwrap(replace(slot, kind="recovery"), VAULT, b"hemligt")
    with pytest.raises(Damaged):
        unwrap(replace(slot, id=b"i" * 16), VAULT, b"hemligt")


def test_a_changed_wrapping_is_damage_not_a_wrong_secret(slot: Slot) -> None:
    changed = slot.wrapped[:30] + bytes([slot.wrapped[30] ^ 1]) + slot.wrapped[31:]
    with pytest.raises(Damaged):
        unwrap(replace(slot, wrapped=changed), VAULT, b"hemligt")


def test_one_passphrase_typed_in_two_ways_gives_the_same_key() -> None:
    composed, decomposed = "l\u00f6senfras \ufb01", "lo\u0308senfras fi"
    assert secret_bytes("passphrase", composed) == secret_bytes("passphrase", decomposed)


def test_half_a_surrogate_pair_in_a_passphrase_is_a_passphrase_like_any_other() -> None:
    assert secret_bytes("passphrase", "\ud83d") != secret_bytes("passphrase", "\ud83c")


@pytest.mark.parametrize(
    "params",
    [
        (8 * 1024 - 1, 1, 1),
        (1024 * 1024 + 1, 1, 1),
        (8192, 0, 1),
        (8192, 17, 1),
        (8192, 1, 0),
        (8192, 1, 17),
    ],
)
def test_parameters_out_of_bounds_are_refused_before_anything_runs(
    params: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Params(*params)
