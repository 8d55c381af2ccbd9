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
om-så         [[when, then], …]
============  =====================================================================

The text of an option is kept beside its id, so that a choice can be read when the content changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from app.guide import Field, Kind

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


def empty(kind: Kind) -> Json:
    """The value of a field that nobody has answered."""
    match kind:
        case Kind.SHORT | Kind.LONG | Kind.DATE:
            return ""
        case Kind.SCALE:
            return None
        case Kind.LIST | Kind.CHECKLIST | Kind.ONE | Kind.SEVERAL | Kind.CONTACT | Kind.IF_THEN:
            return []
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
        case Kind.ONE | Kind.SEVERAL | Kind.IF_THEN:
            return _rows(value, (str, str))
        case Kind.CONTACT:
            return _rows(value, (str, str, str))
        case _:
            assert_never(kind)


def lines(answer: Answer) -> tuple[str, ...]:
    """The answer as plain lines to read. Empty rows are left out; () means nothing is written."""
    value = answer.value
    match answer.kind:
        case Kind.SHORT | Kind.LONG | Kind.DATE:
            return (value,) if isinstance(value, str) and value.strip() else ()
        case Kind.SCALE:
            return () if value is None else (f"{value} av 10",)
        case Kind.LIST:
            return tuple(row for row in _strings(value) if row.strip())
        case Kind.CHECKLIST:
            return tuple(
                f"{row[1]} (klart)" if row[2] else row[1] for row in _lists(value) if row[1]
            )
        case Kind.ONE | Kind.SEVERAL:
            return tuple(row[1] for row in _lists(value))
        case Kind.CONTACT:
            return tuple(", ".join(filter(None, row)) for row in _lists(value) if any(row))
        case Kind.IF_THEN:
            return tuple(f"När {row[0]}: {row[1]}" for row in _lists(value) if any(row))
        case _:
            assert_never(answer.kind)


def _rows(value: Json, types: tuple[type, ...]) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list)
        and len(row) == len(types)
        and all(type(cell) is kind for cell, kind in zip(row, types, strict=True))
        for row in value
    )


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
