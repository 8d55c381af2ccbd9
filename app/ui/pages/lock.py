"""The lock screen, and the way in with the recovery code. Says nothing of what is inside."""

import flet as ft

from app.ui import frame, hooks, kit, texts
from app.ui.desk import Desk
from app.ui.lines import Line, secret_line, text_line
from app.ui.state import Place, Screen


@kit.component
def lock(desk: Desk) -> ft.Control:
    typed = hooks.remember(lambda: Line(desk, "Lösenfras", focus=True, secret=True))

    async def try_it() -> None:
        if typed.text:
            await desk.unlock(typed.text)

    busy, unlock = hooks.once(try_it)
    typed.submit = unlock
    return frame.page(
        desk,
        [
            kit.text("Skriv din lösenfras för att öppna."),
            secret_line(typed),
            ft.Row([kit.main_button(desk, "Lås upp", unlock)], wrap=True),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
            ft.Row(
                [kit.link(desk, "Jag har glömt lösenfrasen", lambda: desk.go(Place(Screen.CODE)))],
                wrap=True,
            ),
        ],
        title="Låst",
    )


@kit.component
def code(desk: Desk) -> ft.Control:
    """Opens with the recovery code, and then asks for a new passphrase."""
    typed = hooks.remember(lambda: Line(desk, "Återställningskod", focus=True, code=True))

    async def try_it() -> None:
        if typed.text and await desk.unlock_with_code(typed.text):
            await desk.go(Place(Screen.NEW_PASSPHRASE))

    busy, unlock = hooks.once(try_it)
    typed.submit = unlock
    return frame.page(
        desk,
        [
            kit.text("Skriv koden från ditt återställningsark. Du kan skriva med små bokstäver."),
            text_line(typed),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
            kit.quiet(
                "Har du varken lösenfrasen eller koden går det tyvärr inte att öppna. "
                "Ingen annan kan heller öppna."
            ),
        ],
        title="Öppna med koden",
        bottom=[
            kit.link(desk, texts.BACK, desk.back),
            kit.main_button(desk, "Lås upp", unlock),
        ],
    )
