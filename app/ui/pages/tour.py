"""A short way around the app, to take when one likes."""

import flet as ft

from app.ui import drawings, frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen

TITLE = "Visa mig runt"
_STEPS = (
    (
        "Så fungerar avsnitten",
        "Du väljer de avsnitt du vill ha, och byter när du vill. Inget behöver bli klart.",
    ),
    (
        "Orkar lite, lagom eller mycket",
        "Överst i ett avsnitt säger du hur mycket du orkar. "
        "Då visas fler eller färre frågor, och det du har skrivit finns alltid kvar.",
    ),
    (
        "Få hjälp nu",
        "Knappen Få hjälp nu finns på varje sida, också när Guiden är låst. "
        "Där står vem du kan ringa.",
    ),
    (
        "Lås och stäng snabbt",
        "Hänglåset överst döljer allt och låser. {way}",
    ),
    (
        "Dela bara det du vill",
        "Ingen ser det du skriver om du inte själv visar det. "
        "När du delar väljer du varje svar, och ser sidan först.",
    ),
)
_DRAWINGS = (drawings.path, drawings.stones, drawings.lamp, drawings.window, drawings.leaf)
_CLOSE = "Pilen bredvid sparar, låser och stänger hela Guiden."
_OPEN = "Med din lösenfras kommer du tillbaka."
_TRIED = "I provet är allt borta då."


@kit.component
def tour(desk: Desk) -> ft.Control:
    """One thing at a time."""
    at, go = hooks.state(0)
    title, words = _STEPS[at]
    last = at == len(_STEPS) - 1
    way = _CLOSE if desk.door.program.leave else _OPEN

    async def done() -> None:
        if await desk.change_settings(offer_tour=False):
            await desk.go(HOME)

    return frame.page(
        desk,
        [
            kit.text(words.format(way=_TRIED if desk.trial else way)),
            kit.quiet(f"{at + 1} av {len(_STEPS)}"),
            _DRAWINGS[at](),
        ],
        title=title,
        bottom=[
            press.link(desk, texts.PREVIOUS, lambda: go(at - 1))
            if at
            else press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Klart", done)
            if last
            else press.main_button(desk, texts.NEXT, lambda: go(at + 1)),
        ],
    )


def offer(desk: Desk) -> list[ft.Control]:
    """At home, until it is taken or declined."""
    if not desk.settings.offer_tour:
        return []

    async def decline() -> None:
        await desk.change_settings(offer_tour=False)

    async def take() -> None:
        await desk.go(Place(Screen.TOUR))
        await desk.change_settings(offer_tour=False)

    return [
        ft.Row(
            [
                press.link(desk, TITLE, take),
                press.link(desk, "Nej tack", decline, about=TITLE),
            ],
            wrap=True,
        )
    ]
