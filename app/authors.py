"""Commands for those who make a guide of their own: `guiden package`, and `guiden --beside`.

A package is a file that others can add beside ours; `content/README.md` tells how one is made.
Nothing heavy is imported before a command is run.
"""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.guide import Guest, Library
    from app.packages import BadPackage


class Command(NamedTuple):
    """A command under `guiden package`. arguments: name, what stands for it, what it is."""

    name: str
    help: str
    description: str
    arguments: tuple[tuple[str, str, str], ...]


_FOLDER = ("folder", "MAPP", "paketets mapp, med paket.json")
_KEY = ("key", "NYCKEL", "filen med nyckeln, som guiden package new-key gjorde")
COMMANDS = (
    Command(
        "new-key",
        "gör en nyckel att skriva under med",
        "Gör en ny nyckel i en fil, och frågar efter en lösenfras för den. Spara båda väl: utan "
        "dem kan ingen ny version ersätta den gamla.",
        (("key", "FIL", "den nya filen; en fil som finns skrivs aldrig över"),),
    ),
    Command(
        "sign",
        "skriv under ett paket",
        "Granskar en mapp, skriver under den och gör en fil som andra kan lägga till.",
        (_FOLDER, _KEY, ("out", "FIL", "den färdiga filen, till exempel var-guide.guidepaket")),
    ),
    Command(
        "check",
        "granska ett paket",
        "Granskar ett paket eller dess mapp, och säger fingeravtrycket eller vad som är fel.",
        (("package", "PAKET", "en fil eller en mapp"),),
    ),
)

_REMEDIES = {
    "unreadable": "Skriv vägen till filen eller mappen.",
    "foreign": "Här ligger något som inte hör till ett paket. Flytta det till en annan mapp.",
    "too_big": "Filen, eller allt tillsammans, är för stort. Gränserna står i FORMAT.md.",
    "description": "Titta i paket.json: alla sex rader, och inget annat.",
    "text": "Titta efter mycket långa stycken, rader på över 1 000 tecken och udda tecken.",
    "no_guide": "Skriv en guide.md i en mapp inuti paketets mapp.",
    "help": "Ta bort fa-hjalp-nu. Länka till den i stället.",
    "unsigned": "Skriv under det: guiden package sign.",
}


def run(given: argparse.Namespace, content: Path) -> int:
    """Run a command of `COMMANDS`, for packages beside the content in a folder."""
    from app.guide import Library
    from app.packages import BadPackage

    ours = Library(content)
    try:
        if given.what == "new-key":
            return _new_key(given.key)
        if given.what == "sign":
            return _sign(given.folder, given.key, given.out, ours)
        return _check(given.package, given.lock, ours)
    except BadPackage as error:
        return _refuse(error)


def beside(folder: Path, content: Path) -> Guest | None:
    """An author's own guides, checked in full. None, and it is said why, where that cannot be."""
    from app.guide import Library
    from app.packages import BadPackage, namespaced, read_folder

    try:
        return namespaced(read_folder(folder, Library(content)))
    except BadPackage as error:
        _refuse(error)
        return None


def _new_key(path: Path) -> int:
    from app.packages import SHORTEST, new_key

    passphrase = getpass("Ny lösenfras för nyckeln: ")
    if len(passphrase) < SHORTEST:
        return _say(f"Lösenfrasen är för kort. Den ska ha minst {SHORTEST} tecken.")
    if getpass("Skriv den en gång till: ") != passphrase:
        return _say("De två är inte lika. Ingen nyckel är gjord.")
    print(f"Nyckeln ligger i {path}.")
    print(f"Fingeravtryck: {new_key(path, passphrase)}")
    return 0


def _sign(folder: Path, key: Path, out: Path, ours: Library) -> int:
    from app.packages import open_key, read_folder, sign

    read_folder(folder, ours)  # nobody should type a passphrase to hear of a comma
    signed = sign(folder, open_key(key, getpass("Nyckelns lösenfras: ")), out, ours)
    print(f"{signed.name}, version {signed.version}, ligger i {out}.")
    print(f"Fingeravtryck: {signed.fingerprint}")
    return 0


def _check(path: Path, lock: bool, ours: Library) -> int:
    from app.guide import ids
    from app.guide.files import Files
    from app.packages import read, read_folder

    if path.is_dir():
        if lock:
            print(ids.write(Files(path)))
        found = read_folder(path, ours)
    else:
        found = read(path, ours)
    print(f"{found.name} från {found.publisher}, version {found.version}: inget är fel.")
    print(f"Fingeravtryck: {found.fingerprint}" if found.fingerprint else "Inte underskrivet.")
    return 0


def _refuse(error: BadPackage) -> int:
    for finding in error.findings:
        print(finding, file=sys.stderr)
    place = f"{error.path}: " if error.path else ""
    return _say(f"{place}{error.what} {_REMEDIES.get(error.code, '')}".strip())


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
