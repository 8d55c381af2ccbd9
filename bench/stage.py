"""What the benchmarks of the window look at: `python -m bench.stage WHAT FOLDER`.

`heading` and `field` are empty Flet apps: a heading alone, or a text field with a handler that does
nothing. `home` and `section` are Guiden itself, with the least costly keys, over a new vault in
FOLDER: at home, or open at a section. If FOLDER holds a folder `content`, it is Guiden's content.
All are served as Guiden is, and print the link as Guiden does.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import flet as ft

from app.paths import find
from app.serve import serve

if TYPE_CHECKING:
    from app.guide import Library
    from app.paths import Places
    from app.ui.desk import Desk

HEADING = "Rubrik"
FIELDS = 40
PAGE = f"""---
kort: Många frågor.
---
# {FIELDS} frågor

"""
QUESTION = """```fråga f{number}
typ: text
djup: lite
Vad tänker du på nummer {number}?
```

"""


async def heading(page: ft.Page, *_: object) -> None:
    text = ft.Text(HEADING, size=28)
    page.add(ft.Semantics(header=True, heading_level=1, container=True, content=text))


async def field(page: ft.Page, *_: object) -> None:
    page.add(ft.TextField(label="Fält", on_change=lambda _: None))


def write_content(folder: Path) -> None:
    """Puts content in a data folder: one guide, and in it one section of forty fields."""
    guide = folder / "content" / "guide"
    guide.mkdir(parents=True)
    guide.joinpath("guide.md").write_text("# Min guide\n\n## Delar\n\n1. [Frågor](fragor.md)\n")
    questions = (QUESTION.format(number=number) for number in range(FIELDS))
    guide.joinpath("fragor.md").write_text(PAGE + "".join(questions), encoding="utf-8")


def staged_places(data: Path) -> Places:
    """Where Guiden's things lie, with the content of the data folder if it has one."""
    places = find(data)
    places.prepare()
    content = data / "content"
    return replace(places, content=content) if content.is_dir() else places


def largest(library: Library) -> str:
    """The section with the most fields."""
    every = {one for guide in library.guides for one in guide.sections}
    return max(sorted(every), key=lambda one: len(library.section(one).fields))


async def begin(desk: Desk, where: str) -> None:
    """Makes a vault on the guide that the largest section stands in, and goes there or home."""
    from app.ui.state import HOME, Place, Screen
    from app.workbook.keyring import new_recovery_code

    section = largest(desk.ours)
    guide = next(guide for guide in desk.ours.guides if section in guide.sections)
    if not await desk.door.create("en lång båt seglar sakta hem", new_recovery_code(), guide):
        raise SystemExit("no vault could be made")
    await desk.choose(guide, (section,))
    await desk.change_settings(depth="mycket")
    await desk.go(Place(Screen.SECTION, section) if where == "section" else HOME)


def guiden(places: Places, where: str) -> None:
    """Serves Guiden, open."""
    from app.ui.app import start
    from app.ui.program import Program
    from tests.cheap import make_cheap

    make_cheap()

    async def fill(page: ft.Page, *_: object) -> None:
        await start(page, places, Program(stays=True), first=lambda desk: begin(desk, where))

    serve(fill, places, lambda *_: None, open_window=False)


def main(what: str, folder: str) -> None:
    places = staged_places(Path(folder))
    bare = {"heading": heading, "field": field}.get(what)
    if bare:
        serve(bare, places, lambda *_: None, open_window=False)
    else:
        guiden(places, what)


if __name__ == "__main__":
    main(*sys.argv[1:])
