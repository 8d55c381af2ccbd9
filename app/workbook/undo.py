"""What was changed on a page just now, so that it can be undone, and done again.

Every change of a field is a step: what the field said before, and what it says after. Letters that
are typed in one go are one step, until a pause, the next sentence or a long stretch of words. A
step is only undone while its field still says what the step left there: words that came another
way are never written over.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from app.guide import Field
from app.workbook.answers import Answer, Json, lines

MOST = 200  # steps; the oldest are forgotten first
PAUSE = 1.5  # seconds without a letter, after which the next one begins a new step
STRETCH = 80  # letters, after which the next word begins a new step
_ENDS = (".", "!", "?", "…")


@dataclass(eq=False)
class Step:
    """One change of ``field``."""

    field: Field
    before: Json
    after: Json


@dataclass(frozen=True)
class _Typing:
    """A change of the words in one text field, ``line``, which grew by so many letters."""

    line: int
    grew: int
    anew: bool  # whether a sentence begins with it
    word: bool  # whether a word does
    blank: bool  # whether nothing but space was put in


class Steps:
    """The steps that can be undone, and those that are and can be done again.

    ``clock`` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._done: deque[Step] = deque(maxlen=MOST)
        self._undone: list[Step] = []
        self._typing: _Typing | None = None  # what is being written now
        self._last: _Typing | None = None  # what the newest step may go on with
        self._letters, self._at = 0, 0.0  # of that step, and when the newest of them came
        self._blank = False  # whether that step is nothing but space yet

    @property
    def back(self) -> Field | None:
        """Whose change is undone next."""
        return self._done[-1].field if self._done else None

    @property
    def on(self) -> Field | None:
        """Whose change is done again next."""
        return self._undone[-1].field if self._undone else None

    @contextmanager
    def typing(self, line: int, before: str, after: str) -> Iterator[None]:
        """What is noted meanwhile is typed in one text field, which said ``before``."""
        at = _same(before, after)
        head, letter = after[max(0, at - 8) : at], after[at : at + 1]
        word = head[-1:].isspace() and not letter.isspace()
        anew = word and (head.rstrip().endswith(_ENDS) or "\n" in head[len(head.rstrip()) :])
        grew = len(after) - len(before)
        blank = grew > 0 and after[at : at + grew].isspace()
        self._typing = _Typing(line, grew, anew, word, blank)
        try:
            yield
        finally:
            self._typing = None

    def note(self, field: Field, before: Json, after: Json) -> None:
        """Takes one change. What was undone can then no longer be done again."""
        if before == after:
            return
        now, typing = self._clock(), self._typing
        if not (typing and self._goes_on(typing, now) and self._done[-1].after == before):
            self._done.append(Step(field, before, after))
            self._letters, self._blank = 0, True
        else:
            self._done[-1].after = after
            if self._done[-1].before == after:
                self._done.pop()
                typing = None
        self._undone.clear()
        self._last, self._at = typing, now
        self._letters += abs(typing.grew) if typing else 0
        self._blank = self._blank and typing is not None and typing.blank

    def _goes_on(self, typing: _Typing, now: float) -> bool:
        """Whether the newest step goes on with this."""
        last = self._last
        if last is None or not self._done or last.line != typing.line or now - self._at > PAUSE:
            return False
        if typing.grew < 0 or last.grew < 0:
            return typing.grew < 0 and last.grew < 0
        if self._blank:
            return True
        long = self._letters > STRETCH and typing.word
        return not (typing.anew or long or max(typing.grew, last.grew) > STRETCH)

    def undo(self, now: Callable[[Field], Json]) -> Step | None:
        """The step to take back: its field is to say what it said ``before``. None for nothing.

        ``now``: what a field says now.
        """
        self._last = None
        while self._done:
            step = self._done.pop()
            if _says(step.field, now(step.field), step.after):
                self._undone.append(step)
                return step
        return None

    def redo(self, now: Callable[[Field], Json]) -> Step | None:
        """The step to take again: its field is to say what it said ``after``. None for nothing."""
        self._last = None
        while self._undone:
            step = self._undone.pop()
            if _says(step.field, now(step.field), step.before):
                self._done.append(step)
                return step
        return None


def _says(field: Field, value: Json, other: Json) -> bool:
    """Whether they are the same. All that says nothing is: that is how it is saved."""
    return value == other or not (lines(Answer.to(field, value)) or lines(Answer.to(field, other)))


def _same(one: str, other: str) -> int:
    """How many letters they have in common from the beginning. Quick in a long text."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[:middle]):
            low = middle
        else:
            high = middle - 1
    return low
