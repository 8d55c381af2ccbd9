"""What lies in a running process's memory."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

CLOSED = ("[vvar]", "[vvar_vclock]", "[vsyscall]")
"""Mappings that the kernel keeps to itself."""


def spellings(text: str) -> set[bytes]:
    """The ways a program may keep a text: encoded, or as Python's and a browser's strings."""
    return {text.encode(code) for code in ("utf-8", "latin-1", "utf-16-le", "utf-32-le")}


def hits(pid: int, wanted: Mapping[str, set[bytes]]) -> dict[str, int]:
    """How often each of the wanted things stands in the process's readable memory, by its name.

    The process stands still meanwhile, so that nothing is moved or given back while it is read.
    """
    os.kill(pid, signal.SIGSTOP)
    try:
        while "T (stopped)" not in Path(f"/proc/{pid}/status").read_text():
            time.sleep(0.01)
        return _hits(pid, wanted)
    finally:
        os.kill(pid, signal.SIGCONT)


def _hits(pid: int, wanted: Mapping[str, set[bytes]]) -> dict[str, int]:
    found = dict.fromkeys(wanted, 0)
    with open(f"/proc/{pid}/mem", "rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            places, rights = line.split()[:2]
            if not rights.startswith("r") or line.endswith(CLOSED):
                continue
            start, end = (int(place, 16) for place in places.split("-"))
            memory.seek(start)
            data = memory.read(end - start)
            for name, ways in wanted.items():
                found[name] += sum(data.count(way) for way in ways)
    return found
