"""The desktop window: when it can be had, and how it ends without losing a word.

Flet's desktop client is a program of its own. Flet would fetch it from the net at first use, and
without a display it would serve the app to the whole network instead: both are ruled out here,
before Flet gets to decide.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.paths import socket_home
from app.stops import STOPS

if TYPE_CHECKING:
    import flet as ft
    from flet.messaging.session import Session

    from app.paths import Places

PATIENCE = 5.0
"""Seconds the app gets to save and lock when its window is gone."""

MOMENT = 0.2
"""Seconds for the last picture to reach the window."""


def obstacle() -> str | None:
    """Why no desktop window can be had here, as the end of a Swedish sentence; None if it can."""
    if sys.platform == "win32":
        # Outside an app made by `flet build`, Flet's window and Python talk over a TCP port on
        # Windows that asks nobody who they are: another program could take over the session.
        return "fönstret skulle inte vara skyddat från andra program på Windows"
    # Flet asks for DISPLAY alone, also under Wayland, and else serves the app on every interface.
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        return "här finns ingen skärm att visa det på"
    if _client_is_brought() or client_is_here():
        return None
    return "Flets fönsterprogram är inte hämtat"


def run(
    main: Callable[..., Awaitable[None]],
    places: Places,
    start_over: Callable[[dict[str, Any]], None],
    state: dict[str, Any] | None = None,
    load: Callable[[], None] = lambda: None,
) -> bool:
    """Show the app in a desktop window until it is closed, the app leaves or a signal ends it.

    Args:
        main: fills a page, given the ways `renew` and `leave`.
        start_over: puts a new process in place of this one, with a state.
        state: what the process before this one passed to `start_over`: its window is taken over.
        load: what can be made ready while the window comes up; called in a thread.

    Returns:
        False if no window came up: a client that lacks a library ends before that.
    """
    # Should Flet look for its client in vain after all, it looks here and not on the net.
    os.environ["FLET_CLIENT_URL"] = "file:///"
    # A folder of ours, so that the socket is out of reach whatever the umask. Its path is plain:
    # Flet's client takes it for an address, and finds no socket whose path would be escaped there.
    folder = state["folder"] if state else tempfile.mkdtemp(prefix="guiden-", dir=socket_home())
    try:
        os.environ.setdefault("FLET_SERVER_UDS_PATH", str(Path(folder, "window")))
        client = _Client(places.data, state["client"] if state else None)

        def known(data: Path, look: dict[str, str | int]) -> dict[str, Any]:
            return {"folder": folder, "data": str(data), "look": look, **client.known}

        return asyncio.run(
            _show(main, places, client, lambda data, look: start_over(known(data, look)), load)
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_up(state: dict[str, Any]) -> None:
    """Close the window that was handed on to a process that cannot go on with it.

    Args:
        state: what the process before this one passed to `start_over`.
    """
    _Client(Path(state["data"]), state["client"]).close()
    shutil.rmtree(state["folder"], ignore_errors=True)


async def _show(
    main: Callable[..., Awaitable[None]],
    places: Places,
    client: _Client,
    start_over: Callable[[Path, dict[str, str | int]], None],
    load: Callable[[], None],
) -> bool:
    import flet as ft

    # The session is held on to: Flet forgets it the moment the window is gone.
    shown: list[tuple[ft.Page, Session]] = []

    async def renew(data: Path, look: dict[str, str | int]) -> None:
        await asyncio.sleep(MOMENT)
        # On a stick that was pulled out there is nothing to start over on.
        if os.path.isdir(data) and not (window.done() or window.cancelling()):
            with contextlib.suppress(OSError):  # then all is as it was
                start_over(data, look)

    async def leave() -> None:
        window.cancel()

    async def fill(page: ft.Page) -> None:
        shown[:] = [(page, page.session)]
        await main(page, renew, leave)

    client.watch()
    window = asyncio.ensure_future(ft.run_async(fill, assets_dir=str(places.assets)))
    await asyncio.sleep(0)  # Flet sets its signal handlers in here
    for number in STOPS:
        # Flet's own would wait for the window, which has heard of no signal.
        asyncio.get_running_loop().add_signal_handler(number, window.cancel)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    threading.Thread(target=load, daemon=True).start()
    await asyncio.wait({window})
    client.close()
    if shown:
        # Flet tells the app only in passing and does not wait. A word typed just now would be lost.
        await _tell(*shown[0])
    if window.cancelled():
        return True
    window.result()
    return bool(shown) or client.taken_over


class _Client:
    """Flet's client: the process that draws the window.

    Flet leaves its window standing when it is stopped itself: with the last picture in it, and that
    may be somebody's words. So it is noted here and closed.

    Args:
        folder: where Flet is to look for a client of the person's own making, and finds none.
        known: what `known` said in the process before this one, if there was one.
    """

    def __init__(self, folder: Path, known: tuple[int, str] | None) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | _TakenOver | None = None
        self._number_file = ""
        self.taken_over = known is not None
        if known:
            self._process, self._number_file = _TakenOver(known[0]), known[1]

    @property
    def known(self) -> dict[str, tuple[int, str] | None]:
        """What the next process has to know to take the window over."""
        return {"client": (self._process.pid, self._number_file) if self._process else None}

    def watch(self) -> None:
        """Note the client that Flet starts, or give it the one that is there already."""
        import flet_desktop

        open_view = flet_desktop.open_flet_view_async

        async def keep(*given: Any) -> tuple[asyncio.subprocess.Process | _TakenOver, str]:
            if not self._process:
                # Flet runs whatever lies in build/linux of the working folder.
                with contextlib.chdir(self._folder):
                    self._process, self._number_file = await open_view(*given)
            return self._process, self._number_file

        flet_desktop.open_flet_view_async = keep

    def close(self) -> None:
        """End it, if Flet has started it."""
        import flet_desktop

        if self._process:
            flet_desktop.close_flet_view(self._number_file)
            if self._process.returncode is None:
                self._process.terminate()


class _TakenOver:
    """A child that the process before this one has started, as asyncio would show it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    async def wait(self) -> None:
        """Wait until it has ended."""
        await asyncio.to_thread(self._wait)

    def _wait(self) -> None:
        status = 0
        with contextlib.suppress(ChildProcessError):  # it had ended before we came
            _, status = os.waitpid(self.pid, 0)
        self.returncode = os.waitstatus_to_exitcode(status)

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)


async def _tell(page: ft.Page, session: Session) -> None:
    """Let the app hear that its window is gone, and wait while it saves and locks."""
    told = session.dispatch_event(page._i, "disconnect", None)
    await asyncio.wait({asyncio.ensure_future(told)}, timeout=PATIENCE)


def _client_is_brought() -> bool:
    """Whether an outer tool shows the window itself, as `flet run` does."""
    return bool(os.environ.get("FLET_DISPLAY_URL_PREFIX") or os.environ.get("FLET_SERVER_UDS_PATH"))


def client_is_here() -> bool:
    """Whether Flet would find its client without asking the net."""
    try:
        import flet_desktop
    except ImportError:
        return False
    if folder := os.environ.get("FLET_VIEW_PATH"):
        names = ["flet"] if sys.platform == "linux" else ["Flet.app"]
        if any(Path(folder, name).exists() for name in names):
            return True
    if Path(flet_desktop.get_package_bin_dir(), flet_desktop.get_artifact_filename()).exists():
        return True
    # A private name, but Flet is pinned, and guessing the folder's name would be worse.
    cache: Callable[[], Path] = vars(flet_desktop)["__get_client_storage_dir"]
    return cache().exists()
