"""The two small observables that screens re-render from, and the places one can be in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

import flet as ft

from app.ui import look


class Screen(Enum):
    """Every screen. The value is not shown and never reaches an address bar."""

    WELCOME = auto()
    LOCK = auto()
    LOCKING = auto()
    CODE = auto()
    TWO_SHEETS = auto()
    START_OVER = auto()
    FOLDER = auto()
    DAMAGED = auto()
    UNREAD = auto()
    SHOWING = auto()
    HELP = auto()
    CARD = auto()
    ABOUT = auto()
    PROTECTION = auto()
    ACCESSIBILITY = auto()
    HOME = auto()
    GUIDES = auto()
    INTRO = auto()
    CHOOSE = auto()
    SECTION = auto()
    EARLIER = auto()
    HISTORY = auto()
    AGREEMENT = auto()
    BESIDE = auto()
    SHARE = auto()
    SHARE_ANSWERS = auto()
    SHARE_LOOK = auto()
    SHARE_STRIKE = auto()
    SHARE_TO = auto()
    SHARE_FILE = auto()
    SHARE_PDF = auto()
    SHOW = auto()
    FIND = auto()
    HELPED = auto()
    BEGIN = auto()
    SETTINGS = auto()  # from here on: what lies under the settings
    APPEARANCE = auto()
    KEYS = auto()
    NEW_PASSPHRASE = auto()
    NEW_SHEET = auto()
    SHEET = auto()
    SHARES = auto()
    NEW_KEY = auto()
    DEVICE = auto()
    OTHERS = auto()
    SHARED = auto()
    RECEIPT = auto()
    REPLY = auto()
    CARD_EDIT = auto()
    CARD_LOOK = auto()
    ROOM = auto()
    COPIES = auto()
    COPY_OUT = auto()
    COPY_IN = auto()
    TAKE_ALL = auto()
    CALENDAR = auto()
    PAPER = auto()
    BOOKLET = auto()
    BLANKS = auto()
    ERASE = auto()
    TRACES = auto()
    TOUR = auto()
    SHORTCUTS = auto()

    @property
    def locked(self) -> bool:
        """Whether it is only for someone who has opened nothing."""
        return self in (
            Screen.WELCOME,
            Screen.LOCK,
            Screen.LOCKING,
            Screen.CODE,
            Screen.TWO_SHEETS,
            Screen.START_OVER,
            Screen.UNREAD,
            Screen.DAMAGED,
            Screen.SHOWING,
        )

    @property
    def public(self) -> bool:
        """Whether it may be seen while the workbook is locked."""
        others = (Screen.HELP, Screen.CARD, Screen.ABOUT, Screen.FOLDER, Screen.TRACES)
        plain = (Screen.PROTECTION, Screen.ACCESSIBILITY, Screen.SHORTCUTS)
        own = (Screen.DAMAGED, Screen.SHOWING)
        return self in (*others, *plain) or (self.locked and self not in own)

    @property
    def chosen(self) -> bool:
        """Whether it is a step of sharing that stands on what was chosen in the first one."""
        return self in (
            Screen.SHARE_ANSWERS,
            Screen.SHARE_LOOK,
            Screen.SHARE_STRIKE,
            Screen.SHARE_TO,
            Screen.SHARE_FILE,
            Screen.SHARE_PDF,
        )


@dataclass(frozen=True)
class Place:
    """A screen, and which section, guide, question or receipt it shows."""

    screen: Screen
    arg: str = ""


HOME = Place(Screen.HOME)


@ft.observable
@dataclass
class Shown:
    """What is on the screen now. Assign new values; never change one in place."""

    place: Place
    notice: str = ""  # one calm sentence above the page, "" for none
    covered: bool = False  # the window is out of sight: show nothing
    width: float = 390  # of the window, in logical pixels
    height: float = 844
    percent: int = 100  # the size of the text
    keys: bool = True  # there is a keyboard: it is a computer and no phone
    still: bool = False  # nothing moves by itself
    changes: int = 0  # counts up when choices or settings change

    @property
    def wide(self) -> bool:
        """Whether the navigation stands at the side."""
        return self.width * 100 / self.percent >= (look.WIDE_AND_LOW if self.low else look.WIDE)

    @property
    def panes(self) -> bool:
        """Whether there is room for a list beside the page."""
        return self.width * 100 / self.percent >= look.PANES

    @property
    def low(self) -> bool:
        """Whether bars above and below would leave too little of the page: a phone on its side."""
        return self.height * 100 / self.percent < look.LOW

    @property
    def narrow(self) -> bool:
        """Whether the top bar has room for what one presses alone."""
        return self.width * 100 / self.percent < look.NARROW

    @property
    def tight(self) -> bool:
        """Whether the text is so large for the window that rows have to become columns."""
        return self.width * 100 / self.percent < look.TIGHT


@ft.observable
@dataclass
class SaveStatus:
    """``text`` is "" before anything was saved, else "Sparat 12:03".

    ``aloud``: whether a screen reader says so by itself. It does once a minute at most while one
    writes, and when words are saved that had to wait.
    """

    text: str = ""
    failed: str = ""  # a sentence while words wait to be saved, "" otherwise
    aloud: bool = False
    told: datetime = datetime.min  # when it was last said aloud

    def saved(self, now: datetime | None = None) -> None:
        """Words have become durable. ``now``: by the device's clock."""
        now = now or datetime.now()
        text = f"Sparat {now:%H:%M}"
        if self.failed or (text != self.text and abs(now - self.told) >= timedelta(minutes=1)):
            self.aloud, self.told = True, now
        elif text != self.text:
            self.aloud = False
        self.failed, self.text = "", text


@ft.observable
@dataclass
class Changed:
    """The fields of a trial that the person has changed. Assign another set; never change one."""

    keys: frozenset[str] = frozenset()
