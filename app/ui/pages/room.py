"""A room of one's own: a second vault behind the same lock screen. Never says which there are."""

import flet as ft

from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages.keys import choose_passphrase


@kit.component
def room(desk: Desk) -> ft.Control:
    making, set_making = hooks.state(False)
    guide = desk.book.guide or next(iter(desk.ours.guides), None)
    if making and guide:
        return choose_passphrase(desk, guide, lambda: set_making(False))
    return frame.page(
        desk,
        [
            kit.text(
                "Ett eget rum är ett ställe till att skriva på, med en egen lösenfras. "
                "Det du skriver där syns inte när du har öppnat med den här lösenfrasen."
            ),
            kit.text(
                "Du öppnar det från samma låsskärm. Lösenfrasen avgör vilket rum som öppnas. "
                "Guiden visar aldrig vilka rum som finns, inte heller här."
            ),
            kit.heading("Det här skyddar det inte mot", 2),
            kit.text(
                "Varje rum är en egen fil på enheten. Den som letar bland filerna kan se hur många "
                "de är, men inte vad de innehåller. Ett eget rum är inget gömställe om någon "
                "tvingar dig att visa allt."
            ),
            kit.text(
                "Rummet får ett eget återställningsark. Har du varken lösenfrasen eller ett ark "
                "går det inte att öppna."
            ),
            kit.quiet("När du gör ett rum låses det här först."),
        ],
        title="Eget rum",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(desk, "Gör ett eget rum", lambda: set_making(True)),
        ],
    )
