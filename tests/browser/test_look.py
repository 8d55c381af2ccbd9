"""The look in a real browser: colours as they are drawn, letters, and signs like hearts."""

from __future__ import annotations

import re
import struct
import zlib

from playwright.sync_api import expect

from app.ui import colours
from tests.browser import steps
from tests.browser.conftest import eventually

SECTION = "Två frågor att börja med"
FIELD = re.compile("^Vill du berätta mer om vad som har fört dig hit")
SIGNS = "Det går bra 🙂 ❤ 🌿 ☕"


def paper(window) -> str:
    """The colour at the window's left edge, as "#FBF7F0"."""
    data = window.page.screenshot(clip={"x": 3, "y": 300, "width": 1, "height": 1})
    at, found = 8, b""
    while at < len(data):  # the parts of a PNG: a length, a name, the part itself, and a checksum
        size, name = struct.unpack(">I4s", data[at : at + 8])
        found += data[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    red, green, blue = zlib.decompress(found)[1:4]
    return f"#{red:02X}{green:02X}{blue:02X}"


def ground(window, scheme) -> None:
    """Waits until the page is on the ground of ``scheme``."""

    def look() -> None:
        assert paper(window) == scheme.surface

    eventually(window.page, look)


def test_a_person_chooses_how_it_looks_and_finds_it_so_again(flet_page) -> None:
    window = flet_page
    page = window.page
    page.emulate_media(color_scheme="light")
    steps.create(window)
    steps.choose(window, SECTION)
    window.tap(steps.nav(window, "Inställningar"))
    steps.appearance(window)
    ground(window, colours.LIGHT)
    page.emulate_media(color_scheme="dark")
    ground(window, colours.DARK)
    window.tap(steps.box(window, "Starkare kontrast"))
    ground(window, colours.DARK_MORE)
    page.emulate_media(color_scheme="light")
    ground(window, colours.LIGHT_MORE)
    for label in ("Lexend", "Lite större"):
        window.tap(steps.radio(window, label))
        expect(steps.radio(window, label)).to_be_checked()
    steps.lock(window)
    ground(window, colours.LIGHT_MORE)
    steps.unlock(window)
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.button(re.compile("^Utseende och text.*lite större text"))).to_be_visible()
    window.tap(steps.nav(window, "Min guide"))
    steps.open_section(window, SECTION)
    window.write(FIELD, SIGNS)  # ``check`` sees that every letter and sign is in a font of ours
    steps.lock(window)
    steps.unlock(window)
    window.shows(FIELD, SIGNS)
