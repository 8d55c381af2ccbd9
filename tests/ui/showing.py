"""A device that is handed over with a page on the screen."""

from __future__ import annotations

import asyncio
from typing import Any

from app.share import Page, only
from app.ui.sharing import written_page
from app.ui.state import Place, Screen
from tests.ui.running import FIELD, App
from tests.ui.sharing import WORDS, filled, shown

SHOWING, LOCK, HELP = Place(Screen.SHOWING), Place(Screen.LOCK), Place(Screen.HELP)
SHOW = Place(Screen.SHOW, "tva-fragor")
GO = "Visa nu"
SCROLLED = {
    "event_type": "update",
    "pixels": 9.0,
    "min_scroll_extent": 0.0,
    "max_scroll_extent": 90.0,
    "viewport_dimension": 800.0,
}


async def begun(run: Any, section: str = "tva-fragor") -> App:
    """At the page where one sees what the other person will see."""
    app = await filled(run)
    await app.desk.go(Place(Screen.SECTION, section))
    await app.h.settle()
    await app.h.press("Visa på skärmen")
    return app


async def handed_over(run: Any) -> App:
    app = await begun(run)
    await app.h.press(GO)
    await until(app, SHOWING)
    return app


def page(app: App) -> Page:
    return only(written_page(app.desk, "tva-fragor"), [FIELD])


async def until(app: App, place: Place) -> None:
    async with asyncio.timeout(20):
        while app.desk.shown.place != place or app.desk.door.moving.locked():
            await asyncio.sleep(0.02)
    await app.h.settle()


async def ended(app: App) -> None:
    """At the lock, with nothing of the page left, and nothing to come back to."""
    await until(app, LOCK)
    assert app.desk.showing is None
    assert WORDS not in shown(app)
    for index in range(20):
        await app.desk.routed(f"/{index}")
        assert app.desk.shown.place.screen is Screen.LOCK


async def pressed(app: App, key: str) -> None:
    off = dict.fromkeys(("shift", "ctrl", "alt", "meta"), False)
    await app.h.fire(app.h.page, "keyboard_event", {"key": key, **off})
