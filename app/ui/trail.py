"""Where the person has been in this window. All that a route or an address tells is a number."""

import time

from app.ui.state import Place, Screen

_ECHO = 3.0  # seconds within which the window answers a push with a route of its own


class Trail:
    """Places in order, and which of them the person is at."""

    def __init__(self, first: Place) -> None:
        self._places = [first]
        self._pushed: dict[int, float] = {}
        self.at = 0

    @property
    def place(self) -> Place:
        return self._places[self.at]

    def add(self, place: Place) -> None:
        """Goes on to a new place. What lay ahead is forgotten, as in a browser."""
        self._places = [*self._places[: self.at + 1], place]
        self.at += 1

    def move(self, index: int) -> bool:
        """Goes to a place that was visited. False, and nothing changes, if there is none."""
        if not 0 <= index < len(self._places):
            return False
        self.at = index
        return True

    def restart(self, place: Place) -> None:
        """Begins anew. Old numbers lead to the lock: back never opens what was locked."""
        self._places = [*[Place(Screen.LOCK)] * (self.at + 1), place] if self.at else [place]
        self.at = len(self._places) - 1

    def push(self) -> str:
        """The route to tell the window."""
        self._pushed[self.at] = time.monotonic()
        return f"/{self.at}"

    def wish(self, route: str) -> int | None:
        """Where the person wants to go by the window's own back and forward, if anywhere.

        The window's answer to a push is no wish: by then the person may be elsewhere.
        """
        number = route.strip("/")
        if not number.isdecimal():
            return None
        index = int(number)
        pushed = self._pushed.pop(index, None)
        echo = pushed is not None and time.monotonic() - pushed < _ECHO
        return None if echo or index == self.at else index
