"""A session with somebody who sits beside. In memory alone, and gone when the workbook locks."""

import time
from dataclasses import dataclass, field
from enum import Enum, auto

from app.workbook.beside import Agenda

OUT = "Tiden ni valde har gått. Ni kan fortsätta, eller runda av."


class Step(Enum):
    """Where in the session they are."""

    PLAN = auto()
    POINT = auto()
    END = auto()


@dataclass
class Sitting:
    """``notes``: whether the person's notes are in sight. ``minutes``: how long they mean to sit,
    0 for as long as they like. ``time``: whether the time is in sight."""

    agenda: Agenda = field(default_factory=Agenda)
    step: Step = Step.PLAN
    notes: bool = False
    minutes: int = 0
    time: bool = True
    _until: float | None = None  # by the monotonic clock

    def choose(self, minutes: int) -> None:
        """Takes another time, which begins when they do."""
        self.minutes, self._until = minutes, None

    def begin(self) -> None:
        """From the agenda to the first point."""
        if self.minutes and self._until is None:
            self._until = time.monotonic() + self.minutes * 60
        self.agenda.at, self.step = 0, Step.POINT

    @property
    def seconds(self) -> float | None:
        """What is left of the time, 0 when it is out; None where there is none."""
        return None if self._until is None else max(0.0, self._until - time.monotonic())


def left(seconds: float) -> str:
    """How long is left, in words."""
    if seconds <= 0:
        return OUT
    minutes = round(seconds / 60)
    if minutes < 1:
        return "Mindre än en minut kvar"
    return "Ungefär en minut kvar" if minutes == 1 else f"Ungefär {minutes} minuter kvar"
