"""The content folder, opened once and read when asked for."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.guide import cache, parse
from app.guide.model import Field, Guide, Language, Section, Wording

GUIDE_FILE = "guide.md"
EASY = ".lattlast"  # after the id, in the name of a file with the same section in easier words
HELP = "fa-hjalp-nu"
LANGUAGES = {f".{one.value}": one for one in Language}  # likewise, its fixed words in another
LARGEST = 96 * 1024
"""Bytes in the largest Markdown file that is read. The longest section is a seventh of it."""
_GUIDES = ""  # in the cache: no section file has this name
SAFETY_PLAN = "trygghetsplan"


@dataclass(frozen=True)
class Guest:
    """Guides from elsewhere, parsed already, to lie beside the folder's own.

    id: what every id of theirs begins with, before a slash; no id of the folder's own has one.
    origin: where they come from, in a word or two for the person. guides: in order.
    sections, easy: by id.
    """

    id: str
    origin: str
    guides: tuple[Guide, ...]
    sections: Mapping[str, Section]
    easy: Mapping[str, Section]


class Library:
    """The guides and sections under ``folder``, and after them those ``beside`` it.

    Files are found when the library is made and parsed at first use. Nothing here raises because
    of content: what cannot be read comes back with ``broken`` set.
    """

    def __init__(self, folder: Path, beside: Iterable[Guest] = ()) -> None:
        self.folder, self.beside = folder, tuple(beside)
        self.guide_files = sorted(folder.glob(f"*/{GUIDE_FILE}"))
        self.section_files: dict[str, Path] = {}
        self.easy_files: dict[str, Path] = {}
        self.wording_files: dict[tuple[str, Language], Path] = {}
        for path in sorted(folder.glob("*/*.md")):
            section_id, ending = split(path)
            if ending in LANGUAGES:
                self.wording_files.setdefault((section_id, LANGUAGES[ending]), path)
            elif ending == EASY:
                self.easy_files.setdefault(section_id, path)
            elif path.name != GUIDE_FILE:
                self.section_files.setdefault(section_id, path)
        self._sections: MutableMapping[Path | str, Section] = {}
        self._wordings: dict[Path, Wording | None] = {}

    def with_beside(self, others: Iterable[Guest]) -> "Library":
        """The same library with others beside it too, but for those whose id is taken.

        What this one has parsed, and will parse, serves both; what the new one is asked for beyond
        that goes away with it.
        """
        new = copy(self)
        new.__dict__.pop("fields", None)
        new._sections = ChainMap({}, self._sections)
        taken = {one.id for one in self.beside}
        new.beside = (*self.beside, *(one for one in others if one.id not in taken))
        return new

    def load(self, cached: Path) -> None:
        """Have everything ready, from what an earlier start kept in the file ``cached`` if it can.

        For a thread, early. What is asked for before it is done is parsed then and there, and so
        are words in another language: most people never need them.
        """
        sections = [*self.section_files.values(), *self.easy_files.values()]
        # The page of help is always read from what came with the program.
        names = {
            path.relative_to(self.folder).as_posix(): path
            for path in sections
            if path.stem.removesuffix(EASY) != HELP
        }
        try:
            made_of = self._digest()
        except OSError:
            return  # told of where it is shown
        nodes = cache.load(cached, made_of)
        if not nodes or nodes.keys() != {_GUIDES, *names}:
            # Parsed anew: what somebody asked for meanwhile may be older, or may have failed.
            fresh = Library(self.folder)
            sections_now = {
                name: fresh._section(path, path.stem.removesuffix(EASY))
                for name, path in names.items()
            }
            nodes = {_GUIDES: fresh.guides, **sections_now}
            broken = [one.broken for one in fresh.guides]
            broken += [one.broken for one in sections_now.values()]
            if not any(broken):
                with suppress(OSError):
                    if self._digest() == made_of:  # nothing was changed meanwhile
                        cache.save(cached, made_of, nodes)
        self._own_guides = nodes.pop(_GUIDES)
        for name, node in nodes.items():
            self._sections.setdefault(names[name], node)

    def _digest(self) -> str:
        """Of every file's name and bytes. Raises OSError where one cannot be read."""
        paths = [*self.guide_files, *self.section_files.values(), *self.easy_files.values()]
        return cache.digest(
            (path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in paths
        )

    @property
    def guides(self) -> tuple[Guide, ...]:
        """All guides: the folder's own in the order their front matter asks for, then the rest."""
        return (*self._own_guides, *(guide for one in self.beside for guide in one.guides))

    @cached_property
    def _own_guides(self) -> tuple[Guide, ...]:
        texts = [(path, read(path)) for path in self.guide_files]
        texts.sort(key=lambda pair: (parse.order(pair[1] or ""), pair[0]))
        return tuple(
            Guide(path.parent.name, path.parent.name, broken=True)
            if text is None
            else parse.guide(text, path.parent.name).node
            for path, text in texts
        )

    def guide(self, guide_id: str) -> Guide | None:
        return next((guide for guide in self.guides if guide.id == guide_id), None)

    def origin(self, guide: Guide) -> str:
        """Where a guide beside the folder comes from; "" for the folder's own."""
        found = (one.origin for one in self.beside if guide.id.startswith(f"{one.id}/"))
        return next(found, "")

    def has(self, section_id: str) -> bool:
        """Whether there is a section of this id, readable or not."""
        return section_id in self.section_files or self._beside(section_id) is not None

    def _beside(self, section_id: str) -> Guest | None:
        return next((one for one in self.beside if section_id in one.sections), None)

    def section(self, section_id: str, easy: bool = False) -> Section:
        """The section, or a broken one where the file is missing or unreadable.

        With ``easy`` in easier words, where somebody has written them.
        """
        if beside := self._beside(section_id):
            section = beside.sections[section_id]
            return beside.easy.get(section_id, section) if easy else section
        path = self.section_files.get(section_id)
        if easy and not self._section(self.easy_files.get(section_id), section_id).broken:
            path = self.easy_files[section_id]
        return self._section(path, section_id)

    def _section(self, path: Path | None, section_id: str) -> Section:
        if (path or section_id) not in self._sections:
            text = read(path) if path else None
            self._sections[path or section_id] = (
                Section(section_id, section_id, broken=True)
                if text is None
                else parse.section(text, section_id).node
            )
        return self._sections[path or section_id]

    def wording(self, section_id: str, language: Language) -> Wording | None:
        """The fixed words of a section in another language.

        None where nobody has written them, or where they cannot be read.
        """
        path = self.wording_files.get((section_id, language))
        if path is None:
            return None
        if path not in self._wordings:
            text = read(path)
            found = None if text is None else parse.wording(text, language).node
            self._wordings[path] = found
        return self._wordings[path]

    def field(self, key: str) -> Field | None:
        """The field that a key names, or None. Parses its section alone."""
        fields = self.section(key.partition(".")[0]).fields
        return next((field for field in fields if field.key == key), None)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field of every section, by key. Parses everything: ask late."""
        sections = [self.section(section_id) for section_id in self.section_files]
        sections += [section for one in self.beside for section in one.sections.values()]
        return {field.key: field for section in sections for field in section.fields}


def split(path: Path) -> tuple[str, str]:
    """The section that a file is of, and ``EASY``, one of ``LANGUAGES`` or ""."""
    for ending in (EASY, *LANGUAGES):
        if path.stem.endswith(ending):
            return path.stem.removesuffix(ending), ending
    return path.stem, ""


def read(path: Path) -> str | None:
    """The file's text with plain line ends.

    None if it cannot be read as UTF-8, or is Markdown of more bytes than ``LARGEST``.
    """
    try:
        if path.suffix == ".md" and path.stat().st_size > LARGEST:
            return None
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
