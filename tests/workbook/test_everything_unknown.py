"""What a later version wrote in a form of its own is taken along, as its words."""

from __future__ import annotations

from app.vault import Record
from app.workbook.everything import written
from app.workbook.workbook import ANSWER
from tests.workbook.devices import HOUR, NAME, Make, write


def test_words_that_a_later_version_wrote_are_not_left_out_without_a_word(make: Make) -> None:
    book = make("telefon")
    new = {"kind": "dagbok", "question": "Hur var dagen?", "value": ["orden jag skrev"]}
    book._vault.append([Record(ANSWER + "b.dagbok", new, HOUR)])
    assert "orden jag skrev" in repr(written(book))


def test_an_answer_that_cannot_be_read_is_not_told_as_one_that_was_cleared(make: Make) -> None:
    book = make("telefon")
    write(book, NAME, "förr", at=HOUR)
    new = {"kind": "dagbok", "question": "Hur var dagen?", "value": ["nu"]}
    book._vault.append([Record(ANSWER + NAME, new, 2 * HOUR)])
    [one] = written(book)
    assert one.now is not None  # "None if it was cleared", and it was not
