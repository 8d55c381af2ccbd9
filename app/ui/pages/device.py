"""Opening with this device: choosing six digits, or a finger or a face, and using them."""

import flet as ft

from app.ui import frame, hooks, kit, press, store, texts
from app.ui.desk import Desk
from app.ui.lines import Line, secret_line
from app.ui.pages.keys import who
from app.workbook.device import LIMIT, StoreFailed, fault
from app.workbook.failures import VaultError

_TITLE = "Öppna snabbare"
_REMOVE = "Sluta öppna snabbare"
_OPENS = "Lösenfrasen öppnar alltid."
_NO_STORE = (
    "Den här enheten har inget säkert ställe att spara en sifferkod på just nu. "
    "Ingenting är ändrat. " + _OPENS
)
_NOT_CHOSEN = (
    "Det gick inte att spara på den här enheten. Det du har skrivit är kvar. "
    "Du öppnar med lösenfrasen."
)
_NOT_OPENED = (
    "Enheten kunde inte öppna just nu. Det du har skrivit är kvar. Skriv lösenfrasen i stället."
)
_REMOVED = (
    "Sifferkoden är borttagen, för det blev fel tio gånger. Det du har skrivit är kvar. "
    "Skriv lösenfrasen i stället. Sedan kan du välja en ny sifferkod."
)
_FAULTS = {
    "length": "Sifferkoden ska ha sex siffror.",
    "easy": "Den koden är lätt att gissa. Välj sex siffror som inte följer ett mönster.",
}
_LEFT = {
    3: "Tre försök kvar. Sedan tas sifferkoden bort. " + _OPENS,
    2: "Två försök kvar. Sedan tas sifferkoden bort. " + _OPENS,
    1: "Ett försök kvar. Sedan tas sifferkoden bort. " + _OPENS,
}


@kit.component
def device(desk: Desk) -> ft.Control:
    """What it is and is not; then, for someone with the passphrase, choosing or removing it."""
    wish, set_wish = hooks.state("")
    proven, set_proven = hooks.state(False)
    finger, set_finger = hooks.state(False)

    async def ask() -> None:
        here = desk.door.device
        # A room of one's own has none; that is told as on a device that has no store.
        if here and desk.door.device_fits and await here.possible():
            set_finger(await store.biometrics(desk.page))
            set_wish("choose")
        else:
            desk.notice(_NO_STORE)

    busy, choose = hooks.once(ask)
    there = "device" in desk.book.keys.kinds
    if not wish:
        return _about(desk, there, [] if busy else [choose], lambda: set_wish("remove"))
    if not proven:
        return who(desk, _TITLE, "Skriv först din lösenfras.", set_proven)
    if wish == "remove":
        return _remove(desk)
    if finger:
        return _choose_finger(desk, lambda: set_finger(False))
    return _choose_code(desk)


def _about(desk: Desk, there: bool, choose: list[kit.Handler], remove: kit.Handler) -> ft.Control:
    return frame.page(
        desk,
        [
            *([kit.banner("Den här enheten kan öppna din guide nu.")] if there else []),
            kit.text(
                "Du kan välja en sifferkod som öppnar på den här enheten. "
                "Då slipper du skriva lösenfrasen varje gång. "
                "På en del enheter går det med fingeravtryck eller ansikte."
            ),
            kit.text(f"{_OPENS} Sifferkoden ersätter varken den eller återställningsarket."),
            kit.text(
                "Sifferkoden gäller bara här. En kopia av filen går inte att öppna med den. "
                "Blir det fel tio gånger tas den bort."
            ),
            kit.heading("Det här skyddar sifferkoden inte mot", 2),
            kit.text("Någon kan se när du skriver den."),
            kit.text(
                "Den som kan låsa upp din enhet, eller styr den, kan ta sig förbi gränsen på tio "
                "försök. Då går det ganska fort att prova alla en miljon koder."
            ),
            kit.text("Har någon annan tillgång till enheten? Då är det tryggare utan sifferkod."),
            *([ft.Row([press.link(desk, _REMOVE, remove)], wrap=True)] if there else []),
        ],
        title=_TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *(press.main_button(desk, "Byt" if there else "Välj", one) for one in choose),
        ],
    )


@kit.component
def _choose_code(desk: Desk) -> ft.Control:
    first, again = hooks.remember(
        lambda: (
            Line(desk, "Sex siffror", focus=True, phone=True, secret=True),
            Line(desk, "Skriv dem en gång till", phone=True, secret=True),
        )
    )

    async def check() -> None:
        wrong = fault(first.text.strip())
        if wrong:
            desk.notice(_FAULTS[wrong])
        elif again.text.strip() != first.text.strip():
            desk.notice("De två är inte lika. Skriv koden en gång till.")
        else:
            await _enrol(desk, first.text.strip())

    busy, use = hooks.once(check)
    again.submit = use
    return frame.page(
        desk,
        [
            kit.text("Välj en annan kod än den du låser upp enheten med."),
            secret_line(first),
            secret_line(again),
            *([kit.quiet("Sparar. Det tar en liten stund.")] if busy else []),
        ],
        title="Välj en sifferkod",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([] if busy else [press.main_button(desk, "Använd sifferkoden", use)]),
        ],
    )


@kit.component
def _choose_finger(desk: Desk, code: kit.Handler) -> ft.Control:
    """Where the platform guards the secret by itself; six digits are the other way."""
    busy, use = hooks.once(lambda: _enrol(desk, None))
    return frame.page(
        desk,
        [
            kit.text(
                "Du kan öppna med ditt fingeravtryck eller ansikte i stället för en sifferkod."
            ),
            kit.text(
                "Alla fingrar och ansikten som enheten känner igen nu öppnar. "
                "Läggs ett till senare slutar det här att gälla."
            ),
            kit.text("Någon kan hålla enheten mot ditt finger eller ansikte utan att du vill det."),
            ft.Row([press.link(desk, "Välj en sifferkod i stället", code)], wrap=True),
            *([kit.quiet("Sparar. Det tar en liten stund.")] if busy else []),
        ],
        title="Fingeravtryck eller ansikte",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([] if busy else [press.main_button(desk, "Använd det", use)]),
        ],
    )


async def _enrol(desk: Desk, code: str | None) -> None:
    here = desk.door.device
    if here is None:
        return
    try:
        await here.enrol(desk.book, code)
    except StoreFailed:
        desk.notice(_NOT_CHOSEN)
    except VaultError:
        desk.notice(texts.CHANGING_FAILED)
    else:
        await desk.back()
        way = "sifferkoden" if code else "fingeravtryck eller ansikte"
        desk.notice(f"Nästa gång kan du öppna med {way}.")


@kit.component
def _remove(desk: Desk) -> ft.Control:
    async def take_away() -> None:
        here = desk.door.device
        if here is None:
            return
        try:
            await here.remove(desk.book)
        except VaultError:
            desk.notice(texts.CHANGING_FAILED)
        else:
            await desk.back()
            desk.notice("Det är borttaget.")

    _, go = hooks.once(take_away)
    return frame.page(
        desk,
        [
            kit.text(
                "Sedan går det inte att öppna här med sifferkod, fingeravtryck eller ansikte."
            ),
            kit.text(f"{_OPENS} Det du har skrivit är kvar."),
            ft.Row([press.button(desk, _REMOVE, go)], wrap=True),
        ],
        title=f"{_REMOVE}?",
        bottom=[ft.Container(), press.main_button(desk, "Nej, behåll", desk.back)],
    )


@kit.component
def unlock_with_device(desk: Desk) -> ft.Control:
    """For the lock screen of a device that is ready to open (``Door.device_ready``)."""
    left, set_left = hooks.state(LIMIT)
    typed = hooks.remember(lambda: Line(desk, "Din sifferkod", focus=True, phone=True, secret=True))
    by_code = desk.door.device_ready == "code"

    async def try_it() -> None:
        here, code = desk.door.device, typed.text.strip()
        if here is None:
            return
        if by_code and fault(code) == "length":
            desk.notice(_FAULTS["length"])
            return
        try:
            opened = await desk.door.unlock(await here.secret(code), here.attempt())
            remaining = LIMIT if opened else await here.left()
        except StoreFailed:
            desk.notice(_NOT_OPENED)
            return
        if remaining == 0:
            desk.notice(_REMOVED)
            await desk.door.see_device()
        elif not opened:
            typed.renew()
            set_left(remaining)

    busy, unlock = hooks.once(try_it)
    typed.submit = unlock
    label = "Lås upp med sifferkoden" if by_code else "Lås upp med fingeravtryck eller ansikte"
    warning = _LEFT.get(left)
    return ft.Column(
        [
            *([secret_line(typed)] if by_code else []),
            *([kit.banner(warning)] if warning else []),
            ft.Row([press.button(desk, label, unlock)], wrap=True),
            *([kit.quiet("Öppnar. Det tar en liten stund.")] if busy else []),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
