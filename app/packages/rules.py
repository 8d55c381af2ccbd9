"""The rules of `guiden check`, for a package that lies beside our own content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from app.guide import Guest, Library
from app.guide.check import check as check_folder
from app.guide.finding import Finding
from app.guide.ids import RETIRED
from app.guide.library import HELP
from app.guide.model import Section
from app.guide.wording import NAMES

from . import likeness, names
from .errors import BadPackage
from .namespace import namespaced
from .package import Package

_OURS = "_guiden"  # no folder of a package has this name
_WORD = re.compile(r"[a-z0-9-]+")
_MOST_GUESSES = 100_000


def check(package: Package, ours: Library) -> None:
    """See that the content holds. Raises BadPackage "content" with what is wrong, "no_room", or as
    `likeness` does.

    The package is unpacked in a temporary folder, beside those of our sections that it speaks of.
    """
    try:
        nodes = namespaced(package)
        if _guesses(package, nodes, ours) > _MOST_GUESSES:
            raise BadPackage("content", "too much that leads nowhere")
        likeness.check(package, nodes, ours)
        with TemporaryDirectory(prefix="guiden-") as folder:
            found = _findings(package, ours, Path(folder))
        found += likeness.findings(package, nodes, ours)
    except RecursionError:
        raise BadPackage("text", "too much within one another") from None
    except OSError:
        raise BadPackage("no_room", "no temporary folder") from None
    errors = [finding for finding in found if not finding.warning]
    if errors:
        raise BadPackage("content", f"{len(errors)} errors", findings=errors)


def _findings(package: Package, ours: Library, folder: Path) -> list[Finding]:
    for name, text in package.files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    words = {word for text in package.files.values() for word in _WORD.findall(text)}
    beside = folder / _OURS
    beside.mkdir()
    for section_id, path in ours.section_files.items():
        if section_id in words | {HELP} and section_id not in package.sections:
            shutil.copyfile(path, beside / path.name)
    if (ours.folder / NAMES).is_file():
        shutil.copyfile(ours.folder / NAMES, folder / NAMES)
    found = []
    for one in check_folder(folder):
        inside = one.path.relative_to(folder) if one.path else Path()
        if inside.as_posix() in {*package.files, names.LOCK}:
            found.append(replace(one, path=inside))
    for section_id, name in package.easy.items():
        if section_id in ours.section_files and section_id not in package.sections:
            message = f"Paketet har inget eget avsnitt ”{section_id}”."
            remedy = "Skriv avsnittet också, eller ta bort den här texten."
            found.append(Finding("G34", 1, message, remedy, path=Path(name)))
    return found


def _guesses(package: Package, nodes: Guest, ours: Library) -> int:
    """How many ids the check would compare, to guess what was meant by those that lead nowhere.

    It takes minutes to guess for a package that is made to have many.
    """
    every = [*nodes.sections.values(), *nodes.easy.values()]
    fields = {field.key for section in nodes.sections.values() for field in section.fields}
    sections = nodes.sections.keys() | ours.section_files.keys()
    keys = sum(key not in fields and not _is_ours(key, ours) for one in every for key in one.refers)
    links = sum(target not in sections for target in _links(nodes, every))
    extra = sum(field.key not in fields for one in nodes.easy.values() for field in one.fields)
    ids = fields | {
        f"{field.key}#{option.id}"
        for section in nodes.sections.values()
        for field in section.fields
        for option in field.options
    }
    kept = {f"{package.id}/{name}" for name, kind in package.ids.items() if kind != RETIRED}
    return (keys + extra) * len(fields) + links * len(sections) + len(ids - kept) * len(kept - ids)


def _is_ours(key: str, ours: Library) -> bool:
    return key.partition(".")[0] in ours.section_files and ours.field(key) is not None


def _links(nodes: Guest, sections: Iterable[Section]) -> Iterator[str]:
    """Where every link to a section leads."""
    texts = (one.blocks for one in sections), (guide.intro for guide in nodes.guides)
    for blocks in (blocks for group in texts for blocks in group):
        for span in chain.from_iterable(likeness.rows(blocks)):
            kind, _, target = span.href.partition(":")
            if kind == "section":
                yield target
    for guide in nodes.guides:
        yield from guide.sections
