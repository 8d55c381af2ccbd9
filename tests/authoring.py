"""A package as its author has it in a folder, and what `guiden` says of it."""

from __future__ import annotations

from pathlib import Path

from tests.packages.zips import EASY, SECOND, SECTION, sample
from tests.serve.running import Running


def authors_folder(tmp_path: Path) -> Path:
    """A package as its author has it, speaking of a question that our own content has."""
    real = {
        name: text.replace("mina-tecken.tecken", "mina-tecken.egna-tecken").encode()
        for name, text in {
            "halsa/min-sida.md": SECTION,
            "halsa/min-sida.lattlast.md": EASY,
            "halsa/sida-tva.md": SECOND,
        }.items()
    }
    for name, content in {**sample(), **real}.items():
        path = tmp_path / "mitt paket" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "mitt paket"


def said(*arguments: object) -> tuple[int, str]:
    with Running("-m", "app", *map(str, arguments)) as running:
        return running.ended(), running.output
