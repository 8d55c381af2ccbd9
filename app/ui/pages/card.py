"""The crisis card as it is read without unlocking: one step a screen, and nothing to type."""

from itertools import islice

import flet as ft

from app.guide import Beside, HelpLine
from app.guide.library import HELP
from app.share.words import tel
from app.ui import blocks, frame, hooks, kit, press, texts
from app.ui.apart import apart
from app.ui.desk import Desk
from app.ui.direction import from_right
from app.ui.state import Place, Screen
from app.workbook import card as cards
from app.workbook.card import BadCard, Line, Steps
from app.workbook.telephone import number_in

NAME = "Kriskort"
_ALWAYS = ("112", "90101")  # whom to call where the page of help cannot be read


def outside(desk: Desk) -> Steps:
    """The card that lies outside the lock; () for none, and for one that cannot be read."""
    try:
        return cards.read(desk.places.card)
    except BadCard:
        return ()


@kit.component
def way(desk: Desk) -> ft.Control:
    """The button to the card, once it is known that there is one: what is around it never waits."""
    there, set_there = hooks.state(False)

    async def look() -> None:
        set_there(bool(await apart(lambda: outside(desk))))

    ft.on_mounted(look)
    icon = ft.Icons.VOLUNTEER_ACTIVISM_OUTLINED
    button = press.button(desk, NAME, lambda: desk.go(Place(Screen.CARD, "1")), icon)
    return ft.Column([button] if there else [], visible=there)


@kit.component
def card(desk: Desk, at: str) -> ft.Control:
    """One step of the card, or whom to call, which comes last. ``at`` counts from 1."""
    steps = hooks.remember(lambda: outside(desk))
    number = max(1, int(at)) if at.isdecimal() else 1
    back = press.link(desk, texts.BACK, desk.back)
    if number > len(steps):
        return frame.page(
            desk,
            [_where(len(steps) + 1, steps), *_call(desk)],
            title="Ring någon",
            bottom=[
                back,
                press.main_button(
                    desk, "Klar", lambda: desk.go(desk.door.first_place()), large=True
                ),
            ],
        )
    step = steps[number - 1]
    return frame.page(
        desk,
        [_where(number, steps), *(_line(desk, line) for line in step.lines)],
        title=step.title,
        bottom=[
            back,
            press.main_button(
                desk, texts.NEXT, lambda: desk.go(Place(Screen.CARD, str(number + 1))), large=True
            ),
        ],
    )


def _where(number: int, steps: Steps) -> ft.Control:
    """How far one has come."""
    return kit.quiet(f"{number} av {len(steps) + 1}")


def _line(desk: Desk, line: Line) -> ft.Control:
    parts = words(line)
    # Some write more than a number beside a name: "070-123 45 67, helst på kvällen".
    if number := tel(line.number) or tel(number_in(line.number, numbers(desk))):
        who = line.text.partition(",")[0] if line.apart else line.number
        about = line.apart or line.text
        parts.append(
            press.call_button(desk, f"Ring {who}", number.removeprefix("tel:"), about, large=True)
        )
    return kit.panel(*parts, padding=20)


def words(line: Line) -> list[ft.Control]:
    """A line in large letters, and its number where the line does not say it."""
    return [
        ft.Text(one, theme_style=ft.TextThemeStyle.TITLE_LARGE, rtl=from_right(one))
        for one in filter(None, (line.text, line.apart))
    ]


def _call(desk: Desk) -> list[ft.Control]:
    """The first numbers on the page of help."""
    lines = (one for one in desk.ours.section(HELP).blocks if isinstance(one, HelpLine))
    first = list(islice(lines, len(_ALWAYS)))
    shown = (
        blocks.controls(desk, ((one, Beside()) for one in first))
        if first
        else [press.call_button(desk, f"Ring {number}", number, large=True) for number in _ALWAYS]
    )
    return [*shown, kit.text(f"Fler nummer finns under {texts.HELP_NOW}.")]


def numbers(desk: Desk) -> list[str]:
    """The short numbers of the page of help: a line that names one can call it."""
    lines = (one for one in desk.ours.section(HELP).blocks if isinstance(one, HelpLine))
    return [one.number for one in lines]
