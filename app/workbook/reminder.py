"""When to say that it was a while since the person kept a copy elsewhere.

Seldom: not before there is something to lose, not in the first two weeks, and at most once a month.
The times lie in the vault, sealed with the rest.
"""

import time
from datetime import datetime

from app.vault import Vault
from app.workbook.days import moment
from app.workbook.shelf import ANSWER

_KEY = "settings/copies"
_DAY = 24 * 60 * 60 * 1000  # milliseconds
_FIRST = 14 * _DAY  # since the oldest words that are there
_BETWEEN = 30 * _DAY
_ENOUGH = 20  # answers


class Reminder:
    """Of an open vault. Once it is due it stays so until it is answered, or the vault is locked."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self._showing, self._noted = vault, False, False

    @property
    def saved(self) -> datetime | None:
        """When a copy was last kept elsewhere, as far as the workbook knows."""
        saved = self._times().get("saved")
        return None if saved is None else moment(saved)

    @property
    def due(self) -> bool:
        """Whether to say so now. A clock that was wrong at most moves it by a month."""
        now = time.time_ns() // 1_000_000
        if not self._showing and all(abs(now - one) >= _BETWEEN for one in self._times().values()):
            self._showing = self._much_to_lose(now)
        return self._showing

    def told(self) -> None:
        """It was said: not again for a month. Durable when it returns. Raises a ``VaultError``."""
        if not self._noted:
            self._note("told")
            self._noted = True

    def answered(self) -> None:
        """The person has seen it: not again for a month. As ``told`` else."""
        self._note("told")
        self._showing = False

    def kept(self) -> None:
        """A copy was kept elsewhere now. As ``told`` else."""
        self._note("saved")
        self._showing = False

    def _note(self, what: str) -> None:
        self._vault.append([(_KEY, {**self._times(), what: time.time_ns() // 1_000_000})])

    def _times(self) -> dict[str, int]:
        """Milliseconds since 1970, by what happened then."""
        stored = self._vault.get(_KEY)
        found = stored if isinstance(stored, dict) else {}
        return {name: at for name in ("told", "saved") if type(at := found.get(name)) is int}

    def _much_to_lose(self, now: int) -> bool:
        keys = [key for key, _ in self._vault.items(ANSWER)]
        return len(keys) >= _ENOUGH and any(
            now - self._vault.history(key)[0].time_ms >= _FIRST for key in keys
        )
