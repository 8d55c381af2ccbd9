"""Days in plain words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workbook.days import lately, said

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (0, "i dag"),
        (1, "i går"),
        (2, "i fredags"),
        (6, "i måndags"),
        (7, "15 november 2026"),
        (-1, "23 november 2026"),
    ],
)
def test_a_day_of_the_last_week_is_said_by_its_name(ago: int, words: str) -> None:
    assert lately(TODAY - timedelta(days=ago), TODAY) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_two_days_are_called_the_same(day: date, today: date) -> None:
    others = [today - timedelta(days=ago) for ago in range(-3, 10)]
    same = [one for one in others if lately(one, today) == lately(day, today)]
    assert same in ([], [day])
    assert lately(day, today) == said(day) or 0 <= (today - day).days < 7
