"""The vault: a person's words, sealed on their own device.

Purpose: keep records, each a key, a JSON value and a time, so that nobody without the passphrase or
the recovery code reads them, nobody changes them unnoticed, and no save that was acknowledged is
lost. What the keys mean is not the vault's business; it has never heard of guides.

    code = recovery.generate()
    with Vault.create(path, "en lång lösenfras", code) as vault:
        vault.append([("trygghet.vem", "Mamma")])      # on disk when it returns
    with Vault.unlock(path, recovery=code) as vault:
        vault.get("trygghet.vem")                      # "Mamma"

May import: the standard library, `cryptography`, `sqlalchemy` (only in `journal`, when a vault is
first made or unlocked: call `warm_up` from a thread beforehand), and `argon2` where `cryptography`
has no Argon2id. Nothing of the app.

Promises:
- Raises its own failures only (`VaultError` and below; `ValueError` for a mistake in the calling
  code), none of which carries a person's words or a secret.
- Unlocking changes no byte of the file. A save is one durable transaction. A failed save leaves
  everything as before.
- At rest the vault is one plain file, permissions 0600, described byte by byte in FORMAT.md.
  Nothing is ever written unencrypted, there or anywhere else.
- A file of an earlier released format opens for ever.

Does not promise: to hide the file's size or the number of saves since the last lock, to tell an
older copy of the whole file from the newest by itself (keep `Vault.mark` outside it), or to leave
no key in the process's memory after `lock`.
"""

from . import recovery
from .errors import (
    AlreadyExists,
    BadCode,
    Busy,
    Damaged,
    Locked,
    NoRoom,
    NoVault,
    ReadOnly,
    UnknownFormat,
    Unwritable,
    VaultError,
    WrongSecret,
)
from .history import Record
from .keys import DEFAULT_PARAMS, Kind, Params
from .vault import Vault, warm_up

__all__ = [
    "DEFAULT_PARAMS",
    "AlreadyExists",
    "BadCode",
    "Busy",
    "Damaged",
    "Kind",
    "Locked",
    "NoRoom",
    "NoVault",
    "Params",
    "ReadOnly",
    "Record",
    "UnknownFormat",
    "Unwritable",
    "Vault",
    "VaultError",
    "WrongSecret",
    "recovery",
    "warm_up",
]
