"""When to ask again for the recovery sheet, where somebody has said "not now".

First after a week, then after a month at a time, until there is a sheet. The times lie in the
vault, sealed with the rest.
"""

import time

from app.vault import Vault

_KEY = "settings/sheet"  # [how many times it was put off, when last]
_DAY = 24 * 60 * 60 * 1000  # milliseconds
_FIRST, _THEN = 7 * _DAY, 30 * _DAY


class SheetAsking:
    """Of an open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def due(self) -> bool:
        """Whether to ask now. A clock that was wrong at most moves it by the time it waits."""
        times, last = self._put_off
        wait = _FIRST if times == 1 else _THEN
        return times == 0 or abs(time.time_ns() // 1_000_000 - last) >= wait

    def not_now(self) -> None:
        """Puts it off. Durable when it returns. Raises a ``VaultError``."""
        self._vault.append([(_KEY, [self._put_off[0] + 1, time.time_ns() // 1_000_000])])

    @property
    def _put_off(self) -> tuple[int, int]:
        stored = self._vault.get(_KEY)
        if isinstance(stored, list) and [type(one) for one in stored] == [int, int]:
            return stored[0], stored[1]
        return 0, 0
