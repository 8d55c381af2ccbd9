"""Reading a reply to what was shared: suggestions, page by page, to take in or to let be."""

import asyncio

import flet as ft

from app.guide import Field
from app.share import BadReply, Line
from app.share.reply import LONGEST
from app.ui import frame, hooks, kit, picking, press, replies, texts
from app.ui.desk import Desk
from app.ui.direction import read
from app.ui.pages.shared import READ, said_to, title_of
from app.ui.replies import Found
from app.ui.state import Place, Screen
from app.ui.waiting import waiting
from app.workbook.answers import Answer
from app.workbook.days import said

_HERE = Place(Screen.REPLY)
_KEPT = "Det du har skrivit är kvar som det var."
_NONE_FITS = (
    "Svaret gick inte att öppna. Det hör inte till något som står under Delat, eller så är något i "
    f"filen ändrat. {_KEPT} Be om svaret en gång till."
)
_LEFT = "Det läggs inte till."
_NOTHING: Found | None = None


@kit.component
def reply(desk: Desk) -> ft.Control:
    """Picking the file, and then what it says."""
    found, show = hooks.state(_NOTHING)
    tries = hooks.remember(lambda: [0])
    ft.on_unmounted(lambda: tries.append(tries.pop() + 1))

    async def pick() -> None:
        book, number = desk.book, tries[0]

        def wanted() -> bool:
            return tries[0] == number and desk.workbook is book and desk.shown.place == _HERE

        desk.notice("")
        data = await picking.small(desk, "Välj ett svar", "guidensvar", LONGEST)
        if data is None or not wanted():
            return
        sent = ((one, book.sent.of(one.id)) for one in book.receipts.all())
        known = [(one, file) for one, file in sent if file]
        try:
            seen = await asyncio.to_thread(replies.find, data, known, wanted)
        except BadReply as error:
            if wanted():
                desk.notice(_NONE_FITS if error.code == "passphrase" else error.sentence)
            return
        if seen and wanted():
            show(seen)

    busy, choose = hooks.once(pick)

    def cancel() -> None:
        tries[0] += 1
        desk.notice(f"Avbrutet. {_KEPT}")

    if found:
        return _suggestions(desk, found)
    return frame.page(
        desk,
        [
            kit.text(
                "Välj filen med svaret. Den slutar på .guidensvar. Du ser vad som står i den, och "
                "väljer sedan vad du vill ha med. Inget du har skrivit ändras."
            ),
            *picking.warning(desk),
            waiting(desk, "Guiden letar efter vad svaret hör till.", cancel)
            if busy
            else ft.Row(
                [press.button(desk, "Välj filen", choose, ft.Icons.FILE_OPEN_OUTLINED)], wrap=True
            ),
        ],
        title=READ,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


@kit.component
def _suggestions(desk: Desk, found: Found) -> ft.Control:
    """Every text of the reply, beside what the person has written on that page."""
    # What became of each text, by its page: "" while the person chooses where to put it.
    became = hooks.remember(lambda: dict[int, str]())
    redraw = hooks.redraw()

    def decide(page: int, what: str | None) -> None:
        if what is None:
            became.pop(page, None)
        else:
            became[page] = what
        redraw()

    async def add(page: int, field: Field, text: str) -> None:
        value = desk.value(field)
        there = replies.holds(field, value, text)
        if not there:
            desk.write(field, replies.added(field, value, text))
        decide(page, f"{'Det står redan' if there else 'Tillagt'} under ”{field.question}”.")
        await desk.flush()

    async def done() -> None:
        if await desk.change(lambda book: book.sent.note_read(found.receipt.id, found.reply.id)):
            await desk.go(Place(Screen.SHARED))

    def shown(line: Line) -> ft.Control:
        section_id = found.sent.pages[line.page]
        title = title_of(desk, section_id)
        fields = desk.section(section_id).fields
        return kit.panel(
            kit.heading(title, 2),
            *_own(desk, fields),
            kit.heading("Svaret", 3),
            kit.text(line.text),
            *_ways(
                desk,
                line,
                title,
                [one for one in fields if one.kind in replies.TAKING],
                became.get(line.page),
                decide,
                add,
            ),
        )

    to = said_to(found.receipt)
    return frame.page(
        desk,
        [
            kit.text(
                f"Ett svar på det du delade {said(found.receipt.when)}{f' {to}' if to else ''}. "
                f"Skrivet {said(found.reply.day)}."
            ),
            kit.quiet("Inget ändras om du inte väljer det."),
            *(shown(line) for line in found.reply.lines),
            kit.quiet("När du är klar går svaret inte att öppna här igen."),
        ],
        title="Ett svar",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Klar", done),
        ],
        saves=True,
    )


def _own(desk: Desk, fields: tuple[Field, ...]) -> list[ft.Control]:
    """What the person has written on the page."""
    parts: list[ft.Control] = []
    for field in fields:
        if lines := read(Answer.to(field, desk.value(field))):
            parts += [kit.quiet(field.question), *map(kit.text, lines)]
    return parts


def _ways(
    desk: Desk,
    line: Line,
    title: str,
    fields: list[Field],
    became: str | None,
    decide: kit.Handler,
    add: kit.Handler,
) -> list[ft.Control]:
    """What can be done with a text, or what was done."""
    if became:
        undo = press.link(desk, "Ångra", lambda: decide(line.page, None), ft.Icons.UNDO, title)
        said_so = ft.Semantics(live_region=True, container=True, content=kit.text(became))
        return [said_so, *([ft.Row([undo], wrap=True)] if became == _LEFT else [])]
    if became == "":
        cards = [
            press.card(
                desk,
                field.question,
                "",
                lambda field=field: add(line.page, field, line.text),
                ft.Icons.ADD,
                ft.Icons.SUBDIRECTORY_ARROW_LEFT,
            )
            for field in fields
        ]
        away = press.link(desk, "Avbryt", lambda: decide(line.page, None), about=title)
        return [kit.text("Under vilken fråga?"), *cards, ft.Row([away], wrap=True)]
    let_be = press.button(desk, "Låt bli", lambda: decide(line.page, _LEFT), about=title)
    if not fields:
        return [
            kit.quiet("På den sidan finns ingen ruta som texten kan läggas till i."),
            ft.Row([let_be], wrap=True),
        ]
    choose = press.button(
        desk, "Lägg till under …", lambda: decide(line.page, ""), ft.Icons.ADD, about=title
    )
    return [ft.Row([choose, let_be], wrap=True)]
