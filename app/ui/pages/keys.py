"""Passphrase and recovery sheet: choosing them at the start, and replacing them later."""

import flet as ft

from app.guide import Guide
from app.ui import frame, hooks, kit, texts
from app.ui.desk import HOME, Desk
from app.ui.lines import Line, secret_line, text_line
from app.ui.state import Place, Screen
from app.workbook import passphrase
from app.workbook.passphrase import Strength
from app.workbook.workbook import new_recovery_code

_ASKED = 2  # the third group: far enough in to need the paper
_STRENGTHS = {
    Strength.TOO_SHORT: "Den är lite för kort. Den behöver minst 15 tecken eller fem ord.",
    Strength.EASY: "Den är lätt att gissa. Lägg till några ord som inte hör ihop.",
    Strength.GOOD: "Den är bra.",
    Strength.STRONG: "Den är stark.",
}


@kit.component
def choose_passphrase(desk: Desk, guide: Guide | None, back: kit.Handler) -> ft.Control:
    """For a new vault on ``guide``, or, where ``guide`` is None, a new one for the open vault.

    A drawn passphrase has to be typed once: a person who only pressed a button would be locked out.
    """
    drawn, set_drawn = hooks.state(hooks.remember(desk.draw_passphrase))
    own, set_own = hooks.state(not drawn)
    repeating, set_repeating = hooks.state(False)
    strength, set_strength = hooks.state(Strength.TOO_SHORT)
    first, again, copied = hooks.remember(
        lambda: (
            Line(desk, "Din lösenfras", focus=True, secret=True),
            Line(desk, "Skriv den en gång till", secret=True),
            Line(desk, "Lösenfrasen", focus=True, code=True),
        )
    )
    first.changed = lambda: set_strength(passphrase.strength(first.text))

    async def check_and_save() -> None:
        secret, repeated = (first.text, again.text) if own else (drawn, copied.text)
        if own and not passphrase.strength(secret).accepted:
            desk.notice(_STRENGTHS[passphrase.strength(secret)])
            return
        if passphrase.typed(repeated) != passphrase.typed(secret):
            desk.notice("De två är inte lika. Titta på lösenfrasen och skriv den en gång till.")
            return
        if guide is None:
            if await desk.change_passphrase(secret):
                await desk.go(HOME)
            return
        code = new_recovery_code()
        if await desk.create(secret, code, guide):
            desk.show_sheet(code)

    busy, done = hooks.once(check_and_save)

    if repeating and not own:
        return frame.page(
            desk,
            [
                kit.text("Skriv lösenfrasen en gång. Då vet du att du har den."),
                text_line(copied),
                *(
                    [kit.banner("Guiden gör i ordning låset. Det tar en liten stund.")]
                    if busy
                    else []
                ),
            ],
            title="Har du den?",
            bottom=[
                kit.link(desk, "Visa den igen", lambda: set_repeating(False)),
                *([] if busy else [kit.main_button(desk, "Klar", done)]),
            ],
        )
    choice = (
        [
            secret_line(first),
            ft.Semantics(live_region=True, container=True, content=kit.text(_STRENGTHS[strength])),
            secret_line(again),
            ft.Row([kit.link(desk, "Ta ett förslag i stället", lambda: set_own(False))], wrap=True),
        ]
        if own
        else [
            kit.text("Här är ett förslag. Skriv upp det på ett säkert ställe."),
            ft.Container(
                ft.Text(drawn, theme_style=ft.TextThemeStyle.TITLE_LARGE),
                bgcolor=ft.Colors.PRIMARY_CONTAINER,
                border_radius=18,
                padding=20,
            ),
            kit.quiet(
                "Förslaget är fem slumpade ord. Det är svårt att gissa. Skriv med små bokstäver."
            ),
            ft.Row(
                [
                    kit.link(
                        desk,
                        "Nytt förslag",
                        lambda: set_drawn(desk.draw_passphrase()),
                        ft.Icons.REFRESH,
                    ),
                    kit.link(desk, "Jag skriver en egen", lambda: set_own(True), ft.Icons.EDIT),
                ],
                wrap=True,
            ),
        ]
    )
    use = done if own else lambda: set_repeating(True)
    return frame.page(
        desk,
        [
            kit.text(
                "Lösenfrasen låser det du skriver. Du öppnar med den, eller med din "
                "återställningskod. Utan dem kan ingen öppna, inte heller vi."
            ),
            *choice,
            *([kit.banner("Guiden gör i ordning låset. Det tar en liten stund.")] if busy else []),
        ],
        title="Välj en lösenfras",
        bottom=[
            kit.link(desk, texts.BACK, back),
            *([] if busy else [kit.main_button(desk, "Använd den här", use)]),
        ],
    )


@kit.component
def new_passphrase(desk: Desk) -> ft.Control:
    """A new passphrase, once the person has shown who they are."""
    proven, set_proven = hooks.state(hooks.remember(desk.take_code_proof))
    if not proven:
        return _who(desk, "Ny lösenfras", "Skriv först den lösenfras du har nu.", set_proven)
    return choose_passphrase(desk, None, desk.back)


@kit.component
def new_sheet(desk: Desk) -> ft.Control:
    """Makes a new code, which voids the old one, and then shows it."""
    proven, set_proven = hooks.state(False)

    async def replace_code() -> None:
        code = new_recovery_code()
        if await desk.change_code(code):
            desk.show_sheet(code)
            await desk.change_settings(sheet_confirmed=False)

    _, make = hooks.once(replace_code)
    if not proven:
        return _who(
            desk,
            "Återställningsark",
            "Guiden gör en ny återställningskod åt dig. Har du ett äldre ark slutar det att gälla. "
            "Skriv först din lösenfras.",
            set_proven,
        )
    return frame.page(
        desk,
        [kit.text("Ha papper och penna nära. Koden visas bara en gång.")],
        title="Återställningsark",
        bottom=[
            kit.link(desk, texts.BACK, desk.back),
            kit.main_button(desk, "Visa en ny kod", make),
        ],
    )


@kit.component
def _who(desk: Desk, title: str, text: str, proven: kit.Handler) -> ft.Control:
    """Asks for the passphrase again: whoever holds an open device must not change its keys."""
    line = hooks.remember(lambda: Line(desk, "Lösenfras", focus=True, secret=True))

    async def ask() -> None:
        if line.text and await desk.is_me(line.text):
            proven(True)

    _, show = hooks.once(ask)
    line.submit = show
    return frame.page(
        desk,
        [kit.text(text), secret_line(line)],
        title=title,
        bottom=[
            kit.link(desk, texts.BACK, desk.back),
            kit.main_button(desk, texts.GO_ON, show),
        ],
    )


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
        guide = desk.book.guide
        fresh = guide is not None and not desk.book.chosen(guide)
        await desk.go(Place(Screen.INTRO, guide.id) if guide and fresh else HOME)

    async def save() -> None:
        await ft.FilePicker().save_file(
            file_name="återställningsark.txt", src_bytes=_sheet(groups).encode()
        )

    if confirming:
        return frame.page(
            desk,
            [
                kit.text(f"Skriv grupp {_ASKED + 1} från ditt ark. Då vet du att arket är rätt."),
                text_line(typed),
            ],
            title="Stämmer arket?",
            bottom=[
                kit.link(desk, "Visa koden igen", lambda: set_confirming(False)),
                kit.main_button(desk, "Klar", confirm),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text(
                "Om du glömmer lösenfrasen öppnar den här koden i stället. "
                "Skriv den på papper och lägg den på ett säkert ställe. Den visas bara nu."
            ),
            ft.Container(
                ft.Column(
                    [
                        ft.Row(
                            [
                                ft.Container(kit.quiet(f"Grupp {number}"), width=110),
                                ft.Text(
                                    group,
                                    theme_style=ft.TextThemeStyle.TITLE_LARGE,
                                ),
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
            ),
            kit.quiet(
                "Du behöver inte kunna koden utantill. Den som har koden och din enhet kan läsa "
                "det du har skrivit. Sparar du koden som fil är filen inte låst."
            ),
            ft.Row(
                [
                    kit.link(desk, "Spara som fil", save, ft.Icons.SAVE_ALT),
                    kit.link(desk, "Gör det senare", finished),
                ],
                wrap=True,
            ),
        ],
        title="Ditt återställningsark",
        bottom=[
            ft.Container(),
            kit.main_button(desk, "Jag har skrivit upp koden", lambda: set_confirming(True)),
        ],
    )


def _sheet(groups: list[str]) -> str:
    rows = "\n".join(f"Grupp {number}: {group}" for number, group in enumerate(groups, 1))
    return (
        "Återställningsark\n\n"
        "Den här koden öppnar din guide om du har glömt lösenfrasen.\n"
        "Skriv ut eller skriv av arket. Lägg det på ett säkert ställe. Ta sedan bort filen.\n\n"
        f"{rows}\n"
    )
