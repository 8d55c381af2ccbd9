"""A tiny app behind the real server: says when it comes and goes, and echoes what is typed.

F4 renews the program, F8 takes its data folder away and F9 leaves it; any other key is remembered,
as words in memory are.
Started with a data folder and, for a desktop window, the word desktop. With the word closing it
renews when its window is gone.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import flet as ft

from app import desktop
from app.main import Leave, Renew, handed_on, keep_quiet, start_over
from app.paths import Places
from app.serve import serve


def main() -> None:
    data = Path(sys.argv[1])
    places = Places(data / "content", data / "assets", data, data / "valv.guiden")
    count = 0
    pressed: list[str] = []

    async def app(page: ft.Page, renew: Renew, leave: Leave) -> None:
        nonlocal count
        count += 1
        number = count

        async def gone(_: ft.Event[ft.Page]) -> None:
            print(f"leaving {number}", flush=True)
            await asyncio.sleep(0.2)
            print(f"locked {number}", flush=True)
            if "closing" in sys.argv:
                await renew(data, {})

        async def press(event: ft.KeyboardEvent) -> None:
            if event.key == "F4":
                await renew(data, {})
                print(f"still here {number}", flush=True)
            elif event.key == "F8":
                shutil.rmtree(data)
            elif event.key == "F9":
                await leave()
            else:
                pressed.append(event.key)
                print(f"pressed {number}", flush=True)

        page.on_disconnect = gone
        page.on_keyboard_event = press
        print(f"started {number}", flush=True)
        echo = ft.Text("")

        def typed(event: ft.Event[ft.TextField]) -> None:
            echo.value = f"Du skrev {event.control.value}"

        page.add(
            ft.Semantics(header=True, content=ft.Text(f"Fönster {number}")),
            ft.TextField(label="Skriv här", on_change=typed),
            echo,
        )

    keep_quiet()
    state = handed_on()
    if "desktop" in sys.argv:
        print(f"shown: {desktop.run(app, places, start_over, state)}", flush=True)
    else:
        serve(app, places, start_over, open_window=False, state=state)


if __name__ == "__main__":
    main()
