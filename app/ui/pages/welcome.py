"""The first start: what this is, which guide, a passphrase, and the recovery sheet."""

from dataclasses import dataclass, replace

import flet as ft

from app.guide import Guide
from app.ui import frame, hooks, kit, texts
from app.ui.desk import HOME, Desk
from app.ui.lines import Line, secret_line, text_line
from app.ui.pages.choose import guide_choices
from app.ui.state import Place, Screen
from app.workbook import passphrase
from app.workbook.passphrase import Strength
from app.workbook.workbook import new_recovery_code

_ASKED = 2  # the third group: far enough in to need the paper
_STRENGTHS = {
    Strength.TOO_SHORT: "Den är för kort än. Den behöver minst 15 tecken, eller fem ord.",
    Strength.EASY: "Den är lätt att gissa. Lägg till några ord som inte hör ihop.",
    Strength.GOOD: "Den är bra.",
    Strength.STRONG: "Den är stark.",
}


@dataclass(frozen=True)
class _Step:
    number: int = 1
    guide: Guide | None = None


@kit.component
def welcome(desk: Desk) -> ft.Control:
    """Three calm screens. Nothing is written to disk before the passphrase is chosen."""
    step, set_step = hooks.state(_Step())
    if step.number == 1:
        return _what_this_is(desk, lambda: set_step(_Step(2)))
    if step.number == 2 or step.guide is None:
        return _which_guide(
            desk,
            step.guide,
            lambda guide: set_step(replace(step, guide=guide)),
            lambda: set_step(replace(step, number=3)),
            lambda: set_step(_Step(1)),
        )
    return choose_passphrase(desk, step.guide, lambda: set_step(replace(step, number=2)))


def _what_this_is(desk: Desk, go_on: kit.Handler) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text("Det här är en arbetsbok för återhämtning. Den är din."),
            kit.text("Du väljer vilka delar du vill arbeta med. Du kan göra lite eller mycket."),
            kit.text(
                "Det du skriver stannar på din enhet. Det låses med en lösenfras som bara du har. "
                "Ingen läser det du skriver, och appen larmar ingen."
            ),
            kit.text("Det är inte vård, och det ersätter inte vård."),
            kit.quiet(
                "Texterna är skrivna för det här projektet. De är inte skrivna av NSPH. "
                "De är ännu inte granskade av personer med egen erfarenhet eller av yrkesverksamma."
            ),
            ft.Row([kit.main_button(desk, texts.GO_ON, go_on)], wrap=True),
        ],
        title="Välkommen",
    )


def _which_guide(
    desk: Desk, chosen: Guide | None, pick: kit.Handler, go_on: kit.Handler, back: kit.Handler
) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text("Välj den som passar bäst nu. Du kan byta eller använda flera senare."),
            guide_choices(desk, chosen.id if chosen else "", pick),
        ],
        title="Vilken guide vill du börja med?",
        bottom=[
            kit.link(desk, texts.BACK, back),
            *([kit.main_button(desk, texts.GO_ON, go_on)] if chosen else []),
        ],
    )


@kit.component
def choose_passphrase(desk: Desk, guide: Guide | None, back: kit.Handler) -> ft.Control:
    """For a new vault on ``guide``, or, where ``guide`` is None, a new one for the open vault."""
    drawn, set_drawn = hooks.state(passphrase.draw(desk.words))
    own, set_own = hooks.state(False)
    strength, set_strength = hooks.state(Strength.TOO_SHORT)
    busy, set_busy = hooks.state(False)
    first, again = hooks.remember(
        lambda: (
            Line(desk, "Din lösenfras", focus=True, secret=True),
            Line(desk, "Skriv den en gång till", secret=True),
        )
    )
    first.changed = lambda: set_strength(passphrase.strength(first.text))

    async def done() -> None:
        secret = first.text if own else drawn
        if own and not passphrase.strength(secret).accepted:
            desk.notice(_STRENGTHS[passphrase.strength(secret)])
            return
        if own and again.text != secret:
            desk.notice("De två lösenfraserna är inte lika. Skriv den igen i båda rutorna.")
            return
        set_busy(True)
        code = new_recovery_code()
        if guide is None:
            good = await desk.change_passphrase(secret)
            if good:
                await desk.go(HOME)
        else:
            good = await desk.create(secret, code, guide)
            if good:
                desk.show_sheet(code)
        if not good:
            set_busy(False)

    body: list[ft.Control] = [
        kit.text(
            "Lösenfrasen låser det du skriver. Bara den, eller din återställningskod, öppnar. "
            "Ingen annan kan hjälpa dig att öppna utan dem."
        )
    ]
    if own:
        body += [
            secret_line(first),
            ft.Semantics(live_region=True, container=True, content=kit.text(_STRENGTHS[strength])),
            secret_line(again),
            ft.Row(
                [kit.link(desk, "Använd förslaget i stället", lambda: set_own(False))], wrap=True
            ),
        ]
    else:
        body += [
            kit.text("Här är ett förslag. Skriv upp det på ett säkert ställe."),
            ft.Container(
                ft.Text(drawn, theme_style=ft.TextThemeStyle.TITLE_LARGE),
                bgcolor=ft.Colors.PRIMARY_CONTAINER,
                border_radius=18,
                padding=20,
            ),
            kit.quiet(
                "Fem ord ur en lista på 2 048 ord. Den är stark. Stora bokstäver behövs inte."
            ),
            ft.Row(
                [
                    kit.link(
                        desk,
                        "Nytt förslag",
                        lambda: set_drawn(passphrase.draw(desk.words)),
                        ft.Icons.REFRESH,
                    ),
                    kit.link(desk, "Jag skriver en egen", lambda: set_own(True), ft.Icons.EDIT),
                ],
                wrap=True,
            ),
        ]
    if busy:
        body.append(kit.banner("Guiden låser in det. Det tar en liten stund."))
    return frame.page(
        desk,
        body,
        title="Välj en lösenfras",
        bottom=[
            kit.link(desk, texts.BACK, back),
            *([] if busy else [kit.main_button(desk, "Använd den här", done)]),
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
        await desk.go(Place(Screen.CHOOSE, guide.id) if guide and fresh else HOME)

    async def save() -> None:
        await ft.FilePicker().save_file(
            file_name="återställningsark.txt", src_bytes=_sheet(groups).encode()
        )

    if confirming:
        return frame.page(
            desk,
            [
                kit.text(f"Skriv grupp {_ASKED + 1} från ditt ark. Då vet du att den är rätt."),
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
                "det du har skrivit. En sparad fil är inte låst."
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
            kit.main_button(desk, "Jag har den på papper", lambda: set_confirming(True)),
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


@kit.component
def new_sheet(desk: Desk) -> ft.Control:
    """Makes a new code, which voids the old one, and then shows it."""

    async def make() -> None:
        code = new_recovery_code()
        if await desk.change_code(code):
            await desk.change_settings(sheet_confirmed=False)
            desk.show_sheet(code)

    return frame.page(
        desk,
        [
            kit.text(
                "Guiden gör en ny återställningskod åt dig. Ett äldre ark slutar då att gälla."
            ),
            kit.text("Ha papper och penna nära. Koden visas bara en gång."),
        ],
        title="Återställningsark",
        bottom=[
            kit.link(desk, texts.BACK, desk.back),
            kit.main_button(desk, "Visa en ny kod", make),
        ],
    )
