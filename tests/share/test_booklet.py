"""The booklet for the pocket: nothing is lost, and folded it is read from the first page on.

The golden file has what it says, page by page as it is read. After a change that is meant:
``RENEW=1 python -m pytest tests/share/test_booklet.py``, and read the difference.
"""

import io
import os
import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from app.guide import Depth, Field, Kind, Library
from app.paths import find
from app.share import Answered, Page, page
from app.share.booklet import A6, A_SHEET, TITLE, booklet, folded, pocket
from app.share.page import Group
from app.share.pdf import pdf
from app.share.shapes import Items, Ticks, Words
from app.workbook.answers import Answer
from tests.share.folding import HEIGHT, WIDTH, pages_of, printed, read
from tests.share.test_golden import ANSWERS, SAMPLES
from tests.share.test_golden import read as sample

FONTS = find().assets / "fonts"
CONTENT = Library(find().content)
GOLDEN = Path(__file__).parent / "golden" / "hafte.txt"
PAGE = r"SIDA\d\d"
few = settings(max_examples=15, deadline=None)


def words(text: str) -> Page:
    """A page with one answer."""
    field = Field("a.b", Kind.LONG, Depth.LITTLE, "Vad vill du ha med dig?")
    return Page("Prov", (Answered(field, Words(text)),))


@cache
def pages(number: int) -> bytes:
    """So many pages of A6, each with its number."""
    return pdf([Page(f"SIDA{one:02}", ()) for one in range(number)], "x", FONTS, paper=A6)


def answers_of(page: Page) -> list[Answered]:
    found: list[Answered] = []
    for one in page.blocks:
        found += (
            [one] if isinstance(one, Answered) else one.answers if isinstance(one, Group) else []
        )
    return found


def said(data: bytes) -> str:
    """All of its text, as it is read, with single spaces."""
    return " ".join(" ".join(pages_of(data)).split())


@few
@given(st.integers(1, 25), st.integers(0, 4))
def test_a_folded_booklet_is_read_from_the_first_page_to_the_last(count: int, lined: int) -> None:
    sheets = printed(folded(pages(count), lined), PAGE)
    assert len(sheets) == -(-(count + lined) // A_SHEET)
    met = read(sheets)
    assert [one.text for one in met] == [f"SIDA{number:02}" for number in range(count)]
    assert all(one.up == 1 for one in met)
    # To the right of the fold when the print faces the reader, and behind the last leaf otherwise.
    assert [one.facing for one in met] == [1 if number % 2 == 0 else -1 for number in range(count)]
    assert all(one.x > WIDTH / 2 and one.y < HEIGHT / 2 for one in met)


def test_every_page_keeps_to_its_quarter_of_the_sheet() -> None:
    long = words("Ordet räcker ända ut till kanten av sidan och sedan till nästa rad. " * 100)
    data = booklet([long], ["K7F2"], FONTS)
    met = [one for sheet in printed(data, r"\w+") for one in sheet]
    for one in met:
        assert min(one.x % (WIDTH / 2), -one.x % (WIDTH / 2)) > 20
        assert min(one.y % (HEIGHT / 2), -one.y % (HEIGHT / 2)) > 20
    full = [one for one in pages_of(data) if one]
    assert len(full) > A_SHEET
    assert len([one for one in met if one.text == "K7F2"]) == len(full)


def test_each_page_has_its_own_code() -> None:
    data = booklet([words("ett"), words("två"), words("tre")], ["AAAA", "BBBB", "CCCC"], FONTS)
    assert [one.text for one in read(printed(data, "AAAA|BBBB|CCCC"))] == ["AAAA", "BBBB", "CCCC"]


@few
@given(st.integers(1, 9))
def test_room_to_write_is_an_opening_at_least(count: int) -> None:
    def lines(lined: int) -> int:
        sheets = PdfReader(io.BytesIO(folded(pages(count), lined))).pages
        return sum(sheet.get_contents().get_data().count(b"l S") for sheet in sheets)  # type: ignore[union-attr]

    marks, empty = 6 * -(-(count + 2) // A_SHEET), lines(2)
    a_page = 17
    assert empty - marks >= 2 * a_page
    assert (empty - marks) % a_page == 0
    full = -count % A_SHEET
    assert lines(0) == 6 * -(-count // A_SHEET) + full * a_page


@pytest.mark.parametrize(
    "text",
    [
        "Åsa, Örjan och Älva: é ü ñ – ”så” … 1177 🌻",
        "rad ett\nrad två\n\nrad fyra",
        "långtord" * 100,
        " ".join(f"ord{number}" for number in range(1400)),
    ],
)
def test_no_letter_is_lost(text: str) -> None:
    found = pages_of(booklet([words(text)], ["K7F2"], FONTS))
    bodies = [re.sub(r"\d+ \(\d+\)\s*K7F2$", "", one) for one in found]
    assert "".join(text.split()) in "".join("".join(bodies).split())


def test_a_long_answer_flows_over_many_pages_in_order() -> None:
    numbers = [f"<{number}>" for number in range(1500)]
    met = printed(booklet([words(" ".join(numbers))], ["K7F2"], FONTS), r"<\d+>")
    assert len(met) > 1
    assert [one.text for one in read(met)] == numbers


def test_what_a_person_wrote_is_in_the_pocket_and_the_guides_text_is_not() -> None:
    written = {
        "trygghetsplan.tecken": ["Jag slutar äta frukost"],
        "trygghetsplan.vard-och-linjer": [
            ["bris", "Bris, 116 111, under 18 år", True],
            ["", "Mottagningen, 018-123 45", False],
        ],
        "kontakter.personer": [["Åsa", "070-123 45 67", "syster"]],
    }
    answers = {key: Answer.to(CONTENT.fields[key], value) for key, value in written.items()}
    plan = pocket(page(CONTENT.section("trygghetsplan"), answers.get))
    text = said(booklet([plan], ["CWGB"], FONTS))
    for words_ in ("Jag slutar äta frukost", "Bris, 116 111", "Mottagningen, 018-123 45", "Åsa"):
        assert words_ in text
    assert "070-123 45 67" in text  # gathered from the page of contacts
    assert "Ring 112" in text and "90101" in text  # whom to call is there, also where nobody ticked
    assert "Psykiatrisk akutmottagning" not in text
    assert "Planen är inget löfte" not in text
    assert "norrastockholmspsykiatri" not in text


def test_only_what_was_not_ticked_is_left_out_of_the_answers() -> None:
    shorter = 0
    for path in SAMPLES:
        whole = page(sample(path), ANSWERS.get)
        for one, other in zip(answers_of(pocket(whole)), answers_of(whole), strict=True):
            assert one.field.question == other.field.question
            assert one.field.help == ""
            if one.answer != other.answer:
                assert isinstance(one.answer, Ticks)
                assert isinstance(other.answer, Ticks)
                left = set(other.answer.ticks) - set(one.answer.ticks)
                assert left
                assert not any(tick.on for tick in left)
                shorter += 1
    assert shorter


def test_the_booklet_says_what_it_said() -> None:
    made = [pocket(page(sample(path), ANSWERS.get)) for path in SAMPLES]
    data = booklet(made, [f"K{number:03}" for number in range(len(made))], FONTS, lined=True)
    lines = "\n\f\n".join(pages_of(data)).split("\n")
    text = "\n".join(one.strip(" ") for one in lines) + "\n"
    if os.environ.get("RENEW"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_the_file_says_nothing_more_than_the_pages_do() -> None:
    one, two = (booklet([words("Åsa")], ["K7F2"], FONTS, lined=True) for _ in range(2))
    assert one == two
    pdf_ = PdfReader(io.BytesIO(one))
    assert dict(pdf_.metadata or {}) == {"/Title": TITLE}
    root = pdf_.trailer["/Root"].get_object()
    assert root["/Lang"] == "sv-SE"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/Duplex"] == "/Simplex"  # type: ignore[index]
    assert b"/ID" not in one and b"Date" not in one
    for sheet in pdf_.pages:
        fonts = sheet["/Resources"]["/Font"].values()  # type: ignore[index]
        assert fonts and all("Helvetica" not in str(font.get_object()) for font in fonts)


def test_it_tells_how_far_it_is_and_can_be_called_off(figure) -> None:
    many = [
        Page(
            f"Sida {number}",
            (
                Answered(
                    Field(f"a.{number}", Kind.LIST, Depth.LITTLE, "Vad?"), Items(("ett", "två"))
                ),
            ),
        )
        for number in range(80)
    ]
    told: list[float] = []
    began = time.process_time()
    booklet(many, ["K7F2"] * 80, FONTS, progress=told.append)
    figure(f"booklet: {time.process_time() - began:.1f} s of processor for 80 pages on 20 sheets")
    assert told == sorted(told)
    assert len(told) > 10
    assert told[0] >= 0
    assert told[-1] <= 1

    class Off(Exception):
        pass

    def off(done: float) -> None:
        if done > 0.3:
            raise Off

    with pytest.raises(Off):
        booklet(many, ["K7F2"] * 80, FONTS, progress=off)
