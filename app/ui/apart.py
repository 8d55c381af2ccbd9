"""Work that asks a disk which may not answer: a stick, a share of a net."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> asyncio.Future[T]:
    """Does ``work`` in a thread that keeps nobody waiting, not even the end of the program."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        found = work()
        loop.call_soon_threadsafe(tell, found)

    def tell(found: T) -> None:
        if not done.cancelled():
            done.set_result(found)

    threading.Thread(target=run, daemon=True).start()
    return done
