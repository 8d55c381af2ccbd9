"""Type, sizes and themes. Every control names a role, never a colour of its own (``colours.py``).

Body text is 18 at 100 %. Arabic letters, in the guide's words or the person's own, come from a font
of their own everywhere, and signs like hearts do in the browser's window: it has no others.
"""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.ui.colours import DARK, DARK_MORE, LIGHT, LIGHT_MORE
from app.workbook.workbook import Settings

FONT = "Atkinson"
LEXEND = "Lexend"
ARABIC = "Arabic"
EMOJI = "Emoji"
FONTS = {
    FONT: "fonts/AtkinsonHyperlegibleNext_400Regular.ttf",
    f"{FONT} Bold": "fonts/AtkinsonHyperlegibleNext_700Bold.ttf",
    LEXEND: "fonts/Lexend_400Regular.ttf",
    f"{LEXEND} Bold": "fonts/Lexend_700Bold.ttf",
    ARABIC: "fonts/NotoSansArabic_400Regular.ttf",
    f"{ARABIC} Bold": "fonts/NotoSansArabic_700Bold.ttf",
}
# Only for a browser's window: everywhere else the device draws these signs itself, in colour.
WEB_FONTS = {**FONTS, EMOJI: "fonts/NotoEmoji_400Regular.ttf"}
FACES = {"atkinson": FONT, "lexend": LEXEND}  # by what the person chooses

READING_WIDTH = 640  # about 65 letters of body text
WIDE = 840  # from this window width, at 100 % text, the navigation stands at the side
LOW = 480  # below this height, at 100 % text, nothing stays in place below the page
WIDE_AND_LOW = 560  # from this width in so low a window
NARROW = 372  # below it, at 100 % text, the top bar has no room for the app's name
TIGHT = 300  # below it, at 100 % text, nothing but the top bar stays in place
PANES = 1100  # from this window width, at 100 % text, my sections stand beside the one I am in
PANE = 264  # the width of that list
RAIL = 232  # the width of the navigation at the side
TARGET = 48  # the least height of what one can press


@dataclass(frozen=True)
class Wishes:
    """What the device asks of every app on it. It can be asked on a phone."""

    contrast: bool = False  # more of it
    still: bool = False  # less that moves


async def wishes() -> Wishes:
    """What this device asks for: nothing where it cannot be asked."""
    try:
        asked = await ft.SemanticsService().get_accessibility_features()
    except Exception:  # a device that has no such thing fails in its own way
        return Wishes()
    return Wishes(asked.high_contrast, asked.reduce_motion or asked.disable_animations)


def still(settings: Settings, wishes: Wishes = Wishes()) -> bool:
    """Whether nothing is to move by itself."""
    return settings.motion == "less" or wishes.still


def font(settings: Settings) -> str:
    """The font that the person reads in."""
    return FACES[settings.font]


def themes(
    settings: Settings, wishes: Wishes = Wishes(), web: bool = False
) -> tuple[ft.Theme, ft.Theme]:
    """The light theme and the dark one, as the person and the device want them."""
    more = settings.contrast == "more" or wishes.contrast
    light, dark = (LIGHT_MORE, DARK_MORE) if more else (LIGHT, DARK)
    rest = settings.text_percent, font(settings), web, still(settings, wishes)
    return theme(light, *rest), theme(dark, *rest)


def theme(
    colors: ft.ColorScheme,
    percent: int,
    font: str = FONT,
    web: bool = False,
    still: bool = False,
) -> ft.Theme:
    """A theme in these colours, with the text at ``percent`` of its usual size in ``font``.

    ``still``: what is pressed answers at once, and nothing spreads over it.
    """
    ink = str(colors.on_surface)
    ring = {ft.ControlState.FOCUSED: ft.BorderSide(3, ink)}
    calm: dict[str, Any] = (
        {
            "animation_duration": 0,
            "overlay_color": {ft.ControlState.PRESSED: ft.Colors.TRANSPARENT},
        }
        if still
        else {}
    )
    return ft.Theme(
        color_scheme=colors,
        font_family=font,
        scaffold_bgcolor=colors.surface,
        text_theme=text_theme(percent, colors.on_surface, font, web),
        filled_button_theme=ft.FilledButtonTheme(style=ft.ButtonStyle(side=ring, **calm)),
        outlined_button_theme=ft.OutlinedButtonTheme(style=ft.ButtonStyle(**calm)),
        text_button_theme=ft.TextButtonTheme(style=ft.ButtonStyle(side=ring, **calm)),
        icon_button_theme=ft.IconButtonTheme(style=ft.ButtonStyle(side=ring, **calm)),
        # Where these have no edge to make stronger, there is a patch behind them.
        radio_theme=ft.RadioTheme(
            overlay_color={ft.ControlState.FOCUSED: _patch(ink, 0.5)}, splash_radius=15
        ),
        navigation_bar_theme=ft.NavigationBarTheme(
            overlay_color={ft.ControlState.FOCUSED: _patch(ink, 0.25)}
        ),
        splash_color=ft.Colors.TRANSPARENT if still else None,
        highlight_color=ft.Colors.TRANSPARENT if still else None,
        page_transitions=ft.PageTransitionsTheme(
            **dict.fromkeys(
                ("android", "ios", "linux", "macos", "windows"), ft.PageTransitionTheme.NONE
            )
        ),
        visual_density=ft.VisualDensity.STANDARD,
        use_material3=True,
    )


def _patch(ink: str, opacity: float) -> str:
    return ft.Colors.with_opacity(opacity, ink)


def edge(color: str, width: float = 1.5) -> dict[ft.ControlState, ft.BorderSide]:
    """The outline of what one presses, and the stronger one that shows where the keyboard is."""
    return {
        ft.ControlState.FOCUSED: ft.BorderSide(3, ft.Colors.ON_SURFACE),
        ft.ControlState.DEFAULT: ft.BorderSide(width, color),
    }


def text_theme(
    percent: int, color: ft.ColorValue | None = None, font: str = FONT, web: bool = False
) -> ft.TextTheme:
    """Text at ``percent`` of its usual size. Without a colour it takes that of its place."""

    def style(size: float, height: float, bold: bool = False) -> ft.TextStyle:
        weight = ft.FontWeight.BOLD if bold else ft.FontWeight.NORMAL
        face = " Bold" if bold else ""
        return ft.TextStyle(
            size=size * percent / 100,
            height=height,
            weight=weight,
            font_family=f"{font}{face}",
            font_family_fallback=[
                *([] if font == FONT else [f"{FONT}{face}"]),  # it has more letters
                f"{ARABIC}{face}",
                *([EMOJI] if web else []),
            ],
            letter_spacing=0,
            color=color,
        )

    return ft.TextTheme(
        headline_medium=style(28, 1.25, bold=True),
        title_large=style(21, 1.35, bold=True),
        title_medium=style(19, 1.35, bold=True),
        body_large=style(18, 1.5),
        body_medium=style(18, 1.5),
        body_small=style(16, 1.45),
        label_large=style(18, 1.3, bold=True),
        label_medium=style(15, 1.3),
        label_small=style(15, 1.3),
    )
