"""From a secret to 64 bytes, so dearly that guessing is slow: Argon2id, or scrypt as a last resort.

Argon2id comes from `cryptography` where its OpenSSL has it (3.2 and later), else from argon2-cffi.
Either is used only after it has given known bytes. Where neither does, new slots are made with
scrypt, which every build has; a slot never changes from the one to the other by itself, or the
build that made it could be locked out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .errors import NoRoom, UnknownFormat

OUT_BYTES = 64
SCRYPT_N = 2**17  # with r = 8, that is 128 MiB


@dataclass(frozen=True)
class Params:
    """How dear one guess is: Argon2id's memory in KiB, passes over it, and lanes.

    The default is RFC 9106's second recommended option. The bounds (8 to 64 MiB, 1 to 8, 1 to 8)
    are checked before anything is derived, so that a hostile file takes 64 MiB and about half a
    second of a desktop processor at most. Raises ValueError outside them.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if not (
            8 * 1024 <= self.memory_kib <= 64 * 1024
            and 1 <= self.passes <= 8
            and 1 <= self.lanes <= 8
        ):
            raise ValueError("Argon2id parameters out of bounds")

    def below(self, other: Params) -> bool:
        """Whether a guess costs less memory, or less work, than under the other."""
        return (
            self.memory_kib < other.memory_kib
            or self.memory_kib * self.passes < other.memory_kib * other.passes
        )


DEFAULT_PARAMS = Params()
Cost = Params | Literal["scrypt"]
"""What a slot says of its key derivation: Argon2id's parameters, or scrypt, which has no choice."""

_Argon2id = Callable[[bytes, bytes, int, int, int, int], bytes]
# Secret, salt, passes, memory in KiB, lanes, length, and what they give: a vector of Argon2's own
# authors (https://github.com/P-H-C/phc-winner-argon2, src/test.c).
_QUESTION = (b"password", b"somesalt", 2, 256, 2, 32)
_ANSWER = "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"
_one_at_a_time = threading.Lock()


def self_test() -> bool:
    """Whether this build has an Argon2id that gives known bytes. A millisecond, and only once."""
    with _one_at_a_time:
        return _chosen() is not None


def best(params: Params) -> Cost:
    """What a new slot is to use: Argon2id with `params`, or scrypt where there is no Argon2id."""
    return params if self_test() else "scrypt"


def argon2id(secret: bytes, salt: bytes, params: Params) -> bytes:
    """Argon2id version 1.3, 64 bytes out, without secret key or associated data (RFC 9106).

    One at a time: two at once wait for each other for ever in OpenSSL 4.0, which shares its worker
    threads between them. Raises NoRoom when the memory cannot be had, and UnknownFormat where
    there is no Argon2id.
    """
    with _one_at_a_time, _enough_memory():
        derive = _chosen()
        if derive is None:
            raise UnknownFormat("this build has no Argon2id")
        return derive(secret, salt, params.passes, params.memory_kib, params.lanes, OUT_BYTES)


def scrypt(secret: bytes, salt: bytes) -> bytes:
    """scrypt with N = 2^17, r = 8 and p = 1, 64 bytes out (RFC 7914). Raises NoRoom."""
    with _one_at_a_time, _enough_memory():
        return Scrypt(salt, OUT_BYTES, n=SCRYPT_N, r=8, p=1).derive(secret)


@contextmanager
def _enough_memory() -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise NoRoom("not enough memory to derive the key") from None


@cache
def _chosen() -> _Argon2id | None:
    """The first Argon2id that passes."""
    return next((derive for derive in (_openssl, _reference) if _passes(derive)), None)


def _passes(derive: _Argon2id) -> bool:
    try:
        return derive(*_QUESTION).hex() == _ANSWER
    except Exception:  # not there, or in whatever way unfit for use
        return False


def _openssl(
    secret: bytes, salt: bytes, passes: int, memory_kib: int, lanes: int, length: int
) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # not before 44

    return Argon2id(
        salt=salt, length=length, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


def _reference(
    secret: bytes, salt: bytes, passes: int, memory_kib: int, lanes: int, length: int
) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(secret, salt, passes, memory_kib, lanes, length, Type.ID)
    except HashingError:  # within the bounds nothing else can be wanting
        raise MemoryError from None
