"""What one presses: buttons, links, and the rows that lead somewhere.

A screen reader says their words, and what they are about where the words are not enough.
"""

from typing import Any

import flet as ft

from app.ui import kit, look, texts
from app.ui.desk import Desk
from app.ui.direction import from_right


def _style(large: bool = False, **more: Any) -> ft.ButtonStyle:
    side, end = (28, 19) if large else (22, 13)
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=side, vertical=end),
        shape=ft.RoundedRectangleBorder(radius=28),
        **more,
    )


def main_button(
    desk: Desk, label: str, handler: kit.Handler, *, autofocus: bool = False, large: bool = False
) -> ft.Control:
    """The one thing most people come to a screen to do. ``large``: for who is in a crisis."""
    return ft.FilledButton(
        ft.Text(label, theme_style=ft.TextThemeStyle.LABEL_LARGE, color=ft.Colors.ON_PRIMARY),
        on_click=kit.act(desk, handler),
        autofocus=autofocus,
        style=_style(large, bgcolor=ft.Colors.PRIMARY, color=ft.Colors.ON_PRIMARY, elevation=0),
    )


def button(
    desk: Desk,
    label: str,
    handler: kit.Handler,
    icon: ft.IconData | None = None,
    color: str = ft.Colors.PRIMARY,
    about: str = "",
    large: bool = False,
) -> ft.Control:
    """A quieter button with an outline. A screen reader says the label and what it is ``about``."""
    return ft.OutlinedButton(
        kit.label(label, kit.spoken(label, about), ft.TextThemeStyle.LABEL_LARGE, color),
        icon=ft.Icon(icon, color=color) if icon else None,
        on_click=kit.act(desk, handler),
        style=_style(large, side=ft.BorderSide(1.5, color)),
    )


def link(
    desk: Desk,
    label: str,
    handler: kit.Handler,
    icon: ft.IconData | None = None,
    about: str = "",
) -> ft.Control:
    """The quietest button: only its words. A screen reader says what it is ``about`` as well."""
    return ft.TextButton(
        kit.label(
            label, kit.spoken(label, about), ft.TextThemeStyle.LABEL_LARGE, ft.Colors.PRIMARY
        ),
        icon=ft.Icon(icon, color=ft.Colors.PRIMARY) if icon else None,
        on_click=kit.act(desk, handler),
        style=ft.ButtonStyle(
            padding=ft.Padding.symmetric(horizontal=8, vertical=13),
            shape=ft.RoundedRectangleBorder(radius=12),
        ),
    )


def call_button(
    desk: Desk, label: str, number: str, about: str = "", large: bool = False
) -> ft.Control:
    """Opens the telephone with the number. Where there is none it says the number instead."""

    async def call() -> None:
        try:
            opened = await ft.UrlLauncher().can_launch_url(f"tel:{number}")
            if opened:
                await ft.UrlLauncher().launch_url(f"tel:{number}")
        except Exception:  # a device without a telephone fails in as many ways as there are
            opened = False
        if not opened:
            desk.notice(texts.NO_CALL.format(number=number))

    return button(desk, label, call, ft.Icons.CALL_OUTLINED, about=about, large=large)


def icon_button(
    desk: Desk, icon: ft.IconData, name: str, handler: kit.Handler, about: str = ""
) -> ft.Control:
    """A button with no words on it. A screen reader says ``name`` and what it is ``about``."""
    name = kit.spoken(name, about)
    return ft.IconButton(
        icon=ft.Icon(icon, semantics_label=name, color=ft.Colors.ON_SURFACE),
        tooltip=name,
        on_click=kit.act(desk, handler),
        width=look.TARGET,
        height=look.TARGET,
    )


def card(
    desk: Desk,
    title: str,
    below: str,
    handler: kit.Handler,
    icon: ft.IconData,
    trailing: ft.IconData = ft.Icons.CHEVRON_RIGHT,
) -> ft.Control:
    """A row that leads somewhere: an icon, a title and quiet lines."""
    words = ft.Text(
        title,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        color=ft.Colors.ON_SURFACE,
        rtl=from_right(title),
    )
    return ft.OutlinedButton(
        ft.Row(
            [
                ft.Container(
                    ft.Icon(icon, color=ft.Colors.PRIMARY),
                    bgcolor=ft.Colors.PRIMARY_CONTAINER,
                    shape=ft.BoxShape.CIRCLE,
                    width=look.TARGET,
                    height=look.TARGET,
                    alignment=ft.Alignment.CENTER,
                ),
                kit.under(words, below, expand=True),
                ft.Icon(trailing, color=ft.Colors.ON_SURFACE_VARIANT),
            ],
            spacing=14,
        ),
        on_click=kit.act(desk, handler),
        style=ft.ButtonStyle(
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            padding=ft.Padding.all(14),
            shape=ft.RoundedRectangleBorder(radius=18),
            side=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
    )
