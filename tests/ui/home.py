"""An open workbook at home, and what a person does there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from app.ui.state import HOME, Place, Screen
from tests.ui.headless import Headless
from tests.ui.others import to
from tests.ui.running import App

FIRST, OTHER = "Två frågor att börja med", "Att återhämta sig"
BOTH = ("tva-fragor", "aterhamtning")


async def at_home(run: Callable[[], Awaitable[App]]) -> App:
    """An open workbook with two chosen sections, at home."""
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    await app.desk.choose(app.desk.library.guides[0], BOTH)
    await to(app, HOME)
    return app


async def turn(app: App) -> None:
    """The switch for little strength, as the client tells of it."""
    switch = app.h.find(ft.Switch)
    await app.h.fire(switch, "change", None, value=not switch.value)


async def card(app: App, title: str) -> None:
    """Presses the row that leads to a section."""
    for one in app.h.walk():
        if isinstance(one, ft.OutlinedButton) and title in words(app.h, one):
            return await app.h.click(one)
    raise AssertionError(f"no row {title!r}")


def words(h: Headless, root: object) -> list[str]:
    return [one.value for one in h.walk(root) if isinstance(one, ft.Text)]


def radios(app: App) -> ft.RadioGroup:
    """The marks, at the end of a section."""
    return [one for one in app.h.walk() if isinstance(one, ft.RadioGroup)][-1]


async def mark(app: App, section: str, value: str) -> None:
    await to(app, Place(Screen.SECTION, section))
    await app.h.fire(radios(app), "change", None, value=value)
    await to(app, HOME)


def begun(app: App) -> None:
    app.write("ett ord")


def after(app: App, title: str) -> str:
    """What stands below a title on home."""
    texts = app.h.texts()
    return texts[len(texts) - texts[::-1].index(title)]
