"""A pause between wrong passphrases, for whoever holds the device and guesses.

From the fifth wrong try in a row one waits 1, 2, 4 … at most 60 seconds. The count stands in a
small file beside the vault, so that starting the app again does not begin anew, and it is raised
before a try is made, so that ending the app during one does not either. The pause is timed by a
clock that nobody can set. It slows down someone at the screen; a copied file is protected by
Argon2id alone.
"""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from app.workbook.failures import BadCode, BadSheet

FREE = 4  # wrong tries in a row without a pause
LONGEST = 60.0  # seconds


class Tries:
    """The tries at one vault. ``path`` is a file of its own; it holds one number and no secret."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = self._read()
        self._until = time.monotonic() + pause(self._count)

    @property
    def wait(self) -> float:
        """Seconds until the next try is allowed; 0 if it is now."""
        return max(0.0, self._until - time.monotonic())

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Around one try. What is raised in it passes through.

        Success forgets every wrong try. A code that was miswritten has told nothing and does not
        count; anything else does, also a busy or damaged file, since another vault beside it may
        have answered that the secret is wrong.
        """
        await asyncio.to_thread(self._count_one)
        try:
            yield
        except (BadCode, BadSheet):
            await asyncio.to_thread(self._set, self._count - 1)
            raise
        except BaseException:
            self._until = time.monotonic() + pause(self._count)
            raise
        self._until = 0.0
        await asyncio.to_thread(self._set, 0)

    def _count_one(self) -> None:
        self._set(max(self._count, self._read()) + 1)

    def _read(self) -> int:
        try:
            count = json.loads(self._path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        except (OSError, ValueError):
            return FREE + 1  # someone was here: better a short pause than none
        return min(count, 1000) if type(count) is int and count >= 0 else FREE + 1

    def _set(self, count: int) -> None:
        self._count = count
        # Where nothing can be written the count still holds as long as the app runs.
        with suppress(OSError):
            if count == 0:
                self._path.unlink(missing_ok=True)
                return
            beside = self._path.with_name(self._path.name + ".ny")
            beside.write_text(json.dumps(count), encoding="ascii")
            os.replace(beside, self._path)


def pause(count: int) -> float:
    """Seconds to wait after ``count`` wrong tries in a row."""
    return min(LONGEST, 2.0 ** min(count - FREE - 1, 10)) if count > FREE else 0.0
