"""A reminder is an event that every calendar reads the same, and that says nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.share.calendar import WORDS, Often, reminder

STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2099, 12, 31)).map(
    lambda one: one.replace(second=0, microsecond=0)
)


def event(data: bytes):
    [one] = Calendar.from_ical(data).walk("VEVENT")
    return one


@given(st.sampled_from(WORDS), STARTS, st.sampled_from(["once", "daily", "weekly", "monthly"]))
def test_a_calendar_reads_what_was_chosen(words: str, start: datetime, often: Often) -> None:
    one = event(reminder(words, start, often))
    assert (one["summary"], one["dtstart"].dt) == (words, start)
    assert one["dtstart"].dt.tzinfo is None
    [alarm] = one.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(0) and alarm["description"] == words
    if often == "once":
        assert "rrule" not in one
        return
    times = rrulestr(one["rrule"].to_ical().decode(), dtstart=start)
    first = [time for _, time in zip(range(25), times, strict=False)]
    assert first[0] == start
    months = [(time.year * 12 + time.month) - (start.year * 12 + start.month) for time in first]
    if often == "monthly":
        assert months == list(range(25))
        assert all(time.day == start.day or (time + timedelta(1)).day == 1 for time in first)
    else:
        step = timedelta(days=7 if often == "weekly" else 1)
        assert first == [start + step * number for number in range(25)]


def test_nothing_in_the_file_names_guiden_or_is_anything_but_what_was_chosen() -> None:
    start = datetime(2026, 11, 23, 12)
    lines = reminder("Påminnelse", start, "weekly").decode().split("\r\n")
    said = [one for one in lines if not one.startswith(("UID:", "DTSTAMP:"))]
    assert said == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//kalender//SV",
        "BEGIN:VEVENT",
        "SUMMARY:Påminnelse",
        "DTSTART:20261123T120000",
        "DURATION:PT15M",
        "RRULE:FREQ=WEEKLY",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Påminnelse",
        "TRIGGER:P0D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_two_reminders_are_two_and_words_of_ones_own_are_refused() -> None:
    start = datetime(2026, 11, 23, 12)
    assert (
        event(reminder("Paus", start, "once"))["uid"]
        != event(reminder("Paus", start, "once"))["uid"]
    )
    with pytest.raises(ValueError, match="no words of its own"):
        reminder("Ring psykiatrin", start, "once")
