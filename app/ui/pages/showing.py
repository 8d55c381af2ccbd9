"""A page on the screen, for somebody else to read on this device.

What is shown is taken first, and then the workbook locks in earnest: while the device is in other
hands nothing is open in it, and every way from the page ends at the lock.
"""

from collections.abc import Callable, Iterable, Iterator

import flet as ft

from app.share import Answered, Group, Page, only
from app.share.page import Note
from app.ui import choices, frame, hooks, kit, look, press, shown, texts
from app.ui.desk import Desk
from app.ui.pages.share import sharing_of
from app.ui.sharing import asked, written_page

TITLE = "Visa på skärmen"
LARGER = 1.25  # times the size the person reads at: it is read from farther away

_Draw = Callable[[Answered, int], Iterable[ft.Control]]


@kit.component
def show(desk: Desk, section_id: str) -> ft.Control:
    """What the other person will see, where single answers can be left out."""
    sharing = sharing_of(desk)
    page = hooks.remember(lambda: written_page(desk, section_id))
    redraw = hooks.redraw()
    every = list(asked(page))
    keys = [key for key in every if sharing.has(section_id, key)]

    def flip(key: str) -> None:
        sharing.flip(section_id, key)
        redraw()

    async def begin() -> None:
        if not keys:
            desk.notice("Välj minst ett svar först.")
            return
        await desk.flush()
        whole = [section_id] if keys == every else []
        if await desk.change(lambda book: book.receipts.add("visa", whole, keys, "")):
            await desk.show(only(page, keys))

    _, go = hooks.once(begin)
    if not every:
        return frame.page(
            desk,
            [kit.text("På den här sidan finns inget att visa än.")],
            title=TITLE,
            bottom=[press.main_button(desk, texts.BACK, desk.back)],
        )
    boxes: set[str] = set()

    def draw(one: Answered, level: int) -> Iterator[ft.Control]:
        key = one.field.key
        if key not in boxes:  # an answer that stands in two places is left out of both
            boxes.add(key)
            yield choices.choice(desk, one.field.question, key in keys, lambda: flip(key))
        if key in keys:
            yield _indented(shown.answer(one.answer))

    return frame.page(
        desk,
        [
            kit.text(
                "Den du visar för ser bara det här, i större text. Guiden låses först, och öppnas "
                "sedan med din lösenfras som vanligt."
            ),
            kit.text("Kryssa ur det du vill ha för dig själv."),
            kit.heading(page.title, 2),
            *_drawn(page, draw, 3),
        ],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back), press.main_button(desk, "Visa nu", go)],
    )


@kit.component
def showing(desk: Desk, percent: int) -> ft.Control:
    """The page alone: nothing to write in, and no way on."""
    page = desk.showing
    if page is None:  # taken away a moment ago
        return ft.Container()

    def draw(one: Answered, level: int) -> Iterator[ft.Control]:
        yield kit.panel(kit.heading(one.field.question, level), *shown.answer(one.answer))

    body = frame.page(desk, list(_drawn(page, draw, 2)), title=page.title)
    text = look.text_theme(
        round(percent * LARGER), font=look.font(desk.settings), web=desk.page.web
    )
    larger = ft.Theme(text_theme=text)
    return ft.Container(body, theme=larger, dark_theme=larger, expand=True)


def _drawn(page: Page, draw: _Draw, level: int) -> Iterator[ft.Control]:
    """The answers of a page, each drawn at the level of its heading. No words of the guide."""
    for block in page.blocks:
        match block:
            case Answered():
                yield from draw(block, level)
            case Group(title=title, answers=inside):
                yield kit.heading(title, level)
                for one in inside:
                    yield from draw(one, level + 1)
            case Note(text=text):
                yield kit.quiet(text)
            case _:
                pass


def _indented(controls: Iterable[ft.Control]) -> ft.Control:
    return ft.Container(
        ft.Column(list(controls), spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.only(left=16, right=16, bottom=8),
    )
