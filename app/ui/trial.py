"""Trying the app without saving: how it begins, and which screens it does not have."""

import asyncio

import flet as ft

from app.guide import Guide
from app.ui import frame, kit, press, texts
from app.ui.desk import Desk
from app.ui.first import Step
from app.ui.state import Changed, Place, Screen
from app.ui.tried import BEGIN
from app.workbook.trial import Trial

TRY = "Prova utan att spara"
OVER = "Provet är slut. Inget är sparat."

LATER = frozenset(
    {
        Screen.KEYS,
        Screen.NEW_PASSPHRASE,
        Screen.NEW_SHEET,
        Screen.SHEET,
        Screen.SHARES,
        Screen.NEW_KEY,
        Screen.DEVICE,
        Screen.ROOM,
        Screen.COPIES,
        Screen.COPY_OUT,
        Screen.COPY_IN,
        Screen.CARD_EDIT,
        Screen.CARD_LOOK,
        Screen.FOLDER,
        Screen.TRACES,
        Screen.ERASE,
        Screen.SHOW,
    }
)
"""What stands on a vault of one's own, on something beside it, or on a lock that ends nothing."""


async def begin(desk: Desk, guide: Guide) -> None:
    """Opens a workbook in memory, with examples in it, where nothing is open."""
    async with desk.door.moving:
        if desk.open:
            return
        book = await asyncio.to_thread(Trial, desk.ours, guide)
        desk.first.step, desk.changed = Step.HELLO, Changed()
        desk.door.begin(book)


@kit.component
def later(desk: Desk) -> ft.Control:
    """In the place of a screen that only a workbook that is kept has."""
    return frame.page(
        desk,
        [
            kit.text("Det här kan du göra när du har börjat på riktigt."),
            kit.text(
                "Nu provar du. Det finns inget lås att ändra, och inget att göra en kopia av."
            ),
        ],
        title="Det här finns inte i provet",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, BEGIN, lambda: desk.go(Place(Screen.BEGIN))),
        ],
    )
