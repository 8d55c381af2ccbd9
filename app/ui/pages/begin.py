"""From a trial to a workbook of one's own: what comes along, and then a passphrase."""

import flet as ft

from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages.keys import choose_passphrase

_OWN = "Då har du en egen guide. Det du skriver sparas låst på din enhet."


@kit.component
def begin(desk: Desk) -> ft.Control:
    """Asks once whether what was written comes along. The examples never do."""
    asked, set_asked = hooks.state(False)
    written = hooks.remember(lambda: _written(desk))
    guide = desk.book.guide

    def take(along: bool) -> None:
        desk.first.take = along
        set_asked(True)

    if asked and guide:
        return choose_passphrase(desk, guide, lambda: set_asked(False))
    if not written:
        return frame.page(
            desk,
            [kit.text(_OWN), kit.text("Exemplen kommer inte med. Provet tar slut.")],
            title="Börja på riktigt",
            bottom=[
                press.link(desk, texts.BACK, desk.back),
                press.main_button(desk, texts.GO_ON, lambda: take(True)),
            ],
        )
    return frame.page(
        desk,
        [
            kit.text(_OWN),
            kit.heading("Ta med det du har skrivit?", 2),
            kit.text("Exemplen kommer inte med. Provet tar slut när du har valt en lösenfras."),
            ft.Row([press.button(desk, "Nej, börja tomt", lambda: take(False))], wrap=True),
        ],
        title="Börja på riktigt",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Ja, ta med det", lambda: take(True)),
        ],
    )


def _written(desk: Desk) -> bool:
    """Whether there is anything of the person's own. The last words may still be on their way."""
    waiting = desk.drafts is not None and desk.drafts.unsaved
    return waiting or bool(desk.trial and desk.trial.own())
