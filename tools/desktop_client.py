"""Fetch Flet's desktop client while Guiden is being set up, so that it is never fetched later.

Without it Guiden opens in the browser. So this gives up quickly, says so, and never fails.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

PATIENCE = 10.0
"""Seconds of silence from the net before giving up."""


def main() -> int:
    if sys.platform == "win32":
        return 0  # Guiden uses the browser there, see app/desktop.py
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or "--always" in sys.argv):
        return 0  # no screen to show a window on
    import flet_desktop

    from app.desktop import client_is_here

    if client_is_here():
        return 0
    socket.setdefaulttimeout(PATIENCE)
    try:
        flet_desktop.ensure_client_cached()
    except Exception as error:  # whatever it is, Guiden runs without
        print(f"· no desktop window ({type(error).__name__}); Guiden will open in the browser")
    else:
        print("· the desktop window is ready")
    return 0


if __name__ == "__main__":
    sys.exit(main())
