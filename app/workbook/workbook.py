"""The open workbook: a library of guides and an unlocked vault, joined.

Every method that saves is durable when it returns, and slow enough (a disk commit) to belong in a
thread. Reading is from memory.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from app.guide import Field, Guide, Language, Library, Section
from app.guide.library import HELP
from app.vault import Record, Vault, copies, mark, warm_up
from app.workbook import cleared, rescue
from app.workbook.agreement import Agreements
from app.workbook.answers import Answer, Json, all_lines, lines
from app.workbook.asking import SheetAsking
from app.workbook.days import moment
from app.workbook.failures import VaultError
from app.workbook.favourites import FAVOURITE, Favourites
from app.workbook.keyring import Keyring
from app.workbook.latest import Written, written
from app.workbook.marks import MARK, Mark, Marks
from app.workbook.receipts import Receipts
from app.workbook.reminder import Reminder
from app.workbook.secret import Secret
from app.workbook.sent import SentFiles
from app.workbook.shelf import ANSWER, Shelf
from app.workbook.today import Today, small_thing
from app.workbook.wordings import Version, wordings

CHOSEN = "chosen/"
_SETTINGS = "settings"
_PLACE = "place"
_LEFT = "left"
_SHEET = "sheet"  # whether the recovery sheet of this file is written down
_SOON = 30 * 60  # seconds within which unlocking goes back to where the person was
GUIDE = "guide"

prepare = warm_up  # loads what unlocking needs (a quarter of a second); for a thread, early


@dataclass(frozen=True)
class Settings:
    """What the person has chosen for the app itself. ``lock_minutes`` 0 means "at once"."""

    theme: str = "system"  # system, light, dark
    contrast: str = "system"  # system, more
    font: str = "atkinson"  # atkinson, lexend
    motion: str = "system"  # system, less: whether things may move by themselves
    text_percent: int = 100  # 100, 125, 150, 200
    lock_minutes: int = 5  # 0, 1, 5, 15
    depth: str = "lagom"  # lite, lagom, mycket
    easy: bool = False  # easier words, where there are any
    second: str = ""  # en, ar: headings and questions in that language too; "" for Swedish alone
    sheet_confirmed: bool = False  # the recovery sheet was written down or saved
    hints: bool = True  # the small help below a question is shown
    offer_tour: bool = True  # say at home that one can be shown around
    remind_copies: bool = True  # say now and then that it was long since a copy was kept elsewhere
    small_thing: str = ""  # yes, no: a small thing to do on home; "" while nobody has said


@dataclass(frozen=True)
class Earlier:
    """An answer whose field is no longer in the content."""

    key: str
    question: str
    lines: tuple[str, ...]


# What each setting may be; anything else, say from a newer version, counts as not set.
CHOICES: dict[str, tuple[str | int | bool, ...]] = {
    "theme": ("system", "light", "dark"),
    "contrast": ("system", "more"),
    "font": ("atkinson", "lexend"),
    "motion": ("system", "less"),
    "text_percent": (100, 125, 150, 200),
    "lock_minutes": (0, 1, 5, 15),
    "depth": ("lite", "lagom", "mycket"),
    "easy": (False, True),
    "second": ("", "en", "ar"),
    "sheet_confirmed": (False, True),
    "hints": (True, False),
    "offer_tour": (True, False),
    "remind_copies": (True, False),
    "small_thing": ("", "yes", "no"),
}


class Workbook:
    """One person's answers and choices, over a content library and what they keep beside it."""

    def __init__(self, library: Library, path: Path | None, vault: Vault) -> None:
        """For ``create`` and ``unlock``. ``path`` is None for one that lies in memory alone."""
        self.path, self.keys = path, Keyring(vault, path)
        self.shelf = Shelf(library, vault)
        self.receipts, self.sent = Receipts(vault, path), SentFiles(vault, path)
        self.agreements, self.favourites = Agreements(vault, path), Favourites(vault)
        self.reminder, self.asking = Reminder(vault), SheetAsking(vault)
        self.marks, self.today = Marks(vault), Today(vault)
        self._vault, self._id = vault, vault.id
        # Whether this device has seen a newer state of the vault: an older copy was put back.
        self.older = mark.is_older(path, self._id, vault.mark)
        if not self.older:
            mark.note(path, self._id, vault.mark)
        self._read_ahead()

    @classmethod
    def create(cls, library: Library, path: Path, passphrase: str, code: str) -> "Workbook":
        """Makes the vault at ``path`` and opens it. Raises a ``VaultError``."""
        vault = Vault.create(path, str(Secret.passphrase(passphrase).value), code)
        return cls(library, path, vault)

    @classmethod
    def unlock(cls, library: Library, path: Path, secret: Secret) -> "Workbook":
        """Opens the vault with one of its secrets. Raises a ``VaultError``."""
        return cls(library, path, Vault.unlock(path, **secret.named))

    @property
    def library(self) -> Library:
        """What is asked: our own guides, and those from others that this workbook keeps."""
        return self.shelf.library

    def lock(self, left_at: str = "", *, keep_copy: bool = True) -> None:
        """Closes the vault and drops its keys. Flush the drafts first.

        ``left_at``: the section the person was in, "" for none. Notes beside the vault how far it
        has come, and keeps a sealed safety copy, except of an older copy that nobody accepted.
        """
        with suppress(VaultError):  # where one was is no news worth a sentence
            if left_at or self.left_at:
                self._vault.append([(_LEFT, [left_at, int(time.time())])])
        reached = self._vault.lock()
        if reached:
            # Until the person has chosen, it stays an older one however far it comes.
            mark.note(self.path, self._id, (reached[0] + 1, 0) if self.older else reached)
            if keep_copy and not self.older:
                copies.keep(self.path)

    def accept_older(self) -> None:
        """The person knows that this is an older copy: from now on it is the one that counts."""
        mark.forget(self.path)
        mark.note(self.path, self._id, self._vault.mark)
        self.older = False

    def verify(self, secret: Secret) -> None:
        """Raises ``WrongSecret`` or ``BadCode`` unless the secret opens this vault."""
        self._vault.verify(secret.kind, secret.value)

    def records(self) -> list[Record]:
        """Every version of everything in the vault: see ``Vault.records``."""
        return self._vault.records()

    def remake(
        self, make: Callable[[list[Record]], Iterable[Record]], *, keep_copy: bool = True
    ) -> None:
        """Holds what ``make`` gives instead of what it is given: see ``Vault.remake``.

        First the last good state is copied, or with ``keep_copy=False`` all safety copies go.
        """
        if not keep_copy:
            copies.drop(self.path)
        elif self.path:
            rescue.keep(self.path, self._vault)
        self._vault.remake(make)
        self.shelf.reread()

    # Answers

    def answer(self, field: Field) -> Answer | None:
        """What is written in ``field``, or None. An answer of another kind is not this field's."""
        answer = Answer.of(self._vault.get(ANSWER + field.key))
        return answer if answer and answer.kind is field.kind else None

    def saved_at(self, field: Field) -> datetime | None:
        """When what ``field`` says now was saved, by the device's clock; None for nothing."""
        if self.answer(field) is None:
            return None
        return moment(self._vault.history(ANSWER + field.key)[-1].time_ms)

    def save(self, answers: Mapping[str, Answer]) -> None:
        """Saves answers by field key, all or none.

        One that says nothing clears its key, and then the vault never thins away what was cleared.
        """
        self._vault.append(
            [
                (ANSWER + key, answer.record() if lines(answer) else None)
                for key, answer in answers.items()
            ]
        )

    def use_again(self, field: Field, version: Version) -> None:
        """Makes an earlier version what the field says now.

        What it said until now stays among the earlier ones however new it is: between the two the
        key is cleared, and the vault never thins away what was cleared.
        """
        again = Answer.to(field, version.answer.value).record()
        self._vault.append([(ANSWER + field.key, None), (ANSWER + field.key, again)])

    def written(self, unsaved: Mapping[str, Answer]) -> tuple[Written, ...]:
        """Every answer that says something, the newest first: see ``latest.written``."""
        return written(self._vault, self.library, unsaved)

    def earlier(self) -> tuple[Earlier, ...]:
        """Answers that no field of the content shows any more, oldest key first."""
        fields_now = self.library.fields
        found = []
        for name, record in sorted(self._vault.items(ANSWER)):
            key = name.removeprefix(ANSWER)
            answer = Answer.of(record)
            field = fields_now.get(key)
            if answer and lines(answer) and (field is None or field.kind is not answer.kind):
                found.append(Earlier(key, answer.question, all_lines(answer)))
        return tuple(found)

    def earlier_versions(self, field: Field) -> tuple[Version, ...]:
        """What was written in ``field`` before, newest first, but for what it says now.

        Times of emptiness are left out, and so is a wording that says the same as the next newer,
        or that the next newer goes on from within ten minutes: a pause while writing.
        """
        return wordings(self._vault.history(ANSWER + field.key), field.kind)

    def forget_earlier(self, field: Field) -> None:
        """Clears the earlier versions of an answer for good. What it says now stays."""
        copies.drop(self.path)  # first: if this fails, nothing has changed
        cleared.forget(self._vault, [ANSWER + field.key])

    def only_in(self, guide: Guide) -> tuple[Section, ...]:
        """The guide's sections that no other guide has; none while some guide cannot be read.

        Only guides of the same origin count: a guide from others may list our sections, and they
        are ours all the same.
        """
        home = _home(guide.id)
        family = [other for other in self.library.guides if _home(other.id) == home]
        if any(other.broken for other in family):
            return ()
        others = {one for other in family if other != guide for one in other.sections}
        own = (one for one in guide.sections if one not in others and _home(one) == home)
        return tuple(map(self.library.section, own))

    def erase_answers(self, guide: Guide) -> None:
        """Removes for good all that is in sections that only this guide has, with its history."""
        sections = [section.id for section in self.only_in(guide)]
        starts = tuple(f"{ANSWER}{section}." for section in sections)
        copies.drop(self.path)
        keys = [key for key in self._vault.keys(ANSWER) if key.startswith(starts)]
        keys += [MARK + section for section in sections] + [*self.favourites.keys(sections)]
        cleared.discard(self._vault, [*keys, *self.agreements.keys(sections)])

    def erase_package(self, package_id: str) -> None:
        """Drops a guide from others, and removes for good all that was written in it."""
        copies.drop(self.path)
        keys = [
            key for kind in (MARK, FAVOURITE) for key in self._vault.keys(f"{kind}{package_id}/")
        ]
        cleared.discard(self._vault, keys)
        self.shelf.remove(package_id, erase=True)

    # Choices

    @property
    def guide(self) -> Guide | None:
        """The guide that is in use now."""
        chosen = self._vault.get(GUIDE)
        return self.library.guide(chosen) if isinstance(chosen, str) else None

    def use_guide(self, guide_id: str) -> None:
        self._vault.append([(GUIDE, guide_id)])
        self._read_ahead()

    def chosen(self, guide: Guide) -> tuple[str, ...]:
        """The ids of the guide's sections the person works on, in the guide's order."""
        stored = self._vault.get(CHOSEN + guide.id)
        picked = stored if isinstance(stored, list) else []
        return tuple(section for section in guide.sections if section in picked)

    def choose(self, guide: Guide, sections: tuple[str, ...]) -> None:
        """Replaces the choice. Un-chosen sections keep their answers."""
        self._vault.append([(CHOSEN + guide.id, list(sections))])
        self._read_ahead()

    def small_thing(self, guide: Guide) -> Field | None:
        """Today's small thing in the guide: see ``today.small_thing``. None from unwanted ones."""
        wanted = (one for one in guide.sections if self.marks.of(one) is not Mark.UNWANTED)
        return small_thing(
            date.today(),
            self.today.turned,
            map(self.library.section, wanted),
            self.chosen(guide),
            self.today.was_answered,
        )

    def _read_ahead(self) -> None:
        """Reads what home shows from the content's files, so that drawing it waits for no disk."""
        _ = self.library.fields  # what tells answers whose question is gone
        settings, guide = self.settings, self.guide
        for section in self.chosen(guide) if guide else ():
            self.library.section(section, settings.easy)
            if settings.second:
                self.library.wording(section, Language(settings.second))

    @property
    def place(self) -> str | None:
        """The section the person was in last, if it is still there."""
        return self._known_section(self._vault.get(_PLACE))

    @property
    def left_at(self) -> str | None:
        """The section where the workbook was locked, if that was less than half an hour ago."""
        left = self._vault.get(_LEFT)
        if not (isinstance(left, list) and len(left) == 2 and isinstance(left[1], int)):
            return None
        return self._known_section(left[0]) if abs(time.time() - left[1]) < _SOON else None

    def _known_section(self, name: object) -> str | None:
        known = isinstance(name, str) and self.library.has(name) and name != HELP
        return name if known and isinstance(name, str) else None

    def remember_place(self, section_id: str) -> None:
        if self.place != section_id:
            self._vault.append([(_PLACE, section_id)])

    # Settings

    @property
    def settings(self) -> Settings:
        """The saved settings; what is missing or of another type has its default."""
        stored = self._vault.get(_SETTINGS)
        known: dict[str, Json] = dict(stored) if isinstance(stored, dict) else {}
        known["sheet_confirmed"] = self._vault.get(_SHEET)
        settings = Settings()
        for name, allowed in CHOICES.items():
            value = known.get(name)
            if value in allowed and type(value) is type(allowed[0]):
                settings = replace(settings, **{name: value})  # type: ignore[arg-type]
        return settings

    def change_settings(self, **changes: str | int | bool) -> Settings:
        """Saves and returns the settings with ``changes``."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        stored = self._vault.get(_SETTINGS)
        new = {**(stored if isinstance(stored, dict) else {}), **asdict(settings)}
        confirmed = new.pop("sheet_confirmed")
        self._vault.append([(_SETTINGS, new), (_SHEET, confirmed)])
        self._read_ahead()
        return settings


def _home(name: str) -> str:
    """The package that a guide or a section is of; "" for our own."""
    return name.rpartition("/")[0]
