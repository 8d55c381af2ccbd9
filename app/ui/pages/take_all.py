"""Taking everything along, open to any program, after a plain warning."""

from datetime import date

import flet as ft

from app.share import export
from app.ui import frame, hooks, kit, press, saving, texts
from app.ui.desk import Desk
from app.ui.state import HOME

TITLE = "Ta med allt, olåst"


@kit.component
def take_all(desk: Desk) -> ft.Control:
    """The warning and the saving on one page: nothing is made before the button is pressed."""
    saved, set_saved = hooks.state(False)
    if saved:
        return frame.page(
            desk,
            [
                kit.text("Filen är inte låst. Ha den där bara du kommer åt den."),
                kit.text("Behöver du den inte längre, ta bort den."),
            ],
            title="Filen är klar",
            bottom=[ft.Container(), press.main_button(desk, "Klar", lambda: desk.go(HOME))],
        )
    file = saving.File(
        f"guiden-allt-{date.today().isoformat()}.zip",
        "Guiden samlar ihop det du har skrivit. Det kan ta en liten stund.",
        export.everything,
        lambda: set_saved(True),
    )
    return saving.save(
        desk,
        file,
        "Spara olåst",
        [
            kit.banner("Den som får tag i filen kan läsa allt."),
            kit.text(
                "Du får en zip-fil med allt du har skrivit, också det du skrev förut. Den går att "
                "läsa i en webbläsare eller ett annat program."
            ),
            kit.text("Vill du ha något att spara är en kopia bättre. Den är låst."),
        ],
        [press.link(desk, texts.BACK, desk.back)],
        TITLE,
    )
