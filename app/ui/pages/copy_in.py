"""Taking a copy in: the file, and the words that open it. Then comes a look (``copy_look.py``)."""

import asyncio
from pathlib import Path

import flet as ft

from app.share import copy
from app.share.copy import BadCopy
from app.share.work import CalledOff, Work
from app.ui import frame, hooks, kit, picking, press, saving, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages.copy_look import HERE, TITLE, Found, in_it, look_into
from app.workbook.workbook import Workbook

_NO_FILE: bytes | None = None
_NONE: Work | None = None
_UNREAD = (
    "Filen gick inte att läsa. Ingenting är ändrat. Titta efter var den ligger, och välj den igen."
)
_TOO_BIG = (
    "Filen är för stor för att vara en kopia från Guiden. Ingenting är ändrat. Välj en annan."
)
_NOTHING: Found | None = None


@kit.component
def copy_in(desk: Desk) -> ft.Control:
    """Nothing is changed before one of the two ways is chosen, on the last page."""
    data, set_data = hooks.state(_NO_FILE)
    found, show = hooks.state(_NOTHING)
    work, set_work = hooks.state(_NONE)
    redraw = hooks.redraw()
    here = hooks.remember(lambda: [True])
    running = hooks.remember(lambda: list[Work]())
    words = hooks.remember(lambda: Line(desk, "De fem orden", focus=True, code=True))

    def gone() -> None:
        here.clear()
        for one in running:
            one.call_off()

    ft.on_unmounted(gone)

    def still(book: Workbook) -> bool:
        return bool(here) and desk.workbook is book and desk.shown.place == HERE

    async def take(book: Workbook, source: Path | bytes) -> None:
        content: bytes | str
        if isinstance(source, bytes):
            content = source
        else:
            content = await asyncio.to_thread(_read, source)
        if still(book):
            desk.notice(content if isinstance(content, str) else "")
            set_data(content if isinstance(content, bytes) else None)

    async def open_it() -> None:
        book = desk.book
        if data is None or not words.text.strip():
            return
        work = Work()
        running.append(work)
        await desk.flush()  # what is compared with is what was written last
        desk.notice("")
        set_work(work)
        problem, again = "", True
        looked = _NOTHING
        try:
            looked = await saving.followed(
                lambda: look_into(book, desk.ours, data, words.text, work), work, redraw
            )
        except BadCopy as error:
            problem, again = error.sentence, error.words
        except CalledOff:
            problem = "Avbrutet. Ingenting är ändrat."
        finally:
            running.remove(work)
            if here:
                set_work(None)
        if still(book):
            desk.notice(problem)
            show(looked)
            if not again:
                set_data(None)

    choose, by_name = picking.chooser(desk, "Välj kopian", [copy.ENDING], take, still)
    _, look = hooks.once(open_it)
    words.submit = look
    if work:
        says = "Guiden öppnar kopian. Det kan ta en liten stund."
        return frame.page(desk, saving.bar(desk, says, work), title=TITLE)
    if found:
        return in_it(desk, found, lambda: show(None))
    if data is not None:
        return frame.page(
            desk,
            [
                kit.text("Skriv de fem orden som hör till kopian. Ingenting ändras än."),
                text_line(words),
            ],
            title="Orden till kopian",
            bottom=[
                press.link(desk, texts.BACK, lambda: set_data(None)),
                press.main_button(desk, "Öppna kopian", look),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text("Har du sparat en kopia? Här kan du lägga in det som finns i den."),
            kit.text("Du får se vad som finns i den innan något ändras."),
            *by_name,
            kit.quiet(f"Filen heter något som slutar på .{copy.ENDING}."),
            *picking.warning(desk),
        ],
        title=TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Välj filen", choose),
        ],
    )


def _read(path: Path) -> bytes | str:
    """The file's bytes, or why not, in a sentence."""
    try:
        with path.open("rb") as file:
            content = file.read(copy.MOST_BYTES + 1)
    except (OSError, ValueError):
        return _UNREAD
    except MemoryError:
        return copy.NO_ROOM
    return content if len(content) <= copy.MOST_BYTES else _TOO_BIG
