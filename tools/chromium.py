"""Print where a Chromium is, for the browser tests; with --install, get one if there is none.

    python tools/chromium.py [--install]

Looked for in this order: $CHROMIUM, the PATH, the one Playwright keeps.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium was found for the browser tests. Install one (Debian: apt-get install chromium) "
    "or set CHROMIUM to the path of a Chromium or Chrome."
)


def find() -> str:
    """The path of a Chromium.

    Raises:
        FileNotFoundError: there is none; the message says what to do.
    """
    if given := os.environ.get("CHROMIUM"):
        if found := shutil.which(given):
            return found
        raise FileNotFoundError(f"CHROMIUM is set to {given}, and there is no such program.")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if found := _playwrights_own():
        return found
    raise FileNotFoundError(MISSING)


def install() -> str:
    """Get a Chromium, from Debian where we may and else through Playwright; see `find`."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _playwrights_own() -> str | None:
    """The Chromium of an earlier `playwright install`."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        # Called from within a running Playwright: its folder is all we can look at.
        return None
    return path if Path(path).exists() else None


def _run(*command: str) -> None:
    """Run an installer. Its failure shows in what `find` then finds."""
    print("$ " + " ".join(command), file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, check=False, stdout=sys.stderr, env=quiet, timeout=900)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def main() -> int:
    try:
        print(find())
    except FileNotFoundError as missing:
        if "--install" not in sys.argv:
            print(missing, file=sys.stderr)
            return 1
        try:
            print(install())
        except FileNotFoundError as still_missing:
            print(still_missing, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
