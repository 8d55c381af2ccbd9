"""Draw the program's icons and splash pictures, for every platform, into assets/.

    python tools/icons.py

One leaf whose vein is a winding path, on deep pine. Chromium draws it, as the browser tests have
it. The names are those that `flet build` looks for; Windows, Linux and the web take `icon.png`.
The drawing is Guiden's own and under its licence.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tools.programs import find

ASSETS = Path(__file__).parents[1] / "assets"
PINE, PAPER, LIGHT_PINE, NIGHT = "#1F5B4E", "#FBF7F0", "#8FD0BC", "#1B1815"

# In a square of 512. The leaf is about 290 high, and its middle is that of the square.
LEAF = "M 170 394 C 84 270 160 142 346 112 C 420 264 344 396 170 394 Z"
VEIN = "M 142 428 C 186 372 176 322 232 290 C 286 260 262 214 304 176"


def drawing(leaf: str, vein: str, *, plate: str = "", corner: int = 0, size: float = 1) -> str:
    """The picture as SVG: the leaf at `size` of what it is, in its middle, on a plate or none.

    `corner`: how round the plate's corners are, of 256 at most.
    """
    ground = f'<rect width="512" height="512" rx="{corner}" fill="{plate}"/>' if plate else ""
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">{ground}
<g transform="translate(256 256) scale({size}) translate(-256 -262)">
<path d="{LEAF}" fill="{leaf}"/>
<path d="{VEIN}" fill="none" stroke="{vein}" stroke-width="20" stroke-linecap="round"/>
</g></svg>"""


def pictures() -> Iterator[tuple[str, int, str]]:
    """Every file under assets/, how wide it is, and its picture."""
    rounded = drawing(PAPER, PINE, plate=PINE, corner=112, size=1.2)
    square = drawing(PAPER, PINE, plate=PINE, size=1.2)
    small = drawing(PAPER, PINE, plate=PINE, size=0.95)  # the edge may be cut to a circle
    light, dark = drawing(PINE, PAPER), drawing(LIGHT_PINE, NIGHT)
    yield "icon.png", 512, rounded
    yield "icon_ios.png", 1024, square
    yield "icon_macos.png", 1024, rounded.replace('"0 0 512 512"', '"-56 -56 624 624"')
    yield "icon_android.png", 512, drawing(PAPER, PINE, size=0.9)
    yield "splash.png", 768, light
    yield "splash_dark.png", 768, dark
    yield "favicon.png", 96, drawing(PAPER, PINE, plate=PINE, corner=112, size=1.4)
    yield "icons/icon-192.png", 192, rounded
    yield "icons/icon-512.png", 512, rounded
    yield "icons/apple-touch-icon-192.png", 192, square
    yield "icons/icon-maskable-192.png", 192, small
    yield "icons/icon-maskable-512.png", 512, small
    # Seen on light ground and on dark while the window in a browser opens.
    yield "icons/loading-animation.png", 400, drawing(PAPER, PINE, plate=PINE, corner=256)


def main() -> None:
    """Draw them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"))
        for name, width, picture in pictures():
            page = browser.new_page(viewport={"width": width, "height": width})
            page.set_content(f'<body style="margin:0;height:100vh">{picture}</body>')
            page.screenshot(path=ASSETS / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
