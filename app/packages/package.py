"""A package in memory: what it says of itself, and its texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol
from unicodedata import category, is_normalized

from app.guide.fences import ID
from app.guide.glyphs import UNDRAWN
from app.guide.ids import RETIRED
from app.guide.library import EASY, GUIDE_FILE, HELP, SAFETY_PLAN

from . import names, texts
from .errors import BadPackage

FORMAT = 1
_MEMBERS = {"format", "id", "namn", "utgivare", "version", "språk"}
_LONGEST_ID = 40
_LONGEST_NAME = 80
_NEWEST = 2**31 - 1
# What would let a name go on as if the app itself said it: a new sentence, an end of a quotation.
_SPEAKS = re.compile(r"[.!?…]\s|[\"“”„«»‹›]")


@dataclass(frozen=True)
class Package:
    """What a package holds. Every text has plain line ends.

    fingerprint: of the key that signed it, or None for a folder on its author's own machine.
    files: Markdown and `ids.lock` by name, as in the package: "halsa/min-sida.md".
    """

    id: str
    name: str
    publisher: str
    version: int
    fingerprint: str | None
    files: Mapping[str, str]

    @property
    def sections(self) -> dict[str, str]:
        """The names of the section files, by section id; easier words apart."""
        stems = ((name.rpartition("/")[2].removesuffix(".md"), name) for name in self.pages)
        return {stem: name for stem, name in stems if not stem.endswith(EASY)}

    @property
    def easy(self) -> dict[str, str]:
        """The names of the files with easier words, by the section they belong to."""
        stems = ((name.rpartition("/")[2].removesuffix(".md"), name) for name in self.pages)
        return {stem.removesuffix(EASY): name for stem, name in stems if stem.endswith(EASY)}

    @property
    def guides(self) -> dict[str, str]:
        """The names of the tables of contents, by folder."""
        found = (name for name in self.files if name.endswith(f"/{GUIDE_FILE}"))
        return {name.partition("/")[0]: name for name in found}

    @property
    def ids(self) -> dict[str, str]:
        """Every id that was ever given out, and its kind, which is "utgått" for a retired one."""
        lines = self.files.get(names.LOCK, "").splitlines()
        pairs = (line.partition(" ") for line in lines if line.strip())
        return {name: kind.strip() for name, _, kind in pairs}

    @property
    def size(self) -> int:
        """The bytes of all its text: what it costs to parse goes by that."""
        return sum(len(text.encode()) for text in self.files.values())

    @property
    def pages(self) -> list[str]:
        """The names of all files with a section."""
        return [
            name
            for name in self.files
            if name.endswith(".md") and not name.endswith(f"/{GUIDE_FILE}")
        ]


class Known(Protocol):
    """A package the person already has, or what was kept of it."""

    @property
    def id(self) -> str: ...
    @property
    def fingerprint(self) -> str | None: ...
    @property
    def version(self) -> int: ...
    @property
    def ids(self) -> Mapping[str, str]: ...


def may_replace(old: Known, new: Known) -> None:
    """See that `new` may take the place of `old`, and every answer still find its own question.

    Raises BadPackage: "other_id", "other_key", "older" or "ids": an id of the old one is another
    kind of question now, is used again after it was retired, or is no longer in the lock, so that
    a later version could use it again. A folder without a key is replaced by such a folder only.
    """
    if new.id != old.id:
        raise BadPackage("other_id")
    if new.fingerprint != old.fingerprint:
        raise BadPackage("other_key")
    if new.version < old.version:
        raise BadPackage("older")
    ids = new.ids
    for name, kind in old.ids.items():
        if ids.get(name) not in (kind, RETIRED):
            raise BadPackage("ids", "an id means something else")


def package(files: Mapping[str, bytes], fingerprint: str | None) -> Package:
    """The package that these files are. Names and sizes have been checked. Raises BadPackage."""
    said = description(files)
    content = {
        name: texts.text(name, files[name])
        for name in sorted(files)
        if name not in (names.DESCRIPTION, names.SIGNATURE, names.KEY)
    }
    found = Package(
        said["id"],
        said["namn"],
        said["utgivare"],
        said["version"],
        fingerprint,
        MappingProxyType(content),
    )
    if sum(texts.marks(content[name]) for name in content) > texts.MOST_MARKS_IN_ALL:
        raise BadPackage("text", "too many signs in all")
    if not found.guides:
        raise BadPackage("no_guide")
    if HELP in found.sections or HELP in found.easy:
        raise BadPackage("help")
    if SAFETY_PLAN in found.sections or SAFETY_PLAN in found.easy:
        raise BadPackage("plan")
    return found


def description(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What `paket.json` says, every member of the right kind. Raises BadPackage."""
    said = _json(files.get(names.DESCRIPTION, b""))
    number = said.get("format")
    if type(number) is int and number > FORMAT:
        raise BadPackage("newer")
    version = said.get("version")
    if (
        said.keys() != _MEMBERS
        or number is not FORMAT
        or type(version) is not int
        or not 1 <= version <= _NEWEST
        or said["språk"] != "sv"
        or not _is_id(said["id"])
        or not all(_is_name(said[key]) for key in ("namn", "utgivare"))
    ):
        raise BadPackage("description", "a member is missing, unknown or of the wrong kind")
    return said


def _json(text: bytes) -> dict[str, Any]:
    try:
        said = json.loads(text.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise BadPackage("description", "not JSON, or a member twice") from None
    if type(said) is not dict:
        raise BadPackage("description", "not an object")
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a member twice")
    return dict(pairs)


def _is_id(value: object) -> bool:
    return type(value) is str and len(value) <= _LONGEST_ID and bool(ID.fullmatch(value))


def _is_name(value: object) -> bool:
    """One line that reads as what it is, and as a name: nothing hidden, no sentence after it."""
    return (
        type(value) is str
        and 0 < len(value) <= _LONGEST_NAME
        and value == value.strip()
        and is_normalized("NFC", value)
        and any(one.isalpha() for one in value)
        and not any(category(one)[0] in "CM" for one in value)
        and not UNDRAWN.search(value)
        and not _SPEAKS.search(value)
    )
