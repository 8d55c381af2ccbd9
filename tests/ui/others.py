"""A package to add, and how a person gets it from a file into the app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.ui.state import Place
from tests.packages.zips import EASY, FEWER, SECOND, SECTION
from tests.ui.running import App

FIRST, STEP = "rsmh/min-sida.fraga", "rsmh/min-sida.steg"
ADD, LOOK, REPLACE = "Lägg till en guide", "Lägga till guiden?", "Ersätta guiden?"
ANSWER = [["vila", "Vila"]]


def real(text: str) -> str:
    """The same text, speaking of a question that our own content has."""
    return text.replace("mina-tecken.tecken", "mina-tecken.egna-tecken")


TEXTS = {
    "halsa/min-sida.md": real(SECTION),
    "halsa/min-sida.lattlast.md": real(EASY),
    "halsa/sida-tva.md": real(SECOND),
}
NEW = {**TEXTS, **{name: real(text) for name, text in FEWER.items()}}


async def to(app: App, place: Place) -> None:
    await app.desk.go(place)
    await app.h.settle()


def says(app: App, words: str) -> bool:
    return any(words in text for text in [app.desk.shown.notice, *app.h.texts()])


def picks(app: App, *files: dict[str, Any]) -> None:
    app.h.client.answers["pick_files"] = list(files)


async def until(app: App, words: str) -> None:
    """Waits for what a thread does, until the screen says these words."""
    for _ in range(200):
        await app.h.settle()
        if says(app, words):
            return
    raise AssertionError(f"no {words!r} on a screen that says {app.h.texts()}")


async def pick(app: App, path: Path, then: str) -> None:
    picks(app, {"id": 0, "name": path.name, "size": path.stat().st_size, "path": str(path)})
    await app.h.press(ADD)
    await until(app, then)


async def added(app: App, path: Path) -> None:
    await pick(app, path, LOOK)
    await app.h.press("Lägg till")
    await until(app, "Guiden är tillagd")


async def answered(app: App) -> None:
    """Both questions of the package answered, and saved."""
    fields = app.desk.library.fields
    app.desk.write(fields[FIRST], ANSWER)
    app.desk.write(fields[STEP], [["Trött", "Vila"]])
    await app.desk.flush()
