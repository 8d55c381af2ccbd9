"""Colours, type and themes. Every control names a role, never a colour of its own.

Warm paper, ink, deep pine for what one acts on, clay for help. Body text is 18 at 100 %. Arabic
letters, in the guide's words or the person's own, come from a font of their own everywhere.
"""

import flet as ft

FONT = "Atkinson"
ARABIC = "Arabic"
FONTS = {
    FONT: "fonts/AtkinsonHyperlegibleNext_400Regular.ttf",
    f"{FONT} Bold": "fonts/AtkinsonHyperlegibleNext_700Bold.ttf",
    ARABIC: "fonts/NotoSansArabic_400Regular.ttf",
    f"{ARABIC} Bold": "fonts/NotoSansArabic_700Bold.ttf",
}

READING_WIDTH = 640  # about 65 letters of body text
WIDE = 840  # from this window width, at 100 % text, the navigation stands at the side
TIGHT = 300  # below it, at 100 % text, nothing but the top bar stays in place
RAIL = 232  # the width of the navigation at the side
TARGET = 48  # the least height of what one can press

LIGHT = ft.ColorScheme(
    primary="#1F5B4E",
    on_primary="#FFFDF8",
    primary_container="#DCEBE4",
    on_primary_container="#1F5B4E",
    secondary="#1F5B4E",
    on_secondary="#FFFDF8",
    secondary_container="#DCEBE4",
    on_secondary_container="#17463C",
    tertiary="#9C4F2B",
    on_tertiary="#FFFDF8",
    tertiary_container="#F6E3D8",
    on_tertiary_container="#7A3A1C",
    error="#9B2C1F",
    on_error="#FFFDF8",
    error_container="#F8E1DC",
    on_error_container="#6E1C12",
    surface="#FBF7F0",
    on_surface="#2B2620",
    on_surface_variant="#5E564B",
    surface_container_lowest="#FFFDF8",
    surface_container_low="#FFFDF8",
    surface_container="#FFFDF8",
    surface_container_high="#FFFDF8",
    surface_container_highest="#F3ECE0",
    outline="#8A7F70",
    outline_variant="#E6DCCB",
    surface_tint="#FBF7F0",
    inverse_surface="#2B2620",
    on_inverse_surface="#FBF7F0",
)
DARK = ft.ColorScheme(
    primary="#8FD0BC",
    on_primary="#12332B",
    primary_container="#23443B",
    on_primary_container="#8FD0BC",
    secondary="#8FD0BC",
    on_secondary="#12332B",
    secondary_container="#23443B",
    on_secondary_container="#BFE3D7",
    tertiary="#E0A07E",
    on_tertiary="#3A1C0D",
    tertiary_container="#4A2A1A",
    on_tertiary_container="#F0C4AC",
    error="#F2A99C",
    on_error="#4A120A",
    error_container="#5A2119",
    on_error_container="#F8D5CE",
    surface="#1B1815",
    on_surface="#F1E9DD",
    on_surface_variant="#BDB2A2",
    surface_container_lowest="#25211D",
    surface_container_low="#25211D",
    surface_container="#25211D",
    surface_container_high="#25211D",
    surface_container_highest="#322C26",
    outline="#8F8576",
    outline_variant="#3A342D",
    surface_tint="#1B1815",
    inverse_surface="#F1E9DD",
    on_inverse_surface="#1B1815",
)


def theme(colors: ft.ColorScheme, percent: int) -> ft.Theme:
    """A theme in these colours with the text at ``percent`` of its usual size."""
    return ft.Theme(
        color_scheme=colors,
        font_family=FONT,
        scaffold_bgcolor=colors.surface,
        text_theme=text_theme(percent, colors.on_surface),
        page_transitions=ft.PageTransitionsTheme(
            **dict.fromkeys(
                ("android", "ios", "linux", "macos", "windows"), ft.PageTransitionTheme.NONE
            )
        ),
        visual_density=ft.VisualDensity.STANDARD,
        use_material3=True,
    )


def text_theme(percent: int, color: ft.ColorValue | None = None) -> ft.TextTheme:
    """Text at ``percent`` of its usual size. Without a colour it takes that of its place."""

    def style(size: float, height: float, bold: bool = False) -> ft.TextStyle:
        weight = ft.FontWeight.BOLD if bold else ft.FontWeight.NORMAL
        face = " Bold" if bold else ""
        return ft.TextStyle(
            size=size * percent / 100,
            height=height,
            weight=weight,
            font_family=f"{FONT}{face}",
            font_family_fallback=[f"{ARABIC}{face}"],
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
