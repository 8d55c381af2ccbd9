"""Disks of a size one likes."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(size: str) -> Iterator[Path]:
    """A disk of its own, as big as "256k" says; where none may be mounted the test is skipped."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("may not mount a disk here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)
