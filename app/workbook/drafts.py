"""Words on their way to the vault: typed, held in memory, saved after a pause.

Writing never waits. ``write`` puts the newest value in a buffer and starts a timer; the timer, or
anything that leaves the page, flushes the buffer in one batch in a thread. One flush runs at a
time. When a flush fails nothing is dropped: its batch goes back beneath newer words and is tried
again.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")

IDLE = 0.8  # seconds without a keystroke before words are saved
LONGEST = 5.0  # seconds that words wait while the typing goes on; also the pause before a retry


class Drafts(Generic[T]):
    """The buffer. Lives on one event loop; only ``save`` runs in a thread.

    ``saved`` and ``failed`` may be replaced when someone else takes over the waiting words.

    ``save`` gets the newest value of every changed key, returns when they are durable, and raises
    if they are not. ``saved`` is called on the loop after each batch, ``failed`` with the error.
    """

    def __init__(
        self,
        save: Callable[[Mapping[str, T]], None],
        saved: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._save, self.saved, self.failed = save, saved, failed
        self._waiting: dict[str, T] = {}
        self._in_flight: dict[str, T] = {}
        self._one_at_a_time = asyncio.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._oldest: float | None = None  # loop time of the oldest unsaved keystroke
        self._tasks: set[asyncio.Task[bool]] = set()

    def write(self, key: str, value: T) -> None:
        """Takes the newest value of ``key``. Returns at once."""
        self._waiting[key] = value
        now = asyncio.get_running_loop().time()
        self._oldest = now if self._oldest is None else self._oldest
        self._start_timer(min(IDLE, max(0.0, self._oldest + LONGEST - now)))

    def get(self, key: str) -> T | None:
        """The newest unsaved value of ``key``, or None."""
        return self._waiting.get(key, self._in_flight.get(key))

    @property
    def unsaved(self) -> bool:
        return bool(self._waiting or self._in_flight)

    async def flush(self) -> bool:
        """Saves everything written so far. True when it is durable."""
        async with self._one_at_a_time:
            while self._waiting:
                self._stop_timer()
                batch, self._waiting, self._oldest = self._waiting, {}, None
                self._in_flight = batch
                try:
                    await asyncio.to_thread(self._save, batch)
                except BaseException as error:
                    self._waiting = {**batch, **self._waiting}
                    self._in_flight = {}
                    self._start_timer(LONGEST)
                    if not isinstance(error, Exception):
                        raise  # cancelled: the words wait for the next flush
                    self.failed(error)
                    return False
                self._in_flight = {}
                self.saved()
            return True

    def close(self) -> None:
        """Stops the timer and forgets every word. Flush first."""
        self._stop_timer()
        self._waiting, self._in_flight = {}, {}

    def _start_timer(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._flush_soon)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _flush_soon(self) -> None:
        self._timer = None
        task = asyncio.get_running_loop().create_task(self.flush())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
