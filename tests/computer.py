"""A borrowed computer, and the list of recent files on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from app import paths, traces
from app.paths import Places
from app.traces import Trace

FOLDERS = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
RECENT = "recently-used.xbel"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xbel version="1.0"\n'
    '      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"\n'
    '      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"\n>'
)
TAIL = "\n</xbel>"


@dataclass
class Computer:
    """A borrowed computer: its folders, and a stick that lies beside them."""

    root: Path
    stick: Path

    @property
    def env(self) -> dict[str, str]:
        return {name: str(self.root / name.lower()) for name in FOLDERS}

    @property
    def places(self) -> Places:
        return paths.find(self.stick / "Guiden")

    @property
    def own_folder(self) -> Path:
        return self.root / "xdg_data_home" / "Guiden"

    @property
    def recent(self) -> Path:
        return self.root / "xdg_data_home" / RECENT

    @property
    def temp(self) -> Path:
        return self.root / "tmpdir"

    def holds(self) -> list[str]:
        """Everything on the computer; the stick is not part of it."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*"))

    def find(self, browser: bool = False) -> list[Trace]:
        """The traces that are a file or a folder."""
        return [trace for trace in traces.find(self.places, browser) if trace.where]


def row(address: str, more: str = "") -> str:
    """An entry as GLib writes it."""
    return (
        f'\n  <bookmark href={quoteattr(address)} added="2026-11-01T10:00:00.000000Z">\n'
        '    <info>\n      <metadata owner="http://freedesktop.org">\n'
        '        <mime:mime-type type="text/plain"/>\n        <bookmark:applications>\n'
        '          <bookmark:application name="x" exec="&apos;x %u&apos;" count="1"/>\n'
        f"        </bookmark:applications>\n{more}"
        "      </metadata>\n    </info>\n  </bookmark>"
    )


def address(path: Path) -> str:
    return "file://" + quote(str(path))
