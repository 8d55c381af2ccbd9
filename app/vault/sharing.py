"""Recovery shared between people: three sheets of paper, of which any two open the vault.

A secret of 128 bits is split by SLIP-39: one group, any two of three members, no passphrase, the
extendable flag set, iteration exponent 0 (the secret is random, and the vault stretches it anew).
A sheet is a SLIP-39 share, 20 words of 10 bits, but shows no English word: each word's number in
the list is two symbols of the recovery code's alphabet, the five high bits first. So a sheet is 40
symbols in ten groups of four, two words in each, and opens with any tool that knows SLIP-39.

Its last three words check the others: a Reed–Solomon code over GF(1024), so that any three wrong
words are noticed, and what is wrong is located if it lies in one group.

One sheet alone opens nothing. SLIP-39 hides the secret behind it, but for 32 bits by which whoever
holds a sheet can tell most wrong guesses from the right one, among 2^128: so a secret that is not
random must not be split.

Splitting and joining are `shamir-mnemonic`, Trezor's reference implementation, of which 0.3.0 from
May 2024 is the newest. It takes no care to hide what it computes from other programs on the device.

Sources: https://github.com/satoshilabs/slips/blob/master/slip-0039.md; the field polynomial is
x^10 + x^3 + 1, alpha = x, the generator (X − alpha)(X − alpha^2)(X − alpha^3).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations

from .errors import BadSheet
from .recovery import ALPHABET, BETWEEN, GROUP, SECRET_BYTES, VALUE

SHEETS = 3
SYMBOLS = 40
GROUPS = SYMBOLS // GROUP
_WORDS = SYMBOLS // 2

# A share's first four words: 15 bits that name the set, then these 25, the sheet's place aside.
_HEADER = 1 << 24 | 1  # extendable; exponent 0; group 0, 1 needed of 1; two members needed
_NUMBER_AT = 4
_NUMBER = 15 << _NUMBER_AT
_REST = (1 << 25) - 1
# The check words cover this before the others.
_PURPOSE = b"shamir_extendable"

_EXP = [1]
for _ in range(1022):
    _EXP.append(_EXP[-1] << 1 ^ (0b100_0000_1001 if _EXP[-1] & 512 else 0))
_LOG = {value: power for power, value in enumerate(_EXP)}


def new() -> tuple[bytes, tuple[str, str, str]]:
    """16 bytes from the operating system, and their three sheets."""
    secret = os.urandom(SECRET_BYTES)
    return secret, split(secret)


def split(secret: bytes) -> tuple[str, str, str]:
    """Three new sheets for 16 random bytes; they do not go together with those of another call.

    Raises ValueError for another length.
    """
    from shamir_mnemonic import generate_mnemonics
    from shamir_mnemonic.wordlist import mnemonic_to_indices

    if len(secret) != SECRET_BYTES:
        raise ValueError("a shared secret is 16 bytes")
    [shares] = generate_mnemonics(1, [(2, SHEETS)], secret, extendable=True, iteration_exponent=0)
    first, second, third = (_show(mnemonic_to_indices(share)) for share in shares)
    return first, second, third


def join(sheets: Sequence[str]) -> bytes:
    """The 16 bytes of two sheets, or of all three, as a person typed them, in any order.

    They are read as a recovery code is: nothing is put right but case, spaces, dashes, dots, and O,
    I and L for 0 and 1. Raises BadSheet, and ValueError for another number of sheets.
    """
    if not 2 <= len(sheets) <= SHEETS:
        raise ValueError("two sheets open a vault, or all three")
    read = [_read(text, place) for place, text in enumerate(sheets)]
    for place, words in enumerate(read):
        if words in read[:place]:
            raise BadSheet("again", place)
    pairs = list(combinations(range(len(read)), 2))
    opened = {pair: secret for pair in pairs if (secret := _open([read[i] for i in pair]))}
    if len(opened) == len(pairs):
        return opened[0, 1]
    strangers = set(range(len(read))).difference(*opened)
    raise BadSheet("apart", strangers.pop() if len(strangers) == 1 else None)


def check(sheet: str) -> None:
    """Say whether one sheet is rightly typed. Raises BadSheet with `sheet` 0."""
    _read(sheet, 0)


def number(sheet: str) -> int:
    """Which of the three it is, 1 to 3, in the order `split` gave them. Raises as `check`."""
    return (_header(_read(sheet, 0)) >> _NUMBER_AT & 15) + 1


def _show(words: Sequence[int]) -> str:
    text = "".join(ALPHABET[word >> 5] + ALPHABET[word & 31] for word in words)
    return "-".join(text[i : i + GROUP] for i in range(0, SYMBOLS, GROUP))


def _open(pair: Sequence[Sequence[int]]) -> bytes | None:
    """What two sheets hold together; None if they do not belong together."""
    from shamir_mnemonic import MnemonicError, combine_mnemonics
    from shamir_mnemonic.wordlist import mnemonic_from_indices

    try:
        secret: bytes = combine_mnemonics([mnemonic_from_indices(words) for words in pair])
    except MnemonicError:
        return None
    return secret


def _read(text: str, place: int) -> list[int]:
    """The 20 words of a sheet that is whole. Raises BadSheet about sheet number `place`."""
    parts = [part for part in BETWEEN.split(text.upper()) if part]
    written = "".join(parts)
    if len(written) != SYMBOLS:
        odd = (i for i, part in enumerate(parts) if len(part) != GROUP)
        raise BadSheet("length", place, tuple(odd) if len(parts) == GROUPS else ())
    strange = {i // GROUP for i, symbol in enumerate(written) if symbol not in VALUE}
    if strange:
        raise BadSheet("characters", place, tuple(sorted(strange)))
    values = [VALUE[symbol] for symbol in written]
    words = [high << 5 | low for high, low in zip(values[::2], values[1::2], strict=True)]
    syndromes = [_syndrome(words, power) for power in (1, 2, 3)]
    if any(syndromes):
        raise BadSheet("check", place, _suspects(*syndromes))
    header = _header(words)
    # Two bits of padding come before the 128 that are shared.
    ours = header & _REST & ~_NUMBER == _HEADER and not words[4] >> 8
    if not ours or header & _NUMBER >= SHEETS << _NUMBER_AT:
        raise BadSheet("check", place)
    return words


def _header(words: Sequence[int]) -> int:
    return words[0] << 30 | words[1] << 20 | words[2] << 10 | words[3]


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % 1023] if a and b else 0


def _syndrome(words: Sequence[int], power: int) -> int:
    """A 1, the purpose and the words, the last the constant term, as a polynomial at alpha^power.

    It is 1 for a whole sheet, and 1 is taken away.
    """
    total = 1
    for value in (*_PURPOSE, *words):
        total = _times(total, _EXP[power]) ^ value
    return total ^ 1


def _suspects(first: int, second: int, third: int) -> tuple[int, ...]:
    """The groups that explain the syndromes, if all that is wrong lies in one group.

    Errors d and e in the coefficients of X^i and X^j, a = alpha^i and b = alpha^j, give the
    syndromes d·a^k + e·b^k, and so third = (a + b)·second + a·b·first, whatever d and e are.
    """
    found = []
    for group in range(GROUPS):
        a, b = _EXP[_WORDS - 1 - 2 * group], _EXP[_WORDS - 2 - 2 * group]
        if third == _times(a ^ b, second) ^ _times(_times(a, b), first):
            found.append(group)
    return tuple(found)
