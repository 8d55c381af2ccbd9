"""Everything that happens between the screens and the workbook. No controls are made here.

One desk a window. Slow work (key derivation, disk) runs in threads; the observables are only set
on the event loop.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from math import ceil
from pathlib import Path

import flet as ft

from app.guide import Field, Guide, Library
from app.ui import texts
from app.ui.state import Place, SaveStatus, Screen, Shown
from app.ui.trail import Trail
from app.workbook import passphrase
from app.workbook.answers import Answer, Json, empty, lines
from app.workbook.drafts import Drafts
from app.workbook.failures import VaultError, WrongSecret
from app.workbook.held import Held
from app.workbook.tries import Tries
from app.workbook.workbook import Settings, Workbook

HOME = Place(Screen.HOME)


class Desk:
    """What the screens call. ``workbook`` is None while locked."""

    def __init__(
        self, page: ft.Page, library: Library, vault: Path, words: Path, changed: Callable[[], None]
    ) -> None:
        self.page, self.library, self.vault = page, library, vault
        self._words = words
        self.settings = Settings()
        self.workbook: Workbook | None = None
        self.drafts: Drafts[Answer] | None = None
        self.status = SaveStatus()
        self.shown = Shown(self._first_place())
        self._settings_changed = changed
        self._trail = Trail(self.shown.place)
        self._return_to: Place | None = None
        self.sheet = ""  # the recovery code while it is on the screen
        self._came_by_code = False
        self._tries = Tries(vault.with_name(vault.name + "-tries"))
        self._saving = asyncio.Lock()
        self._changing = asyncio.Lock()
        self._active = (time.monotonic(), time.time())

    def draw_passphrase(self) -> str:
        """Five words, or "" where the list cannot be read: then people think of their own."""
        try:
            return passphrase.draw(passphrase.words(self._words))
        except (OSError, UnicodeDecodeError, IndexError):
            return ""

    # Moving about

    @property
    def open(self) -> bool:
        return self.workbook is not None

    @property
    def book(self) -> Workbook:
        """The open workbook; only for screens that are not public."""
        if self.workbook is None:
            raise LookupError("the workbook is locked")
        return self.workbook

    @property
    def can_go_back(self) -> bool:
        return self._trail.at > 0

    async def go(self, place: Place) -> None:
        """Shows a place, and then saves what was being written. Help never waits for a disk."""
        self.touch()
        place = self._allowed(place)
        if place == self.shown.place:
            return
        self._trail.add(place)
        self._show(place)
        await self.page.push_route(self._trail.push())
        await self.flush()
        if place.screen is Screen.SECTION and self.workbook:
            with suppress(VaultError):  # where one was last is no news worth a sentence
                await asyncio.to_thread(self.workbook.remember_place, place.arg)

    async def back(self) -> None:
        """To where the person came from."""
        if await self._move(self._trail.at - 1):
            await self.page.push_route(self._trail.push())

    async def routed(self, route: str) -> None:
        """Follows the window's own back and forward."""
        index = self._trail.wish(route)
        if index is not None:
            await self._move(index)

    async def _move(self, index: int) -> bool:
        if not self._trail.move(index):
            return False
        self.touch()
        self._show(self._trail.place)
        await self.flush()
        return True

    def _allowed(self, place: Place) -> Place:
        """``place``, or where that leads now: nothing private while locked, no code twice."""
        if not (self.open or place.screen.public):
            return Place(Screen.LOCK)
        if self.open and place.screen in (Screen.LOCK, Screen.WELCOME, Screen.CODE):
            return HOME
        if place.screen is Screen.SHEET and not self.sheet:
            return Place(Screen.NEW_SHEET)
        return place

    @property
    def position(self) -> int:
        """How far into this window's trail the person is. It is all an address ever tells."""
        return self._trail.at

    def show_sheet(self, code: str) -> None:
        """Shows a new recovery code. There is no way back to it."""
        self.sheet = code
        self._restart(Place(Screen.SHEET))

    def notice(self, text: str) -> None:
        """Shows one sentence above the page until the next move."""
        self.shown.notice = text

    def _show(self, place: Place) -> None:
        place = self._allowed(place)
        if place.screen not in (Screen.SHEET, Screen.HELP):
            self.sheet = ""
        self.shown.notice = ""
        self.shown.place = place

    def _restart(self, place: Place) -> None:
        self._trail.restart(place)
        self._show(place)

    def _first_place(self) -> Place:
        return Place(Screen.LOCK if Workbook.exists(self.vault) else Screen.WELCOME)

    # Opening and closing

    async def create(self, secret: str, code: str, guide: Guide) -> bool:
        """Makes the vault and opens it on ``guide``. False, with a notice, if that failed."""

        def make() -> Workbook:
            book = Workbook.create(self.library, self.vault, secret, code)
            try:
                book.use_guide(guide.id)
            except BaseException:
                book.lock()  # else the file stays taken, and nothing can open it
                raise
            return book

        return await self._open(make, lambda held: held.give_back(passphrase=secret))

    async def unlock(self, secret: str) -> bool:
        """Opens with the passphrase. False, with a notice, if that failed."""
        return await self._open(
            lambda: Workbook.unlock(self.library, self.vault, passphrase=secret),
            lambda held: held.give_back(passphrase=secret),
        )

    async def unlock_with_code(self, code: str) -> bool:
        """Opens with the recovery code. False, with a notice, if that failed."""
        self._came_by_code = await self._open(
            lambda: Workbook.unlock(self.library, self.vault, recovery=code),
            lambda held: held.give_back(recovery=code),
            wrong=texts.WRONG_CODE,
        )
        return self._came_by_code

    def take_code_proof(self) -> bool:
        """Whether the person has just shown the recovery code. True once."""
        proof, self._came_by_code = self._came_by_code, False
        return proof

    async def _open(
        self,
        opener: Callable[[], Workbook],
        take_over: Callable[[Held], Awaitable[tuple[Workbook, Drafts[Answer]] | None]],
        wrong: str = "",
    ) -> bool:
        async with self._changing:
            if self.open or not self._may_try():
                return False
            try:
                async with self._tries.attempt():
                    held = Held.at(self.vault)
                    taken = await take_over(held) if held else None
                    if taken is None:
                        book = await asyncio.to_thread(opener)
                        taken = book, Drafts(book.save, self._saved, self._not_saved)
            except VaultError as error:
                plain = texts.opening(error)
                self.notice(wrong or plain if isinstance(error, WrongSecret) else plain)
                return False
            self.workbook, self.drafts = taken
            self.drafts.saved, self.drafts.failed = self._saved, self._not_saved
            self._set_settings(self.book.settings)
            self.touch()
            place = self._return_to if self.book.guide else Place(Screen.GUIDES)
            self._return_to = None
            self._restart(place or HOME)
            return True

    async def is_me(self, secret: str) -> bool:
        """Whether this is the open vault's passphrase. False, with a notice, if not."""
        book = self.book
        if not self._may_try():
            return False
        try:
            async with self._tries.attempt():
                await asyncio.to_thread(lambda: book.verify(passphrase=secret))
        except VaultError as error:
            self.notice(texts.opening(error))
            return False
        return self.open

    def _may_try(self) -> bool:
        """False, with a notice, while there is a pause after wrong tries."""
        wait = ceil(self._tries.wait)
        if wait:
            seconds = "en sekund" if wait == 1 else f"{wait} sekunder"
            self.notice(texts.WAIT.format(seconds=seconds))
        return not wait

    async def lock(self) -> None:
        """Saves, shows the lock screen, and closes the vault.

        If saving fails the screen locks all the same, and the words are held until they can be.
        """
        async with self._changing:
            book, drafts = self.workbook, self.drafts
            if book is None or drafts is None:
                return
            place = self.shown.place
            self._return_to = None if place.screen.public else place
            self._came_by_code = False
            saved = False
            try:
                self.cover()  # first out of sight, then the rest
                saved = await drafts.flush()  # with whatever is typed until it is done
            finally:
                self.workbook = self.drafts = None
                self.status.text = self.status.failed = ""
                self._restart(Place(Screen.LOCK))
                self.shown.covered = False
                if saved:
                    drafts.close()
                    await asyncio.to_thread(book.lock)
                else:
                    Held(self.vault, book, drafts, self._held_closed)
                    self.notice(texts.LOCKED_UNSAVED)

    def _held_closed(self) -> None:
        if self.shown.notice == texts.LOCKED_UNSAVED:
            self.notice("")

    async def leave(self) -> None:
        """The window is gone: locks, and tries once more to save what is held."""
        await self.lock()
        if held := Held.at(self.vault):
            await held.drafts.flush()

    # Writing

    def value(self, field: Field) -> Json:
        """The newest value of a field: typed, saved, or empty."""
        draft = self.drafts.get(field.key) if self.drafts else None
        answer = draft or self.book.answer(field)
        return answer.value if answer else empty(field.kind)

    def answered(self, field: Field) -> bool:
        """Whether anything is written in the field."""
        return bool(lines(Answer.to(field, self.value(field))))

    def write(self, field: Field, value: Json) -> None:
        """Takes what was just typed. Returns at once."""
        self.touch()
        if self.drafts:
            self.drafts.write(field.key, Answer.to(field, value))

    async def flush(self) -> None:
        if self.drafts:
            await self.drafts.flush()

    async def choose(self, guide: Guide, sections: tuple[str, ...]) -> bool:
        chosen = await self._change(lambda book: book.choose(guide, sections))
        self.shown.changes += 1
        return chosen

    async def use_guide(self, guide: Guide) -> bool:
        used = await self._change(lambda book: book.use_guide(guide.id))
        self.shown.changes += 1
        return used

    async def change_settings(self, **changes: str | int | bool) -> bool:
        changed = await self._change(lambda book: book.change_settings(**changes))
        if self.workbook:
            self._set_settings(self.workbook.settings)
        return changed

    async def change_passphrase(self, secret: str) -> bool:
        return await self._change(lambda book: book.change_passphrase(secret))

    async def change_code(self, code: str) -> bool:
        return await self._change(lambda book: book.change_code(code))

    async def _change(self, change: Callable[[Workbook], object]) -> bool:
        """Saves one change, in the order they were asked for. False, with a notice, if not."""
        self.touch()
        async with self._saving:
            if self.workbook is None:
                return False
            try:
                await asyncio.to_thread(change, self.workbook)
            except VaultError:
                if self.open:
                    self.notice(texts.CHANGING_FAILED)
                return False
            return self.open

    def _saved(self) -> None:
        self.status.failed = ""
        self.status.text = f"Sparat {datetime.now():%H:%M}"

    def _not_saved(self, error: Exception) -> None:
        self.status.failed = texts.saving(error)

    def _set_settings(self, settings: Settings) -> None:
        self.settings = settings
        self.shown.percent = settings.text_percent
        self.shown.changes += 1
        self._settings_changed()

    # Being there, and leaving

    def touch(self) -> None:
        """Notes that the person is there."""
        self._active = (time.monotonic(), time.time())

    @property
    def idle_seconds(self) -> float:
        """Seconds since the person did something, by the clock that ran longest.

        The wall clock also counts while the device sleeps; the monotonic one cannot be set back.
        """
        return max(time.monotonic() - self._active[0], time.time() - self._active[1])

    @property
    def idle_limit(self) -> float:
        """Seconds without a sign of life before the workbook locks. "At once" is for leaving."""
        return (self.settings.lock_minutes or 5) * 60

    async def watch(self) -> None:
        """Locks when nobody has been there for long enough. Runs as long as the window."""
        while True:
            await asyncio.sleep(1)
            if self.open and self.idle_seconds >= self.idle_limit:
                with suppress(Exception):  # the screen is locked all the same, and so it stays
                    await self.lock()

    def cover(self) -> None:
        """The window may go out of sight: hide what it shows until it is back."""
        while self.page.pop_dialog():
            pass
        self.shown.covered = True

    async def hidden(self) -> None:
        """The window went out of sight: save, and lock if the person asked for that."""
        if self.open:
            await self.flush()
            if self.settings.lock_minutes == 0:
                await self.lock()

    async def returned(self) -> None:
        """The window is back: lock if it was away too long, by the clock on the wall."""
        if self.open and self.idle_seconds >= self.idle_limit:
            await self.lock()
        async with self._changing:  # what is being locked stays out of sight
            self.shown.covered = False
