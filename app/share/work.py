"""A long piece of work in a thread, as a screen follows it."""

import threading
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


class CalledOff(Exception):
    """The person did not want it any more. Nothing was changed."""


class Work:
    """How far it has come, and whether it is still wanted. For any thread.

    ``done``: from 0 to 1.
    """

    def __init__(self) -> None:
        self.done = 0.0
        self._off = threading.Event()

    def step(self, done: float) -> None:
        """It has come so far. Raises ``CalledOff``."""
        if self._off.is_set():
            raise CalledOff
        self.done = min(max(done, 0.0), 1.0)

    def call_off(self) -> None:
        """Ends it at the next step, if there is one."""
        self._off.set()


def stepped(parts: Sequence[T], work: Work | None) -> Iterator[T]:
    """The parts one by one, each a step of ``work``. Raises ``CalledOff``."""
    for number, one in enumerate(parts):
        if work:
            work.step(number / len(parts))
        yield one
