"""The person's marks of sections: theirs alone to set, and the newest of two copies holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import Record
from app.workbook import backup
from app.workbook.favourites import FAVOURITE
from app.workbook.joining import State
from app.workbook.marks import MARK, Mark
from app.workbook.workbook import Workbook
from tests.packages.zips import made
from tests.workbook.devices import NAME, carry, content, device, write
from tests.workbook.shelf import FIRST, Open, add


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def put(book: Workbook, mark: Mark | None, at: int) -> None:
    """A mark of section a, set at so many milliseconds."""
    book._vault.append([Record(f"{MARK}a", mark.value if mark else None, at)])


def test_a_mark_is_there_after_a_lock_and_can_be_taken_away(book: Workbook) -> None:
    for mark in (*Mark, None):
        book.marks.put("a", mark)
        assert book.marks.of("a") is mark
    book.marks.put("a", Mark.DONE)
    book.lock()
    again = device(book.library, book.path)
    assert (again.marks.of("a"), again.marks.of("b")) == (Mark.DONE, None)
    again.lock()


def test_writing_sets_no_mark(book: Workbook) -> None:
    write(book, NAME, "Åsa")
    assert book.marks.of("a") is None
    assert book._vault.keys(MARK) == []


def test_the_same_mark_again_writes_nothing(book: Workbook) -> None:
    book.marks.put("a", Mark.WANTED)
    book.marks.put("a", Mark.WANTED)
    book.marks.put("b", None)
    assert [record.key for record in book.records() if record.key.startswith(MARK)] == ["mark/a"]


@pytest.mark.parametrize("stored", ["favourite", 1, ["done"], {}])
def test_a_mark_of_a_later_version_counts_as_none_and_is_kept(
    book: Workbook, stored: object
) -> None:
    book._vault.append([(f"{MARK}a", stored)])
    assert book.marks.of("a") is None
    assert book._vault.get(f"{MARK}a") == stored


def test_of_two_devices_the_newest_mark_holds_in_both(book: Workbook, tmp_path: Path) -> None:
    other = device(book.library, tmp_path / "annat")
    put(book, Mark.WANTED, at=1_000)
    put(other, Mark.UNWANTED, at=2_000)
    carry(book, other)
    carry(other, book)
    assert (book.marks.of("a"), other.marks.of("a")) == (Mark.UNWANTED, Mark.UNWANTED)
    put(other, None, at=3_000)
    carry(other, book)
    assert book.marks.of("a") is None
    other.lock()


@given(st.lists(st.tuples(st.sampled_from([*Mark, None]), st.integers(0, 9)), min_size=1))
def test_joining_keeps_what_one_of_the_two_said_last(marks: list[tuple[Mark | None, int]]) -> None:
    records = [Record(f"{MARK}a", mark.value if mark else None, at) for mark, at in marks]
    one, two = State.of(records[::2]), State.of(records[1::2])
    joined = one | two
    assert joined == two | one
    assert joined.now(f"{MARK}a") in {side.now(f"{MARK}a") for side in (one, two)}


def test_marks_go_along_in_a_copy(book: Workbook) -> None:
    book.marks.put("a", Mark.DONE)
    records = backup.read(backup.write(book)).records
    assert [one.value for one in records if one.key == "mark/a"] == ["done"]


def test_what_is_erased_with_a_guide_is_not_marked_any_more(book: Workbook) -> None:
    for section in ("a", "b"):
        book.marks.put(section, Mark.BEGUN)
    book.erase_answers(book.library.guides[1])  # b is in no other guide
    assert (book.marks.of("a"), book.marks.of("b")) == (Mark.BEGUN, None)
    assert not [one for one in book.records() if one.key == "mark/b"]


def test_marks_and_stars_of_a_guide_from_others_stay_until_it_is_erased(opened: Open) -> None:
    book = opened()
    section = FIRST.partition(".")[0]
    add(book, made())
    book.marks.put(section, Mark.DONE)
    book.favourites.put(section, True)
    book.favourites.put(FIRST, True)
    book.shelf.remove("rsmh")
    add(book, made())
    assert book.marks.of(section) is Mark.DONE
    assert set(book.favourites.all()) == {section, FIRST}
    book.erase_package("rsmh")
    assert not [one for one in book.records() if one.key.startswith((MARK, FAVOURITE))]
