"""All that a person has ever written and not cleared for good, for whoever takes it along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.guide import Kind
from app.vault import Record
from app.workbook.answers import Answer, Json, lines
from app.workbook.days import moment
from app.workbook.shelf import ANSWER
from app.workbook.wordings import Version, wordings
from app.workbook.workbook import Workbook


@dataclass(frozen=True)
class Written:
    """A question that something was written to.

    ``section``: the id of its section, and ``title`` that section's; "" if that is gone, or if the
    question is. ``now``: what is written there now, None if it was cleared; and ``when``: since
    when, None if it was cleared. ``earlier``: newest first.
    """

    key: str
    section: str
    title: str
    question: str
    now: Answer | None
    when: datetime | None
    earlier: tuple[Version, ...]


def written(book: Workbook) -> tuple[Written, ...]:
    """All that was ever written and not cleared for good: in the order of the content.

    Last come answers whose question is gone, or is of another kind now, by key.
    """
    by_key: dict[str, list[Record]] = {}
    for record in book.records():
        if record.key.startswith(ANSWER):
            by_key.setdefault(record.key.removeprefix(ANSWER), []).append(record)
    found = []
    fields = book.library.fields
    place = {key: number for number, key in enumerate(fields)}
    for key, records in by_key.items():
        now, field = _said(records[-1].value), fields.get(key)
        earlier = wordings(records)
        last = now if now and lines(now) else next((one.answer for one in earlier), None)
        if last is None:
            continue
        known = field is not None and field.kind is last.kind
        section = book.library.section(key.partition(".")[0])
        found.append(
            Written(
                key,
                section.id if known else "",
                section.title if known else "",
                field.question if known and field else last.question,
                now if last is now else None,
                moment(records[-1].time_ms) if last is now else None,
                earlier,
            )
        )
    end = len(place)
    return tuple(sorted(found, key=lambda one: (place[one.key] if one.section else end, one.key)))


def _said(record: Json) -> Answer | None:
    """An answer; what a later version wrote in a form of its own is its words alone."""
    answer = Answer.of(record)
    if answer or not isinstance(record, dict):
        return answer
    words = "\n".join(_words(record.get("value")))
    return Answer(Kind.LONG, str(record.get("question") or ""), words) if words else None


def _words(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)
