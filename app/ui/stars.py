"""The star that puts an answer or a section among the favourites, and takes it away."""

import flet as ft

from app.ui import hooks, kit, look, press
from app.ui.desk import Desk

_PUT, _TAKE = "Lägg bland favoriter", "Ta bort från favoriter"


@kit.component
def star(desk: Desk, key: str, about: str) -> ft.Control:
    """A button to be switched on and off. A screen reader hears whether it is on."""
    on = desk.book.favourites.has(key)
    name = kit.spoken("Favorit", about)
    return ft.MergeSemantics(
        ft.Semantics(
            toggled=on,
            content=ft.IconButton(
                icon=ft.Icon(
                    ft.Icons.STAR if on else ft.Icons.STAR_BORDER,
                    semantics_label=name,
                    color=ft.Colors.PRIMARY,
                ),
                tooltip=ft.Tooltip(name, exclude_from_semantics=True),  # else it is said twice
                on_click=kit.act(desk, lambda: _turn(desk, key)),
                width=look.TARGET,
                height=look.TARGET,
            ),
        )
    )


@kit.component
def way(desk: Desk, section_id: str) -> ft.Control:
    """The same for a section, in words."""
    redraw = hooks.redraw()
    on = desk.book.favourites.has(section_id)

    async def turn() -> None:
        await _turn(desk, section_id)
        redraw()

    icon = ft.Icons.STAR if on else ft.Icons.STAR_BORDER
    return press.link(desk, _TAKE if on else _PUT, turn, icon)


async def _turn(desk: Desk, key: str) -> None:
    await desk.change(lambda book: book.favourites.put(key, not book.favourites.has(key)))
