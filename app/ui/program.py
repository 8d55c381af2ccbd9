"""What the program around a window can do for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.workbook.workbook import Settings

Look = dict[str, str | int]
_LOOK = ("theme", "contrast", "text_percent", "font", "motion", "easy", "second")


_TRIED = "tried"


def look_of(settings: Settings, tried: bool = False) -> Look:
    """What of a person's settings the next process starts with, by their names there.

    ``tried``: and that a trial has just ended.
    """
    return {name: getattr(settings, name) for name in _LOOK} | ({_TRIED: 1} if tried else {})


@dataclass(frozen=True)
class Program:
    """What the program around the window can do. None where it cannot.

    renew: replaces the process with a fresh one that shows the lock screen of a data folder, in a
    look; returns only if that failed. leave: closes the window and ends the program. look: how the
    person wants to see it (``look_of``), as the process before this one handed it on. stays: the
    window keeps to the folder it was given, and there is no way to another one, nor to what lies
    outside it.
    """

    renew: Callable[[Path, Look], Awaitable[None]] | None = None
    leave: Callable[[], Awaitable[None]] | None = None
    look: Look = field(default_factory=dict)
    stays: bool = False

    @property
    def settings(self) -> Settings:
        """What was handed on, as settings."""
        return Settings(**{name: to for name, to in self.look.items() if name != _TRIED})  # type: ignore[arg-type]

    @property
    def tried(self) -> bool:
        """Whether the process before this one ended a trial."""
        return _TRIED in self.look
