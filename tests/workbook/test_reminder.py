"""A reminder of copies comes seldom: not early, not for little, at most once a month."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault import Record
from app.workbook import backup, restore
from app.workbook.answers import Answer
from app.workbook.reminder import Reminder
from app.workbook.workbook import ANSWER, Workbook
from tests.workbook.devices import NAME, content, device, field

DAY = 86_400_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def put(book: Workbook, answers: int, days_ago: float) -> None:
    """So many answers, the oldest saved so many days ago and the others now."""
    now = time.time_ns() // 1_000_000
    record = Answer(field(book, NAME).kind, "Vad?", "ord").record()
    for number in range(answers):
        when = now - int(days_ago * DAY) if not number else now
        book._vault.append([Record(f"{ANSWER}a.nr-{number}", record, when)])


def passes(book: Workbook, days: float) -> Reminder:
    """What was noted was so many days ago; and the workbook is opened again."""
    noted = book._vault.get("settings/copies")
    earlier = {what: at - int(days * DAY) for what, at in noted.items()}
    book._vault.append([("settings/copies", earlier)])
    return Reminder(book._vault)


@pytest.mark.parametrize(
    ("answers", "days_ago", "due"),
    [(0, 0, False), (19, 100, False), (20, 13.9, False), (20, 14.1, True), (40, 400, True)],
)
def test_it_is_due_with_twenty_answers_and_two_weeks(
    book: Workbook, answers: int, days_ago: float, due: bool
) -> None:
    put(book, answers, days_ago)
    assert book.reminder.due is due


def test_what_was_cleared_is_nothing_to_lose(book: Workbook) -> None:
    put(book, 20, 50)
    book._vault.append([(f"{ANSWER}a.nr-7", None)])
    assert not book.reminder.due


def test_once_said_it_stays_until_the_lock_and_then_comes_back_in_a_month(book: Workbook) -> None:
    put(book, 20, 50)
    assert book.reminder.due
    book.reminder.told()
    book.reminder.told()
    assert len(book._vault.history("settings/copies")) == 1
    assert book.reminder.due
    assert not Reminder(book._vault).due
    assert not passes(book, 29.9).due
    assert passes(book, 0.2).due


def test_not_now_and_a_kept_copy_are_each_a_month_of_quiet(book: Workbook) -> None:
    put(book, 20, 50)
    assert book.reminder.due
    book.reminder.answered()
    assert not book.reminder.due
    assert book.reminder.saved is None
    later = passes(book, 31)
    assert later.due
    later.kept()
    assert not later.due
    assert later.saved
    assert abs(later.saved.timestamp() - time.time()) < 60
    assert not passes(book, 29).due


def test_a_clock_that_was_years_ahead_does_not_silence_it(book: Workbook) -> None:
    put(book, 20, 50)
    book.reminder.told()
    assert passes(book, -3650).due


@pytest.mark.parametrize("stored", [None, 1, {"told": "i går"}, {"told": True}, [1]])
def test_what_it_cannot_read_counts_as_never(book: Workbook, stored: object) -> None:
    put(book, 20, 50)
    book._vault.append([("settings/copies", stored)])
    assert book.reminder.due
    assert book.reminder.saved is None


def test_the_times_go_along_in_a_copy_and_the_newest_holds(book: Workbook, tmp_path: Path) -> None:
    book.reminder.kept()
    other = device(book.library, tmp_path / "annat")
    restore.merge(other, backup.read(backup.write(book)))
    assert other.reminder.saved == book.reminder.saved
    assert other.settings == book.settings
    other.lock()
