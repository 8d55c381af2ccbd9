"""Which lines of the plan lie outside the lock: ticked one by one, looked at, and laid out."""

import flet as ft

from app.guide.library import SAFETY_PLAN
from app.ui import choices, frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages.card import numbers, outside, words
from app.ui.state import Place, Screen
from app.workbook import card as cards
from app.workbook.answers import Answer
from app.workbook.card import BadCard, Line, Steps

TITLE = "Kriskort utanför låset"
_LAY = "Lägg utanför låset"
_ON, _OFF = "På. Går att läsa utan lösenfras.", "Av."
_CHANGED = "På. Något på kortet står inte så i din plan längre."
_BAD = "Kortet går inte att läsa."
_GONE = "Står inte så i din plan längre."
_SORRY = (
    "Det finns ett kort utanför låset, men det går inte att läsa och visas inte. "
    "Det du har skrivit är kvar. Gör ett nytt kort, eller ta bort det."
)


def status(desk: Desk) -> str:
    """Whether anything lies outside the lock, and whether the plan still says so."""
    try:
        card = cards.read(desk.places.card)
    except BadCard:
        return _BAD
    if not card:
        return _OFF
    return _CHANGED if _lines(card) - _lines(_plan(desk)) else _ON


def _plan(desk: Desk) -> Steps:
    """The lines one can choose among."""

    def answer(key: str) -> Answer | None:
        field = desk.library.field(key)
        return Answer.to(field, desk.value(field)) if field else None

    # Always in the same words: the titles are on the card.
    return cards.offered(desk.library.section(SAFETY_PLAN), answer, numbers(desk))


def _all(desk: Desk) -> tuple[Steps, set[Line]]:
    """Every line that is in the plan or on the card, and those that only the card has."""
    plan = _plan(desk)
    every = cards.together(plan, outside(desk))
    return every, _lines(every) - _lines(plan)


def _lines(steps: Steps) -> set[Line]:
    return {line for step in steps for line in step.lines}


def _chosen(desk: Desk) -> set[Line]:
    """What is ticked; at first, what lies outside already."""
    if desk.card is None:
        desk.card = _lines(outside(desk))
    return desk.card


@kit.component
def card_edit(desk: Desk, changes: int) -> ft.Control:
    """Every line of the plan, each one to tick. Nothing leaves the lock here."""
    redraw = hooks.redraw()
    steps, gone = hooks.remember(lambda: _all(desk))
    chosen = _chosen(desk)
    there = status(desk)

    def toggle(line: Line) -> None:
        chosen.symmetric_difference_update({line})
        redraw()

    async def see() -> None:
        card = cards.picked(steps, chosen)
        if not card:
            desk.notice("Kryssa för minst en rad först.")
        elif not cards.fits(card):
            desk.notice("Kortet blir för långt. Kryssa ur några rader.")
        else:
            await desk.go(Place(Screen.CARD_LOOK))

    async def remove() -> None:
        if await desk.change(lambda _: cards.remove(desk.places.card)):
            desk.notice("Kortet är borttaget. Enhetens minne kan behålla rester en tid.")

    _, take_away = hooks.once(remove)
    parts: list[ft.Control] = [
        kit.text(
            "Ett kriskort är rader ur din trygghetsplan som går att läsa utan lösenfras. "
            "Du når det från låsskärmen och från Få hjälp nu."
        ),
        kit.text(
            "Den som har enheten eller Guidens mapp kan läsa kortet. Det sparas utan lås. "
            "Allt annat är låst som förut."
        ),
    ]
    if there == _BAD:
        parts.append(kit.banner(_SORRY))
    if there == _CHANGED:
        parts.append(
            kit.banner(
                "Något på kortet står inte så i din plan längre. Kortet ändras inte av sig självt."
            )
        )
    if not steps:
        parts.append(
            kit.text("Här finns inget att välja än. Skriv först i din plan, en rad räcker.")
        )
        to_plan = press.button(
            desk,
            desk.section(SAFETY_PLAN).title,
            lambda: desk.go(Place(Screen.SECTION, SAFETY_PLAN)),
            ft.Icons.SHIELD_OUTLINED,
        )
        parts.append(ft.Row([to_plan], wrap=True))
    for step in steps:
        parts.append(kit.heading(step.title, 2))
        parts.append(
            choices.group(
                step.title,
                *(
                    choices.choice(
                        desk,
                        line.text,
                        line in chosen,
                        lambda line=line: toggle(line),
                        below="\n".join([line.apart, _GONE if line in gone else ""]).strip(),
                    )
                    for line in step.lines
                ),
            )
        )
    if there != _OFF:
        take = press.link(desk, "Ta bort kortet", take_away, ft.Icons.DELETE_OUTLINE)
        parts.append(ft.Row([take], wrap=True))
    return frame.page(
        desk,
        parts,
        title=TITLE,
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            *([press.main_button(desk, "Se kortet", see)] if steps else []),
        ],
    )


@kit.component
def look(desk: Desk) -> ft.Control:
    """Just what can be read outside. The first time it asks once more before it lays it there."""
    asking, ask = hooks.state(False)
    steps = hooks.remember(lambda: cards.picked(_all(desk)[0], _chosen(desk)))
    first = hooks.remember(lambda: not outside(desk))

    async def lay() -> None:
        here = desk.shown.place
        if await desk.change(lambda _: cards.write(desk.places.card, steps)):
            desk.card = None
            if desk.shown.place == here:
                await desk.go(Place(Screen.SETTINGS))
                desk.notice("Kortet ligger utanför låset. Du når det från låsskärmen.")

    _, lay_now = hooks.once(lay)
    if asking:
        return _asked(desk, lay_now, lambda: ask(False))
    parts: list[ft.Control] = []
    for step in steps:
        parts.append(kit.heading(step.title, 2))
        parts += [kit.panel(*words(line)) for line in step.lines]
    if steps:
        parts.append(kit.quiet("Sist på kortet står de två första numren under Få hjälp nu."))
    else:
        parts.append(kit.text("Inget är ikryssat."))
    on = press.main_button(desk, _LAY, (lambda: ask(True)) if first else lay_now)
    return frame.page(
        desk,
        parts,
        title="Det här kan den som håller i telefonen läsa",
        bottom=[press.link(desk, texts.BACK, desk.back), *([on] if steps else [])],
    )


@kit.component
def _asked(desk: Desk, lay: kit.Handler, keep: kit.Handler) -> ft.Control:
    """Asks once before anything lies readable on the disk."""
    return frame.page(
        desk,
        [
            kit.text(
                "Raderna sparas utan lås i Guidens mapp. Den som har telefonen eller mappen kan "
                "läsa dem, och kan också ändra dem."
            ),
            kit.text(
                "Du kan ta bort kortet när du vill. Enhetens minne kan behålla rester av det."
            ),
            ft.Row([press.button(desk, "Ja, lägg utanför låset", lay)], wrap=True),
        ],
        title="Lägga kortet utanför låset?",
        bottom=[ft.Container(), press.main_button(desk, "Nej, inte nu", keep)],
    )
