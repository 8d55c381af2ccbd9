"""What every screen is made of: components that cannot fail, and text.

Buttons have a room of their own (``press.py``), and so have choices (``choices.py``). Names, roles
and headings for screen readers are set in these three once, and no exception leaves them.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import flet as ft

from app.share.words import Both
from app.ui import texts
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
        content=under(words, below) if (below := other or second(text)) else words,
    )


def under(words: ft.Control, below: str, **more: Any) -> ft.Control:
    """``words`` and the quiet lines ``below`` them, each running its own way. Fills its width."""
    lines = [quiet(line) for line in below.split("\n") if line]
    return ft.Column(
        [words, *lines], spacing=2, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, **more
    )


def text(value: str, color: str = ft.Colors.ON_SURFACE) -> ft.Control:
    words = ft.Text(
        value, theme_style=ft.TextThemeStyle.BODY_LARGE, color=color, rtl=from_right(value)
    )
    return under(words, below) if (below := second(value)) else words


def quiet(value: str, said: str | None = None) -> ft.Control:
    """Softer text that explains, and smaller where its letters are large enough for that.

    ``said``: what a screen reader says instead.
    """
    right = from_right(value)
    words = ft.Text(
        value,
        theme_style=ft.TextThemeStyle.BODY_LARGE if right else ft.TextThemeStyle.BODY_SMALL,
        color=ft.Colors.ON_SURFACE_VARIANT,
        semantics_label=said,
        rtl=right,
    )
    return under(words, below) if (below := second(value)) else words


def label(
    value: str,
    said: str,
    style: ft.TextThemeStyle = ft.TextThemeStyle.BODY_LARGE,
    color: str | None = None,
) -> ft.Control:
    """The words on a control, no wider than they are. A screen reader says ``said`` of them."""
    words = ft.Text(
        value, theme_style=style, color=color, semantics_label=said, rtl=from_right(value)
    )
    below = second(value)
    # Not ``silent``: inside a button that would be heard as a button of its own.
    return ft.Column([words, quiet(below, said="")], spacing=0, tight=True) if below else words


def second(value: str) -> str:
    """The same words in the person's other language, "" where there are none."""
    return value.other if isinstance(value, Both) else ""


def both(value: str) -> str:
    """The words on one line, for where only a name can be given."""
    return f"{value} {second(value)}".rstrip()


def silent(control: ft.Control) -> ft.Control:
    """``control``, seen and not heard: what it says is in the name of something else."""
    return ft.Semantics(exclude_semantics=True, content=control)


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


def panel(*parts: ft.Control, spacing: int = 10, padding: int = 16) -> ft.Control:
    """A card: things that belong together, on paper of their own."""
    return ft.Container(
        ft.Column(list(parts), spacing=spacing, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=18,
        padding=padding,
    )


def spoken(words: str, about: str) -> str:
    """What a screen reader says of a control: its words, and then what they are about.

    The words come first, as they are seen, Swedish and then the other language: that is what one
    says to a device that listens, and who knows only one of the two knows which field it is.
    """
    return f"{both(words)}, {about}" if about else both(words)
