"""What a file in a package may be called, and how much there may be.

The names are so plain that no file system reads them as anything else: no capitals to mix up, no
accents to write in two ways, nothing that leads out of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.guide.fences import ID
from app.guide.library import EASY

from .errors import BadPackage

DESCRIPTION = "paket.json"
LOCK = "ids.lock"
SIGNATURE = "signatur"
KEY = "nyckel"

MOST_BYTES = 1024 * 1024  # all files together
MOST_FILES = 200
MOST_A_FILE = 64 * 1024
_LONGEST = 100

_FOLDER = re.compile(r"[a-z0-9-]+")
# On Windows these are not files, whatever ending they are given.
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def check(name: str) -> None:
    """Raises BadPackage unless a package may have a file of this name."""
    if name in (DESCRIPTION, LOCK, SIGNATURE, KEY):
        return
    folder, _, file = name.partition("/")
    stem, dot, ending = file.partition(".")
    if (
        len(name) > _LONGEST
        or not _FOLDER.fullmatch(folder)
        or not ID.fullmatch(stem)
        or dot + ending not in (".md", f"{EASY}.md")
        or _DEVICES.fullmatch(folder)
        or _DEVICES.fullmatch(stem)
    ):
        raise BadPackage("foreign", "a name that no file of a package has", name)


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Raises BadPackage unless so many files of these sizes, in bytes, are few and small enough."""
    if len(sizes) > MOST_FILES:
        raise BadPackage("too_big", "too many files")
    for name, size in sizes.items():
        if size > MOST_A_FILE:
            raise BadPackage("too_big", "a file is too big", name)
    if sum(sizes.values()) > MOST_BYTES:
        raise BadPackage("too_big", "too much in all")
