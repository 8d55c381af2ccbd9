"""What opens a shared file is kept beside its receipt, and goes with it for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workbook.sent import SENT, Sent
from app.workbook.workbook import Workbook
from tests.workbook.devices import NAME, content, device, write

FILE = Sent("0123456789abcdef" * 2, "björk lampa tåg sten moln", ("a", "b"))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    write(book, NAME, "Åsa")
    yield book
    book.lock()


def test_a_file_comes_back_after_a_lock_with_the_replies_that_were_read(book: Workbook) -> None:
    book.sent.keep("ett", FILE)
    book.sent.note_read("ett", "svar1")
    book.sent.note_read("ett", "svar2")
    book.sent.note_read("ett", "svar1")
    library = book.library
    book.lock()
    again = device(library, book.path)
    assert again.sent.of("ett") == Sent(FILE.share, FILE.words, FILE.pages, ("svar1", "svar2"))
    assert again.sent.of("två") is None
    assert again.answer(again.library.fields[NAME]) is not None
    again.lock()


def test_a_file_is_kept_in_the_same_save_as_its_receipt(book: Workbook) -> None:
    before = book._vault.mark
    receipt = book.receipts.add("html", [], [NAME], "Ann", "", FILE)
    assert book.sent.of(receipt.id) == FILE
    assert book._vault.mark == (before[0], before[1] + 1)


def test_a_reply_to_no_file_is_not_remembered(book: Workbook) -> None:
    book.sent.note_read("ett", "svar")
    assert book.sent.of("ett") is None


def test_what_is_removed_is_in_no_copy_either(book: Workbook) -> None:
    book.sent.keep("ett", FILE)
    book.lock()
    assert list(book.path.parent.glob("*.kopia-*"))
    again = device(book.library, book.path)
    again.sent.remove("ett")
    assert again.sent.of("ett") is None
    assert not list(book.path.parent.glob("*.kopia-*"))
    assert [one for one in again.records() if one.key == SENT + "ett"] == []
    again.lock()


def test_the_words_are_not_in_what_a_developer_sees() -> None:
    assert "björk" not in repr(FILE)


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        "ett",
        {},
        {"share": 1, "words": "a", "pages": [], "read": []},
        {"share": "a", "words": None, "pages": [], "read": []},
        {"share": "a", "words": "a", "pages": [1], "read": []},
        {"share": "a", "words": "a", "pages": [], "read": "ett"},
    ],
    ids=repr,
)
def test_what_no_version_has_written_is_no_file(book: Workbook, record: object) -> None:
    book._vault.append([(SENT + "ett", record)])
    assert book.sent.of("ett") is None
