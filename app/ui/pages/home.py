"""Home: go on where I was, my sections, and the way to choose more."""

import asyncio
from contextlib import suppress

import flet as ft

from app.ui import frame, kit, languages, press, sharing, texts
from app.ui.desk import Desk
from app.ui.pages import share
from app.ui.state import Place, Screen
from app.workbook.failures import VaultError

_ICONS = (
    ft.Icons.SPA_OUTLINED,
    ft.Icons.SIGNPOST_OUTLINED,
    ft.Icons.PEOPLE_OUTLINED,
    ft.Icons.WB_SUNNY_OUTLINED,
    ft.Icons.LANDSCAPE_OUTLINED,
    ft.Icons.LIGHTBULB_OUTLINED,
    ft.Icons.PARK_OUTLINED,
)


@kit.component
def home(desk: Desk, changes: int) -> ft.Control:
    book = desk.book
    remind = desk.settings.remind_copies and book.reminder.due

    async def told() -> None:
        if remind:
            with suppress(VaultError):  # then it is said once more another day
                await asyncio.to_thread(book.reminder.told)

    ft.on_mounted(told)
    guide = book.guide
    if guide is None:  # it was somebody else's, and has been taken away
        return frame.page(
            desk,
            [
                kit.text("Välj vilken guide du vill använda nu. Det du har skrivit är kvar."),
                *_earlier(desk),
            ],
            title=texts.MY_GUIDE,
            bottom=[press.main_button(desk, "Välj guide", lambda: desk.go(Place(Screen.GUIDES)))],
        )
    chosen = book.chosen(guide)
    place = book.place
    parts: list[ft.Control] = [kit.text("Du bestämmer vad du gör i dag. Det får vara lite.")]
    if book.older:
        parts.append(kit.banner(texts.OLDER))
        parts.append(
            press.card(
                desk,
                "Se vad du kan göra",
                "Det kan finnas en nyare säkerhetskopia.",
                lambda: desk.go(Place(Screen.COPIES)),
                ft.Icons.HISTORY,
            )
        )
    if place in chosen:
        parts.append(
            ft.Container(
                ft.Column(
                    [
                        ft.Text(
                            "Där du var sist",
                            theme_style=ft.TextThemeStyle.LABEL_LARGE,
                            color=ft.Colors.ON_PRIMARY_CONTAINER,
                        ),
                        kit.heading(
                            desk.section(place).title, 2, other=languages.title(desk, place)
                        ),
                        ft.Row(
                            [
                                press.main_button(
                                    desk,
                                    texts.GO_ON,
                                    lambda: desk.go(Place(Screen.SECTION, place)),
                                )
                            ],
                            wrap=True,
                        ),
                    ],
                    spacing=10,
                ),
                bgcolor=ft.Colors.PRIMARY_CONTAINER,
                border_radius=20,
                padding=20,
            )
        )
    if not desk.settings.sheet_confirmed:
        parts.append(
            press.card(
                desk,
                "Gör ditt återställningsark",
                "Då kan du komma in även om du glömmer lösenfrasen.",
                lambda: desk.go(Place(Screen.NEW_SHEET)),
                ft.Icons.DESCRIPTION_OUTLINED,
            )
        )
    if chosen:
        parts += [kit.heading("Mina avsnitt", 2), *languages.unreviewed(desk, chosen)]
        for section_id in chosen:
            section = desk.section(section_id)
            below = "Påbörjad" if desk.begun(section) else section.short
            parts.append(
                press.card(
                    desk,
                    section.title,
                    f"{languages.title(desk, section_id)}\n{below}",
                    lambda section_id=section_id: desk.go(Place(Screen.SECTION, section_id)),
                    _ICONS[guide.sections.index(section_id) % len(_ICONS)],
                )
            )
    else:
        parts.append(
            kit.text(
                "Här samlas de avsnitt du väljer. Börja gärna med ett enda. "
                "Du kan byta när du vill."
            )
        )
    choose = "Välj fler avsnitt" if chosen else "Välj avsnitt"
    parts.append(
        ft.Row(
            [
                (press.button if chosen else press.main_button)(
                    desk, choose, lambda: desk.go(Place(Screen.CHOOSE, guide.id))
                )
            ],
            wrap=True,
        )
    )
    if any(desk.begun(desk.section(section_id)) for section_id in chosen):
        way = press.link(desk, share.TITLE, lambda: sharing.begin(desk), ft.Icons.IOS_SHARE)
        parts.append(ft.Row([way], wrap=True))
    parts.append(
        ft.Row(
            [
                press.link(
                    desk,
                    "Läs guidens inledning",
                    lambda: desk.go(Place(Screen.INTRO, guide.id)),
                    ft.Icons.MENU_BOOK_OUTLINED,
                )
            ],
            wrap=True,
        )
    )
    return frame.page(
        desk,
        [*parts, *_earlier(desk), *(_copies(desk) if remind else [])],
        title=guide.title,
    )


def _copies(desk: Desk) -> list[ft.Control]:
    """That it is time for a copy, said quietly, and the two answers to that."""
    since = (
        "Det var ett tag sedan du sparade en kopia."
        if desk.book.reminder.saved
        else "Du har inte sparat någon kopia av det du har skrivit."
    )

    async def make() -> None:
        await not_now()
        await desk.go(Place(Screen.COPY_OUT))

    async def not_now() -> None:
        await desk.change(lambda book: book.reminder.answered())

    return [
        kit.quiet(since),
        ft.Row(
            [
                press.link(desk, "Spara en kopia", make),
                press.link(desk, "Inte nu", not_now, about="spara en kopia"),
            ],
            wrap=True,
        ),
    ]


def _earlier(desk: Desk) -> list[ft.Control]:
    """The way to answers whose questions are gone, where there are any."""
    if not desk.book.earlier():
        return []
    return [
        press.card(
            desk,
            "Tidigare svar",
            "Svar på frågor som inte finns kvar i guiden.",
            lambda: desk.go(Place(Screen.EARLIER)),
            ft.Icons.HISTORY,
        )
    ]
