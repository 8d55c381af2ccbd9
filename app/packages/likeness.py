"""What a person in a crisis looks for is ours alone, and nothing in a package may look like it.

A title, a line to call and a number are compared as a hurried reader sees them: without capitals,
spaces and signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unicodedata import normalize

from app.guide import Guest, Library
from app.guide.finding import Finding
from app.guide.library import HELP, SAFETY_PLAN
from app.guide.markdown import plain
from app.guide.model import Block, Heading, HelpLine, ListBlock, Paragraph, Quote, Spans

from . import names
from .errors import BadPackage
from .package import Package

_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"\(.*?\)|,.*")  # what a name says beyond the name: "Självmordslinjen (Mind)"
_CALL = re.compile(r"]\(tel:([^)\s]*)")


@dataclass(frozen=True)
class _Page:
    """A text of a package: its file, its title and what it shows."""

    file: str
    title: str
    blocks: tuple[Block, ...]


def check(package: Package, nodes: Guest, ours: Library) -> None:
    """Raises BadPackage "likeness" or "number" where something might be taken for ours."""
    taken = _titles(ours)
    if _folded(package.name) in taken:
        raise BadPackage("likeness", "the name is one of our titles", names.DESCRIPTION)
    lines = _lines(ours)
    for page in _pages(package, nodes):
        if _folded(page.title) in taken:
            raise BadPackage("likeness", "the title is one of ours", page.file)
        for block in page.blocks:
            if isinstance(block, HelpLine) and _another(block.name, block.number, lines):
                raise BadPackage("number", "another number than ours", page.file)


def findings(package: Package, nodes: Guest, ours: Library) -> Iterator[Finding]:
    """Links that call without saying the whole number, or that call another than the one named."""
    lines = _lines(ours)
    for page in _pages(package, nodes):
        for row in rows(page.blocks):
            for href, spans in groupby(row, lambda span: span.href):
                kind, _, number = href.partition(":")
                said = plain(tuple(spans))
                whole = _digits(said) == number.removeprefix("+")
                if kind == "tel" and (not whole or _another(said, number, lines)):
                    yield Finding(
                        "G21",
                        _line(package.files[page.file], number),
                        f"Länken ”{said}” säger inte hela det nummer den ringer, {number}, "
                        "eller nämner en hjälplinje med ett annat nummer.",
                        "Skriv samma nummer i texten som i länken, och inget annat nummer.",
                        path=Path(page.file),
                    )


def rows(blocks: Iterable[Block]) -> Iterator[Spans]:
    """Every stretch of running text in the blocks."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.spans
            case ListBlock(items=found) | Quote(paragraphs=found):
                yield from found
            case _:
                pass


def _pages(package: Package, nodes: Guest) -> Iterator[_Page]:
    for guide in nodes.guides:
        file = package.guides[guide.id.partition("/")[2]]
        yield _Page(file, guide.title, guide.intro)
    for files, sections in (
        (package.sections, nodes.sections),
        (package.easy, nodes.easy),
    ):
        for key, section in sections.items():
            yield _Page(files[key.rpartition("/")[2]], section.title, section.blocks)


def _titles(ours: Library) -> set[str]:
    """The titles of our page of help, of the plan and of our guides."""
    pages = (ours.section(one, easy) for one in (HELP, SAFETY_PLAN) for easy in (False, True))
    titles = [one.title for one in pages if not one.broken]
    titles += [guide.title for guide in ours.guides if not ours.origin(guide)]
    return {_folded(title) for title in titles}


def _lines(ours: Library) -> dict[str, set[str]]:
    """The numbers of the lines on our page of help, by name."""
    found: dict[str, set[str]] = {}
    for block in ours.section(HELP).blocks:
        if isinstance(block, HelpLine):
            found.setdefault(_folded(_NOTE.sub("", block.name)), set()).add(_digits(block.number))
    return found


def _another(name: str, number: str, lines: dict[str, set[str]]) -> bool:
    """Whether a line of ours is named, and this is not its number."""
    said = f" {_folded(name)} "
    named = [numbers for one, numbers in lines.items() if f" {one} " in said]
    return bool(named) and not any(_digits(number) in numbers for numbers in named)


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(normalize("NFKC", text).casefold()))


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


def _line(text: str, number: str) -> int:
    """The line of the link that calls a number, or 1."""
    for found in _CALL.finditer(text):
        if _digits(found[1]) == _digits(number):
            return text.count("\n", 0, found.start()) + 1
    return 1
