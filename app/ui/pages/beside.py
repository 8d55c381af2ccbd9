"""Sitting beside somebody: what to take up, one thing at a time, and what to share at the end.

Both see the screen. So the person's notes are out of sight until asked for, and go with one press.
"""

import asyncio
from collections.abc import Callable

import flet as ft

from app.ui import choices, empty, fields, frame, hooks, kit, look, press, sharing, texts
from app.ui.desk import Desk
from app.ui.pages.showing import LARGER
from app.ui.sitting import OUT, Sitting, Step, left
from app.ui.state import HOME, Place, Screen
from app.ui.suggestions import written
from app.workbook.beside import AGREED, LIST, NOTES, SECTION

TITLE = "Börja sitta bredvid"
_PLAN = "Vad tar ni upp i dag?"
_TIME = "Vill ni ha en tid?"
_TIMES = (
    ("0", "Ingen tid", ""),
    *((str(minutes), f"{minutes} minuter", "") for minutes in (15, 30, 45, 60)),
)
_OFTEN = 20  # seconds between two looks at the clock

Go = Callable[[Step], None]


def way(desk: Desk) -> ft.Control:
    """The way here from the section."""

    async def begin() -> None:
        if desk.sitting.step is Step.END:  # that one is over
            desk.sitting = Sitting()
        await desk.go(Place(Screen.BESIDE))

    return ft.Row([press.button(desk, TITLE, begin, ft.Icons.PEOPLE_OUTLINE)], wrap=True)


@kit.component
def beside(desk: Desk) -> ft.Control:
    """The step they are at."""
    redraw = hooks.redraw()

    def go(step: Step) -> None:
        desk.sitting.step = step
        redraw()

    def turn(step: int) -> None:
        desk.sitting.agenda.turn(step)
        redraw()

    match desk.sitting.step:
        case Step.POINT if desk.sitting.agenda.points:
            return _point(desk, go, turn, key=f"point {desk.sitting.agenda.at}")
        case Step.END:
            return _end(desk, go, key="end")
        case _:
            return _plan(desk, go, key="plan")


# What to take up


def _offered(desk: Desk) -> list[tuple[str, list[str]]]:
    """What is written in the section's list, first, and in what it gathers, each point once.

    Each with the title of the section where it is written.
    """
    seen: set[str] = set()
    found = []
    for key in dict.fromkeys((LIST, *desk.section(SECTION).refers)):
        points = [point for _, every in written(desk, (key,)) for point in every]
        if (new := [point for point in points if point not in seen]) or key == LIST:
            found.append((desk.section(key.partition(".")[0]).title, new))
        seen.update(new)
    return found


@kit.component
def _plan(desk: Desk, go: Go) -> ft.Control:
    """What to take up, in which order, and for how long."""
    sitting = desk.sitting
    agenda = sitting.agenda
    redraw = hooks.redraw()
    (_, own), *others = offered = hooks.remember(lambda: _offered(desk))
    elsewhere = [point for _, points in others for point in points]
    hooks.remember(lambda: agenda.offer(own, elsewhere))
    more, set_more = hooks.state(not own or any(one in elsewhere for one in agenda.points))
    back = press.link(desk, texts.BACK, desk.back)
    if not (own or elsewhere):
        words = "Skriv först något du vill ta upp. Det räcker med en enda sak."
        return frame.page(desk, [empty.invitation(kit.text(words))], title=_PLAN, bottom=[back])

    def flip(point: str) -> None:
        agenda.flip(point)
        redraw()

    def move(point: str, step: int) -> None:
        agenda.move(point, step)
        redraw()

    def choose(minutes: str) -> None:
        sitting.choose(int(minutes))
        redraw()

    def begin() -> None:
        if not agenda.points:
            desk.notice("Välj en sak att ta upp först.")
            return
        sitting.begin()
        go(Step.POINT)

    parts: list[ft.Control] = [kit.text("Välj det ni ska ta upp. Det räcker med en enda sak.")]
    for number, (title, points) in enumerate(offered):
        if not points or (number and not more):
            continue
        ticks = [
            choices.choice(desk, point, point in agenda.points, lambda point=point: flip(point))
            for point in points
        ]
        head = [kit.heading(f"Från {title}", 2)] if number else []
        parts += [*head, choices.group(title, *ticks)]
    if elsewhere and not more:
        parts.append(
            ft.Row(
                [
                    press.link(
                        desk, "Ta med från andra avsnitt", lambda: set_more(True), ft.Icons.ADD
                    )
                ],
                wrap=True,
            )
        )
    if len(agenda.points) > 1:
        parts.append(kit.heading("I den här ordningen", 2))
        parts += [_ordered(desk, sitting, point, move) for point in agenda.points]
    parts += [
        kit.heading(_TIME, 2),
        choices.one_of(desk, _TIMES, str(sitting.minutes), choose, pills=True),
        kit.quiet("Guiden låser sig som vanligt om ni inte rör den på en stund."),
    ]
    return frame.page(
        desk, parts, title=_PLAN, bottom=[back, press.main_button(desk, "Börja", begin)]
    )


def _ordered(
    desk: Desk, sitting: Sitting, point: str, move: Callable[[str, int], None]
) -> ft.Control:
    """A point with the buttons that move it."""
    at, most = sitting.agenda.points.index(point), len(sitting.agenda.points) - 1
    ways = (
        (at > 0, ft.Icons.ARROW_UPWARD, "Flytta upp", -1),
        (at < most, ft.Icons.ARROW_DOWNWARD, "Flytta ner", 1),
    )
    buttons = [
        press.icon_button(desk, icon, name, lambda step=step: move(point, step), point)
        for usable, icon, name, step in ways
        if usable
    ]
    words = ft.Container(kit.text(f"{at + 1}. {point}"), expand=not desk.shown.tight)
    moves = ft.Row(buttons, spacing=0, tight=True)
    if desk.shown.tight:
        return ft.Column([words, moves], spacing=4)
    return ft.Row([words, moves], spacing=8)


# One at a time


@kit.component
def _point(desk: Desk, go: Go, turn: Callable[[int], None]) -> ft.Control:
    """One point, in letters that two can read."""
    sitting = desk.sitting
    agenda = sitting.agenda
    redraw = hooks.redraw()

    def notes() -> None:
        sitting.notes = not sitting.notes
        redraw()

    body = frame.page(
        desk,
        [
            *([kit.text(f"{agenda.at + 1} av {len(agenda.points)}")] if agenda.points[1:] else []),
            *([_clock(desk, key="clock")] if sitting.minutes else []),
            ft.Row(
                [
                    press.link(
                        desk,
                        "Dölj mina anteckningar" if sitting.notes else "Visa mina anteckningar",
                        notes,
                        ft.Icons.VISIBILITY_OFF_OUTLINED
                        if sitting.notes
                        else ft.Icons.VISIBILITY_OUTLINED,
                    )
                ],
                wrap=True,
            ),
            *(_asked(desk, NOTES) if sitting.notes else []),
        ],
        title=agenda.point,
        bottom=[
            press.link(
                desk,
                texts.PREVIOUS,
                (lambda: turn(-1)) if agenda.at else (lambda: go(Step.PLAN)),
            ),
            press.main_button(
                desk, texts.NEXT, (lambda: go(Step.END)) if agenda.last else (lambda: turn(1))
            ),
        ],
    )
    text = look.text_theme(
        round(desk.shown.percent * LARGER), font=look.font(desk.settings), web=desk.page.web
    )
    larger = ft.Theme(text_theme=text)
    return ft.Container(body, theme=larger, dark_theme=larger, expand=True)


def _asked(desk: Desk, key: str) -> list[ft.Control]:
    """One of the section's questions, to answer."""
    field = next((one for one in desk.section(SECTION).fields if one.key == key), None)
    return [fields.exercise(desk, field, 2, key=key)] if field else []


@kit.component
def _clock(desk: Desk) -> ft.Control:
    """What is left of the time, or the way to see it. Draws itself again as it goes."""
    sitting = desk.sitting
    redraw = hooks.redraw()
    going = hooks.remember(lambda: list[asyncio.Task[None]]())

    async def follow() -> None:
        while sitting.seconds:
            await asyncio.sleep(min(_OFTEN, sitting.seconds + 0.1))
            redraw()

    def start() -> None:
        going.append(asyncio.get_running_loop().create_task(follow()))

    def stop() -> None:
        while going:
            going.pop().cancel()

    def flip() -> None:
        sitting.time = not sitting.time
        redraw()

    ft.on_mounted(start)
    ft.on_unmounted(stop)
    words = left(sitting.seconds or 0)
    said = ft.Semantics(live_region=words == OUT, container=True, content=kit.quiet(words))
    way = press.link(desk, "Dölj tiden" if sitting.time else "Visa tiden", flip)
    return ft.Column(
        [*([said] if sitting.time else []), ft.Row([way], wrap=True)],
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


# The end


@kit.component
def _end(desk: Desk, go: Go) -> ft.Control:
    """What they agreed on, and what leaves."""

    async def nothing() -> None:
        await desk.go(HOME)
        desk.sitting = Sitting()

    return frame.page(
        desk,
        [
            *_asked(desk, AGREED),
            kit.heading("Vad vill du dela?", 2),
            kit.text(
                "Du väljer varje svar själv. Dina anteckningar är inte med om du inte tar med dem."
            ),
            ft.Row(
                [
                    press.button(desk, "Välj vad jag delar", lambda: sharing.begin(desk, SECTION)),
                ],
                wrap=True,
            ),
        ],
        title="Innan ni slutar",
        bottom=[
            press.link(desk, texts.PREVIOUS, lambda: go(Step.POINT)),
            press.main_button(desk, "Inget nu", nothing),
        ],
    )
