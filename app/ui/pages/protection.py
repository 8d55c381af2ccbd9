"""What is locked and what is not, in plain words. Can be read without opening anything."""

import flet as ft

from app.ui import frame, kit, press
from app.ui.desk import Desk
from app.ui.state import Place, Screen

TITLE = "Så skyddas det du skriver"


@kit.component
def protection(desk: Desk) -> ft.Control:
    leave = desk.door.program.leave
    closing = [kit.text("Stäng snabbt döljer allt, sparar, låser och stänger Guiden.")]
    quicker = (
        "Har du valt Öppna snabbare räcker det med sex siffror, ett finger eller ditt ansikte."
    )
    return frame.page(
        desk,
        [
            kit.heading("Det här är låst", 2),
            kit.text(
                "Allt du skriver och väljer sparas låst på din enhet. "
                "Utan din lösenfras, ditt ark eller två ark hos andra går det inte att läsa."
            ),
            *([kit.text(quicker)] if desk.door.device else []),
            kit.text("Det finns inget konto. Guiden skickar inget över nätet."),
            kit.heading("Det här är inte låst", 2),
            kit.text("Ett kriskort, om du har gjort ett. Det kan alla läsa som har enheten."),
            kit.text(
                "Det du själv skriver ut. Filer som du sparar utan lås. "
                "Det du har lämnat till någon går inte att ta tillbaka."
            ),
            kit.text(
                "Det går att se att Guiden finns på enheten, ungefär hur mycket du har sparat "
                "och hur många gånger."
            ),
            kit.heading("När du låser", 2),
            kit.text("Då döljs allt. Det du har skrivit sparas, och Guiden låses."),
            *(closing if leave else []),
            kit.text(
                "Guiden låser också av sig själv när du är borta. "
                "Du väljer hur länge under Inställningar."
            ),
            kit.heading("Om du delar enhet med någon", 2),
            kit.text("Lås alltid när du går. Välj en lösenfras som ingen annan kan."),
            kit.text(
                "Spara inte lösenfrasen i datorn eller telefonen om andra kommer åt den. "
                "Ha arket på ett ställe som bara du har hand om."
            ),
            kit.text("En lånad dator kan spara mer än Guiden kan se."),
            kit.heading("Det här kan vi inte skydda mot", 2),
            kit.text("Någon som styr enheten, eller har lagt in ett program som ser vad du gör."),
            kit.text(
                "Någon som har enheten eller en kopia, och vet din lösenfras eller har dina ark."
            ),
            kit.text(
                "Någon som tvingar dig att öppna. "
                "Någon som har en äldre kopia och det som öppnade den då."
            ),
            kit.heading("Om du glömmer lösenfrasen", 2),
            kit.text(
                "Då öppnar ett återställningsark, eller två av de ark du har lämnat till andra. "
                "Har du inget av det kan ingen öppna, inte heller vi."
            ),
            kit.heading("Ingen utomstående har granskat skyddet", 2),
            kit.text("Skyddet är provat i många tester. Än har ingen annan granskat det."),
            ft.Row(
                [
                    press.link(
                        desk,
                        "Tillgänglighet i Guiden",
                        lambda: desk.go(Place(Screen.ACCESSIBILITY)),
                    )
                ],
                wrap=True,
            ),
        ],
        title=TITLE,
    )
