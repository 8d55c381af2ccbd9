"""Flet's hooks with types that hold. Call them at the top of a component, never under an ``if``."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import flet as ft

T = TypeVar("T")


def state(initial: T) -> tuple[T, Callable[[T], None]]:
    """A value that dies with the component, and how to replace it."""
    value, put = cast(Any, ft.use_state)(lambda: initial)
    return cast(T, value), lambda new: put(lambda _: new)


def remember(make: Callable[[], T]) -> T:
    """What ``make`` gave when the component came up. Changing it draws nothing."""
    return cast(T, cast(Any, ft.use_ref)(make).current)


def once(work: Callable[[], Awaitable[None]]) -> tuple[bool, Callable[[], Awaitable[None]]]:
    """Whether ``work`` is under way, and how to start it. A second press meanwhile does nothing."""
    busy = remember(lambda: [False])
    draw = redraw()

    async def run() -> None:
        if busy[0]:
            return
        busy[0] = True
        draw()
        try:
            await work()
        finally:
            busy[0] = False
            draw()

    return busy[0], run


def redraw() -> Callable[[], None]:
    """Draws the component again."""
    _, put = cast(Any, ft.use_state)(0)
    return lambda: put(lambda n: n + 1)
