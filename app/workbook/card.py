"""The crisis card: lines of the safety plan that lie outside the lock, because the person says so.

Whoever holds the device can read it without unlocking: that is what it is for. There is one card a
folder, whichever room it was made from, and nothing in it tells which. It is a copy of the words as
they stood when it was laid out: what is written in the plan afterwards changes nothing outside.
FORMAT.md describes the file.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from app.guide import Block, Field, Gathered, Heading, Kind, Section
from app.guide.markdown import plain
from app.vault import durable, files
from app.workbook.answers import Answer, Json, lines
from app.workbook.telephone import number_in

FORMAT = "guiden-kriskort"
VERSION = 1
LARGEST = 64 * 1024  # bytes
MOST_STEPS = 20
MOST_LINES = 200  # on the whole card
MOST_LETTERS = 1000  # in a line, a number or a title

_NUMBERED = re.compile(r"Steg \d+\.\s*")  # some steps may be left out, so the card counts its own
# Controls, what turns the direction of the text around it, and halves of a pair.
_NO_WORD = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """``number`` is whom it calls, as the person wrote it, or ""."""

    text: str
    number: str = ""

    @property
    def apart(self) -> str:
        """The number where the text does not say it, else ""."""
        return "" if self.number in self.text else self.number


@dataclass(frozen=True)
class Step:
    """A step of the plan, and its lines: never none."""

    title: str
    lines: tuple[Line, ...]


Steps = tuple[Step, ...]
"""A card. () is no card."""


class BadCard(Exception):
    """There is a card, and it is not as the program writes them. Its text carries nothing of it."""


# The lines one can choose among


def offered(
    plan: Section, answer: Callable[[str], Answer | None], numbers: Collection[str] = ()
) -> Steps:
    """Every line that is written in the plan, or that the plan shows from elsewhere; each once.

    ``answer``: what a key says now. ``numbers``: short ones that call, such as 112.
    """
    title, found, seen = "", dict[str, list[Line]](), set[Line]()
    for block in plan.blocks:
        if isinstance(block, Heading) and block.level == 2:
            title = tidy(_NUMBERED.sub("", plain(block.spans)))
        for said in filter(None, map(answer, _keys(block))):
            for line in _lines(said, numbers):
                if line not in seen:
                    seen.add(line)
                    found.setdefault(title, []).append(line)
    return tuple(Step(title, tuple(lines)) for title, lines in found.items())


def _keys(block: Block) -> tuple[str, ...]:
    match block:
        case Field(key=key):
            return (key,)
        case Gathered(keys=keys):
            return keys
        case _:
            return ()


def _lines(answer: Answer, numbers: Collection[str]) -> Iterator[Line]:
    for text, number in _rows(answer):
        # Very long ones are several: each has to fit on a card.
        for part in wrap(tidy(text), MOST_LETTERS):
            yield Line(part, tidy(number)[:MOST_LETTERS] or number_in(part, numbers))


def _rows(answer: Answer) -> Iterator[tuple[str, str]]:
    """The texts of an answer, each with the number that is written beside it."""
    rows = [row for row in _list(answer.value) if isinstance(row, list)]
    match answer.kind:
        case Kind.CONTACT:
            for name, number, who in ([str(cell) for cell in row] for row in rows):
                yield ", ".join(filter(str.strip, (name, who))) or number, number
        case Kind.CHECKLIST:
            for row in rows:
                yield str(row[1]), ""
        case _:
            for text in lines(answer):
                for paragraph in text.splitlines():
                    yield paragraph, ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def tidy(text: str) -> str:
    """The text on one line, without anything in it but letters, signs and spaces."""
    return " ".join(_NO_WORD.sub("", " ".join(text.split())).split())


def together(plan: Steps, card: Steps) -> Steps:
    """All lines of both: those of the card that the plan has no more stand last in their step."""
    known = {line for step in plan for line in step.lines}
    found = {step.title: list(step.lines) for step in plan}
    for step in card:
        if left := [line for line in step.lines if line not in known]:
            found.setdefault(step.title, []).extend(left)
    return tuple(Step(title, tuple(lines)) for title, lines in found.items())


def picked(steps: Steps, chosen: Collection[Line]) -> Steps:
    """The steps with the chosen lines alone."""
    kept = (Step(one.title, tuple(line for line in one.lines if line in chosen)) for one in steps)
    return tuple(step for step in kept if step.lines)


# The file


def encoded(steps: Steps) -> bytes:
    """The bytes of the file. Raises ValueError if it would be no card, or a larger one than may be.

    There is one way only to write a card.
    """
    kept = [line for step in steps for line in step.lines]
    words = [
        *(step.title for step in steps),
        *(word for line in kept for word in (line.text, line.number)),
    ]
    if (
        not 0 < len(steps) <= MOST_STEPS
        or len(kept) > MOST_LINES
        or not all(step.lines for step in steps)
        or not all(line.text for line in kept)
        or any(len(word) > MOST_LETTERS or word != tidy(word) for word in words)
    ):
        raise ValueError("not a card")
    card = {
        "format": FORMAT,
        "version": VERSION,
        "steps": [
            {
                "title": step.title,
                "lines": [
                    {"text": line.text, "number": line.number}
                    if line.number
                    else {"text": line.text}
                    for line in step.lines
                ],
            }
            for step in steps
        ],
    }
    data = json.dumps(card, ensure_ascii=False, indent=1).encode("utf-8")
    if len(data) > LARGEST:
        raise ValueError("too large a card")
    return data


def fits(steps: Steps) -> bool:
    """Whether the steps can be laid out as a card."""
    try:
        return bool(encoded(steps))
    except ValueError:
        return False


def decoded(data: bytes) -> Steps:
    """What ``encoded`` made. Raises ``BadCard`` at anything that it does not make."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        steps = tuple(
            Step(
                step["title"],
                tuple(Line(line["text"], line.get("number", "")) for line in step["lines"]),
            )
            for step in json.loads(data)["steps"]
        )
        if encoded(steps) == data:
            return steps
    raise BadCard("not as the program writes them")


def read(path: Path) -> Steps:
    """The card that lies outside the lock; () if there is none. Raises ``BadCard``."""
    try:
        if not path.exists():
            return ()
        if not path.is_file():  # opening a pipe may last for ever
            raise BadCard("not a file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise BadCard("it cannot be read") from None
    return decoded(data)


def write(path: Path, steps: Steps) -> None:
    """Lays the card outside the lock, in place of the one that was there, for its owner alone.

    Killed at any point, the old card or the new one stands. Raises ValueError as ``encoded``, or a
    ``VaultError``; then what was there stands.
    """
    data = encoded(steps)
    try:
        for stale in durable.beside(path, durable.UNFINISHED):
            stale.unlink(missing_ok=True)
        with durable.written(path, data) as new:
            os.replace(new, path)
        files.sync_folder(path.parent)
    except OSError as error:
        raise files.failure(error) from error


def remove(path: Path) -> None:
    """Overwrites and removes the card, readable or not. Raises a ``VaultError``."""
    with suppress(OSError):
        if path.is_symlink():  # what it points at is not ours
            path.unlink()
    files.erase(path)
