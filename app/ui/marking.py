"""The person's marks of sections, on the screen. The words for them are here once."""

import flet as ft

from app.guide import Section
from app.ui import choices, hooks, kit
from app.ui.desk import Desk
from app.workbook.marks import Mark

WORDS = {
    Mark.WANTED: "Vill göra",
    Mark.BEGUN: "Påbörjad",
    Mark.DONE: "Klar för nu",
    Mark.UNWANTED: "Vill inte",
}
_QUESTION = "Hur är det med det här avsnittet?"


def said(desk: Desk, section: Section) -> str:
    """The mark's words; that it is begun where something is written and nothing marked; or ""."""
    mark = desk.book.marks.of(section.id)
    if mark is None and desk.begun(section):
        mark = Mark.BEGUN
    return WORDS[mark] if mark else ""


@kit.component
def choose(desk: Desk, section_id: str) -> ft.Control:
    """The marks to choose among, and none of them. Draws itself alone."""
    redraw = hooks.redraw()
    mark = desk.book.marks.of(section_id)

    async def pick(value: str) -> None:
        new = Mark(value) if value else None
        await desk.change(lambda book: book.marks.put(section_id, new))
        redraw()

    options = [(one.value, words, "") for one, words in WORDS.items()]
    pills = choices.one_of(
        desk, [*options, ("", "Ingen märkning", "")], mark.value if mark else "", pick, pills=True
    )
    return ft.Container(
        ft.Column(
            [kit.quiet(_QUESTION), choices.group(_QUESTION, pills)],
            spacing=10,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(top=10),
    )
