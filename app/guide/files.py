"""Every file of the content, read and parsed once, as the check and the reports walk them."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from app.guide import parse
from app.guide.library import EASY, GUIDE_FILE, LANGUAGES, read, split
from app.guide.model import Field, Guide, Section, Unreadable, Wording

T = TypeVar("T", Section, Guide, Wording)

# Whoever checks at every save asks for the same texts again and again.
_section = lru_cache(maxsize=512)(parse.section)
_guide = lru_cache(maxsize=64)(parse.guide)
_wording = lru_cache(maxsize=512)(parse.wording)


@dataclass(frozen=True)
class File(Generic[T]):
    """``text`` is "" where the file cannot be read: not UTF-8, or too large."""

    path: Path
    text: str
    readable: bool
    parsed: parse.Parsed[T]

    @property
    def node(self) -> T:
        return self.parsed.node

    def line_at(self, place: int) -> int:
        """The line (from 1) of the character at ``place``."""
        return self.text.count("\n", 0, place) + 1

    def line_with(self, word: str) -> int:
        """The line where ``word`` first stands exactly so, or 1."""
        return self.line_at(max(0, self.text.find(word)))

    def line_of(self, sentence: str) -> int:
        """The line where a sentence begins, whatever Markdown stands in it, or 1."""
        wanted = _letters(sentence)
        text, lines = self._letters
        for length in (len(wanted), 40, 20):
            at = text.find(wanted[:length]) if wanted else -1
            if at >= 0:
                return lines[at]
        return 1

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The letters and digits of the file alone, and the line of each."""
        lines = [_letters(line) for line in self.text.split("\n")]
        return "".join(lines), [number for number, line in enumerate(lines, 1) for _ in line]


class Files:
    """All files under ``folder``, parsed when this is made. Never raises because of content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.guides: list[File[Guide]] = []
        self.sections: list[File[Section]] = []
        """By path. A second file with an id that is taken is here too."""
        self.easy: list[File[Section]] = []
        """The same in easier words. Each node has the id of its original."""
        self.wordings: list[tuple[str, File[Wording]]] = []
        """The fixed words in another language, with the id of the section."""
        for path in sorted(folder.glob("*/*.md")):
            text = read(path)
            if path.name == GUIDE_FILE:
                guide = _guide(text or "", path.parent.name)
                self.guides.append(File(path, text or "", text is not None, guide))
                continue
            section_id, ending = split(path)
            if ending in LANGUAGES:
                wording = _wording(text or "", LANGUAGES[ending])
                file = File(path, text or "", text is not None, wording)
                self.wordings.append((section_id, file))
                continue
            section = _section(text or "", section_id)
            to = self.easy if ending == EASY else self.sections
            to.append(File(path, text or "", text is not None, section))

    @cached_property
    def by_id(self) -> dict[str, File[Section]]:
        """The section that an id names: of several files, the first."""
        found: dict[str, File[Section]] = {}
        for file in self.sections:
            found.setdefault(file.node.id, file)
        return found

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every question of every section, by key."""
        return {field.key: field for file in self.by_id.values() for field in file.node.fields}

    @property
    def whole(self) -> bool:
        """Whether every file and every block could be read, so that no id is missing by mistake."""
        lost = any(Unreadable() in file.node.blocks for file in self.sections)
        return not lost and all(file.readable for file in self.sections)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
