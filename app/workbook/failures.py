"""The ways a workbook can fail to open or save, by name. The screen has the sentences."""

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
    "BadCode",
    "BadSheet",
    "Busy",
    "Damaged",
    "NoRoom",
    "NoVault",
    "ReadOnly",
    "UnknownFormat",
    "Unwritable",
    "VaultError",
    "WrongSecret",
]
