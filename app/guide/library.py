"""The content folder, opened once and read when asked for."""

from functools import cached_property
from pathlib import Path

from app.guide import parse
from app.guide.model import Field, Guide, Section

GUIDE_FILE = "guide.md"
HELP = "fa-hjalp-nu"
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
        for path in sorted(folder.glob("*/*.md")):
            if path.name != GUIDE_FILE:
                self.section_files.setdefault(path.stem, path)
        self._sections: dict[str, Section] = {}

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

    def section(self, section_id: str) -> Section:
        """The section, or a broken one where the file is missing or unreadable."""
        if section_id not in self._sections:
            path = self.section_files.get(section_id)
            text = read(path) if path else None
            self._sections[section_id] = (
                Section(section_id, section_id, broken=True)
                if text is None
                else parse.section(text, section_id).node
            )
        return self._sections[section_id]

    @property
    def help(self) -> Section:
        """The page that is shown without unlocking."""
        return self.section(HELP)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field of every section, by key. Parses everything: ask late."""
        return {
            field.key: field
            for section_id in self.section_files
            for field in self.section(section_id).fields
        }


def read(path: Path) -> str | None:
    """The file's text with plain line ends, or None if it cannot be read as UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
