"""Paper: the ways to it, and the code on a printed page that leads back to the page here."""

import flet as ft

from app.guide import codes
from app.ui import frame, hooks, kit, press, sharing, texts
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.pages import others
from app.ui.state import Place, Screen

TITLE = "Papper"
BOOKLET = "Häfte för fickan"
BLANKS = "Tomma sidor"
_NONE: tuple[str, ...] = ()
_MISREAD = (
    "Det är något tecken som inte stämmer. Koden har fyra tecken och står längst ner på sidan. "
    "Titta en gång till på pappret."
)
_UNKNOWN = (
    "Den sidan finns inte här. Är den från en guide som någon annan har gjort? Lägg först till "
    f"guiden, under {others.TITLE} i inställningarna."
)


@kit.component
def paper(desk: Desk) -> ft.Control:
    """The booklet, the blank pages, and a field for a code."""
    found, show = hooks.state(_NONE)
    typed = hooks.remember(lambda: Line(desk, "Koden på sidan", code=True))

    async def look() -> None:
        if not typed.text.strip():
            return
        code = codes.read(typed.text)
        here = dict.fromkeys(one for guide in sharing.guides(desk) for one in guide.sections)
        sections = codes.sections(code, here)
        show(sections if len(sections) > 1 else _NONE)
        if len(sections) == 1:
            await desk.go(Place(Screen.SECTION, sections[0]))
        else:
            desk.notice("" if sections else _UNKNOWN if code else _MISREAD)

    _, go = hooks.once(look)
    typed.submit = go
    return frame.page(
        desk,
        [
            press.card(
                desk,
                BOOKLET,
                "Det du har skrivit, på ett papper som du viker.",
                lambda: desk.go(Place(Screen.BOOKLET)),
                ft.Icons.AUTO_STORIES_OUTLINED,
            ),
            press.card(
                desk,
                BLANKS,
                "Guidens frågor med plats att skriva för hand.",
                lambda: desk.go(Place(Screen.BLANKS)),
                ft.Icons.DESCRIPTION_OUTLINED,
            ),
            kit.heading("Skriv av från papper", 2),
            kit.text(
                "Längst ner på en utskriven sida står en kod. Skriv den här, så kommer du till "
                "samma sida i Guiden."
            ),
            text_line(typed),
            ft.Row([press.button(desk, "Öppna sidan", go)], wrap=True),
            *(
                [
                    kit.text("Flera sidor har den koden. Vilken är det?"),
                    *(_way(desk, section_id) for section_id in found),
                ]
                if found
                else []
            ),
        ],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _way(desk: Desk, section_id: str) -> ft.Control:
    title = desk.section(section_id).title
    go = press.link(desk, title, lambda: desk.go(Place(Screen.SECTION, section_id)))
    return ft.Row([go], wrap=True)
