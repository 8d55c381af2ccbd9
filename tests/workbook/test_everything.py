"""All that was ever written, for whoever takes it along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault import Record
from app.workbook.everything import written
from app.workbook.workbook import ANSWER, Workbook
from tests.workbook.devices import HOUR, LETTER, LIST, NAME, content, device, write


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def test_every_answer_is_there_in_the_order_of_the_content_with_what_it_said_before(
    book: Workbook,
) -> None:
    assert written(book) == ()
    write(book, LETTER, "Hej", at=100 * HOUR)
    write(book, LETTER, "", at=200 * HOUR)
    write(book, LIST, ["vila"], at=100 * HOUR)
    write(book, NAME, "Åsa", at=100 * HOUR)
    write(book, NAME, "Bo", at=200 * HOUR)
    name, rows, letter = written(book)
    assert [one.key for one in (name, rows, letter)] == [NAME, LIST, LETTER]
    assert (name.section, name.title, name.question) == ("a", "Min sida", "Vad heter du?")
    assert name.now and name.now.value == "Bo"
    assert name.when and name.when.timestamp() == 200 * 3600
    assert [one.answer.value for one in name.earlier] == ["Åsa"]
    assert rows.now and rows.now.value == ["vila"]
    assert (letter.now, letter.when) == (None, None)
    assert [one.answer.value for one in letter.earlier] == ["Hej"]


def test_answers_whose_question_is_gone_or_another_come_last_with_their_past(
    book: Workbook,
) -> None:
    def put(key: str, kind: str, text: str, hour: int) -> None:
        record = {"kind": kind, "question": "Förr?", "value": text}
        book._vault.append([Record(ANSWER + key, record, hour * HOUR)])

    put(NAME, "text", "en annan sorts svar", 1)
    put("borta.fråga", "kort", "förr", 1)
    put("borta.fråga", "kort", "sen", 2)
    book._vault.append([(ANSWER + "ny.sort", {"kind": "okänd", "question": "?", "value": 1})])
    write(book, LETTER, "Hej")
    letter, name, gone = written(book)
    assert letter.key == LETTER
    assert (name.section, name.title, name.question) == ("", "", "Förr?")
    assert [one.answer.value for one in gone.earlier] == ["förr"]
    assert gone.now and gone.now.value == "sen"


def test_what_was_cleared_for_good_is_not_there(book: Workbook) -> None:
    write(book, NAME, "förr", at=HOUR)
    write(book, NAME, "nu", at=2 * HOUR)
    write(book, LETTER, "bort", at=HOUR)
    book.forget_earlier(book.library.fields[NAME])
    book.erase_answers(book.library.guides[1])
    [name] = written(book)
    assert (name.key, name.earlier) == (NAME, ())


def test_a_time_that_no_clock_shows_is_said_as_the_nearest_that_one_does(book: Workbook) -> None:
    write(book, NAME, "först", at=-(2**52))
    write(book, NAME, "sist", at=2**52)
    [name] = written(book)
    assert name.when and name.when.year == 2999
    assert [one.when.year for one in name.earlier] == [1970]
    assert book.saved_at(book.library.fields[NAME]) == name.when
