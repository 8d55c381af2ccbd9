"""The keys a person has: what opens the guide now, and replacing or removing each."""

from collections.abc import Awaitable, Callable
from typing import Literal

import flet as ft

from app.guide import Guide
from app.ui import first, frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, secret_line, text_line
from app.ui.state import HOME, Place, Screen
from app.workbook import passphrase
from app.workbook.keyring import new_recovery_code
from app.workbook.passphrase import Strength

_STRENGTHS = {
    Strength.TOO_SHORT: "Den är lite för kort. Den behöver minst 15 tecken eller fem ord.",
    Strength.EASY: "Den är lätt att gissa. Lägg till några ord som inte hör ihop.",
    Strength.GOOD: "Den är bra.",
    Strength.STRONG: "Den är stark.",
}
MAKING = "Guiden gör i ordning låset. Det tar en liten stund."
_TAKEN = "Den lösenfrasen används redan. Välj en annan."
_MAKE_ONE = "Gör gärna ett återställningsark."
NO_WAY_BACK = "Glömmer du den kan ingen öppna, inte heller vi."


@kit.component
def keys(desk: Desk, changes: int) -> ft.Control:
    """What opens the guide now, one card each."""
    kinds, holders = desk.book.keys.kinds, desk.book.keys.holders
    sheet = "Finns inte. En kod på papper som öppnar om du glömmer lösenfrasen."
    if "recovery" in kinds:
        sheet = (
            "Finns. Öppnar om du glömmer lösenfrasen."
            if desk.settings.sheet_confirmed
            else "Finns, men du har inte bekräftat att du har koden."
        )
    shares = "Finns inte. Tre personer får var sitt ark. Två av dem öppnar tillsammans."
    if "shares" in kinds:
        names = [holder.name for holder in holders]
        have = f"Finns hos {', '.join(names[:-1])} och {names[-1]}." if names else "Finns."
        shares = f"{have} Två ark tillsammans öppnar."
    cards = [
        ("Lösenfras", "Öppnar alltid.", Screen.NEW_PASSPHRASE, ft.Icons.KEY_OUTLINED),
        ("Återställningsark", sheet, Screen.NEW_SHEET, ft.Icons.DESCRIPTION_OUTLINED),
        ("Ark hos andra", shares, Screen.SHARES, ft.Icons.PEOPLE_OUTLINE),
    ]
    if desk.door.device:
        device = "Finns." if "device" in kinds else "Finns inte."
        below = f"{device} Ett kortare sätt att öppna, bara på den här enheten."
        cards.append(("Öppna snabbare", below, Screen.DEVICE, ft.Icons.PHONELINK_LOCK_OUTLINED))
    cards.append(
        (
            "Byt hela låset",
            "Om någon kan ha sett din lösenfras eller kopierat filen.",
            Screen.NEW_KEY,
            ft.Icons.SYNC_LOCK_OUTLINED,
        )
    )
    only = not {"recovery", "shares"} & set(kinds)
    opens = "Bara lösenfrasen öppnar."
    if "device" in kinds:
        opens = "Utom på den här enheten öppnar bara lösenfrasen."
    return frame.page(
        desk,
        [
            kit.text("Det här öppnar din guide nu."),
            *([kit.banner(f"{opens} {NO_WAY_BACK} {_MAKE_ONE}")] if only else []),
            *(
                press.card(desk, title, below, lambda to=to: desk.go(Place(to)), icon)
                for title, below, to, icon in cards
            ),
        ],
        title="Lösenfras och ark",
    )


@kit.component
def choose_passphrase(desk: Desk, guide: Guide, back: kit.Handler) -> ft.Control:
    """For a new vault on ``guide``, which is made and opened."""

    async def create(secret: str) -> None:
        if desk.open and not await _free(desk, secret):
            return
        code = new_recovery_code()
        if await first.create(desk, secret, code, guide):
            desk.show_sheet(code)

    return pick_passphrase(desk, create, back)


@kit.component
def pick_passphrase(
    desk: Desk, done: Callable[[str], Awaitable[None]], back: kit.Handler
) -> ft.Control:
    """Choosing a passphrase, drawn or one's own; ``done`` is told which.

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

    async def check() -> None:
        secret, repeated = (first.text, again.text) if own else (drawn, copied.text)
        if own and not passphrase.strength(secret).accepted:
            desk.notice(_STRENGTHS[passphrase.strength(secret)])
        elif passphrase.typed(repeated) != passphrase.typed(secret):
            desk.notice("De två är inte lika. Titta på lösenfrasen och skriv den en gång till.")
        else:
            await done(secret)

    busy, choose = hooks.once(check)
    making = [kit.banner(MAKING)] if busy else []

    if repeating and not own:
        return frame.page(
            desk,
            [
                kit.text("Skriv lösenfrasen en gång. Då vet du att du har den."),
                text_line(copied),
                *making,
            ],
            title="Har du den?",
            bottom=[
                press.link(desk, "Visa den igen", lambda: set_repeating(False)),
                *([] if busy else [press.main_button(desk, "Klar", choose)]),
            ],
        )
    choice = (
        [
            secret_line(first),
            ft.Semantics(live_region=True, container=True, content=kit.text(_STRENGTHS[strength])),
            secret_line(again),
            ft.Row(
                [press.link(desk, "Ta ett förslag i stället", lambda: set_own(False))], wrap=True
            ),
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
                    press.link(
                        desk,
                        "Nytt förslag",
                        lambda: set_drawn(desk.draw_passphrase()),
                        ft.Icons.REFRESH,
                    ),
                    press.link(desk, "Jag skriver en egen", lambda: set_own(True), ft.Icons.EDIT),
                ],
                wrap=True,
            ),
        ]
    )
    use = choose if own else lambda: set_repeating(True)
    return frame.page(
        desk,
        [
            kit.text(
                "Lösenfrasen låser det du skriver. Ingen kan ta fram den åt dig, inte heller vi. "
                "Ett återställningsark på papper kan öppna om du glömmer den."
            ),
            *choice,
            *making,
        ],
        title="Välj en lösenfras",
        bottom=[
            press.link(desk, texts.BACK, back),
            *([] if busy else [press.main_button(desk, "Använd den här", use)]),
        ],
    )


async def _free(desk: Desk, secret: str) -> bool:
    """Whether nothing here opens with the passphrase yet. False, with a notice, if something does.

    Two vaults with one passphrase: only the first of them could be reached.
    """
    taken = await desk.door.is_taken(secret)
    if taken:
        desk.notice(_TAKEN)
    return not taken


@kit.component
def new_passphrase(desk: Desk) -> ft.Control:
    """A new passphrase, once the person has shown who they are."""
    proven, set_proven = hooks.state(hooks.remember(desk.door.take_paper_proof))

    async def change(secret: str) -> None:
        if await _free(desk, secret) and await desk.change(
            lambda book: book.keys.change_passphrase(secret)
        ):
            await desk.go(HOME)
            desk.notice("Lösenfrasen är bytt.")

    if not proven:
        return who(desk, "Ny lösenfras", "Skriv först den lösenfras du har nu.", set_proven)
    return pick_passphrase(desk, change, desk.back)


@kit.component
def new_key(desk: Desk) -> ft.Control:
    """Seals everything anew, under a new passphrase and a new recovery code."""
    informed, set_informed = hooks.state(False)
    proven, set_proven = hooks.state(False)

    async def change(secret: str) -> None:
        code = new_recovery_code()
        if (
            await _free(desk, secret)
            and await _unconfirmed(desk)
            and await desk.change(lambda book: book.keys.change_everything(secret, code))
        ):
            desk.show_sheet(code)
            if desk.door.device:
                await desk.door.device.tidy(desk.book)

    title = "Byt hela låset"
    if not informed:
        return frame.page(
            desk,
            [
                kit.text(
                    "Gör det här om någon kan ha sett din lösenfras eller kopierat filen. "
                    "Då får allt du har skrivit ett nytt lås och en ny lösenfras."
                ),
                kit.text(
                    "En kopia som någon redan har ändras inte. "
                    "Den går fortfarande att öppna med den gamla lösenfrasen eller de gamla arken."
                ),
                kit.text(
                    "Återställningsarket, arken hos andra och sättet att öppna snabbare slutar "
                    "att gälla. Du får ett nytt återställningsark. Ha papper och penna nära."
                ),
            ],
            title=title,
            bottom=[
                press.link(desk, texts.BACK, desk.back),
                press.main_button(desk, texts.GO_ON, lambda: set_informed(True)),
            ],
        )
    if not proven:
        return who(desk, title, "Skriv först den lösenfras du har nu.", set_proven)
    return pick_passphrase(desk, change, desk.back)


@kit.component
def new_sheet(desk: Desk) -> ft.Control:
    """Makes a new code, which voids the old one, and then shows it. Or removes the one there is."""
    proven, set_proven = hooks.state(False)
    removing, set_removing = hooks.state(False)

    async def replace_code() -> None:
        code = new_recovery_code()
        if await _unconfirmed(desk) and await desk.change(lambda book: book.keys.change_code(code)):
            desk.show_sheet(code)

    _, make = hooks.once(replace_code)
    there = "recovery" in desk.book.keys.kinds
    if not proven:
        return who(
            desk,
            "Återställningsark",
            "Här gör du ett återställningsark. Skriv först din lösenfras. Inget ändras än.",
            set_proven,
        )
    if removing:
        return remove(
            desk,
            "recovery",
            "Ta bort arket",
            "Koden på ditt ark slutar att gälla. Det du har skrivit är kvar.",
            lambda: set_removing(False),
            desk.back,
        )
    return frame.page(
        desk,
        [
            kit.text(
                "Ha papper och penna nära. Koden visas bara en gång. "
                "Har du ett äldre ark slutar det att gälla."
            ),
            *(
                [ft.Row([press.link(desk, "Ta bort arket", lambda: set_removing(True))], wrap=True)]
                if there
                else []
            ),
        ],
        title="Återställningsark",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Gör ett nytt ark", make),
        ],
    )


async def _unconfirmed(desk: Desk) -> bool:
    """Before a code changes: nobody has the new one yet, and it must not look as if they had."""
    return await desk.change_settings(sheet_confirmed=False)


@kit.component
def remove(
    desk: Desk,
    kind: Literal["recovery", "shares"],
    label: str,
    means: str,
    keep: kit.Handler,
    removed: Callable[[], Awaitable[None]],
) -> ft.Control:
    """Asks once more, and then takes away one way to open. ``means`` tells what that does."""

    async def take_away() -> None:
        if await desk.change(lambda book: book.keys.remove(kind)):
            await removed()
            desk.notice("Det är borttaget.")

    _, go = hooks.once(take_away)
    left = set(desk.book.keys.kinds) - {kind}
    return frame.page(
        desk,
        [
            kit.text(means),
            kit.text("Finns det en kopia av filen någon annanstans öppnas den som förut."),
            *(
                [kit.text(f"Sedan öppnar bara lösenfrasen. {NO_WAY_BACK}")]
                if not {"recovery", "shares"} & left
                else []
            ),
            ft.Row([press.button(desk, label, go)], wrap=True),
        ],
        title=f"{label}?",
        bottom=[ft.Container(), press.main_button(desk, "Nej, behåll", keep)],
    )


@kit.component
def who(desk: Desk, title: str, text: str, proven: kit.Handler) -> ft.Control:
    """Asks for the passphrase again, and then calls ``proven(True)``.

    Whoever holds an open device must not change its keys.
    """
    line = hooks.remember(lambda: Line(desk, "Lösenfras", focus=True, secret=True))

    async def ask() -> None:
        if line.text and await desk.door.is_me(line.text):
            proven(True)

    _, show = hooks.once(ask)
    line.submit = show
    return frame.page(
        desk,
        [kit.text(text), secret_line(line)],
        title=title,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, texts.GO_ON, show),
        ],
    )
