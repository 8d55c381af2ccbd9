"""Earlier wordings of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.guide import Kind
from app.vault import Record
from app.workbook.answers import Answer, all_lines
from app.workbook.days import moment

_PAUSE_MS = 10 * 60 * 1000  # between two wordings, as when the vault thins them


@dataclass(frozen=True)
class Version:
    """An earlier wording of an answer, and when it was saved, by the device's clock."""

    when: datetime
    answer: Answer


def wordings(records: Sequence[Record], kind: Kind | None = None) -> tuple[Version, ...]:
    """Earlier wordings in a vault's records of one answer, newest first, but for the last record's.

    Times of emptiness are left out, and so is a wording that says the same as the next newer, or
    that the next newer goes on from within ten minutes: a pause while writing. ``kind``: leave out
    those of another kind too.
    """
    found: list[Version] = []
    shown, since = "", 0
    for place, record in enumerate(reversed(records)):
        answer = Answer.of(record.value)
        fits = answer is not None and kind in (None, answer.kind)
        said = "\n".join(all_lines(answer)) if answer and fits else ""
        pause = shown.startswith(said) and abs(since - record.time_ms) < _PAUSE_MS
        if answer and place and said and said != shown and not pause:
            found.append(Version(moment(record.time_ms), answer))
        if said or not place:
            shown, since = said, record.time_ms
    return tuple(found)
