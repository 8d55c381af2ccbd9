"""Fixtures for tests of opening with this device: a real vault, and two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.guide import Library
from app.workbook.device import Device
from app.workbook.keyring import new_recovery_code
from app.workbook.workbook import Workbook
from tests.workbook.device import SECRET
from tests.workbook.pocket import Pocket


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
