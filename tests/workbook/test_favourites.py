"""Stars on answers and sections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.workbook.workbook import Workbook
from tests.workbook.devices import LETTER, LIST, NAME, carry, content, device, held, write


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    yield book
    book.lock()


def put(book: Workbook, *keys: str) -> None:
    for key in keys:
        book.favourites.put(key, True)
        time.sleep(0.005)  # nobody sets two stars within a thousandth of a second


def test_the_newest_star_comes_first_and_stars_come_back(book: Workbook) -> None:
    put(book, NAME, "b", LIST)
    assert book.favourites.all() == (LIST, "b", NAME)
    book.favourites.put("b", False)
    assert not book.favourites.has("b")
    library = book.library
    book.lock()
    again = device(library, book.path)
    assert again.favourites.all() == (LIST, NAME)
    assert again.favourites.has(NAME)
    again.lock()


def test_of_two_devices_the_newest_star_holds(tmp_path: Path) -> None:
    library = content(tmp_path / "content")
    one, two = device(library, tmp_path / "ett"), device(library, tmp_path / "tva")
    put(one, NAME, "a")
    carry(one, two)
    two.favourites.put(NAME, False)
    put(two, LIST)
    carry(two, one)
    carry(one, two)
    for book in (one, two):
        assert book.favourites.all() == (LIST, "a")
    assert held(one) == held(two)
    assert len([record for record in held(one) if record.key == f"favourite/{NAME}"]) <= 1
    one.lock()
    two.lock()


def test_erasing_a_guide_takes_the_stars_of_its_own_sections(book: Workbook) -> None:
    put(book, NAME, "a", LETTER, "b")
    write(book, LETTER, "ord")
    guide = book.library.guide("två")
    assert guide
    book.erase_answers(guide)
    assert book.favourites.all() == ("a", NAME)
    assert not [record for record in book.records() if record.key.startswith("favourite/b")]
