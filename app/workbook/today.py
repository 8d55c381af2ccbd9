"""What holds for one day, by the device's clock, and is over by itself the next.

That today there is strength for little, and what the person said of the day's small thing: a light
question to answer, for who wants one. Which question it is follows from the day and from what is in
the vault; nothing is counted but how often today another one was asked for.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from hashlib import sha256

from app.guide import Field, Section
from app.vault import Vault
from app.workbook.answers import Json
from app.workbook.days import moment
from app.workbook.shelf import ANSWER

_KEY = "settings/today"


class Today:
    """Of an open vault. What changes it is durable when it returns, and raises a ``VaultError``."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self._offering = vault, False

    @property
    def little(self) -> bool:
        """Whether the person has said that today there is strength for little."""
        return self._stored().get("little_on") == _now()

    def take_it_easy(self, on: bool) -> None:
        self._note(little_on=_now() if on else "")

    @property
    def away(self) -> bool:
        """Whether the person wants no small thing today."""
        return self._stored().get("away_on") == _now()

    def not_today(self) -> None:
        self._note(away_on=_now())

    @property
    def turned(self) -> int:
        """How often another small thing was asked for today."""
        match self._stored().get("turned"):
            case [day, int(times)] if day == _now() and times > 0:
                return times
        return 0

    def another(self) -> None:
        self._note(turned=[_now(), self.turned + 1])

    @property
    def offers(self) -> bool:
        """Whether to ask if small things are wanted: until it was asked and the vault locked."""
        return self._offering or self._stored().get("offered") is not True

    def offered(self) -> None:
        """It was asked: not again after the next lock."""
        if not self._offering:
            self._note(offered=True)
            self._offering = True

    def was_answered(self, field: Field) -> bool:
        """Whether something was written in the field when the day began."""
        today = date.today()
        before = [
            record
            for record in self._vault.history(ANSWER + field.key)
            if moment(record.time_ms).date() < today
        ]
        return bool(before) and before[-1].value is not None

    def _stored(self) -> dict[str, Json]:
        stored = self._vault.get(_KEY)
        return stored if isinstance(stored, dict) else {}

    def _note(self, **changes: Json) -> None:
        self._vault.append([(_KEY, {**self._stored(), **changes})])


def small_thing(
    day: date,
    turned: int,
    sections: Iterable[Section],
    chosen: Collection[str],
    was_answered: Callable[[Field], bool],
) -> Field | None:
    """The small thing of a day, of those that authors marked as fit for it; None without any.

    turned: how often another was asked for that day. chosen: the sections whose questions come
    first. Those that were answered come after all that were not.
    """

    def place(found: tuple[Section, Field]) -> tuple[bool, bool, bytes]:
        section, field = found
        by_day = sha256(f"{day.isoformat()} {field.key}".encode()).digest()
        return was_answered(field), section.id not in chosen, by_day

    fit = [(section, field) for section in sections for field in section.fields if field.small]
    return sorted(fit, key=place)[turned % len(fit)][1] if fit else None


def _now() -> str:
    return date.today().isoformat()
