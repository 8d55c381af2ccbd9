"""Everything that happens between the screens and the open workbook. No controls are made here.

One desk a window. Slow work (key derivation, disk) runs in threads; the observables are only set
on the event loop. How a workbook opens and closes is the door's business (``door.py``).
"""

import asyncio
import math
import time
from collections.abc import Callable
from contextlib import suppress

import flet as ft

from app.guide import Depth, Field, Guide, Language, Library, Section, Wording
from app.paths import Places
from app.share import Page
from app.ui import texts
from app.ui.door import Door
from app.ui.finding import Finding
from app.ui.first import First
from app.ui.program import Program
from app.ui.sharing import Sharing
from app.ui.sitting import Sitting
from app.ui.state import HOME, Changed, Place, SaveStatus, Screen, Shown
from app.ui.trail import Trail
from app.ui.undoing import Undo
from app.workbook import passphrase
from app.workbook.answers import Answer, Json, empty, lines
from app.workbook.card import Line
from app.workbook.drafts import Drafts
from app.workbook.failures import VaultError
from app.workbook.rooms import Rooms
from app.workbook.trial import Trial
from app.workbook.workbook import Settings, Workbook


class Desk:
    """What the screens call. ``workbook`` is None while locked."""

    def __init__(
        self,
        page: ft.Page,
        library: Library,
        places: Places,
        changed: Callable[[], None],
        program: Program,
    ) -> None:
        self.page, self.ours, self.places = page, library, places
        self.settings = program.settings
        self.workbook: Workbook | None = None
        self.drafts: Drafts[Answer] | None = None
        self.status = SaveStatus()
        self.undo = Undo(self)
        self.door = Door(self, Rooms(places.vault), program)
        self.shown = Shown(self.door.first_place(), percent=self.settings.text_percent)
        self._settings_changed = changed
        self._trail = Trail(self.shown.place)
        self.sheet = ""  # the recovery code while it is on the screen
        self.sharing: Sharing | None = None  # what the person is about to share
        self.showing: Page | None = None  # the one page that a lock leaves in sight
        self.card: set[Line] | None = None  # what is ticked for the crisis card, once it is begun
        self.finding = Finding()
        self.seeking = ""  # the question to scroll to, until its page is up
        self.sitting = Sitting()
        self.has_copy = False  # whether a copy is to be laid in once there is a vault
        self.first = First()  # what was written before there is a vault
        self.tried = program.tried  # whether what was open last was a trial
        self.changed = Changed()  # in the trial
        self.resized_at = -math.inf  # when the window last got another size, by the monotonic clock
        self._saving = asyncio.Lock()
        self._active = (time.monotonic(), time.time())

    def draw_passphrase(self) -> str:
        """Five words, or "" where the list cannot be read: then people think of their own."""
        try:
            return passphrase.draw(passphrase.words(self.places.assets / "ord.txt"))
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
    def trial(self) -> Trial | None:
        """The open workbook, where it lies in memory alone."""
        return self.workbook if isinstance(self.workbook, Trial) else None

    @property
    def library(self) -> Library:
        """All there is to read: our own guides, and those from others that the open book keeps."""
        return self.workbook.library if self.workbook else self.ours

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

    async def seek(self, key: str) -> None:
        """Shows a question where it is asked, however little its section shows."""
        self.finding.key = self.seeking = key
        await self.go(Place(Screen.SECTION, key.partition(".")[0]))

    async def back(self) -> None:
        """To where the person came from."""
        if await self._move(self._trail.at - 1):
            await self.page.push_route(self._trail.push())

    async def routed(self, route: str) -> None:
        """Follows the window's own back and forward."""
        index = self._trail.wish(route)
        if index is not None and not await self._move(index) and self.open:
            await self.go(HOME)  # a step of a time before the last lock

    async def _move(self, index: int) -> bool:
        if self.shown.place.screen is Screen.SHOWING:  # whichever way it is left: the lock
            await self.door.lock()
            return True
        if not self._trail.move(index):
            return False
        self.touch()
        self._show(self._trail.place)
        await self.flush()
        return True

    def _allowed(self, place: Place) -> Place:
        """``place``, or where that leads now: nothing private while locked, no code twice."""
        if self.showing and not self.open:
            return place if place.screen is Screen.HELP else Place(Screen.SHOWING)
        if self.door.program.stays and place.screen in (Screen.FOLDER, Screen.TRACES):
            return HOME if self.open else self.door.first_place()
        if place.screen is Screen.DAMAGED and not self.open and self.door.rescued:
            return place
        if not (self.open or place.screen.public):
            return self.door.first_place()
        if self.open and place.screen.locked:
            return HOME
        if place.screen is Screen.SHEET and not self.sheet:
            return Place(Screen.NEW_SHEET)
        if place.screen.chosen and not (self.sharing and self.sharing.allows(place.screen)):
            return Place(Screen.SHARE)
        return place

    @property
    def position(self) -> int:
        """How far into this window's trail the person is. It is all an address ever tells."""
        return self._trail.at

    def show_sheet(self, code: str) -> None:
        """Shows a new recovery code. There is no way back to it."""
        self.sheet = code
        self.restart(Place(Screen.SHEET))

    async def show(self, page: Page) -> None:
        """Locks, and leaves this page alone in sight until the next lock."""
        self.showing = page
        await self.door.lock()
        await self.page.push_route(self._trail.push())  # the window's back is a step from here

    def notice(self, text: str) -> None:
        """Shows one sentence above the page until the next move."""
        self.shown.notice = text

    def _show(self, place: Place) -> None:
        out = self.sharing.done if self.sharing else None
        if not self.open or (out and place.screen not in (out, Screen.HELP)):
            self.sharing = None
        if not self.open:
            self.card, self.finding, self.sitting = None, Finding(), Sitting()
            self.undo.forget()
        place = self._allowed(place)
        self.undo.leave()
        if place.screen is Screen.SECTION:
            self.undo.show(place.arg)
        self.status.aloud = False
        if place.screen not in (Screen.SHEET, Screen.HELP):
            self.sheet = ""
        self.shown.notice = ""
        self.shown.place = place

    def restart(self, place: Place) -> None:
        """Shows a place from which there is no way back to what was before."""
        self._trail.restart(place)
        self._show(place)

    # Writing

    def value(self, field: Field) -> Json:
        """The newest value of a field: typed, saved, or empty."""
        draft = self.drafts.get(field.key) if self.drafts else None
        answer = draft or self.book.answer(field)
        return answer.value if answer else empty(field.kind)

    def answered(self, field: Field) -> bool:
        """Whether anything is written in the field."""
        return bool(lines(Answer.to(field, self.value(field))))

    def begun(self, section: Section) -> bool:
        """Whether anything is written in the section."""
        return any(map(self.answered, section.fields))

    @property
    def depth(self) -> str:
        """The depth at which a section opens: the person's usual one, but on a day of little."""
        return Depth.LITTLE.value if self.book.today.little else self.settings.depth

    def section(self, section_id: str) -> Section:
        """A section, in easier words where the person wants them and somebody has written them."""
        return self.library.section(section_id, self.settings.easy)

    def wording(self, section_id: str) -> Wording | None:
        """The section's fixed words in the person's other language, where somebody wrote them."""
        second = self.settings.second
        return self.library.wording(section_id, Language(second)) if second else None

    def written(self, keys: tuple[str, ...]) -> list[tuple[Field, tuple[str, ...]]]:
        """Answered fields of any sections, and their answers as lines."""
        fields = [field for key in keys if (field := self.library.field(key))]
        found = [(field, lines(Answer.to(field, self.value(field)))) for field in fields]
        return [(field, written) for field, written in found if written]

    def write(self, field: Field, value: Json) -> None:
        """Takes what was just typed. Returns at once."""
        if self.drafts and self.shown.place.screen is Screen.SECTION:
            self.undo.note(field, self.value(field), value)
        self.put(field, value)

    def put(self, field: Field, value: Json) -> None:
        """As ``write``, for words that are put back: it cannot be undone."""
        self.touch()
        if self.drafts:
            self.drafts.write(field.key, Answer.to(field, value))
        if self.trial:
            others = self.changed.keys - {field.key}
            keys = others if self.trial.is_example(field, value) else others | {field.key}
            if keys != self.changed.keys:
                self.changed.keys = keys

    @property
    def unsaved(self) -> dict[str, Answer]:
        """What was typed and is not saved yet, by field key."""
        drafts = self.drafts
        found = {key: drafts.get(key) for key in self.library.fields} if drafts else {}
        return {key: answer for key, answer in found.items() if answer}

    async def flush(self) -> None:
        if self.drafts:
            await self.drafts.flush()

    async def choose(self, guide: Guide, sections: tuple[str, ...]) -> bool:
        return await self.change(lambda book: book.choose(guide, sections))

    async def use_guide(self, guide: Guide) -> bool:
        return await self.change(lambda book: book.use_guide(guide.id))

    async def change_settings(self, **changes: str | int | bool) -> bool:
        changed = await self.change(lambda book: book.change_settings(**changes))
        if self.workbook:
            self.set_settings(self.workbook.settings)
        return changed

    async def change(self, change: Callable[[Workbook], object]) -> bool:
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
            finally:
                self.shown.changes += 1
            return self.open

    def saved(self) -> None:
        """Words have just become durable."""
        self.status.saved()
        if self.trial:
            self.status.text = ""

    def not_saved(self, error: Exception) -> None:
        """Words still wait in memory."""
        self.status.failed = texts.saving(error)

    def use_library(self, library: Library) -> None:
        """Goes on with other content, where the person is. What is being typed stays."""
        self.ours = library
        if self.workbook:
            self.workbook.shelf.stand_by(library)
        self.shown.changes += 1

    def set_settings(self, settings: Settings) -> None:
        """Takes over what the person has chosen."""
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
            if self.idle_seconds >= self.idle_limit:
                with suppress(Exception):  # the screen is locked all the same, and so it stays
                    await self.door.lock()

    def cover(self) -> None:
        """The window may go out of sight: hide what it shows until it is back."""
        while self.page.pop_dialog():
            pass
        self.shown.covered = True

    async def hidden(self) -> None:
        """The window went out of sight: save, and lock if the person asked for that."""
        await self.flush()
        leaving = (self.open or self.showing) and self.settings.lock_minutes == 0
        if self.door.rescued or leaving:
            await self.door.lock()

    async def returned(self) -> None:
        """The window is back: lock if it was away too long, by the clock on the wall."""
        if self.idle_seconds >= self.idle_limit:
            await self.door.lock()
        async with self.door.moving:  # what is being locked stays out of sight
            self.shown.covered = False
