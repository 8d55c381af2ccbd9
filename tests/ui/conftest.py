"""Fixtures for tests of screens."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.running import App, run_app


@pytest.fixture
def run(tmp_path: Path) -> Callable[[], Awaitable[App]]:
    """Starts the app on one empty data folder, without a client; again for another window."""
    return lambda: run_app(tmp_path)


@pytest.fixture(autouse=True)
def same_temporary_folder() -> Iterator[None]:
    """A person who moves to another folder takes Python's temporary files along: not the tests."""
    before = tempfile.tempdir
    yield
    tempfile.tempdir = before
