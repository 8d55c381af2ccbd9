"""Work that takes a moment: that it goes on is seen and heard, and it can be broken off."""

import flet as ft

from app.ui import kit, press
from app.ui.desk import Desk


def waiting(desk: Desk, text: str, cancel: kit.Handler) -> ft.Control:
    """What is going on, and the way out of it. The bar says no more than the words do."""
    bar = ft.ProgressBar(color=ft.Colors.PRIMARY, bar_height=6, border_radius=3)
    return ft.Column(
        [
            ft.Semantics(live_region=True, container=True, content=kit.text(text)),
            *([] if desk.shown.still else [kit.silent(bar)]),
            ft.Row([press.button(desk, "Avbryt", cancel)], wrap=True),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
