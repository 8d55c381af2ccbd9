"""What is typed wrongly is located, sheets that do not go together are told, and no more is."""

from __future__ import annotations

import traceback
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from app.vault.errors import BadSheet
from app.vault.recovery import ALPHABET
from app.vault.sharing import number
from tests.vault.sheets import (
    SECRET,
    SET,
    apart,
    bad,
    places,
    secrets,
    set_of,
    sheets,
    slow,
    symbols,
    to_words,
    with_symbol,
    with_words,
    word_values,
)

# What is typed wrongly


@given(sheets, places, symbols)
def test_any_single_wrong_symbol_is_located_to_its_group(
    sheet: str, place: int, symbol: str
) -> None:
    assume(sheet.replace("-", "")[place] != symbol)
    error = bad(with_symbol(sheet, place, symbol))
    assert (error.reason, error.groups) == ("check", (place // 4,))


@given(sheets, st.integers(0, 9), word_values, word_values)
def test_a_group_that_is_wrong_all_through_is_among_the_located(
    sheet: str, group: int, first: int, second: int
) -> None:
    wrong = with_words(sheet, {2 * group: first, 2 * group + 1: second})
    assume(wrong != sheet)
    assert group in bad(wrong).groups


@given(sheets, st.dictionaries(st.integers(0, 19), word_values, min_size=1, max_size=3))
def test_up_to_three_wrong_words_are_always_noticed(sheet: str, changes: dict[int, int]) -> None:
    wrong = with_words(sheet, changes)
    assume(wrong != sheet)
    assert bad(wrong).reason == "check"


def test_three_wrong_words_that_two_of_the_three_sums_miss_are_noticed() -> None:
    words = [WORDLIST.index(word) for word in to_words(SET[0]).split()]
    changes = {17: words[17] ^ 1, 18: words[18] ^ 6, 19: words[19] ^ 8}  # (X − alpha)(X − alpha^2)
    error = bad(with_words(SET[0], changes))
    assert (error.reason, error.groups) == ("check", ())


@given(sheets, st.integers(0, 38))
def test_any_swap_of_neighbours_is_noticed(sheet: str, place: int) -> None:
    written = sheet.replace("-", "")
    one, other = written[place : place + 2]
    assume(one != other)
    assert bad(written[:place] + other + one + written[place + 2 :]).reason == "check"


@given(sheets, places)
def test_a_missing_symbol_is_located_when_the_groups_are_there(sheet: str, place: int) -> None:
    groups = sheet.split("-")
    group = groups[place // 4]
    groups[place // 4] = group[: place % 4] + group[place % 4 + 1 :]
    error = bad(" ".join(groups))
    assert (error.reason, error.groups) == ("length", (place // 4,))
    assert bad("".join(groups)).groups == ()


def test_letters_that_are_not_in_the_alphabet_are_located() -> None:
    error = bad(with_symbol(with_symbol(SET[0], 5, "U"), 39, "Å"))
    assert (error.reason, error.groups) == ("characters", (1, 9))


def test_a_recovery_code_is_no_sheet() -> None:
    assert bad("000G-40R4-0M30-E209-185G-R38E-1WEC").reason == "length"


@given(st.text(max_size=70) | st.text(ALPHABET, min_size=40, max_size=40))
def test_any_text_is_a_sheet_or_a_bad_sheet(text: str) -> None:
    try:
        which = number(text)
    except BadSheet as error:
        groups = error.groups
    else:
        groups = ()
        assert which in {1, 2, 3}
    assert all(0 <= group < 10 for group in groups)


# Sheets that do not go together


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_joining_says_which_sheet_is_wrong(wrong: int) -> None:
    typed = list(SET)
    typed[wrong] = with_symbol(typed[wrong], 13, "Z")
    error = apart(*typed)
    assert (error.reason, error.sheet, error.groups) == ("check", wrong, (3,))


def test_the_same_sheet_twice_is_told_however_it_is_typed() -> None:
    again = apart(SET[1], SET[1].lower().replace("-", " "))
    assert (again.reason, again.sheet) == ("again", 1)
    again = apart(SET[0], SET[1], SET[0])
    assert (again.reason, again.sheet) == ("again", 2)


@slow
@given(st.permutations([0, 1, 2]), secrets)
def test_a_sheet_from_another_set_does_not_belong(order: list[int], secret: bytes) -> None:
    other = set_of(secret, 4711)
    for foreign in other:
        two = apart(SET[0], foreign)
        assert (two.reason, two.sheet) == ("apart", None)
    three = [SET[0], SET[1], other[2]]
    error = apart(*(three[i] for i in order))
    assert (error.reason, error.sheet) == ("apart", order.index(2))


def test_three_sheets_from_three_sets_do_not_belong() -> None:
    error = apart(SET[0], set_of(SECRET, 1)[1], set_of(SECRET, 2)[2])
    assert (error.reason, error.sheet) == ("apart", None)


@pytest.mark.parametrize("secret", [SECRET, bytes(16)])
def test_an_older_set_that_has_the_same_name_by_chance_is_told_by_the_digest(
    secret: bytes,
) -> None:
    old, new = set_of(SECRET, 7), set_of(secret, 7)
    assert old[0][:3] == new[0][:3]
    for one in range(3):
        for other in range(3):
            error = apart(old[one], new[other])
            assert (error.reason, error.sheet) == ("apart", None)
    assert apart(new[0], old[1], new[2]).sheet == 1


# What a failure tells


@slow
@given(sheets, places, symbols)
def test_a_failure_carries_nothing_of_the_sheets(sheet: str, place: int, symbol: str) -> None:
    assume(sheet.replace("-", "")[place] != symbol)
    wrong = with_symbol(sheet, place, symbol)
    others = [one for one in SET if one != sheet]
    for typed in ([wrong, others[0]], [sheet, sheet], [sheet, set_of(SECRET, 9)[0]]):
        error = apart(*typed)
        assert str(error) == f"sheet: {error.reason}"
        assert vars(error).keys() == {"reason", "sheet", "groups"}
        told = "".join(traceback.format_exception(error))
        assert error.__cause__ is error.__context__ is None
        for text in typed:
            written = text.replace("-", "")
            assert not any(written[i : i + 4] in told for i in range(0, 40, 4))
            assert not any(" ".join(pair) in told for pair in pairwise(to_words(text).split()))
