"""How Guiden looks and reads: colours, letters, movement, easy words and a second language."""

import flet as ft

from app.guide import Language
from app.ui import choices, frame, kit, look
from app.ui.desk import Desk

TITLE = "Utseende och text"
_THEMES = (("system", "Som enheten", ""), ("light", "Ljust", ""), ("dark", "Mörkt", ""))
_SIZES = (
    ("100", "Vanlig", ""),
    ("125", "Lite större", ""),
    ("150", "Större", ""),
    ("200", "Störst", ""),
)
_FONTS = (("atkinson", "Atkinson", ""), ("lexend", "Lexend", ""))
_LANGUAGES = (("", "Inget", ""), *((one.value, one.own_name, "") for one in Language))


def now(desk: Desk) -> str:
    """What is chosen, in a few words: "Som enheten, vanlig text"."""
    themes, sizes = ({value: label for value, label, _ in of} for of in (_THEMES, _SIZES))
    chosen = desk.settings
    return f"{themes[chosen.theme]}, {sizes[str(chosen.text_percent)].lower()} text"


@kit.component
def appearance(desk: Desk, changes: int) -> ft.Control:
    now = desk.settings
    return frame.page(
        desk,
        [
            kit.heading("Färger", 2),
            choices.one_of(
                desk,
                _THEMES,
                now.theme,
                lambda value: desk.change_settings(theme=value),
                pills=True,
            ),
            choices.choice(
                desk,
                "Starkare kontrast",
                now.contrast == "more",
                lambda: desk.change_settings(
                    contrast="system" if now.contrast == "more" else "more"
                ),
                below="Mörkare eller ljusare bokstäver, och tydliga kanter.",
            ),
            kit.heading("Textstorlek", 2),
            choices.one_of(
                desk,
                _SIZES,
                str(now.text_percent),
                lambda value: desk.change_settings(text_percent=int(value)),
                pills=True,
            ),
            kit.heading("Typsnitt", 2),
            choices.one_of(
                desk,
                _FONTS,
                now.font,
                lambda value: desk.change_settings(font=value),
                pills=True,
                fonts=look.FACES,
            ),
            kit.quiet("Båda är gjorda för att vara lätta att läsa. Välj det du trivs med."),
            kit.heading("Rörelse", 2),
            choices.choice(
                desk,
                "Mindre rörelse",
                now.motion == "less",
                lambda: desk.change_settings(motion="system" if now.motion == "less" else "less"),
                below="Knappar svarar direkt, och inget rör sig av sig självt.",
            ),
            kit.heading("Lättläst", 2),
            choices.choice(
                desk,
                "Visa lättläst text där den finns",
                now.easy,
                lambda: desk.change_settings(easy=not now.easy),
            ),
            kit.quiet("Lättläst har kortare meningar och enklare ord. Dina svar är desamma."),
            kit.heading("Två språk", 2),
            choices.one_of(
                desk,
                _LANGUAGES,
                now.second,
                lambda value: desk.change_settings(second=value),
                pills=True,
            ),
            kit.quiet(
                "Rubriker, frågor och fält visas också på det språket. Orden är skrivna av en "
                "maskin, och ingen har granskat dem. Du kan skriva på vilket språk du vill."
            ),
        ],
        title=TITLE,
    )
