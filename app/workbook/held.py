"""Words that could not be saved when their workbook was locked.

The disk was full, or gone. The screen is locked, but the workbook stays open out of sight, tries
again by itself, and closes when everything is durable. Whoever unlocks before that, in the same
window or in a new one, gets the workbook back with its waiting words.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.workbook.answers import Answer
from app.workbook.drafts import Drafts
from app.workbook.failures import WrongSecret
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook

_held: dict[Path | None, "Held"] = {}


class Held:
    """One workbook with unsaved words. Lives on the event loop that its drafts live on."""

    def __init__(self, book: Workbook, drafts: Drafts[Answer], done: Callable[[], None]) -> None:
        """Holds on to ``book``; ``done`` is called when it could be saved and closed after all."""
        self.path, self._book, self.drafts, self._done = book.path, book, drafts, done
        self._closing: asyncio.Task[None] | None = None
        drafts.saved = self._saved
        drafts.failed = lambda error: None
        _held[book.path] = self

    @classmethod
    def all(cls) -> tuple["Held", ...]:
        """All that is held in this process."""
        return tuple(_held.values())

    @classmethod
    async def taken_back(cls, secret: Secret) -> tuple[Workbook, Drafts[Answer]] | None:
        """The held workbook that the secret opens, and its words; None if it opens none."""
        for held in cls.all():
            with suppress(WrongSecret):
                if taken := await held.give_back(secret):
                    return taken
        return None

    async def give_back(self, secret: Secret) -> tuple[Workbook, Drafts[Answer]] | None:
        """The workbook and its words, to someone with the secret; None if it closed meanwhile.

        Raises ``WrongSecret`` or ``BadCode``.
        """
        if self._closing is None:
            book = self._book
            await asyncio.to_thread(book.verify, secret)
        if self._closing is not None:
            await self._closing
            return None
        del _held[self.path]
        return self._book, self.drafts

    @classmethod
    async def any_fits(cls, secret: Secret) -> bool:
        """Whether the secret opens a held workbook. It stays held."""
        for held in cls.all():
            with suppress(WrongSecret):
                await asyncio.to_thread(held._book.verify, secret)
                return True
        return False

    async def discard(self) -> None:
        """Lets go of the words unsaved: the person is erasing what they belong to."""
        if self._closing is not None:
            await self._closing
            return
        del _held[self.path]
        self.drafts.close()
        await asyncio.to_thread(lambda: self._book.lock(keep_copy=False))

    def _saved(self) -> None:
        if self._closing is None and not self.drafts.unsaved:
            self._closing = asyncio.get_running_loop().create_task(self._close())

    async def _close(self) -> None:
        try:
            await asyncio.to_thread(self._book.lock)
        finally:
            self.drafts.close()
            del _held[self.path]
            self._done()
