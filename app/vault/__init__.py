"""The vault: a person's words, sealed on their own device.

Purpose: keep records, each a key, a JSON value and a time, so that nobody without one of the
vault's secrets reads them, nobody changes them unnoticed, and no save that was acknowledged is
lost. What the keys mean is not the vault's business; it has never heard of guides.

    code = recovery.generate()
    with Vault.create(path, "en lång lösenfras", code) as vault:
        vault.append([("trygghet.vem", "Mamma")])      # on disk when it returns
    with Vault.unlock(path, recovery=code) as vault:
        vault.get("trygghet.vem")                      # "Mamma"

A vault always has a passphrase. It may also be opened by a recovery code, by the secret that two of
three sheets make (`sheets`), and by a device (`device_secret`); each can be replaced or removed
without touching the rest. `Vault.rekey` changes the key behind them all.

`MemoryVault` is one that lies nowhere, and is gone once it is locked.

Beside the file: `copies` keeps its last three good states, `mark` tells an older copy put in its
place, and `salvage` reads what is whole of a damaged one.

May import: the standard library, `cryptography`, `sqlalchemy` (only in `journal`, when a vault is
first made or unlocked: call `warm_up` from a thread beforehand), `argon2` where `cryptography` has
no Argon2id that passes its self-test, and `shamir_mnemonic` (only in `sharing`, when sheets are
made or joined). Nothing of the app.

Promises:
- Raises its own failures only (`VaultError` and below; `ValueError` for a mistake in the calling
  code), none of which carries a person's words or a secret.
- Unlocking changes no byte of the file. A save is one durable transaction. A failed save leaves
  everything as before.
- A hostile file costs at most 64 MiB and half a second of a desktop processor before it is refused
  (with scrypt, which only a build without Argon2id writes, 128 MiB). Salvage of one takes about 3 s
  for 128 MiB, and at most twice its length in memory; a longer one is refused.
- At rest the vault is one plain file, permissions 0600, described byte by byte in FORMAT.md.
  Nothing is ever written unencrypted, there or anywhere else.
- A file of an earlier released format opens for ever.

Does not promise: to hide the file's size or the number of saves since the last lock, to tell an
older copy of the whole file from the newest by itself (keep `Vault.mark` outside it), or to leave
no key in the process's memory after `lock`.
"""

from . import copies, mark, recovery, salvage, sharing
from .errors import (
    AlreadyExists,
    BadCode,
    BadSheet,
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
from .kdf import DEFAULT_PARAMS, Params
from .keys import Kind, device_secret
from .memory import MemoryVault
from .vault import Vault, warm_up

__all__ = [
    "DEFAULT_PARAMS",
    "AlreadyExists",
    "BadCode",
    "BadSheet",
    "Busy",
    "Damaged",
    "Kind",
    "Locked",
    "MemoryVault",
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
    "copies",
    "device_secret",
    "mark",
    "recovery",
    "salvage",
    "sharing",
    "warm_up",
]
