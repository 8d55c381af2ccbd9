"""The composition root: gives the user interface its places and hands it to a window.

Nobody imports this file but the two doors, `app/__main__.py` and the root `main.py`.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from app import paths

if TYPE_CHECKING:
    import flet as ft

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

log = logging.getLogger(__name__)


def application(places: paths.Places) -> Callable[[ft.Page], Awaitable[None]]:
    """The app as Flet wants it: a function that fills one page. Every window calls it once."""

    async def main(page: ft.Page) -> None:
        # Imported here, once there is a page to fill: the window comes up sooner.
        try:
            from app.ui.app import start

            await start(page, places)
        except Exception:
            # Flet would show the exception itself, in English and with whatever stands in it.
            log.exception("the app did not start")
            import flet as ft

            page.clean()
            page.add(ft.SafeArea(ft.Text(NO_START, size=20)))

    return main


def run_packed() -> None:
    """Run inside an app made by `flet build`, which brings the window and the data folder."""
    import flet as ft

    keep_quiet()
    places = paths.find()
    places.prepare()
    ft.run(application(places), assets_dir=str(places.assets))


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
