"""How a day is said, and when something was."""

from datetime import UTC, date, datetime

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


# Beyond these some systems know no local time.
_FIRST = datetime(1970, 1, 2, tzinfo=UTC).timestamp()
_LAST = datetime(2999, 12, 31, tzinfo=UTC).timestamp()


def said(day: date) -> str:
    """A day as one says it: "3 mars 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(time_ms: int) -> datetime:
    """A vault's time (milliseconds since 1970) by the device's clock, within what a clock shows."""
    return datetime.fromtimestamp(min(max(time_ms / 1000, _FIRST), _LAST))
