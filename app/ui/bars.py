"""The ways that lead anywhere: below the page, at its side, and at its end.

Tab goes by place on the screen, so what stays beside or below a page would come in among its parts
(flutter/flutter#69366). Where there is a keyboard those are for pointers and screen readers alone,
and ``ways`` end the page.
"""

import flet as ft

from app.guide.library import SAFETY_PLAN
from app.ui import kit, look, press, texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen

WAYS = (
    (texts.MY_GUIDE, ft.Icons.MENU_BOOK_OUTLINED, HOME),
    (texts.MY_PLAN, ft.Icons.SHIELD_OUTLINED, Place(Screen.SECTION, SAFETY_PLAN)),
    (texts.SETTINGS, ft.Icons.TUNE, Place(Screen.SETTINGS)),
)
# At the side there is room for one more.
FIND = ft.Icons.SEARCH
_FIND = (texts.FIND, FIND, Place(Screen.FIND))
SIDE = (*WAYS[:2], _FIND, *WAYS[2:])


def inside(desk: Desk) -> bool:
    """Whether the person is in the open workbook, where there are ways to go."""
    return desk.open and not desk.shown.place.screen.public


def ways(desk: Desk) -> list[ft.Control]:
    """The ways that lead anywhere, at the end of a page."""
    links = [press.link(desk, name, lambda to=to: desk.go(to), icon) for name, icon, to in SIDE]
    if desk.shown.tight:
        return links
    return [ft.Divider(color=ft.Colors.OUTLINE_VARIANT), ft.Row(links, wrap=True, run_spacing=0)]


def bar(desk: Desk, place: Place) -> ft.Control:
    """The three ways below the page, where there is a keyboard.

    For pointers and screen readers alone: with the keyboard they are at the end of the page.
    """
    here = way_of(place)
    return ft.Container(
        ft.Row(
            [
                _spot(
                    desk,
                    name,
                    to,
                    index == here,
                    ft.Column(
                        [
                            ft.Container(
                                ft.Icon(icon, color=ft.Colors.ON_SECONDARY_CONTAINER),
                                bgcolor=ft.Colors.SECONDARY_CONTAINER if index == here else None,
                                border_radius=16,
                                padding=ft.Padding.symmetric(horizontal=20, vertical=4),
                            ),
                            ft.Text(name, theme_style=ft.TextThemeStyle.LABEL_MEDIUM),
                        ],
                        spacing=4,
                        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
                    ),
                    expand=True,
                )
                for index, (name, icon, to) in enumerate(WAYS)
            ],
            spacing=0,
        ),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        padding=ft.Padding.symmetric(vertical=10, horizontal=6),
    )


def rail(desk: Desk, place: Place) -> ft.Control:
    """The ways at the side of the page, as ``bar``."""
    here = side_of(place)
    return ft.Container(
        ft.Column(
            [
                _spot(
                    desk,
                    name,
                    to,
                    index == here,
                    ft.Container(
                        ft.Row(
                            [
                                ft.Icon(icon, color=ft.Colors.PRIMARY),
                                ft.Text(
                                    name,
                                    theme_style=ft.TextThemeStyle.LABEL_LARGE,
                                    color=ft.Colors.PRIMARY,
                                    expand=True,
                                ),
                            ],
                            spacing=10,
                        ),
                        bgcolor=ft.Colors.PRIMARY_CONTAINER if index == here else None,
                        border_radius=28,
                        padding=ft.Padding.symmetric(horizontal=18, vertical=15),
                    ),
                )
                for index, (name, icon, to) in enumerate(SIDE)
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        width=look.RAIL,
        padding=ft.Padding.only(left=16, right=8, top=8),
    )


def has_pane(desk: Desk) -> bool:
    """Whether my sections stand beside the page: where that is one of them."""
    return desk.open and desk.shown.panes and desk.shown.place.arg in _mine(desk)


def _mine(desk: Desk) -> tuple[str, ...]:
    at_one = desk.shown.place.screen is Screen.SECTION
    guide = desk.book.guide if at_one else None
    return desk.book.chosen(guide) if guide else ()


def neighbours(desk: Desk) -> tuple[str, str] | None:
    """The sections before and after the one on the screen among mine, "" for none.

    None where that is none of mine.
    """
    mine, here = _mine(desk), desk.shown.place.arg
    if here not in mine:
        return None
    at = mine.index(here)
    return "".join(mine[max(0, at - 1) : at]), "".join(mine[at + 1 : at + 2])


def pane(desk: Desk, place: Place) -> ft.Control:
    """My sections beside the one I am in, as ``bar``: for the keyboard they are at home."""
    return ft.Semantics(
        label=texts.MY_SECTIONS,
        container=True,
        content=ft.Container(
            ft.Column(
                [
                    _spot(
                        desk,
                        title,
                        Place(Screen.SECTION, section_id),
                        section_id == place.arg,
                        ft.Container(
                            ft.Text(title, theme_style=ft.TextThemeStyle.BODY_SMALL),
                            bgcolor=ft.Colors.PRIMARY_CONTAINER
                            if section_id == place.arg
                            else None,
                            border_radius=14,
                            padding=ft.Padding.symmetric(horizontal=16, vertical=13),
                        ),
                    )
                    for section_id in _mine(desk)
                    for title in [desk.section(section_id).title]
                ],
                spacing=2,
                scroll=ft.ScrollMode.AUTO,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            width=look.PANE,
            padding=ft.Padding.only(left=8, right=8, top=8),
        ),
    )


def _spot(
    desk: Desk, name: str, to: Place, here: bool, content: ft.Control, expand: bool = False
) -> ft.Control:
    return press.spot(desk, name, lambda: desk.go(to), content, selected=here, expand=expand)


def way_of(place: Place) -> int:
    """Which of the three ways a place belongs to."""
    if place == WAYS[1][2]:
        return 1
    return 2 if place.screen.value >= Screen.SETTINGS.value else 0


def side_of(place: Place) -> int:
    """Which of the ways at the side a place belongs to."""
    finding = place.screen in (Screen.FIND, Screen.HELPED)
    return SIDE.index(_FIND if finding else WAYS[way_of(place)])


def bottom(desk: Desk, place: Place) -> ft.NavigationBar:
    """The three ways below the page on a phone."""

    async def picked(event: ft.Event[ft.NavigationBar]) -> None:
        await kit.act(desk, lambda: desk.go(WAYS[event.control.selected_index][2]))(event)

    return ft.NavigationBar(
        [ft.NavigationBarDestination(icon=icon, label=name) for name, icon, _ in WAYS],
        selected_index=way_of(place),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        animation_duration=0 if desk.shown.still else None,
        on_change=picked,
    )
