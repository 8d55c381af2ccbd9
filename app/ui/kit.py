"""The pieces every screen is made of: text, buttons, cards and choices.

Names, roles and headings for screen readers are set here once, and no exception leaves here.
"""

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast

import flet as ft

from app.ui import look, texts
from app.ui.desk import Desk
from app.ui.direction import from_right

Handler = Callable[..., Any]
log = logging.getLogger(__name__)


def component(body: Callable[..., ft.Control]) -> Callable[..., ft.Control]:
    """A Flet component that shows a calm sentence where its body fails.

    Without this one exception ends the window's updates for good. ``key=`` may be passed.
    """

    @ft.component
    @wraps(body)
    def guarded(*args: Any, **kwargs: Any) -> ft.Control:
        try:
            return body(*args, **kwargs)
        except Exception as error:  # the one place that may catch everything: see above
            log.error("A component failed: %s", type(error).__name__)
            return banner(texts.NOT_SHOWN)

    return guarded


def leaf(body: Callable[..., ft.Control]) -> Callable[..., ft.Control]:
    """A component that does not draw again while its arguments stay the same objects."""
    return cast("Callable[..., ft.Control]", cast(Any, ft.memo)(component(body)))


def act(desk: Desk, handler: Handler) -> Callable[[Any], Any]:
    """An event handler that shows a calm sentence where ``handler()`` fails."""

    async def guarded(_: Any) -> None:
        desk.touch()
        await calmly(desk, handler)

    return guarded


async def calmly(desk: Desk, handler: Handler) -> None:
    """Runs ``handler()``, and shows a calm sentence where it fails."""
    try:
        result = handler()
        if hasattr(result, "__await__"):
            await result
    except Exception as error:  # else Flet shows the person a traceback
        log.error("A handler failed: %s", type(error).__name__)
        desk.notice(texts.SOMETHING_WRONG)


# Text


def heading(
    text: str, level: int = 1, color: str = ft.Colors.ON_SURFACE, other: str = ""
) -> ft.Control:
    """A heading of level 1–4, as such for a screen reader. ``other``: in another language."""
    style = {1: ft.TextThemeStyle.HEADLINE_MEDIUM, 2: ft.TextThemeStyle.TITLE_LARGE}
    words = ft.Text(
        text,
        theme_style=style.get(level, ft.TextThemeStyle.TITLE_MEDIUM),
        color=color,
        rtl=from_right(text),
    )
    return ft.Semantics(
        header=True,
        heading_level=level,
        container=True,
        content=under(words, other) if other else words,
    )


def under(words: ft.Control, below: str, **more: Any) -> ft.Control:
    """``words`` and the quiet lines ``below`` them, each running its own way. Fills its width."""
    lines = [quiet(line) for line in below.split("\n") if line]
    return ft.Column(
        [words, *lines], spacing=2, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, **more
    )


def text(value: str, color: str = ft.Colors.ON_SURFACE) -> ft.Control:
    return ft.Text(
        value, theme_style=ft.TextThemeStyle.BODY_LARGE, color=color, rtl=from_right(value)
    )


def quiet(value: str) -> ft.Control:
    """Softer text that explains, and smaller where its letters are large enough for that."""
    right = from_right(value)
    return ft.Text(
        value,
        theme_style=ft.TextThemeStyle.BODY_LARGE if right else ft.TextThemeStyle.BODY_SMALL,
        color=ft.Colors.ON_SURFACE_VARIANT,
        rtl=right,
    )


def banner(value: str, icon: ft.IconData = ft.Icons.INFO_OUTLINE) -> ft.Control:
    """A sentence that has to be seen, and is read out when it appears."""
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            ft.Row(
                [
                    ft.Icon(icon, color=ft.Colors.ON_TERTIARY_CONTAINER),
                    ft.Text(
                        value,
                        theme_style=ft.TextThemeStyle.BODY_LARGE,
                        color=ft.Colors.ON_TERTIARY_CONTAINER,
                        expand=True,
                    ),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
                spacing=12,
            ),
            bgcolor=ft.Colors.TERTIARY_CONTAINER,
            border_radius=16,
            padding=16,
        ),
    )


# Pressing


def spoken(words: str, about: str) -> str:
    """What a screen reader says of a control: its words, and then the question they are about.

    The words come first, as they are seen: that is what one says to a device that listens.
    """
    return f"{words}, {about}" if about else words


def _style(**more: Any) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=22, vertical=13),
        shape=ft.RoundedRectangleBorder(radius=28),
        **more,
    )


def main_button(desk: Desk, label: str, handler: Handler, *, autofocus: bool = False) -> ft.Control:
    """The one thing most people come to a screen to do."""
    return ft.FilledButton(
        ft.Text(label, theme_style=ft.TextThemeStyle.LABEL_LARGE, color=ft.Colors.ON_PRIMARY),
        on_click=act(desk, handler),
        autofocus=autofocus,
        style=_style(bgcolor=ft.Colors.PRIMARY, color=ft.Colors.ON_PRIMARY, elevation=0),
    )


def button(
    desk: Desk,
    label: str,
    handler: Handler,
    icon: ft.IconData | None = None,
    color: str = ft.Colors.PRIMARY,
    about: str = "",
) -> ft.Control:
    """A quieter button with an outline. A screen reader says the label and what it is ``about``."""
    return ft.OutlinedButton(
        ft.Text(
            label,
            theme_style=ft.TextThemeStyle.LABEL_LARGE,
            color=color,
            semantics_label=spoken(label, about),
            rtl=from_right(label),
        ),
        icon=ft.Icon(icon, color=color) if icon else None,
        on_click=act(desk, handler),
        style=_style(side=ft.BorderSide(1.5, color)),
    )


def link(
    desk: Desk,
    label: str,
    handler: Handler,
    icon: ft.IconData | None = None,
    about: str = "",
) -> ft.Control:
    """The quietest button: only its words. A screen reader says what it is ``about`` as well."""
    return ft.TextButton(
        ft.Text(
            label,
            theme_style=ft.TextThemeStyle.LABEL_LARGE,
            color=ft.Colors.PRIMARY,
            semantics_label=spoken(label, about),
        ),
        icon=ft.Icon(icon, color=ft.Colors.PRIMARY) if icon else None,
        on_click=act(desk, handler),
        style=ft.ButtonStyle(
            padding=ft.Padding.symmetric(horizontal=8, vertical=13),
            shape=ft.RoundedRectangleBorder(radius=12),
        ),
    )


def call_button(desk: Desk, label: str, number: str, about: str = "") -> ft.Control:
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

    return button(desk, label, call, ft.Icons.CALL_OUTLINED, about=about)


def icon_button(
    desk: Desk, icon: ft.IconData, name: str, handler: Handler, about: str = ""
) -> ft.Control:
    """A button with no words on it. A screen reader says ``name`` and what it is ``about``."""
    name = spoken(name, about)
    return ft.IconButton(
        icon=ft.Icon(icon, semantics_label=name, color=ft.Colors.ON_SURFACE),
        tooltip=name,
        on_click=act(desk, handler),
        width=look.TARGET,
        height=look.TARGET,
    )


def card(
    desk: Desk,
    title: str,
    below: str,
    handler: Handler,
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
                under(words, below, expand=True),
                ft.Icon(trailing, color=ft.Colors.ON_SURFACE_VARIANT),
            ],
            spacing=14,
        ),
        on_click=act(desk, handler),
        style=ft.ButtonStyle(
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            padding=ft.Padding.all(14),
            shape=ft.RoundedRectangleBorder(radius=18),
            side=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
    )


def group(name: str, *choices: ft.Control) -> ft.Control:
    """Choices that belong together. Who comes in among them hears ``name``, and then the choice."""
    return ft.Semantics(
        label=name,
        container=True,
        content=ft.Column(
            list(choices), spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
    )


def choice(
    desk: Desk, label: str, chosen: bool, handler: Handler, *, below: str = ""
) -> ft.Control:
    """A checkbox as a whole row, with quiet lines below its label."""
    icon = ft.Icons.CHECK_BOX if chosen else ft.Icons.CHECK_BOX_OUTLINE_BLANK
    color = ft.Colors.PRIMARY if chosen else ft.Colors.ON_SURFACE_VARIANT
    return ft.MergeSemantics(
        ft.Semantics(
            checked=chosen,
            content=ft.OutlinedButton(
                ft.Row(
                    [ft.Icon(icon, size=24, color=color), _words(label, below)],
                    spacing=14,
                ),
                on_click=act(desk, handler),
                style=ft.ButtonStyle(
                    bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER,
                    padding=ft.Padding.symmetric(horizontal=16, vertical=13),
                    shape=ft.RoundedRectangleBorder(radius=16),
                    side=ft.BorderSide(1.5, ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE),
                    alignment=ft.Alignment.CENTER_LEFT,
                ),
            ),
        )
    )


def _words(label: str, below: str) -> ft.Control:
    return under(text(label), below, expand=True)


def one_of(
    desk: Desk,
    options: Sequence[tuple[str, str, str]],
    chosen: str,
    pick: Callable[[str], Any],
    *,
    pills: bool = False,
) -> ft.Control:
    """Radio buttons: (value, label, quiet lines below). Picking the chosen one changes nothing.

    As whole rows, or as ``pills`` of a few letters beside each other.
    """

    async def picked(event: ft.Event[ft.RadioGroup]) -> None:
        await act(desk, lambda: pick(str(event.control.value)))(event)

    def option(value: str, label: str, below: str) -> ft.Control:
        on = value == chosen
        mark = ft.Radio(
            value=value,
            active_color=ft.Colors.PRIMARY,
            visual_density=ft.VisualDensity.COMPACT,
        )
        words = (
            ft.Text(label, theme_style=ft.TextThemeStyle.BODY_LARGE)
            if pills
            else _words(label, below)
        )
        # The button and its words become one radio button; the whole card takes a tap.
        return ft.MergeSemantics(
            ft.Container(
                ft.Row([mark, words], spacing=2 if pills else 8, tight=pills),
                on_click=act(desk, lambda: pick(value)),
                bgcolor=ft.Colors.PRIMARY_CONTAINER if on else ft.Colors.SURFACE_CONTAINER,
                border=ft.Border.all(1.5, ft.Colors.PRIMARY if on else ft.Colors.OUTLINE),
                border_radius=28 if pills else 16,
                padding=ft.Padding.only(left=2, right=12, top=8, bottom=8)
                if pills
                else ft.Padding.only(left=8, right=16, top=8, bottom=8),
            )
        )

    cards = [option(*one) for one in options]
    return ft.RadioGroup(
        value=chosen,
        on_change=picked,
        content=ft.Row(cards, wrap=True, spacing=8, run_spacing=8)
        if pills
        else ft.Column(cards, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )
