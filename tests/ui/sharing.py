"""A workbook with answers to share, and what somebody gets who opens the file that left."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.envelope import web
from app.share.locked import PURPOSE
from app.share.reply import PURPOSE as REPLY
from app.ui.state import HOME, Place, Screen
from tests.ui.others import picks, until
from tests.ui.running import FIELD, App

SECTIONS = ("tva-fragor", "mina-tecken")
WORDS = "Erik flyttade i mars och Eriks syster ringde"
SAVE, OUT = "Spara filen", "Filen är sparad"
LOOK = "Se hur det blir"


@dataclass
class Got:
    """What is in a file: ``data`` as it was saved, and the ``html`` that the words open."""

    name: str
    data: str
    html: str
    share: str
    titles: list[str]


def list_field(app: App) -> Any:
    """The first list among the person's signs."""
    fields = app.desk.library.section("mina-tecken").fields
    return next(one for one in fields if one.kind.value == "lista")


async def filled(run: Any) -> App:
    """The app at home, with two sections written in."""
    app: App = await run()
    await app.open()
    guide = app.desk.book.guide
    assert guide
    await app.desk.choose(guide, SECTIONS)
    app.write(WORDS)
    app.desk.write(list_field(app), ["sover sämre", "svarar inte"])
    await app.desk.flush()
    app.h.client.answers["save_file"] = "/tmp/nowhere"
    await app.desk.go(Place(Screen.SETTINGS))
    await app.desk.go(HOME)
    await app.h.settle()
    return app


def ticked(app: App, label: str) -> bool:
    """Whether the checkbox whose name begins so is ticked."""
    return bool(_box(app, label).checked)


async def tick(app: App, label: str) -> None:
    await app.h.click(_box(app, label).content)


def _box(app: App, label: str) -> Any:
    for one in app.h.walk():
        ticks = isinstance(one, ft.Semantics) and one.checked is not None
        if ticks and any(str(text.value).startswith(label) for text in texts(app, one)):
            return one
    raise AssertionError(f"no box {label!r} on a screen that says {app.h.texts()}")


def texts(app: App, root: Any) -> list[Any]:
    return [one for one in app.h.walk(root) if isinstance(one, ft.Text)]


def shown(app: App) -> str:
    """Every word on the screen, also beside a bar for what is struck."""
    parts = []
    for one in texts(app, None):
        parts.append(one.value or "".join(span.text for span in one.spans or []))
    return "\n".join(parts)


async def save(app: App, to: str = "") -> Got:
    """From the look at it to a saved file."""
    await app.h.press("Fortsätt")
    if to:
        await app.h.type(app.h.find(ft.TextField, "Till vem? (om du vill)"), to)
    await app.h.press("Fortsätt")
    assert app.desk.sharing
    words = app.desk.sharing.words
    await app.h.press(SAVE)
    await until(app, OUT)
    return opened(app, words)


def opened(app: App, words: str) -> Got:
    """The file that was saved last."""
    args = [args for name, args in app.h.client.calls if name == "save_file"][-1]
    data = bytes(args["src_bytes"]).decode()
    sealed = re.search(r'<script type="application/json" id="sealed">(.*?)</script>', data, re.S)
    assert sealed
    inside = json.loads(web.open_(web.read(sealed[1]), words, PURPOSE))
    return Got(args["file_name"], data, inside["html"], inside["share"], inside["titles"])


def answer(got: Got, words: str, *lines: tuple[int, str], reply: str = "") -> bytes:
    """A reply that somebody wrote in the file."""
    inside = {
        "v": 1,
        "share": got.share,
        "reply": reply or secrets.token_hex(16),
        "date": "2026-11-22",
        "lines": [{"page": page, "text": text} for page, text in lines],
    }
    return web.seal(json.dumps(inside).encode(), words, REPLY).json().encode()


async def read(app: App, data: bytes, then: str) -> None:
    """Picks a reply file at the page where one is read."""
    path = app.places.data.parent / "svar.guidensvar"
    path.write_bytes(data)
    picks(app, {"id": 0, "name": path.name, "size": len(data), "path": str(path)})
    await app.h.press("Välj filen")
    await until(app, then)


async def looking(run: Any, *titles: str) -> App:
    """At the look at these pages."""
    app = await filled(run)
    await app.h.press("Dela sidor")
    for title in titles:
        await tick(app, title)
    await app.h.press(LOOK)
    return app


async def striking(app: App, key: str = FIELD) -> None:
    question = app.desk.library.fields[key].question
    await app.h.press(f"Stryk i svaret, {question}")
