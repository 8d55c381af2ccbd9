"""The recovery sheet, asked for at home until there is one: one card, and a way to put it off."""

import flet as ft

from app.ui import press
from app.ui.desk import Desk
from app.ui.state import Place, Screen

_MAKE = "Gör ditt återställningsark"


def asked(desk: Desk) -> list[ft.Control]:
    """Nothing where it is made, was put off lately, or cannot be made."""
    if desk.trial or desk.settings.sheet_confirmed or not desk.book.asking.due:
        return []

    async def not_now() -> None:
        await desk.change(lambda book: book.asking.not_now())

    card = press.card(
        desk,
        _MAKE,
        "Då kan du komma in även om du glömmer lösenfrasen.",
        lambda: desk.go(Place(Screen.NEW_SHEET)),
        ft.Icons.DESCRIPTION_OUTLINED,
    )
    put_off = ft.Row([press.link(desk, "Inte nu", not_now, about=_MAKE)], wrap=True)
    stretch = ft.CrossAxisAlignment.STRETCH
    return [ft.Column([card, put_off], spacing=2, horizontal_alignment=stretch)]
