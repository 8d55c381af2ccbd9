"""Home: go on where I was, as much as there is strength for today, the plan, and my sections."""

import asyncio
from contextlib import suppress

import flet as ft

from app.guide import Guide
from app.guide.library import SAFETY_PLAN
from app.ui import bars, frame, hooks, kit, press, sharing, texts
from app.ui.desk import Desk
from app.ui.pages import home_sections, home_today, share, sheet_asked, tour
from app.ui.state import Place, Screen
from app.workbook.failures import VaultError


@kit.component
def home(desk: Desk, changes: int) -> ft.Control:
    book = desk.book
    guide = book.guide
    whole, show_whole = hooks.state(False)  # all of it, also on a day of little
    remind = desk.settings.remind_copies and book.reminder.due
    little = book.today.little
    sheet = [] if remind else sheet_asked.asked(desk)
    # One question a visit: about a copy, the sheet, a small thing to do, or being shown around.
    asked = hooks.remember(lambda: remind or bool(sheet))
    offer = guide is not None and not (little or asked) and home_today.offers(desk, guide)

    async def told() -> None:
        with suppress(VaultError):  # then it is said once more another day
            if remind:
                await asyncio.to_thread(book.reminder.told)
            if offer:
                await asyncio.to_thread(book.today.offered)

    ft.on_mounted(told)
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
    short = little and not whole and bool(chosen)
    plan = press.card(
        desk,
        texts.MY_PLAN,
        "För när det är som svårast.",
        lambda: desk.go(Place(Screen.SECTION, SAFETY_PLAN)),
        ft.Icons.SHIELD_OUTLINED,
    )
    parts: list[ft.Control] = [
        kit.text("Du bestämmer vad du gör i dag. Det får vara lite."),
        *_older(desk),
    ]
    if chosen:
        parts += [*home_sections.go_on(desk, guide), home_today.switch(desk), plan]
    else:
        parts += [plan, home_sections.begin(desk, guide), home_today.switch(desk)]
    parts += home_today.thing(desk, guide)
    if short:
        show_all = press.link(desk, "Visa allt", lambda: show_whole(True), ft.Icons.EXPAND_MORE)
        return frame.page(desk, [*parts, ft.Row([show_all], wrap=True)], title=guide.title)
    if offer:
        parts.append(home_today.offer(desk))
    return frame.page(
        desk,
        [
            *parts,
            *sheet,
            *home_sections.mine(desk, guide),
            *_ways(desk, guide),
            *_earlier(desk),
            *(_copies(desk) if remind else []),
            *([] if asked or offer else tour.offer(desk)),
        ],
        title=guide.title,
    )


def _older(desk: Desk) -> list[ft.Control]:
    """That an older copy was put in the file's place, where it was."""
    if not desk.book.older:
        return []
    return [
        kit.banner(texts.OLDER),
        press.card(
            desk,
            "Se vad du kan göra",
            "Det kan finnas en nyare säkerhetskopia.",
            lambda: desk.go(Place(Screen.COPIES)),
            ft.Icons.HISTORY,
        ),
    ]


def _ways(desk: Desk, guide: Guide) -> list[ft.Control]:
    """Quiet ways onward, below the sections."""
    ways = []
    if not (desk.shown.wide or desk.shown.keys):  # else it is at the side, or ends the page
        ways.append(press.link(desk, texts.FIND, lambda: desk.go(Place(Screen.FIND)), bars.FIND))
    if any(desk.begun(desk.section(section_id)) for section_id in desk.book.chosen(guide)):
        ways.append(press.link(desk, share.TITLE, lambda: sharing.begin(desk), ft.Icons.IOS_SHARE))
    ways.append(
        press.link(
            desk,
            "Läs guidens inledning",
            lambda: desk.go(Place(Screen.INTRO, guide.id)),
            ft.Icons.MENU_BOOK_OUTLINED,
        )
    )
    return [ft.Row([way], wrap=True) for way in ways]


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
