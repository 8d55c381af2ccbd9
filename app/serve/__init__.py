"""The browser window: a server for one person, on this machine only.

`serve` shows the app; `serve_frames` shows it twice, in frames of a page that is given to it.

May import: flet-web, uvicorn, the standard library, and `Places`. Promises: it listens on 127.0.0.1
and nowhere else; nobody gets in without the one-time link (see `guard`); there is one live window,
and the app is told to save and lock whenever that window is gone (see `line`). No other room opens
a socket.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

import flet_web.fastapi
import uvicorn
from flet_web.fastapi import app_manager

from app.paths import LAUNCH_NAME
from app.serve import pages
from app.serve.frames import Answer, Frames, folder
from app.serve.guard import Guard, Keys
from app.serve.line import PATIENCE, App
from app.stops import STOPS

if TYPE_CHECKING:
    import flet as ft

    from app.paths import Places


# What a window may send at once, in bytes: a copy of a workbook that is laid in comes whole.
_LONGEST = 300 * 1024 * 1024


class PortTaken(Exception):
    """The port that was asked for is in use."""


def serve(
    main: Callable[..., Awaitable[None]],
    places: Places,
    start_over: Callable[[dict[str, Any], list[int]], None],
    *,
    port: int = 0,
    open_window: bool = True,
    state: dict[str, Any] | None = None,
    load: Callable[[], None] = lambda: None,
) -> None:
    """Serve the app to a browser on this machine until the app leaves or a signal ends it.

    Prints one line, `Öppna: ` and the one-time link, once the server answers.

    Args:
        main: fills a page, given the ways `renew` and `leave`; called anew for every window.
        start_over: puts a new process in place of this one, with a state and open files.
        places: the assets are served; the launch file lies in the data folder.
        port: 0 lets the system choose.
        open_window: whether to open the person's browser.
        state: what the process before this one passed to `start_over`: its windows are served on.
        load: what can be made ready while the browser starts; called in a thread.

    Raises:
        PortTaken: someone else has the port.
    """
    # Before uvicorn's own handlers, and again after them: a stop is a stop, not a crash.
    for number in STOPS:
        signal.signal(number, _leave)
    if state:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    keys = Keys(**state["keys"]) if state else Keys()
    launch = places.data / LAUNCH_NAME
    opening = socket.socket(fileno=state["listener"]) if state else _listen(port)
    with contextlib.suppress(SystemExit), opening as listener:
        listener.set_inheritable(False)

        async def renew(data: Path, look: dict[str, str | int]) -> None:
            await guard.quiet()
            # On a stick that was pulled out there is nothing to start over on.
            if server.should_exit or guard.leaving or not os.path.isdir(data):
                return
            number = listener.fileno()
            known = {"keys": asdict(keys), "listener": number, "data": str(data), "look": look}
            with contextlib.suppress(OSError):  # then all is as it was
                start_over(known, [number])

        async def leave() -> None:
            await guard.leave()
            asyncio.get_running_loop().call_later(PATIENCE, end)

        def end() -> None:
            server.should_exit = True

        async def fill(page: ft.Page) -> None:
            await main(page, renew if os.name == "posix" else None, leave)

        guard = Guard(
            _flet({keys.name: fill}, places),
            listener.getsockname()[1],
            keys,
            on_opened=lambda: launch.unlink(missing_ok=True),
            on_left=end,
        )

        def announce() -> None:
            if not state:
                _announce(guard.link, launch, open_window)
            threading.Thread(target=load, daemon=True).start()

        server = _Server(guard, announce)
        try:
            server.run(sockets=[listener])
        finally:
            launch.unlink(missing_ok=True)


def serve_frames(
    answer: Answer,
    apps: Mapping[str, Callable[[ft.Page], Awaitable[None]]],
    places: Places,
    *,
    port: int = 0,
    open_window: bool = True,
) -> None:
    """Serve a page of our own, with apps in its frames, until a signal ends it.

    Prints one line as `serve` does. Nobody but that page may show the apps in a frame.

    Args:
        answer: gives the page, and what it asks for.
        apps: what fills a frame, by the name of its folder beside the page; called for each window.
        places: as for `serve`.
        port: 0 lets the system choose.
        open_window: whether to open the person's browser.

    Raises:
        PortTaken: someone else has the port.
    """
    for number in STOPS:
        signal.signal(number, _leave)
    keys = Keys()
    launch = places.data / LAUNCH_NAME
    with contextlib.suppress(SystemExit), _listen(port) as listener:
        listener.set_inheritable(False)
        frames = Frames(
            _flet({folder(keys, name): fill for name, fill in apps.items()}, places),
            answer,
            apps,
            listener.getsockname()[1],
            keys,
            on_opened=lambda: launch.unlink(missing_ok=True),
        )
        server = _Server(frames, lambda: _announce(frames.link, launch, open_window))
        try:
            server.run(sockets=[listener])
        finally:
            launch.unlink(missing_ok=True)


class _Server(uvicorn.Server):
    """uvicorn, telling us when it answers."""

    def __init__(self, app: App, announce: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="websockets-sansio",
            ws_per_message_deflate=False,
            ws_max_size=_LONGEST,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            lifespan="on",
            # Longer than the app gets to save and lock.
            timeout_graceful_shutdown=int(PATIENCE) + 1,
        )
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        for number in STOPS:
            signal.signal(number, self.handle_exit)
        await super().startup(sockets)
        self._announce()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ends in order. uvicorn's own leaves unsaved words behind at a second Ctrl+C."""
        self.should_exit = True


def _flet(mains: Mapping[str, Callable[[ft.Page], Awaitable[None]]], places: Places) -> App:
    """flet-web's apps, each under its name: what `ft.run(export_asgi_app=True)` makes, without its
    docs."""
    _forget_at_once()
    app = flet_web.fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for name, main in mains.items():
        app.mount(
            f"/{name}",
            flet_web.fastapi.app(
                main,
                assets_dir=str(places.assets),
                app_name="Guiden",
                app_description="",
                no_cdn=True,
                session_timeout_seconds=0,
            ),
        )
    return cast(App, app)


def _forget_at_once() -> None:
    """Make flet-web drop a session the moment its window is gone.

    It keeps one for an hour, and looks for expired ones every ten seconds only: until then anyone
    with its id takes it up where the person left it.
    """
    disconnect = app_manager.disconnect_session

    async def forget(session_id: str, _: int) -> None:
        try:
            await disconnect(session_id, 0)  # the app hears of it, saves and locks
        finally:
            await app_manager.delete_session(session_id)

    app_manager.disconnect_session = forget


def _listen(port: int) -> socket.socket:
    """A socket on the loopback interface, bound before anyone is told about it."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # Windows would let another program bind the same port beside us.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise PortTaken(str(port)) from error
    return listener


def _has_browser() -> bool:
    """Without a display `webbrowser` would start a text browser in the person's terminal."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _announce(link: str, launch: Path, open_window: bool) -> None:
    """Say where the page is, and take the browser there if that is wanted."""
    print(f"Öppna: {link}", flush=True)
    if open_window and _has_browser():
        _hand_over(link, launch)


def _hand_over(link: str, launch: Path) -> None:
    """Open the browser on a file that leads to the link.

    What stands on a command line can be read by every program on the machine; a file of our own
    cannot.
    """
    launch.unlink(missing_ok=True)
    number = os.open(launch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(number, "w", encoding="utf-8") as file:
        file.write(pages.redirect(link))
    # Some browsers keep the call waiting for as long as they run.
    threading.Thread(target=webbrowser.open, args=(launch.as_uri(),), daemon=True).start()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
