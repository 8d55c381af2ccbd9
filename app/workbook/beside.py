"""Sitting beside somebody: what the two take up, one thing at a time.

What there is to take up is told by the section itself: its list, and the answers it gathers. What
is chosen here lives in memory alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

SECTION = "sitt-bredvid"
LIST = f"{SECTION}.ta-upp"
AGREED = f"{SECTION}.overens"
NOTES = f"{SECTION}.anteckningar"


@dataclass
class Agenda:
    """``points``: what is to be taken up, each once, in order. ``at``: the one that is up."""

    points: tuple[str, ...] = ()
    at: int = 0
    _known: set[str] = field(default_factory=set)

    @property
    def point(self) -> str:
        """What is up; "" where there is nothing to take up."""
        return self.points[self.at] if self.points else ""

    @property
    def last(self) -> bool:
        return self.at >= len(self.points) - 1

    def offer(self, own: Iterable[str], others: Collection[str]) -> None:
        """Takes in what is new in the section's own list, and lets go of what is written nowhere.

        ``others``: what is written elsewhere, for the person to take in.
        """
        own = tuple(dict.fromkeys(own))
        kept = [one for one in self.points if one in own or one in others]
        self._put((*kept, *(one for one in own if one not in self._known and one not in kept)))
        self._known = set(own)

    def flip(self, point: str) -> None:
        """Takes a point in, last, or out again."""
        if point in self.points:
            self._put(one for one in self.points if one != point)
        else:
            self._put((*self.points, point))

    def move(self, point: str, step: int) -> None:
        """Moves a point up or down in the order, as far as there is room."""
        if point in self.points:
            rest = [one for one in self.points if one != point]
            rest.insert(max(0, self.points.index(point) + step), point)
            self._put(rest)

    def turn(self, step: int) -> None:
        """Goes on or back among the points, as far as there are any."""
        self.at = max(0, min(self.at + step, len(self.points) - 1))

    def _put(self, points: Iterable[str]) -> None:
        """With these points, from the first of them."""
        self.points, self.at = tuple(points), 0
