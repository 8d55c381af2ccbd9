"""The content folder, opened once and read when asked for."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from app.guide import cache, parse
from app.guide.model import Field, Guide, Language, Section, Wording

GUIDE_FILE = "guide.md"
EASY = ".lattlast"  # after the id, in the name of a file with the same section in easier words
HELP = "fa-hjalp-nu"
LANGUAGES = {f".{one.value}": one for one in Language}  # likewise, its fixed words in another
_GUIDES = ""  # in the cache: no section file has this name
SAFETY_PLAN = "trygghetsplan"


class Library:
    """The guides and sections under ``folder``.

    Files are found when the library is made and parsed at first use. Nothing here raises because
    of content: what cannot be read comes back with ``broken`` set.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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
        self._sections: dict[Path | str, Section] = {}
        self._wordings: dict[Path, Wording | None] = {}

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
        self.guides = nodes.pop(_GUIDES)
        for name, node in nodes.items():
            self._sections.setdefault(names[name], node)

    def _digest(self) -> str:
        """Of every file's name and bytes. Raises OSError where one cannot be read."""
        paths = [*self.guide_files, *self.section_files.values(), *self.easy_files.values()]
        return cache.digest(
            (path.relative_to(self.folder).as_posix(), path.read_bytes()) for path in paths
        )

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """All guides, in the order their front matter asks for."""
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

    def section(self, section_id: str, easy: bool = False) -> Section:
        """The section, or a broken one where the file is missing or unreadable.

        With ``easy`` in easier words, where somebody has written them.
        """
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
        return {
            field.key: field
            for section_id in self.section_files
            for field in self.section(section_id).fields
        }


def split(path: Path) -> tuple[str, str]:
    """The section that a file is of, and ``EASY``, one of ``LANGUAGES`` or ""."""
    for ending in (EASY, *LANGUAGES):
        if path.stem.endswith(ending):
            return path.stem.removesuffix(ending), ending
    return path.stem, ""


def read(path: Path) -> str | None:
    """The file's text with plain line ends, or None if it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
