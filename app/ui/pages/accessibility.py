"""What is done so that more people can use the app, what has been tried, and what is lacking."""

import flet as ft

from app.ui import frame, kit
from app.ui.desk import Desk

TITLE = "Tillgänglighet i Guiden"


@kit.component
def accessibility(desk: Desk) -> ft.Control:
    """Says nothing that was not measured."""
    return frame.page(
        desk,
        [
            kit.text(
                "Vi vill att du ska kunna använda Guiden på ditt sätt. Allt fungerar inte än."
            ),
            kit.heading("Det här är gjort", 2),
            kit.text("Du kan använda tangentbord. Knappar och fält är stora."),
            kit.text("Använder du skärmläsare? Knappar, fält och rubriker har namn."),
            kit.text("Texten kan bli dubbelt så stor. Då läggs sidorna om."),
            kit.text("Färg är aldrig ensam om att säga något. Du kan välja ljust eller mörkt."),
            kit.text(
                "Inget går på tid, utom låset. "
                "Du väljer själv när det låser, och det du har skrivit sparas först."
            ),
            kit.text("En del avsnitt finns på lättläst. Frågor finns på engelska och arabiska."),
            kit.heading("Det här har vi provat", 2),
            kit.text(
                "Vi har provat namn, rubriker och ordning i Chromium. Det är en webbläsare. "
                "Där ser vi det som en skärmläsare får veta. Det görs av ett program."
            ),
            kit.text("Vägen från start till det första svaret är provad med tangentbord."),
            kit.text("Stor text är provad i ett fönster som är lika smalt som en liten telefon."),
            kit.heading("Det här har vi inte provat", 2),
            kit.text("Ingen som använder skärmläsare till vardags har provat Guiden än."),
            kit.text("Den är inte provad på telefoner, på Windows eller på en Mac."),
            kit.text("Vi har inte provat med röststyrning eller andra hjälpmedel."),
            kit.heading("Det här vet vi är sämre", 2),
            kit.text(
                "I webbläsaren går Tab mellan sidan och knapparna överst. "
                "Långt ner på en sida är det långt dit. F2 öppnar Få hjälp nu, och F4 låser."
            ),
            kit.text("Texterna finns inte upplästa, och inte på teckenspråk."),
            kit.text("Med den största texten i ett smalt fönster kan långa ord i en rubrik delas."),
            kit.text("Bara några avsnitt finns på lättläst. Löpande text finns bara på svenska."),
            kit.heading("Om något inte fungerar för dig", 2),
            kit.text("Det finns ingen adress att skriva till än. Det är en brist."),
        ],
        title=TITLE,
    )
