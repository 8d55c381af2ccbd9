"""A locked file, and somebody who reads it in a browser, whichever it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Download
from playwright.sync_api import Page as Window

from app.share.locked import work_file
from tests.browser.nowhere import eventually
from tests.share import work_files
from tests.share.work_files import PHRASE, SHARE, TITLE

PAGES = work_files.pages()
# The phrase as somebody may type it who heard it over the phone.
HEARD = "Björk-lampa  TÅG sten moln"
WRONG = "Det gick inte att öppna. Stämmer lösenfrasen? Titta efter och försök igen."
# Notes what the policy of a page stops.
WATCH = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", event =>
    stopped.push(event.effectiveDirective + " " + event.blockedURI));
"""


def locked_file(folder: Path) -> Path:
    path = folder / "delat.html"
    path.write_text(work_file(PAGES, TITLE, passphrase=PHRASE, share=SHARE), "utf-8")
    return path


class Reading(Protocol):
    """A browser that somebody reads in, whichever it is."""

    name: str

    def open(self, path: Path) -> None: ...
    def run(self, script: str) -> Any: ...
    def write(self, selector: str, text: str) -> None: ...
    def click(self, selector: str) -> None: ...
    def saved(self, name: str) -> bytes: ...
    def asked(self) -> list[str]: ...


class Chromium:
    """The one that the other browser tests are run in, with a window of its own."""

    name = "chromium"

    def __init__(self, window: Window) -> None:
        self.window = window
        self._asked: list[str] = []
        self._downloads: list[Download] = []
        window.on("request", lambda request: self._asked.append(request.url))
        window.on("download", lambda download: self._downloads.append(download))

    def open(self, path: Path) -> None:
        self.window.goto(path.as_uri())

    def run(self, script: str) -> Any:
        return self.window.evaluate(f"() => {{ {script} }}")

    def write(self, selector: str, text: str) -> None:
        self.window.locator(selector).type(text)

    def click(self, selector: str) -> None:
        self.window.click(selector)

    def saved(self, name: str) -> bytes:
        def look() -> Download | None:
            self.window.wait_for_timeout(50)
            return self._downloads[-1] if self._downloads else None

        download: Download = eventually(look)
        assert download.suggested_filename == name
        return Path(download.path()).read_bytes()

    def asked(self) -> list[str]:
        return [url for url in self._asked if not url.startswith(("file:", "blob:"))]
