"""A copy to keep somewhere else: five words for it, and then the file."""

from datetime import date

import flet as ft

from app.share import copy
from app.share.work import Work
from app.ui import frame, hooks, kit, press, saving, texts
from app.ui.desk import Desk
from app.ui.pages import copy_look, take_all
from app.ui.state import HOME, Place, Screen
from app.workbook import days
from app.workbook.workbook import Workbook

TITLE = "Spara en kopia"
_NO_WORDS = (
    "Det gick inte att ta fram några ord. Det du har skrivit är kvar. Starta om Guiden och försök "
    "igen."
)


@kit.component
def copy_out(desk: Desk) -> ft.Control:
    """What a copy is for; then its words, and then the saving."""
    words, set_words = hooks.state("")
    written_down, set_written_down = hooks.state(False)
    saved, set_saved = hooks.state(False)

    def draw() -> None:
        drawn = desk.draw_passphrase()
        set_words(drawn)
        desk.notice("" if drawn else _NO_WORDS)

    async def kept() -> None:
        set_saved(True)
        set_words("")
        await desk.change(lambda book: book.reminder.kept())

    if saved:
        return _saved(desk)
    if words and written_down:
        file = saving.File(
            f"guiden-kopia-{date.today().isoformat()}.{copy.ENDING}",
            "Guiden låser kopian. Det kan ta en liten stund.",
            lambda book, work: _make(book, words, work),
            kept,
        )
        return saving.save(
            desk,
            file,
            "Spara kopian",
            [
                kit.text(
                    "Välj var kopian ska ligga. Ett USB-minne är bra, eller en annan enhet som är "
                    "din."
                ),
                kit.text("Gör en ny kopia ibland. Den nya har allt som den gamla har."),
            ],
            [press.link(desk, "Visa orden igen", lambda: set_written_down(False))],
            "Spara kopian",
        )
    if words:
        return _words(desk, words, lambda: set_words(""), lambda: set_written_down(True))
    last = desk.book.reminder.saved
    return frame.page(
        desk,
        [
            kit.text(
                "Enheten kan försvinna eller gå sönder. Finns det en kopia på ett annat ställe har "
                "du kvar det du har skrivit."
            ),
            kit.text("Kopian är en enda fil. Den är låst med egna ord."),
            *([kit.quiet(f"Du sparade en kopia {days.said(last.date())}.")] if last else []),
            ft.Row([press.main_button(desk, "Gör en kopia", draw)], wrap=True),
            press.card(
                desk,
                copy_look.TITLE,
                "Från en annan enhet, eller från förut.",
                lambda: desk.go(Place(Screen.COPY_IN)),
                ft.Icons.MOVE_TO_INBOX_OUTLINED,
            ),
            press.card(
                desk,
                take_all.TITLE,
                "Som filer som andra program kan läsa.",
                lambda: desk.go(Place(Screen.TAKE_ALL)),
                ft.Icons.LOCK_OPEN,
            ),
        ],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _make(book: Workbook, words: str, work: Work) -> bytes:
    return copy.make(book, words, work)


def _words(desk: Desk, words: str, back: kit.Handler, go_on: kit.Handler) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text("De här fem orden öppnar kopian. De hör bara till den. Skriv upp dem."),
            kit.panel(
                *(
                    ft.Row(
                        [
                            ft.Container(kit.quiet(f"Ord {number}"), width=110),
                            ft.Text(word, theme_style=ft.TextThemeStyle.HEADLINE_MEDIUM),
                        ],
                        wrap=True,
                        vertical_alignment=ft.CrossAxisAlignment.CENTER,
                    )
                    for number, word in enumerate(words.split(), 1)
                ),
                spacing=6,
                padding=20,
            ),
            kit.text("Utan orden går kopian inte att öppna. Guiden kan inte ta fram dem igen."),
            kit.quiet("Ha pappret på ett annat ställe än kopian. Den som har båda kan läsa allt."),
        ],
        title="Orden till kopian",
        bottom=[
            press.link(desk, texts.BACK, back),
            press.main_button(desk, "Jag har skrivit upp orden", go_on),
        ],
    )


def _saved(desk: Desk) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text(
                "Titta efter att filen ligger där du vill ha den. I en webbläsare hamnar den ofta "
                "i mappen Hämtade filer. Flytta den därifrån."
                if desk.page.web
                else "Kopian är sparad."
            ),
            kit.text(
                f"Du öppnar den under {copy_look.TITLE}, på den här enheten eller en annan. "
                "Då behövs de fem orden."
            ),
        ],
        title="Kopian är klar",
        bottom=[ft.Container(), press.main_button(desk, "Klar", lambda: desk.go(HOME))],
    )
