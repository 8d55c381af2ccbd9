"""A reminder for the calendar, as a person chooses it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import flet as ft
from icalendar import Calendar

from app.ui.state import Place, Screen
from tests.ui.others import says, until
from tests.ui.running import App


async def pick(app: App, label: str) -> None:
    [pill] = [
        one
        for one in app.h.walk()
        if isinstance(one, ft.Container)
        and one.on_click
        and label in [text.value for text in app.h.walk(one) if isinstance(text, ft.Text)]
    ]
    await app.h.click(pill)


async def test_three_choices_become_a_file_that_a_calendar_opens(run) -> None:
    app = await run()
    await app.open()
    app.h.client.answers["save_file"] = "/tmp/nowhere"
    await app.desk.go(Place(Screen.SETTINGS))
    await app.h.settle()
    await app.h.press("Påminnelse i kalendern")
    for choice in ("Paus", "Varje dag", "20.00"):
        await pick(app, choice)
    await app.h.press("Spara filen")
    await until(app, "Filen är klar")
    [args] = [args for name, args in app.h.client.calls if name == "save_file"]
    assert args["file_name"] == "paminnelse.ics"
    [event] = Calendar.from_ical(bytes(args["src_bytes"])).walk("VEVENT")
    assert event["summary"] == "Paus"
    assert event["rrule"]["freq"] == ["DAILY"]
    assert event["dtstart"].dt == datetime.combine(date.today() + timedelta(days=1), time(20))
    await app.h.press("Klar")
    assert app.desk.shown.place == Place(Screen.SETTINGS)
    await app.lock()


async def test_nothing_is_kept_where_the_person_changes_their_mind(run) -> None:
    app = await run()
    await app.open()
    app.h.client.answers["save_file"] = None
    await app.desk.go(Place(Screen.CALENDAR))
    await app.h.settle()
    await app.h.press("Spara filen")
    await until(app, "Filen sparades inte.")
    assert not says(app, "Filen är klar")
    await app.lock()
