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
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.serve import pages
from app.serve.line import MOMENT, PATIENCE, App, Line, Message, Receive, Scope, Send

COOKIE = "guiden"
LAST = "slut"
# What flet-web mounts beside the app, and we have no use for.
CLOSED = ("docs", "redoc", "openapi.json", "oauth_callback", "upload")
KEPT = {b"accept-ranges", b"content-length", b"content-range", b"content-type", b"location"}


def secret(bits: int) -> str:
    """A random word for an address or a cookie."""
    return secrets.token_urlsafe(bits // 8)


@dataclass
class Keys:
    """The secrets of one run, and what they have been used for. They outlive the process only when
    another takes its place, and are never on disk."""

    name: str = field(default_factory=lambda: secret(192))
    """The folder everything lies under. A cookie is sent to every port of a host, but only to
    its own path: the path is what keeps the cookie from the other servers on this machine."""
    link: str = field(default_factory=lambda: secret(256))
    cookie: str = field(default_factory=lambda: secret(256))
    used: bool = False
    """Whether somebody has come in by the link."""
    windows: list[str] = field(default_factory=list)
    """The tickets of the pages handed out, oldest first."""


class Part(Enum):
    """What a guard looks after, and who may show it in a frame."""

    WHOLE = "the app; nobody"
    FRONT = "a page of our own, which has frames; nobody"
    FRAME = "the app; that page"


class Guard:
    """ASGI middleware in front of flet-web: one person, one browser, one live window."""

    def __init__(
        self,
        app: App,
        port: int,
        keys: Keys,
        *,
        on_opened: Callable[[], None],
        on_left: Callable[[], None],
        part: Part = Part.WHOLE,
    ) -> None:
        self._app = app
        self._keys = keys
        self._part = part
        self._on_opened, self._on_left = on_opened, on_left
        self._host = f"127.0.0.1:{port}"
        self._line: Line | None = None
        self._turn = asyncio.Lock()
        self._asked = self._answered = 0  # requests from inside so far
        self.leaving = self._left = False

    @property
    def link(self) -> str:
        """The one-time address that lets a browser in."""
        return f"http://{self._host}/open/{self._keys.link}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, _Answer(send, self._policy, self._part))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def quiet(self) -> None:
        """Wait, but not for ever, for a moment in which nothing is on its way to a window.

        Nobody outside is waited for: any web page could ask on and on.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            asked = self._asked
            await asyncio.sleep(MOMENT)
            if asked == self._asked == self._answered:
                return

    async def leave(self) -> None:
        """Take the window to a last page, after which nobody gets in any more."""
        self.leaving = True
        if self._line:
            await self._line.close(pages.LEFT)

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
        path, folder = scope["path"], f"/{self._keys.name}/"
        cookies = [
            pair.strip().removeprefix(f"{COOKIE}=")
            for line in _heads(scope).get("cookie", [])
            for pair in line.split(";")
            if pair.strip().startswith(f"{COOKIE}=")
        ]
        known = _same(path[: len(folder)], folder)
        known = known and any(_same(cookie, self._keys.cookie) for cookie in cookies)
        return path[len(folder) :] if known and not self._left else None

    # Pages and files

    async def _http(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            return await answer.page(405, "")
        if not self._welcome(scope):
            return await answer.page(403, "")
        if self._at_door(scope):
            return await self._open(scope, answer)
        path = self._inside(scope)
        if path is None or (self.leaving and path != LAST):
            return await answer.page(403, pages.closed())
        self._asked += 1
        try:
            await self._give(path, scope, receive, answer)
        finally:
            self._answered += 1

    async def _give(self, path: str, scope: Scope, receive: Receive, answer: _Answer) -> None:
        """Answer somebody inside."""
        parts = path.split("/")
        if parts[0] in CLOSED or ".." in parts or "\\" in path or "\0" in path:
            return await answer.page(404, "")
        if path == LAST:
            return await self._end(scope, answer)
        if path == "annat-fonster":
            return await answer.page(200, pages.elsewhere(f"/{self._keys.name}/"))
        if scope["method"] == "GET":
            answer.dress = self._dress
        await self._app(scope, receive, answer)
        await answer.finish()

    async def _open(self, scope: Scope, answer: _Answer) -> None:
        """The one-time link. A wrong try leaves it as it was, or anyone could lock us out."""
        if not _same(scope["path"].removeprefix("/open/"), self._keys.link):
            return await answer.page(403, pages.closed())
        if self._keys.used:
            return await answer.page(410, pages.used())
        if scope["method"] == "HEAD":
            return await answer.page(200, "")
        self._keys.used = True
        self._on_opened()
        welcome = pages.welcome(f"/{self._keys.name}/")
        return await answer.page(200, welcome, {"set-cookie": self._cookie(self._keys.cookie)})

    async def _end(self, scope: Scope, answer: _Answer) -> None:
        """The last page. Only the app can bring it about: asking for it ends nothing."""
        if not self.leaving:
            return await answer.page(404, "")
        if scope["method"] == "HEAD":
            return await answer.page(200, "")
        self._left = True
        # Not "cookies": that would take those of every other server on this machine too.
        heads = {
            "clear-site-data": '"cache", "storage"',
            "set-cookie": self._cookie("") + "; Max-Age=0",
        }
        await answer.page(200, pages.left(), heads)
        self._on_left()

    def _cookie(self, value: str) -> str:
        return f"{COOKIE}={value}; Path=/{self._keys.name}/; HttpOnly; SameSite=Strict"

    def _dress(self, html: str, nonce: str) -> str:
        """Flet's page with a ticket of its own, so that one window can be told from another."""
        if self._part is Part.FRONT:
            return pages.with_nonce(html, nonce)
        ticket = secret(128)
        self._keys.windows = [*self._keys.windows[-15:], ticket]
        folder = f"/{self._keys.name}"
        return pages.dress(
            html,
            socket=f"{folder}/ws/{ticket}",
            ways={pages.OTHER_WINDOW: f"{folder}/annat-fonster", pages.LEFT: f"{folder}/{LAST}"},
            nonce=nonce,
        )

    def _policy(self, nonce: str) -> str:
        # Flutter compiles WebAssembly, starts its renderer from a blob and sets style attributes.
        # The blob in a frame is the page that says that the server has ended.
        frames = "frame-src 'self' blob:; " if self._part is Part.FRONT else ""
        above = "'self'" if self._part is Part.FRAME else "'none'"
        return (
            f"default-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors {above}; "
            f"{frames}"
            f"script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; worker-src 'self' blob:; "
            f"connect-src 'self' ws://{self._host}; img-src 'self' blob: data:; "
            "font-src 'self'; media-src 'self' blob:; style-src 'self' 'unsafe-inline'"
        )

    # The live window

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._inside(scope) if self._welcome(scope) else None
        ticket = (path or "").removeprefix("ws/")
        there = "origin" in _heads(scope) and path is not None and not self.leaving
        if not there or not self._take(ticket):
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
        for place, known in enumerate(self._keys.windows):
            if _same(ticket, known):
                self._keys.windows = self._keys.windows[place:]
                return True
        return False


class _Answer:
    """Sends an answer with our headers and none of flet-web's; dresses its page on the way."""

    def __init__(self, send: Send, policy: Callable[[str], str], part: Part) -> None:
        self._send = send
        self._framed = part is Part.FRAME
        self._nonce = secret(128)
        self._policy = policy(self._nonce)
        self._start: Message | None = None
        self._body = b""
        self.dress: Callable[[str, str], str] | None = None

    async def page(self, status: int, html: str, more: Mapping[str, str] | None = None) -> None:
        """Send a page of our own, with more headers if wanted."""
        body = html.encode()
        heads = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            *((name.encode(), value.encode()) for name, value in (more or {}).items()),
        ]
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
            "x-frame-options": "SAMEORIGIN" if self._framed else "DENY",
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
