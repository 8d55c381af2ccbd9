"""What the tests of browsers need beside a browser: a net that leads nowhere, and patience."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

PATIENCE = 60.0  # seconds; a shared machine may stall


class Nowhere:
    """A proxy that leads nowhere. ``asked`` is what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                with self._socket.accept()[0] as asking:
                    asking.settimeout(5)
                    with suppress(OSError):
                        self.asked.append(asking.recv(2000).split(b"\r\n")[0].decode("latin-1"))

    def close(self) -> None:
        self._socket.close()


def eventually(look: Callable[[], Any]) -> Any:
    """What ``look`` gives, when that is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


def unpacked(data: bytes) -> bytes:
    """One block of LZ4, after Mozilla's mark and a length, 12 bytes together."""
    at, made = 12, bytearray()

    def length(begun: int) -> int:
        nonlocal at
        more = 255 if begun == 15 else 0
        while more == 255:
            more, at = data[at], at + 1
            begun += more
        return begun

    while at < len(data):
        token, at = data[at], at + 1
        plain = length(token >> 4)
        made += data[at : at + plain]
        at += plain
        if at < len(data):
            back, at = int.from_bytes(data[at : at + 2], "little"), at + 2
            for _ in range(length(token & 15) + 4):
                made.append(made[-back])
    return bytes(made)
