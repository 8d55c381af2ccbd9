"""What holds for one day is over the next; and which small thing a day has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Depth, Field, Kind, Library, Section
from app.vault import Record
from app.workbook.marks import Mark
from app.workbook.today import small_thing
from app.workbook.workbook import ANSWER, Workbook
from tests.workbook.devices import carry, device

LIGHT = "typ: kort\ndjup: lite\nliten: ja\n"
GUIDE = "# G\n\n1. [A](a.md)\n2. [B](b.md)\n"
DAY = 86_400_000


def page(title: str, *names: str) -> str:
    fences = (f"```fråga {name}\n{LIGHT}Vad {name}?\n```\n" for name in names)
    return f"# {title}\n\n" + "".join(fences)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    """Two sections with two light questions each."""
    folder = tmp_path / "content" / "g"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text(GUIDE)
    (folder / "a.md").write_text(page("A", "ett", "tva"))
    (folder / "b.md").write_text(page("B", "tre", "fyra"))
    book = device(Library(folder.parent), tmp_path / "valv")
    yield book
    book.lock()


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Moves the device's clock on by a day, by moving the device to the other side of the date."""
    monkeypatch.setenv("TZ", "HERE+0")
    time.tzset()

    def moves() -> None:
        monkeypatch.setenv("TZ", "THERE-24")
        time.tzset()

    yield moves
    monkeypatch.undo()
    time.tzset()


def test_little_holds_until_the_day_is_over(book: Workbook, tomorrow: Callable[[], None]) -> None:
    assert not book.today.little
    book.today.take_it_easy(True)
    assert book.today.little
    book.today.take_it_easy(False)
    assert not book.today.little
    book.today.take_it_easy(True)
    tomorrow()
    assert not book.today.little


def test_what_was_said_of_the_small_thing_is_of_that_day_only(
    book: Workbook, tomorrow: Callable[[], None]
) -> None:
    book.today.another()
    book.today.another()
    book.today.not_today()
    assert (book.today.turned, book.today.away) == (2, True)
    tomorrow()
    assert (book.today.turned, book.today.away) == (0, False)
    book.today.another()
    assert book.today.turned == 1


def test_the_question_whether_one_is_wanted_stays_until_the_lock(book: Workbook) -> None:
    assert book.today.offers
    book.today.offered()
    assert book.today.offers
    book.lock()
    again = device(book.library, book.path)
    assert not again.today.offers
    again.lock()


@pytest.mark.parametrize(
    "stored",
    [None, 1, [], {"little_on": 1, "away_on": [], "turned": "två", "offered": "ja"}],
)
def test_what_it_cannot_read_counts_as_not_said(book: Workbook, stored: object) -> None:
    book._vault.append([("settings/today", stored)])
    today = book.today
    assert (today.little, today.away, today.turned, today.offers) == (False, False, 0, True)
    today.take_it_easy(True)
    assert today.little


def test_a_day_of_little_goes_along_to_another_device(book: Workbook, tmp_path: Path) -> None:
    book.today.take_it_easy(True)
    other = device(book.library, tmp_path / "annat")
    carry(book, other)
    assert other.today.little
    other.lock()


def of(book: Workbook) -> Field:
    found = book.small_thing(book.library.guides[0])
    assert found
    return found


def test_the_small_thing_is_of_a_chosen_section_and_never_of_an_unwanted_one(
    book: Workbook,
) -> None:
    guide = book.library.guides[0]
    book.choose(guide, ("b",))
    for _ in range(2):
        assert of(book).key.startswith("b.")
        book.today.another()
    assert of(book).key.startswith("a.")  # those of the chosen one have been turned away
    book.marks.put("b", Mark.UNWANTED)
    assert of(book).key.startswith("a.")
    book.marks.put("a", Mark.UNWANTED)
    assert book.small_thing(guide) is None


def test_it_stays_the_day_through_and_the_next_day_those_not_answered_come_first(
    book: Workbook,
) -> None:
    first = of(book)
    now = time.time_ns() // 1_000_000
    answer = {"kind": "kort", "question": "?", "value": "ord"}
    book._vault.append([Record(ANSWER + first.key, answer, now)])
    assert not book.today.was_answered(first)
    assert of(book) == first
    book.erase_answers(book.library.guides[0])
    book._vault.append([Record(ANSWER + first.key, answer, now - DAY)])
    assert book.today.was_answered(first)
    seen = []
    for _ in range(4):
        seen.append(of(book))
        book.today.another()
    assert seen[-1] == first


def test_what_was_cleared_before_today_is_not_answered(book: Workbook) -> None:
    field = of(book)
    long_ago = time.time_ns() // 1_000_000 - 3 * DAY
    answer = {"kind": "kort", "question": "?", "value": "ord"}
    book._vault.append([Record(ANSWER + field.key, answer, long_ago)])
    assert book.today.was_answered(field)
    book._vault.append([Record(ANSWER + field.key, None, long_ago + DAY)])
    assert not book.today.was_answered(field)


def sections_of(names: dict[str, list[bool]]) -> list[Section]:
    """Sections by id, each with fields that are small or not."""

    def field(section: str, number: int, small: bool) -> Field:
        return Field(f"{section}.f{number}", Kind.SHORT, Depth.LITTLE, "?", small=small)

    return [
        Section(name, name, blocks=tuple(field(name, n, one) for n, one in enumerate(smalls)))
        for name, smalls in names.items()
    ]


names = st.dictionaries(
    st.sampled_from(["a", "b", "c", "rsmh/d"]), st.lists(st.booleans(), max_size=5)
)


@given(st.dates(), st.integers(0, 30), names, st.sets(st.sampled_from("abc")), st.data())
def test_there_is_one_wherever_there_can_be_and_it_keeps_to_the_rules(
    day: date, turned: int, names: dict[str, list[bool]], chosen: set[str], data: st.DataObject
) -> None:
    sections = sections_of(names)
    fit = [field for section in sections for field in section.fields if field.small]
    keys = [field.key for field in fit]
    answered = data.draw(st.sets(st.sampled_from(keys))) if keys else set()

    def pick(turned: int) -> Field | None:
        return small_thing(day, turned, sections, chosen, lambda field: field.key in answered)

    found = pick(turned)
    assert (found is None) == (not fit)
    assert found is None or found in fit
    assert pick(turned) == found
    if len(fit) > 1:
        assert pick(turned + 1) != found
    if fit:
        # One round through all of them, those that come first first.
        order = [one.key for n in range(len(fit)) if (one := pick(n))]
        assert sorted(order) == sorted(keys)

        def late(key: str) -> tuple[bool, bool]:
            return key in answered, key.partition(".")[0] not in chosen

        assert list(map(late, order)) == sorted(map(late, order))


def test_one_day_is_not_like_the_other() -> None:
    sections = sections_of({"a": [True] * 9})
    found = {
        small_thing(date(2026, 11, day), 0, sections, (), lambda _: False) for day in range(1, 29)
    }
    assert len(found) > 4
