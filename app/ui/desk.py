"""Everything that happens between the screens and the workbook. No controls are made here.

One desk a window. Slow work (key derivation, disk) runs in threads; the observables are only set
on the event loop.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import flet as ft

from app.guide import Field, Guide, Library
from app.ui import texts
from app.ui.state import Place, SaveStatus, Screen, Shown
from app.workbook import passphrase
from app.workbook.answers import Answer, Json, empty, lines
from app.workbook.drafts import Drafts
from app.workbook.failures import VaultError, WrongSecret
from app.workbook.workbook import Settings, Workbook

HOME = Place(Screen.HOME)


class Desk:
    """What the screens call. ``workbook`` is None while locked."""

    def __init__(
        self, page: ft.Page, library: Library, vault: Path, words: Path, changed: Callable[[], None]
    ) -> None:
        self.page, self.library, self.vault = page, library, vault
        self.words = passphrase.words(words)
        self.settings = Settings()
        self.workbook: Workbook | None = None
        self.drafts: Drafts[Answer] | None = None
        self.status = SaveStatus()
        self.shown = Shown(self._first_place())
        self._settings_changed = changed
        self._trail: list[Place] = [self.shown.place]
        self._at = 0
        self._return_to: Place | None = None
        self.sheet = ""  # the recovery code while it is on the screen
        self._sealed_shut = False  # locked on the screen, but words still wait to be saved
        self._changing = asyncio.Lock()
        self._active = (time.monotonic(), time.time())

    # Moving about

    @property
    def open(self) -> bool:
        return self.workbook is not None and not self._sealed_shut

    @property
    def book(self) -> Workbook:
        """The open workbook; only for screens that are not public."""
        if self.workbook is None:
            raise LookupError("the workbook is locked")
        return self.workbook

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    async def go(self, place: Place) -> None:
        """Shows a place, and saves what was being written first."""
        self.touch()
        if not (place.screen.public or self.open):
            place = Place(Screen.LOCK)
        if place == self.shown.place:
            return
        await self.flush()
        self._trail = [*self._trail[: self._at + 1], place]
        self._at += 1
        self._show(place)
        await self.page.push_route(f"/{self._at}")
        if place.screen is Screen.SECTION and self.workbook:
            await self._save(lambda book: book.remember_place(place.arg))

    async def back(self) -> None:
        """To where the person came from, or home."""
        if self._at > 0:
            await self.go_to(self._at - 1)
            await self.page.push_route(f"/{self._at}")

    async def routed(self, route: str) -> None:
        """Follows the window's own back and forward. Routes are numbers and tell nothing."""
        number = route.strip("/")
        if number.isdecimal() and int(number) != self._at:
            await self.go_to(int(number))

    async def go_to(self, index: int) -> None:
        if not 0 <= index < len(self._trail):
            return
        self.touch()
        await self.flush()
        place = self._trail[index]
        if self.open and place.screen in (Screen.LOCK, Screen.WELCOME, Screen.CODE):
            place = HOME
        if not (self.open or place.screen.public):
            place = Place(Screen.LOCK)
        self._at = index
        self._show(place)

    @property
    def position(self) -> int:
        """How far into this window's trail the person is. It is all an address ever tells."""
        return self._at

    def show_sheet(self, code: str) -> None:
        """Shows a new recovery code. There is no way back to it."""
        self.sheet = code
        self._restart_trail(Place(Screen.SHEET))

    def notice(self, text: str) -> None:
        """Shows one sentence above the page until the next move."""
        self.shown.notice = text

    def _show(self, place: Place) -> None:
        if place.screen is not Screen.SHEET:
            self.sheet = ""
        self.shown.notice = ""
        self.shown.place = place

    def _restart_trail(self, place: Place) -> None:
        # Old numbers lead nowhere from now on: back never opens what was locked.
        self._trail = [*[Place(Screen.LOCK)] * (self._at + 1), place] if self._at else [place]
        self._at = len(self._trail) - 1
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

        return await self._open(make)

    async def unlock(self, secret: str) -> bool:
        """Opens with the passphrase. False, with a notice, if that failed."""
        return await self._open(
            lambda: Workbook.unlock(self.library, self.vault, passphrase=secret), secret
        )

    async def unlock_with_code(self, code: str) -> bool:
        """Opens with the recovery code. False, with a notice, if that failed."""
        return await self._open(
            lambda: Workbook.unlock(self.library, self.vault, recovery=code),
            wrong=texts.WRONG_CODE,
        )

    async def _open(
        self, opener: Callable[[], Workbook], secret: str = "", wrong: str = ""
    ) -> bool:
        async with self._changing:
            if self.open:
                return True
            if self._sealed_shut:  # open still, behind the lock screen
                if not await self.is_me(secret):
                    return False
                self._sealed_shut = False
                self._entered()
                return True
            try:
                self.workbook = await asyncio.to_thread(opener)
            except WrongSecret as error:
                self.notice(wrong or texts.opening(error))
                return False
            except VaultError as error:
                self.notice(texts.opening(error))
                return False
            self.drafts = Drafts(self._save_answers, self._saved, self._not_saved)
            self._entered()
            return True

    async def is_me(self, secret: str) -> bool:
        """Whether this is the open vault's passphrase. False, with a notice, if not."""
        try:
            await asyncio.to_thread(self.book.verify, secret)
        except VaultError as error:
            self.notice(texts.opening(error))
            return False
        return True

    def _entered(self) -> None:
        self._set_settings(self.book.settings)
        self.touch()
        place = self._return_to if self.book.guide else Place(Screen.GUIDES)
        self._return_to = None
        self._restart_trail(place or HOME)

    async def lock(self) -> None:
        """Saves, closes the vault and shows the lock screen.

        If saving fails the screen locks all the same, and the words wait in memory behind it.
        """
        async with self._changing:
            if not self.open or self.workbook is None or self.drafts is None:
                return
            place = self.shown.place
            self._return_to = place if not place.screen.public else HOME
            self.shown.covered = True  # first out of sight, then the rest
            self._sealed_shut = True
            try:
                while self.page.pop_dialog():
                    pass
                if await self.drafts.flush():
                    await asyncio.to_thread(self.workbook.lock)
                    self.drafts.close()
                    self.workbook = self.drafts = None
                    self.status.text = self.status.failed = ""
                    self._sealed_shut = False
            finally:
                self._restart_trail(Place(Screen.LOCK))
                self.shown.covered = False
            if self._sealed_shut:
                self.notice(texts.LOCKED_UNSAVED)

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

    async def choose(self, guide: Guide, sections: tuple[str, ...]) -> None:
        await self._save(lambda book: book.choose(guide, sections))
        self.shown.changes += 1

    async def use_guide(self, guide: Guide) -> None:
        await self._save(lambda book: book.use_guide(guide.id))
        self.shown.changes += 1

    async def change_settings(self, **changes: str | int | bool) -> None:
        await self._save(lambda book: book.change_settings(**changes))
        if self.workbook:
            self._set_settings(self.workbook.settings)

    async def change_passphrase(self, secret: str) -> bool:
        return await self._save(lambda book: book.change_passphrase(secret))

    async def change_code(self, code: str) -> bool:
        return await self._save(lambda book: book.change_code(code))

    async def _save(self, change: Callable[[Workbook], object]) -> bool:
        if self.workbook is None:
            return False
        self.touch()
        try:
            await asyncio.to_thread(change, self.workbook)
        except VaultError as error:
            self.notice(texts.saving(error))
            return False
        return True

    def _save_answers(self, answers: Mapping[str, Answer]) -> None:
        self.book.save(answers)

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
        self.shown.covered = False
