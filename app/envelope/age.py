"""The age file format, version 1: https://age-encryption.org/v1 (https://c2sp.org/age).

    for piece in seal(pieces, passphrase):         # who stops asking has cancelled
        file.write(piece)
    for piece in open_(file, passphrase):          # Damaged where it was changed or cut
        keep(piece)

A file that is sealed here has one recipient, a passphrase, and any `age` program opens it. One that
is opened here must have the same. Armor (a file written as text) and keys are not for us.

Work: scrypt with r = 8 takes 1 KiB for each N by definition, so 128 MiB for the work factor that is
written (N = 2^17, half a second of a desktop processor) and 256 MiB for the dearest that is read
(2^18), which is what other age programs write. One derivation at a time. All else takes little: a
header of at most 16 KiB is checked in full before anything is derived, and the rest is read in
chunks of 64 KiB.

The passphrase is taken as typed, in Unicode's form NFC. That is the form keyboards give, and so
the bytes that another age program gets when the same words are typed there; other programs fold
neither capitals nor spaces, and so nor does this.
"""

from __future__ import annotations

import hmac
import os
import re
import threading
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .errors import Damaged, NoPassphrase, NoRoom, NotSealed, TooDear, WrongPassphrase

WORK_FACTOR = 17  # the base-two logarithm of scrypt's N
MOST_WORK = 18
KEY_BYTES = 16
SALT_BYTES = 16
NONCE_BYTES = 16
TAG_BYTES = 16
CHUNK = 64 * 1024
LONGEST_HEADER = 16 * 1024

_STANZA = (
    rb"-> ([!-~]++(?: [!-~]++)*+)\n"  # the arguments
    rb"((?:[A-Za-z0-9+/]{64}\n)*+[A-Za-z0-9+/]{0,63}\n)"  # the body
)
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n(?P<stanzas>(?:%b)++)--- (?P<mac>[A-Za-z0-9+/]{43})\n" % _STANZA
)
_WORK = re.compile(rb"[1-9][0-9]*")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Stanza:
    """One recipient of the file: its kind and arguments, and the file key as sealed for it."""

    arguments: list[bytes]
    body: bytes


Unwrap = Callable[[list[Stanza]], bytes]
"""From the stanzas to the 16 bytes of the file key. Raises what `open_` does."""


def seal(
    pieces: Iterable[bytes], passphrase: str, work_factor: int = WORK_FACTOR
) -> Iterator[bytes]:
    """The age file, in pieces of at most 64 KiB and its tag, as they are asked for.

    pieces: what to seal, in pieces of any length; each is in memory until it is given out.
    work_factor: 1 to 18; only tests have a reason to choose.
    The key is derived before this returns. Raises NoRoom; ValueError for an empty passphrase.
    """
    if not passphrase or not 1 <= work_factor <= MOST_WORK:
        raise ValueError("an empty passphrase, or a work factor out of bounds")
    file_key, salt, nonce = os.urandom(KEY_BYTES), os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    body = _wrapping(passphrase, salt, work_factor).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (
        _encoded(salt),
        work_factor,
        _encoded(body),
    )
    start = b"%b %b\n%b" % (header, _encoded(_mac(file_key, header)), nonce)
    return chain([start], _sealed_chunks(pieces, _payload_cipher(file_key, nonce)))


def open_(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What was sealed, in pieces of at most 64 KiB, as they are asked for.

    Each piece is as it was sealed, but only when they have come to an end without Damaged was the
    file whole: use nothing before that.

    file: open for reading at its beginning; `read` gives as much as it is asked for.
    The header is checked and the key derived before this returns. Raises NotSealed, NoPassphrase,
    TooDear, WrongPassphrase, Damaged and NoRoom; and OSError, where the file cannot be read.
    """
    return open_with(file, lambda stanzas: _unwrap(stanzas, passphrase))


def open_with(file: BinaryIO, unwrap: Unwrap) -> Iterator[bytes]:
    """As `open_`, for whoever can get the file key out of the stanzas in some other way."""
    start = file.read(LONGEST_HEADER)
    header = _HEADER.match(start)
    if header is None:
        raise NotSealed("not a header of age, version 1, or one too long")
    stanzas = [
        Stanza(arguments.split(b" "), decoded(body.replace(b"\n", b"")))
        for arguments, body in re.findall(_STANZA, header["stanzas"])
    ]
    if len(stanzas) > 1 and any(stanza.arguments[0] == b"scrypt" for stanza in stanzas):
        raise NotSealed("a passphrase must be the only recipient")
    mac = decoded(header["mac"])
    file_key = unwrap(stanzas)
    if not hmac.compare_digest(mac, _mac(file_key, start[: header.start("mac") - 1])):
        raise Damaged("the header was changed")
    read = _reading(start[header.end() :], file)
    return _opened_chunks(read, _payload_cipher(file_key, read(NONCE_BYTES)))


def decoded(text: bytes) -> bytes:
    """The bytes that are written so in base64 without padding, and in no other way.

    Raises NotSealed.
    """
    try:
        data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise NotSealed("not base64") from None
    if _encoded(data) != text:
        raise NotSealed("base64 written in another way than the one")
    return data


def _encoded(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _unwrap(stanzas: list[Stanza], passphrase: str) -> bytes:
    """The file key from the one stanza that is for a passphrase."""
    stanza = stanzas[0]
    if stanza.arguments[0] != b"scrypt":
        raise NoPassphrase("sealed to something else than a passphrase")
    if len(stanza.arguments) != 3 or len(stanza.body) != KEY_BYTES + TAG_BYTES:
        raise NotSealed("not a stanza for a passphrase")
    salt, work = decoded(stanza.arguments[1]), stanza.arguments[2]
    if len(salt) != SALT_BYTES or not _WORK.fullmatch(work):
        raise NotSealed("not the salt and the work of a passphrase")
    if len(work) > 2 or int(work) > MOST_WORK:
        raise TooDear("more work than is reasonable")
    try:
        return _wrapping(passphrase, salt, int(work)).decrypt(bytes(12), stanza.body, None)
    except InvalidTag:
        raise WrongPassphrase("the passphrase does not open it") from None


def _wrapping(passphrase: str, salt: bytes, work_factor: int) -> ChaCha20Poly1305:
    """What seals the file key under the passphrase."""
    # Half a letter (a lone surrogate) is no text, but must not end up in an exception either.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    kdf = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, n=1 << work_factor, r=8, p=1)
    try:
        with _one_at_a_time:
            return ChaCha20Poly1305(kdf.derive(secret))
    except MemoryError:
        raise NoRoom("not enough memory to derive the key") from None


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _payload_cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _sealed_chunks(pieces: Iterable[bytes], cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    """All chunks but the last are full, and the last is empty only if everything is."""
    waiting = bytearray()
    numbers = count()
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(next(numbers), last=False), bytes(waiting[:CHUNK]), None)
            del waiting[:CHUNK]
    yield cipher.encrypt(_nonce(next(numbers), last=True), bytes(waiting), None)


def _opened_chunks(read: Callable[[int], bytes], cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    for number in count():
        chunk = read(CHUNK + TAG_BYTES)
        full = len(chunk) == CHUNK + TAG_BYTES
        data = _opened(cipher, chunk, number, last=False) if full else None
        last = data is None
        if last:
            data = _opened(cipher, chunk, number, last=True)
        if data is None or (number and not data):
            raise Damaged("changed, or cut before its end")
        yield data
        if last:
            break
    if read(1):
        raise Damaged("goes on after its end")


def _opened(cipher: ChaCha20Poly1305, chunk: bytes, number: int, last: bool) -> bytes | None:
    try:
        return cipher.decrypt(_nonce(number, last), chunk, None)
    except InvalidTag:
        return None


def _reading(start: bytes, file: BinaryIO) -> Callable[[int], bytes]:
    """Reads from what was already read of the file, and then from the file."""
    left = bytearray(start)

    def read(size: int) -> bytes:
        part = bytes(left[:size])
        del left[:size]
        return part + file.read(size - len(part)) if len(part) < size else part

    return read
