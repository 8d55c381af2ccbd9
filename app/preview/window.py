"""The app in a frame of the preview: open at the section, and drawn anew when a file is saved."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft

from app.guide import Guide, Library
from app.guide.library import HELP
from app.paths import Places
from app.preview.hub import Hub, Wish
from app.ui import kit
from app.ui.app import start
from app.ui.desk import Desk
from app.ui.program import Program
from app.ui.state import HOME, Place, Screen
from app.vault import Params, Vault
from app.workbook.workbook import Workbook

SIGN_OF_LIFE = 1.0
"""Seconds between two signs of life: nobody locks what is not kept."""

_CHEAPEST = Params(memory_kib=8 * 1024, passes=1, lanes=1)

_following: set[asyncio.Task[None]] = set()


def filler(hub: Hub, places: Places) -> Callable[[ft.Page], Awaitable[None]]:
    """What fills a window: see ``show``."""

    async def fill(page: ft.Page) -> None:
        await show(page, hub, places)

    return fill


async def show(page: ft.Page, hub: Hub, places: Places) -> Desk:
    """Fills ``page`` with the app, over a vault of its own in the data folder of ``places``."""
    library, wish = await hub.ready(whole=True)

    async def open_it(desk: Desk) -> None:
        await kit.calmly(desk, lambda: _open(desk, library, wish))

    own = places.at(Path(tempfile.mkdtemp(dir=places.data)))
    desk = await start(page, own, Program(stays=True), first=open_it)
    task = asyncio.create_task(_follow(desk, hub, wish))
    _following.add(task)
    task.add_done_callback(_following.discard)
    return desk


async def _open(desk: Desk, library: Library, wish: Wish) -> None:
    """Makes a vault that nobody is meant to open again, and goes to the section."""
    desk.use_library(library)
    path = desk.places.vault

    def make() -> Workbook:
        passphrase = secrets.token_urlsafe(32)  # nothing that guessing has to be made slow for
        return Workbook(library, path, Vault.create(path, passphrase, params=_CHEAPEST))

    desk.door.begin(await asyncio.to_thread(make))
    await _turn(desk, wish)


async def _follow(desk: Desk, hub: Hub, wish: Wish) -> None:
    """Shows what the hub has, for as long as this vault is open: one's own could come after it."""
    book, version = desk.workbook, -1
    while book and desk.workbook is book:
        desk.touch()
        library, now = await hub.ready(whole=desk.shown.place != _place(wish))
        if desk.workbook is not book:
            return
        if desk.ours is not library:
            desk.use_library(library)
        if now != wish:
            before, wish = wish, now
            await kit.calmly(desk, lambda now=now, was=before: _turn(desk, now, was))
        version = await hub.after(version, SIGN_OF_LIFE)


async def _turn(desk: Desk, wish: Wish, before: Wish | None = None) -> None:
    """Goes to what is asked for, by the app's own ways."""
    guide = _guide(desk, wish)
    await desk.use_guide(guide)
    await desk.choose(guide, guide.sections)
    await desk.change_settings(theme=wish.theme, easy=wish.easy, depth=wish.depth)
    if before and before.depth != wish.depth:
        await desk.go(HOME)  # a section that is up keeps its depth
    if not before or (before.section, before.depth) != (wish.section, wish.depth):
        await desk.go(_place(wish))


def _guide(desk: Desk, wish: Wish) -> Guide:
    """The guide that the section belongs to, or else any."""
    guides = desk.library.guides or (Guide("", ""),)
    return next((guide for guide in guides if wish.section in guide.sections), guides[0])


def _place(wish: Wish) -> Place:
    if wish.section == HELP:
        return Place(Screen.HELP)
    return Place(Screen.SECTION, wish.section) if wish.section else HOME
