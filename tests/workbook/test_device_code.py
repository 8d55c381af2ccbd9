"""Which six digits may be a code."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workbook.device import fault


@pytest.mark.parametrize("code", ["000000", "777777", "123456", "654321", "012345", "987654"])
def test_a_code_that_runs_or_stands_still_is_easy(code: str) -> None:
    assert fault(code) == "easy"


@pytest.mark.parametrize("code", ["789012", "210987", "121212", "909090", "123123", "048048"])
def test_a_code_that_follows_a_pattern_is_easy(code: str) -> None:
    assert fault(code) == "easy"


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_six_digits_are_refused_only_for_a_pattern(code: str) -> None:
    plain = len({(int(b) - int(a)) % 10 for a, b in pairwise(code)}) > 1
    if plain and code[:3] != code[3:] and code[:2] != code[2:4]:
        assert fault(code) is None


@given(st.text())
def test_nothing_but_six_plain_digits_is_a_code(text: str) -> None:
    if not (len(text) == 6 and set(text) <= set("0123456789")):
        assert fault(text) == "length"


@pytest.mark.parametrize("code", ["٤٠٢٩١٨", "40291", "4029181", "40291 ", "-40291", ""])
def test_digits_of_another_script_and_other_lengths_are_refused(code: str) -> None:
    assert fault(code) == "length"
