"""Words as any output can print them, and the sentences that every output has."""

import re

from app.guide import HelpLine, Language, Source, Span
from app.workbook.telephone import dialled

NOT_READ = "Den här delen av guiden gick inte att läsa."
SECTION_NOT_READ = "Det här avsnittet gick inte att läsa."

# Stands in the nodes where something was taken out. ``clean`` leaves none in what a person wrote.
GONE = "\ufdd0"
# What is shown for it, and said.
MARK = "█████"
MARK_SAID = "borttaget"

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\x1c-\x1f]")
# Controls, what turns the direction of the text around it, halves of a pair, and no characters.
_NO_WORD = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


class Both(str):
    """Fixed words in Swedish, and ``other``: the same in ``language``.

    An output shows both, wherever it shows a string that is one of these.
    """

    other: str
    language: Language

    def __new__(cls, text: str, other: str, language: Language) -> "Both":
        made = super().__new__(cls, text)
        made.other, made.language = other, language
        return made


def together(form: str, *parts: str) -> str:
    """``form`` with ``parts`` where it has ``{}``: in both languages if all of them are."""
    text = form.format(*parts)
    both = [part for part in parts if isinstance(part, Both)]
    if len(both) < len(parts):
        return text
    return Both(text, form.format(*(part.other for part in both)), both[0].language)


def in_a_row(text: str) -> str:
    """The words on one line, for where an output can show nothing but letters."""
    return f"{text} / {text.other}" if isinstance(text, Both) else text


def clean(text: str) -> str:
    """What a person wrote, with plain line ends and nothing in it but letters, signs and spaces."""
    return _NO_WORD.sub("", _SPACE.sub(" ", _BREAK.sub("\n", text))).strip()


def tel(number: str) -> str:
    """The ``tel:`` address of what a person wrote as a number; "" where nothing can be dialled."""
    found = dialled(number)
    return f"tel:{found}" if found else ""


def number_after(span: Span) -> str:
    """The number a link calls, to stand after its text on paper; "" where the text has it."""
    number = span.href.removeprefix("tel:")
    digits = "".join(c for c in span.text if c.isdigit())
    return "" if number == span.href or number in digits else f" ({number})"


def on_paper(span: Span) -> str:
    """The text of a link, and after it where it leads, unless the text says that itself."""
    shown = span.href.startswith("http") and span.href != span.text
    return f"{span.text}{number_after(span)}" + (f" ({span.href})" if shown else "")


def ends(low: str, high: str) -> str:
    """What the ends of a scale mean; "" where nothing says so."""
    return together("0: {}. 10: {}.", low, high) if low and high else ""


def source(block: Source) -> str:
    return f"Källa ({block.date}): {block.text}"


def read_when(line: HelpLine) -> str:
    """Where a number comes from, and that nobody has called it."""
    return f"Källa: {line.source}. Läst {line.checked}. Numret är inte provringt."
