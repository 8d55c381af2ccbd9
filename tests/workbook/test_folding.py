"""What counts as the same word, and where in a text it stands."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.workbook.folding import fold, marks, words

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
SPECIAL = "ßﬁİıŉǰΐøæœđłþåäöéÅÄÖÉ\u0301\u0308\u0345½…´’\u00a0\u200d\ufe0f한글カ゚ｱ"
ODD = st.text(st.sampled_from(SPECIAL + "as n"), max_size=30)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Återhämtning", "aterhamtning"),
        ("ÅSA", "åsa"),
        ("café", "cafe"),
        ("Straße", "STRASSE"),
        ("ﬁn", "fin"),
        ("İstanbul", "istanbul"),
        ("smørrebrød", "smorrebrod"),
        ("مُدَرِّس", "مدرس"),
    ],
)
def test_capitals_dots_and_accents_do_not_count(written: str, sought: str) -> None:
    assert fold(written) == fold(sought)


def test_different_letters_stay_different() -> None:
    assert len({fold(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}) == 36


@given(st.one_of(TEXTS, ODD))
@example("α\u0345\u0308")
def test_it_does_not_matter_how_a_letter_is_put_together(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(TEXTS, TEXTS)
def test_folding_goes_letter_by_letter_and_once_is_enough(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)
    assert fold(fold(one)) == fold(one)
    assert fold(one.upper().lower()) == fold(one.lower().upper().lower())


@given(st.one_of(TEXTS, ODD), st.data())
def test_a_mark_is_on_what_was_looked_for_and_all_of_it_is_marked(
    text: str, data: st.DataObject
) -> None:
    every = words(text)
    sought = data.draw(st.lists(st.sampled_from(every), max_size=3)) if every else []
    found = marks(text, sought)
    assert bool(found) == bool(sought)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert any(word in fold(text[start:end]) for word in sought)
    for word in sought:
        assert any(word in fold(text[start:end]) for start, end in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    rest, at = "", 0
    for start, end in found:
        rest += fold(text[at:start]) + "\n"
        at = end
    rest += fold(text[at:])
    assert not any(word in rest for word in sought)


def test_a_mark_takes_the_whole_of_a_letter_that_folds_to_two() -> None:
    assert marks("en ﬁn Straße", ["f"]) == ((3, 4),)
    assert marks("en ﬁn Straße", ["strasse"]) == ((6, 12),)
    assert marks("İıß", ["s"]) == ((2, 3),)
    assert marks("a\u030asa kom", ["asa"]) == ((0, 4),)
    assert marks("bla\u030a", ["bla"]) == ((0, 4),)
