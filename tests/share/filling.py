"""Answers to any field, by chance, and the words that somebody wrote in them."""

import unicodedata
from collections.abc import Iterator
from typing import assert_never

from hypothesis import strategies as st

from app.guide import Field, Kind
from app.workbook.answers import BY_HAND, CIRCLES, DAYS, EFFECTS, Json

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><!-- ]]> &lt; &amp;",
    "a\x00b\x1bc\u202ed\ufffee",
    "rad\r\nrad\x0brad\u2028rad\x85rad\trad",
    "```\n# rubrik\n\n\n   tre rader under\n",
    "långtord" * 12,
    "👩‍👩‍👧 och عربى",
)

_numbers = st.integers(10**8, 10**9 - 1)
_any = st.text(max_size=12) | st.sampled_from(NASTY)
# A number before and after: found again, it was this text and not a letter of another.
texts = _any | st.builds(lambda text, one, two: f"{one} {text} {two}", _any, _numbers, _numbers)
_days = st.dates().map(lambda day: day.isoformat())
_points = st.tuples(_days, st.integers(0, 10), texts).map(list)


def values(field: Field) -> st.SearchStrategy[Json]:
    """Values that fit the kind of ``field``: of its own options and of some that are gone."""
    options = [[option.id, option.text] for option in field.options]
    chosen = st.lists(
        st.sampled_from(options or [["x", "Borta"]]) | st.tuples(st.just("borta"), texts).map(list),
        max_size=4,
        unique_by=lambda row: row[0],
    )
    match field.kind:
        case Kind.SHORT | Kind.LONG:
            return texts
        case Kind.LIST:
            return st.lists(texts, max_size=4)
        case Kind.CHECKLIST:
            own = st.lists(st.tuples(st.just(""), texts, st.booleans()).map(list), max_size=2)
            ticked = chosen.map(lambda rows: [[*row, True] for row in rows])
            return st.builds(lambda first, then: [*first, *then], ticked, own)
        case Kind.ONE:
            return chosen.map(lambda rows: rows[:1])
        case Kind.SEVERAL:
            return chosen
        case Kind.SCALE:
            return st.none() | st.integers(0, 10)
        case Kind.DATE:
            return st.just("") | _days
        case Kind.CONTACT:
            return _rows(texts, texts, texts)
        case Kind.IF_THEN | Kind.LINKS:
            return _rows(texts, texts)
        case Kind.WEEK:
            return st.lists(
                st.tuples(st.sampled_from(DAYS), texts, texts, texts).map(list),
                max_size=7,
                unique_by=lambda row: row[0],
            )
        case Kind.BALANCE:
            return _rows(texts, st.sampled_from(["", *EFFECTS]))
        case Kind.NETWORK:
            return _rows(texts, texts, st.sampled_from(["", *CIRCLES]))
        case Kind.TIMELINE:
            log = st.tuples(texts.map(lambda text: [text]), st.lists(_points, max_size=5))
            return st.just([]) | log.map(lambda pair: [pair[0], *pair[1]])
        case Kind.LETTER:
            return st.tuples(texts, st.sampled_from(["", BY_HAND]) | _days).map(list)
        case _:
            assert_never(field.kind)


def _rows(*cells: st.SearchStrategy[str]) -> st.SearchStrategy[Json]:
    return st.lists(st.tuples(*cells).map(list), max_size=3)


def written(kind: Kind, value: Json) -> Iterator[str]:
    """Every text of ``value`` that a person wrote or chose; not the words of a closed letter."""
    match kind:
        case Kind.SHORT | Kind.LONG:
            yield value
        case Kind.LIST:
            yield from value
        case Kind.CHECKLIST | Kind.ONE | Kind.SEVERAL:
            yield from (row[1] for row in value)
        case Kind.SCALE:
            yield from [] if value is None else [f"{value} av 10"]
        case Kind.DATE:
            yield from [f"{int(value[8:])} "] if value else []
        case Kind.CONTACT | Kind.IF_THEN | Kind.LINKS:
            yield from (cell for row in value for cell in row)
        case Kind.WEEK:
            yield from (cell for row in value for cell in row[1:])
        case Kind.BALANCE:
            yield from (row[0] for row in value)
        case Kind.NETWORK:
            yield from (cell for row in value for cell in row[:2])
        case Kind.TIMELINE:
            yield from (row[0] for row in value[:1])
            yield from (f"{row[1]} av 10" for row in value[1:])
            yield from (row[2] for row in value[1:])
        case Kind.LETTER:
            yield from [] if value[1] else [value[0]]
        case _:
            assert_never(kind)


def tamed(value: Json) -> Json:
    """The same value with no sign in it that means something in HTML."""
    if isinstance(value, str):
        return "".join("x" if sign in "<>&\"'" else sign for sign in value)
    return [tamed(one) for one in value] if isinstance(value, list) else value


def readable(text: str) -> str:
    """The letters and signs of ``text`` with single spaces, which is all that has to be kept."""
    kept = (c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join("".join(kept).split())
