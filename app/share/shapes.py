"""An answer in the form its kind has by nature, ready to be printed.

An output walks these and needs to know neither the kinds nor their values. In a form to write on
by hand, what is to be filled in is here too: empty rows, and ``room`` to write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from app.guide import Field, Kind
from app.share.words import clean, tel
from app.workbook.answers import BY_HAND, CIRCLES, DAYS, EFFECTS, Json
from app.workbook.days import said


@dataclass(frozen=True)
class Words:
    """Running text with its own line breaks. ``room``: lines to write on where it is empty."""

    text: str
    room: int = 0


@dataclass(frozen=True)
class Items:
    """Short lines. An empty one is a line to write on."""

    rows: tuple[str, ...]


@dataclass(frozen=True)
class Tick:
    """Something that can be ticked. With no ``text`` it is a line to write on."""

    text: str
    on: bool = False


@dataclass(frozen=True)
class Ticks:
    """Everything there was to tick, ticked or not. ``word`` says what a tick means."""

    ticks: tuple[Tick, ...]
    word: str


@dataclass(frozen=True)
class Scale:
    """A number 0–10, or None: numbers to choose from. ``low`` and ``high`` are its ends' words."""

    number: int | None
    low: str
    high: str


@dataclass(frozen=True)
class Cell:
    """A text and what it is. ``tel`` is the ``tel:`` address of a number, else ""."""

    name: str
    text: str
    tel: str = ""


@dataclass(frozen=True)
class Cards:
    """Things that belong together: a person with a number, a "when" with its "then"."""

    cards: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Table:
    """Rows that begin with what they are about. ``room``: empty cells are there to write in."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    room: bool = False


@dataclass(frozen=True)
class Listed:
    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """Lists under titles. One without rows is not shown: nobody is shown what they lack."""

    groups: tuple[Listed, ...]


@dataclass(frozen=True)
class Circles:
    """People around one, the nearest first; ``apart`` are those with no circle."""

    groups: tuple[Listed, ...]
    apart: Listed

    @property
    def lists(self) -> Lists:
        """The same to read."""
        return Lists((*self.groups, self.apart))


@dataclass(frozen=True)
class Point:
    day: date
    number: int
    words: str


@dataclass(frozen=True)
class Timeline:
    """Something followed over time, by day. ``room``: empty rows to write in."""

    what: Words
    low: str
    high: str
    points: tuple[Point, ...]
    room: int = 0

    @property
    def table(self) -> Table:
        """The points as rows, and the empty ones."""
        rows = [(said(one.day), f"{one.number} av 10", one.words) for one in self.points]
        empty = [("", "", "")] * self.room
        return Table(("Dag", "Siffra", "Ord"), (*rows, *empty), self.room > 0)


Shape = Words | Items | Ticks | Scale | Cards | Table | Lists | Circles | Timeline

_WEEK = ("Dag", "Förmiddag", "Eftermiddag", "Kväll")
_PERSON = ("Namn", "Telefon", "Vem det är")
_GIVES, _TAKES, _BOTH = EFFECTS


def shape(field: Field, value: Json, form: bool) -> Shape:
    """``value``, which fits the kind of ``field``, in its form; with room to write if ``form``."""

    def room(lines: int) -> int:
        return lines if form else 0

    match field.kind:
        case Kind.SHORT:
            return Words(clean(str(value)), room(1))
        case Kind.LONG:
            return Words(clean(str(value)), room(6))
        case Kind.DATE:
            return Words(said(date.fromisoformat(str(value))) if value else "", room(1))
        case Kind.LIST:
            return Items(_padded(_strings(value), room(4)))
        case Kind.CHECKLIST:
            own = [Tick("")] * room(2)
            return Ticks((*_ticks(field, value), *own), "klart")
        case Kind.ONE | Kind.SEVERAL:
            return Ticks(_ticks(field, value), "valt")
        case Kind.SCALE:
            number = value if isinstance(value, int) else None
            return Scale(number, field.low, field.high)
        case Kind.CONTACT:
            return _cards(_PERSON, value, room(2))
        case Kind.IF_THEN:
            return _cards(("När", "Då gör jag"), value, room(3))
        case Kind.LINKS:
            return _cards(("När jag märker", "Då gör jag"), value, room(3))
        case Kind.WEEK:
            days = {row[0]: tuple(row) for row in _rows(value)}
            rows = (days.get(day, (day, "", "", "")) for day in DAYS)
            return Table(_WEEK, tuple((row[0].capitalize(), *row[1:]) for row in rows), form)
        case Kind.BALANCE:
            return _balance(_rows(value), room(4))
        case Kind.NETWORK:
            return _circles(_rows(value), room(3))
        case Kind.TIMELINE:
            return _timeline(field, _rows(value), room(7))
        case Kind.LETTER:
            return _letter(value, room(14))
        case _:
            assert_never(field.kind)


def _ticks(field: Field, value: Json) -> tuple[Tick, ...]:
    """The options, ticked or not; then what is ticked or written and no longer an option."""
    rows = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
    stored = [(str(row[0]), clean(str(row[1])), len(row) < 3 or bool(row[2])) for row in rows]
    on = {option_id for option_id, _, ticked in stored if ticked}
    known = {option.id for option in field.options}
    options = [Tick(option.text, option.id in on) for option in field.options]
    others = [Tick(text, ticked) for key, text, ticked in stored if text and key not in known]
    return (*options, *others)


def _cards(names: tuple[str, ...], value: Json, room: int) -> Cards:
    rows = [row for row in _rows(value) if any(row)]
    filled = [
        tuple(
            Cell(name, text, tel(text) if name == "Telefon" else "")
            for name, text in zip(names, row, strict=True)
            if text or room
        )
        for row in rows
    ]
    empty = tuple(Cell(name, "") for name in names)
    return Cards((*filled, *[empty] * (room - len(filled))))


def _balance(rows: Sequence[Sequence[str]], room: int) -> Lists:
    """What does both stands in both lists, as on the screen."""

    def those(*effects: str) -> tuple[str, ...]:
        return tuple(what for what, effect in rows if what and effect in effects)

    return Lists(
        (
            Listed("Ger kraft", _padded(those(_GIVES, _BOTH), room)),
            Listed("Tar kraft", _padded(those(_TAKES, _BOTH), room)),
            Listed("Annat", tuple(what for what, effect in rows if what and effect not in EFFECTS)),
        )
    )


def _circles(rows: Sequence[Sequence[str]], room: int) -> Circles:
    def those(found: Iterable[Sequence[str]]) -> tuple[str, ...]:
        people = (", ".join(filter(None, row[:2])) for row in found)
        return tuple(filter(None, people))

    circles = (
        Listed(one.capitalize(), _padded(those(row for row in rows if row[2] == one), room))
        for one in CIRCLES
    )
    others = those(row for row in rows if row[2] not in CIRCLES)
    return Circles(tuple(circles), Listed("Fler", others))


def _timeline(field: Field, rows: Sequence[Sequence[str]], room: int) -> Timeline:
    points = sorted(
        (Point(date.fromisoformat(row[0]), int(row[1]), row[2]) for row in rows[1:]),
        key=lambda point: point.day,
    )
    what = Words(rows[0][0] if rows else "", min(room, 1))
    return Timeline(what, field.low, field.high, tuple(points), max(room - len(points), 0))


def _letter(value: Json, room: int) -> Words:
    """A closed letter is not read out: who closed it meant to. Its text goes no further."""
    text, opens = value if isinstance(value, list) else ("", "")
    if not opens:
        return Words(clean(str(text)), room)
    when = "tills jag öppnar det" if opens == BY_HAND else _until(str(opens))
    return Words(f"Ett brev som är stängt {when}.")


def _until(opens: str) -> str:
    return f"till {said(date.fromisoformat(opens))}"


def _padded(rows: tuple[str, ...], room: int) -> tuple[str, ...]:
    """The rows and, in a form, empty ones up to ``room``."""
    return (*rows, *[""] * (room - len(rows)))


def _strings(value: Json) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(text for row in rows if (text := clean(str(row))))


def _rows(value: Json) -> list[list[str]]:
    rows = value if isinstance(value, list) else []
    return [[clean(str(cell)) for cell in row] for row in rows if isinstance(row, list)]
