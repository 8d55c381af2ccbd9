"""The button beside a contact calls the number that stands there, and nothing else."""

from __future__ import annotations

from typing import cast

import pytest

from app.ui.desk import Desk
from app.ui.lines import Line
from app.ui.rows import Row


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("08-123 45 67, vardagar 8–16", "081234567"),
        ("070-123 45 67 eller 070-765 43 21", "0701234567"),
        ("112 eller 1177", "112"),
        ("112 / 1177", "112"),
        ("+46 (0)70-123 45 67", "+46701234567"),
        ("018-611 22 33 ankn 12", "018611 22 33".replace(" ", "")),
    ],
)
def test_a_contact_is_called_by_one_number_or_not_at_all(written: str, called: str) -> None:
    row = Row([Line(cast(Desk, None), "Telefon", written, phone=True)])
    assert row.number in (called, "")
