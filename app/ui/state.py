"""The two small observables that screens re-render from, and the places one can be in."""

from dataclasses import dataclass
from enum import Enum, auto

import flet as ft

from app.ui import look


class Screen(Enum):
    """Every screen. The value is not shown and never reaches an address bar."""

    WELCOME = auto()
    LOCK = auto()
    CODE = auto()
    NEW_PASSPHRASE = auto()
    NEW_SHEET = auto()
    SHEET = auto()
    HELP = auto()
    ABOUT = auto()
    HOME = auto()
    GUIDES = auto()
    INTRO = auto()
    CHOOSE = auto()
    SECTION = auto()
    EARLIER = auto()
    SETTINGS = auto()

    @property
    def public(self) -> bool:
        """Whether it may be seen while the workbook is locked."""
        return self in (Screen.WELCOME, Screen.LOCK, Screen.CODE, Screen.HELP, Screen.ABOUT)


@dataclass(frozen=True)
class Place:
    """A screen, and which section or guide it shows."""

    screen: Screen
    arg: str = ""


@ft.observable
@dataclass
class Shown:
    """What is on the screen now. Assign new values; never change one in place."""

    place: Place
    notice: str = ""  # one calm sentence above the page, "" for none
    covered: bool = False  # the window is out of sight: show nothing
    width: float = 390  # of the window, in logical pixels
    percent: int = 100  # the size of the text
    changes: int = 0  # counts up when choices or settings change

    @property
    def wide(self) -> bool:
        """Whether the navigation stands at the side."""
        return self.width * 100 / self.percent >= look.WIDE

    @property
    def tight(self) -> bool:
        """Whether the text is so large for the window that rows have to become columns."""
        return self.width * 100 / self.percent < look.TIGHT


@ft.observable
@dataclass
class SaveStatus:
    """``text`` is "" before anything was saved, else "Sparat 12:03"."""

    text: str = ""
    failed: str = ""  # a sentence while words wait to be saved, "" otherwise
