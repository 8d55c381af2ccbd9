"""Guides from others: an organisation's own guide, laid beside ours.

A package is a zip (`NAME.guidepaket`, see FORMAT.md) signed with Ed25519, or, on its author's own
machine, an unsigned folder. It holds Markdown and nothing else: never code, never HTML.

    package = read(path, ours)                # checked in full, or BadPackage
    may_replace(known, package)               # same key, not older, no id reused; or BadPackage
    namespaced(package).sections["rsmh/min-sida"]

Nothing of a package is given out before all of it holds: the zip, the signature, the names, the
bounds and the rules of `guiden check`. A signature says that two packages come from the same
publisher, never who that is: show `fingerprint`, let the person compare it, and keep it. What is
kept was `read`, and is opened again with `unpack`: the workbook keeps it, see `workbook.shelf`.

Whom to call, and the person's plan, are always read from our own content: a package with a page of
that name, or with something that could be taken for it, is refused (see `likeness`).

For authors: `new_key`, `open_key`, `may_write`, `sign`, `describe`.

May import: the standard library, `guide`, and `cryptography` (only in `keys`). Writes nothing but
what an author asks for, and a folder for temporary files that is gone when the call returns.
"""

from .errors import SENTENCES, BadPackage
from .keys import LONGEST, SHORTEST, new_key, open_key
from .namespace import namespaced
from .package import Known, Package, may_replace
from .reading import describe, fetch, may_write, read, read_folder, sign, unpack

__all__ = [
    "LONGEST",
    "SENTENCES",
    "SHORTEST",
    "BadPackage",
    "Known",
    "Package",
    "describe",
    "fetch",
    "may_replace",
    "may_write",
    "namespaced",
    "new_key",
    "open_key",
    "read",
    "read_folder",
    "sign",
    "unpack",
]
