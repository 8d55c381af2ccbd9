"""The frozen nodes a section is made of. Parsed once, walked by every output."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a person can answer a field with. The value is the word authors write after ``typ:``."""

    SHORT = "kort"
    LONG = "text"
    LIST = "lista"
    CHECKLIST = "checklista"
    ONE = "val"
    SEVERAL = "flerval"
    SCALE = "skala"
    DATE = "datum"
    CONTACT = "kontakt"
    IF_THEN = "om-så"
    LINKS = "koppling"
    WEEK = "vecka"
    BALANCE = "balans"
    NETWORK = "nätverk"
    TIMELINE = "tidslinje"
    LETTER = "brev"

    @property
    def has_options(self) -> bool:
        return self in (Kind.CHECKLIST, Kind.ONE, Kind.SEVERAL)

    @property
    def has_suggestions(self) -> bool:
        return self in (Kind.SHORT, Kind.LONG, Kind.LIST)


class Depth(Enum):
    """From how much strength on a field is shown. ``order`` 0 is seen by everyone."""

    LITTLE = "lite"
    MEDIUM = "lagom"
    MUCH = "mycket"

    @property
    def order(self) -> int:
        return list(Depth).index(self)


@dataclass(frozen=True)
class Span:
    """A run of text in one style. ``href`` is "" or where the run leads:
    ``section:<id>``, ``tel:<digits>`` or an ``https:`` address shown as text."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """``level`` 2–4: the section's own title is the page's level 1."""

    level: int
    spans: Spans


@dataclass(frozen=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True)
class ListBlock:
    ordered: bool
    items: tuple[Spans, ...]


@dataclass(frozen=True)
class Quote:
    paragraphs: tuple[Spans, ...]


@dataclass(frozen=True)
class Rule:
    """A pause between two parts."""


@dataclass(frozen=True)
class Option:
    """One thing to choose. The id is for ever, the text is free to change."""

    id: str
    text: str


@dataclass(frozen=True)
class Field:
    """One question. ``key`` ("section.field") names its answer for ever, in every guide.

    ``suggestions`` are words one can tap instead of writing them. ``signs`` and ``helps`` are the
    keys of fields whose answers a ``LINKS`` field suggests. ``small``: light and short enough to
    be offered on its own, as a day's small thing.
    """

    key: str
    kind: Kind
    depth: Depth
    question: str
    help: str = ""
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    suggestions: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    small: bool = False

    @property
    def one_tap(self) -> bool:
        """Whether it can be answered without writing: what someone with little strength gets."""
        return self.kind.has_options or self.kind is Kind.SCALE or bool(self.suggestions)


@dataclass(frozen=True)
class Gathered:
    """Answers from elsewhere, shown here to be read. ``keys`` names their fields."""

    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class HelpLine:
    """Somewhere to call. ``checked`` is the ISO date when ``source`` was last read."""

    name: str
    number: str
    about: str
    checked: str
    source: str

    @property
    def tel(self) -> str:
        """The number as a ``tel:`` address: digits, and the plus that begins one from abroad."""
        plus = "+" if self.number.startswith("+") else ""
        return f"tel:{plus}" + "".join(c for c in self.number if c.isdecimal())


@dataclass(frozen=True)
class Source:
    """Where the facts above come from, and the ISO date they were read."""

    date: str
    text: str


@dataclass(frozen=True)
class Unreadable:
    """Stands where a block could not be read, so that the reader is told."""


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Quote
    | Rule
    | Field
    | Gathered
    | HelpLine
    | Source
    | Unreadable
)


@dataclass(frozen=True)
class Section:
    """One file. ``broken`` is true when it could not be read; then there are no blocks.

    A ``sheet`` is for handing over: outside the screen only its questions and answers are shown.
    """

    id: str
    title: str
    short: str = ""
    time: str = ""
    blocks: tuple[Block, ...] = ()
    broken: bool = False
    sheet: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Field))

    @property
    def refers(self) -> tuple[str, ...]:
        """The keys of the fields whose answers it shows or suggests."""
        keys: list[str] = []
        for block in self.blocks:
            match block:
                case Gathered():
                    keys += block.keys
                case Field():
                    keys += block.signs + block.helps
                case _:
                    pass
        return tuple(keys)


class Language(Enum):
    """A language beside Swedish. The value is its code, in files' names and in HTML."""

    ENGLISH = "en"
    ARABIC = "ar"

    @property
    def own_name(self) -> str:
        return {Language.ENGLISH: "English", Language.ARABIC: "العربية"}[self]

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl", as HTML has it."""
        return "rtl" if self is Language.ARABIC else "ltr"


@dataclass(frozen=True)
class Asked:
    """The words of one question in another language. ``id`` is the field's, without its section."""

    id: str
    question: str
    options: tuple[Option, ...] = ()
    suggestions: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Wording:
    """The fixed words of a section in another language. ``beside`` pairs them with its blocks.

    ``gathered`` has the titles of gathered answers. ``reviewed`` says who read it and when, or is
    "": then a machine wrote it and nobody has read it.
    """

    language: Language
    title: str
    headings: tuple[Heading, ...] = ()
    questions: tuple[Asked, ...] = ()
    gathered: tuple[str, ...] = ()
    reviewed: str = ""


@dataclass(frozen=True)
class Part:
    """A stretch of the table of contents. ``title`` may be ""."""

    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """One table of contents. ``id`` is the folder's name."""

    id: str
    title: str
    short: str = ""
    intro: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    broken: bool = False

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(section for part in self.parts for section in part.sections)
