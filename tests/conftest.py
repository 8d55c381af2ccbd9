"""Fixtures for tests in several folders: figures to print, and a computer with a memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cheap import make_cheap
from tests.computer import Computer

FIGURE = "figure"


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say what a test counted; shown when all tests are done, whichever process ran it."""
    return lambda text: request.node.user_properties.append((FIGURE, text))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report
        for status in ("passed", "failed")
        for report in terminalreporter.stats.get(status, [])
    ]
    figures = [
        text for report in reports for name, text in report.user_properties if name == FIGURE
    ]
    if figures:
        terminalreporter.section("figures")
        for text in figures:
            terminalreporter.write_line(text)


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vaults are made and opened with the least costly keys that are allowed.

    What the usual ones cost is for the vault's own tests; here it would be a seventh of all time.
    """
    make_cheap(monkeypatch.setattr)


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another file system than the computer's."""
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture
def computer(stick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Computer]:
    with TemporaryDirectory() as root:  # its name is short enough for a socket in it
        made = Computer(Path(root), stick)
        for folder in made.env.values():
            Path(folder).mkdir(mode=0o700)
        monkeypatch.delenv("FLET_APP_STORAGE_DATA", raising=False)
        for name, value in made.env.items():
            monkeypatch.setenv(name, value)
        assert os.stat(stick).st_dev != os.stat(root).st_dev
        yield made
