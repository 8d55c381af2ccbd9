"""The ledger of what was shared, and what has changed since."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault import copies
from app.workbook.receipts import SHARE, Changes, Receipts
from app.workbook.workbook import Workbook
from tests.workbook.devices import HOUR, LETTER, LIST, NAME, carry, content, device, field, write

NOTHING = Changes((), ())


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def changes(book: Workbook) -> Changes:
    return book.receipts.changed_since(book.receipts.all()[0], book.library)


def test_receipts_are_read_newest_first_and_come_back(book: Workbook, tmp_path: Path) -> None:
    write(book, NAME, "Åsa")
    first = book.receipts.add("html", ["a"], [NAME, LIST], "Ann på kommunen", "inför mötet")
    time.sleep(0.01)  # nobody gives two things away within a thousandth of a second
    second = book.receipts.add("pdf", [], [NAME], "", "")
    assert book.receipts.all() == (second, first)
    library = book.library
    book.lock()
    again = device(library, book.path)
    assert again.receipts.all() == (second, first)
    found = again.receipts.all()[1]
    assert (found.to, found.why, found.form) == ("Ann på kommunen", "inför mötet", "html")
    assert found.sections == ("a",)
    assert set(found.fields) == {NAME, LIST}
    assert "Åsa" not in str(again._vault.items(SHARE))  # what it said is not in the ledger
    again.lock()


def test_what_has_changed_since_is_told_by_question(book: Workbook) -> None:
    write(book, NAME, "Åsa")
    write(book, LETTER, "Hej")
    book.receipts.add("html", ["a"], [NAME, LIST, LETTER], "Ann")
    assert changes(book) == NOTHING
    write(book, NAME, "Åsa B")
    write(book, LIST, ["vila"])
    assert changes(book) == Changes((NAME,), (LIST,))
    write(book, LETTER, "")
    assert changes(book) == Changes((NAME, LETTER), (LIST,))
    book.receipts.add("print", ["a"], [NAME, LIST, LETTER], "Ann")
    assert changes(book) == NOTHING


def test_a_question_that_came_later_to_a_shared_section_is_new(book: Workbook) -> None:
    book.receipts.add("html", ["a"], [NAME], "Ann")
    assert changes(book) == NOTHING
    write(book, LIST, ["vila"])
    assert changes(book) == Changes((), (LIST,))
    book.receipts.add("html", [], [NAME], "Ann")
    assert changes(book) == NOTHING


def test_the_same_words_saved_again_are_no_change(book: Workbook) -> None:
    write(book, NAME, "Åsa", at=HOUR)
    book.receipts.add("visa", [], [NAME], "Ann")
    write(book, NAME, "Bo", at=2 * HOUR)
    assert changes(book) == Changes((NAME,), ())
    [version] = book.earlier_versions(field(book, NAME))
    book.use_again(field(book, NAME), version)
    assert changes(book) == NOTHING


def test_a_clock_that_was_set_back_hides_no_change(book: Workbook) -> None:
    write(book, NAME, "Åsa", at=100 * HOUR)
    book.receipts.add("html", [], [NAME], "Ann")
    write(book, NAME, "Bo", at=HOUR)
    assert changes(book) == Changes((NAME,), ())


def test_words_written_on_and_then_thinned_away_count_as_changed(book: Workbook) -> None:
    write(book, NAME, "Å", at=1)
    book.receipts.add("html", [], [NAME], "Ann")
    write(book, NAME, "Åsa", at=2)
    book._vault.compact()
    assert changes(book) == Changes((NAME,), ())


def test_an_answer_cleared_for_good_counts_as_changed(book: Workbook) -> None:
    write(book, LETTER, "Hej")
    book.receipts.add("html", [], [LETTER], "Ann")
    book.erase_answers(book.library.guides[1])
    assert changes(book) == Changes((LETTER,), ())


def test_one_or_all_are_removed_for_good(book: Workbook, tmp_path: Path) -> None:
    write(book, NAME, "Åsa")
    kept, gone = (book.receipts.add("html", ["a"], [NAME], to) for to in ("Ann", "Hemliga Bo"))
    other = device(book.library, tmp_path / "annan")
    carry(book, other)
    book.receipts.remove(gone.id)
    book.receipts.remove("okänd")
    assert book.receipts.all() == (kept,)
    assert "Hemliga" not in str(book.records())
    assert copies.kept(book.path) == ()
    carry(other, book)
    assert book.receipts.all() == (kept,)
    book.receipts.remove_all()
    assert book.receipts.all() == ()
    carry(other, book)
    assert book.receipts.all() == ()
    carry(book, other)
    assert other.receipts.all() == ()
    other.lock()


@pytest.mark.parametrize(
    "record",
    [
        1,
        [],
        {},
        {"form": "fax", "to": "", "why": "", "sections": [], "fields": {}},
        {"form": "pdf", "to": 1, "why": "", "sections": [], "fields": {}},
        {"form": "pdf", "to": "", "why": None, "sections": [], "fields": {}},
        {"form": "pdf", "to": "", "why": "", "sections": [1], "fields": {}},
        {"form": "pdf", "to": "", "why": "", "sections": "a", "fields": {}},
        {"form": "pdf", "to": "", "why": "", "sections": [], "fields": []},
        {"form": "pdf", "to": "", "why": "", "sections": [], "fields": {"a.b": True}},
        {"form": {}, "to": "", "why": "", "sections": [], "fields": {}},
    ],
)
def test_a_receipt_of_another_version_is_left_out_and_can_be_removed(
    book: Workbook, record: object
) -> None:
    mine = book.receipts.add("pdf", [], [], "Ann")
    book._vault.append([(SHARE + "okänd", record)])
    assert book.receipts.all() == (mine,)
    book.receipts.remove_all()
    assert book._vault.items(SHARE) == []


def test_a_ledger_is_of_the_vault_that_is_open(book: Workbook) -> None:
    assert isinstance(book.receipts, Receipts)
    assert book.receipts.all() == ()
