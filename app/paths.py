"""Where things live: the content, the assets, and the person's own folder.

This is the only file that knows. It never looks at the working folder: in a packed app that is
somewhere else altogether, and a person may start the app from anywhere.

The person's folder may be changed while the app runs, to a memory stick for one: `suggestions` are
folders worth offering, `Places.at` moves there, and `keep_temp_inside` sees to it that Python's
temporary files follow. What a computer remembers all the same is told by `traces`.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

VAULT_NAME = "valv.guiden"
PARSED_NAME = "innehall.cache"
CARD_NAME = "kriskort.json"
LAUNCH_NAME = "oppna.html"
"""The file that takes the browser to the app; in the person's folder for a moment."""
TEMP_NAME = "tillfälligt"
"""The folder for temporary files, in the person's folder while the app runs."""
FOLDER_NAME = "Guiden"
"""What a new folder on a memory stick is called."""

_MOST = 500
"""Names on a drive that are looked at; a stick full of pictures must not keep anyone waiting."""
# A dead server keeps whoever asks for its files waiting, and an automounter wakes one up.
_DISTANT = ("9p", "afs", "autofs", "ceph", "cifs", "davfs", "fuse.", "nfs", "smb")

# The name between is the person's: /media/kim/STICKA.
_PLUGGED_IN = re.compile(r"/media/([^/]+/)?[^/]+|/run/media/[^/]+/[^/]+|/mnt/[^/]+", re.DOTALL)


@dataclass(frozen=True)
class Places:
    """The four places of a running app. All are absolute; `content` and `assets` exist."""

    content: Path
    """The guides as Markdown, read only."""
    assets: Path
    """Icons, fonts and pictures, read only."""
    data: Path
    """The person's folder, readable by its owner alone."""
    vault: Path
    """The one file that holds everything written, sealed."""

    @property
    def parsed(self) -> Path:
        """The file that keeps the parsed content from one start to the next. Nothing personal."""
        return self.data / PARSED_NAME

    @property
    def fonts(self) -> Path:
        """The folder of fonts, for files that carry theirs with them."""
        return self.assets / "fonts"

    @property
    def card(self) -> Path:
        """The crisis card, which lies outside the lock. There only if a person has made one."""
        return self.data / CARD_NAME

    @property
    def borrowed(self) -> bool:
        """Whether the folder was chosen, and is not the one this computer gives the app."""
        return os.path.realpath(self.data) != os.path.realpath(default_data())

    def at(self, folder: Path) -> Places:
        """The same app with another folder for the person."""
        data = folder.expanduser().absolute()
        return replace(self, data=data, vault=data / VAULT_NAME)

    def prepare(self) -> None:
        """Make the data folder, for its owner alone.

        A folder that was there already keeps its contents and loses other people's rights to it,
        except where nobody may say so: a memory stick seldom knows of owners.

        Raises:
            OSError: the folder cannot be made, or is not ours though it is the app's own.
        """
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            try:
                self.data.chmod(0o700)
            except PermissionError:
                if not self.borrowed:
                    raise


@dataclass(frozen=True)
class Suggestion:
    """A folder worth offering to the person; see `Places.at`."""

    folder: Path
    """Absolute. Need not exist if it holds no vault."""
    holds_vault: bool


def find(data: Path | None = None) -> Places:
    """Find the places of this installation.

    Args:
        data: the person's choice of folder (`--data`); otherwise the platform's own.

    Raises:
        FileNotFoundError: the content did not come along with the program.
    """
    folder = (data or default_data()).expanduser().absolute()
    return Places(
        content=_shipped("content"),
        assets=_shipped("assets"),
        data=folder,
        vault=folder / VAULT_NAME,
    )


def default_data() -> Path:
    """The folder the platform gives an app for its data."""
    # Set by `flet build`, and on phones the only folder an app may write to.
    if given := os.environ.get("FLET_APP_STORAGE_DATA"):
        return Path(given)
    # Imported late so that `--help` stays light.
    from platformdirs import user_data_dir

    return Path(user_data_dir("Guiden", appauthor=False))


def _shipped(name: str) -> Path:
    """A folder that ships with the program.

    An installed wheel carries it inside the package (see `force-include` in pyproject.toml). In a
    checkout, in a PyInstaller bundle and on a phone it lies beside the package.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name} is missing from this installation")


# Another folder


def suggestions(among: Iterable[Path] | None = None) -> tuple[Suggestion, ...]:
    """Folders the person may want to open, those that hold a vault first.

    On each drive: the drive itself and the folders right on it that hold a vault; if none does, a
    folder that could be made there. At home: the vaults right there and in the folder Guiden.

    Looks one level down and follows no link. A drive that is failing may keep it waiting, so call
    it in a thread, and do not wait for that thread longer than a person would.

    Args:
        among: the drives to look at; otherwise `drives()`.
    """
    vaults: list[Suggestion] = []
    room: list[Suggestion] = []
    for drive in drives() if among is None else among:
        held = [folder for folder in (drive, *_folders(drive)) if _holds_vault(folder)]
        vaults += [Suggestion(folder, True) for folder in held]
        new = drive / FOLDER_NAME
        if not held and os.access(drive, os.W_OK) and not os.path.islink(new):
            room.append(Suggestion(new, False))
    home = Path.home()
    vaults += [Suggestion(f, True) for f in (home, home / FOLDER_NAME) if _holds_vault(f)]
    return (*vaults, *room)


def drives() -> tuple[Path, ...]:
    """The roots of memory sticks and other drives that are plugged in or mounted by hand."""
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        # An empty card reader would put a dialog before the person.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS)
        there = ctypes.windll.kernel32.GetLogicalDrives()
        letters = [f"{chr(65 + i)}:\\" for i in range(26) if there >> i & 1]
        removable = 2
        return tuple(
            Path(letter)
            for letter in letters
            if ctypes.windll.kernel32.GetDriveTypeW(letter) == removable
        )
    if sys.platform == "darwin":
        # The computer's own disk stands there too, as a link.
        return tuple(folder for folder in _folders(Path("/Volumes")) if os.path.ismount(folder))
    with suppress(OSError):
        table = Path("/proc/self/mounts")
        return mounted(table.read_text(encoding="utf-8", errors="surrogateescape"))
    return ()


def mounted(table: str) -> tuple[Path, ...]:
    """What is mounted where Linux puts sticks and people put drives, and is on this computer.

    Args:
        table: as the kernel writes it in /proc/self/mounts.
    """
    found = set()
    for line in table.split("\n"):
        match line.split(" "):
            case [_, point, kind, *_] if not kind.startswith(_DISTANT):
                # The kernel writes a space as \040, and the sign \ as \134.
                path = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)
                if _PLUGGED_IN.fullmatch(path):
                    found.add(Path(path))
    return tuple(sorted(found))


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                folder / entry.name
                for entry in islice(entries, _MOST)
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            )
    except OSError:  # pulled out, or not ours to read
        return []


def _holds_vault(folder: Path) -> bool:
    try:
        return stat.S_ISREG((folder / VAULT_NAME).lstat().st_mode)
    except OSError:
        return False


# Temporary files


temp_folders: list[Path] = []
"""Where this process has had its temporary files."""


def keep_temp_inside(places: Places, replaced: Iterable[Path] = ()) -> None:
    """Let Python's temporary files lie in the person's folder and nowhere else.

    Each run has a folder of its own there, named after its process. It is removed when the program
    ends; what a run that was cut off has left is removed here. Files that were made before stay
    where they are: Flet's page for the browser is one. Programs that we start, the browser for one,
    are not told.

    Args:
        replaced: `temp_folders` of the process that this one took the place of. It had no end, so
            what it has left elsewhere is removed here too, and so are the texts of a package that
            it was checking.

    Raises:
        OSError: the person's folder cannot be written.
    """
    # Imported late so that `--help` stays light.
    import tempfile

    home = places.data / TEMP_NAME
    own = home / str(os.getpid())
    replaced = tuple(replaced)
    for folder in replaced:
        if folder != own:
            _clear_up(folder)
    if home.is_symlink():
        # Emptying it would empty whatever it leads to.
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(home))
    home.mkdir(mode=0o700, exist_ok=True)
    for left in home.iterdir():
        if not _runs(left.name):
            _discard(left)
    if own in replaced:  # the same number: what it was doing ended with it
        for left in own.glob("guiden-*"):
            _discard(left)
    own.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(own)
    if own not in temp_folders:
        temp_folders.append(own)
        atexit.register(_clear_up, own)


def in_use(data: Path) -> bool:
    """Whether another Guiden that runs now has its temporary files in this folder."""
    try:
        names = os.listdir(data / TEMP_NAME)
    except OSError:
        return False
    return any(name != str(os.getpid()) and _runs(name) for name in names)


def socket_home() -> Path:
    """The computer's own folder for temporary files, for a socket: a stick can hold none."""
    given = os.environ.get("TMPDIR", "")
    # Flet's client cannot read other letters in a socket's path, and a long one is too long.
    plain = re.fullmatch(r"[A-Za-z0-9._/+-]{1,80}", given)
    return Path(given if plain else "/tmp")  # noqa: S108 - a private folder is made in it


def _runs(name: str) -> bool:
    """Whether a process of this number runs. A name that is no number is nobody's."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", name):
        return False
    if sys.platform == "win32":
        import ctypes

        # os.kill would end the process here.
        synchronize = 0x100000
        process = ctypes.windll.kernel32.OpenProcess(synchronize, False, int(name))
        ctypes.windll.kernel32.CloseHandle(process)
        return bool(process)
    try:
        os.kill(int(name), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _discard(path: Path) -> None:
    import shutil

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _clear_up(own: Path) -> None:
    _discard(own)
    with suppress(OSError):  # another run has its folder there, or the stick is gone
        own.parent.rmdir()
