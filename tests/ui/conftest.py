"""Fixtures for tests of screens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.ui.running import App, run_app


@pytest.fixture
def run(tmp_path: Path) -> Callable[[], Awaitable[App]]:
    """Starts the app on one empty data folder, without a client; again for another window."""
    return lambda: run_app(tmp_path)
