"""Drawing a passphrase and judging one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import find
from app.workbook.passphrase import Strength, draw, strength, words

LIST = words(find().assets / "ord.txt")


def test_a_drawn_passphrase_is_five_words_of_the_list_and_strong() -> None:
    drawn = {draw(LIST) for _ in range(200)}
    assert len(drawn) == 200
    for phrase in drawn:
        assert len(phrase.split()) == 5
        assert set(phrase.split()) <= set(LIST)
        assert strength(phrase) is Strength.STRONG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Strength.TOO_SHORT),
        ("kort", Strength.TOO_SHORT),
        ("fjorton tecken", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.EASY),
        ("lösenordlösenord1", Strength.EASY),
        ("abcdefghijklmnopqrst", Strength.EASY),
        ("12345678901234567890", Strength.EASY),
        ("hejsan hejsan hejsan", Strength.EASY),
        ("min katt heter Sot", Strength.GOOD),
        ("en lång båt seglar sakta hem", Strength.STRONG),
    ],
)
def test_strength_follows_length_and_what_is_easy_to_guess(text: str, expected: Strength) -> None:
    assert strength(text) is expected


def test_only_the_weak_ones_are_refused() -> None:
    assert [one for one in Strength if one.accepted] == [Strength.GOOD, Strength.STRONG]


@given(st.text())
def test_any_text_can_be_judged(text: str) -> None:
    assert strength(text) in Strength
