"""What the program around a window can do for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.workbook.workbook import Settings

Look = dict[str, str | int]


def look_of(settings: Settings) -> Look:
    """What of a person's settings the next process starts with, by their names there."""
    return {name: getattr(settings, name) for name in ("theme", "text_percent", "easy", "second")}


@dataclass(frozen=True)
class Program:
    """What the program around the window can do. None where it cannot.

    renew: replaces the process with a fresh one that shows the lock screen of a data folder, in a
    look; returns only if that failed. leave: closes the window and ends the program. look: theme,
    size of text, easy words and second language, by the names of ``Settings``, that the process
    before this one handed on. stays: the window keeps to the folder it was given, and there is no
    way to another one, nor to what lies outside it.
    """

    renew: Callable[[Path, Look], Awaitable[None]] | None = None
    leave: Callable[[], Awaitable[None]] | None = None
    look: Look = field(default_factory=dict)
    stays: bool = False
