"""Which way words run."""

from unicodedata import bidirectional

_RIGHT, _LEFT = ("AL", "R"), "L"


def from_right(words: str) -> bool:
    """Whether ``words`` are written from right to left: they begin so, or most letters are.

    Not the first letter alone: a Swedish name may begin an Arabic sentence. Not most of them
    alone: it may end with a long Swedish word in brackets.
    """
    sides = [side for side in map(bidirectional, words) if side in _RIGHT or side == _LEFT]
    right = sum(side != _LEFT for side in sides)
    return right * 2 > len(sides) or bool(sides and sides[0] != _LEFT)
