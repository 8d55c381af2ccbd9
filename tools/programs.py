"""Print where the programs are that the tests drive; with --install, get those that are missing.

    python tools/programs.py [--install]

A program is looked for where its own variable says ($CHROMIUM, $FIREFOX, $WEBKITWEBDRIVER,
$MINIBROWSER, $XVFB, $AGE), then on the PATH, and then where its makers put it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program by the names it goes under and the package Debian has it in.

    ``beside``: where under /usr it lies if not on the PATH, as a pattern.
    """

    names: tuple[str, ...]
    package: str
    beside: str = ""


CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAMS = {
    "chromium": Program(CHROMIUMS, "chromium"),
    "firefox": Program(("firefox-esr", "firefox"), "firefox-esr"),
    "WebKitWebDriver": Program(("WebKitWebDriver",), "webkit2gtk-driver"),
    "MiniBrowser": Program(
        ("MiniBrowser",), "webkit2gtk-driver", "lib*/*/webkit2gtk-4*/MiniBrowser"
    ),
    "Xvfb": Program(("Xvfb",), "xvfb"),
    "age": Program(("age",), "age"),
}


def find(name: str) -> str:
    """The path of a program in ``PROGRAMS``.

    Raises:
        FileNotFoundError: there is none; the message says what to do.
    """
    program, variable = PROGRAMS[name], name.upper()
    if given := os.environ.get(variable):
        if found := shutil.which(given):
            return found
        raise FileNotFoundError(f"{variable} is set to {given}, and there is no such program.")
    for one in program.names:
        if found := shutil.which(one):
            return found
    if program.beside and (beside := sorted(Path("/usr").glob(program.beside))):
        return str(beside[-1])
    if name == "chromium" and (playwrights := _playwrights_own()):
        return playwrights
    raise FileNotFoundError(_what_to_do([name]))


def missing() -> list[str]:
    """The names of those that are not found."""
    gone = []
    for name in PROGRAMS:
        try:
            find(name)
        except FileNotFoundError:
            gone.append(name)
    return gone


def install(names: list[str]) -> None:
    """Get programs, from Debian where we may; a Chromium else through Playwright."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-y", "-q", "--no-install-recommends", *_packages(names))
    elif "chromium" in names:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _packages(names: list[str]) -> list[str]:
    return sorted({PROGRAMS[name].package for name in names})


def _what_to_do(names: list[str]) -> str:
    """What is missing, and how to get it, in one sentence."""
    variables = ", ".join(f"${name.upper()}" for name in names)
    return (
        f"Not found, and the tests need it: {', '.join(names)} (Debian: apt-get install "
        f"{' '.join(_packages(names))}; a program of another name or place goes in {variables})."
    )


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
    gone = missing()
    if gone and "--install" in sys.argv:
        install(gone)
        gone = missing()
    for name in PROGRAMS:
        if name not in gone:
            print(find(name))
    if gone:
        print(_what_to_do(gone), file=sys.stderr)
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
