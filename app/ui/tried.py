"""What is seen of a trial: the line on every screen, and the mark on each example."""

import flet as ft

from app.guide import Field
from app.ui import kit, press
from app.ui.desk import Desk
from app.ui.state import Changed, Place, Screen

BEGIN = "Börja på riktigt"


def bar(desk: Desk) -> ft.Control:
    """That this is a trial, and the way to begin for real.

    Above every page, or at its top where there is no room for what stays in place.
    """
    asked = desk.shown.place.screen is Screen.BEGIN
    way = press.link(desk, BEGIN, lambda: desk.go(Place(Screen.BEGIN)))
    return ft.Container(
        ft.Row(
            [kit.quiet("Du provar. Inget sparas."), *([] if asked else [way])],
            wrap=True,
            alignment=ft.MainAxisAlignment.CENTER,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            spacing=12,
            run_spacing=0,
        ),
        bgcolor=ft.Colors.SECONDARY_CONTAINER,
        padding=ft.Padding.symmetric(horizontal=14, vertical=6 if asked else 0),
    )


def mark(desk: Desk, field: Field) -> list[ft.Control]:
    """That what stands in a field is an example, until the person changes it."""
    trial = desk.trial
    return [_mark(desk.changed, field)] if trial and trial.has_example(field) else []


@kit.component
def _mark(changed: Changed, field: Field) -> ft.Control:
    """Draws again by itself, so that nothing else does while one writes."""
    if field.key in changed.keys:
        return ft.Container()
    words = "Exempel. Ändra det, eller ta bort det."
    return ft.Row(
        [
            ft.Icon(ft.Icons.EDIT_NOTE, size=20, color=ft.Colors.ON_SURFACE_VARIANT),
            kit.quiet(words, f"{words} Frågan: {field.question}"),
        ],
        wrap=True,
        spacing=8,
    )
