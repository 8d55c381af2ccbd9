"""Fixtures for the torture tests: the vault's own, and scripts in other processes."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.vault.conftest import (  # noqa: F401
    ROOT,
    cheap,
    code,
    create,
    key_of,
    passphrase,
    path,
    unlock,
)

SCRIPTS = Path(__file__).parent / "scripts"


@pytest.fixture
def start() -> Callable[..., "subprocess.Popen[str]"]:
    """Start one of the scripts in a process of its own."""

    def run(script: str, *args: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(SCRIPTS / script), *map(str, args)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            text=True,
        )

    return run


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory where there is one: what is written there is sure at once."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)
