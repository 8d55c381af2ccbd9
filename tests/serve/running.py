"""The app in a process of its own, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
OPEN = "Öppna: "


class Running:
    """A started program. Its output is gathered line by line; use it as a context manager.

    Args:
        arguments: what follows `python`.
        env: variables to set; None as a value takes one away.
        python: another interpreter than this one.
        stdin: as for `subprocess.Popen`.
    """

    def __init__(
        self,
        *arguments: str,
        env: Mapping[str, str | None] | None = None,
        cwd: Path = ROOT,
        python: Path | None = None,
        stdin: int = subprocess.DEVNULL,
    ) -> None:
        # The display is taken away so that a developer's own screen never changes a result.
        given = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
        changes = {"DISPLAY": None, "WAYLAND_DISPLAY": None, **given, **(env or {})}
        whole = {**os.environ, **{k: v for k, v in changes.items() if v is not None}}
        for name in [name for name, value in changes.items() if value is None]:
            whole.pop(name, None)
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [str(python or sys.executable), *arguments],
            cwd=cwd,
            env=whole,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    @property
    def link(self) -> str:
        """The one-time link, once it is printed."""
        return self.wait_for(OPEN).removeprefix(OPEN)

    @property
    def port(self) -> int:
        port = urlsplit(self.link).port
        assert port
        return port

    def wait_for(self, start: str, timeout: float = 30, times: int = 1) -> str:
        """The line that begins with `start`, at its given occurrence.

        Raises:
            AssertionError: the program ended, or the time did, without that line.
        """
        deadline = time.monotonic() + timeout
        while True:
            found = [line for line in self.lines if line.startswith(start)]
            if len(found) >= times:
                return found[times - 1]
            ended = self.process.poll() is not None and not self._reader.is_alive()
            assert not ended, f"ended without {start!r}:\n{self.output}"
            assert time.monotonic() < deadline, f"no {start!r} in {timeout} s:\n{self.output}"
            time.sleep(0.02)

    def stop(self, timeout: float = 30) -> int:
        """Ask it to end the way a terminal does, and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            code = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join(5)
        return code

    def ended(self, timeout: float = 30) -> int:
        """Wait until it ends by itself."""
        code = self.process.wait(timeout)
        self._reader.join(5)
        return code

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
