"""A page of our own that shows apps in its frames, each app behind a guard of its own.

All lie in one folder, so that the one cookie opens them and no other server hears of it. Each app
has one live window. The page may frame the apps; nobody may frame the page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from app.serve.guard import Guard, Keys, Part
from app.serve.line import App, Receive, Scope, Send

Answer = Callable[[str, str], Awaitable[tuple[str, str] | None]]
"""Takes a path inside the page's folder ("" is the page) and a query. Gives the kind of content
and the text, or None where there is nothing."""


def folder(keys: Keys, name: str) -> str:
    """Where the app of a frame lies."""
    return f"{keys.name}/{name}"


class Frames:
    """ASGI middleware in front of flet-web, for the page and the apps `names`."""

    def __init__(
        self,
        app: App,
        answer: Answer,
        names: Iterable[str],
        port: int,
        keys: Keys,
        on_opened: Callable[[], None],
    ) -> None:
        self._app = app
        self._front = Guard(
            _pages(answer, keys.name),
            port,
            keys,
            on_opened=on_opened,
            on_left=_stay,
            part=Part.FRONT,
        )
        self._frames = {
            name: Guard(
                app,
                port,
                Keys(name=folder(keys, name), cookie=keys.cookie, used=True),
                on_opened=_stay,
                on_left=_stay,
                part=Part.FRAME,
            )
            for name in names
        }

    @property
    def link(self) -> str:
        """The one-time address that lets a browser in."""
        return self._front.link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        _, _, *inside = scope["path"].split("/")
        guard = self._frames.get(inside[0]) if len(inside) > 1 else None
        await (guard or self._front)(scope, receive, send)


def _stay() -> None:
    """Nothing here ends the program but a signal."""


def _pages(answer: Answer, name: str) -> App:
    """The page and what it asks for, as an app behind its guard."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(f"/{name}/")
        found = await answer(path, scope["query_string"].decode("latin-1"))
        kind, text = found or ("text/plain", "")
        heads = [(b"content-type", f"{kind}; charset=utf-8".encode())]
        status = 200 if found else 404
        await send({"type": "http.response.start", "status": status, "headers": heads})
        await send({"type": "http.response.body", "body": text.encode()})

    return app
