"""A tiny app behind the real server: says when it comes and goes, and echoes what is typed.

Started with a data folder and, for a desktop window, the word desktop.
"""

import asyncio
import sys
from pathlib import Path

import flet as ft

from app import desktop
from app.main import keep_quiet
from app.paths import Places
from app.serve import serve


def main() -> None:
    data = Path(sys.argv[1])
    places = Places(data / "content", data / "assets", data, data / "valv.guiden")
    count = 0

    async def app(page: ft.Page) -> None:
        nonlocal count
        count += 1
        number = count

        async def leave(_: ft.Event[ft.Page]) -> None:
            print(f"leaving {number}", flush=True)
            await asyncio.sleep(0.2)
            print(f"locked {number}", flush=True)

        page.on_disconnect = leave
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
    if "desktop" in sys.argv:
        print(f"shown: {desktop.run(app, places)}", flush=True)
    else:
        serve(app, places, open_window=False)


if __name__ == "__main__":
    main()
