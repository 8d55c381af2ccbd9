"""The test vectors of C2SP/CCTV for the age file format: https://c2sp.org/CCTV/age.

They are not kept here. `AGE_TESTKIT` names a folder with them (npm has them as `cctv-age`); without
it this file is passed over, and `test_age_others.py` and `test_age_debian.py` meet other programs.
"""

import io
import os
import zlib
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.envelope import (
    Damaged,
    EnvelopeError,
    NoPassphrase,
    NotSealed,
    TooDear,
    WrongPassphrase,
    age,
)

FOLDER = os.environ.get("AGE_TESTKIT", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="AGE_TESTKIT names no folder of vectors")
IN_SCOPE = 92
BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
# What each kind of failure is called here.
NAMES: dict[str, set[type[EnvelopeError]]] = {
    "header failure": {NotSealed, TooDear},
    "no match": {WrongPassphrase, NoPassphrase},
    "HMAC failure": {Damaged},
    "payload failure": {Damaged},
}
# The nonce belongs to the payload here: the passphrase is right, and the file was cut.
CUT = {"stream_no_nonce", "stream_short_nonce"}


class Vector(NamedTuple):
    """What one file of the kit says."""

    name: str
    expect: str
    payload: str
    identities: list[str]
    passphrases: list[str]
    file: bytes


def vectors() -> list[Vector]:
    """Those for passphrases and X25519; not armored ones, nor those for post-quantum keys."""
    found = []
    for path in sorted(Path(FOLDER).iterdir()) if FOLDER else ():
        content = path.read_bytes()
        if not content.startswith(b"expect: "):
            continue
        head, _, file = content.partition(b"\n\n")
        pairs = [line.split(": ", 1) for line in head.decode().splitlines()]
        said = dict(pairs)
        identities = [value for name, value in pairs if name == "identity"]
        if "armored" in said or any(key.startswith("AGE-SECRET-KEY-PQ-") for key in identities):
            continue
        if said.get("compressed") == "zlib":
            file = zlib.decompress(file)
        passphrases = [value for name, value in pairs if name == "passphrase"]
        found.append(
            Vector(
                path.name, said["expect"], said.get("payload", ""), identities, passphrases, file
            )
        )
    return found


VECTORS = vectors()


def key_of(identity: str) -> X25519PrivateKey:
    """The key that is written as `AGE-SECRET-KEY-1` and 58 signs, the last six of them a check."""
    bits = "".join(f"{BECH32.index(sign):05b}" for sign in identity.rpartition("1")[2][:-6])
    return X25519PrivateKey.from_private_bytes(int(bits[:256], 2).to_bytes(32, "big"))


def unwrap(stanzas: list[age.Stanza], key: X25519PrivateKey) -> bytes:
    """The file key from the stanza that is sealed to the key, as the specification tells."""
    ours = key.public_key().public_bytes_raw()
    for stanza in stanzas:
        kind, *arguments = stanza.arguments
        if kind != b"X25519":
            continue
        if len(arguments) != 1 or len(stanza.body) != 32:
            raise NotSealed("not a stanza for a key")
        share = age.decoded(arguments[0])
        if len(share) != 32:
            raise NotSealed("not a share")
        try:
            shared = key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise NotSealed("a share of low order") from None
        hkdf = HKDF(SHA256(), 32, salt=share + ours, info=b"age-encryption.org/v1/X25519")
        try:
            return ChaCha20Poly1305(hkdf.derive(shared)).decrypt(bytes(12), stanza.body, None)
        except InvalidTag:
            continue
    raise NoPassphrase("sealed to somebody else")


def test_every_vector_in_scope_is_there(figure: Callable[[str], None]) -> None:
    kinds = Counter(vector.expect for vector in VECTORS)
    figure(f"age vectors: {len(VECTORS)} in scope, {dict(kinds.most_common())}")
    assert len(VECTORS) == IN_SCOPE
    assert set(kinds) == {"success", *NAMES}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_a_vector_opens_or_is_refused_as_it_says(vector: Vector) -> None:
    given = bytearray()
    failure: EnvelopeError | None = None
    file = io.BytesIO(vector.file)
    try:
        if vector.identities:
            (identity,) = vector.identities
            pieces = age.open_with(file, lambda stanzas: unwrap(stanzas, key_of(identity)))
        else:
            pieces = age.open_(file, [*vector.passphrases, "none"][0])
        for piece in pieces:
            given += piece
    except EnvelopeError as error:
        failure = error
    if vector.expect == "success":
        assert failure is None
    elif vector.name in CUT:
        assert type(failure) is Damaged
    else:
        assert type(failure) in NAMES[vector.expect]
    if vector.payload:
        assert sha256(given).hexdigest() == vector.payload
    else:
        assert not given
