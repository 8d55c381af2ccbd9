"""How a day is said."""

from datetime import date

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def said(day: date) -> str:
    """A day as one says it: "3 mars 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
