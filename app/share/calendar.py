"""A reminder for the person's own calendar, with words that say nothing of what it is about.

Others may see a calendar: at work, at home, on a locked screen. So there are only the words below
to choose from, and neither Guiden nor anything that is written in it is named in the file.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

Often: TypeAlias = Literal["once", "daily", "weekly", "monthly"]

WORDS = ("Egen stund", "Paus", "Påminnelse")
_LONG = timedelta(minutes=15)
_SHORTEST = 28  # days of the shortest month


def reminder(words: str, start: datetime, often: Often) -> bytes:
    """An iCalendar file (RFC 5545) with one event and an alarm when it begins.

    ``words`` is one of ``WORDS``. ``start`` has no time zone: it is that time of day wherever the
    person is. Every month is on the last day of those that do not have the day of ``start``.
    """
    from icalendar import Alarm, Calendar, Event  # slow to load, and seldom wanted

    if words not in WORDS:
        raise ValueError("a reminder has no words of its own")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    event = Event()
    event.add("uid", secrets.token_hex(16))
    event.add("dtstamp", datetime.now(UTC))
    event.add("summary", words)
    event.add("dtstart", start)
    event.add("duration", _LONG)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if often != "once":
        event.add("rrule", _rule(start, often))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//kalender//SV")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _rule(start: datetime, often: Often) -> dict[str, str | int | list[int]]:
    if often == "monthly" and start.day > _SHORTEST:
        days = list(range(_SHORTEST, start.day + 1))
        return {"freq": often, "bymonthday": days, "bysetpos": -1}
    return {"freq": often}
