"""``guiden preview``: finds the section, serves the page, and clears up after itself.

And after earlier ones that were cut off: what they leave is a folder of their own.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from app import paths
from app.guide import Library
from app.guide.finding import did_you_mean
from app.guide.library import EASY, GUIDE_FILE, split
from app.preview.hub import Hub, Wish
from app.preview.page import FRAMES, Front
from app.preview.window import filler
from app.serve import serve_frames
from app.stops import STOPS

HELLO = (
    "Ändra i filen och spara, så ser du det i webbläsaren. "
    "Avsluta med Ctrl+C. Inget du skriver där sparas."
)

OWN = "guiden-preview-"
"""What the name of the folder begins with."""

LIST = "Kör guiden preview utan något efter, så får du en lista att välja i."


class NotFound(Exception):
    """What was asked for is not in the content. The text is a Swedish sentence."""


def main(
    section: str | None,
    content: Path | None,
    *,
    easy: bool = False,
    port: int = 0,
    open_window: bool = True,
) -> int:
    """Shows a section until a signal ends it. Returns 1 if there is no such section, else 0.

    Args:
        section: an id or a path; None for a list to pick from.
        content: the content's folder; without it, that of the path, or what came with the program.
        easy: show the section in easier words.

    Raises:
        PortTaken: someone else has the port.
    """
    try:
        folder, wish = find(section, content)
    except NotFound as sentence:
        print(sentence, file=sys.stderr)
        return 1
    for number in STOPS:  # from here on there is something to clear up
        signal.signal(number, _stop)
    for folder in left_behind():
        shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory(prefix=OWN, ignore_cleanup_errors=True) as own:
        places = replace(paths.find(Path(own)), content=folder)
        paths.keep_temp_inside(places)
        hub = Hub(folder, Wish(wish.section, wish.easy or easy))
        print(HELLO)
        try:
            serve_frames(
                Front(hub).answer,
                {name: filler(hub, places) for name in FRAMES},
                places,
                port=port,
                open_window=open_window,
            )
        finally:
            for number in STOPS:  # an impatient second one must not leave half of the folder
                signal.signal(number, signal.SIG_IGN)
    return 0


def left_behind() -> Iterator[Path]:
    """The folders of previews that were cut off, among the temporary files.

    Only those that are surely one: for us alone, no link, and with the number of a process that
    has ended.
    """
    for folder in Path(gettempdir()).glob(f"{OWN}*"):
        try:
            found = folder.lstat()
            numbered = any(map(str.isdecimal, os.listdir(folder / paths.TEMP_NAME)))
        except OSError:  # no folder of a preview, or gone already
            continue
        ours = os.name != "posix" or (
            found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) == 0o700
        )
        if stat.S_ISDIR(found.st_mode) and ours and numbered and not paths.in_use(folder):
            yield folder


def find(section: str | None, content: Path | None) -> tuple[Path, Wish]:
    """The content's folder and the section in it.

    Raises:
        NotFound: there is no such folder or section.
    """
    given = Path(section) if section else None
    if given and content is None and given.is_dir():
        given, content = None, given
    if given and content is None and given.suffix == ".md" and given.is_file():
        content = given.absolute().parent.parent
    folder = (content or paths.find().content).absolute()
    if not folder.is_dir():
        raise NotFound(
            f"Mappen {folder} finns inte. "
            "Skriv var innehållet ligger: guiden preview mina-tecken MAPP"
        )
    library = Library(folder)
    if not library.section_files:
        raise NotFound(f"I mappen {folder} finns inga avsnitt. Skriv innehållets mapp sist.")
    if given is None:
        return folder, Wish()
    if given.name == GUIDE_FILE:
        raise NotFound(f"{GUIDE_FILE} är en innehållsförteckning. Välj ett avsnitt.")
    section_id, ending = split(Path(given.name.removesuffix(".md") + ".md"))
    if section_id not in library.section_files:
        near = did_you_mean(section_id, library.section_files)
        remedy = near if near.startswith("Menade") else LIST
        raise NotFound(f"Avsnittet ”{section_id}” finns inte i {folder}. {remedy}")
    return folder, Wish(section_id, ending == EASY)


def _stop(_number: int, _frame: object) -> None:
    raise SystemExit(0)
