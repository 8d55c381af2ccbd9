"""Text without the differences that do not count when one looks for a word.

Capitals, accents and dots fold away, and so does how a letter is put together: "aterhamtning"
finds "Återhämtning". Folding goes letter by letter, so what two texts fold to together is what each
folds to, and a place in the folded text leads back to its letter.
"""

import unicodedata
from collections.abc import Iterable

BREAK = "\0"  # in no folded text: what stands between two of them
_ALSO = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d", BREAK: ""}


class _Letters(dict[int, str]):
    """What each letter folds to, found out once."""

    def __missing__(self, code: int) -> str:
        before, letter = "", chr(code)
        while letter != before:
            before, letter = letter, unicodedata.normalize("NFKD", letter.casefold())
        kept = "".join(_ALSO.get(one, one) for one in letter if unicodedata.category(one)[0] != "M")
        self[code] = kept
        return kept


_LETTERS = _Letters()


def fold(text: str) -> str:
    """``text`` as one compares it. "" for what is only marks."""
    return text.translate(_LETTERS)


def near(text: str) -> str:
    """``text`` with only capitals folded: to tell the very spelling from one that is like it."""
    return unicodedata.normalize("NFC", text).casefold().replace(BREAK, "")


def words(text: str) -> tuple[str, ...]:
    """The folded words of what somebody looks for, each once."""
    return tuple(dict.fromkeys(fold(text).split()))


def marks(text: str, folded: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where in ``text`` folded words stand: from and to, in order, none over another."""
    whole, spans = fold(text), list[tuple[int, int]]()
    # Nearly always each letter folds to one, and then the places are the same.
    alike = all(len(_LETTERS[ord(letter)]) == 1 for letter in set(text))
    letters = range(len(text)) if alike else _letters(text)
    for word in folded:
        place = whole.find(word)
        while place >= 0:
            end = letters[place + len(word) - 1] + 1
            while end < len(text) and not fold(text[end]):  # what belongs to the last letter
                end += 1
            spans.append((letters[place], end))
            place = whole.find(word, place + 1)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _letters(text: str) -> list[int]:
    """By place in the folded text, the place of its letter."""
    return [at for at, letter in enumerate(text) for _ in fold(letter)]
