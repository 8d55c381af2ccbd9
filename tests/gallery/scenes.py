"""What there is to see, and the way to each of it.

The scenes stand in the order they can be put up: before there is a vault, locked, and open. A
``Screen`` that has none here is missing from the tests of all screens, so a test asks for each.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from app.guide import Field, Kind
from app.guide.library import SAFETY_PLAN
from app.ui import sharing, trial
from app.ui.desk import Desk
from app.ui.first import Step
from app.ui.pages.showing import LARGER
from app.ui.sitting import Sitting
from app.ui.sitting import Step as Sit
from app.ui.state import HOME, Place, Screen
from app.workbook.answers import CIRCLES, DAYS, EFFECTS, Json
from app.workbook.beside import Agenda
from app.workbook.card import Line
from app.workbook.keyring import new_recovery_code
from app.workbook.rescue import Rescued
from app.workbook.secret import Secret

SECRET = "en lång båt seglar sakta hem"
SECTION, SIGNS = "tva-fragor", "mina-tecken"
ANSWERED = "tva-fragor.vad-forde-hit"
CHOSEN = (SECTION, "vem-jag-ar", SIGNS, "mina-strategier", "manniskor-runt-mig", "min-vecka")

Up = Callable[[Desk], Awaitable[object]]


@dataclass(frozen=True)
class Scene:
    """One thing to see.

    ``taps``: the names of buttons to press after that, in the browser. ``larger``: how much larger
    than elsewhere its text is.
    """

    screen: Screen
    up: Up
    taps: tuple[str, ...] = ()
    larger: float = 1.0


# Answers


def some(field: Field) -> Json:
    """An answer that a person could have given, with a few rows where there can be rows."""
    chosen = [[option.id, option.text] for option in field.options]
    match field.kind:
        case Kind.SHORT:
            return "En kort promenad med grannens hund"
        case Kind.LONG:
            return "Det började i våras. Jag sov sämre och sa nej till det mesta. Nu vill jag orka."
        case Kind.LIST:
            return ["Dricka kaffe på trappan", "Ringa Samira", "Lyssna på regnet"]
        case Kind.CHECKLIST:
            return [*([*row, True] for row in chosen[:2]), ["", "Vattna blommorna", False]]
        case Kind.ONE | Kind.SEVERAL:
            return chosen[:1]
        case Kind.SCALE:
            return 5
        case Kind.DATE:
            return "2027-02-03"
        case Kind.CONTACT:
            return [["Samira", "070-123 45 67", "vän"], ["Mottagningen", "", "kontaktperson"]]
        case Kind.IF_THEN | Kind.LINKS:
            return [["jag inte somnar", "lägger jag mobilen i köket"]]
        case Kind.WEEK:
            return [[day, "Frukost i lugn och ro", "Handla", "Ringa Samira"] for day in DAYS[:2]]
        case Kind.BALANCE:
            return [["Promenad", EFFECTS[0]], ["Räkningar", EFFECTS[1]]]
        case Kind.NETWORK:
            return [["Samira", "vän", CIRCLES[0]], ["Ali", "granne", CIRCLES[1]]]
        case Kind.TIMELINE:
            days = [(date.today() - timedelta(days=ago)).isoformat() for ago in range(12, 0, -3)]
            return [["Sömn"], *([day, 5, "Vaknade tidigt"] for day in days)]
        case Kind.LETTER:
            return ["Hej! Det blev lättare förra gången också.", ""]
        case _:
            assert_never(field.kind)


# Ways


def _step(step: Step) -> Scene:
    """A step of the first start."""

    async def up(desk: Desk) -> None:
        desk.first.guide, desk.first.step = desk.ours.guides[0], step
        desk.shown.changes += 1

    return Scene(Screen.WELCOME, up)


def _trying(screen: Screen, arg: str = "") -> Scene:
    async def up(desk: Desk) -> None:
        if not desk.trial:
            await trial.begin(desk, desk.ours.guides[0])
        await desk.go(Place(screen, arg))

    return Scene(screen, up)


async def opened(desk: Desk) -> None:
    """A vault with something written in every question, open."""
    if desk.trial:
        await desk.door.lock()
    if desk.open:
        return
    if desk.door.rooms.paths:
        assert await desk.door.unlock(Secret.passphrase(SECRET))
        return
    guide = desk.library.guides[0]
    assert await desk.door.create(SECRET, new_recovery_code(), guide)
    for field in desk.library.fields.values():
        desk.write(field, some(field))
    await desk.flush()
    await desk.choose(guide, CHOSEN)
    receipts = desk.book.receipts
    await asyncio.to_thread(receipts.add, "html", [SECTION], [ANSWERED], "Samira", "Till mötet")


async def locked(desk: Desk) -> None:
    await opened(desk)
    await desk.door.lock()


def _open(screen: Screen, arg: str = "", *taps: str) -> Scene:
    async def up(desk: Desk) -> None:
        await opened(desk)
        await desk.go(Place(screen, arg))

    return Scene(screen, up, taps)


def _locked(screen: Screen, prepare: Up | None = None) -> Scene:
    async def up(desk: Desk) -> None:
        await locked(desk)
        if prepare:
            await prepare(desk)
        desk.restart(Place(screen))

    return Scene(screen, up)


def _sharing(screen: Screen, arg: str = "", *taps: str) -> Scene:
    async def up(desk: Desk) -> None:
        await opened(desk)
        await sharing.begin(desk, SECTION)
        await desk.go(Place(Screen.SHARE_LOOK))
        await desk.go(Place(screen, arg))

    return Scene(screen, up, taps)


async def _empty_home(desk: Desk) -> None:
    await opened(desk)
    guide = desk.library.guides[0]
    await desk.choose(guide, ())
    await desk.go(HOME)


async def _home(desk: Desk) -> None:
    await opened(desk)
    await desk.choose(desk.library.guides[0], CHOSEN)
    await desk.go(HOME)


async def _beside(desk: Desk, step: Sit) -> None:
    await opened(desk)
    await desk.go(HOME)
    desk.sitting = Sitting(Agenda(("Något jag behöver hjälp med", "Ringa Samira")))
    desk.sitting.choose(30)
    desk.sitting.begin()
    desk.sitting.step = step
    await desk.go(Place(Screen.BESIDE))


async def _point(desk: Desk) -> None:
    await _beside(desk, Sit.POINT)


async def _agreed(desk: Desk) -> None:
    await _beside(desk, Sit.END)


async def _receipt(desk: Desk) -> None:
    await opened(desk)
    await desk.go(Place(Screen.RECEIPT, desk.book.receipts.all()[0].id))


async def _sheet(desk: Desk) -> None:
    await opened(desk)
    desk.show_sheet(new_recovery_code())


async def _looked_at(desk: Desk) -> None:
    await opened(desk)
    section = desk.section(SAFETY_PLAN)
    desk.card = {Line("", str(field.question)) for field in section.fields[:3]}
    await desk.go(Place(Screen.CARD_LOOK))


async def _shown(desk: Desk) -> None:
    await opened(desk)
    await desk.show(sharing.written_page(desk, SECTION))


async def _damaged(desk: Desk) -> None:
    path, secret = desk.door.rooms.first, Secret.passphrase(SECRET)
    desk.door.rescued = await asyncio.to_thread(Rescued.of, desk.ours, path, secret)


async def _unread(desk: Desk) -> None:
    desk.door.unread = desk.door.rooms.first


def _plain(*screens: Screen) -> dict[str, Scene]:
    return {screen.name.lower(): _open(screen) for screen in screens}


SCENES: dict[str, Scene] = {
    "welcome": _step(Step.HELLO),
    "welcome-guide": _step(Step.GUIDE),
    "welcome-exercise": _step(Step.EXERCISE),
    "welcome-passphrase": _step(Step.PASSPHRASE),
    "trial-home": _trying(Screen.HOME),
    "trial-section": _trying(Screen.SECTION, SECTION),
    "trial-keys": _trying(Screen.KEYS),
    "begin": _trying(Screen.BEGIN),
    "home": Scene(Screen.HOME, _home),
    "home-empty": Scene(Screen.HOME, _empty_home),
    "guides": _open(Screen.GUIDES),
    "intro": _open(Screen.INTRO, "mar-daligt"),
    "choose": _open(Screen.CHOOSE, "mar-daligt"),
    "section": _open(Screen.SECTION, SECTION),
    "section-signs": _open(Screen.SECTION, SIGNS),
    "plan": _open(Screen.SECTION, SAFETY_PLAN),
    "find": _open(Screen.FIND),
    "helped": _open(Screen.HELPED),
    "history": _open(Screen.HISTORY, ANSWERED),
    "agreement": _open(Screen.AGREEMENT, "overenskommelse-min"),
    "beside": _open(Screen.BESIDE),
    "beside-point": Scene(Screen.BESIDE, _point, ("Visa mina anteckningar",), LARGER),
    "beside-end": Scene(Screen.BESIDE, _agreed),
    "show": _open(Screen.SHOW, SECTION),
    "share": _sharing(Screen.SHARE),
    "share-answers": _sharing(Screen.SHARE_ANSWERS, SECTION),
    "share-look": _sharing(Screen.SHARE_LOOK),
    "share-strike": _sharing(Screen.SHARE_STRIKE, ANSWERED),
    "share-to": _sharing(Screen.SHARE_TO),
    "share-file": _sharing(Screen.SHARE_FILE),
    "share-pdf": _sharing(Screen.SHARE_PDF),
    **_plain(
        Screen.EARLIER,
        Screen.SETTINGS,
        Screen.APPEARANCE,
        Screen.PROTECTION,
        Screen.ACCESSIBILITY,
        Screen.TOUR,
        Screen.KEYS,
        Screen.NEW_PASSPHRASE,
        Screen.NEW_SHEET,
        Screen.SHARES,
        Screen.NEW_KEY,
        Screen.DEVICE,
        Screen.OTHERS,
        Screen.SHARED,
        Screen.REPLY,
        Screen.CARD_EDIT,
        Screen.ROOM,
        Screen.COPIES,
        Screen.COPY_OUT,
        Screen.COPY_IN,
        Screen.TAKE_ALL,
        Screen.CALENDAR,
        Screen.PAPER,
        Screen.BOOKLET,
        Screen.BLANKS,
        Screen.ERASE,
        Screen.TRACES,
        Screen.SHORTCUTS,
        Screen.FOLDER,
        Screen.ABOUT,
    ),
    "receipt": Scene(Screen.RECEIPT, _receipt),
    "card-look": Scene(Screen.CARD_LOOK, _looked_at),
    "sheet": Scene(Screen.SHEET, _sheet),
    "help": _open(Screen.HELP),
    "showing": Scene(Screen.SHOWING, _shown, larger=LARGER),
    "lock": _locked(Screen.LOCK),
    "locking": _locked(Screen.LOCKING),
    "code": _locked(Screen.CODE),
    "two-sheets": _locked(Screen.TWO_SHEETS),
    "start-over": _locked(Screen.START_OVER),
    "help-locked": _locked(Screen.HELP),
    "card": _locked(Screen.CARD),
    "damaged": _locked(Screen.DAMAGED, _damaged),
    "unread": _locked(Screen.UNREAD, _unread),
}
