"""The guard: decides which requests reach the app.

Any program and any web page on the machine can talk to a loopback port, and flet-web checks
nothing. So: the exact host (a rebound DNS name fails), the exact origin (another page's script
fails), a path nobody can guess and a cookie that only the one-time link hands out. Every answer
carries a strict content policy, and whatever is refused is refused without saying why.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from app.serve import pages
from app.serve.line import App, Line, Message, Receive, Scope, Send

COOKIE = "guiden"
# What flet-web mounts beside the app, and we have no use for.
CLOSED = ("docs", "redoc", "openapi.json", "oauth_callback", "upload")
KEPT = {b"accept-ranges", b"content-length", b"content-range", b"content-type", b"location"}


def secret(bits: int) -> str:
    """A random word for an address or a cookie."""
    return secrets.token_urlsafe(bits // 8)


@dataclass(frozen=True)
class Keys:
    """The secrets of one run; none of them outlives the process."""

    name: str = field(default_factory=lambda: secret(192))
    """The folder everything lies under. A cookie is sent to every port of a host, but only to
    its own path: the path is what keeps the cookie from the other servers on this machine."""
    link: str = field(default_factory=lambda: secret(256))
    cookie: str = field(default_factory=lambda: secret(256))


class Guard:
    """ASGI middleware in front of flet-web: one person, one browser, one live window."""

    def __init__(self, app: App, port: int, keys: Keys, on_opened: Callable[[], None]) -> None:
        self._app = app
        self._keys = keys
        self._on_opened = on_opened
        self._used = False
        self._host = f"127.0.0.1:{port}"
        self._windows: list[str] = []  # tickets of the pages handed out, oldest first
        self._line: Line | None = None
        self._turn = asyncio.Lock()

    @property
    def link(self) -> str:
        """The one-time address that lets a browser in."""
        return f"http://{self._host}/open/{self._keys.link}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, _Answer(send, self._policy))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    # Rules

    def _welcome(self, scope: Scope) -> bool:
        """Whether the request was addressed to us and comes from our own page or from nowhere."""
        heads = _heads(scope)
        if len(heads.get("host", [])) != 1 or not _same(heads["host"][0], self._host):
            return False
        if any(not _same(origin, f"http://{self._host}") for origin in heads.get("origin", [])):
            return False
        sites = heads.get("sec-fetch-site", [])
        if self._at_door(scope):
            # The launch file and a click in another program are other sites. The link is a secret
            # in itself; it may only be opened as a page, not fetched beforehand or framed.
            ahead = "purpose" in heads or "sec-purpose" in heads
            return heads.get("sec-fetch-dest", ["document"]) == ["document"] and not ahead
        return all(site in ("none", "same-origin") for site in sites)

    def _at_door(self, scope: Scope) -> bool:
        return bool(scope["path"].startswith("/open/"))

    def _inside(self, scope: Scope) -> str | None:
        """What is asked for under our folder, or None without the cookie or outside the folder."""
        _, name, *rest = scope["path"].split("/", 2)
        cookies = [
            pair.strip().removeprefix(f"{COOKIE}=")
            for line in _heads(scope).get("cookie", [])
            for pair in line.split(";")
            if pair.strip().startswith(f"{COOKIE}=")
        ]
        known = _same(name, self._keys.name) and any(_same(c, self._keys.cookie) for c in cookies)
        return rest[0] if known and rest else None

    # Pages and files

    async def _http(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            return await answer.page(405, "")
        if not self._welcome(scope):
            return await answer.page(403, "")
        if self._at_door(scope):
            return await self._open(scope, answer)
        path = self._inside(scope)
        if path is None:
            return await answer.page(403, pages.closed())
        parts = path.split("/")
        if parts[0] in CLOSED or ".." in parts or "\\" in path or "\0" in path:
            return await answer.page(404, "")
        if path == "annat-fonster":
            return await answer.page(200, pages.elsewhere(f"/{self._keys.name}/"))
        if scope["method"] == "GET":
            answer.dress = self._dress
        await self._app(scope, receive, answer)
        return await answer.finish()

    async def _open(self, scope: Scope, answer: _Answer) -> None:
        """The one-time link. A wrong try leaves it as it was, or anyone could lock us out."""
        if not _same(scope["path"].removeprefix("/open/"), self._keys.link):
            return await answer.page(403, pages.closed())
        if self._used:
            return await answer.page(410, pages.used())
        if scope["method"] == "HEAD":
            return await answer.page(200, "")
        self._used = True
        self._on_opened()
        folder = f"/{self._keys.name}/"
        cookie = f"{COOKIE}={self._keys.cookie}; Path={folder}; HttpOnly; SameSite=Strict"
        return await answer.page(200, pages.welcome(folder), cookie)

    def _dress(self, html: str, nonce: str) -> str:
        """Flet's page with a ticket of its own, so that one window can be told from another."""
        ticket = secret(128)
        self._windows = [*self._windows[-15:], ticket]
        folder = f"/{self._keys.name}"
        return pages.dress(
            html, socket=f"{folder}/ws/{ticket}", elsewhere=f"{folder}/annat-fonster", nonce=nonce
        )

    def _policy(self, nonce: str) -> str:
        # Flutter compiles WebAssembly, starts its renderer from a blob and sets style attributes.
        return (
            "default-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; "
            f"script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; worker-src 'self' blob:; "
            f"connect-src 'self' ws://{self._host}; img-src 'self' blob: data:; "
            "font-src 'self'; media-src 'self' blob:; style-src 'self' 'unsafe-inline'"
        )

    # The live window

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._inside(scope) if self._welcome(scope) else None
        ticket = (path or "").removeprefix("ws/")
        if "origin" not in _heads(scope) or path is None or not self._take(ticket):
            await send({"type": "websocket.close", "code": 1008})
            return
        line = Line(receive, send)
        async with self._turn:
            # The newest window wins: a window that crashed or was reloaded must never lock its
            # person out. The app has saved and locked in the older one before this one starts.
            if self._line:
                await self._line.end(pages.OTHER_WINDOW)
            self._line = line
        endpoint = f"/{self._keys.name}/ws"
        await line.run(self._app, {**scope, "path": endpoint, "raw_path": endpoint.encode()})

    def _take(self, ticket: str) -> bool:
        """Whether this page may connect. Older pages may not come back: two windows that each
        reconnect would take the app from one another for ever."""
        for place, known in enumerate(self._windows):
            if _same(ticket, known):
                self._windows = self._windows[place:]
                return True
        return False


class _Answer:
    """Sends an answer with our headers and none of flet-web's; dresses its page on the way."""

    def __init__(self, send: Send, policy: Callable[[str], str]) -> None:
        self._send = send
        self._nonce = secret(128)
        self._policy = policy(self._nonce)
        self._start: Message | None = None
        self._body = b""
        self.dress: Callable[[str, str], str] | None = None

    async def page(self, status: int, html: str, cookie: str = "") -> None:
        """Send a page of our own."""
        body = html.encode()
        heads = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        if cookie:
            heads.append((b"set-cookie", cookie.encode()))
        await self._head(status, heads)
        await self._send({"type": "http.response.body", "body": body})

    async def __call__(self, message: Message) -> None:
        """Pass on what flet-web sends; hold back its page until it is whole."""
        if message["type"] == "http.response.start":
            heads = [(k, v) for k, v in message["headers"] if k.lower() in KEPT]
            kind = dict(heads).get(b"content-type", b"")
            if self.dress and message["status"] == 200 and kind.startswith(b"text/html"):
                self._start = message
            else:
                await self._head(message["status"], heads)
        elif self._start:
            self._body += message.get("body", b"")
        else:
            await self._send(message)

    async def finish(self) -> None:
        """Send the page that was held back, dressed."""
        if self._start and self.dress:
            await self.page(200, self.dress(self._body.decode(), self._nonce))

    async def _head(self, status: int, heads: list[tuple[bytes, bytes]]) -> None:
        ours = {
            "cache-control": "no-store",
            "content-security-policy": self._policy,
            "cross-origin-embedder-policy": "require-corp",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
        }
        sent = [*heads, *((k.encode(), v.encode()) for k, v in ours.items())]
        await self._send({"type": "http.response.start", "status": status, "headers": sent})


def _heads(scope: Scope) -> dict[str, list[str]]:
    """The request's headers by name. A header given twice has two values, and is not merged."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _same(one: str, other: str) -> bool:
    """Whether two words are the same, in a time that tells nothing about where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
