"""Reading the file that the other has saved: the first with its words, or the one that answers."""

import asyncio
from collections.abc import Callable

import flet as ft

from app.share import agreement as files
from app.share.agreement import BadAgreement, Released
from app.ui import frame, hooks, kit, picking, press, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages.sending import words_shown
from app.workbook.agreement import Agreement, Lines
from app.workbook.workbook import Workbook

AGAIN, END = "Spara din fil igen", "Ta bort jämförelsen"
_OPENING = "Guiden öppnar filen."
_NO_FILE: bytes | None = None


@kit.component
def first(desk: Desk, section_id: str, mine: Lines, back: kit.Handler) -> ft.Control:
    """For one who answers: the file, and then the words that were said."""
    data, set_data = hooks.state(_NO_FILE)
    words = hooks.remember(lambda: Line(desk, "De fem orden", focus=True, code=True))
    here = _here()

    async def pick() -> None:
        book = desk.book
        found = await _picked(desk)
        if found is not None and here() and desk.workbook is book:
            desk.notice("")
            set_data(found)

    async def open_it() -> None:
        book, said = desk.book, words.text
        if data is None or not said.strip():
            return
        desk.notice("")
        found = await _read(
            desk, book, here, lambda: files.read_first(data, said, book.agreements.knows)
        )
        if found:
            agreed = Agreement(found.agreement, section_id, False, said, mine)
            agreed = agreed.with_theirs(found.section, found.lines)
            await desk.change(lambda book: book.agreements.keep(agreed))

    choosing, choose = hooks.once(pick)
    opening, look = hooks.once(open_it)
    words.submit = look
    if data is None:
        return frame.page(
            desk,
            [
                kit.text(f"Välj filen från den andra. Den slutar på .{files.ENDING}."),
                *picking.warning(desk),
            ],
            title="Filen från den andra",
            bottom=[
                press.link(desk, texts.BACK, back),
                *([] if choosing else [press.main_button(desk, "Välj filen", choose)]),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text("Skriv de fem ord som den andra har sagt till dig."),
            text_line(words),
            *([kit.banner(_OPENING)] if opening else []),
        ],
        title="Orden till filen",
        bottom=[
            press.link(desk, "Välj en annan fil", lambda: set_data(None)),
            *([] if opening else [press.main_button(desk, "Öppna filen", look)]),
        ],
    )


@kit.component
def second(desk: Desk, now: Agreement, again: kit.Handler, end: kit.Handler) -> ft.Control:
    """For one who began: the words to say, and the file that comes back."""
    here = _here()

    async def pick() -> None:
        book = desk.book
        data = await _picked(desk)
        if data is None or not here() or desk.workbook is not book:
            return
        desk.notice("")
        found = await _read(desk, book, here, lambda: files.read_second(data, now))
        if found:
            agreed = now.with_theirs(found.section, found.lines)
            await desk.change(lambda book: book.agreements.keep(agreed))

    busy, choose = hooks.once(pick)
    return frame.page(
        desk,
        [
            kit.text("Säg orden till den andra, eller skicka dem en annan väg än filen."),
            words_shown(desk, now.words),
            kit.text("När den andra har gjort sin fil läser du den här."),
            *([kit.banner(_OPENING)] if busy else []),
            *picking.warning(desk),
            ft.Row(
                [
                    press.link(desk, AGAIN, again, ft.Icons.SAVE_ALT),
                    press.link(desk, END, end, ft.Icons.DELETE_OUTLINE),
                ],
                wrap=True,
            ),
        ],
        title="Väntar på den andra",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([] if busy else [press.main_button(desk, "Läs den andras fil", choose)]),
        ],
    )


def _here() -> Callable[[], bool]:
    """Whether the page is still up."""
    there = hooks.remember(lambda: [True])
    ft.on_unmounted(there.clear)
    return lambda: bool(there)


async def _picked(desk: Desk) -> bytes | None:
    return await picking.small(desk, "Välj den andras fil", files.ENDING, files.LONGEST)


async def _read(
    desk: Desk, book: Workbook, here: Callable[[], bool], read: Callable[[], Released]
) -> Released | None:
    """What is in the file, read in a thread; None, with a notice, if it is not the one."""
    try:
        found = await asyncio.to_thread(read)
    except BadAgreement as error:
        if here() and desk.workbook is book:
            desk.notice(error.sentence)
        return None
    return found if here() and desk.workbook is book else None
