"""Guides from others, on a workbook's own shelf: kept in its vault, beside ours while it is open.

A package lies in the vault as it came. So nothing on the disk tells whose guide somebody uses, it
comes along in copies and to a new device, and each room has its own. Its signature and its key are
looked at again each time the vault opens; the rules for its content were when it was added.

What is removed or replaced is gone from the vault for good. The safety copies beside the vault are
left alone: they keep what a person wrote, and a guide is not that. While answers to the questions
of a removed guide are left, its key and its ids are kept too, so that no other guide takes them.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.guide import Guest, Library
from app.packages import BadPackage, Package, fetch, may_replace, namespaced, read, unpack
from app.vault import Vault
from app.workbook import cleared
from app.workbook.answers import Json
from app.workbook.failures import VaultError

ANSWER = "answer/"  # before the key of a field, in the vault
PACKAGE = "package/"  # before the id of a package
REMOVED = "removed/"  # likewise, of one that is gone and whose answers are not
MOST = 8  # packages; so that the vault with all of them is still copied when it is locked
MOST_TEXT = 2 * 1024 * 1024  # bytes of text in them all; so that unlocking waits a few seconds only

Refused = BadPackage
"""A package that cannot be added. ``sentence`` is for the person."""


@dataclass(frozen=True)
class Kept:
    """A package in the vault. ``beside`` is None where this program cannot read it.

    ``ids``: every id it ever gave out, and its kind. ``size``: bytes of its text.
    """

    id: str
    name: str
    publisher: str
    version: int
    fingerprint: str
    ids: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    beside: Guest | None = None


@dataclass(frozen=True)
class Offer:
    """A package that holds, to be looked at before it is kept. ``replaces``: what is kept now."""

    package: Package
    replaces: Kept | None
    data: bytes

    @property
    def fingerprint(self) -> str:
        return self.package.fingerprint or ""

    @property
    def record(self) -> dict[str, Json]:
        """What is sealed. All but the bytes is there to be told where they cannot be read."""
        return {
            "name": self.package.name,
            "publisher": self.package.publisher,
            "version": self.package.version,
            "fingerprint": self.fingerprint,
            "ids": dict(self.package.ids),
            "size": self.package.size,
            "bytes": b64encode(self.data).decode("ascii"),
        }


class Shelf:
    """The packages of an open vault. Each change is durable when the call returns.

    ``library``: our own guides, and after them those of the packages that can be read.
    """

    def __init__(self, ours: Library, vault: Vault) -> None:
        self._ours, self._vault = ours, vault
        self.reread()

    def stand_by(self, ours: Library) -> None:
        """Goes on beside other content of ours."""
        self._ours = ours
        self._show(self.kept)

    def reread(self) -> None:
        """Shows what the vault keeps now, after all of it was replaced."""
        self._show(kept(self._vault.items(PACKAGE)))

    def _show(self, packages: Iterable[Kept]) -> None:
        self.kept = tuple(sorted(packages, key=lambda one: one.id))
        self.library = beside(self._ours, self.kept)

    def offered(self, source: Path | bytes) -> Offer:
        """What a file, or its bytes, would add here. Raises ``Refused``.

        Slow, for a thread. Nothing is kept yet, and nothing of it is left outside the memory.
        """
        data = source if isinstance(source, bytes) else fetch(source)
        offer = Offer(read(data, self._ours), None, data)
        return replace(offer, replaces=self._replaced(offer.package))

    def add(self, offer: Offer) -> None:
        """Keeps a package, in the place of an earlier version of it. Raises ``Refused`` too."""
        package = offer.package
        earlier = self._replaced(package)
        key, past = PACKAGE + package.id, REMOVED + package.id
        again = past in self._vault.keys(past)
        self._vault.append([(key, offer.record), *([(past, None)] if again else [])])
        if earlier or again:
            with suppress(VaultError):  # the new one is kept; the next change tries again
                self._vault.forget([key, past])
        new = _opened(package.id, offer.record)
        self._show([*(one for one in self.kept if one.id != new.id), new])

    def remove(self, package_id: str, *, erase: bool = False) -> None:
        """Drops a package. What was written in it stays, or with ``erase`` goes for good."""
        answers = self.answers(package_id)
        gone = [PACKAGE + package_id]
        if erase:
            gone += [REMOVED + package_id, *answers]
        elif answers:
            for one in self.kept:
                if one.id == package_id and one.fingerprint:
                    self._vault.append([(REMOVED + package_id, _pin(one))])
        cleared.discard(self._vault, gone)
        self._show(one for one in self.kept if one.id != package_id)

    def answers(self, package_id: str) -> list[str]:
        """The keys in the vault of all that was written in a package's guides."""
        return self._vault.keys(f"{ANSWER}{package_id}/")

    def _replaced(self, new: Package) -> Kept | None:
        """The package whose place ``new`` may take, if there is one. Raises ``Refused``."""
        earlier = next((one for one in self.kept if one.id == new.id), None)
        others = [one for one in self.kept if one.id != new.id]
        past = self._vault.get(REMOVED + new.id)
        if earlier:
            may_replace(earlier, new)
        elif past is not None:
            may_replace(_said(new.id, past), new)
        elif folder := next((one for one in self._ours.beside if one.id == new.id), None):
            # An author's own, unsigned: what was written beside is to its questions.
            may_replace(Kept(new.id, "", "", new.version, new.fingerprint or "", _ids(folder)), new)
        elif self.answers(new.id):
            raise Refused("answers")
        if len(others) >= MOST or sum(one.size for one in others) + new.size > MOST_TEXT:
            raise Refused("crowded")
        return earlier


def kept(items: Iterable[tuple[str, Json]]) -> tuple[Kept, ...]:
    """The packages in the records of a vault, whose keys begin with ``PACKAGE``. Never raises."""
    return tuple(_opened(key.removeprefix(PACKAGE), record) for key, record in items)


def beside(ours: Library, packages: Iterable[Kept]) -> Library:
    """Our own guides, and after them those of the packages that can be read."""
    return ours.with_beside(one.beside for one in packages if one.beside)


def _ids(folder: Guest) -> dict[str, str]:
    """Every id in an author's folder, as in a package, and its kind."""
    fields = [field for section in folder.sections.values() for field in section.fields]
    keys = {field.key.partition("/")[2]: field for field in fields}
    options = {f"{key}#{option.id}": "" for key, field in keys.items() for option in field.options}
    return {**{key: field.kind.value for key, field in keys.items()}, **options}


def _pin(one: Kept) -> Json:
    """What is sealed of a removed package: enough to know it by, and its questions."""
    return {"fingerprint": one.fingerprint, "version": one.version, "ids": dict(one.ids)}


def _said(package_id: str, record: Json) -> Kept:
    """What a record says of a package, without its bytes. Never raises."""
    said = record if isinstance(record, dict) else {}
    name, publisher, fingerprint = (
        str(said.get(one, "")) for one in ("name", "publisher", "fingerprint")
    )
    version, size = (
        number if type(number) is int and number > 0 else 0
        for number in (said.get("version"), said.get("size"))
    )
    ids = said.get("ids")
    return Kept(
        package_id,
        name or package_id,
        publisher,
        version,
        fingerprint,
        {key: str(kind) for key, kind in ids.items()} if isinstance(ids, dict) else {},
        size,
    )


def _opened(package_id: str, record: Json) -> Kept:
    known = _said(package_id, record)
    try:
        data = record["bytes"] if isinstance(record, dict) else ""
        package = unpack(b64decode(str(data), validate=True))
        if (package.id, package.fingerprint) != (package_id, known.fingerprint):
            return known
        return replace(known, ids=package.ids, size=package.size, beside=namespaced(package))
    except Exception:  # whatever a later program wrote, it must not keep anyone from their words
        return known
