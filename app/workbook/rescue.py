"""What can still be read of a damaged vault, and the safety copies beside it.

The damaged file is never changed. Whatever could not be verified is not shown; how much that is, is
said.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.guide import Library
from app.vault import Vault, copies, mark, salvage
from app.workbook import shelf
from app.workbook.answers import Answer, all_lines, lines
from app.workbook.failures import NoVault, VaultError
from app.workbook.secret import Secret
from app.workbook.shelf import ANSWER


@dataclass(frozen=True)
class Written:
    """A readable answer: the title of its section ("" if that is gone), the question, the lines."""

    section: str
    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Rescued:
    """All that is whole in a damaged vault. ``lost`` of ``total`` parts cannot be trusted.

    ``newest``: when the last of what could be read was saved, by the device's clock.
    ``header_sound``: whether the file's beginning is as the app wrote it.
    """

    path: Path
    answers: tuple[Written, ...]
    lost: int
    total: int
    header_sound: bool
    newest: datetime | None

    @classmethod
    def of(cls, library: Library, path: Path, secret: Secret) -> "Rescued":
        """Reads what is whole. Raises ``WrongSecret``, or ``Damaged`` where nothing can be read."""
        found = salvage.salvage(path, secret.kind, secret.value)
        try:
            library = shelf.beside(library, shelf.kept(found.items(shelf.PACKAGE)))
            answers = []
            place = {ANSWER + key: number for number, key in enumerate(library.fields)}
            items = sorted(found.items(ANSWER), key=lambda item: place.get(item[0], len(place)))
            for name, record in items:
                key = name.removeprefix(ANSWER)
                answer = Answer.of(record)
                if answer and lines(answer):
                    section = library.section(key.partition(".")[0])
                    title = "" if section.broken else section.title
                    answers.append(Written(title, answer.question, all_lines(answer)))
            newest = found.newest_ms
            return cls(
                path,
                tuple(answers),
                found.lost,
                found.total,
                found.header_sound,
                None if newest is None else datetime.fromtimestamp(newest / 1000),
            )
        finally:
            found.lock()


@dataclass(frozen=True)
class SafetyCopy:
    """A sealed copy of an earlier state. It opens with the secrets of its time."""

    path: Path
    when: datetime


def safety_copies(path: Path | None) -> tuple[SafetyCopy, ...]:
    """The copies beside the vault at ``path``, newest first."""
    return tuple(
        SafetyCopy(copy.path, datetime.fromtimestamp(copy.time)) for copy in copies.kept(path)
    )


def keep(path: Path, vault: Vault) -> None:
    """Keeps a copy of a vault that is open at ``path``; the oldest copy goes.

    Raises a ``VaultError`` if it cannot: whoever asks is about to change much.
    """
    earlier = copies.kept(path)
    number = int(earlier[0].path.name.rpartition("-")[2]) + 1 if earlier else 1
    vault.copy_to(path.with_name(f"{path.name}.kopia-{number:06}"))
    with suppress(VaultError):  # one too many does no harm
        for copy in copies.kept(path)[copies.KEPT :]:
            copies.remove(path, copy)


def set_aside(path: Path | None) -> tuple[SafetyCopy, ...]:
    """Files that had to give way to a copy, newest first. They open as the vault did then."""
    return tuple(
        SafetyCopy(copy.path, datetime.fromtimestamp(copy.time)) for copy in copies.aside(path)
    )


def remove(path: Path | None, copy: SafetyCopy) -> None:
    """Removes for good a copy, or a file that was set aside. Raises a ``VaultError``."""
    for kept in (*copies.kept(path), *copies.aside(path)):
        if path and kept.path == copy.path:
            copies.remove(path, kept)


def put_back(path: Path, copy: SafetyCopy) -> None:
    """Puts a safety copy in the vault's place. What stood there is kept beside it.

    The vault must be locked. Raises a ``VaultError``: ``NoVault`` if the copy is gone.
    """
    kept = next((one for one in copies.kept(path) if one.path == copy.path), None)
    if kept is None:
        raise NoVault("the copy is gone")
    copies.restore(path, kept)
    mark.forget(path)
