"""Text that is written from the right: its shapes, its order, and lines of it."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.paths import find
from app.share.pdf_order import begins_right, levels, seen, shaped
from app.share.pdf_type import Bit, Line, Type

FONTS = find().assets / "fonts"
TYPE = Type(FONTS)
MIXED = st.text(st.sampled_from("aö1 .,()-+/%\u200d\u064b\u0301سلاممىپ۱٢אב😀"), max_size=40)


def drawn(text: str) -> str:
    """What stands on the paper, from the left."""
    turned = levels(text, begins_right(text))
    pairs = shaped(text, turned)
    signs = [sign if n == len(part) - 1 else "" for sign, part in pairs for n in range(len(part))]
    return "".join(signs[place] for place in seen(turned))


def names(text: str) -> list[str]:
    return [unicodedata.name(sign).removeprefix("ARABIC LETTER ") for sign in text]


def test_letters_take_the_shapes_they_have_in_a_word() -> None:
    assert names("".join(sign for sign, _ in shaped("كتب", [1] * 3))) == [
        "KAF INITIAL FORM",
        "TEH MEDIAL FORM",
        "BEH FINAL FORM",
    ]
    # An alef joins with nothing after it.
    assert names("".join(sign for sign, _ in shaped("باب", [1] * 3))) == [
        "BEH INITIAL FORM",
        "ALEF FINAL FORM",
        "BEH ISOLATED FORM",
    ]


def test_a_lam_and_an_alef_are_one() -> None:
    [(lone, said)] = shaped("لا", [1, 1])
    assert (lone, said) == ("\ufefb", "لا")
    assert [sign for sign, _ in shaped("سلا", [1] * 3)] == ["\ufeb3", "\ufefc"]


def test_persian_letters_join_and_a_mark_or_a_break_between_them_is_heeded() -> None:
    assert names("".join(sign for sign, _ in shaped("گی", [1] * 2))) == [
        "GAF INITIAL FORM",
        "FARSI YEH FINAL FORM",
    ]
    assert names(shaped("ک\u064eم", [1] * 3)[0][0]) == ["KEHEH INITIAL FORM"]
    assert names(shaped("می\u200cخ", [1] * 4)[1][0]) == ["FARSI YEH FINAL FORM"]


@pytest.mark.parametrize(
    ("text", "from_the_left"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("אב 12 ג", "ג 12 בא"),
        ("אב 1,50 ג", "ג 1,50 בא"),
        ("אב Kim ג", "ג Kim בא"),
        ("Kim אב ג Bo", "Kim ג בא Bo"),
        ("אב (ג)", "(ג) בא"),
        ("אב (Kim 1)", "(Kim 1) בא"),
        ("Kim (אב)", "Kim (בא)"),
        ("אב Kim (kl. 2) ג", "ג Kim (kl. 2) בא"),
        ("אב!", "!בא"),
        ("50% אב", "בא 50%"),
        ("אב ])(", ")([ בא"),
    ],
)
def test_a_line_stands_as_it_is_read(text: str, from_the_left: str) -> None:
    assert drawn(text) == from_the_left


@given(MIXED)
def test_every_character_has_one_place(text: str) -> None:
    turned = levels(text, begins_right(text))
    assert len(turned) == len(text)
    assert sorted(seen(turned)) == list(range(len(text)))
    assert "".join(part for _, part in shaped(text, turned)) == text


@settings(deadline=None)
@given(MIXED | st.text("abc -å😀", max_size=60), st.integers(600, 9000), st.booleans())
def test_a_line_is_no_wider_than_its_room(text: str, room: int, bold: bool) -> None:
    for line in TYPE.lines([Bit(text, bold), Bit(text)], room):
        spaces = said(line).count(" ") * 400 if line.right else 0
        assert line.width <= room + spaces or len(seen_signs(line).strip()) <= 1


def said(line: Line) -> str:
    """What stands in a line, in the order it is read."""
    texts = [{code: text for (_, text, _), code in font.used.items()} for font in TYPE.fonts]
    return "".join(
        texts[font][int(codes[at : at + 4], 16)]
        for (font, codes), _ in line.runs
        for at in range(0, len(codes), 4)
    )


def seen_signs(line: Line) -> str:
    """Without what stands on another letter, or is drawn with it."""
    return "".join(
        sign for sign in said(line) if sign != "\u200d" and unicodedata.category(sign) != "Mn"
    )


@settings(deadline=None)
@given(st.text("abc -å😀", max_size=60), st.integers(600, 9000))
def test_lines_are_the_text_and_break_between_words_where_they_can(text: str, room: int) -> None:
    lines = TYPE.lines([Bit(text)], room)
    assert "".join(map(said, lines)) == text
    for line, after in pairwise(lines):
        whole = TYPE.lines([Bit(said(after).split(" ")[0])], 1e9)[0]
        assert said(line).endswith((" ", "-", "/")) or whole.width + line.width > room


@settings(deadline=None)
@given(MIXED, st.integers(600, 9000))
def test_lines_from_the_right_are_the_text(text: str, room: int) -> None:
    assert "".join(map(said, TYPE.lines([Bit(text)], room))) == text


def test_bold_and_plain_in_one_word_stay_together() -> None:
    room = TYPE.lines([Bit("en "), Bit("hel", True)], 1e9)[0].width + 100
    lines = TYPE.lines([Bit("en "), Bit("hel", True), Bit(", och")], room)
    assert [said(line) for line in lines] == ["en ", "hel, ", "och"]
