"""Commands for those who write guides, ours or their own; and `guiden --beside`.

A package is a file that others can add beside ours; `content/README.md` tells how one is made.
Nothing heavy is imported before a command is run.
"""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app import paths

if TYPE_CHECKING:
    from app.guide import Guest, Library
    from app.packages import BadPackage


class Command(NamedTuple):
    """A command. arguments: name, what stands for it, what it is. flags: name, what it does."""

    name: str
    help: str
    description: str
    arguments: tuple[tuple[str, str, str], ...] = ()
    flags: tuple[tuple[str, str], ...] = ()


COMMANDS = (
    Command(
        "check",
        "granska innehållet",
        "Granskar guiderna och säger vad som är fel, var, och vad man gör åt det.",
        flags=(
            ("--lock", "skriv in nya id:n i ids.lock, där de står för alltid"),
            ("--json", "skriv resultatet som JSON"),
        ),
    ),
    Command(
        "dates",
        "visa vad som behöver kontrolleras på nytt",
        "Visar alla källor med dagen då de lästes, äldst först, och var de står.",
    ),
    Command(
        "content",
        "visa guiderna och deras avsnitt",
        "Visar guiderna och deras avsnitt.",
        flags=(("--report", "visa också ord, lästid, LIX, frågor och vilka krav som möts"),),
    ),
    Command(
        "new",
        "börja på ett nytt avsnitt",
        "Skriver en fil att börja från. En fil som finns skrivs aldrig över.",
        (("section", "AVSNITT", "mapp och id, till exempel heldygnsvard/min-sida"),),
    ),
)
PREVIEW = Command(
    "preview",
    "visa ett avsnitt medan du skriver",
    "Visar ett avsnitt i webbläsaren, som på telefon, dator och papper. Följer filen: spara, "
    "så syns ändringen. Avsluta med Ctrl+C. --no-open och --port skrivs före preview.",
    (("section", "AVSNITT", "id eller fil, till exempel mina-tecken; annars en lista"),),
    (("--easy", "visa den lättlästa texten"),),
)

_FOLDER = ("folder", "MAPP", "paketets mapp, med paket.json")
_KEY = ("key", "NYCKEL", "filen med nyckeln, som guiden package new-key gjorde")
OF_PACKAGES = (
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
        (("--lock", "skriv först in mappens nya id:n i ids.lock"),),
    ),
)

_DESCRIPTION = "paket.json"
_LONGEST = 100  # signs of a name
_REMEDIES = {
    "unreadable": "Skriv vägen till filen eller mappen.",
    "foreign": "Flytta det till en annan mapp.",
    "too_big": "Gränserna står i FORMAT.md.",
    "description": "Titta i paket.json: alla sex rader, och inget annat. Namn och utgivare har "
    "bokstäver, inga citattecken och bara en mening.",
    "text": "Titta efter mycket långa stycken, rader på över 1 000 tecken och udda tecken.",
    "no_guide": "Skriv en guide.md i en mapp inuti paketets mapp.",
    "help": "Ta bort fa-hjalp-nu. Länka till den i stället.",
    "plan": "Ta bort trygghetsplan. Länka till den i stället.",
    "likeness": "Välj en annan rubrik, eller ett annat namn i paket.json.",
    "number": "Skriv samma nummer som under Få hjälp nu, eller ett annat namn.",
    "unsigned": "Skriv under det: guiden package sign.",
}


def declare(commands: argparse._SubParsersAction[Any]) -> None:
    """Add every command to a command line; those of packages one level down."""
    for one in COMMANDS:
        _add_content(_add(commands, one))
    about = "gör och granska ett eget guidepaket"
    package = commands.add_parser("package", help=about, description=about)
    inner = package.add_subparsers(
        dest="what", title="kommandon", metavar="KOMMANDO", required=True
    )
    for one in OF_PACKAGES:
        _add(inner, one, type=_path)
    _add_content(_add(commands, PREVIEW, nargs="?"))


def _add(
    commands: argparse._SubParsersAction[Any], one: Command, **how: Any
) -> argparse.ArgumentParser:
    """Add a command. how: of its arguments, as argparse has it."""
    command: argparse.ArgumentParser = commands.add_parser(
        one.name, help=one.help, description=one.description
    )
    for name, metavar, help in one.arguments:
        command.add_argument(name, metavar=metavar, help=help, **how)
    for name, help in one.flags:
        command.add_argument(name, action="store_true", help=help)
    return command


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "content",
        nargs="?",
        type=Path,
        metavar="INNEHÅLL",
        help="innehållets mapp; annars det som följer med Guiden",
    )


def _path(text: str) -> Path:
    if not text:  # a variable that was empty, say: it would be the folder one stands in
        raise argparse.ArgumentTypeError("skriv vägen till en fil eller en mapp")
    return Path(text)


def run(given: argparse.Namespace) -> int:
    """Run any of the commands but the preview."""
    if given.command == "package":
        return _package(given, paths.find().content)
    content = given.content or paths.find().content
    if given.command == "check":
        from app.guide import check

        if (content / _DESCRIPTION).is_file():  # by itself it would be told to have what ours has
            return _say(f"{content} är ett eget paket. Granska det: guiden package check {content}")
        return check.main(content, given.lock, given.json)
    if given.command == "dates":
        from app.guide import dates

        return dates.main(content)
    if given.command == "content":
        from app.guide import report

        return report.main(content, given.report)
    from app.guide import skeleton

    return skeleton.main(content, given.section)


def _package(given: argparse.Namespace, content: Path) -> int:
    """Run a command of `OF_PACKAGES`, for packages beside the content in a folder."""
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
    except UnicodeError:
        return _say("Lösenfrasen gick inte att läsa. Skriv den med tecken som terminalen kan.")
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
        return _say("Avbrutet. Inget är ändrat.")


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
    from app.packages import LONGEST, SHORTEST, new_key

    passphrase = getpass("Ny lösenfras för nyckeln: ")
    if len(passphrase) < SHORTEST:
        return _say(f"Lösenfrasen är för kort. Den ska ha minst {SHORTEST} tecken.")
    if len(passphrase.encode()) > LONGEST:
        return _say("Lösenfrasen är för lång. Korta den.")
    if getpass("Skriv den en gång till: ") != passphrase:
        return _say("De två är inte lika. Ingen nyckel är gjord.")
    fingerprint = new_key(path, passphrase)
    print(f"Nyckeln ligger i {path}.")
    print(f"Fingeravtryck: {fingerprint}")
    return 0


def _sign(folder: Path, key: Path, out: Path, ours: Library) -> int:
    from app.packages import may_write, open_key, read_folder, sign

    # Nobody should type a passphrase to hear of a comma.
    may_write(folder, out)
    read_folder(folder, ours)
    signed = sign(folder, open_key(key, getpass("Nyckelns lösenfras: ")), out, ours)
    print(f"{signed.name}, version {signed.version}, ligger i {out}.")
    print(f"Fingeravtryck: {signed.fingerprint}")
    return 0


def _check(path: Path, lock: bool, ours: Library) -> int:
    from app.guide import ids
    from app.guide.files import Files
    from app.packages import describe, read, read_folder

    if lock and not path.is_dir():
        return _say("--lock behöver paketets mapp, inte en fil.")
    if path.is_dir():
        if lock:
            describe(path)  # so that nothing is written in a folder that is no package
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
    place = f"{_shown(error.path)}: " if error.path else ""
    return _say(f"{place}{error.what} {_REMEDIES.get(error.code, '')}".strip())


def _shown(name: str) -> str:
    """A file's name, which may be anyone's, as a terminal can be given it."""
    plain = "".join(one if one.isprintable() else "?" for one in name[:_LONGEST])
    return f"{plain} … " if len(name) > _LONGEST else plain


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
