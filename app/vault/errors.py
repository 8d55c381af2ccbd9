"""The vault's failures, each with a name of its own.

The rest of the app catches these and says what to do in plain Swedish; the words live in
`ui/texts.py`. No failure carries anything a person has written, nor any secret: the message is
for a developer, `name` is for whoever chooses the words.

A mistake in the calling code (a value that is not JSON, an empty passphrase, parameters out of
bounds) is a `ValueError`, not a `VaultError`: it is nothing a person can put right.
"""

from __future__ import annotations

from typing import ClassVar, Literal


class VaultError(Exception):
    """The vault could not do what was asked. What was saved before is untouched."""

    name: ClassVar[str] = "vault"


class NoVault(VaultError):
    """There is no vault file at the path."""

    name = "no_vault"


class AlreadyExists(VaultError):
    """There is already a file where a new vault was to be made; it is left as it is."""

    name = "already_exists"


class Locked(VaultError):
    """The vault was locked before the call; nothing was read or written."""

    name = "locked"


class WrongSecret(VaultError):
    """The secret opens no slot of its kind."""

    name = "wrong_secret"


class Damaged(VaultError):
    """The file is not what the vault wrote: changed, cut, mixed up or not a vault."""

    name = "damaged"


class UnknownFormat(VaultError):
    """The file asks for what this version (or build) does not have; most likely it is newer."""

    name = "unknown_format"


class Busy(VaultError):
    """Another process, or another `Vault` in this one, has the vault open."""

    name = "busy"


class NoRoom(VaultError):
    """The disk (or the memory, while a key is derived) is full. The save can be tried again."""

    name = "no_room"


class ReadOnly(VaultError):
    """The file or its folder may not be written."""

    name = "read_only"


class Unwritable(VaultError):
    """The device failed to read or write for some other reason."""

    name = "unwritable"


class BadCode(VaultError):
    """A recovery code was written down or typed wrongly, told without trying to open anything.

    reason: "length" (not 28 symbols), "characters" (a symbol outside the alphabet) or "check"
    (the check symbols do not fit).
    groups: the groups, 0 to 6 from the left, that look wrong; empty when that cannot be told.
    For "check" the one group holds if one symbol is wrong, and is a guess if more are.
    """

    name = "bad_code"

    def __init__(
        self, reason: Literal["length", "characters", "check"], groups: tuple[int, ...] = ()
    ) -> None:
        super().__init__(f"recovery code: {reason}")
        self.reason = reason
        self.groups = groups


class BadSheet(VaultError):
    """Sheets were written down or typed wrongly, told without trying to open anything.

    reason: "length" (not 40 symbols), "characters" (a symbol outside the alphabet), "check" (the
    check words do not fit, or it is no sheet of ours), "again" (the same sheet was given before) or
    "apart" (the sheets do not belong together: one is from another or an older set).
    sheet: which of the given, counted from 0; None when that cannot be told ("apart" only).
    groups: the groups, 0 to 9 from the left, that look wrong; empty when that cannot be told. For
    "check", if one word is wrong this is its group and no other; if all that is wrong lies in one
    group, that one is among them; otherwise they are a guess.
    """

    name = "bad_sheet"

    def __init__(
        self,
        reason: Literal["length", "characters", "check", "again", "apart"],
        sheet: int | None,
        groups: tuple[int, ...] = (),
    ) -> None:
        super().__init__(f"sheet: {reason}")
        self.reason = reason
        self.sheet = sheet
        self.groups = groups
