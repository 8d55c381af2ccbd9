"""Telephone numbers as people write them: which one a text has, and what of it is dialled.

Better no number than a wrong one: what may be a day, hours or two numbers in a row is not called.
"""

import re
from collections.abc import Collection

_DASH = r"\u2010-\u2015\u2212-"
_GAP = rf"(?: ?[{_DASH}] ?| )?"
_ANY = rf"[ .{_DASH}]{{0,3}}"  # in a number whose length is known
# Of Sweden, where the beginning tells how long it may be, and of other countries.
_LONG = re.compile(
    rf"(?<![\w+.,/{_DASH}])(?<![\d)/:{_DASH}] )"
    r"(?:(?:(?:\+46|0046) ?(?:\(0\) ?)?|0)"
    rf"(?:7\d{_ANY}\d{_ANY}\d(?:[ .{_DASH}]?\d){{5}}(?!\d)"
    rf"|(?:8|[1-69]\d{{1,2}}){_GAP}\d(?: ?\d){{4,7}}(?!{_GAP}[/.:]?{_GAP}\d))"
    rf"|\+(?!46)\d(?:[ -]?\d){{7,13}}(?!{_GAP}[/.:]?{_GAP}\d))"
)
# A number alone may have dashes all the way, where in a line they might be hours.
_GROUPED = re.compile(
    rf"(?:\+46 ?|0)(?:8|[1-69]\d{{1,2}})[ ./{_DASH}]\d{{2,3}}(?:[ .{_DASH}]\d{{2,3}}){{1,3}}"
)
_SHORT = re.compile(r"[1-9](?: ?\d){2,5}")
_ALWAYS = "112|1177|90101"  # short numbers that are known wherever they stand first
_LABEL = "tel|tele|telefon|tfn|mobil|mob|ring|nummer|nr|jour|akut|sos|v[äa]xel|hem|arbete|jobb"
# "Rum 112" and "Portkod 1177" are no numbers to call.
_FIRST = re.compile(rf"(?:(?:{_LABEL})[ .:]+)*({_ALWAYS})(?!\w| ?-?\d)", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+46|0)7[02369]\d{7}")
_AREA = re.compile(r"^(\+46 ?)?\((0?[1-9]\d{0,2})\)")  # "(08) 123 45 67"


def number_in(text: str, short: Collection[str] = ()) -> str:
    """The first whole number in a text, else the first of the ``short`` ones, else ""."""
    if found := _LONG.search(text):
        return found[0]
    either = "|".join(map(re.escape, short))
    found = re.search(rf"(?<![\w.,+-])(?<!\d )(?:{either})(?!\w| ?-?\d)", text) if either else None
    return found[0] if found else ""


def dialled(number: str) -> str:
    """The digits, and the plus of a number from abroad, where all of it is one number; else ""."""
    number = _AREA.sub(r"\1\2", " ".join(number.split()))
    if not any(one.fullmatch(number) for one in (_LONG, _GROUPED, _SHORT)):
        return ""
    return "".join(c for c in number.replace("(0)", "") if c in "0123456789+")


def called(text: str) -> str:
    """What is dialled of the words in a telephone field; "" where no number is meant.

    A short number counts where it stands first, or after a word as "tel" or "jour".
    """
    first = _FIRST.match(text.strip())
    return dialled(text) or dialled(number_in(text)) or (first[1] if first else "")


def texted(number: str) -> bool:
    """Whether a number that can be dialled takes a text message: a Swedish mobile, or abroad."""
    abroad = number.startswith("+") and not number.startswith("+46")
    return abroad or bool(_MOBILE.fullmatch(number))
