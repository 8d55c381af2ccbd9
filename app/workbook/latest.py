"""What is written now, by when it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.guide import Field, Kind, Library
from app.vault import Vault
from app.workbook.answers import Answer, lines
from app.workbook.days import moment
from app.workbook.shelf import ANSWER


@dataclass(frozen=True)
class Written:
    """An answer, and when it was saved; None for words that are not saved yet.

    ``field``: what it answers, None where no question of the content shows it any more.
    """

    key: str
    answer: Answer
    field: Field | None
    when: datetime | None

    @property
    def section(self) -> str:
        return self.key.partition(".")[0]

    @property
    def question(self) -> str:
        return self.field.question if self.field else self.answer.question

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says. Of a closed letter only that it is closed."""
        return lines(self.answer)


def closed(answer: Answer) -> bool:
    """Whether it is a letter that is closed: nobody reads it but who opens it."""
    value = answer.value
    return answer.kind is Kind.LETTER and isinstance(value, list) and bool(value[1])


def written(vault: Vault, library: Library, unsaved: Mapping[str, Answer]) -> tuple[Written, ...]:
    """Every answer that says something, the newest first.

    ``unsaved``: answers that wait to be saved, by field key; they count instead of those saved.
    Slow where much is written: for a thread.
    """
    fields, found = library.fields, list[tuple[int, Written]]()
    saved = {key.removeprefix(ANSWER): Answer.of(value) for key, value in vault.items(ANSWER)}
    for key, answer in (saved | dict(unsaved)).items():
        if answer is None or not lines(answer):
            continue
        time_ms = None if key in unsaved else vault.history(ANSWER + key)[-1].time_ms
        field = fields.get(key)
        known = field if field and field.kind is answer.kind else None
        when = None if time_ms is None else moment(time_ms)
        order = -1 if time_ms is None else time_ms
        found.append((order, Written(key, answer, known, when)))
    found.sort(key=lambda pair: (pair[0] >= 0, -pair[0]))
    return tuple(one for _, one in found)
