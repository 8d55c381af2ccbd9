"""A code on paper: how its groups look on the screen and in a file, and the recovery sheet."""

from collections.abc import Sequence

import flet as ft

from app.ui import frame, hooks, kit, press
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.state import HOME, Place, Screen

_ASKED = 2  # the third group: far enough in to need the paper


def groups_shown(groups: Sequence[str]) -> ft.Control:
    """The groups of a code, each with its number, to write down."""
    return ft.Container(
        ft.Column(
            [
                ft.Row(
                    [
                        ft.Container(kit.quiet(f"Grupp {number}"), width=110),
                        ft.Text(group, theme_style=ft.TextThemeStyle.TITLE_LARGE),
                    ],
                    wrap=True,
                )
                for number, group in enumerate(groups, 1)
            ],
            spacing=6,
        ),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        border_radius=18,
        padding=20,
    )


async def save(name: str, text: str, groups: Sequence[str]) -> None:
    """Lets the person save ``text`` and the numbered groups below it as a text file."""
    rows = "\n".join(f"Grupp {number}: {group}" for number, group in enumerate(groups, 1))
    await ft.FilePicker().save_file(file_name=name, src_bytes=f"{text}\n\n{rows}\n".encode())


@kit.component
def recovery_sheet(desk: Desk, code: str) -> ft.Control:
    """Shows the code once: to write down or save, and to confirm. Can be done later."""
    groups = code.split("-")
    typed = hooks.remember(lambda: Line(desk, f"Grupp {_ASKED + 1}", focus=True, code=True))
    confirming, set_confirming = hooks.state(False)

    async def confirm() -> None:
        if typed.text.strip().upper() != groups[_ASKED]:
            desk.notice(f"Grupp {_ASKED + 1} stämde inte. Titta på ditt ark och skriv den igen.")
            return
        await desk.change_settings(sheet_confirmed=True)
        await finished()

    async def finished() -> None:
        if desk.has_copy:
            desk.has_copy = False
            desk.restart(HOME)  # where the way back from there leads
            await desk.go(Place(Screen.COPY_IN))
            return
        await desk.go(HOME)

    if confirming:
        return frame.page(
            desk,
            [
                kit.text(f"Skriv grupp {_ASKED + 1} från ditt ark. Då vet du att du har det."),
                text_line(typed),
            ],
            title="Har du arket?",
            bottom=[
                press.link(desk, "Visa koden igen", lambda: set_confirming(False)),
                press.main_button(desk, "Klar", confirm),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text(
                "Om du glömmer lösenfrasen öppnar den här koden i stället. "
                "Skriv den på papper och lägg den på ett säkert ställe. Den visas bara nu."
            ),
            groups_shown(groups),
            kit.quiet(
                "Du behöver inte kunna koden utantill. Den som har koden och din enhet kan läsa "
                "det du har skrivit. Sparar du koden som fil är filen inte låst. "
                "Gör du det senare får du en ny kod."
            ),
            ft.Row(
                [
                    press.link(
                        desk,
                        "Spara som fil",
                        lambda: save("återställningsark.txt", _TEXT, groups),
                        ft.Icons.SAVE_ALT,
                    ),
                    press.link(desk, "Gör det senare", finished),
                ],
                wrap=True,
            ),
        ],
        title="Ditt återställningsark",
        bottom=[
            ft.Container(),
            press.main_button(desk, "Jag har skrivit upp koden", lambda: set_confirming(True)),
        ],
    )


_TEXT = (
    "Återställningsark\n\n"
    "Den här koden öppnar din guide om du har glömt lösenfrasen.\n"
    "Starta Guiden, välj Jag har glömt lösenfrasen och skriv koden.\n"
    "Skriv ut eller skriv av arket. Lägg det på ett säkert ställe. Ta sedan bort filen."
)
