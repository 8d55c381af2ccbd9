"""Fixtures for tests of screens."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import flet as ft
import pytest

from app.envelope import age
from app.ui.state import Place, Screen
from tests.packages.zips import made
from tests.ui.device import Platform
from tests.ui.others import TEXTS, to
from tests.ui.running import App, run_app


@pytest.fixture(autouse=True)
def _cheap(cheap_keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens are not about what a key costs."""
    monkeypatch.setattr(age.seal, "__defaults__", (10,))


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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A package as somebody got it, outside the app's own folder."""
    (tmp_path / "hämtat").mkdir()
    path = tmp_path / "hämtat" / "var-guide.guidepaket"
    path.write_bytes(made(TEXTS))
    return path


@pytest.fixture
async def app(run: Callable[[], Awaitable[App]]) -> App:
    """An open workbook at the page of guides from others."""
    app = await run()
    await app.open()
    await to(app, Place(Screen.OTHERS))
    return app
