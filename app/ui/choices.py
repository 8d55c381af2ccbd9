"""What one chooses among: checkboxes and radio buttons, as rows or as pills."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import flet as ft

from app.ui import kit, look
from app.ui.desk import Desk


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
    desk: Desk, label: str, chosen: bool, handler: kit.Handler, *, below: str = ""
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
                on_click=kit.act(desk, handler),
                style=ft.ButtonStyle(
                    bgcolor=ft.Colors.PRIMARY_CONTAINER if chosen else ft.Colors.SURFACE_CONTAINER,
                    padding=ft.Padding.symmetric(horizontal=16, vertical=13),
                    shape=ft.RoundedRectangleBorder(radius=16),
                    side=look.edge(ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE),
                    alignment=ft.Alignment.CENTER_LEFT,
                ),
            ),
        )
    )


def _words(label: str, below: str) -> ft.Control:
    return kit.under(kit.text(label), below, expand=True)


def one_of(
    desk: Desk,
    options: Sequence[tuple[str, str, str]],
    chosen: str,
    pick: Callable[[str], Any],
    *,
    pills: bool = False,
    fonts: Mapping[str, str] = MappingProxyType({}),
) -> ft.Control:
    """Radio buttons: (value, label, quiet lines below). Picking the chosen one changes nothing.

    As whole rows, or as ``pills`` of a few letters beside each other. ``fonts``: what a pill is
    written in, by its value, where that is not the usual.
    """

    async def picked(event: ft.Event[ft.RadioGroup]) -> None:
        await kit.act(desk, lambda: pick(str(event.control.value)))(event)

    def option(value: str, label: str, below: str) -> ft.Control:
        on = value == chosen
        mark = ft.Radio(
            value=value,
            active_color=ft.Colors.PRIMARY,
            visual_density=ft.VisualDensity.COMPACT,
        )
        words = kit.label(label, kit.both(label)) if pills else _words(label, below)
        if value in fonts and isinstance(words, ft.Text):
            words.font_family = fonts[value]
        # The button and its words become one radio button; the whole card takes a tap.
        return ft.MergeSemantics(
            ft.Container(
                ft.Row([mark, words], spacing=2 if pills else 8, tight=pills),
                on_click=kit.act(desk, lambda: pick(value)),
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
