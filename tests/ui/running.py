"""The app without a client, on a data folder of its own, as the tests of screens drive it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.paths import Places, find
from app.ui.app import start
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from app.vault import Vault
from app.workbook.keyring import new_recovery_code
from app.workbook.secret import Secret
from tests.ui import headless

SECRET = "en lång båt seglar sakta hem"
SECTION = Place(Screen.SECTION, "tva-fragor")
FIELD = "tva-fragor.vad-forde-hit"


@dataclass
class App:
    h: headless.Headless
    desk: Desk
    places: Places

    async def open(self, place: Place = HOME) -> None:
        """A new vault, open at ``place``."""
        guide = self.desk.library.guides[0]
        assert await self.desk.door.create(SECRET, new_recovery_code(), guide)
        await self.desk.choose(guide, ("tva-fragor",))
        await self.desk.go(place)
        await self.h.settle()

    async def unlock(self, passphrase: str = SECRET) -> bool:
        """Tries a passphrase at the lock screen."""
        opened = await self.desk.door.unlock(Secret.passphrase(passphrase))
        await self.h.settle()
        return opened

    async def lock(self) -> None:
        await self.desk.door.lock()
        await self.h.settle()

    def write(self, text: str) -> None:
        self.desk.write(self.desk.library.fields[FIELD], text)

    def words(self) -> object:
        return self.desk.value(self.desk.library.fields[FIELD])


async def run_app(data: Path, content: Path | None = None, **window: Any) -> App:
    """Starts the app on a data folder, and on other content than its own if that is given.

    ``window``: what ``headless.start`` takes of a platform, a size and a client's answers.
    """
    places = find(data)
    places = replace(places, content=content or places.content)
    desks: list[Desk] = []

    async def main(page: ft.Page) -> None:
        desks.append(await start(page, places))

    h = await headless.start(main, **window)
    return App(h, desks[0], places)


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """From now on the disk refuses every save. A real full disk is the vault's own test."""

    def append(self: Vault, records: object) -> None:
        raise error

    monkeypatch.setattr(Vault, "append", append)
