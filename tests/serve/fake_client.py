#!/usr/bin/env python3
"""Stands in for Flet's desktop client: says hello on the socket, then shows nothing for a while.

Presses the keys in a file, those of a line for each connection, and connects again whenever the
connection breaks, as Flet's does. Started with that file and the socket.
"""

import contextlib
import os
import socket
import struct
import sys
import time
from pathlib import Path

import msgpack

PAGE = 1
REGISTER, EVENT = 1, 3


def say(connection: socket.socket, action: int, body: dict[str, object]) -> None:
    packet = b"\0" + msgpack.packb([action, body])
    connection.sendall(struct.pack("<I", len(packet)) + packet)


def press(connection: socket.socket, key: str) -> None:
    held = dict.fromkeys(("shift", "ctrl", "alt", "meta", "repeat"), False)
    say(connection, EVENT, {"target": PAGE, "name": "keyboard_event", "data": {"key": key, **held}})


def main() -> None:
    until = time.monotonic() + float(os.environ["SHOWN_SECONDS"])
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    while time.monotonic() < until:
        time.sleep(0.1)
        with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
            connection.connect(sys.argv[2])
            connection.settimeout(max(0.1, until - time.monotonic()))
            say(connection, REGISTER, {"session_id": "", "page_name": "", "page": {"route": "/"}})
            connection.recv(1)
            for key in lines.pop(0).split() if lines else ():
                time.sleep(0.5)  # the app has begun
                press(connection, key)
            while connection.recv(1 << 16):
                pass


if __name__ == "__main__":
    main()
