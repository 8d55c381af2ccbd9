"""Drawing a passphrase, and saying in words how good one is.

Five words of a list of 2,048 are 55 random bits; behind Argon2id that is far out of reach. A
passphrase of the person's own is judged by length and by what is plainly easy to guess, never by
rules about signs and digits (NIST SP 800-63B-4, 3.1.1.2).
"""

import secrets
import unicodedata
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from pathlib import Path

WORDS = 5
SHORTEST = 15  # characters

_EASY = (
    "lösenord",
    "password",
    "qwerty",
    "asdfgh",
    "123456",
    "abcdef",
    "hemligt",
    "guiden",
    "återhämtning",
    "sommar20",
    "vinter20",
)


class Strength(Enum):
    """How good a passphrase is. Only ``TOO_SHORT`` and ``EASY`` are refused."""

    TOO_SHORT = "för kort"
    EASY = "lätt att gissa"
    GOOD = "bra"
    STRONG = "stark"

    @property
    def accepted(self) -> bool:
        return self in (Strength.GOOD, Strength.STRONG)


def words(path: Path) -> tuple[str, ...]:
    """The list that passphrases are drawn from, one word a line."""
    return tuple(path.read_text(encoding="utf-8").split())


def typed(text: str) -> str:
    """A passphrase without what one cannot see: one space between words, none around them."""
    return " ".join(text.split())


def draw(choices: Sequence[str]) -> str:
    """Five words, each drawn evenly by the system's random source."""
    return " ".join(secrets.choice(choices) for _ in range(WORDS))


def strength(text: str) -> Strength:
    """How good ``text`` is, by what someone would try first."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if len(plain) < SHORTEST:
        return Strength.TOO_SHORT
    left = plain
    for easy in _EASY:
        left = left.replace(easy, "")
    if len(set(plain)) < 6 or len(left.replace(" ", "")) < 8 or _repeats(plain) or _runs(plain):
        return Strength.EASY
    return (
        Strength.STRONG if len(plain) >= 22 or len(set(plain.split())) >= WORDS else Strength.GOOD
    )


def _repeats(text: str) -> bool:
    """Whether the text is one piece of at most half its length, written again and again."""
    bare = "".join(text.split())
    return bare in (bare + bare)[1:-1]


def _runs(text: str) -> bool:
    """Whether most neighbours follow each other in the alphabet or on the number row."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return sum(abs(step) <= 1 for step in steps) > len(steps) * 0.7
