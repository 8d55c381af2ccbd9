"""Sheets with other people, of which any two open: making them, and opening with two of them."""

import asyncio

import flet as ft

from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages import keys
from app.ui.pages.sheet import groups_shown, save
from app.ui.state import Place, Screen
from app.workbook import failures
from app.workbook.keyring import Holder
from app.workbook.secret import Secret

_TITLE = "Ark hos andra"
_OLD_ONES = "När du gör nya ark slutar de gamla att gälla."

Made = tuple[tuple[Holder, str], ...]  # who gets which sheet, in the sheets' own order
_NONE: Made = ()


@kit.component
def shares(desk: Desk) -> ft.Control:
    """Who has sheets now, and the way to new ones. New sheets live in this component only."""
    wish, set_wish = hooks.state("")  # "make" or "remove"
    proven, set_proven = hooks.state(False)
    made, set_made = hooks.state(_NONE)

    async def finished() -> None:
        set_wish("")
        set_proven(False)
        set_made(_NONE)

    if made:
        return _handing_out(desk, made, finished)
    if not wish:
        return _overview(desk, set_wish)
    if not proven:
        return keys.who(desk, _TITLE, "Skriv först din lösenfras.", set_proven)
    if wish == "make":
        return _naming(desk, set_made)
    return keys.remove(
        desk,
        "shares",
        "Ta bort arken",
        "Arken hos andra slutar att gälla. Det du har skrivit är kvar.",
        finished,
        finished,
    )


@kit.component
def _overview(desk: Desk, wish: kit.Handler) -> ft.Control:
    there = "shares" in desk.book.keys.kinds
    holders = desk.book.keys.holders
    now: list[ft.Control] = []
    if there:
        now.append(kit.heading("De som har ark nu", 2))
        now += [kit.text(f"Ark {holder.number}: {holder.name}") for holder in holders]
        now += [kit.quiet(f"Gjorda {holder.day}.") for holder in holders[:1]]
        now.append(kit.text(_OLD_ONES))
        now.append(
            ft.Row([press.link(desk, "Ta bort arken", lambda: wish("remove"))], wrap=True),
        )
    return frame.page(
        desk,
        [
            kit.text(
                "Tre personer som du litar på får var sitt ark. Två av arken tillsammans öppnar "
                "din guide om du glömmer lösenfrasen."
            ),
            kit.text("Ett ark ensamt öppnar ingenting och berättar ingenting."),
            kit.text(
                "Två av personerna kan öppna utan dig, om de har din enhet eller en kopia av "
                "filen. Då kan de läsa det du har skrivit. Välj dem med omsorg."
            ),
            *now,
        ],
        title=_TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(
                desk, "Gör nya ark" if there else "Gör tre ark", lambda: wish("make")
            ),
        ],
    )


@kit.component
def _naming(desk: Desk, made: kit.Handler) -> ft.Control:
    """Asks for the three names, and makes the sheets."""
    there = "shares" in desk.book.keys.kinds

    def fields() -> tuple[Line, Line, Line]:
        names = [holder.name for holder in desk.book.keys.holders] or ["", "", ""]
        one, two, three = (
            Line(desk, f"Namn på den som får ark {number}", name, focus=number == 1)
            for number, name in enumerate(names, 1)
        )
        return one, two, three

    one, two, three = hooks.remember(fields)

    async def share() -> None:
        names = one.text.strip(), two.text.strip(), three.text.strip()
        if not all(names):
            desk.notice("Skriv ett namn i varje fält.")
            return
        if len({name.casefold() for name in names}) < len(names):
            desk.notice("Välj tre olika personer. Den som har två ark kan öppna ensam.")
            return
        sheets: list[str] = []
        if await desk.change(lambda book: sheets.extend(book.keys.share(names))):
            made(tuple(zip(desk.book.keys.holders, sheets, strict=True)))

    busy, make = hooks.once(share)
    return frame.page(
        desk,
        [
            kit.text("Vilka tre personer ska ha var sitt ark?"),
            text_line(one),
            text_line(two),
            text_line(three),
            *([kit.text(_OLD_ONES)] if there else []),
            kit.quiet(
                "Arken visas ett i taget och bara en gång. "
                "Ha papper och penna nära, eller spara dem som filer."
            ),
            *([kit.quiet("Gör arken. Det tar en liten stund.")] if busy else []),
        ],
        title="Vem får arken?",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([] if busy else [press.main_button(desk, "Visa arken", make)]),
        ],
    )


@kit.component
def _handing_out(desk: Desk, made: Made, done: kit.Handler) -> ft.Control:
    number, show = hooks.state(1)
    return _one_sheet(desk, made, number, show, done, key=f"sheet-{number}")


@kit.component
def _one_sheet(
    desk: Desk, made: Made, number: int, show: kit.Handler, done: kit.Handler
) -> ft.Control:
    """One of the new sheets, to write down or save. Each one begins at the top of its page."""
    holder, code = made[number - 1]
    name, day = holder.name, holder.day
    groups = code.split("-")
    text = _TEXT.format(number=number, count=len(made), name=name, day=day)
    last = number == len(made)
    return frame.page(
        desk,
        [
            kit.heading(f"Till {name}", 2),
            kit.text(f"Gjort {day}."),
            groups_shown(groups),
            kit.text(
                f"Skriv av arket eller spara det som fil. Ge det till {name} och ingen annan."
            ),
            kit.quiet(
                "En fil är inte låst. Ta bort den när arket är utskrivet. "
                "Lämnar du sidan visas arken inte igen. Då kan du göra nya."
            ),
            ft.Row(
                [
                    press.link(
                        desk,
                        "Spara som fil",
                        lambda: save(f"ark-{number}-av-{len(made)}.txt", text, groups),
                        ft.Icons.SAVE_ALT,
                    )
                ],
                wrap=True,
            ),
        ],
        title=f"Ark {number} av {len(made)}",
        bottom=[
            press.link(desk, "Föregående ark", lambda: show(number - 1))
            if number > 1
            else ft.Container(),
            press.main_button(desk, "Klar", done)
            if last
            else press.main_button(desk, "Nästa ark", lambda: show(number + 1)),
        ],
    )


_TEXT = (
    "Ark {number} av {count}, till {name}\nGjort {day}\n\n"
    "Du har fått det här arket av någon som litar på dig. Två av de tre arken öppnar tillsammans\n"
    "det som personen har låst i appen Guiden. Ett ark ensamt öppnar ingenting.\n\n"
    "Så öppnar ni med två ark, när personen har bett om det:\n"
    "1. Starta Guiden på personens enhet.\n"
    "2. Välj Jag har glömt lösenfrasen, och sedan Jag har två ark.\n"
    "3. Skriv av de två arken, ett i varje fält.\n\n"
    "Lägg arket på ett säkert ställe. Ha det aldrig på samma ställe som ett av de andra arken.\n"
    "Skriv ut arket eller skriv av det. Ta sedan bort filen.\n"
    "Får du ett nyare ark av samma person gäller inte det här längre."
)


@kit.component
def two_sheets(desk: Desk) -> ft.Control:
    """Opens with two sheets, and then asks for a new passphrase."""
    one, two = hooks.remember(
        lambda: (
            Line(desk, "Ett av arken", focus=True, code=True, rows=2),
            Line(desk, "Ett ark till", code=True, rows=2),
        )
    )

    async def try_it() -> None:
        if not (one.text.strip() and two.text.strip()):
            desk.notice("Skriv ett ark i varje fält.")
            return
        try:
            secret = await asyncio.to_thread(Secret.sheets, (one.text, two.text))
        except failures.BadSheet as error:
            desk.notice(texts.sheets(error))
            return
        if await desk.door.unlock(secret):
            await desk.go(Place(Screen.NEW_PASSPHRASE))

    busy, unlock = hooks.once(try_it)
    return frame.page(
        desk,
        [
            kit.text("Skriv av två av de tre arken. Det spelar ingen roll i vilken ordning."),
            text_line(one),
            text_line(two),
            kit.quiet("Du kan skriva med små bokstäver. Streck och mellanslag behövs inte."),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
        ],
        title="Öppna med två ark",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Lås upp", unlock),
        ],
    )
