"""The ways a workbook can fail to open or save, by name. The screen has the sentences."""

from typing import ClassVar

from app.vault.errors import (
    AlreadyExists,
    BadCode,
    BadSheet,
    Busy,
    Damaged,
    NoRoom,
    NoVault,
    ReadOnly,
    UnknownFormat,
    Unwritable,
    VaultError,
    WrongSecret,
)

__all__ = [
    "AlreadyExists",
    "BadBackup",
    "BadCode",
    "BadSheet",
    "BrokenBackup",
    "Busy",
    "Damaged",
    "NewerBackup",
    "NoBackup",
    "NoRoom",
    "NoVault",
    "ReadOnly",
    "UnknownFormat",
    "Unwritable",
    "VastBackup",
    "VaultError",
    "WrongSecret",
]


class BadBackup(Exception):
    """A backup that cannot be used. Nothing was changed. Its text carries nothing of the backup."""

    name: ClassVar[str] = "bad_backup"


class NoBackup(BadBackup):
    """It is something else than a backup of ours."""

    name = "no_backup"


class NewerBackup(BadBackup):
    """A newer version of the program made it, in a form that this one does not know."""

    name = "newer_backup"


class BrokenBackup(BadBackup):
    """It is not as the program writes them: changed, cut or mixed up."""

    name = "broken_backup"


class VastBackup(BadBackup):
    """It is longer, or holds more in one place, than a backup can."""

    name = "vast_backup"
