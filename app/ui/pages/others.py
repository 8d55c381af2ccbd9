"""Guides from others: those that are added, adding one after a look at it, and taking one away."""

import asyncio
from pathlib import Path

import flet as ft

from app.ui import frame, hooks, kit, picking, press, texts
from app.ui.desk import Desk
from app.ui.state import Place, Screen
from app.workbook.shelf import Kept, Offer, Refused
from app.workbook.workbook import Workbook

TITLE = "Guider från andra"
UNREAD = "En guide från andra går inte att läsa i den här versionen av Guiden."
_CHECKING = "Guiden granskar filen. Det kan ta en liten stund."
_AGAIN = "Välj filen igen."
_HERE = Place(Screen.OTHERS)
_TWIN = (
    "Du har redan en guide med samma namn och utgivare. Den här är en annan guide, och ersätter "
    "inte den du har. Jämför fingeravtrycken."
)
_UNTOLD = "Går inte att läsa."
_NOTHING: Offer | None = None
_NONE: Kept | None = None


@kit.component
def others(desk: Desk, changes: int) -> ft.Control:
    """What the workbook keeps beside our own guides, and the way to more."""
    offer, show = hooks.state(_NOTHING)
    leaving, leave = hooks.state(_NONE)
    here = hooks.remember(lambda: [True])
    ft.on_unmounted(here.clear)

    def still(book: Workbook) -> bool:
        """Whether the person has stayed here. Who left and came back is told what to do."""
        if desk.shown.place != _HERE:
            return False
        if desk.workbook is book and here:
            return True
        desk.notice(_AGAIN)
        return False

    async def look(book: Workbook, source: Path | bytes) -> None:
        """Checks a file, which may take a while: the person may have left the page meanwhile."""
        desk.notice(_CHECKING)
        found, refused = _NOTHING, ""
        try:
            found = await asyncio.to_thread(book.shelf.offered, source)
        except Refused as error:
            refused = error.sentence
        if still(book):
            desk.notice(refused)
            show(found)

    endings = ("guidepaket", "zip")
    choose, by_name = picking.chooser(desk, "Välj en guide", endings, look, still)
    if offer:
        return _look(desk, offer, lambda: show(None))
    if leaving:
        return _sure(desk, leaving, lambda: leave(None))
    return frame.page(
        desk,
        [
            kit.text(
                "En förening eller en verksamhet kan ha gjort en egen guide. Du kan lägga den "
                "bredvid Guidens egna. Den sparas låst, tillsammans med det du skriver."
            ),
            *(_card(desk, one, lambda one=one: leave(one)) for one in desk.book.shelf.kept),
            ft.Row(
                [press.main_button(desk, "Lägg till en guide", choose)],
                wrap=True,
            ),
            *by_name,
            kit.quiet(
                "Filen heter något som slutar på .guidepaket. Har du en ny version, välj den."
            ),
            *picking.warning(desk),
        ],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _card(desk: Desk, one: Kept, leave: kit.Handler) -> ft.Control:
    """One package that is added."""
    unread = (
        [
            kit.text(
                f"{UNREAD} Det du har skrivit är kvar, och finns under Tidigare svar. "
                "Uppdatera Guiden, eller ta bort den här guiden och lägg till den igen."
            )
        ]
        if one.beside is None
        else []
    )
    return kit.panel(
        kit.heading(one.name, 2),
        *([kit.text(_from(one.publisher, one.version))] if one.publisher else []),
        *unread,
        kit.quiet("Fingeravtryck"),
        _fingerprint(one.fingerprint) if one.fingerprint else kit.text(_UNTOLD),
        ft.Row(
            [
                press.button(
                    desk,
                    "Ta bort",
                    leave,
                    ft.Icons.DELETE_OUTLINE,
                    about=one.name,
                )
            ],
            wrap=True,
        ),
        spacing=8,
    )


def _from(publisher: str, version: int) -> str:
    return f"Från ”{publisher}”. Version {version}."


def _fingerprint(value: str) -> ft.Control:
    """The groups; a screen reader says them sign by sign."""
    return ft.Text(
        value,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        color=ft.Colors.ON_SURFACE,
        semantics_label=", ".join(" ".join(group) for group in value.split()),
    )


@kit.component
def _look(desk: Desk, offer: Offer, back: kit.Handler) -> ft.Control:
    """What a package says of itself, and what nobody can know, before it is added."""
    package, before = offer.package, offer.replaces
    number = len(package.sections)

    async def add() -> None:
        if await desk.change(lambda book: book.shelf.add(offer)):
            back()
            desk.notice(
                f"Nu har du version {package.version}. Det du har skrivit är kvar."
                if before
                else "Guiden är tillagd. Du hittar den under Byt guide."
            )

    _, go = hooks.once(add)
    if before:
        who = (
            "Den är underskriven med samma nyckel som den du har. Det du har skrivit är kvar. "
            "Svar på frågor som inte finns i den nya versionen läser du under Tidigare svar."
        )
    else:
        who = (
            "Guiden kan inte veta vem som har gjort paketet. Be utgivaren om fingeravtrycket på "
            "ett annat sätt, till exempel på telefon eller papper, och jämför alla tecken. "
            "Är något olika, avbryt."
        )
    return frame.page(
        desk,
        [
            kit.heading(package.name, 2),
            kit.text(
                f"{_from(package.publisher, package.version)} "
                f"Den har {number} avsnitt."
                f"{f' Du har version {before.version} nu.' if before else ''}"
            ),
            kit.heading("Fingeravtryck", 3),
            kit.panel(_fingerprint(offer.fingerprint), padding=20),
            kit.text(who),
            *([kit.text(_TWIN)] if _has_twin(desk, offer) else []),
            kit.text(
                "Guiden har granskat att paketet bara innehåller text. Den kan inte granska om "
                "råden är bra."
            ),
            kit.text(
                "Sidan bakom knappen Få hjälp nu, högst upp, är alltid Guidens egen. Andra "
                "telefonnummer i den nya guiden är utgivarens."
            ),
            kit.text(
                "Den nya guiden kan visa sådant du har skrivit i Guidens egna avsnitt, bara för "
                "dig."
            ),
        ],
        title="Ersätta guiden?" if before else "Lägga till guiden?",
        bottom=[
            press.link(desk, "Avbryt", back),
            press.main_button(desk, "Ersätt" if before else "Lägg till", go),
        ],
    )


def _has_twin(desk: Desk, offer: Offer) -> bool:
    """Whether another package that is kept says the same of itself."""
    new = offer.package
    return any(
        one.id != new.id
        and (one.name.casefold(), one.publisher.casefold())
        == (new.name.casefold(), new.publisher.casefold())
        for one in desk.book.shelf.kept
    )


@kit.component
def _sure(desk: Desk, one: Kept, back: kit.Handler) -> ft.Control:
    """Asks once before a package is taken away, alone or with what was written in it."""
    written = bool(desk.book.shelf.answers(one.id))

    async def remove() -> None:
        if await desk.change(lambda book: book.shelf.remove(one.id)):
            back()
            left = "Det du har skrivit i den är kvar. Du läser det under Tidigare svar."
            desk.notice(f"Guiden är borttagen. {left if written else ''}".strip())

    async def erase() -> None:
        if await desk.change(lambda book: book.erase_package(one.id)):
            back()
            desk.notice("Guiden och det du har skrivit i den är borta.")

    _, go = hooks.once(remove)
    _, go_on = hooks.once(erase)
    parts = [
        kit.text(f"”{one.name}” visas inte mer."),
        *(
            [
                kit.text(
                    "Det du har skrivit i den är kvar. Du läser det under Tidigare svar. Lägger "
                    "du till guiden igen hamnar svaren på sin plats."
                )
            ]
            if written
            else []
        ),
        ft.Row([press.button(desk, "Ta bort", go, ft.Icons.DELETE_OUTLINE)], wrap=True),
    ]
    if written:
        parts += [
            kit.text(
                "Du kan också radera det du har skrivit i den, med allt du har skrivit där förut. "
                "Säkerhetskopiorna som Guiden har gjort raderas då också. Det går inte att ångra."
            ),
            ft.Row([press.button(desk, "Radera också det du har skrivit i den", go_on)], wrap=True),
            kit.quiet("Vill du radera det senare lägger du till guiden igen först."),
        ]
    return frame.page(
        desk,
        parts,
        title="Ta bort guiden?",
        bottom=[ft.Container(), press.main_button(desk, "Nej, behåll", back)],
    )
