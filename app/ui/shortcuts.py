"""The keys that do something anywhere: one table, for the window and for the page that lists them.

Tab goes by place on the screen, so a person who is far down a page would have far to go to what
stays above it (flutter/flutter#69366).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui import bars, texts
from app.ui.desk import Desk
from app.ui.state import Place, Screen


@dataclass(frozen=True)
class Key:
    """A key, and what is held meanwhile. ``ctrl`` may be ⌘. ``shift`` None: either way."""

    name: str
    ctrl: bool = False
    alt: bool = False
    shift: bool | None = False

    def is_in(self, event: ft.KeyboardEvent) -> bool:
        return (
            event.key.upper() == self.name.upper()
            and (event.ctrl or event.meta) == self.ctrl
            and event.alt == self.alt
            and self.shift in (None, event.shift)
        )


def _anywhere(_: Desk) -> bool:
    return True


@dataclass(frozen=True)
class Shortcut:
    """``said``: the keys, as they are called. ``what``: what they do. ``there``: whether this
    program has it. ``now``: whether it does anything where the person is.
    """

    said: str
    what: str
    keys: tuple[Key, ...]
    do: Callable[[Desk], Any]
    there: Callable[[Desk], bool] = _anywhere
    now: Callable[[Desk], bool] = _anywhere


def _to(place: Place) -> Callable[[Desk], Any]:
    return lambda desk: desk.go(place)


def _back(desk: Desk) -> Any:
    return None if desk.page.pop_dialog() else desk.back()


def _beside(way: int) -> Callable[[Desk], Any]:
    """To the section before or after, among mine."""

    def go(desk: Desk) -> Any:
        section = (bars.neighbours(desk) or ("", ""))[way]
        return desk.go(Place(Screen.SECTION, section)) if section else None

    return go


def _open(desk: Desk) -> bool:
    return desk.open


def _no_field(desk: Desk) -> bool:
    return not desk.undo.in_field


_LIST = Place(Screen.SHORTCUTS)
SHORTCUTS = (
    Shortcut("F1", "Den här listan", (Key("F1"),), _to(_LIST)),
    Shortcut(
        "?",
        "Den här listan, när du inte skriver",
        (Key("?", shift=None),),
        _to(_LIST),
        now=_no_field,
    ),
    Shortcut("F2", texts.HELP_NOW, (Key("F2"),), _to(Place(Screen.HELP))),
    Shortcut("F4", texts.LOCK_NOW, (Key("F4"),), lambda desk: desk.door.lock()),
    Shortcut(
        "F9",
        texts.CLOSE_NOW,
        (Key("F9"),),
        lambda desk: desk.door.vanish(),
        there=lambda desk: desk.door.program.leave is not None,
    ),
    Shortcut("Esc", texts.BACK, (Key("Escape"),), _back),
    *(
        Shortcut(f"Alt + {number}", name, (Key(str(number), alt=True),), _to(place), now=_open)
        for number, (name, _, place) in enumerate(bars.SIDE, 1)
    ),
    Shortcut(
        "Ctrl + K",
        texts.FIND,
        (Key("K", ctrl=True, shift=None),),
        _to(Place(Screen.FIND)),
        now=_open,
    ),
    Shortcut(
        "Alt + Page Up", "Föregående avsnitt", (Key("Page Up", alt=True),), _beside(0), now=_open
    ),
    Shortcut(
        "Alt + Page Down", "Nästa avsnitt", (Key("Page Down", alt=True),), _beside(1), now=_open
    ),
    Shortcut(
        "Ctrl + Z", "Ångra", (Key("Z", ctrl=True),), lambda desk: desk.undo.back(), now=_no_field
    ),
    Shortcut(
        "Ctrl + Y",
        "Gör om",
        (Key("Y", ctrl=True), Key("Z", ctrl=True, shift=True)),
        lambda desk: desk.undo.on(),
        now=_no_field,
    ),
)


def pressed(desk: Desk, event: ft.KeyboardEvent) -> Any:
    """Does what a key is for. What it gives may have to be awaited."""
    for one in SHORTCUTS:
        if any(key.is_in(event) for key in one.keys) and one.now(desk):
            return one.do(desk)
    return None
