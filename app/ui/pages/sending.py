"""Sharing, the last steps: to whom and why, and the locked file with the words that open it."""

import asyncio
from datetime import date

import flet as ft

from app.ui import frame, hooks, kit, picking, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages.share import sharing_of
from app.ui.sharing import Sharing
from app.ui.state import Place, Screen
from app.ui.waiting import waiting

_NOTHING_LEFT = "Inget har lämnat Guiden."
_NO_WORDS = (
    f"Filen går inte att låsa just nu, för Guidens ordlista gick inte att läsa. {_NOTHING_LEFT} "
    "Stäng Guiden, öppna den igen och försök en gång till."
)
_NOT_SAVED = f"Filen är inte sparad. {_NOTHING_LEFT}"
_NO_DIALOG = f"Filen gick inte att spara. {_NOTHING_LEFT} Försök igen."
_CHANGED = (
    "Något av det du valde har ändrats. Titta en gång till på hur det blir, och på det du har "
    "strukit."
)
_NO_RECEIPT = (
    "Filen är sparad, men kvittot på den gick inte att spara. Försök igen, eller ta bort filen. "
    "Det du har skrivit är kvar."
)
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
    tries = hooks.remember(lambda: [0])

    async def make() -> None:
        number = tries[0]

        def wanted() -> bool:
            """Whether the person is still here, and has not broken it off."""
            here = desk.sharing is sharing and desk.shown.place == Place(Screen.SHARE_FILE)
            return here and tries[0] == number

        desk.notice("")
        if not sharing.fresh:
            sharing.take()
            await desk.go(Place(Screen.SHARE_LOOK))
            desk.notice(_CHANGED)
            return
        data = await asyncio.to_thread(sharing.file)
        if wanted() and await _saved(desk, data):
            await _note(desk, sharing)

    busy, save = hooks.once(make)

    def cancel() -> None:
        tries[0] += 1
        desk.notice(f"Avbrutet. {_NOTHING_LEFT}")

    # Where the app locks as soon as the window to save in opens, no receipt could be kept.
    hurried = picking.warning(desk)
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
            title="Filen är sparad",
            bottom=[
                ft.Container(),
                press.main_button(desk, "Klar", lambda: desk.go(Place(Screen.SHARED))),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text("De här fem orden öppnar filen, och bara den här filen."),
            words_shown(desk, sharing.words),
            *(
                [waiting(desk, "Filen låses. Det tar några sekunder.", cancel)]
                if busy
                else [
                    kit.text(_SAY),
                    kit.quiet("Filen går att öppna i en vanlig webbläsare, utan internet."),
                    *hurried,
                ]
            ),
        ],
        title="Ord till filen",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([] if busy or hurried else [press.main_button(desk, "Spara filen", save)]),
        ],
    )


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


async def _saved(desk: Desk, data: bytes) -> bool:
    """Lets the person save the file. False, with a notice, if they did not."""
    name = f"sidor-{date.today().isoformat()}.html"
    try:
        path = await ft.FilePicker().save_file(file_name=name, src_bytes=data)
    except Exception:  # a computer without such a window fails in a way of its own
        desk.notice(_NO_DIALOG)
        return False
    if not path and not desk.page.web:  # a browser tells nothing: the file is among its downloads
        desk.notice(_NOT_SAVED)
        return False
    return True


async def _note(desk: Desk, sharing: Sharing) -> None:
    """Keeps the receipt. Without it a reply could not be read."""
    if desk.sharing is not sharing:  # it locked while the person chose where to save
        desk.notice(_LOCKED)
    elif await desk.change(sharing.note):
        sharing.done = True
        desk.notice("")
    else:
        desk.notice(_NO_RECEIPT if desk.open else _LOCKED)
