"""The desktop window: when it can be had, and how it ends without losing a word.

Flet's desktop client is a program of its own. Flet would fetch it from the net at first use, and
without a display it would serve the app to the whole network instead: both are ruled out here,
before Flet gets to decide.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import flet as ft
    from flet.messaging.session import Session

    from app.paths import Places

PATIENCE = 5.0
"""Seconds the app gets to save and lock when its window is gone."""


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


def run(main: Callable[[ft.Page], Awaitable[None]], places: Places) -> bool:
    """Show the app in a desktop window until it is closed, or until Ctrl+C or SIGTERM.

    Returns:
        False if no window came up: a client that lacks a library ends before that.
    """
    # Flet runs whatever lies in build/linux of the working folder.
    os.chdir(places.data)
    # Should Flet look for its client in vain after all, it looks here and not on the net.
    os.environ["FLET_CLIENT_URL"] = "file:///"
    with tempfile.TemporaryDirectory(prefix="guiden-") as folder:
        # In a folder of ours, so that the socket is out of reach whatever the umask.
        os.environ.setdefault("FLET_SERVER_UDS_PATH", str(Path(folder, "fönster")))
        return asyncio.run(_show(main, places))


async def _show(main: Callable[[ft.Page], Awaitable[None]], places: Places) -> bool:
    import flet as ft

    # The session is held on to: Flet forgets it the moment the window is gone.
    shown: list[tuple[ft.Page, Session]] = []

    async def fill(page: ft.Page) -> None:
        shown[:] = [(page, page.session)]
        await main(page)

    close_client = _keep_hold_of_client()
    window = asyncio.ensure_future(ft.run_async(fill, assets_dir=str(places.assets)))
    await asyncio.sleep(0)  # Flet sets its signal handlers in here
    for number in (signal.SIGINT, signal.SIGTERM):
        # Flet's own would wait for the window, which has heard of no signal.
        asyncio.get_running_loop().add_signal_handler(number, window.cancel)
    await asyncio.wait({window})
    close_client()
    if shown:
        # Flet tells the app only in passing and does not wait. A word typed just now would be lost.
        await _tell(*shown[0])
    if window.cancelled():
        return True
    window.result()
    return bool(shown)


def _keep_hold_of_client() -> Callable[[], None]:
    """Note the client that Flet starts, and return what closes it.

    Flet leaves its window standing when it is stopped itself: with the last picture in it, and that
    may be somebody's words.
    """
    import flet_desktop

    started: list[tuple[asyncio.subprocess.Process, str]] = []
    open_view = flet_desktop.open_flet_view_async

    async def keep(*given: Any) -> tuple[asyncio.subprocess.Process, str]:
        started[:] = [await open_view(*given)]
        return started[0]

    def close() -> None:
        for process, number_file in started:
            flet_desktop.close_flet_view(number_file)
            if process.returncode is None:
                process.terminate()

    flet_desktop.open_flet_view_async = keep
    return close


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
