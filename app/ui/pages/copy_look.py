"""What is in a copy that was opened, how it differs from what is here, and the two ways in."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import flet as ft

from app.guide import Library
from app.share import copy
from app.share.work import Work
from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages.history import said
from app.ui.state import HOME, Place, Screen
from app.workbook import days, restore
from app.workbook.backup import Backup
from app.workbook.failures import VaultError
from app.workbook.restore import Contents, Difference
from app.workbook.workbook import Workbook

TITLE = "Lägg in en kopia"
HERE = Place(Screen.COPY_IN)
Way = Callable[[Workbook, Backup], None]
_EVERYTHING_STAYS = "Lägger du ihop finns allt kvar."
_NEWEST = "Är ett svar olika gäller det nyaste. Det äldre finns under Vad jag skrev förut."
_COMES_BACK = "Det du har tagit bort för gott här kommer då tillbaka, om det finns i kopian."


@dataclass(frozen=True)
class Found:
    """An opened copy, and how it differs from what is here."""

    backup: Backup
    contents: Contents
    difference: Difference


def look_into(book: Workbook, ours: Library, data: bytes, words: str, work: Work) -> Found:
    """Opens a copy with its words, for a thread. Raises ``BadCopy``, and ``CalledOff``."""
    backup = copy.read(data, words, work)
    work.step(1)
    return Found(backup, restore.describe(backup, ours), restore.compare(book, backup))


@kit.component
def in_it(desk: Desk, found: Found, back: kit.Handler) -> ft.Control:
    """What is in the copy and what is different here, and the two ways."""
    replacing, set_replacing = hooks.state(False)
    difference = found.difference

    def lay(way: Way, done: str) -> Callable[[], Awaitable[None]]:
        async def go() -> None:
            await _lay(desk, lambda book: way(book, found.backup), done)

        return go

    merging, merge = hooks.once(lay(restore.merge, _merged(difference)))
    busy, replace = hooks.once(
        lay(
            restore.replace,
            "Nu gäller det som fanns i kopian. Det du hade finns i en säkerhetskopia.",
        )
    )
    if merging or busy:
        return frame.page(
            desk,
            [kit.banner("Guiden lägger in kopian. Det kan ta en liten stund.")],
            title=TITLE,
        )
    if replacing:
        return frame.page(
            desk,
            [
                kit.text(
                    "Allt du har skrivit och valt här försvinner. I stället får du det som finns i "
                    "kopian."
                ),
                kit.text(
                    "Guiden sparar först en säkerhetskopia av det du har nu. Den finns under "
                    "Säkerhetskopior."
                ),
                *([kit.text(_COMES_BACK)] if difference.kept_out else []),
                ft.Row([press.button(desk, "Byt ut allt", replace)], wrap=True),
            ],
            title="Byta ut allt?",
            bottom=[
                ft.Container(),
                press.main_button(desk, "Nej, behåll", lambda: set_replacing(False)),
            ],
        )
    return frame.page(
        desk,
        [
            *_told(found.contents),
            kit.heading("Jämfört med det som finns här", 2),
            *map(kit.text, _compared(difference)),
            kit.heading("Hur vill du göra?", 2),
            *(
                [kit.text(_NEWEST), kit.banner(_cleared(difference.cleared))]
                if difference.cleared
                else [kit.text(f"{_EVERYTHING_STAYS} {_NEWEST}")]
            ),
            ft.Row([press.main_button(desk, "Lägg ihop", merge)], wrap=True),
            kit.text("Du kan också byta ut allt som finns här mot det som finns i kopian."),
            ft.Row([press.button(desk, "Byt ut allt", lambda: set_replacing(True))], wrap=True),
        ],
        title="Det här finns i kopian",
        bottom=[press.link(desk, "Avbryt", back)],
    )


def _told(contents: Contents) -> list[ft.Control]:
    """From when the copy is, and what is in it."""
    made = f"Kopian gjordes {said(contents.made, date.today())}."
    if not contents.answers:
        return [kit.text(made), kit.text("Det finns inga svar i den.")]
    unknown = sum(part.answers for part in contents.sections if not part.title)
    between = ""
    if contents.first and contents.last:
        first, last = days.said(contents.first.date()), days.said(contents.last.date())
        between = f" De skrevs {first}." if first == last else f" De skrevs {first} till {last}."
    return [
        kit.text(made),
        kit.text(f"Det finns {contents.answers} svar i den.{between}"),
        kit.panel(
            *(
                kit.text(f"{part.title}: {part.answers} svar")
                for part in contents.sections
                if part.title
            ),
            *([kit.text(f"I avsnitt som inte finns här: {unknown} svar")] if unknown else []),
            spacing=6,
        ),
        *(kit.text(f"Guiden ”{name}” från andra följer med.") for name in contents.others),
    ]


def _compared(difference: Difference) -> list[str]:
    """How many answers are new, newer or the same, in sentences."""
    counted = (
        ("Finns bara i kopian", difference.new),
        ("Nyare i kopian", difference.newer_there),
        ("Nyare här", difference.newer_here),
        ("Finns bara här", difference.only_here),
        ("Lika", difference.same),
    )
    found = [f"{what}: {number} svar." for what, number in counted if number]
    if difference.kept_out:
        found.append(
            f"I {difference.kept_out} av kopians svar finns ord som du har tagit bort för gott "
            "här. De kommer inte tillbaka om du lägger ihop."
        )
    return found or ["Det finns inga svar, varken här eller i kopian."]


def _cleared(number: int) -> str:
    return (
        f"I {number} svar här finns ord som du har tagit bort för gott på den andra enheten. "
        "Lägger du ihop tas de bort här också, och Guidens säkerhetskopior med dem."
    )


def _merged(difference: Difference) -> str:
    if not difference.new and not difference.newer_there:
        return "Kopian är inlagd. Det nyaste fanns redan här."
    counted = (("Nytt här", difference.new), ("Nyare än förut", difference.newer_there))
    return " ".join(
        ["Kopian är inlagd.", *(f"{what}: {number} svar." for what, number in counted if number)]
    )


async def _lay(desk: Desk, way: Callable[[Workbook], None], done: str) -> None:
    """Saves what is half written, lays the copy in, and shows what there is now."""
    await desk.flush()
    if desk.drafts and desk.drafts.unsaved:  # it would be saved later, on top of what is laid in
        desk.notice(texts.CHANGING_FAILED)
        return

    def lay(book: Workbook) -> None:
        way(book)
        with suppress(VaultError):  # it is laid in, whatever becomes of this
            book.reminder.kept()

    if await desk.change(lay):
        desk.set_settings(desk.book.settings)
        if desk.shown.place == HERE:
            desk.restart(HOME if desk.book.guide else Place(Screen.GUIDES))
        desk.notice(done)
