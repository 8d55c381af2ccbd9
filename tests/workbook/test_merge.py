"""Workbooks on several devices made one, through backups: no word is lost, and none comes back."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Library
from app.vault import Record, copies
from app.workbook.backup import Backup, read
from app.workbook.backup import write as backup_of
from app.workbook.restore import compare, merge, replace
from app.workbook.workbook import ANSWER, Workbook
from tests.packages.zips import made as package
from tests.workbook import shelf
from tests.workbook.devices import (
    HOUR,
    LETTER,
    LIST,
    NAME,
    Make,
    carry,
    device,
    earlier,
    held,
    said,
    write,
)
from tests.workbook.shelf import Open


def again(book: Workbook) -> Workbook:
    """The same workbook after a lock."""
    book.lock()
    return device(book.library, book.path)


def backup(book: Workbook) -> Backup:
    return read(backup_of(book))


def test_two_devices_become_one_and_the_older_words_are_the_history(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(phone, NAME, "från början", at=HOUR)
    carry(phone, laptop)
    write(phone, NAME, "på telefonen", at=2 * HOUR)
    write(laptop, NAME, "på datorn", at=2 * HOUR + 1)
    write(phone, LIST, ["bara där"], at=HOUR)
    first = backup(phone)
    carry(laptop, phone)
    merge(laptop, first)
    assert held(phone) == held(laptop)
    laptop.lock()
    for book in (phone, make("dator")):
        assert said(book, NAME) == "på datorn"
        assert earlier(book, NAME) == ["på telefonen", "från början"]
        assert said(book, LIST) == ["bara där"]
    carry(phone, phone)
    assert held(phone) == list(backup(phone).records)


def test_what_a_newer_version_wrote_is_carried_on_untouched(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    new = {"ny": [1, {"å": None}], "settings": 2.5}
    phone._vault.append([Record("nytt/a", new, 5), Record(ANSWER + "a.ny", {"kind": "x"}, 5)])
    phone._vault.append([Record("settings", {"theme": "dark", "okänt": [1]}, 5)])
    carry(phone, laptop)
    replace(make("ny"), backup(laptop))
    third = make("tredje")
    carry(laptop, third)
    assert held(third) == held(phone)
    assert third.settings.theme == "dark"


def test_answers_cleared_for_good_do_not_come_back_from_a_copy_made_before(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(phone, NAME, "gammalt", at=HOUR)
    write(phone, NAME, "nu", at=2 * HOUR)
    write(phone, LETTER, "känsligt", at=HOUR)
    carry(phone, laptop)
    old = backup(phone)
    phone.forget_earlier(phone.library.fields[NAME])
    phone.erase_answers(phone.library.guides[1])
    assert compare(phone, old).kept_out == 2
    merge(phone, old)
    for _ in range(2):
        assert (said(phone, NAME), earlier(phone, NAME)) == ("nu", [])
        assert said(phone, LETTER) is None
        assert "känsligt" not in str(phone.records())
        phone.lock()
        phone = make("telefon")
    assert compare(laptop, backup(phone)).cleared == 2
    laptop.lock()
    laptop = make("dator")
    assert copies.kept(laptop.path)
    carry(phone, laptop)
    assert copies.kept(laptop.path) == ()  # they hold what was cleared
    assert "känsligt" not in str(laptop.records())
    assert earlier(laptop, NAME) == []


def test_what_is_written_anew_after_it_was_cleared_for_good_is_carried_over(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(phone, LETTER, "bort", at=HOUR)
    carry(phone, laptop)
    write(laptop, LETTER, "nyare på datorn", at=3 * HOUR)
    phone.erase_answers(phone.library.guides[1])
    write(phone, LETTER, "nytt på telefonen", at=2 * HOUR)
    carry(phone, laptop)
    carry(laptop, phone)
    for book in (phone, laptop):
        assert said(book, LETTER) == "nyare på datorn"
        assert earlier(book, LETTER) == ["nytt på telefonen"]


def test_a_guide_from_others_that_was_dropped_stays_away_until_it_is_added_again(
    opened: Open, tmp_path: Path
) -> None:
    phone, laptop = (opened(tmp_path / name) for name in ("telefon", "dator"))
    phone.shelf.add(phone.shelf.offered(package()))
    shelf.write(phone, shelf.FIRST)
    carry(phone, laptop)
    assert shelf.written(laptop, shelf.FIRST)
    phone.erase_package("rsmh")
    carry(laptop, phone)
    assert phone.shelf.kept == ()
    assert "Vila" not in str(phone.records())
    phone.shelf.add(phone.shelf.offered(package()))
    carry(phone, laptop)
    carry(laptop, phone)
    assert [one.id for one in phone.shelf.kept] == ["rsmh"]


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_ten_years_off_loses_no_word(make: Make, years: int) -> None:
    phone, laptop = make("telefon"), make("dator")
    now = 1_800_000_000_000
    write(phone, NAME, "rätt tid", at=now)
    carry(phone, laptop)
    write(laptop, NAME, "fel tid", at=now + years * 365 * 24 * HOUR)
    write(phone, NAME, "senare", at=now + HOUR)
    carry(phone, laptop)
    carry(laptop, phone)
    assert held(phone) == held(laptop)
    assert {said(phone, NAME), *earlier(phone, NAME)} == {"rätt tid", "fel tid", "senare"}
    write(laptop, NAME, "klockan är ställd", at=now + 2 * HOUR)
    carry(laptop, phone)
    carry(phone, laptop)
    assert said(phone, NAME) == said(laptop, NAME) == "klockan är ställd"


DEVICES = ("ett", "två", "tre")
does = st.one_of(
    st.tuples(
        st.just("write"),
        st.sampled_from([NAME, LETTER]),
        st.sampled_from(["", "å", "اسم", "👩‍👩‍👧", "ett två"]),
        st.integers(0, 4).map(lambda n: n * HOUR // 12),
    ),
    st.tuples(st.just("forget"), st.just(NAME)),
    st.tuples(st.just("carry"), st.sampled_from(DEVICES)),
    st.tuples(st.just("lock")),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(DEVICES), does), max_size=12))
def test_three_devices_that_share_everything_in_any_order_say_the_same(
    library: Library,
    tmp_path_factory: pytest.TempPathFactory,
    done: list[tuple[str, tuple[str, ...]]],
) -> None:
    folder = tmp_path_factory.mktemp("enheter")
    books = {name: device(library, folder / name) for name in DEVICES}
    wrote: set[tuple[str, object]] = set()
    for name, (what, *how) in done:
        book = books[name]
        match what:
            case "write":
                write(book, *how)  # type: ignore[arg-type]
            case "forget":
                book.forget_earlier(book.library.fields[how[0]])
            case "carry" if how[0] != name:
                carry(books[how[0]], book)
            case "lock":
                books[name] = again(book)
    for book in books.values():
        carry(book, book)  # thinned, as after a lock
        wrote |= {(one.key, str(one.value)) for one in book.records() if one.key == ANSWER + LETTER}
    taken = {name: backup(book) for name, book in books.items()}
    found = []
    for order in itertools.permutations(DEVICES):
        book = books[order[0]]
        replace(book, taken[order[0]])
        for other in order[1:]:
            merge(book, taken[other])
        found.append(held(book))
        merge(book, taken[order[1]])
        assert held(book) == found[-1]
    assert all(one == found[0] for one in found)
    there = {(one.key, str(one.value)) for one in found[0]}
    assert {one for one in wrote if one[1] != "None"} <= there
    for book in books.values():
        book.lock()
