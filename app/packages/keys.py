"""Signatures: what is signed, by which key, and an author's own key."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from . import names
from .errors import BadPackage

PrivateKey = Ed25519PrivateKey
_FIRST_LINE = b"guidepaket 1\n"
# The standard's derivation is quick to try, so the passphrase itself has to be long.
SHORTEST = 20
LONGEST = 1_023  # bytes that the file's format can take
_LONGEST_FILE = 10_000
# Public keys for which a signature can be made without a private one, but for the topmost bit.
_ANYONES = {
    bytes.fromhex(key)
    for key in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
}
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def fingerprint(key: bytes) -> str:
    """A public key to read aloud: eight groups of five, "3f0a1 …", 160 bits of its SHA-256."""
    digits = sha256(key).hexdigest()[:40]
    return " ".join(digits[at : at + 5] for at in range(0, 40, 5))


def listing(files: Mapping[str, bytes]) -> bytes:
    """What the signature covers: every file but itself, by name, length and SHA-256."""
    lines = (
        f"{name} {len(content)} {sha256(content).hexdigest()}\n".encode()
        for name, content in sorted(files.items())
        if name != names.SIGNATURE
    )
    return _FIRST_LINE + b"".join(lines)


def verify(files: Mapping[str, bytes]) -> str:
    """The fingerprint of the key that signed these files. Raises BadPackage."""
    key, signature = (files.get(name, b"") for name in (names.KEY, names.SIGNATURE))
    if len(key) != 32 or len(signature) != 64:
        raise BadPackage("unsigned", "no key or no signature")
    if key[:31] + bytes([key[31] & 0x7F]) in _ANYONES:
        raise BadPackage("signature", "a key that anyone can sign for")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, listing(files))
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        raise BadPackage("signature", "does not fit") from None
    return fingerprint(key)


def signed(files: Mapping[str, bytes], key: PrivateKey) -> dict[str, bytes]:
    """The same files with the key's public half and its signature."""
    covered = {**files, names.KEY: key.public_key().public_bytes_raw()}
    return {**covered, names.SIGNATURE: key.sign(listing(covered))}


def new_key(path: Path, passphrase: str) -> str:
    """Make a key in a new file, readable by its owner alone. Returns its fingerprint.

    Raises ValueError for a passphrase shorter than `SHORTEST` characters or longer than `LONGEST`
    bytes; BadPackage "key_exists" or "unwritable".
    """
    # Only authors need it, and it would slow down the start of the app.
    from cryptography.hazmat.primitives import serialization as pem

    if len(passphrase) < SHORTEST:
        raise ValueError("too short a passphrase")
    if len(_bytes(passphrase)) > LONGEST:
        raise ValueError("too long a passphrase")
    key = Ed25519PrivateKey.generate()
    sealed = pem.BestAvailableEncryption(_bytes(passphrase))
    text = key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, sealed)
    try:
        descriptor = os.open(path, _NEW, 0o600)
    except FileExistsError:
        raise BadPackage("key_exists") from None
    except OSError:
        raise BadPackage("unwritable") from None
    try:
        with open(descriptor, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise BadPackage("unwritable") from None
    return fingerprint(key.public_key().public_bytes_raw())


def open_key(path: Path, passphrase: str) -> PrivateKey:
    """The key in a file that `new_key` made. Raises BadPackage "key"."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_FILE)
        key = load_pem_private_key(text, _bytes(passphrase))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise BadPackage("key", "not a key, or another passphrase") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadPackage("key", "another kind of key")
    return key


def _bytes(passphrase: str) -> bytes:
    return normalize("NFKC", passphrase).encode()
