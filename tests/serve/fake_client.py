#!/usr/bin/env python3
"""Stands in for Flet's desktop client: says hello on the socket, then shows nothing for a while."""

import os
import socket
import struct
import sys
import time

import msgpack

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(sys.argv[1])
    hello = b"\0" + msgpack.packb([1, {"session_id": "", "page_name": "", "page": {"route": "/"}}])
    connection.sendall(struct.pack("<I", len(hello)) + hello)
    connection.recv(1)
    time.sleep(float(os.environ["SHOWN_SECONDS"]))
