"""A short code for every section, for its printed page to carry and to be found again by.

"K7F2" says nothing of what the page is about. It comes from the section's id alone, so it is the
same for ever, in every guide and every version. Three symbols are of the id; the fourth notices a
slip of the pen: any one symbol that is wrong, and any two that have changed places.

The symbols are the digits and the consonants but L: no vowels, so that no code is a word. They are
29, a prime number, which is what the sum below stands on.
"""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 4

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
# Whatever a person puts between the symbols: spaces, hyphens, dashes, dots.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212_.,:;/]+")
_BASE = len(ALPHABET)


@cache
def code(section_id: str) -> str:
    """The code of a section."""
    number = int.from_bytes(sha256(section_id.encode()).digest(), "big")
    own = [number // _BASE**place % _BASE for place in range(LENGTH - 1)]
    # With this fourth, the symbols times 1, 2, 3 and 4 sum to a multiple of 29. 22 is 1/4 there.
    last = -_sum(own) * 22 % _BASE
    return "".join(ALPHABET[value] for value in [*own, last])


def read(typed: str) -> str:
    """The code as it is printed, from what somebody typed; "" where it is not read right.

    Case does not matter, nor what stands between the symbols; O is read as 0, I and L as 1.
    """
    values = [_VALUE.get(symbol) for symbol in _BETWEEN.sub("", typed).upper()]
    known = [value for value in values if value is not None]
    if len(values) != LENGTH or len(known) != LENGTH or _sum(known) % _BASE:
        return ""
    return "".join(ALPHABET[value] for value in known)


def sections(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of the known ids that have this code: one, or none, and very seldom more."""
    return tuple(one for one in known if code(one) == wanted)


def _sum(values: list[int]) -> int:
    return sum(place * value for place, value in enumerate(values, 1))
