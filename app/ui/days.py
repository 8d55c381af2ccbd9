"""The calendar a day is chosen in."""

from collections.abc import Callable
from datetime import date, datetime

import flet as ft

from app.ui import kit
from app.ui.desk import Desk

LONG_AGO, FAR_OFF = date(1900, 1, 1), date(2100, 12, 31)


def pick_day(
    desk: Desk, shown: date, first: date, last: date, picked: Callable[[date], None]
) -> None:
    """Opens a calendar at ``shown``. ``picked`` gets a day from ``first`` to ``last``."""

    async def closed(event: ft.Event[ft.DatePicker]) -> None:
        when = event.control.value
        if isinstance(when, datetime):
            # The client sends its midnight in UTC, which is the evening before here.
            when = when.astimezone().date()
        if isinstance(when, date) and first <= when <= last:
            day = when
            await kit.calmly(desk, lambda: picked(day))

    shown = min(max(shown, first), last)  # else the calendar does not come up
    desk.page.show_dialog(
        ft.DatePicker(value=shown, first_date=first, last_date=last, on_change=closed)
    )
