"""Someone who talks to the server by hand, header by header, as an attacker would."""

from __future__ import annotations

import re
import socket
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import msgpack
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

REGISTER = 1
EVENT = 3
PAGE = 1  # its id among the controls


@dataclass
class Answer:
    """What came back."""

    status: int
    heads: list[tuple[str, str]]
    body: str

    def head(self, name: str) -> str:
        return next((v for k, v in self.heads if k.lower() == name), "")


def get(
    port: int,
    path: str,
    heads: dict[str, str] | None = None,
    *,
    method: str = "GET",
    host: str | None = None,
) -> Answer:
    """One request, with exactly these headers and a host."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": host or f"127.0.0.1:{port}", **(heads or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response: HTTPResponse = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        return Answer(response.status, response.getheaders(), body)
    finally:
        connection.close()


@dataclass
class Visitor:
    """A browser that has opened the link: it has the cookie and knows the folder."""

    port: int
    folder: str
    cookie: str

    @classmethod
    def invited(cls, link: str) -> Visitor:
        port = urlsplit(link).port
        assert port
        answer = get(port, urlsplit(link).path)
        assert answer.status == 200
        found = re.match(r"(guiden=[^;]+); Path=(/[^;]+/);", answer.head("set-cookie"))
        assert found
        return cls(port, found[2], found[1])

    def get(self, path: str = "", **heads: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in heads.items()}
        return get(self.port, self.folder + path, {"Cookie": self.cookie, **given})

    def socket(self) -> str:
        """Load the page, as a reload does, and return the path of its own socket."""
        found = re.search(r'flet\.webSocketEndpoint="([^"]+)";', self.get().body)
        assert found
        return found[1]

    def connect(self, path: str, **changes: str | None) -> AbstractContextManager[ClientConnection]:
        """Connect as the page does, or with headers changed; None takes one away."""
        host = f"127.0.0.1:{self.port}"
        heads = {"Origin": f"http://{host}", "Cookie": self.cookie, **changes}
        given = {k.replace("_", "-"): v for k, v in heads.items() if v is not None}
        origin = given.pop("Origin", None)
        return connect(
            f"ws://{given.pop('Host', host)}{path}",
            sock=socket.create_connection(("127.0.0.1", self.port), 10),
            origin=origin,  # type: ignore[arg-type]
            additional_headers=given,
            compression=None,
            proxy=None,
        )

    def refused(self, path: str, **changes: str | None) -> bool:
        """Whether a connection is turned away."""
        try:
            with self.connect(path, **changes):
                return False
        except InvalidStatus as refusal:
            return refusal.response.status_code == 403


def register(connection: ClientConnection, session: str = "") -> str:
    """Say hello as Flet's client does. Returns the session's id."""
    say(connection, REGISTER, {"session_id": session, "page_name": "", "page": {"route": "/"}})
    while True:
        answer = connection.recv(timeout=10)
        assert isinstance(answer, bytes)
        action, body = msgpack.unpackb(answer[1:], ext_hook=lambda code, data: data)
        if action == REGISTER:
            return str(body["session_id"])


def press(connection: ClientConnection, key: str) -> None:
    """Press a key in the window."""
    held = dict.fromkeys(("shift", "ctrl", "alt", "meta", "repeat"), False)
    data = {"key": key, **held}
    say(connection, EVENT, {"target": PAGE, "name": "keyboard_event", "data": data})


def say(connection: ClientConnection, action: int, body: dict[str, object]) -> None:
    connection.send(b"\0" + msgpack.packb([action, body]))
