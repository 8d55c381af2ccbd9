"""What is shown: the content as it was last saved, what the check says, and what is asked for.

Belongs to one event loop. Files are read and parsed in threads: a large one takes a second, and
nothing else may wait for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.guide import Library, check, fences, ids, spelling, wording
from app.guide.finding import Finding

OFTEN = 0.2
"""Seconds between two looks at the files."""

CALM = 2.0
"""Seconds without a save before the files that are not shown are checked too."""

DEPTHS = ("lite", "lagom", "mycket")
THEMES = ("light", "dark")

log = logging.getLogger(__name__)

Stamps = dict[Path, tuple[int, int, int]]


@dataclass(frozen=True)
class Wish:
    """What the page asks to see. ``section`` is an id, "" for the list of all sections."""

    section: str = ""
    easy: bool = False
    depth: str = "lagom"
    theme: str = "light"

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wish:
        """The wish in a query. What makes no sense in it counts as not asked for."""
        section, depth, theme = (asked.get(name, "") for name in ("avsnitt", "djup", "tema"))
        return cls(
            section if fences.ID.fullmatch(section) else "",
            asked.get("latt") == "ja",
            depth if depth in DEPTHS else cls.depth,
            theme if theme in THEMES else cls.theme,
        )


class Hub:
    """The content in a folder, followed as it changes. ``run`` does the following."""

    def __init__(self, content: Path, wish: Wish) -> None:
        self.content, self.wish = content, wish
        # The stamps are older than what is then read: a change in between is seen next time.
        self._stamps = _stamps(content)
        self.library = Library(content)
        self.findings: list[Finding] | None = None
        """Of all files; None until they have been checked."""
        self.spelled = False
        """Whether there is a dictionary to check the spelling by."""
        self.version = 0
        self._news = asyncio.Event()
        self._saved = asyncio.Event()
        self._reading = asyncio.Lock()
        self._parsed: tuple[Library, Wish, bool] | None = None

    @property
    def file(self) -> Path | None:
        """The file of what is asked for, if it is there."""
        wish, files = self.wish, self.library.section_files
        if wish.easy and wish.section in self.library.easy_files:
            files = self.library.easy_files
        return files.get(wish.section)

    async def run(self) -> None:
        """Follows the files for ever."""
        await asyncio.gather(self._follow(), self._check())

    async def after(self, version: int, patience: float) -> int:
        """The version, as soon as it is another than this one, or after so many seconds."""
        if self.version == version:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._news.wait()
        return self.version

    async def ready(self, *, whole: bool = False) -> tuple[Library, Wish]:
        """What to show now, parsed: the guides and the section asked for, or ``whole`` everything.

        Of what is saved meanwhile, the newest.
        """
        async with self._reading:
            while True:
                now = self.library, self.wish
                await self._read(*now, whole)
                if now == (self.library, self.wish):
                    return now

    async def _read(self, library: Library, wish: Wish, whole: bool) -> None:
        """Parses in a thread, unless that is done: who asks again must not wait for a thread."""
        if self._parsed not in ((library, wish, whole), (library, wish, True)):
            await asyncio.to_thread(_parse, library, wish, whole)
            self._parsed = library, wish, whole

    def turn(self, wish: Wish) -> None:
        """Shows something else."""
        if wish != self.wish:
            self.wish = wish
            self._tell()

    def _tell(self) -> None:
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(OFTEN)
            now = await asyncio.to_thread(_stamps, self.content)
            if now != self._stamps:
                self._stamps = now
                library = await asyncio.to_thread(Library, self.content)
                async with self._reading:  # before anyone is told: they come all at once
                    await self._read(library, self.wish, whole=False)
                self.library = library
                self._saved.set()
                self._tell()

    async def _check(self) -> None:
        right = await asyncio.to_thread(spelling.dictionary)
        self.spelled = right is not None
        right = right and functools.cache(right)  # mostly it is asked of the same words again
        only: Path | None = None
        while True:
            try:
                found = await asyncio.to_thread(check.check, self.content, None, right, only)
                others = [one for one in self.findings or () if only and one.path != only]
                self.findings = [*found, *others]
            except Exception as error:  # the frames go on showing what can be shown
                log.error("The check failed: %s", type(error).__name__)
                self.findings = None
            self._tell()
            try:
                # Not wait_for: before Python 3.12 it may lose a cancellation, and go on for ever.
                async with asyncio.timeout(CALM if only else None):
                    await self._saved.wait()
            except TimeoutError:
                only = None  # what it means for the others, when nobody waits for anything else
            else:
                self._saved.clear()
                only = self.file


def _parse(library: Library, wish: Wish, whole: bool) -> None:
    """Has the library read what it would otherwise read when it is asked."""
    parsed: list[object] = [library.guides]
    for section_id in library.section_files if whole or not wish.section else (wish.section,):
        parsed += [library.section(section_id, easy) for easy in (False, True)]


def _stamps(folder: Path) -> Stamps:
    """What tells whether a file has changed, for every file that the content is made of."""
    found: Stamps = {}
    for path in (*folder.glob("*/*.md"), folder / ids.FILE, folder / wording.NAMES):
        try:
            stat = path.stat()
        except OSError:  # gone, or about to be replaced
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found
