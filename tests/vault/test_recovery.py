"""The recovery code: what is typed wrongly is noticed, and where."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.vault import BadCode, recovery
from app.vault.recovery import ALPHABET, parse, show

secrets = st.binary(min_size=16, max_size=16)
places = st.integers(0, 27)


def at(code: str, place: int, symbol: str) -> str:
    symbols = list(code.replace("-", ""))
    symbols[place] = symbol
    return "".join(symbols)


def test_a_new_code_is_seven_groups_of_four_and_never_the_same() -> None:
    codes = {recovery.generate() for _ in range(100)}
    assert len(codes) == 100
    assert all(re.fullmatch(rf"([{ALPHABET}]{{4}}-){{6}}[{ALPHABET}]{{4}}", c) for c in codes)


def test_a_known_code_stays_the_same_for_ever() -> None:
    assert show(bytes(range(16))) == "000G-40R4-0M30-E209-185G-R38E-1WEC"
    assert show(b"\xff" * 16) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZWBH"


@given(secrets)
def test_a_code_gives_back_its_bytes(secret: bytes) -> None:
    assert parse(show(secret)) == secret


@given(secrets, st.data())
def test_case_spaces_dashes_and_lookalikes_do_not_matter(
    secret: bytes, data: st.DataObject
) -> None:
    typed = ""
    for symbol in show(secret).replace("-", ""):
        alike = {"0": "0oO", "1": "1iIlL"}.get(symbol, symbol + symbol.lower())
        typed += data.draw(st.sampled_from(alike))
        typed += data.draw(st.sampled_from(["", "", " ", "-", " \u2013 ", "\u00a0", "\n"]))
    assert parse(typed) == secret


@given(secrets, places, st.sampled_from(ALPHABET))
def test_any_single_wrong_symbol_is_located_to_its_group(
    secret: bytes, place: int, symbol: str
) -> None:
    code = show(secret)
    assume(code.replace("-", "")[place] != symbol)
    with pytest.raises(BadCode) as caught:
        parse(at(code, place, symbol))
    assert caught.value.reason == "check"
    assert caught.value.groups == (place // 4,)


@given(secrets, places, places, st.sampled_from(ALPHABET), st.sampled_from(ALPHABET))
def test_any_two_wrong_symbols_are_noticed(
    secret: bytes, one: int, other: int, first: str, second: str
) -> None:
    symbols = show(secret).replace("-", "")
    assume(one != other and symbols[one] != first and symbols[other] != second)
    with pytest.raises(BadCode):
        parse(at(at(symbols, one, first), other, second))


@given(secrets, st.integers(0, 26))
def test_any_swap_of_neighbours_is_noticed(secret: bytes, place: int) -> None:
    symbols = show(secret).replace("-", "")
    assume(symbols[place] != symbols[place + 1])
    swapped = symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]
    with pytest.raises(BadCode):
        parse(swapped)


@given(secrets, places)
def test_a_missing_symbol_is_located_when_the_groups_are_there(secret: bytes, place: int) -> None:
    groups = show(secret).split("-")
    group = groups[place // 4]
    groups[place // 4] = group[: place % 4] + group[place % 4 + 1 :]
    with pytest.raises(BadCode) as caught:
        parse(" ".join(groups))
    assert caught.value.reason == "length"
    assert caught.value.groups == (place // 4,)


def test_letters_that_are_not_in_the_alphabet_are_located() -> None:
    code = show(bytes(16))
    with pytest.raises(BadCode) as caught:
        parse(at(at(code, 5, "U"), 27, "Å"))
    assert caught.value.reason == "characters"
    assert caught.value.groups == (1, 6)


def test_spare_bits_that_are_not_zero_are_refused_though_the_check_symbols_fit() -> None:
    data = [0] * 25 + [1]
    symbols = "".join(ALPHABET[value] for value in data + recovery._check_symbols(data))
    with pytest.raises(BadCode, match="check"):
        parse(symbols)


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_a_bad_code(text: str) -> None:
    try:
        secret = parse(text)
    except BadCode as bad:
        groups = bad.groups
    else:
        assert len(secret) == 16
        groups = ()
    assert all(0 <= group < 7 for group in groups)


@given(secrets, places, st.sampled_from(ALPHABET))
def test_the_failure_carries_nothing_of_the_code(secret: bytes, place: int, symbol: str) -> None:
    code = show(secret)
    assume(code.replace("-", "")[place] != symbol)
    with pytest.raises(BadCode) as caught:
        parse(at(code, place, symbol))
    assert str(caught.value) == "recovery code: check"
