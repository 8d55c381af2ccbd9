"""The door: how a workbook is made, opened, locked and erased. No controls are made here.

What opens is a secret, and the secret decides which vault (``Rooms``). A lock first puts everything
out of sight, then saves; where the program can, it then starts anew, so that its memory holds
nothing (``Program.renew``).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.guide import Guide
from app.paths import keep_temp_inside
from app.ui import store, texts
from app.ui.program import Program, look_of
from app.ui.state import HOME, Place, Screen
from app.workbook import card
from app.workbook import rooms as vaults
from app.workbook.device import Device
from app.workbook.drafts import Drafts
from app.workbook.failures import Damaged, NoVault, VaultError, WrongSecret
from app.workbook.held import Held
from app.workbook.rescue import Rescued, SafetyCopy, put_back
from app.workbook.rooms import Rooms
from app.workbook.secret import Secret
from app.workbook.tries import Tries
from app.workbook.workbook import Workbook

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.workbook.answers import Answer


class Door:
    """One for each window, beside its desk."""

    def __init__(self, desk: Desk, rooms: Rooms, program: Program) -> None:
        self._desk, self.rooms, self.program = desk, rooms, program
        self.moving = asyncio.Lock()
        """Held while the workbook opens or closes."""
        self.rescued: Rescued | None = None
        """What could be read of a damaged vault, while it is on the screen."""
        self.unread: Path | None = None
        """The vault that could not be read at all, when the last try came upon one."""
        self._tries = Tries(rooms.tries)
        self._came_by_paper = False
        self._used = False  # whether this process has had a vault open
        self.device = self._here()
        """The way in that the first room may have on this device; None in a browser."""
        self.device_ready: Literal["code", "biometrics"] | None = None
        """What this device can open with now, as far as the lock screen knows."""

    def _here(self) -> Device | None:
        page = self._desk.page
        plain = store.plain_store(page)
        return Device(plain, self.rooms.first, store.guarded_store(page)) if plain else None

    @property
    def device_fits(self) -> bool:
        """Whether the open workbook is the one that this device may open by itself."""
        book = self._desk.workbook
        return self.device is not None and book is not None and book.path == self.rooms.first

    async def see_device(self) -> None:
        """Finds out what this device can open with, and draws the lock screen again."""
        self.device_ready = await self.device.ready() if self.device else None
        self._desk.shown.changes += 1

    def first_place(self) -> Place:
        """Where someone begins who has opened nothing yet."""
        return Place(Screen.LOCK if self.rooms.paths else Screen.WELCOME)

    # Opening

    async def create(self, passphrase: str, code: str, guide: Guide) -> bool:
        """Makes a vault and opens it on ``guide``. False, with a notice, if that failed.

        Locks first what is open: then it is a room of one's own. It knows nothing of the guides
        from others that another room keeps, and asks for a guide if it was one of them.
        """
        await self._close()
        desk, path = self._desk, self.rooms.new()

        def make() -> Workbook:
            book = Workbook.create(desk.ours, path, passphrase, code)
            try:
                if book.library.guide(guide.id):
                    book.use_guide(guide.id)
            except BaseException:
                # Left there, it would stand in the way of the next one with this passphrase.
                book.lock(keep_copy=False)
                vaults.erase(path)
                raise
            return book

        secret = Secret.passphrase(passphrase)
        made = await self._open(make, secret, making=True)
        if not made and desk.shown.place.screen is Screen.LOCKING:
            desk.restart(self.first_place())
        return made

    async def unlock(
        self, secret: Secret, attempt: AbstractAsyncContextManager[None] | None = None
    ) -> bool:
        """Opens the vault that the secret fits. False, with a notice, if that failed.

        A damaged one is shown as far as it is whole, which counts as not opened. The try, if one is
        made, is made inside ``attempt``; what that raises itself passes through.
        """
        opener = self._opener(secret)

        def find() -> Workbook | Rescued:
            if secret.kind == "device":  # of the first room only; nothing else may hide a failure
                return opener(self.rooms.first)
            return self.rooms.open(secret, opener)

        opened = await self._open(find, secret, attempt)
        if opened and self.device and self._desk.workbook and secret.kind != "device":
            await self.device.tidy(self._desk.workbook)
        self._came_by_paper = opened and secret.kind in ("recovery", "shares")
        return opened

    def take_paper_proof(self) -> bool:
        """Whether the person has just opened with a code or two sheets. True once."""
        proof, self._came_by_paper = self._came_by_paper, False
        return proof

    def _opener(self, secret: Secret) -> Callable[[Path], Workbook | Rescued]:
        library = self._desk.ours
        self.unread = None

        def opener(path: Path) -> Workbook | Rescued:
            if any(held.path == path for held in Held.all()):
                raise WrongSecret("it was tried on the held workbook")
            try:
                return Workbook.unlock(library, path, secret)
            except (Damaged, NoVault):
                try:
                    return Rescued.of(library, path, secret)
                except (Damaged, NoVault):
                    self.unread = path
                    raise

        return opener

    async def _open(
        self,
        opener: Callable[[], Workbook | Rescued],
        secret: Secret,
        attempt: AbstractAsyncContextManager[None] | None = None,
        *,
        making: bool = False,
    ) -> bool:
        desk = self._desk
        async with self.moving:
            if desk.open or not (making or self._may_try()):
                return False
            try:
                tries = nullcontext() if making else self._tries.attempt()
                async with tries, attempt or nullcontext():
                    taken = None if making else await Held.taken_back(secret)
                    if taken is None:
                        found = await asyncio.to_thread(opener)
                        if isinstance(found, Rescued):
                            self.rescued, self._used = found, True
                            desk.touch()
                            desk.restart(Place(Screen.DAMAGED))
                            return False
                        taken = found, Drafts(found.save, desk.saved, desk.not_saved)
            except VaultError as error:
                desk.notice(texts.opening(error, secret.kind))
                return False
            self.begin(*taken)
            return True

    def begin(self, book: Workbook, drafts: Drafts[Answer] | None = None) -> None:
        """Goes on with an open workbook, and with what waits to be saved in it, if anything."""
        desk = self._desk
        drafts = drafts or Drafts(book.save, desk.saved, desk.not_saved)
        desk.workbook, desk.drafts, desk.tried = book, drafts, book.path is None
        drafts.saved, drafts.failed = desk.saved, desk.not_saved
        self.rescued = self.unread = desk.showing = None
        self._used = True
        desk.set_settings(book.settings)
        desk.touch()
        left = Place(Screen.SECTION, book.left_at) if book.left_at else HOME
        desk.restart(left if book.guide else Place(Screen.GUIDES))

    async def is_me(self, passphrase: str) -> bool:
        """Whether this is the open vault's passphrase. False, with a notice, if not."""
        desk, book = self._desk, self._desk.book
        if not self._may_try():
            return False
        try:
            async with self._tries.attempt():
                await asyncio.to_thread(book.verify, Secret.passphrase(passphrase))
        except VaultError as error:
            desk.notice(texts.opening(error))
            return False
        desk.notice("")
        return desk.open

    async def is_taken(self, passphrase: str) -> bool:
        """Whether the passphrase opens any vault that is there already. A yes counts as a try."""
        secret, opened = Secret.passphrase(passphrase), self._desk.workbook
        if not self._may_try():
            return True
        try:
            if not await Held.any_fits(secret):
                await asyncio.to_thread(lambda: self.rooms.fits(secret, opened))
        except WrongSecret:
            return False
        with suppress(WrongSecret):
            async with self._tries.attempt():
                raise WrongSecret("it belongs to another vault")
        return True

    def _may_try(self) -> bool:
        """False, with a notice, while there is a pause after wrong tries."""
        if wait := ceil(self._tries.wait):
            seconds = "en sekund" if wait == 1 else f"{wait} sekunder"
            self._desk.notice(texts.WAIT.format(seconds=seconds))
        return not wait

    # Closing

    async def lock(self) -> None:
        """Saves, closes the vault, and shows the lock screen; in a fresh process where it can be.

        If saving fails the screen locks all the same, and the words are held until they can be.
        """
        was_open = self._desk.open or self._desk.showing is not None
        await self._close(anew=True)
        await self._renew()
        if was_open:
            await self.see_device()

    async def vanish(self) -> None:
        """Out of sight at once; then saves, locks, and ends the program.

        Words that could not be saved keep it running: it says so.
        """
        desk = self._desk
        desk.cover()
        await self._close()
        if self.program.leave and not Held.all():
            await self.program.leave()
        else:
            desk.shown.covered = False
            self._tell_held()

    async def leave(self) -> None:
        """The window is gone: locks, and tries once more to save what is held."""
        await self._close(anew=True)
        for held in Held.all():
            await held.drafts.flush()
        await self._renew()

    @property
    def _may_renew(self) -> bool:
        may = self._used and self.program.renew is not None
        return may and not (Held.all() or self._desk.showing)

    async def _renew(self) -> None:
        """Starts the program anew if its memory has held anything, where that can be."""
        desk = self._desk
        if self.program.renew and self._may_renew:
            self._used = False  # should it fail, then not over and over
            await self.program.renew(desk.places.data, look_of(desk.settings, desk.tried))
        if desk.shown.place.screen is Screen.LOCKING:
            desk.restart(self.first_place() if desk.tried else Place(Screen.LOCK))
            if not (desk.tried or self.rooms.paths):  # the stick was taken out
                desk.notice(texts.opening(NoVault("no vault there")))

    def _tell_held(self) -> None:
        """Says it once more where words wait to be saved: a new screen has no notice."""
        if Held.all():
            self._desk.notice(texts.LOCKED_UNSAVED)

    async def _close(self, *, keep_copy: bool = True, anew: bool = False) -> bool:
        """Locks. True if there was something to lock, and nothing waits to be saved.

        ``anew``: the process is about to be replaced, if it can be.
        """
        desk = self._desk
        async with self.moving:
            if self.rescued or (desk.showing and not desk.open):
                self.rescued = desk.showing = None
                renewing = anew and self._may_renew
                desk.restart(Place(Screen.LOCKING) if renewing else self.first_place())
                return True
            book, drafts = desk.workbook, desk.drafts
            if book is None or drafts is None:
                return False
            place = desk.shown.place
            self._came_by_paper = desk.has_copy = False
            saved = False
            try:
                desk.cover()  # first out of sight, then the rest
                saved = await drafts.flush()  # with whatever is typed until it is done
            finally:
                desk.workbook = desk.drafts = None
                desk.status.text = desk.status.failed = ""
                desk.showing = desk.showing if saved else None
                # No field to type in while the process is about to end.
                renewing = anew and saved and self._may_renew
                desk.restart(Place(Screen.LOCKING) if renewing else self.first_place())
                desk.shown.covered = False
                if saved:
                    drafts.close()
                    left = place.arg if place.screen in (Screen.SECTION, Screen.SHOW) else ""
                    await asyncio.to_thread(lambda: book.lock(left, keep_copy=keep_copy))
                else:
                    Held(book, drafts, self._held_closed)
                    desk.notice(texts.LOCKED_UNSAVED)
            return saved

    def _held_closed(self) -> None:
        if self._desk.shown.notice == texts.LOCKED_UNSAVED:
            self._desk.notice("")

    # Another folder

    async def move_to(self, folder: Path) -> None:
        """Locks, and goes on with the vaults of another folder, where everything then stays."""
        if self.program.stays:
            return
        desk, places = self._desk, self._desk.places.at(folder)

        def prepare() -> None:
            places.prepare()
            keep_temp_inside(places)

        await self._close()
        async with self.moving:
            try:
                await asyncio.to_thread(prepare)
            except (OSError, ValueError):
                desk.notice(texts.NO_FOLDER)
                return
            desk.places, self.rooms = places, Rooms(places.vault)
            self._tries, self.device = Tries(self.rooms.tries), self._here()
        desk.restart(self.first_place())
        self._tell_held()
        await self.see_device()

    # Putting back, and erasing

    async def put_back(self, path: Path, copy: SafetyCopy) -> None:
        """Locks, and puts a safety copy in the vault's place; the person then unlocks it."""
        await self._close(keep_copy=False)  # a new copy would push out the oldest
        if any(held.path == path for held in Held.all()):
            return
        done = texts.COPY_PUT_BACK
        async with self.moving:
            try:
                await asyncio.to_thread(put_back, path, copy)
            except NoVault:
                done = texts.NO_COPY
            except VaultError as error:
                done = texts.opening(error)
        self.unread = None
        self._desk.restart(self.first_place())
        self._desk.notice(done)

    async def erase_room(self, path: Path) -> None:
        """Locks, and removes this vault and all that belongs to it for good."""
        await self._erase(lambda one: one == path, lambda: vaults.erase(path))

    async def erase_everything(self) -> None:
        """Locks, and removes every vault here and all that belongs to them for good."""
        here, parsed = self.rooms.first.parent, self._desk.places.parsed
        rest = partial(parsed.unlink, missing_ok=True)
        await self._erase(lambda one: one.parent == here, self.rooms.erase, rest)

    async def _erase(self, ours: Callable[[Path], bool], *erase: Callable[[], None]) -> None:
        await self._close(keep_copy=False)
        desk, done = self._desk, texts.ERASED
        async with self.moving:
            for held in Held.all():
                if held.path and ours(held.path):
                    await held.discard()
            if self.device and ours(self.rooms.first):
                await self.device.forget()
            # Nothing tells from which vault the words on the card are, so it goes with any.
            for remove in (*erase, lambda: card.remove(desk.places.card)):
                try:
                    await asyncio.to_thread(remove)
                except (VaultError, OSError):
                    done = texts.ERASING_FAILED
            self._tries = Tries(self.rooms.tries)
        await self.see_device()
        desk.restart(self.first_place())
        desk.notice(done)
