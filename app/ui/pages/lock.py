"""The lock screen, and the way in with the recovery code. Says nothing of what is inside."""

import flet as ft

from app.ui import drawings, frame, hooks, kit, press, texts, trial
from app.ui.desk import Desk
from app.ui.lines import Line, secret_line, text_line
from app.ui.pages import card, device, protection
from app.ui.state import Place, Screen
from app.workbook.secret import Secret


@kit.component
def lock(desk: Desk) -> ft.Control:
    ready = desk.door.device_ready
    typed = hooks.remember(lambda: Line(desk, "Lösenfras", focus=not ready, secret=True))

    async def try_it() -> None:
        if typed.text:
            await desk.door.unlock(Secret.passphrase(typed.text))

    busy, unlock = hooks.once(try_it)
    typed.submit = unlock
    return frame.page(
        desk,
        [
            card.way(desk),
            *([device.unlock_with_device(desk)] if ready else []),
            kit.text("Skriv din lösenfras för att öppna."),
            secret_line(typed),
            ft.Row([press.main_button(desk, "Lås upp", unlock)], wrap=True),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
            *([_way(desk, "Visa säkerhetskopior", Screen.UNREAD)] if desk.door.unread else []),
            _way(desk, "Jag har glömt lösenfrasen", Screen.CODE),
            *([] if desk.door.program.stays else _elsewhere(desk)),
            _way(desk, protection.TITLE, Screen.PROTECTION),
            drawings.window(),
        ],
        title="Låst",
    )


def _elsewhere(desk: Desk) -> list[ft.Control]:
    """The ways to other folders, and to what lies outside ours."""
    ways = [_way(desk, "Lånad dator eller USB-minne", Screen.FOLDER)]
    if desk.places.borrowed:
        ways.append(_way(desk, "Det som finns kvar på datorn", Screen.TRACES))
    return ways


def _way(desk: Desk, label: str, screen: Screen) -> ft.Control:
    return ft.Row([press.link(desk, label, lambda: desk.go(Place(screen)))], wrap=True)


@kit.component
def locking(desk: Desk) -> ft.Control:
    """While the program starts anew. There is nothing to type in: it would be lost."""
    saved = "Det du har skrivit är sparat. Låsskärmen kommer strax."
    return frame.page(desk, [kit.text(trial.OVER if desk.tried else saved)], title="Låser")


@kit.component
def code(desk: Desk) -> ft.Control:
    """Opens with the recovery code, and then asks for a new passphrase."""
    typed = hooks.remember(lambda: Line(desk, "Återställningskod", focus=True, code=True))

    async def try_it() -> None:
        if typed.text and await desk.door.unlock(Secret.code(typed.text)):
            await desk.go(Place(Screen.NEW_PASSPHRASE))

    busy, unlock = hooks.once(try_it)
    typed.submit = unlock
    return frame.page(
        desk,
        [
            kit.text("Skriv koden från ditt återställningsark. Du kan skriva med små bokstäver."),
            text_line(typed),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
            _way(desk, "Jag har två ark", Screen.TWO_SHEETS),
            kit.quiet(
                "Har du varken lösenfrasen, koden eller två ark går det tyvärr inte att öppna. "
                "Ingen kan ta fram dem åt dig, inte heller vi."
            ),
            _way(desk, "Radera allt och börja om", Screen.START_OVER),
        ],
        title="Öppna med återställningsark",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Lås upp", unlock),
        ],
    )
