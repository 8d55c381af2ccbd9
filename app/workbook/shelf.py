"""Guides from others, on a workbook's own shelf: kept in its vault, beside ours while it is open.

A package lies in the vault as it came. So nothing on the disk tells whose guide somebody uses, it
comes along in copies and to a new device, and each room has its own. Its signature and its key are
looked at again each time the vault opens; the rules for its content were when it was added.

What is removed or replaced is gone from the vault for good. The safety copies beside the vault are
left alone: they keep what a person wrote, and a guide is not that.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.guide import Guest, Library
from app.packages import BadPackage, Package, fetch, may_replace, namespaced, read, unpack
from app.vault import Vault
from app.workbook.answers import Json
from app.workbook.failures import VaultError

PACKAGE = "package/"  # before the id of a package, in the vault
MOST = 8  # packages; so that the vault with all of them is still copied when it is locked

Refused = BadPackage
"""A package that cannot be added. ``sentence`` is for the person."""


@dataclass(frozen=True)
class Kept:
    """A package in the vault. ``beside`` is None where this program cannot read it."""

    id: str
    name: str
    publisher: str
    version: int
    fingerprint: str
    ids: Mapping[str, str] = field(default_factory=dict)
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
            "bytes": b64encode(self.data).decode("ascii"),
        }


class Shelf:
    """The packages of an open vault. Each change is durable when the call returns.

    ``library``: our own guides, and after them those of the packages that can be read.
    """

    def __init__(self, ours: Library, vault: Vault) -> None:
        self._ours, self._vault = ours, vault
        self._show(kept(vault.items(PACKAGE)))

    def stand_by(self, ours: Library) -> None:
        """Goes on beside other content of ours."""
        self._ours = ours
        self._show(self.kept)

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
        key = PACKAGE + package.id
        self._vault.append([(key, offer.record)])
        if earlier:
            with suppress(VaultError):  # the new one is kept; the next change tries again
                self._vault.forget([key])
        new = _opened(package.id, offer.record)
        self._show([*(one for one in self.kept if one.id != new.id), new])

    def remove(self, package_id: str) -> None:
        """Drops a package. What was written in its guides stays."""
        self._vault.discard([PACKAGE + package_id])
        self._show(one for one in self.kept if one.id != package_id)

    def _replaced(self, new: Package) -> Kept | None:
        """The package whose place ``new`` may take, if there is one. Raises ``Refused``."""
        earlier = next((one for one in self.kept if one.id == new.id), None)
        if earlier:
            may_replace(earlier, new)
        elif len(self.kept) >= MOST:
            raise Refused("crowded")
        return earlier


def kept(items: Iterable[tuple[str, Json]]) -> tuple[Kept, ...]:
    """The packages in the records of a vault, whose keys begin with ``PACKAGE``. Never raises."""
    return tuple(_opened(key.removeprefix(PACKAGE), record) for key, record in items)


def beside(ours: Library, packages: Iterable[Kept]) -> Library:
    """Our own guides, and after them those of the packages that can be read."""
    return ours.with_beside(one.beside for one in packages if one.beside)


def _opened(package_id: str, record: Json) -> Kept:
    said = record if isinstance(record, dict) else {}
    name, publisher, fingerprint, data = (
        str(said.get(one, "")) for one in ("name", "publisher", "fingerprint", "bytes")
    )
    version = said.get("version")
    known = Kept(
        package_id,
        name or package_id,
        publisher,
        version if isinstance(version, int) else 0,
        fingerprint,
    )
    try:
        package = unpack(b64decode(data, validate=True))
        if (package.id, package.fingerprint) != (package_id, fingerprint):
            return known
        return replace(known, ids=package.ids, beside=namespaced(package))
    except Exception:  # whatever a later program wrote, it must not keep anyone from their words
        return known
