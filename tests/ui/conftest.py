"""Fixtures for tests of screens."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import flet as ft
import pytest

from tests.ui.device import Platform
from tests.ui.running import App, run_app


@pytest.fixture
def run(tmp_path: Path) -> Callable[[], Awaitable[App]]:
    """Starts the app on one empty data folder, without a client; again for another window."""
    return lambda: run_app(tmp_path)


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def run_on(tmp_path: Path, platform: Platform) -> Callable[..., Awaitable[App]]:
    """Starts the app as ``run`` does, on a device whose own store is ``platform``."""

    def run_on(
        system: ft.PagePlatform = ft.PagePlatform.ANDROID, web: bool = False
    ) -> Awaitable[App]:
        return run_app(tmp_path, platform=system, web=web, answers=platform.answers)

    return run_on


@pytest.fixture(autouse=True)
def same_temporary_folder() -> Iterator[None]:
    """A person who moves to another folder takes Python's temporary files along: not the tests."""
    before = tempfile.tempdir
    yield
    tempfile.tempdir = before
