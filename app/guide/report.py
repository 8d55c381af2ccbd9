"""`guiden content`: what there is, how heavy it is to read, and which requirements it meets."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.guide.files import File, Files
from app.guide.library import read
from app.guide.model import Depth, Language, Section
from app.guide.parse import order
from app.guide.readability import A_MINUTE, length, lix, minutes, sentences

REQUIREMENTS = "KRAV.md"
_ROW = re.compile(r"\|\s*(K\d+)\s*\|([^|]*)\|(.*)\|\s*")
_NAME = re.compile(r"`([a-z0-9-]+)(/?)`")


def main(folder: Path, measures: bool = False) -> int:
    """Prints the guides and their sections; with ``measures`` also figures and requirements."""
    if not folder.is_dir():
        print(f"Mappen {folder} finns inte. Skriv var innehållet ligger: guiden content MAPP")
        return 1
    files = Files(folder)
    lines = [*_guides(files, measures)]
    if measures:
        lines += [*_languages(files), *_requirements(files)]
    print("\n".join(lines))
    return 0


def _guides(files: Files, measures: bool) -> Iterator[str]:
    easy = {file.node.id: file for file in files.easy}
    left = dict(files.by_id)
    for guide in sorted(files.guides, key=lambda file: order(file.text)):
        ids = [id_ for id_ in guide.node.sections if id_ in files.by_id]
        yield from _table(guide.node.title, [files.by_id[id_] for id_ in ids], easy, measures)
        for id_ in ids:
            left.pop(id_, None)
    if left:
        yield from _table("I ingen innehållsförteckning", list(left.values()), easy, measures)
    if measures:
        yield _row(f"{len(files.by_id)} avsnitt, var för sig", list(files.by_id.values()))
        yield f"  Lästiden är räknad med {A_MINUTE} ord i minuten, utan tiden för att svara."


def _table(
    title: str, files: list[File[Section]], easy: dict[str, File[Section]], measures: bool
) -> Iterator[str]:
    if not measures:
        yield title
        yield from (f"  {file.node.id:26} {file.node.title}" for file in files)
    else:
        yield f"{title:28}   ord minuter frågor  lite lagom mycket   LIX lättläst"
        for file in files:
            simple = easy.get(file.node.id)
            heavy = f"{_lix(file):>5} {_lix(simple) if simple else '–':>8}"
            yield f"{_row(file.node.id, [file])} {heavy}"
        yield _row("tillsammans", files)
    yield ""


def _row(name: str, files: list[File[Section]]) -> str:
    words = sum(length(file.node) for file in files)
    fields = [field for file in files for field in file.node.fields]
    lite, medium, much = (sum(field.depth is depth for field in fields) for depth in Depth)
    counts = f"{len(fields):6} {lite:5} {medium:5} {much:6}"
    return f"  {name:26} {words:5} {minutes(words):7} {counts}"


def _lix(file: File[Section]) -> str:
    return f"{lix(sentences(file.node)):.0f}"


def _languages(files: Files) -> Iterator[str]:
    """How many sections have their fixed words in each language, and how many are reviewed."""
    yield ""
    yield "Rubriker och frågor på andra språk"
    for language in Language:
        found = {id_: file.node for id_, file in files.wordings if file.node.language is language}
        reviewed = sum(bool(node.reviewed) for node in found.values())
        name = f"{language.own_name} ({language.value})"
        yield f"  {len(found)} av {len(files.by_id)} avsnitt, {reviewed} granskade: {name}"


def _requirements(files: Files) -> Iterator[str]:
    """For each requirement the sections that its row in ``KRAV.md`` names."""
    text = read(files.folder / REQUIREMENTS)
    if text is None:
        yield f"{REQUIREMENTS} saknas, så inga krav går att räkna."
        return
    rows = [match for line in text.split("\n") if (match := _ROW.fullmatch(line))]
    folders = {path.name for path in files.folder.iterdir() if path.is_dir()}
    met = 0
    yield ""
    yield f"Krav i {REQUIREMENTS}, och avsnitten som nämns där"
    for row in rows:
        found = _NAME.findall(row[3])
        named = [
            f"{name}{slash}" for name, slash in found if name in (folders if slash else files.by_id)
        ]
        lost = [f"{name}{slash}" for name, slash in found if f"{name}{slash}" not in named]
        met += bool(named)
        yield f"  {row[1]:4} {', '.join(dict.fromkeys(named)) or 'inget avsnitt nämns'}" + (
            f". Finns inte: {', '.join(lost)}" if lost else ""
        )
    yield f"{met} av {len(rows)} krav nämner ett avsnitt eller en guide som finns."
