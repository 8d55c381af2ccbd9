"""A safety plan, and a crisis card made of it, as a person does it."""

from __future__ import annotations

from app.paths import CARD_NAME
from app.ui.state import Place, Screen
from app.workbook.answers import Json
from tests.ui.heard import heard
from tests.ui.others import to
from tests.ui.running import App

EDIT, LOOK = Place(Screen.CARD_EDIT), Place(Screen.CARD_LOOK)
SIGN, WALK, SECRET_LINE = "Jag slutar svara när någon ringer", "Gå ut", "Jag gråter i duschen"
FRIEND = ["Åsa Berg", "070-123 45 67", "min syster"]
PLAN: dict[str, Json] = {
    "tecken": [SIGN, SECRET_LINE],
    "gora-sjalv": [WALK],
    "kan-beratta-for": [FRIEND, ["Min bror", "070-765 43 21, helst på kvällen", ""]],
    "vard-och-linjer": [["sjalvmordslinjen", "Självmordslinjen, 90101", True]],
}


def write(app: App, **values: Json) -> None:
    for name, value in values.items():
        key = f"trygghetsplan.{name.replace('_', '-')}"
        app.desk.write(app.desk.library.fields[key], value)


async def planned(app: App) -> None:
    """A new vault with a safety plan in it, open at the page of the card."""
    await app.open()
    for name, value in PLAN.items():
        write(app, **{name: value})
    await app.desk.flush()
    await to(app, EDIT)


def ticked(app: App) -> dict[str, bool]:
    """The lines there are to choose among."""
    return {one.seen: one.control.content.checked for one in heard(app.h) if one.role == "checkbox"}


async def lay(app: App, *lines: str) -> None:
    """Ticks lines, looks at the card, and lays it outside the lock."""
    for line in lines:
        await app.h.press(line)
    await app.h.press("Se kortet")
    await app.h.press("Lägg utanför låset")
    if "Ja, lägg utanför låset" in app.h.texts():
        await app.h.press("Ja, lägg utanför låset")
    assert app.desk.shown.place == Place(Screen.SETTINGS)


def on_disk(app: App) -> str:
    return (app.places.data / CARD_NAME).read_text(encoding="utf-8")


def names_differ(app: App) -> None:
    names = [one.name for one in heard(app.h)]
    assert all(names)
    # The ways back do the same.
    assert {name for name in names if names.count(name) > 1} <= {"Tillbaka"}
