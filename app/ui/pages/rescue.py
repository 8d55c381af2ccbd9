"""A damaged file: what can be read of it, and the safety copies that may take its place."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import flet as ft

from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages.history import said
from app.ui.state import HOME, Place, Screen
from app.workbook.rescue import Rescued, SafetyCopy, Written, remove, safety_copies, set_aside

_NO_COPY: SafetyCopy | None = None
_KNOWN = "Jag vet. Fortsätt med den här"
_NO_COPIES = "Det finns ingen säkerhetskopia på den här enheten. Låt filen ligga kvar."
_DAMAGED_STAYS = "Den skadade filen tas inte bort. Den sparas bredvid."
_COPY_ELSEWHERE = (
    "Har du en kopia av filen någon annanstans, till exempel på ett USB-minne? Stäng Guiden och "
    "flytta den skadade filen till en annan mapp. Lägg sedan kopian där filen låg, med samma namn."
)


@kit.component
def damaged(desk: Desk) -> ft.Control:
    """What could be read of the vault that was just tried. Nothing can be written here."""
    found = desk.door.rescued
    picked, pick = hooks.state(_NO_COPY)
    copies = hooks.remember(lambda: safety_copies(found.path) if found else ())
    if found is None:
        return frame.page(desk, [])
    if picked:
        return _sure(desk, found.path, picked, _DAMAGED_STAYS, lambda: pick(None))
    return frame.page(
        desk,
        [
            kit.text("Filen med det du har skrivit är skadad. Guiden har inte ändrat något i den."),
            kit.text(_trust(found)),
            kit.heading("Säkerhetskopior", 2),
            *(
                [
                    kit.text("En säkerhetskopia är hela filen, som den var när Guiden låstes."),
                    *_offers(desk, copies, pick),
                ]
                if copies
                else [
                    kit.text(_NO_COPIES),
                    kit.text(_COPY_ELSEWHERE),
                    kit.quiet(f"Filen ligger i mappen {found.path.parent}."),
                ]
            ),
            kit.heading("Det som går att läsa", 2),
            kit.text(
                "Svar kan saknas, eller vara äldre än det du skrev sist. "
                "Skriv gärna av det du vill ha kvar."
            ),
            *_answers(found.answers),
        ],
        title="Filen är skadad",
    )


def _trust(found: Rescued) -> str:
    """How much of the file cannot be trusted, and how new the rest is."""
    sentences = []
    if found.lost:
        sentences.append(
            f"{found.lost} av {found.total} delar i filen är skadade eller saknas. De visas inte."
        )
    if not found.header_sound:
        sentences.append("Början av filen är skadad.")
    if not sentences:
        sentences.append("Alla delar som Guiden känner till går att läsa.")
    if found.newest:
        sentences.append(
            f"Det nyaste som går att läsa sparades {said(found.newest, date.today())}."
        )
    return " ".join(sentences)


def _answers(answers: tuple[Written, ...]) -> list[ft.Control]:
    """The answers under the titles of their sections."""
    sections: dict[str, list[ft.Control]] = {}
    for one in answers:
        words = sections.setdefault(one.section or "Andra svar", [])
        words += [kit.quiet(one.question), *(kit.text(line) for line in one.lines)]
    if not sections:
        return [kit.text("Inga svar gick att läsa.")]
    return [
        control for title, words in sections.items() for control in (kit.heading(title, 3), *words)
    ]


@kit.component
def unread(desk: Desk) -> ft.Control:
    """When nothing at all could be read, or the file is gone: the copies, or what else to do."""
    path = desk.door.unread
    picked, pick = hooks.state(_NO_COPY)
    copies = hooks.remember(lambda: safety_copies(path) if path else ())
    if path is None:
        return frame.page(desk, [], bottom=[press.link(desk, texts.BACK, desk.back)])
    there = path.exists()
    if picked:
        return _sure(desk, path, picked, _DAMAGED_STAYS if there else "", lambda: pick(None))
    ways = (
        [
            kit.text("Det finns säkerhetskopior från när Guiden låstes. Börja med den nyaste."),
            *_offers(desk, copies, pick),
        ]
        if copies
        else [
            kit.text(_NO_COPIES),
            kit.text(_COPY_ELSEWHERE),
            kit.text(
                "Ibland kan den som är van vid att rädda filer få tillbaka mer. Då behövs filen, "
                "men inte din lösenfras eller kod. Lämna dem inte till någon."
            ),
        ]
    )
    return frame.page(
        desk,
        [
            kit.text(
                "Filen med det du har skrivit är skadad. Ingenting i den gick att läsa. "
                "Guiden har inte ändrat något i den."
                if there
                else "Filen med det du har skrivit finns inte där den brukar."
            ),
            *ways,
            kit.quiet(f"Filen ligger i mappen {path.parent}."),
        ],
        title="Filen går inte att läsa",
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


@kit.component
def copies(desk: Desk) -> ft.Control:
    """The copies of the open vault; and, where an older one was put in its place, going on."""
    picked, pick = hooks.state(_NO_COPY)
    found = hooks.remember(lambda: safety_copies(desk.book.path))
    aside, set_aside_now = hooks.state(hooks.remember(lambda: set_aside(desk.book.path)))

    async def remove_aside(one: SafetyCopy) -> None:
        if await desk.change(lambda book: remove(book.path, one)):
            set_aside_now(set_aside(desk.book.path))

    async def accept() -> None:
        if await desk.change(lambda book: book.accept_older()):
            await desk.go(HOME)
            desk.notice("Nu är det den här som gäller.")

    _, go_on = hooks.once(accept)
    if picked:
        return _sure(
            desk,
            desk.book.path,
            picked,
            "Guiden låses först. Filen du har nu tas inte bort. Den sparas bredvid.",
            lambda: pick(None),
        )
    older = desk.book.older
    return frame.page(
        desk,
        [
            *(
                [
                    kit.banner(texts.OLDER),
                    ft.Row([press.main_button(desk, _KNOWN, go_on)], wrap=True),
                    kit.text("Du kan också lägga tillbaka en säkerhetskopia som är nyare."),
                ]
                if older
                else []
            ),
            kit.text(
                "När du låser sparar Guiden en säkerhetskopia bredvid filen. De tre senaste finns "
                "kvar. De är låsta. De öppnas med den lösenfras och de ark som gällde då."
            ),
            kit.text("De hjälper om filen skadas. De hjälper inte om enheten försvinner."),
            ft.Row(
                [
                    press.link(
                        desk,
                        "Spara en kopia någon annanstans",
                        lambda: desk.go(Place(Screen.COPY_OUT)),
                        ft.Icons.SAVE_ALT,
                    )
                ],
                wrap=True,
            ),
            *(
                press.card(
                    desk,
                    _name(one),
                    "Lägg tillbaka den här.",
                    lambda one=one: pick(one),
                    ft.Icons.HISTORY,
                )
                for one in found
            ),
            *([] if found else [kit.text("Det finns ingen än. Den första görs när du låser.")]),
            *_aside(desk, aside, remove_aside),
        ],
        title="Säkerhetskopior",
    )


def _aside(
    desk: Desk, found: tuple[SafetyCopy, ...], take_away: Callable[[SafetyCopy], Awaitable[None]]
) -> list[ft.Control]:
    """Files that gave way to a copy, each with a button that removes it."""
    if not found:
        return []
    return [
        kit.heading("Filer som är undanlagda", 2),
        kit.text(
            "De låg på plats innan en säkerhetskopia lades tillbaka. Där finns det du hade skrivit "
            "då. De öppnas med det som gällde då. Ta bort en när du är säker på att du har allt."
        ),
        *(
            ft.Row(
                [
                    press.button(
                        desk,
                        f"Ta bort filen från {said(one.when, date.today())}",
                        lambda one=one: take_away(one),
                        ft.Icons.DELETE_OUTLINE,
                    )
                ],
                wrap=True,
            )
            for one in found
        ),
    ]


def _name(copy: SafetyCopy) -> str:
    return f"Säkerhetskopian från {said(copy.when, date.today())}"


def _offers(
    desk: Desk, found: tuple[SafetyCopy, ...], pick: Callable[[SafetyCopy], None]
) -> list[ft.Control]:
    """A button for each copy. The newest is what most people want."""
    return [
        ft.Row(
            [
                (press.button if number else press.main_button)(
                    desk, _name(one), lambda one=one: pick(one)
                )
            ],
            wrap=True,
        )
        for number, one in enumerate(found)
    ]


@kit.component
def _sure(desk: Desk, path: Path, copy: SafetyCopy, kept: str, back: kit.Handler) -> ft.Control:
    """Asks once more before a copy is put back. ``kept``: what becomes of the file there now."""

    async def put() -> None:
        await desk.door.put_back(path, copy)

    _, go = hooks.once(put)
    return frame.page(
        desk,
        [
            kit.text(f"{_name(copy)} läggs på filens plats. {kept}".strip()),
            kit.text(
                "Det du har skrivit efter det finns inte i kopian. "
                "Den öppnas med den lösenfras och de ark som gällde då."
            ),
        ],
        title="Lägga tillbaka kopian?",
        bottom=[
            press.link(desk, texts.BACK, back),
            press.main_button(desk, "Lägg tillbaka", go),
        ],
    )
