"""The list of keys that do something anywhere."""

import flet as ft

from app.ui import frame, kit, press, texts
from app.ui.desk import Desk
from app.ui.shortcuts import SHORTCUTS, Shortcut

TITLE = "Kortkommandon"
_KEYS = 170  # the room for the names of the keys, in pixels at 100 %


@kit.component
def shortcuts(desk: Desk) -> ft.Control:
    """Every shortcut of this program, each with what it does."""
    rows = [_row(desk, one) for one in SHORTCUTS if one.there(desk)]
    return frame.page(
        desk,
        [kit.text("Tangenter som du kan använda i stället för att peka."), *rows],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _row(desk: Desk, one: Shortcut) -> ft.Control:
    """The keys and what they do, which a screen reader says in one."""
    style = ft.TextThemeStyle.TITLE_MEDIUM
    keys = ft.Text(one.said, theme_style=style, color=ft.Colors.ON_SURFACE)
    words = kit.text(one.what)
    width = _KEYS * desk.shown.percent / 100
    row = (
        ft.Column([keys, words], spacing=2)
        if desk.shown.tight
        else ft.Row([ft.Container(keys, width=width), ft.Container(words, expand=True)], spacing=10)
    )
    said = f"{one.said}: {one.what}"
    return ft.Semantics(label=said, container=True, content=kit.silent(row))
