"""The app in a process of its own, which puts up the scenes it is told on standard input.

The way there is the desk's own and not a person's, so that every screen can be seen in a minute.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.ui.desk import Desk
from tests.serve.running import Running

DONE = "Klar: "


class Stage:
    """The other process. ``link`` opens its window, once."""

    def __init__(self, data: Path) -> None:
        self._program = Running("-m", "tests.gallery.stage", str(data), stdin=subprocess.PIPE)
        self._orders = 0

    @property
    def link(self) -> str:
        return self._program.link

    def show(self, scene: str) -> None:
        """Puts a scene up."""
        self._order({"show": scene})

    def look(self, **settings: str | int | bool) -> None:
        """Changes how everything looks, by the names of ``Settings``. Nothing is saved."""
        self._order({"look": settings})

    def _order(self, order: dict[str, Any]) -> None:
        self._orders += 1
        pipe = self._program.process.stdin
        assert pipe
        pipe.write(json.dumps(order) + "\n")
        pipe.flush()
        said = self._program.wait_for(f"{DONE}{self._orders} ")
        assert said.endswith(" ja"), f"{order}:\n{self._program.output}"

    def stop(self) -> None:
        pipe = self._program.process.stdin
        assert pipe
        pipe.close()  # it waits for a line
        self._program.stop()


async def _obey(desk: Desk) -> None:
    """Does what each line of standard input says, and says when it is done."""
    from tests.gallery import scenes

    number = 0
    while line := await asyncio.to_thread(sys.stdin.readline):
        number += 1
        order = json.loads(line)
        desk.touch()
        try:
            if "show" in order:
                await scenes.SCENES[order["show"]].up(desk)
            else:
                desk.set_settings(replace(desk.settings, **order["look"]))
            done = "ja"
        except Exception as error:  # whoever gave the order is told, and stops
            done = f"nej: {error!r}"
        print(f"{DONE}{number} {done}", flush=True)


def main(data: Path) -> None:
    """Serves the app over a data folder until it is stopped."""
    import flet as ft

    from app import paths
    from app.serve import serve
    from app.ui.app import start
    from app.ui.program import Program
    from tests.cheap import make_cheap

    make_cheap()
    places = paths.find(data)
    places.prepare()
    paths.keep_temp_inside(places)
    obeying: list[asyncio.Task[None]] = []

    async def fill(
        page: ft.Page, renew: object, leave: Callable[[], Awaitable[None]] | None
    ) -> None:
        desk = await start(page, places, Program(leave=leave))
        obeying.append(asyncio.create_task(_obey(desk)))

    serve(fill, places, lambda *_: None, open_window=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
