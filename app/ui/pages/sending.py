"""Sharing, the last steps: to whom and why, and the locked file with the words that open it."""

import asyncio
from datetime import date
from typing import Literal

import flet as ft

from app.ui import choices, frame, hooks, kit, press, saving, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages.share import sharing_of
from app.ui.sharing import Sharing
from app.ui.state import Place, Screen

_NO_WORDS = (
    "Filen går inte att låsa just nu, för Guidens ordlista gick inte att läsa. "
    "Inget har lämnat Guiden. Stäng Guiden, öppna den igen och försök en gång till."
)
_CHANGED = (
    "Något av det du valde har ändrats. Titta en gång till på hur det blir, och på det du har "
    "strukit."
)
_NO_RECEIPT = (
    "Filen är sparad, men kvittot på den gick inte att spara. Försök igen, eller ta bort filen. "
    "Det du har skrivit är kvar."
)
_SAVED = "Filen är sparad"
_LOCKED = (
    "Filen är sparad, men Guiden låstes innan kvittot kunde sparas. Ta bort filen och dela en gång "
    "till."
)
_SAY = (
    "Säg orden, eller skicka dem en annan väg än filen. Den som har både filen och orden kan läsa."
)


@kit.component
def to_whom(desk: Desk) -> ft.Control:
    """Two short fields for the receipt, and what sharing means."""
    sharing = sharing_of(desk)

    def fields() -> tuple[Line, Line]:
        to = Line(desk, "Till vem? (om du vill)", sharing.to)
        why = Line(desk, "Varför? (om du vill)", sharing.why)
        return to, why

    to, why = hooks.remember(fields)

    def keep() -> None:
        sharing.to, sharing.why = to.text, why.text

    to.changed = why.changed = keep

    async def go_on() -> None:
        sharing.words = sharing.words or desk.draw_passphrase()
        if sharing.words:
            await desk.go(Place(Screen.SHARE_FILE))
        else:
            desk.notice(_NO_WORDS)

    return frame.page(
        desk,
        [
            text_line(to),
            text_line(why),
            kit.quiet(
                "Det står bara i ditt eget kvitto, under Delat. Det följer inte med i filen."
            ),
            kit.banner(
                "Det går inte att ta tillbaka. En kommun eller vården kan behöva spara det de får."
            ),
        ],
        title="Till vem, och varför?",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, texts.GO_ON, go_on),
        ],
    )


@kit.component
def file(desk: Desk) -> ft.Control:
    """The five words, and saving the file that they open."""
    sharing = sharing_of(desk)
    if sharing.done:
        where = "Den ligger bland det du har hämtat. " if desk.page.web else ""
        return frame.page(
            desk,
            [
                kit.text(f"Filen är låst. {where}Ge den till den du vill."),
                kit.text(_SAY),
                words_shown(desk, sharing.words),
                kit.quiet(
                    "Orden och kvittot finns kvar under Delat. Den som läser kan skriva ett svar i "
                    "filen, och det öppnar du också där."
                ),
            ],
            title=_SAVED,
            bottom=[ft.Container(), _done(desk)],
        )
    return saving.save(
        desk,
        saving.File(
            _name("html"),
            "Filen låses. Det tar några sekunder.",
            lambda _, work: sharing.file(work),
            lambda: _note(desk, sharing, "html"),
            lambda: _ready(desk, sharing),
            _LOCKED,
        ),
        "Spara filen",
        [
            kit.text("De här fem orden öppnar filen, och bara den här filen."),
            words_shown(desk, sharing.words),
            kit.text(_SAY),
            kit.quiet("Filen går att öppna i en vanlig webbläsare, utan internet."),
            _way(desk, "Hellre som PDF, eller på papper", Screen.SHARE_PDF),
        ],
        [press.link(desk, texts.BACK, desk.back)],
        "Ord till filen",
    )


@kit.component
def pdf(desk: Desk) -> ft.Control:
    """The same pages to print, or to mail: locked with the words unless the person says not to."""
    sharing = sharing_of(desk)
    redraw = hooks.redraw()
    boxes, set_boxes = hooks.state("")

    async def look() -> None:
        set_boxes(await asyncio.to_thread(sharing.boxes))

    ft.on_mounted(look)

    def flip() -> None:
        sharing.locked = not sharing.locked
        redraw()

    words = [words_shown(desk, sharing.words), kit.text(_SAY)] if sharing.locked else []
    if sharing.done:
        return frame.page(
            desk,
            [
                kit.text("Öppna PDF-filen för att läsa den, eller för att skriva ut."),
                *words,
                kit.quiet("Kvittot finns under Delat. Behöver du inte filen längre, ta bort den."),
            ],
            title=_SAVED,
            bottom=[ft.Container(), _done(desk)],
        )
    return saving.save(
        desk,
        saving.File(
            _name("pdf"),
            "PDF-filen görs. Det kan ta en liten stund.",
            lambda _, work: sharing.pdf(work),
            lambda: _note(desk, sharing, "pdf"),
            lambda: _ready(desk, sharing),
            _LOCKED,
        ),
        "Spara PDF",
        [
            choices.choice(desk, "Lås filen med fem ord", sharing.locked, flip),
            kit.text("De här orden öppnar filen. Skriv dem med mellanslag emellan.")
            if words
            else kit.banner("Filen blir inte låst. Den som får tag i den kan läsa allt."),
            *words,
            *(
                [
                    kit.text(
                        f"De här tecknen blir tomma rutor i en PDF: {boxes}\n"
                        "I webbfilen syns de som vanligt."
                    )
                ]
                if boxes
                else []
            ),
            kit.quiet(
                "Den låsta webbfilen går också att skriva ut, och i den kan den som läser svara."
            ),
        ],
        [press.link(desk, texts.BACK, desk.back)],
        "PDF eller papper",
    )


def _name(ending: str) -> str:
    return f"sidor-{date.today().isoformat()}.{ending}"


def _way(desk: Desk, label: str, screen: Screen) -> ft.Control:
    return ft.Row([press.link(desk, label, lambda: desk.go(Place(screen)))], wrap=True)


def _done(desk: Desk) -> ft.Control:
    return press.main_button(desk, "Klar", lambda: desk.go(Place(Screen.SHARED)))


async def _ready(desk: Desk, sharing: Sharing) -> bool:
    """Whether what was looked at is still what is written. If not, the person looks again."""
    if sharing.fresh:
        return True
    sharing.take()
    await desk.go(Place(Screen.SHARE_LOOK))
    desk.notice(_CHANGED)
    return False


def words_shown(desk: Desk, words: str) -> ft.Control:
    """The words, as large as there is room for, one a line: they are read out."""
    large, small = ft.TextThemeStyle.HEADLINE_MEDIUM, ft.TextThemeStyle.TITLE_MEDIUM
    style = small if desk.shown.tight else large
    return ft.Container(
        ft.Column(
            [ft.Text(word, theme_style=style) for word in words.split()],
            spacing=4,
        ),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        border_radius=18,
        padding=20,
    )


async def _note(desk: Desk, sharing: Sharing, form: Literal["html", "pdf"]) -> None:
    """Keeps the receipt. Without it a reply could not be read."""
    if await desk.change(lambda book: sharing.note(book, form)):
        sharing.done = Screen.SHARE_FILE if form == "html" else Screen.SHARE_PDF
        desk.notice("")
    else:
        desk.notice(_NO_RECEIPT if desk.open else _LOCKED)
