"""On a borrowed computer: opening a folder of one's own, and what stays behind afterwards."""

import asyncio
from pathlib import Path
from typing import TypeVar

import flet as ft

from app import traces as left_behind
from app.paths import Suggestion, suggestions
from app.traces import Trace
from app.ui import frame, hooks, kit, press, texts
from app.ui.apart import apart
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.state import Place, Screen

T = TypeVar("T")

_PATIENCE = 3.0  # seconds to look for drives; a dead one may never answer


@kit.component
def folder(desk: Desk) -> ft.Control:
    """Where the guide lies: on a memory stick that is found, or in a folder that is named."""
    typed = hooks.remember(lambda: Line(desk, "Mappen, med hela vägen dit", code=True))
    found, set_found = hooks.state(hooks.remember(lambda: tuple[Suggestion, ...]()))

    async def look() -> None:
        try:
            seen = await asyncio.wait_for(apart(suggestions), _PATIENCE)
        except TimeoutError:
            desk.notice("Ett minne svarar inte. Skriv mappens namn i stället, eller försök igen.")
            return
        set_found(seen)
        if not seen:
            desk.notice(
                "Guiden ser inget USB-minne. Sitter det i? Du kan också skriva mappens namn."
            )

    busy, search = hooks.once(look)

    async def pick() -> None:
        chosen = await ft.FilePicker().get_directory_path(dialog_title="Välj mapp")
        if chosen:
            await desk.door.move_to(Path(chosen))

    async def take() -> None:
        if typed.text.strip():
            await desk.door.move_to(Path(typed.text.strip()))

    named: list[ft.Control] = (
        [
            text_line(typed),
            ft.Row([press.button(desk, "Använd mappen", take)], wrap=True),
        ]
        if desk.page.web
        else [
            ft.Row([press.button(desk, "Välj en mapp", pick, ft.Icons.FOLDER_OUTLINED)], wrap=True)
        ]
    )
    return frame.page(
        desk,
        [
            kit.text(
                "Har du din guide på ett USB-minne? Då kan du öppna den på den här enheten. Det du "
                "skriver sparas bara på minnet. Du kan också börja på ett tomt minne."
            ),
            ft.Row(
                [press.main_button(desk, "Leta efter USB-minne", search)],
                wrap=True,
            ),
            *([kit.quiet("Letar. Det tar högst några sekunder.")] if busy else []),
            *(
                press.card(
                    desk,
                    str(one.folder),
                    "Här ligger en guide." if one.holds_vault else "Här finns ingen guide än.",
                    lambda one=one: desk.door.move_to(one.folder),
                    ft.Icons.USB,
                )
                for one in found
            ),
            kit.heading("Eller en annan mapp", 2),
            *named,
            kit.quiet(f"Just nu används mappen {desk.places.data}. Byter du låser Guiden först."),
            kit.heading("När du är klar", 2),
            press.card(
                desk,
                "Det som finns kvar på datorn",
                "Se vad datorn kan ha sparat, och ta bort det som går.",
                lambda: desk.go(Place(Screen.TRACES)),
                ft.Icons.SEARCH,
            ),
        ],
        title="Lånad dator",
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


@kit.component
def traces(desk: Desk) -> ft.Control:
    """What this computer still holds of the app, with buttons for what can be removed."""
    found, set_found = hooks.state(hooks.remember(lambda: list[tuple[Trace, ...]]()))

    async def look() -> None:
        set_found([await asyncio.to_thread(left_behind.find, desk.places, bool(desk.page.web))])

    busy, search = hooks.once(look)

    async def remove(trace: Trace) -> None:
        gone = await asyncio.to_thread(left_behind.remove, trace)
        if not gone:
            desk.notice("Det gick inte att ta bort. Prova för hand, så som det står.")
        await search()

    def shown(trace: Trace) -> ft.Control:
        below = [trace.tells, trace.how, trace.where]
        button = (
            [
                ft.Row(
                    [press.button(desk, "Ta bort", lambda: remove(trace), about=trace.what)],
                    wrap=True,
                )
            ]
            if trace.removable
            else []
        )
        return ft.Column(
            [kit.heading(trace.what, 3), *(kit.quiet(line) for line in below if line), *button],
            spacing=6,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )

    return frame.page(
        desk,
        [
            kit.text(left_behind.SUMMARY),
            *([kit.quiet("Letar.")] if busy else []),
            *(shown(trace) for listed in found for trace in listed),
            *(
                [ft.Row([press.button(desk, "Titta efter", search, ft.Icons.SEARCH)], wrap=True)]
                if not found
                else []
            ),
        ],
        title="Det som finns kvar på datorn",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *(
                [press.main_button(desk, "Avsluta Guiden", desk.door.vanish)]
                if desk.door.program.leave
                else []
            ),
        ],
    )
