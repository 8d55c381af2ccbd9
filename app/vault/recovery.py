"""The recovery code: 128 random bits on paper, with check symbols.

26 symbols of Crockford's base32 carry 130 bits, the last two of them zero; two more are the check
symbols of a Reed–Solomon code over GF(32), so any two wrong symbols are noticed and a single one
is located. Shown as seven groups of four: "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX".

Sources: https://www.crockford.com/base32.html; Reed and Solomon 1960, here with the field
polynomial x^5 + x^2 + 1, alpha = x, and the generator (X − alpha)(X − alpha^2).
"""

from __future__ import annotations

import os
import re

from .errors import BadCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 16
SYMBOLS = 28
GROUP = 4
_DATA_SYMBOLS = 26

VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
# Whatever a person or a word processor puts between groups: spaces, hyphens, dashes, dots.
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212_.,:;/]+")

_EXP = [1]
for _ in range(30):
    _EXP.append(_EXP[-1] << 1 ^ (0b100101 if _EXP[-1] & 16 else 0))
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % 31] if a and b else 0


def _syndrome(symbols: list[int], power: int) -> int:
    """The word, its first symbol the highest coefficient, as a polynomial at alpha^power."""
    total = 0
    for symbol in symbols:
        total = _times(total, _EXP[power]) ^ symbol
    return total


def _check_symbols(data: list[int]) -> list[int]:
    """The remainder of data · X^2 by the generator X^2 + (alpha + alpha^2) X + alpha^3."""
    high = low = 0
    for symbol in data:
        lead = symbol ^ high
        high, low = low ^ _times(lead, _EXP[1] ^ _EXP[2]), _times(lead, _EXP[3])
    return [high, low]


def generate() -> str:
    """A new code for 128 bits from the operating system, in its groups."""
    return show(os.urandom(SECRET_BYTES))


def show(secret: bytes) -> str:
    """The code for 16 bytes, in its groups. Raises ValueError for another length."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a recovery secret is 16 bytes")
    bits = int.from_bytes(secret, "big") << 2
    data = [bits >> 5 * (_DATA_SYMBOLS - 1 - i) & 31 for i in range(_DATA_SYMBOLS)]
    text = "".join(ALPHABET[value] for value in data + _check_symbols(data))
    return "-".join(text[i : i + GROUP] for i in range(0, SYMBOLS, GROUP))


def parse(text: str) -> bytes:
    """The 16 bytes of a code as a person typed it.

    Case does not matter, nor spaces, dashes and dots; O is read as 0, I and L as 1. Nothing else
    is put right: a code with a wrong symbol raises BadCode, which says where to look.
    """
    parts = [part for part in BETWEEN.split(text.upper()) if part]
    written = "".join(parts)
    if len(written) != SYMBOLS:
        whole = len(parts) == SYMBOLS // GROUP
        odd = (i for i, part in enumerate(parts) if len(part) != GROUP) if whole else ()
        raise BadCode("length", tuple(odd))
    strange = {i // GROUP for i, symbol in enumerate(written) if symbol not in VALUE}
    if strange:
        raise BadCode("characters", tuple(sorted(strange)))
    symbols = [VALUE[symbol] for symbol in written]
    first, second = _syndrome(symbols, 1), _syndrome(symbols, 2)
    if first or second:
        raise BadCode("check", _suspect(first, second))
    bits = 0
    for symbol in symbols[:_DATA_SYMBOLS]:
        bits = bits << 5 | symbol
    if bits & 3:  # never written by `show`, though the check symbols fit
        raise BadCode("check")
    return (bits >> 2).to_bytes(SECRET_BYTES, "big")


def _suspect(first: int, second: int) -> tuple[int, ...]:
    """The group of the only wrong symbol, if one wrong symbol explains both syndromes.

    An error e in the coefficient of X^j gives e · alpha^j and e · alpha^2j: their ratio tells j.
    """
    if not (first and second):
        return ()
    place = (_LOG[second] - _LOG[first]) % 31
    return ((SYMBOLS - 1 - place) // GROUP,) if place < SYMBOLS else ()
