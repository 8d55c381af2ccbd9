"""XAES-256-GCM against its specification's vectors, and padding."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import Damaged
from app.vault.seal import NONCE_BYTES, OVERHEAD, Xaes, pad, padded_length, subkey, unpad

NONCE = b"ABCDEFGHIJKLMNOPQRSTUVWX"


@pytest.mark.parametrize(
    ("key", "aad", "expected"),
    [
        (b"\x01" * 32, b"", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"),
        (
            b"\x03" * 32,
            b"c2sp.org/XAES-256-GCM",
            "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d",
        ),
    ],
    ids=["first bit of L is 0", "first bit of L is 1"],
)
def test_xaes_gives_the_specifications_ciphertexts(key: bytes, aad: bytes, expected: str) -> None:
    assert Xaes(key).encrypt(NONCE, b"XAES-256-GCM", aad).hex() == expected


def test_xaes_gives_the_specifications_accumulated_hash_of_10_000_random_messages() -> None:
    stream = hashlib.shake_128(b"").digest(10_000 * (32 + 24 + 1 + 255 + 1 + 255))
    assert stream[:16].hex() == "7f9c2ba4e88f827d616045507605853e"
    at, seen = 0, hashlib.shake_128()

    def take(length: int) -> bytes:
        nonlocal at
        at += length
        return stream[at - length : at]

    for _ in range(10_000):
        key, nonce = take(32), take(24)
        text = take(take(1)[0])
        aad = take(take(1)[0])
        cipher = Xaes(key)
        sealed = cipher.encrypt(nonce, text, aad)
        assert cipher.open(nonce + sealed, aad) == text
        seen.update(sealed)
    expected = "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"
    assert seen.hexdigest(32) == expected


def test_two_sealings_of_one_text_share_neither_nonce_nor_ciphertext() -> None:
    cipher = Xaes(os.urandom(32))
    first, second = cipher.seal(b"samma", b""), cipher.seal(b"samma", b"")
    assert first[:NONCE_BYTES] != second[:NONCE_BYTES]
    assert first[NONCE_BYTES:] != second[NONCE_BYTES:]


@given(st.binary(max_size=300), st.binary(max_size=50), st.data())
def test_any_changed_bit_of_sealed_bytes_or_associated_data_is_noticed(
    text: bytes, aad: bytes, data: st.DataObject
) -> None:
    cipher = Xaes(b"k" * 32)
    sealed = cipher.seal(text, aad)
    assert cipher.open(sealed, aad) == text
    both = bytearray(sealed + aad)
    both[data.draw(st.integers(0, len(both) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Damaged):
        cipher.open(bytes(both[: len(sealed)]), bytes(both[len(sealed) :]))


@given(st.binary(max_size=OVERHEAD - 1))
def test_too_few_bytes_are_damaged_not_a_crash(sealed: bytes) -> None:
    with pytest.raises(Damaged):
        Xaes(b"k" * 32).open(sealed, b"")


@given(st.binary(max_size=9000), st.binary(max_size=3).map(lambda tail: tail + b"\x80\x00"))
def test_padding_comes_off_whatever_the_text_ends_with(text: bytes, tail: bytes) -> None:
    assert unpad(pad(text + tail)) == text + tail


@given(st.integers(0, 10**9))
def test_padded_length_holds_the_text_and_its_mark_at_little_cost(length: int) -> None:
    padded = padded_length(length)
    assert padded > length
    if length < 4096:
        assert padded % 256 == 0
        assert padded - length <= 256
    else:
        assert padded <= (length + 1) * 1.12
    assert padded_length(length + 1) >= padded


def test_texts_up_to_4_kib_come_in_sixteen_lengths() -> None:
    assert {padded_length(n) for n in range(4096)} == {256 * n for n in range(1, 17)}


@pytest.mark.parametrize("padded", [b"", b"\x00" * 256, b"text\x00", b"text"])
def test_padding_without_its_mark_is_damaged(padded: bytes) -> None:
    with pytest.raises(Damaged):
        unpad(padded)


def test_subkeys_differ_by_purpose_and_by_vault() -> None:
    key = b"k" * 32
    derived = {
        bytes(subkey(key, vault, purpose))
        for vault in (b"a" * 16, b"b" * 16)
        for purpose in ("vault/1/chunk", "vault/1/header")
    }
    assert len(derived) == 4


def test_no_nonce_repeats_within_an_opening_or_between_two() -> None:
    key = bytes(range(32))
    one, two = Xaes(key), Xaes(key)
    nonces = [cipher.seal(b"x", b"")[:NONCE_BYTES] for cipher in (one, two) for _ in range(2000)]
    assert len(set(nonces)) == len(nonces)
    assert len({nonce[:12] for nonce in nonces}) == 2  # a derived key of its own for each opening


def test_messages_of_several_openings_open_in_any_order() -> None:
    key = bytes(range(32))
    ciphers = [Xaes(key) for _ in range(3)]
    sealed = [(n, ciphers[n % 3].seal(str(n).encode(), b"aad")) for n in range(30)]
    reader = Xaes(key)
    for n, message in sorted(sealed, key=lambda pair: (pair[0] * 7) % 30):
        assert reader.open(message, b"aad") == str(n).encode()
