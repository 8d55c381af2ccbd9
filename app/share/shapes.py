"""An answer in the form its kind has by nature, ready to be printed.

An output walks these and needs to know neither the kinds nor their values. In a form to write on
by hand, what is to be filled in is here too: empty rows, and ``room`` to write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from app.guide import Field, Kind
from app.share.labels import Voice
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
    """A number as it is said, or "": numbers to choose from. ``low``, ``high``: its ends' words."""

    said: str
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
    said: str
    words: str


@dataclass(frozen=True)
class Timeline:
    """Something followed over time, by day. ``room``: empty rows to write in, under ``heads``."""

    what: Words
    low: str
    high: str
    points: tuple[Point, ...]
    heads: tuple[str, ...]
    room: int = 0

    @property
    def table(self) -> Table:
        """The points as rows, and the empty ones."""
        rows = [(said(one.day), one.said, one.words) for one in self.points]
        empty = [("", "", "")] * self.room
        return Table(self.heads, (*rows, *empty), self.room > 0)


Shape = Words | Items | Ticks | Scale | Cards | Table | Lists | Circles | Timeline

_WEEK = ("Dag", "Förmiddag", "Eftermiddag", "Kväll")
_PERSON = ("Namn", "Telefon", "Vem det är")
_OF_TEN = "{} av 10"
_GIVES, _TAKES, _BOTH = EFFECTS
_SWEDISH = Voice()


def shape(field: Field, value: Json, form: bool, voice: Voice = _SWEDISH) -> Shape:
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
            return Ticks((*_ticks(field, value, voice), *own), voice.label("ikryssat"))
        case Kind.ONE | Kind.SEVERAL:
            return Ticks(_ticks(field, value, voice), voice.label("valt"))
        case Kind.SCALE:
            number = voice.label(_OF_TEN, value) if isinstance(value, int) else ""
            return Scale(number, *_ends(field, voice))
        case Kind.CONTACT:
            return _cards(_PERSON, value, room(2), voice)
        case Kind.IF_THEN:
            return _cards(("När", "Då gör jag"), value, room(3), voice)
        case Kind.LINKS:
            return _cards(("När jag märker", "Då gör jag"), value, room(3), voice)
        case Kind.WEEK:
            days = {row[0]: tuple(row) for row in _rows(value)}
            rows = tuple(
                (voice.label(day.capitalize()), *days.get(day, ("", "", "", ""))[1:])
                for day in DAYS
            )
            return Table(tuple(map(voice.label, _WEEK)), rows, form)
        case Kind.BALANCE:
            return _balance(_rows(value), room(4), voice)
        case Kind.NETWORK:
            return _circles(_rows(value), room(3), voice)
        case Kind.TIMELINE:
            return _timeline(field, _rows(value), room(7), voice)
        case Kind.LETTER:
            return _letter(value, room(14), voice)
        case _:
            assert_never(field.kind)


def _ends(field: Field, voice: Voice) -> tuple[str, str]:
    return voice.both(field.low, voice.beside.low), voice.both(field.high, voice.beside.high)


def _ticks(field: Field, value: Json, voice: Voice) -> tuple[Tick, ...]:
    """The options, ticked or not; then what is ticked or written and no longer an option."""
    rows = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []
    stored = [(str(row[0]), clean(str(row[1])), len(row) < 3 or bool(row[2])) for row in rows]
    on = {option_id for option_id, _, ticked in stored if ticked}
    known = {option.id for option in field.options}

    def words(option_id: str, text: str) -> str:
        return voice.both(text, voice.beside.options.get(option_id, ""))

    options = [Tick(words(one.id, one.text), one.id in on) for one in field.options]
    others = [row for row in stored if row[1] and row[0] not in known]
    return (*options, *(Tick(words(key, text), ticked) for key, text, ticked in others))


def _cards(names: tuple[str, ...], value: Json, room: int, voice: Voice) -> Cards:
    rows = [row for row in _rows(value) if any(row)]
    filled = [
        tuple(
            Cell(voice.label(name), text, tel(text) if name == "Telefon" else "")
            for name, text in zip(names, row, strict=True)
            if text or room
        )
        for row in rows
    ]
    empty = tuple(Cell(voice.label(name), "") for name in names)
    return Cards((*filled, *[empty] * (room - len(filled))))


def _balance(rows: Sequence[Sequence[str]], room: int, voice: Voice) -> Lists:
    """What does both stands in both lists, as on the screen."""

    def those(*effects: str) -> tuple[str, ...]:
        return tuple(what for what, effect in rows if what and effect in effects)

    others = tuple(what for what, effect in rows if what and effect not in EFFECTS)
    return Lists(
        (
            Listed(voice.label("Ger kraft"), _padded(those(_GIVES, _BOTH), room)),
            Listed(voice.label("Tar kraft"), _padded(those(_TAKES, _BOTH), room)),
            Listed(voice.label("Annat"), others),
        )
    )


def _circles(rows: Sequence[Sequence[str]], room: int, voice: Voice) -> Circles:
    def those(found: Iterable[Sequence[str]]) -> tuple[str, ...]:
        people = (", ".join(filter(None, row[:2])) for row in found)
        return tuple(filter(None, people))

    circles = (
        Listed(
            voice.label(one.capitalize()),
            _padded(those(row for row in rows if row[2] == one), room),
        )
        for one in CIRCLES
    )
    others = those(row for row in rows if row[2] not in CIRCLES)
    return Circles(tuple(circles), Listed(voice.label("Fler"), others))


def _timeline(field: Field, rows: Sequence[Sequence[str]], room: int, voice: Voice) -> Timeline:
    points = sorted(
        (
            Point(date.fromisoformat(day), int(number), voice.label(_OF_TEN, number), words)
            for day, number, words in rows[1:]
        ),
        key=lambda point: point.day,
    )
    what = Words(rows[0][0] if rows else "", min(room, 1))
    heads = tuple(map(voice.label, ("Dag", "Siffra", "Ord")))
    left = max(room - len(points), 0)
    return Timeline(what, *_ends(field, voice), tuple(points), heads, left)


def _letter(value: Json, room: int, voice: Voice) -> Words:
    """A closed letter is not read out: who closed it meant to. Its text goes no further."""
    text, opens = value if isinstance(value, list) else ("", "")
    if not opens:
        return Words(clean(str(text)), room)
    if opens == BY_HAND:
        return Words(voice.label("Ett brev som är stängt tills jag öppnar det."))
    day = said(date.fromisoformat(str(opens)))
    return Words(voice.label("Ett brev som är stängt till {}.", day))


def _padded(rows: tuple[str, ...], room: int) -> tuple[str, ...]:
    """The rows and, in a form, empty ones up to ``room``."""
    return (*rows, *[""] * (room - len(rows)))


def _strings(value: Json) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(text for row in rows if (text := clean(str(row))))


def _rows(value: Json) -> list[list[str]]:
    rows = value if isinstance(value, list) else []
    return [[clean(str(cell)) for cell in row] for row in rows if isinstance(row, list)]
