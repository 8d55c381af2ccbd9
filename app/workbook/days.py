"""How a day is said, and when something was."""

from datetime import UTC, date, datetime

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

# Beyond these some systems know no local time.
_FIRST = datetime(1970, 1, 2, tzinfo=UTC).timestamp()
_LAST = datetime(2999, 12, 31, tzinfo=UTC).timestamp()


def said(day: date) -> str:
    """A day as one says it: "3 mars 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def lately(day: date, today: date) -> str:
    """A day in plain words: "i dag", "i går", "i tisdags", or as ``said`` when it was long ago."""
    ago = (today - day).days
    if 0 <= ago < 2:
        return ("i dag", "i går")[ago]
    return f"i {_WEEKDAYS[day.weekday()]}s" if 0 < ago < 7 else said(day)


def moment(time_ms: int) -> datetime:
    """A vault's time (milliseconds since 1970) by the device's clock, within what a clock shows."""
    return datetime.fromtimestamp(min(max(time_ms / 1000, _FIRST), _LAST))
