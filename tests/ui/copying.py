"""A copy made and laid in, as a person does it."""

from __future__ import annotations

from pathlib import Path

import flet as ft

from app.ui.state import Place, Screen
from tests.ui.others import picks, says, to, until
from tests.ui.running import App

OUT, IN = Place(Screen.COPY_OUT), Place(Screen.COPY_IN)


async def drawn(app: App) -> str:
    """The five words for a copy, from the page that shows them; goes on to the saving."""
    await to(app, OUT)
    await app.h.press("Gör en kopia")
    texts = app.h.texts()
    words = [texts[texts.index(f"Ord {number}") + 1] for number in range(1, 6)]
    await app.h.press("Jag har skrivit upp orden")
    return " ".join(words)


def saves_to(app: App, path: Path) -> None:
    """From now on the window for saving is answered with this path."""

    def save(asked: dict[str, object]) -> str:
        path.write_bytes(bytes(asked["src_bytes"]))  # type: ignore[call-overload]
        return str(path)

    app.h.client.answers["save_file"] = save


async def saved(app: App, path: Path) -> str:
    """A copy of what is open, at this path. Gives its words."""
    words = await drawn(app)
    saves_to(app, path)
    await app.h.press("Spara kopian")
    await until(app, "Kopian är klar")
    return words


async def chosen(app: App, path: Path) -> None:
    """The copy's file is picked."""
    await to(app, IN)
    picks(app, {"id": 0, "name": path.name, "size": path.stat().st_size, "path": str(path)})
    await app.h.press("Välj filen")
    await until(app, "Öppna kopian")


async def looked(app: App, path: Path, words: str, then: str = "Det här finns i kopian") -> None:
    """The copy is picked and opened."""
    await chosen(app, path)
    await app.h.type(app.h.find(ft.TextField, "De fem orden"), words)
    await app.h.press("Öppna kopian")
    await until(app, then)


__all__ = ["IN", "OUT", "chosen", "drawn", "looked", "saved", "saves_to", "says", "to", "until"]
