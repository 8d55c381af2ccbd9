"""Two people who compare, each at an app of their own, as they do it step by step."""

from __future__ import annotations

from pathlib import Path

import flet as ft

from app.ui.state import Place, Screen
from app.workbook.agreement import SECTIONS, Agreement
from tests.ui.copying import saves_to
from tests.ui.others import picks, until
from tests.ui.running import App, run_app
from tests.ui.sharing import tick

CLOSE, OWN = SECTIONS
CAN, ASK, SECRET = "Jag frågar innan jag kommer.", "Låt mig sova.", "Bara för mig"
THEIRS = "Jag säger till när jag vill vara ifred."
SAME = "Hör av mig varje dag", "Hör av sig varje dag"
WORDS = "björk lampa tåg sten moln"
ID = "0123456789abcdef" * 2


def write(app: App, section: str, **answers: object) -> None:
    fields = {
        field.key.partition(".")[2]: field for field in app.desk.library.section(section).fields
    }
    for name, value in answers.items():
        app.desk.write(fields[name.replace("_", "-")], value)  # type: ignore[arg-type]


async def close_one(data: Path) -> App:
    """The app of who stands close, at the comparing, with lines to show."""
    app = await run_app(data)
    await app.open(Place(Screen.SECTION, CLOSE))
    write(
        app,
        CLOSE,
        jag_kan=[CAN, "En rad till."],
        jag_ber_om=[ASK],
        tror_ar_okej=[["varje-dag", SAME[0]], ["fragar", "Frågar rakt ut hur det är"]],
        for_mig_sjalv=SECRET,
    )
    await app.h.settle()
    await app.h.press("Jämför")
    assert app.desk.shown.place == Place(Screen.AGREEMENT, CLOSE)
    return app


async def own_one(data: Path) -> App:
    """The app of the person, in the same way."""
    app = await run_app(data)
    await app.open(Place(Screen.SECTION, OWN))
    write(
        app,
        OWN,
        jag_kan=[THEIRS],
        tror_ar_okej=[["varje-dag", SAME[1]]],
        ord_mellan_oss="grå dag",
    )
    await app.h.settle()
    await app.h.press("Jämför")
    return app


async def release(app: App, way: str, *lines: str) -> None:
    await app.h.press(way)
    for line in lines:
        await tick(app, line)
    await app.h.press("Fortsätt")


async def saved(app: App, path: Path, then: str) -> None:
    saves_to(app, path)
    await app.h.press("Spara filen")
    await until(app, then)


async def read(app: App, data: bytes, button: str, then: str) -> None:
    path = app.places.data.parent / "fil.guidenjamfor"
    path.write_bytes(data)
    picks(app, {"id": 0, "name": path.name, "size": len(data), "path": str(path)})
    await app.h.press(button)
    await until(app, then)


def words(app: App) -> str:
    now = app.desk.book.agreements.of(CLOSE)
    assert now
    assert set(now.words.split()) <= set(app.h.texts())
    return now.words


async def opened(app: App, said: str, then: str) -> None:
    await app.h.type(app.h.find(ft.TextField, "De fem orden"), said)
    await app.h.press("Öppna filen")
    await until(app, then)


async def waiting(data: Path) -> tuple[App, Agreement]:
    """At the page of one who has begun."""
    app = await close_one(data)
    await release(app, "Jag börjar", CAN)
    await until(app, "Filen till den andra")
    await saved(app, data / "min", "Väntar på den andra")
    now = app.desk.book.agreements.of(CLOSE)
    assert now
    return app, now
