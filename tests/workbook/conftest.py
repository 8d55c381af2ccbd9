"""Fixtures for tests of workbooks: real vaults, and two stores of a device."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.guide import Library
from app.vault import Vault
from app.workbook.device import Device
from app.workbook.keyring import new_recovery_code
from app.workbook.workbook import Workbook
from tests.packages.conftest import ours  # noqa: F401
from tests.workbook.device import SECRET
from tests.workbook.devices import Make, content
from tests.workbook.devices import device as open_device
from tests.workbook.pocket import Pocket
from tests.workbook.shelf import CHEAP, Open


@pytest.fixture(autouse=True)
def _cheap(cheap_keys: None) -> None:
    """Workbooks are not about what a key costs."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valv"


@pytest.fixture
def store() -> Pocket:
    return Pocket()


@pytest.fixture
def guarded() -> Pocket:
    """A store that would ask for a finger or a face."""
    return Pocket()


@pytest.fixture
def book(tmp_path: Path, path: Path) -> Iterator[Workbook]:
    (tmp_path / "content").mkdir()
    book = Workbook.create(Library(tmp_path / "content"), path, SECRET, new_recovery_code())
    yield book
    book.lock()


@pytest.fixture
def device(store: Pocket, path: Path, guarded: Pocket) -> Device:
    return Device(store, path, guarded)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "valv.guiden"


@pytest.fixture
def opened(ours: Library, vault: Path) -> Iterator[Open]:  # noqa: F811
    """Opens the vault, or makes it. Everything is locked when the test ends."""
    books: list[Workbook] = []

    def run(path: Path = vault) -> Workbook:
        if path.exists():
            found = Vault.unlock(path, passphrase=SECRET, params=CHEAP)
        else:
            found = Vault.create(path, SECRET, new_recovery_code(), CHEAP)
        books.append(Workbook(ours, path, found))
        return books[-1]

    yield run
    for book in books:
        book.lock()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return content(tmp_path / "content")


@pytest.fixture
def make(library: Library, tmp_path: Path) -> Iterator[Make]:
    """Opens the workbook of a device, or makes it. All are locked when the test ends."""
    books = []

    def run(name: str) -> Workbook:
        books.append(open_device(library, tmp_path / name))
        return books[-1]

    yield run
    for book in books:
        book.lock()
