"""Text as paper wants it: Arabic letters in the shapes they take, and lines in the order seen.

Unicode says how (its annexes 9 and 53); embeddings and isolates are not here, since ``words.clean``
leaves none. A letter that Unicode has no such shapes of stands alone, and can still be read.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINING = "\u0640\u200d"  # they have one shape, and letters join with it on both sides
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MIRROR = {**_PAIRS, "<": ">", "«": "»", "‹": "›"}
_MIRROR |= {other: one for one, other in _MIRROR.items()}
_NEUTRAL = {"B", "S", "WS", "ON"}


def from_right(text: str) -> bool:
    """Whether any of ``text`` is written from the right."""
    return _FROM_RIGHT.search(text) is not None


def shaped(text: str, levels: Sequence[int]) -> list[tuple[str, str]]:
    """What to draw, in the order it is read: each character, and the part of ``text`` it shows."""
    units = _units(text)
    bases = [i for i, unit in enumerate(units) if unicodedata.category(unit[0]) not in ("Mn", "Me")]
    drawn = list(units)
    for here, i in enumerate(bases):
        before = units[bases[here - 1]] if here else ""
        after = units[bases[here + 1]] if here + 1 < len(bases) else ""
        back = _joins(before, "initial") and _joins(units[i], "final")
        on = _joins(units[i], "initial") and _joins(after, "final")
        form = ("medial" if on else "final") if back else ("initial" if on else "isolated")
        drawn[i] = _forms().get(units[i], {}).get(form, units[i])
    at = 0
    for i, unit in enumerate(units):
        if levels[at] % 2:
            drawn[i] = _MIRROR.get(drawn[i], drawn[i])
        at += len(unit)
    return list(zip(drawn, units, strict=True))


def is_pair(text: str) -> bool:
    """Whether it is two letters that are drawn as one."""
    return len(text) == 2 and text[0] == _LAM and text[1] in _ALEFS


def _units(text: str) -> list[str]:
    """The letters; a lam and the alef after it are written as one."""
    return re.findall(f"{_LAM}[{_ALEFS}]|.", text, re.DOTALL)


def _joins(unit: str, form: str) -> bool:
    return unit != "" and (unit in _JOINING or form in _forms().get(unit, {}))


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The shapes of each Arabic letter, by "isolated", "final", "initial" and "medial"."""
    made: dict[str, dict[str, str]] = {"\u06d5": {"final": "\ufeea"}}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if len(text) == 1 or (text and text[0] == _LAM):
            made.setdefault(text, {})[form.strip("<>")] = chr(code)
    return made


def begins_right(text: str) -> bool:
    """Whether a paragraph begins at the right: its first letter says so."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def levels(text: str, right: bool) -> list[int]:
    """How deep each character is turned: even ones go from the left, odd ones from the right.

    ``right``: the paragraph begins there.
    """
    kinds = [unicodedata.bidirectional(sign) or "L" for sign in text]
    outside = "R" if right else "L"
    _weak(kinds, outside)
    _brackets(text, kinds, outside)
    _neutral(kinds, outside)
    if right:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _weak(kinds: list[str], outside: str) -> None:
    """Marks become what they stand on; numbers and their signs become numbers."""
    strong, before = outside, outside
    for i, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kind = before
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[i] = before = kind
    for i in range(1, len(kinds) - 1):
        one, kind, other = kinds[i - 1 : i + 2]
        if one == other and (one, kind) in (("EN", "ES"), ("EN", "CS"), ("AN", "CS")):
            kinds[i] = one
    at = 0
    for kind, run in groupby(list(kinds)):
        length = len(list(run))
        around = kinds[max(at - 1, 0) : at] + kinds[at + length : at + length + 1]
        if kind == "ET":
            kinds[at : at + length] = ["EN" if "EN" in around else "ON"] * length
        at += length
    strong = outside
    for i, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[i] = "ON"
        elif kind == "AL":
            kinds[i] = strong = "R"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _brackets(text: str, kinds: list[str], outside: str) -> None:
    """A pair of brackets goes the way of the line, unless all within and what is before do not."""
    open_: list[tuple[str, int]] = []
    for end, sign in enumerate(text):
        if sign in _PAIRS:
            open_.append((_PAIRS[sign], end))
        elif any(sign == closing for closing, _ in open_):
            while open_[-1][0] != sign:
                open_.pop()
            start = open_.pop()[1]
            within = set(_strong(kinds, range(start + 1, end)))
            if within:
                before = next(_strong(kinds, range(start - 1, -1, -1)), outside)
                kinds[start] = kinds[end] = outside if outside in within else before


def _strong(kinds: Sequence[str], places: Iterable[int]) -> Iterator[str]:
    """Which way each letter and number goes."""
    return ("L" if kinds[n] == "L" else "R" for n in places if kinds[n] not in _NEUTRAL)


def _neutral(kinds: list[str], outside: str) -> None:
    """Spaces and signs follow what they stand between, or else the line."""
    at = 0
    for neutral, run in groupby(list(kinds), _NEUTRAL.__contains__):
        length = len(list(run))
        if neutral:
            one = kinds[at - 1] if at else outside
            other = kinds[at + length] if at + length < len(kinds) else outside
            sides = {"L" if side == "L" else "R" for side in (one, other)}
            kinds[at : at + length] = [sides.pop() if len(sides) == 1 else outside] * length
        at += length


def seen(levels: Sequence[int]) -> list[int]:
    """The places of a line's characters, from the left."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order
