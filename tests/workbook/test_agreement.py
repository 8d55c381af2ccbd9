"""Two people, a vault each: what one sees of the other is what both have released, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.share import export
from app.share.work import Work
from app.workbook import agreement as model
from app.workbook import backup, restore
from app.workbook.agreement import (
    AGREEMENT,
    COMPARED,
    SECTIONS,
    Line,
)
from app.workbook.answers import Answer, Json
from app.workbook.workbook import Workbook
from tests.workbook.comparing import (
    CLOSE,
    FIRST,
    ID,
    LIBRARY,
    OWN,
    THEIRS,
    there,
    write,
)
from tests.workbook.devices import carry, device, held


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(LIBRARY, tmp_path / "valv")
    yield book
    book.lock()


def test_both_sections_ask_the_same_questions_with_the_same_choices() -> None:
    one, other = (model.questions(LIBRARY.section(name)) for name in SECTIONS)
    assert tuple(one) == tuple(other) == COMPARED
    for name in COMPARED:
        assert one[name].kind is other[name].kind
        ids = [[option.id for option in asked[name].options] for asked in (one, other)]
        assert ids[0] == ids[1]


def test_every_row_and_choice_that_is_written_can_be_released_and_nothing_else(
    book: Workbook,
) -> None:
    write(
        book,
        OWN,
        jag_kan=["Jag ringer.", "  ", "Jag ringer.", "Jag\x00 hälsar på."],
        tror_ar_okej=[["fragar", "Frågar mig rakt ut hur det är"]],
        ord_mellan_oss=" grå dag ",
    )
    secret = LIBRARY.fields[f"{OWN}.for-mig-sjalv"]
    book.save({secret.key: Answer.to(secret, "det här är bara mitt")})
    assert there(book, OWN) == {
        "jag-kan": (Line("", "Jag ringer."), Line("", "Jag hälsar på.")),
        "tror-ar-okej": (Line("fragar", "Frågar mig rakt ut hur det är"),),
        "ord-mellan-oss": (Line("", "grå dag"),),
    }
    assert there(book, CLOSE) == {}


def test_what_one_chose_is_said_in_our_words_for_the_senders_side() -> None:
    close, own = (LIBRARY.section(name) for name in SECTIONS)
    sent = Line("varje-dag", "Något annat än det som står där")
    assert model.said(close, "tror-ar-okej", sent) == "Hör av mig varje dag"
    assert model.said(own, "tror-ar-okej", sent) == "Hör av sig varje dag"
    assert model.said(own, "jag-kan", Line("", "egna ord")) == "egna ord"
    assert model.said(own, "tror-ar-okej", Line("nytt-id", "ett nytt val")) == "ett nytt val"


def test_the_same_choice_and_the_same_words_are_alike() -> None:
    assert Line("fragar", "a").same(Line("fragar", "b"))
    assert not Line("fragar", "a").same(Line("vet-inte", "a"))
    assert not Line("fragar", "a").same(Line("", "a"))
    assert Line("", "Grå  dag").same(Line("", "grå dag"))
    assert not Line("", "grå dag").same(Line("", "grå dag!"))


def test_an_agreement_comes_back_after_a_lock(book: Workbook) -> None:
    book.agreements.keep(FIRST)
    agreed = FIRST.with_theirs(OWN, THEIRS)
    book.agreements.keep(replace(agreed, given=True))
    book.lock()
    again = device(LIBRARY, book.path)
    assert again.agreements.of(CLOSE) == replace(agreed, given=True)
    assert again.agreements.of(OWN) is None
    again.lock()


def test_the_disk_has_none_of_the_lines_and_none_of_the_words(book: Workbook) -> None:
    book.agreements.keep(FIRST.with_theirs(OWN, THEIRS))
    book.lock()
    for path in book.path.parent.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for word in ("söndag", "svarar ibland", "björk", "jag-kan", ID):
            assert word.encode() not in data and word.encode("utf-16-le") not in data


def test_one_that_is_ended_is_gone_for_good_and_its_id_is_still_known(book: Workbook) -> None:
    book.agreements.keep(FIRST)
    assert book.agreements.knows(ID) and not book.agreements.knows("f" * 32)
    book.lock()
    assert list(book.path.parent.glob("*.kopia-*"))
    again = device(LIBRARY, book.path)
    old = backup.read(backup.write(again))
    again.agreements.end(CLOSE)
    assert again.agreements.of(CLOSE) is None
    assert again.agreements.knows(ID)
    assert not list(book.path.parent.glob("*.kopia-*"))
    assert not [one for one in again.records() if one.key.startswith(AGREEMENT)]
    restore.merge(again, old)  # an older copy does not bring it back
    assert again.agreements.of(CLOSE) is None
    again.lock()


def test_two_devices_end_with_the_same_whichever_is_laid_into_which(tmp_path: Path) -> None:
    here, there_ = device(LIBRARY, tmp_path / "ett"), device(LIBRARY, tmp_path / "två")
    here.agreements.keep(FIRST)
    there_.agreements.keep(replace(FIRST, id="f" * 32))
    carry(here, there_)
    carry(there_, here)
    assert held(here) == held(there_)
    assert here.agreements.of(CLOSE) == there_.agreements.of(CLOSE)
    here.agreements.end(CLOSE)
    assert here.agreements.of(CLOSE) is None  # both are ended
    carry(there_, here)
    carry(here, there_)
    assert here.agreements.of(CLOSE) is there_.agreements.of(CLOSE) is None
    here.lock()
    there_.lock()


def test_erasing_what_is_in_a_guide_takes_its_agreement_along(book: Workbook) -> None:
    book.agreements.keep(FIRST)
    book.agreements.keep(replace(FIRST, id="f" * 32, section=OWN))
    guide = book.library.guide("narstaende")
    assert guide
    book.erase_answers(guide)
    assert book.agreements.of(CLOSE) is None
    assert book.agreements.of(OWN) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"section": 1},
        {"words": None},
        {"first": 1},
        {"given": "ja"},
        {"side": None},
        {"mine": None},
        {"mine": {"annat": [["", "a"]]}},
        {"theirs": []},
        {"theirs": {"jag-kan": [["", 1]]}},
    ],
    ids=repr,
)
def test_what_no_version_has_written_is_no_agreement(
    book: Workbook, change: dict[str, Json]
) -> None:
    record = FIRST.record()
    assert isinstance(record, dict)
    book._vault.append([(AGREEMENT + ID, {**record, **change})])
    assert book.agreements.of(CLOSE) is None
    book._vault.append([(AGREEMENT + ID, record)])
    assert book.agreements.of(CLOSE) == FIRST


def test_the_words_and_the_others_lines_are_in_a_copy_and_in_nothing_that_is_open(
    book: Workbook,
) -> None:
    book.agreements.keep(FIRST.with_theirs(OWN, THEIRS))
    assert b"svarar ibland" in backup.write(book)
    with ZipFile(BytesIO(export.everything(book, Work()))) as file:
        for name in file.namelist():
            assert b"svarar ibland" not in file.read(name)
            assert "björk".encode() not in file.read(name)
