"""The open workbook: a library of guides and an unlocked vault, joined.

Every method that saves is durable when it returns, and slow enough (a disk commit) to belong in a
thread. Reading is from memory.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.guide import Field, Guide, Library, Section
from app.guide.library import HELP
from app.vault import Vault, recovery, warm_up
from app.workbook.answers import Answer, Json, lines
from app.workbook.passphrase import typed

_ANSWER = "answer/"
_CHOSEN = "chosen/"
_SETTINGS = "settings"
_PLACE = "place"
_GUIDE = "guide"


new_recovery_code = recovery.generate
prepare = warm_up  # loads what unlocking needs (a quarter of a second); for a thread, early


@dataclass(frozen=True)
class Settings:
    """What the person has chosen for the app itself. ``lock_minutes`` 0 means "at once"."""

    theme: str = "system"  # system, light, dark
    text_percent: int = 100  # 100, 125, 150, 200
    lock_minutes: int = 5  # 0, 1, 5, 15
    depth: str = "lagom"  # lite, lagom, mycket
    sheet_confirmed: bool = False  # the recovery sheet was written down or saved


@dataclass(frozen=True)
class Earlier:
    """An answer whose field is no longer in the content."""

    key: str
    question: str
    lines: tuple[str, ...]


# What each setting may be; anything else, say from a newer version, counts as not set.
CHOICES: dict[str, tuple[str | int | bool, ...]] = {
    "theme": ("system", "light", "dark"),
    "text_percent": (100, 125, 150, 200),
    "lock_minutes": (0, 1, 5, 15),
    "depth": ("lite", "lagom", "mycket"),
    "sheet_confirmed": (False, True),
}


class Workbook:
    """One person's answers and choices, over a content library."""

    def __init__(self, library: Library, vault: Vault) -> None:
        self.library = library
        self._vault = vault

    @staticmethod
    def exists(path: Path) -> bool:
        """Whether there is a vault at ``path``. Cheap: looks for the file only."""
        return Vault.exists(path)

    @classmethod
    def create(cls, library: Library, path: Path, passphrase: str, recovery: str) -> "Workbook":
        """Makes the vault at ``path`` and opens it. Raises a ``VaultError``."""
        return cls(library, Vault.create(path, typed(passphrase), recovery))

    @classmethod
    def unlock(
        cls,
        library: Library,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery: str | None = None,
    ) -> "Workbook":
        """Opens the vault with one of its secrets. Raises a ``VaultError``."""
        return cls(
            library,
            Vault.unlock(path, passphrase=passphrase and typed(passphrase), recovery=recovery),
        )

    def lock(self) -> None:
        """Closes the vault and drops its keys. Flush the drafts first."""
        self._vault.lock()

    def verify(self, *, passphrase: str | None = None, recovery: str | None = None) -> None:
        """Raises ``WrongSecret`` or ``BadCode`` unless the secret opens this vault."""
        if recovery is not None:
            self._vault.verify("recovery", recovery)
        else:
            self._vault.verify("passphrase", typed(passphrase or ""))

    def change_passphrase(self, passphrase: str) -> None:
        """From now on the vault opens with this passphrase and not with the one before."""
        self._vault.replace_slot("passphrase", typed(passphrase))

    def change_code(self, code: str) -> None:
        """From now on this recovery code opens the vault; the sheet before it is void."""
        self._vault.replace_slot("recovery", code)

    # Answers

    def answer(self, field: Field) -> Answer | None:
        """What is written in ``field``, or None. An answer of another kind is not this field's."""
        answer = Answer.of(self._vault.get(_ANSWER + field.key))
        return answer if answer and answer.kind is field.kind else None

    def save(self, answers: Mapping[str, Answer]) -> None:
        """Saves answers by field key, all or none."""
        self._vault.append([(_ANSWER + key, answer.record()) for key, answer in answers.items()])

    def earlier(self) -> tuple[Earlier, ...]:
        """Answers that no field of the content shows any more, oldest key first."""
        fields_now = self.library.fields
        found = []
        for name, record in sorted(self._vault.items(_ANSWER)):
            key = name.removeprefix(_ANSWER)
            answer = Answer.of(record)
            field = fields_now.get(key)
            if answer and lines(answer) and (field is None or field.kind is not answer.kind):
                found.append(Earlier(key, answer.question, lines(answer)))
        return tuple(found)

    def begun(self, section: Section) -> bool:
        """Whether anything is written in the section."""
        answers = (self.answer(field) for field in section.fields)
        return any(answer is not None and lines(answer) for answer in answers)

    # Choices

    @property
    def guide(self) -> Guide | None:
        """The guide that is in use now."""
        chosen = self._vault.get(_GUIDE)
        return self.library.guide(chosen) if isinstance(chosen, str) else None

    def use_guide(self, guide_id: str) -> None:
        self._vault.append([(_GUIDE, guide_id)])

    def chosen(self, guide: Guide) -> tuple[str, ...]:
        """The ids of the guide's sections the person works on, in the guide's order."""
        stored = self._vault.get(_CHOSEN + guide.id)
        picked = stored if isinstance(stored, list) else []
        return tuple(section for section in guide.sections if section in picked)

    def choose(self, guide: Guide, sections: tuple[str, ...]) -> None:
        """Replaces the choice. Un-chosen sections keep their answers."""
        self._vault.append([(_CHOSEN + guide.id, list(sections))])

    @property
    def place(self) -> str | None:
        """The section the person was in last, if it is still there."""
        place = self._vault.get(_PLACE)
        known = isinstance(place, str) and place in self.library.section_files and place != HELP
        return place if known and isinstance(place, str) else None

    def remember_place(self, section_id: str) -> None:
        if self.place != section_id:
            self._vault.append([(_PLACE, section_id)])

    # Settings

    @property
    def settings(self) -> Settings:
        """The saved settings; what is missing or of another type has its default."""
        stored = self._vault.get(_SETTINGS)
        known: dict[str, Json] = stored if isinstance(stored, dict) else {}
        settings = Settings()
        for name, allowed in CHOICES.items():
            value = known.get(name)
            if value in allowed and type(value) is type(allowed[0]):
                settings = replace(settings, **{name: value})  # type: ignore[arg-type]
        return settings

    def change_settings(self, **changes: str | int | bool) -> Settings:
        """Saves and returns the settings with ``changes``."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self._vault.append([(_SETTINGS, asdict(settings))])
        return settings
