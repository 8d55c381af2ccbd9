"""What was written in a guide from others when the guide is gone: kept for it alone, or erased."""

from __future__ import annotations

import pytest

from app.guide import Library
from app.vault import copies
from app.workbook.answers import Answer
from app.workbook.workbook import ANSWER
from tests.packages.zips import FEWER, GUIDE, OTHER_KEY, made
from tests.workbook.shelf import (
    FIRST,
    READ,
    REUSED,
    SECOND,
    WORDS,
    Open,
    add,
    earlier,
    refused,
    write,
    written,
)


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made(key=OTHER_KEY, version=4), "other_key"),
        (made(REUSED, version=4), "ids"),
        (made(version=2), "older"),
    ],
)
def test_answers_wait_for_the_guide_they_were_written_in_and_for_no_other(
    opened: Open, locked: bool, data: bytes, code: str
) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST, SECOND)
    book.shelf.remove("rsmh")
    if locked:
        book.lock()
        book = opened()
    assert refused(book, data) == code
    assert earlier(book) == {FIRST: ("Vila",), SECOND: READ}
    add(book, made(FEWER, version=4))
    assert written(book, FIRST) == WORDS[FIRST]
    book.shelf.remove("rsmh")
    assert refused(book, made(version=5)) == "ids"  # what the last version retired counts
    add(book, made(FEWER, version=5))
    assert written(book, FIRST) == WORDS[FIRST]


def test_where_nothing_was_written_anyone_may_come_next(opened: Open) -> None:
    book = opened()
    add(book, made())
    book.shelf.remove("rsmh")
    add(book, made(REUSED, key=OTHER_KEY, version=1))
    assert [one.version for one in book.shelf.kept] == [1]


def test_answers_that_nobody_knows_whose_they_are_are_not_given_to_a_guide(opened: Open) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST)
    book.shelf.remove("rsmh")
    book._vault.discard(["removed/rsmh"])
    assert refused(book, made()) == "answers"
    assert refused(book, made(key=OTHER_KEY)) == "answers"


def test_what_was_written_can_be_erased_with_the_guide(opened: Open) -> None:
    book = opened()
    add(book, made())
    add(book, made(id="rsmh-syd"))
    write(book, FIRST, SECOND)
    write(book, FIRST.replace("rsmh", "rsmh-syd"))
    book.lock()
    book = opened()
    assert copies.kept(book.path)
    book.erase_package("rsmh")
    assert copies.kept(book.path) == ()
    assert [one.id for one in book.shelf.kept] == ["rsmh-syd"]
    assert book._vault.keys(ANSWER) == [f"{ANSWER}{FIRST.replace('rsmh', 'rsmh-syd')}"]
    assert book._vault.keys("removed/") == []
    assert earlier(book) == {}
    add(book, made(REUSED, key=OTHER_KEY, version=1))
    assert written(book, FIRST) is None


def test_a_guide_from_others_that_has_our_section_does_not_keep_ours_from_being_erased(
    opened: Open, ours: Library
) -> None:
    text = "---\nkort: K.\n---\n\n# Vår\n\n1. [Tecken](mina-tecken.md)\n"
    (ours.folder / "mar-daligt/guide.md").write_text(text, "utf-8")
    ours.guide_files.append(ours.folder / "mar-daligt/guide.md")
    book = opened()
    add(book, made())
    own, theirs = book.library.guides
    assert "mina-tecken" in theirs.sections
    assert [one.id for one in book.only_in(own)] == ["mina-tecken"]
    assert [one.id for one in book.only_in(theirs)] == ["rsmh/min-sida", "rsmh/sida-tva"]
    write(book, FIRST)
    field = book.library.fields["mina-tecken.tecken"]
    book.save({field.key: Answer.to(field, ["Jag sover sämre"])})
    book.erase_answers(theirs)
    assert written(book, FIRST) is None
    assert written(book, field.key) is not None
    book.erase_answers(own)
    assert written(book, field.key) is None


def test_two_guides_of_one_package_share_a_section(opened: Open) -> None:
    book = opened()
    add(book, made({"annan/guide.md": GUIDE.replace("3. [Tecken", "3. [Tecknen")}))
    assert [book.only_in(guide) for guide in book.library.guides] == [(), ()]
