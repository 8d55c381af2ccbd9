"""The composition root: gives the user interface its places and hands it to a window.

Nobody imports this file but the two doors, `app/__main__.py` and the root `main.py`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths
from app.stops import STOPS

if TYPE_CHECKING:
    import flet as ft

    from app.guide import Guest

# These would change what Flet does behind our back. FLET_LOG_LEVEL=DEBUG writes every keystroke of
# a passphrase to the log; the others bind a port, serve a folder for uploads, ask a CDN, or let a
# closed window's session live on.
UNWANTED = (
    "FLET_ASSETS_DIR",
    "FLET_FORCE_WEB_SERVER",
    "FLET_LOG_LEVEL",
    "FLET_MAX_UPLOAD_SIZE",
    "FLET_OAUTH_CALLBACK_HANDLER_ENDPOINT",
    "FLET_SERVER_IP",
    "FLET_SERVER_PORT",
    "FLET_SESSION_TIMEOUT",
    "FLET_UPLOAD_DIR",
    "FLET_UPLOAD_HANDLER_ENDPOINT",
    "FLET_WEBSOCKET_HANDLER_ENDPOINT",
    "FLET_WEB_APP_PATH",
    "FLET_WEB_NO_CDN",
    "FLET_WEB_PATH",
)

NO_START = (
    "Guiden kunde inte starta. Det du har skrivit ligger orört där det låg. "
    "Stäng Guiden och försök igen. Hjälper inte det, installera den på nytt. "
    "Ring 112 vid fara för liv, eller Självmordslinjen på 90101."
)

HANDED_ON = "GUIDEN_HANDED_ON"
"""Names the variable that tells a new process which open file its state comes in."""

log = logging.getLogger(__name__)

Look = dict[str, str | int]
Renew = Callable[[Path, Look], Awaitable[None]]
Leave = Callable[[], Awaitable[None]]


def application(
    places: paths.Places, look: Look | None = None, beside: Iterable[Guest] = ()
) -> Callable[..., Awaitable[None]]:
    """The app as Flet wants it: a function that fills one page. Every window calls it once.

    `beside`: an author's own guides, to lie beside ours.

    The function also takes two ways on from a locked workbook, where this window has them: `renew`
    starts the program over on a data folder with an empty memory, and returns only if that could
    not be; `leave` closes the window and ends the program. Neither saves or locks anything.
    """

    async def main(page: ft.Page, renew: Renew | None = None, leave: Leave | None = None) -> None:
        # Imported here, once there is a page to fill, or by `load`: the window comes up sooner.
        try:
            from app.ui.app import start
            from app.ui.program import Program

            await start(page, places, Program(renew, leave, look or {}), beside)
        except Exception:
            # Flet would show the exception itself, in English and with whatever stands in it.
            log.exception("the app did not start")
            import flet as ft

            page.clean()
            page.add(ft.SafeArea(ft.Text(NO_START, size=20)))

    return main


def load() -> None:
    """Import what the first screen takes: in a thread, while the window is on its way up."""
    # What is wrong is told when there is a window to tell it in.
    with contextlib.suppress(Exception):
        import app.ui.app  # noqa: F401


def run_packed() -> None:
    """Run inside an app made by `flet build`, which brings the window and the data folder."""
    import flet as ft

    keep_quiet()
    places = paths.find()
    places.prepare()
    paths.keep_temp_inside(places)
    ft.run(application(places), assets_dir=str(places.assets))


def start_over(state: dict[str, Any], keep: Iterable[int] = ()) -> None:
    """Put a new process of this program in place of this one: same id, an empty memory.

    A signal to end waits until the new process has unblocked it, so that none is lost.

    Args:
        state: what the new process is to know, for JSON: some kilobytes at most. It goes through a
            pipe, since others can read command lines and environments.
        keep: the open files the new process is to have too, under the same numbers.

    Raises:
        OSError: it could not be done. All is as it was.
    """
    reader, writer = os.pipe()
    kept = (reader, *keep)
    try:
        with open(writer, "w", encoding="utf-8") as pipe:
            json.dump({**state, "temporary": [str(one) for one in paths.temp_folders]}, pipe)
        for number in kept:
            os.set_inheritable(number, True)
        given = sys.argv if getattr(sys, "frozen", False) else sys.orig_argv
        environment = {**os.environ, HANDED_ON: str(reader)}
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        os.execve(sys.executable, [sys.executable, *given[1:]], environment)  # noqa: S606
    except OSError:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        for number in kept:
            os.set_inheritable(number, False)
        os.close(reader)
        raise


def handed_on() -> dict[str, Any] | None:
    """What the process before this one passed to `start_over`; None if this is the first.

    Under `temporary` are its folders for temporary files, for `keep_temp_inside`.
    """
    number = os.environ.pop(HANDED_ON, None)
    if number is None:
        return None
    with open(int(number), encoding="utf-8") as pipe:
        state: dict[str, Any] = json.load(pipe)
    return state


def keep_quiet() -> None:
    """Make sure that nothing a person writes can reach a log. Call it before Flet runs.

    Flet logs whole messages, and an exception may quote the value it tripped on. So there is one
    handler, and all it writes is where something went wrong and the kind of error.
    """
    for name in UNWANTED:
        os.environ.pop(name, None)
    root = logging.getLogger()
    root.handlers = [_Outline()]
    root.setLevel(logging.WARNING)
    for name in ("flet", "flet_controls", "flet_object_patch", "flet_transport", "flet_web"):
        logging.getLogger(name).setLevel(logging.WARNING)


class _Outline(logging.Handler):
    """Writes level, place and kind of error; never the message, its arguments or a traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        what = f" {kind.__name__}" if kind else ""
        line = f"{record.levelname} {record.name}:{record.lineno}{what}"
        if sys.stderr is not None:  # a windowed program on Windows has none
            print(line, file=sys.stderr)
