"""Pictures of every screen, as ``make screens`` takes them: ``python -m tests.gallery.photograph``.

They lie in ``docs/screens``, one folder a look: a phone, light, dark, with large text
and with more contrast, and a desktop.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGS, SETTLED, open_flet
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Stage
from tools.programs import find

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
PHONE, DESKTOP = ViewportSize(width=390, height=844), ViewportSize(width=1200, height=800)
LOOKS = {
    "phone-light": (PHONE, {"theme": "light", "text_percent": 100}),
    "phone-dark": (PHONE, {"theme": "dark", "text_percent": 100}),
    "phone-large": (PHONE, {"theme": "light", "text_percent": 200}),
    "phone-contrast": (PHONE, {"theme": "dark", "text_percent": 100, "contrast": "more"}),
    "desktop-light": (DESKTOP, {"theme": "light", "text_percent": 100}),
}
_USUAL = {"contrast": "system"}


def photograph(names: Sequence[str], folder: Path = FOLDER) -> None:
    """Takes each scene in each look, and writes ``folder/<look>/<scene>.webp``."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        stage = Stage(Path(data) / "data")
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=CHROMIUM_ARGS)
        page = browser.new_page(
            locale="sv-SE", timezone_id="Europe/Stockholm", viewport=PHONE, reduced_motion="reduce"
        )
        window = open_flet(page, stage.link)
        for name in names:
            stage.show(name)
            for label in SCENES[name].taps:
                window.tap(window.button(label).first)
            for look, (size, settings) in LOOKS.items():
                stage.look(**{**_USUAL, **settings})
                page.set_viewport_size(size)
                _keep(_still(page), folder / look / f"{name}.webp")
        browser.close()
        stage.stop()


def _still(page: Page) -> bytes:
    """The screen once it is drawn: when it looks the same twice."""
    before, after = b"", page.screenshot()
    while before != after:
        page.evaluate(SETTLED)
        page.wait_for_timeout(200)
        before, after = after, page.screenshot()
    return after


def _keep(picture: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(picture)).save(path, quality=45, method=6)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    if not wanted:
        shutil.rmtree(FOLDER, ignore_errors=True)  # a screen that is gone leaves no picture
    photograph(wanted or list(SCENES))
