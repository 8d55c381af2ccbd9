"""What an answer looks like for each kind of field.

============  =====================================================================
kind          value (JSON)
============  =====================================================================
kort, text    the text
lista         [text, …]
checklista    [[option id, text, done], …]; a line of the person's own has the id ""
val, flerval  [[option id, text], …]; the text as it stood when it was chosen
skala         0–10
datum         "YYYY-MM-DD"
kontakt       [[name, number, who it is], …]
om-så         [[when, then], …], and koppling too
vecka         [[day, forenoon, afternoon, evening], …]; day is one of ``DAYS``
balans        [[what, "ger" | "tar" | "både" | ""], …]: whether it gives strength or takes it
nätverk       [[name, who it is, "närmast" | "nära" | "längre bort" | ""], …]: the circle; there
              and in balans another word is kept, and shown as none
tidslinje     [[what is followed], [day, 0–10, words], …], by day; [] while it is not followed
brev          [text, opens]; opens is "" while it is being written, "själv" once it is closed until
              the person opens it, and "YYYY-MM-DD" once it is closed until that day
============  =====================================================================

The text of an option is kept beside its id, so that a choice can be read when the content changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from app.guide import Field, Kind
from app.workbook.days import said

DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
EFFECTS = ("ger", "tar", "både")
CIRCLES = ("närmast", "nära", "längre bort")
BY_HAND = "själv"

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | dict[str, Json] | None"


@dataclass(frozen=True)
class Answer:
    """A value with the question it answered, so that it can be read without the content."""

    kind: Kind
    question: str
    value: Json

    @classmethod
    def to(cls, field: Field, value: Json) -> "Answer":
        return cls(field.kind, field.question, value)

    def record(self) -> Json:
        """The JSON that is sealed."""
        return {"kind": self.kind.value, "question": self.question, "value": self.value}

    @classmethod
    def of(cls, record: Json) -> "Answer | None":
        """Reads what ``record`` made; None for "cleared" and for what no version has written."""
        if not isinstance(record, dict):
            return None
        kinds = {kind.value: kind for kind in Kind}
        kind = kinds.get(str(record.get("kind")))
        question = record.get("question")
        value = record.get("value")
        if kind is None or not isinstance(question, str) or not fits(kind, value):
            return None
        return cls(kind, question, value)


_EFFECTS = {"ger": "ger kraft", "tar": "tar kraft", "både": "både ger och tar kraft", "": ""}


def empty(kind: Kind) -> Json:
    """The value of a field that nobody has answered."""
    match kind:
        case Kind.SHORT | Kind.LONG | Kind.DATE:
            return ""
        case Kind.SCALE:
            return None
        case Kind.LIST | Kind.CHECKLIST | Kind.ONE | Kind.SEVERAL | Kind.CONTACT | Kind.IF_THEN:
            return []
        case Kind.LINKS | Kind.WEEK | Kind.BALANCE | Kind.NETWORK | Kind.TIMELINE:
            return []
        case Kind.LETTER:
            return ["", ""]
        case _:
            assert_never(kind)


def fits(kind: Kind, value: Json) -> bool:
    """Whether ``value`` has the shape that ``kind`` writes."""
    match kind:
        case Kind.SHORT | Kind.LONG:
            return isinstance(value, str)
        case Kind.DATE:
            return value == "" or (isinstance(value, str) and _is_date(value))
        case Kind.SCALE:
            return value is None or (type(value) is int and 0 <= value <= 10)
        case Kind.LIST:
            return isinstance(value, list) and all(isinstance(row, str) for row in value)
        case Kind.CHECKLIST:
            return _rows(value, (str, str, bool))
        case Kind.ONE | Kind.SEVERAL | Kind.IF_THEN | Kind.LINKS:
            return _rows(value, (str, str))
        case Kind.WEEK:
            return _rows(value, (str, str, str, str)) and _distinct(value, 0, DAYS)
        case Kind.BALANCE:
            return _rows(value, (str, str))
        case Kind.NETWORK:
            return _rows(value, (str, str, str))
        case Kind.TIMELINE:
            return isinstance(value, list) and (
                not value or (_rows(value[:1], (str,)) and all(map(_is_point, value[1:])))
            )
        case Kind.LETTER:
            return _rows([value], (str, str)) and _opens(_strings(value)[1])
        case Kind.CONTACT:
            return _rows(value, (str, str, str))
        case _:
            assert_never(kind)


def lines(answer: Answer) -> tuple[str, ...]:
    """The answer as plain lines to read. Empty rows are left out; () means nothing is written."""
    value = answer.value
    match answer.kind:
        case Kind.SHORT | Kind.LONG:
            return (value,) if isinstance(value, str) and value.strip() else ()
        case Kind.DATE:
            return (_said(value),) if value and isinstance(value, str) else ()
        case Kind.SCALE:
            return () if value is None else (f"{value} av 10",)
        case Kind.LIST:
            return tuple(row for row in _strings(value) if row.strip())
        case Kind.CHECKLIST:
            return tuple(
                f"{row[1]} (ikryssat)" if row[2] else row[1] for row in _lists(value) if row[1]
            )
        case Kind.ONE | Kind.SEVERAL:
            return tuple(row[1] for row in _lists(value))
        case Kind.CONTACT:
            return tuple(", ".join(filter(None, row)) for row in _lists(value) if any(row))
        case Kind.IF_THEN | Kind.LINKS:
            rows = [[text or "…" for text in row] for row in _lists(value) if any(row)]
            if answer.kind is Kind.LINKS:  # often whole sentences, from the guide's own cards
                return tuple(f"När jag märker: {_ended(a)} Då gör jag: {b}" for a, b in rows)
            return tuple(f"När {when}: {do}" for when, do in rows)
        case Kind.WEEK:
            return tuple(_day(row) for row in _lists(value) if any(row[1:]))
        case Kind.BALANCE:
            return tuple(_and(row[0], _EFFECTS.get(row[1], "")) for row in _lists(value) if row[0])
        case Kind.NETWORK:
            rows = [row for row in _lists(value) if any(row[:2])]
            return tuple(_and(", ".join(filter(None, row[:2])), row[2]) for row in rows)
        case Kind.TIMELINE:
            rows = _lists(value)
            points = [_and(f"{_said(row[0])}: {row[1]} av 10", row[2]) for row in rows[1:]]
            return tuple(filter(None, [*rows[0], *points])) if rows else ()
        case Kind.LETTER:
            return _letter(*_strings(value))
        case _:
            assert_never(answer.kind)


def all_lines(answer: Answer) -> tuple[str, ...]:
    """As ``lines``, and the words of a closed letter: for where nothing can open it any more."""
    if answer.kind is Kind.LETTER:
        return _letter(_strings(answer.value)[0], "")
    return lines(answer)


def _ended(text: str) -> str:
    """As a sentence that something comes after."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _said(day: str) -> str:
    return said(date.fromisoformat(day))


def _rows(value: Json, types: tuple[type, ...]) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list)
        and len(row) == len(types)
        and all(type(cell) is kind for cell, kind in zip(row, types, strict=True))
        for row in value
    )


def _distinct(value: Json, at: int, known: Sequence[str]) -> bool:
    found = [row[at] for row in _lists(value)]
    return len(set(found)) == len(found) and all(one in known for one in found)


def _is_point(row: Json) -> bool:
    if not _rows([row], (str, int, str)) or not isinstance(row, list):
        return False
    return _is_date(str(row[0])) and row[1] in range(11)


def _opens(text: str) -> bool:
    return text in ("", BY_HAND) or _is_date(text)


def _day(row: Sequence[str]) -> str:
    parts = zip(("förmiddag", "eftermiddag", "kväll"), row[1:], strict=True)
    return f"{row[0].capitalize()}: " + "; ".join(f"{part} {text}" for part, text in parts if text)


def _and(first: str, second: str) -> str:
    return f"{first} ({second})" if first and second else first or second


def _letter(text: str, opens: str) -> tuple[str, ...]:
    """A closed letter is not read out: who closed it meant to."""
    if not opens:
        return (text,) if text.strip() else ()
    when = "tills jag öppnar det" if opens == BY_HAND else f"till {_said(opens)}"
    return (f"Ett brev som är stängt {when}.",)


def _strings(value: Json) -> list[str]:
    return [row for row in value if isinstance(row, str)] if isinstance(value, list) else []


def _lists(value: Json) -> list[list[str]]:
    # ``fits`` has been asked: these are rows of strings (and a flag, last, in a checklist).
    return [row for row in value if isinstance(row, list)] if isinstance(value, list) else []


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
