"""What a computer remembers of Guiden after a person has borrowed it.

May import: `paths` and the standard library. `find` looks, changes nothing and says what it found
in words a person understands; `remove` takes away one thing, and only what Guiden itself made or
what points into the person's folder. Promises: no guide is ever removed, nobody else's file is, no
link is followed, and nothing that a person wrote is read. Both read files: call them in a thread,
when the app is about to close.

What a run was seen to leave on Linux, apart from the person's folder, when it ends as it should:

- in the browser window, of the program itself, nothing; in Chromium a history (the file that opened
  the app, with the folder's name in it, then the addresses on 127.0.0.1, all titled Guiden), a
  cookie, icons, compiled scripts, a list of open tabs and a note that it offered to save the
  passphrase;
- in the desktop window, of the program itself, nothing; Flet's client leaves compiled shaders in
  Mesa's cache, which name nobody, and an app packed with its client has unpacked it in ~/.flet.

A run that was cut off also leaves the folder of the desktop window's socket. macOS and Windows were
not measured: what is said of them is what they are known to do.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from app import paths
from app.paths import Places

SUMMARY = (
    "Det du har skrivit i Guiden ligger låst i din mapp. Det här kan ändå finnas kvar på "
    "datorn. Guiden kan inte se allt: datorn kan spara mer än det som står här."
)
"""Goes before the list."""

_LARGEST = 16 * 1024 * 1024
"""Bytes of a list of recent files; more than that is not read."""
_CARD = ", utom det som står på kriskortet."  # where there is one, outside the lock


@dataclass(frozen=True)
class Trace:
    """One thing this computer holds, in Swedish. None of it quotes anything a person wrote."""

    what: str
    """What it is, in one line."""
    where: str
    """The file or folder, or "" if it is not one we can point at."""
    how: str
    """How to remove it by hand, or that it cannot be."""
    tells: str
    """What it tells whoever finds it."""
    take_away: Callable[[], None] | None = field(default=None, repr=False, compare=False)
    """Removes it, or raises OSError or ValueError and leaves it as it was; see `remove`."""

    @property
    def removable(self) -> bool:
        """Whether `remove` is worth a try."""
        return self.take_away is not None


def find(places: Places, browser: bool) -> tuple[Trace, ...]:
    """What this computer holds of the run that is about to end, and of earlier ones.

    First what can be removed for the person, then what they can remove, then what nobody can.

    Args:
        browser: whether the app is shown in a browser.
    """
    found = [*_own_folder(places), *_sockets(), *_recent(places.data), *_guide(places), *_client()]
    found.sort(key=lambda trace: not trace.removable)
    return (*found, *(_IN_BROWSER if browser else ()), *_always(places))


def remove(trace: Trace) -> bool:
    """Remove one trace for good; a recycle bin would be another trace.

    Returns:
        Whether it is gone. If not, it is as it was, or as much of it as could be removed is gone.
    """
    try:
        if trace.take_away:
            trace.take_away()
    except (OSError, ValueError):
        return False
    return trace.removable


# The person's folder, and the app's own, made by a start without a chosen one


def _guide(places: Places) -> Iterator[Trace]:
    if _on_this_computer(places.data):
        yield Trace(
            "Mappen med din guide ligger på den här datorn.",
            str(places.data),
            "Ska den inte vara kvar, flytta hela mappen till ett USB-minne när du har avslutat.",
            "Att någon har skrivit i Guiden här. Inte vad"
            + (_CARD if places.card.exists() else "."),
        )


def _on_this_computer(folder: Path) -> bool:
    """Whether it lies on the disk that the home folder lies on."""
    try:
        return folder.stat().st_dev == Path.home().stat().st_dev
    except OSError:
        return False


def _own_folder(places: Places) -> Iterator[Trace]:
    folder = paths.default_data()
    if not places.borrowed or not folder.is_dir():
        return
    if any(name.startswith(paths.VAULT_NAME) for name in _names(folder)):
        yield Trace(
            "Här ligger en annan guide. Guiden rör den inte.",
            str(folder),
            "Är den din kan du öppna den: starta Guiden som vanligt på den här datorn.",
            "Att någon har skrivit i Guiden här. Inte vad"
            + (_CARD if (folder / paths.CARD_NAME).exists() else "."),
        )
    elif _only_ours(folder):
        yield Trace(
            "En mapp som heter Guiden. Det finns ingen guide i den.",
            str(folder),
            "Ta bort mappen i filhanteraren.",
            "Att Guiden har startats på den här datorn.",
            partial(_remove_own_folder, folder),
        )
    else:
        yield Trace(
            "En mapp som heter Guiden, med annat i än det Guiden har gjort.",
            str(folder),
            "Titta i mappen. Ta bort den om inget i den ska vara kvar.",
            "Att Guiden har startats på den här datorn.",
        )


def _only_ours(folder: Path) -> bool:
    """Whether it is a real folder in which nothing lies but what Guiden puts there in passing."""
    known = {paths.LAUNCH_NAME, paths.TEMP_NAME}
    return not folder.is_symlink() and known >= set(_names(folder)) and not paths.in_use(folder)


def _remove_own_folder(folder: Path) -> None:
    if not _only_ours(folder):
        raise ValueError("the folder holds something else by now")
    (folder / paths.LAUNCH_NAME).unlink(missing_ok=True)
    if (folder / paths.TEMP_NAME).exists():
        shutil.rmtree(folder / paths.TEMP_NAME)  # refuses a link, follows none
    folder.rmdir()


# The desktop window's socket, left by a run that was cut off


def _sockets() -> Iterator[Trace]:
    if sys.platform != "linux":  # nobody to ask which sockets are in use
        return
    for folder in sorted(paths.socket_home().glob("guiden-*")):
        if _is_left_socket(folder):
            yield Trace(
                "En mapp som blev kvar när Guiden avbröts. Det ligger ingen text i den.",
                str(folder),
                "Ta bort mappen i filhanteraren.",
                "Att Guiden har körts på den här datorn.",
                partial(_remove_socket, folder),
            )


def _is_left_socket(folder: Path) -> bool:
    """Whether it is a folder of ours with a socket and nothing else, that no window uses."""
    try:
        about = folder.lstat()
        inside = [path.lstat() for path in folder.iterdir()]
        # Every socket that a program still holds.
        held = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:  # a file, gone meanwhile, or not ours
        return False
    ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    return (
        ours and all(stat.S_ISSOCK(each.st_mode) for each in inside) and f" {folder}/" not in held
    )


def _remove_socket(folder: Path) -> None:
    if not _is_left_socket(folder):
        raise ValueError("the folder holds something else by now")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


# The list of recent files that Linux programs share


def _recent(data: Path) -> Iterator[Trace]:
    shared = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    file = Path(shared, "recently-used.xbel")
    try:
        entries = [entry for entry in _entries(_read(file)) if _points_into(entry.address, data)]
    except (OSError, ValueError):
        return
    if entries:
        rows = "En rad" if len(entries) == 1 else f"{len(entries)} rader"
        yield Trace(
            f"{rows} i datorns lista över filer som har öppnats nyss.",
            str(file),
            "Rensa listan över senaste filer i datorns inställningar.",
            "Vad din mapp heter, vilka filer i den som har öppnats och när.",
            partial(_remove_recent, file, data),
        )


@dataclass(frozen=True)
class _Entry:
    """A bookmark in an XBEL file, and the bytes it takes up."""

    address: str
    start: int
    end: int


def _read(file: Path) -> bytes:
    """Raises OSError if it cannot be read, ValueError if it is a link or too large to be true."""
    about = file.lstat()
    if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
        raise ValueError("not a list of recent files")
    return file.read_bytes()


def _entries(data: bytes) -> list[_Entry]:
    """The bookmarks of an XBEL file, in order. Raises ValueError if it is none."""
    found: list[_Entry] = []
    opened: list[tuple[str, int]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "bookmark":
            opened.append((attributes.get("href", ""), parser.CurrentByteIndex))

    def end(name: str) -> None:
        if name == "bookmark":
            # At an end tag this is where the tag begins; after <bookmark/> it is where that ended.
            place = parser.CurrentByteIndex
            if data.startswith(b"</bookmark", place):
                place = data.index(b">", place) + 1
            found.append(_Entry(*opened.pop(), place))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("not an XML file") from error
    return found


def _points_into(address: str, data: Path) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return False
    path = Path(os.path.normpath(unquote(parts.path, errors="surrogateescape")))
    return any(path.is_relative_to(folder) for folder in (data, data.resolve()))


def _remove_recent(file: Path, folder: Path) -> None:
    """Take our rows out, with the space before each, and leave every other byte as it was."""
    before = _read(file)
    kept, place = b"", 0
    entries = _entries(before)
    for entry in entries:
        if _points_into(entry.address, folder):
            kept += before[place : entry.start].rstrip()
            place = entry.end
    kept += before[place:]
    others = [entry.address for entry in entries if not _points_into(entry.address, folder)]
    if [entry.address for entry in _entries(kept)] != others:
        raise ValueError("a list that is written in another way than we know")
    _replace(file, before, kept)


def _replace(file: Path, before: bytes, after: bytes) -> None:
    """Change a file in one step, unless another program has changed it meanwhile."""
    number, name = tempfile.mkstemp(prefix=".recently-used-", dir=file.parent)
    new = Path(name)
    try:
        with open(number, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(number)
        shutil.copymode(file, new)
        if _read(file) != before:
            raise ValueError("another program writes in it")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


# The program that draws the desktop window


def _client() -> Iterator[Trace]:
    folder = Path.home() / ".flet"
    if folder.is_dir():
        yield Trace(
            "Programmet som ritar Guidens fönster. Andra program kan använda samma.",
            str(folder),
            "Ta bort mappen, om inget annat program på datorn behöver den.",
            "Att Guiden, eller ett annat program som är byggt på samma sätt, har körts här.",
        )


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return ["?"]  # not ours to read, and so not ours to remove


# What no program of ours can reach

_IN_BROWSER = (
    Trace(
        "Rader i webbläsarens historik.",
        "",
        "Öppna historiken och ta bort raderna med 127.0.0.1 och den med oppna.html. "
        "Har du ett privat fönster sparas de inte.",
        "Att Guiden har visats, när, och vad mappen med din guide heter.",
    ),
    Trace(
        "Din lösenfras, om du svarade ja när webbläsaren frågade om den skulle spara den.",
        "",
        "Öppna sparade lösenord i webbläsarens inställningar och ta bort raden för 127.0.0.1.",
        "Din lösenfras, för den som kommer åt webbläsaren.",
    ),
    Trace(
        "Kakor och annat som webbläsaren sparar om sidor den har visat.",
        "",
        "När du avslutar ber Guiden webbläsaren att ta bort det. Vill du vara säker, rensa "
        "webbinformationen i webbläsarens inställningar.",
        "Att en sida med adressen 127.0.0.1 har visats, och när.",
    ),
)


def _always(places: Places) -> Iterator[Trace]:
    if sys.platform == "win32":
        yield Trace(
            "Listan över senast använda filer i Windows.",
            "",
            "Öppna Utforskaren, välj Alternativ och rensa Utforskarens historik.",
            "Vad din mapp heter, och vilka filer i den som har öppnats.",
        )
    elif sys.platform == "darwin":
        yield Trace(
            "Listan över senaste objekt på en Mac.",
            "",
            "Öppna Apple-menyn, välj Senaste objekt och sedan Rensa meny.",
            "Vad din mapp heter, och vilka filer i den som har öppnats.",
        )
    if sys.stdin is not None and sys.stdin.isatty():
        yield Trace(
            "Raden du startade Guiden med, i terminalens historik.",
            "",
            "Ta bort raden ur terminalens historik.",
            "Att Guiden har startats, och vad mappen heter om du skrev den.",
        )
    yield Trace(
        "Filer som du har sparat eller skrivit ut, till exempel i mappen Hämtade filer.",
        "",
        "Flytta dem till ditt USB-minne eller ta bort dem, och töm papperskorgen.",
        "Det som står i dem, om de inte är låsta med en lösenfras.",
    )
    yield Trace(
        "Text som du har kopierat.",
        "",
        "Kopiera något annat, till exempel ett ord på en webbsida. Datorn kan spara flera.",
        "Det du kopierade, för den som klistrar in.",
    )
    if not _on_this_computer(places.data):
        yield Trace(
            "Datorns egen logg över det som har varit anslutet till den.",
            "",
            "Den går inte att ta bort härifrån.",
            "Att ditt USB-minne har suttit i, och när.",
        )
