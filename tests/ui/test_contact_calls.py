"""The buttons beside a contact call and text the number that stands there, and nothing else."""

from __future__ import annotations

from typing import cast

import flet as ft
import pytest

from app.ui import texts
from app.ui.desk import Desk
from app.ui.lines import Line
from app.ui.rows import Row
from app.ui.state import Place, Screen


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("08-123 45 67, vardagar 8–16", "081234567"),
        ("070-123 45 67 eller 070-765 43 21", "0701234567"),
        ("112 eller 1177", "112"),
        ("112 / 1177", "112"),
        ("Rum 112", ""),
        ("+46 (0)70-123 45 67", "+46701234567"),
        ("018-611 22 33 ankn 12", "018611 22 33".replace(" ", "")),
    ],
)
def test_a_contact_is_called_by_one_number_or_not_at_all(written: str, called: str) -> None:
    row = Row([Line(cast(Desk, None), "Telefon", written, phone=True)])
    assert row.number in (called, "")


async def test_a_contact_with_a_mobile_can_be_texted_and_one_with_a_landline_is_called(run) -> None:
    app = await run()
    await app.open(Place(Screen.SECTION, "manniskor-runt-mig"))
    await app.h.type(app.h.find(ft.TextField, "Namn"), "Åsa")
    telephone = app.h.find(ft.TextField, "Telefon")
    for number, ways in (
        ("08-123 45 67", ["Ring Åsa"]),
        ("Rum 112", []),
        ("070-123 45 67", ["Ring Åsa", "Skicka sms till Åsa"]),
    ):
        await app.h.type(telephone, number)
        assert [one for one in app.h.texts() if one.endswith(" Åsa")] == ways
    app.h.client.answers |= {"can_launch_url": True, "launch_url": True}
    await app.h.press("Skicka sms till Åsa")
    opened = [args for name, args in app.h.client.calls if name == "launch_url"]
    assert "sms:0701234567" in str(opened)
    assert "tel:" not in str(opened)
    app.h.client.answers["can_launch_url"] = False
    await app.h.press("Skicka sms till Åsa")
    assert app.desk.shown.notice == texts.NO_TEXT.format(number="0701234567")
    await app.lock()
