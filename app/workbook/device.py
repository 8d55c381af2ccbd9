"""Opening with this device: a secret that its own store keeps, and six digits, or a finger or face.

The vault's slot opens with 32 random bytes that lie in the platform's store, and the code, so that
neither a copied file nor the store alone is enough. Where the platform gives the bytes out only
for a finger or a face, they are enough. A tenth wrong code removes them: from then on the slot is
dead, and it goes when the vault is next opened with another secret.

A note beside the vault says that there is something in the store, so that the store of a person who
never chose this is never asked. It holds the vault's id, which anyone can read in the vault itself.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal, Protocol

from app.vault import device_secret
from app.workbook.failures import VaultError, WrongSecret
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook

LIMIT = 10  # wrong codes in a row
DIGITS = 6
_VERSION = 1
_STORED_BYTES = 32
_ID_BYTES = 16


class StoreFailed(OSError):
    """The platform's store is not there, is locked, was refused, or has lost what it kept."""


class Store(Protocol):
    """Small texts that the platform keeps for this app. Every method may raise ``StoreFailed``."""

    async def get(self, name: str) -> str | None:
        """The text, or None if there is none."""

    async def put(self, name: str, text: str) -> None:
        """Keeps the text, instead of what was kept under the name."""

    async def remove(self, name: str) -> None:
        """Keeps nothing under the name any more."""


@dataclass(frozen=True)
class _Entry:
    """What the store keeps for one vault. ``wrong``: codes in a row that did not open."""

    stored: bytes = field(repr=False)  # none where it lies in the guarded store instead
    wrong: int = 0

    def text(self) -> str:
        return json.dumps({"version": _VERSION, "secret": self.stored.hex(), "wrong": self.wrong})

    @classmethod
    def of(cls, text: str | None) -> "_Entry | None":
        try:
            read = json.loads(text or "")
            entry = cls(bytes.fromhex(read["secret"]), read["wrong"])
            sound = read["version"] == _VERSION and entry.wrong in range(LIMIT)
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return entry if sound and len(entry.stored) in (0, _STORED_BYTES) else None


def fault(code: str) -> Literal["length", "easy"] | None:
    """What keeps ``code`` from being used: not six digits, or among the first that one tries."""
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return "length"
    steps = {(int(after) - int(digit)) % 10 for digit, after in pairwise(code)}
    repeated = code in (code[:2] * 3, code[:3] * 2)
    return "easy" if repeated or steps in ({0}, {1}, {9}) else None


class Device:
    """The way in that one vault may have on this device. Nothing is kept in memory.

    ``guarded``: a store that asks for a finger or a face each time it gives something out; None
    where the platform has no such store.
    """

    def __init__(self, store: Store, path: Path, guarded: Store | None = None) -> None:
        self._store, self._guarded, self._path = store, guarded, path
        self._note = path.with_name(f"{path.name}-device")
        self._counting = asyncio.Lock()

    async def possible(self) -> bool:
        """Whether the store keeps what it is given and gives it back."""
        name, text = "guiden-prov", secrets.token_hex(8)
        try:
            await self._store.put(name, text)
            kept = await self._store.get(name) == text
            await self._store.remove(name)
        except StoreFailed:
            return False
        return kept

    async def ready(self) -> Literal["code", "biometrics"] | None:
        """What this device can open the vault with now; None if it cannot."""
        try:
            entry = await self._entry()
        except StoreFailed:
            return None
        if entry is None:
            return None
        return "code" if entry.stored else "biometrics"

    async def left(self) -> int:
        """How many wrong codes there may yet be; 0 if no code opens. Raises ``StoreFailed``."""
        entry = await self._entry()
        return LIMIT - entry.wrong if entry else 0

    # Opening

    async def secret(self, code: str = "") -> Secret:
        """What opens the vault if the code is right. Ask first, and then try it in ``attempt``.

        Without a code the platform asks for a finger or a face. Raises ``StoreFailed``.
        """
        return Secret.device(await self._stored(), code)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Around one try. What is raised in it passes through. Raises ``StoreFailed``.

        The try is counted before it is made, so that ending the app in it saves none. Success
        forgets the wrong ones, the tenth ``WrongSecret`` removes what is kept, and anything else
        has told nothing about the code and does not count.
        """
        async with self._counting:
            entry = await self._entry()
            if entry is None:
                raise StoreFailed("nothing is kept for this vault")
            wrong = entry.wrong + 1
            await self._put(replace(entry, wrong=wrong))
            try:
                yield
            except WrongSecret:
                if wrong >= LIMIT:
                    await self.forget()
                raise
            except Exception:
                await self._count(entry)
                raise
            await self._count(replace(entry, wrong=0))

    async def _count(self, entry: _Entry) -> None:
        with suppress(StoreFailed):  # one try too many is counted, which is no reason to stay out
            await self._put(entry)

    # Choosing and removing

    async def enrol(self, book: Workbook, code: str | None) -> None:
        """From now on this device opens ``book`` with the code, or guarded by a finger or a face.

        What it opened with before is void, also if this fails. Raises ``StoreFailed``, a
        ``VaultError``, or ValueError for a code that has a ``fault``.
        """
        if code is not None and fault(code):
            raise ValueError("not six digits, or too easy to guess")
        stored = secrets.token_bytes(_STORED_BYTES)
        await self.forget()
        try:
            await asyncio.to_thread(self._write_note, book.keys.vault_id)
            if code is None:
                await self._guard.put(_guarded(book.keys.vault_id), _Entry(stored).text())
            await self._put(_Entry(stored if code else b""))
            if await self._stored() != stored:
                raise StoreFailed("the store did not give back what it was given")
            await asyncio.to_thread(book.keys.add_device, device_secret(stored, code or ""))
        except BaseException:
            await self.forget()
            await self.tidy(book)
            raise

    async def remove(self, book: Workbook) -> None:
        """From now on this device does not open ``book`` by itself. Raises a ``VaultError``."""
        await asyncio.to_thread(book.keys.remove, "device")
        await self.forget()

    async def tidy(self, book: Workbook) -> None:
        """Removes what is left of a way in that opens no more. Never fails.

        For when ``book`` has been opened with another secret, or its keys have been changed.
        """
        if book.path != self._path:
            return
        with suppress(StoreFailed, VaultError):  # there will be another time
            noted = await self._noted()
            if "device" not in book.keys.kinds:
                await self.forget()
            elif noted != book.keys.vault_id or await self._entry() is None:
                await self.remove(book)

    async def forget(self) -> None:
        """Removes what the store keeps for the vault, as far as the store lets it. Never fails."""
        if vault_id := await self._noted():
            with suppress(StoreFailed):
                await self._store.remove(_name(vault_id))
            with suppress(StoreFailed):
                await self._guard.remove(_guarded(vault_id))
        with suppress(OSError):
            await asyncio.to_thread(self._note.unlink, missing_ok=True)

    # The entry and the note

    async def _entry(self) -> _Entry | None:
        vault_id = await self._noted()
        return _Entry.of(await self._store.get(_name(vault_id))) if vault_id else None

    async def _put(self, entry: _Entry) -> None:
        vault_id = await self._noted()
        if vault_id is None:
            raise StoreFailed("nothing is noted to be kept")
        await self._store.put(_name(vault_id), entry.text())

    async def _stored(self) -> bytes:
        """The bytes that the slot opens with. Raises ``StoreFailed`` where there are none."""
        entry, vault_id = await self._entry(), await self._noted()
        if entry is None or vault_id is None:
            raise StoreFailed("nothing is kept for this vault")
        if entry.stored:
            return entry.stored
        guarded = _Entry.of(await self._guard.get(_guarded(vault_id)))
        if guarded is None or not guarded.stored:
            raise StoreFailed("the guarded store has lost what it kept")
        return guarded.stored

    @property
    def _guard(self) -> Store:
        if self._guarded is None:
            raise StoreFailed("there is no guarded store here")
        return self._guarded

    async def _noted(self) -> bytes | None:
        """The id of the vault that something is kept for."""
        try:
            text = await asyncio.to_thread(self._note.read_text, "ascii")
            vault_id = bytes.fromhex(text)
        except (OSError, ValueError):
            return None
        return vault_id if len(vault_id) == _ID_BYTES else None

    def _write_note(self, vault_id: bytes) -> None:
        try:
            self._note.write_text(vault_id.hex(), encoding="ascii")
        except OSError:
            raise StoreFailed("the note beside the vault could not be written") from None


def _name(vault_id: bytes) -> str:
    return f"guiden-{vault_id.hex()}"


def _guarded(vault_id: bytes) -> str:
    return f"{_name(vault_id)}-guarded"
