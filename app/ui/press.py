"""What one presses: buttons, links, and the rows that lead somewhere.

A screen reader says their words, and what they are about where the words are not enough.
"""

from typing import Any

import flet as ft

from app.ui import kit, look, texts
from app.ui.colours import USUAL, Hue
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
        style=_style(large, side=look.edge(color)),
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

    told = texts.NO_CALL.format(number=number)
    return _way_to(desk, label, f"tel:{number}", told, about, ft.Icons.CALL_OUTLINED, large)


def text_button(desk: Desk, label: str, number: str, about: str = "") -> ft.Control:
    """Opens a text message to the number. Where there are none it says the number instead."""
    told = texts.NO_TEXT.format(number=number)
    return _way_to(desk, label, f"sms:{number}", told, about, ft.Icons.SMS_OUTLINED)


def _way_to(
    desk: Desk,
    label: str,
    address: str,
    told: str,
    about: str,
    icon: ft.IconData,
    large: bool = False,
) -> ft.Control:
    """A button that opens an address of the device's own, and says ``told`` where it cannot."""

    async def open_it() -> None:
        try:
            opened = await ft.UrlLauncher().can_launch_url(address)
            if opened:
                await ft.UrlLauncher().launch_url(address)
        except Exception:  # a device without a telephone fails in as many ways as there are
            opened = False
        if not opened:
            desk.notice(told)

    return button(desk, label, open_it, icon, about=about, large=large)


def icon_button(
    desk: Desk,
    icon: ft.IconData,
    name: str,
    handler: kit.Handler,
    about: str = "",
    usable: bool = True,
) -> ft.Control:
    """A button with no words on it. A screen reader says ``name`` and what it is ``about``."""
    name = kit.spoken(name, about)
    return ft.IconButton(
        icon=ft.Icon(
            icon,
            semantics_label=name,
            color=ft.Colors.ON_SURFACE if usable else ft.Colors.OUTLINE_VARIANT,
        ),
        tooltip=name,
        disabled=not usable,
        on_click=kit.act(desk, handler),
        width=look.TARGET,
        height=look.TARGET,
    )


def spot(
    desk: Desk,
    name: str,
    handler: kit.Handler,
    content: ft.Control,
    *,
    selected: bool | None = None,
    expand: bool = False,
) -> ft.Control:
    """Something to point at, for a pointer and for a screen reader. Tab does not stop at it.

    For what stays in place while a page scrolls, and can be done by the keyboard another way.
    """
    return ft.MergeSemantics(
        ft.Semantics(
            label=name,
            button=True,
            selected=selected,
            content=ft.GestureDetector(
                kit.silent(content),
                on_tap=kit.act(desk, handler),
                mouse_cursor=ft.MouseCursor.CLICK,
            ),
        ),
        expand=expand,
    )


def icon_spot(
    desk: Desk,
    icon: ft.IconData,
    name: str,
    handler: kit.Handler,
    about: str = "",
    usable: bool = True,
) -> ft.Control:
    """An icon to point at: see ``spot``. One that cannot be used is seen and not heard."""
    color = ft.Colors.ON_SURFACE if usable else ft.Colors.OUTLINE
    shape = ft.Container(
        ft.Icon(icon, color=color),
        width=look.TARGET,
        height=look.TARGET,
        alignment=ft.Alignment.CENTER,
    )
    return spot(desk, kit.spoken(name, about), handler, shape) if usable else kit.silent(shape)


def card(
    desk: Desk,
    title: str,
    below: str,
    handler: kit.Handler,
    icon: ft.IconData,
    trailing: ft.IconData = ft.Icons.CHEVRON_RIGHT,
    hue: Hue = USUAL,
) -> ft.Control:
    """A row that leads somewhere: an icon in the ``hue`` of its guide, a title and quiet lines."""
    ground, ink = hue
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
                    ft.Icon(icon, color=ink),
                    visible=not desk.shown.tight,
                    bgcolor=ground,
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
            side=look.edge(ft.Colors.OUTLINE_VARIANT, 1),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
    )
