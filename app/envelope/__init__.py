"""The envelope: what leaves the vault is sealed here.

Purpose: seal bytes under a passphrase that is theirs alone, in formats that others can open without
Guiden, and open such files from others without trusting them.

`age` seals a backup as a file of the age format, in pieces, so that its length does not matter:

    with open(path, "wb") as file:
        file.writelines(age.seal(pieces, "fem ord ur appens lista"))
    with open(path, "rb") as file:
        content = b"".join(age.open_(file, "fem ord ur appens lista"))

`web` seals what a browser opens with WebCrypto: the file for a computer at work, the reply to it,
the files of an agreement.

    line = web.seal(page, "fem ord ur appens lista", "sida/1").json()
    page = web.open_(web.read(line), "Fem-ord, ur appens lista", "sida/1")

Deriving a key takes up to a second, and for `age` 128 MiB to seal and at most 256 MiB to open: call
from a thread. `web` reads a passphrase forgivingly; `age` takes it as other age programs do.

May import: the standard library and `cryptography`. Nothing of the app.

Promises:
- Raises its own failures only (`EnvelopeError` and below; `ValueError` for a mistake in the calling
  code), none of which carries anything from the file or a secret.
- Nothing is given out before its seal has been found whole. `age.open_` does so piece by piece, and
  only where they end without a failure was everything there.
- A hostile file is refused within a second and 64 MB beside the key derivation itself, whose cost
  is bounded, and checked before it is begun.
- Nothing is written to disk.

Does not promise: to tell a file sealed by the person from one sealed by somebody else who knows the
passphrase, to hide a file's size beyond its padding, or to leave no key in memory.
"""

from . import age, web
from .errors import (
    Damaged,
    EnvelopeError,
    NoPassphrase,
    NoRoom,
    NotSealed,
    TooBig,
    TooDear,
    WrongPassphrase,
)

__all__ = [
    "Damaged",
    "EnvelopeError",
    "NoPassphrase",
    "NoRoom",
    "NotSealed",
    "TooBig",
    "TooDear",
    "WrongPassphrase",
    "age",
    "web",
]
