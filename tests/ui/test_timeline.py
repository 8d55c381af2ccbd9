"""Something followed over time: off until one wants it, drawn, never judged, and all undoable."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

import flet as ft
import flet.canvas as cv
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Field, Kind
from app.ui.chart import Point
from app.ui.lines import Line
from app.ui.state import Place, Screen
from app.ui.timeline import Log
from app.ui.undoing import Undo
from app.workbook.answers import fits
from app.workbook.days import said
from tests.ui.running import SECTION, App

HERE = Place(Screen.SECTION, "se-tillbaka")
UNDO = "Ångra borttagningen"
WHAT = "Vad vill du följa? Eget ord"
WORDS = "Några ord, om du vill"
TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)


async def open_at(run) -> tuple[App, Field]:
    app = await run()
    await app.open(HERE)
    [field] = [
        one for one in app.desk.library.section(HERE.arg).fields if one.kind is Kind.TIMELINE
    ]
    return app, field


async def come_back(app: App) -> None:
    """Leaves the page and comes to it again."""
    await app.desk.go(SECTION)
    await app.desk.go(HERE)
    await app.h.settle()


def asked(app: App) -> list[str]:
    """What stands on the text fields."""
    labels = [c.label for c in app.h.walk() if isinstance(c, ft.TextField)]
    return [label.value for label in labels if isinstance(label, ft.Text)]


def pills(app: App) -> ft.RadioGroup:
    """The numbers 0–10."""
    [group] = [
        group
        for group in app.h.walk()
        if isinstance(group, ft.RadioGroup)
        and [one.value for one in app.h.walk(group) if isinstance(one, ft.Radio)]
        == [str(n) for n in range(11)]
    ]
    return group


async def pick(app: App, number: int) -> None:
    await app.h.fire(pills(app), "change", None, value=str(number))


async def pick_day(app: App, day: date) -> None:
    await app.h.press("Välj en annan dag")
    picker = app.desk.page._dialogs.controls[-1]
    noon = datetime(day.year, day.month, day.day, 12).astimezone()
    await app.h.fire(picker, "change", None, value=noon)


async def add(app: App, number: int, words: str = "", day: date | None = None) -> None:
    if day:
        await pick_day(app, day)
    await pick(app, number)
    await app.h.type(app.h.find(ft.TextField, WORDS), words)
    await app.h.press("Lägg till")


def drawing(app: App) -> tuple[str, cv.Canvas]:
    """What the chart says in words, and the chart."""
    [(label, canvas)] = [
        (one.label, canvas)
        for one in app.h.walk()
        if isinstance(one, ft.Semantics) and one.image
        for canvas in app.h.walk(one)
        if isinstance(canvas, cv.Canvas)
    ]
    return label, canvas


def row(day: date, number: int, words: str = "") -> list[object]:
    return [day.isoformat(), number, words]


async def test_nothing_is_followed_until_the_person_begins(run) -> None:
    app, field = await open_at(run)
    assert (
        "Du kan följa något över tid, om du vill. Det är inget betyg och appen räknar inte på det."
    ) in app.h.texts()
    assert WHAT not in asked(app)
    await app.h.press("Börja följa något")
    assert app.h.find(ft.TextField, WHAT).value == ""
    assert not app.desk.answered(field)
    assert not [c for c in app.h.walk() if isinstance(c, cv.Canvas)]
    await app.lock()


async def test_a_day_is_added_and_is_there_after_the_lock(run) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await app.h.type(app.h.find(ft.TextField, WHAT), "ork")
    await add(app, 0, "tung dag")
    await add(app, 7, "", YESTERDAY)
    kept = [["ork"], row(YESTERDAY, 7), row(TODAY, 0, "tung dag")]
    assert app.desk.value(field) == kept
    await app.lock()
    assert await app.unlock()
    await app.desk.go(HERE)
    await app.h.settle()
    assert app.desk.value(field) == kept
    assert app.h.find(ft.TextField, WHAT).value == "ork"
    texts = app.h.texts()
    newest, older = (
        texts.index(f"{said(day)}: {n} av 10")
        for day, n in zip((TODAY, YESTERDAY), (0, 7), strict=True)
    )
    assert newest < texts.index("tung dag") < older
    await app.lock()


async def test_a_second_number_on_a_day_takes_the_place_of_the_first_until_that_is_undone(
    run,
) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await add(app, 3, "på morgonen")
    await add(app, 5, "", YESTERDAY)
    assert UNDO not in app.h.texts()
    await add(app, 8, "på kvällen")
    assert app.desk.value(field) == [[""], row(YESTERDAY, 5), row(TODAY, 8, "på kvällen")]
    await app.h.press(UNDO)
    assert app.desk.value(field) == [[""], row(YESTERDAY, 5), row(TODAY, 3, "på morgonen")]
    assert "på kvällen" not in app.h.texts()
    assert UNDO not in app.h.texts()
    await app.lock()


async def test_what_is_taken_away_comes_back(run) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await add(app, 3, "ett")
    await add(app, 5, "två", YESTERDAY)
    full = app.desk.value(field)
    button = next(
        c
        for c in app.h.walk()
        if isinstance(c, ft.IconButton)
        and c.tooltip == f"Ta bort rad 1: {said(TODAY)}, {field.question}"
    )
    await asyncio.gather(app.h.click(button), app.h.click(button))
    assert app.desk.value(field) == [[""], row(YESTERDAY, 5, "två")]
    assert app.desk.shown.notice == ""
    await app.h.press(UNDO)
    assert app.desk.value(field) == full
    assert UNDO not in app.h.texts()
    await app.lock()


async def test_stopping_takes_all_away_and_can_be_undone_after_a_new_beginning(run) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await app.h.type(app.h.find(ft.TextField, WHAT), "ork")
    await add(app, 5, "före", YESTERDAY)
    await pick(app, 4)
    full = app.desk.value(field)
    await app.h.press("Sluta följa")
    assert app.desk.value(field) == []
    assert WHAT not in asked(app)
    await app.h.press(UNDO)
    assert app.desk.value(field) == full
    await app.h.press("Sluta följa")
    await app.h.press("Börja följa något")
    await app.h.type(app.h.find(ft.TextField, WHAT), "sömn")
    await add(app, 9, "efter", YESTERDAY - timedelta(days=1))
    await app.h.press(UNDO)
    assert app.h.find(ft.TextField, WHAT).value == "ork, sömn"
    assert app.desk.value(field) == [
        ["ork, sömn"],
        row(YESTERDAY - timedelta(days=1), 9, "efter"),
        *full[1:],
    ]
    await app.lock()


async def test_what_was_not_added_yet_is_kept_when_the_page_is_left(run) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await add(app, 3, "först")
    await pick(app, 6)
    await app.h.type(app.h.find(ft.TextField, WORDS), "sedan")
    assert app.h.texts().count("Det du har skrivit") == 1
    assert f"{said(TODAY)}: 6 av 10" not in app.h.texts()  # not a row before it is added
    await come_back(app)
    assert app.desk.value(field) == [[""], row(TODAY, 3, "först"), row(TODAY, 6, "sedan")]
    names = [c.tooltip for c in app.h.walk() if isinstance(c, ft.IconButton) and c.tooltip]
    assert len(set(names)) == len(names)
    assert "först" in app.h.texts() and "sedan" in app.h.texts()
    await app.lock()


async def test_a_number_touched_by_mistake_is_taken_away_and_brought_back(run) -> None:
    app, field = await open_at(run)
    await app.h.press("Börja följa något")
    await pick(app, 6)
    await app.h.type(app.h.find(ft.TextField, WORDS), "ord")
    await app.h.press("Ta bort valet")
    assert not app.desk.answered(field)
    assert pills(app).value == ""
    await app.h.press(UNDO)
    assert app.desk.value(field) == [[""], row(TODAY, 6, "ord")]
    assert pills(app).value == "6"
    assert app.h.find(ft.TextField, WORDS).value == "ord"
    await app.lock()


async def test_a_day_that_has_not_come_is_not_taken(run) -> None:
    app, _ = await open_at(run)
    await app.h.press("Börja följa något")
    await pick_day(app, TODAY + timedelta(days=2))
    assert "I dag" in app.h.texts()
    assert app.desk.page._dialogs.controls[-1].last_date == TODAY
    await pick_day(app, YESTERDAY)
    assert "I dag" not in app.h.texts() and said(YESTERDAY) in app.h.texts()
    await app.lock()


async def test_the_chart_has_a_dot_a_day_in_one_colour_and_says_so_in_words(run) -> None:
    app, field = await open_at(run)
    days = [TODAY - timedelta(days=ago) for ago in (4, 3, 0)]
    app.desk.write(
        field, [["ork"], *(row(day, n) for day, n in zip(days, (0, 10, 5), strict=True))]
    )
    await come_back(app)
    label, canvas = drawing(app)
    assert (
        label
        == f"Diagram från {said(days[0])} till {said(TODAY)}. I tur och ordning: 0, 10, 5 av 10."
    )
    for width in (240.0, 600.0):
        await app.h.fire(canvas, "resize", {"w": width, "h": canvas.height})
        _, canvas = drawing(app)
        dots = [shape for shape in canvas.shapes if isinstance(shape, cv.Circle)]
        lines = [shape for shape in canvas.shapes if isinstance(shape, cv.Line)]
        assert len(dots) == 3 and len(lines) == 2 + 2  # the axis, and between the dots
        assert {dot.paint.color for dot in dots} == {ft.Colors.PRIMARY}
        first, second, third = dots
        assert width / 2 < third.x < width and 0 < first.x < width / 2
        assert third.x - second.x == 3 * (second.x - first.x)  # as the days lie apart
        assert 0 < second.y < third.y < first.y < canvas.height
        assert third.y == (first.y + second.y) / 2
    await app.h.press(f"Ta bort rad 1: {said(TODAY)}, {field.question}")
    await app.h.press(f"Ta bort rad 1: {said(days[1])}, {field.question}")
    assert drawing(app)[0] == f"Diagram med en dag. {said(days[0])}: 0 av 10."
    await app.lock()


async def test_a_long_table_is_shown_a_piece_at_a_time(run) -> None:
    app, field = await open_at(run)
    days = [TODAY - timedelta(days=ago) for ago in range(24, -1, -1)]
    app.desk.write(field, [["ork"], *(row(day, 5) for day in days)])
    await come_back(app)
    for there in (10, 20, 25):
        shown = [text for text in app.h.texts() if text.endswith(": 5 av 10")]
        assert shown == [f"{said(day)}: 5 av 10" for day in days[::-1][:there]]
        if there < len(days):
            await app.h.press("Visa fler")
    assert "Visa fler" not in app.h.texts()
    await app.lock()


class Desk:
    def __init__(self) -> None:
        self.undo = Undo(self)

    def touch(self) -> None:
        pass


days = st.dates(date(2026, 1, 1), date(2026, 1, 4))
points = st.builds(Point, days, st.integers(0, 10), st.text(max_size=3))


@st.composite
def logs(draw) -> Log:
    log = Log(True, Line(Desk(), "x", draw(st.text(max_size=3))), Line(Desk(), "y"))
    log.points = draw(st.lists(points, max_size=4))
    if draw(st.booleans()):
        made = draw(points)
        log.day, log.number = made.day, made.number
        log.words.write(made.words)
    return log


@given(logs(), st.data())
def test_what_puts_back_puts_back_exactly_what_was_there(log: Log, data: st.DataObject) -> None:
    before = log.value
    assert fits(Kind.TIMELINE, before)
    ways = [log.stop, log.drop, *(lambda p=point: log.remove(p) for point in log.points)]
    undo = data.draw(st.sampled_from(ways))()
    assert fits(Kind.TIMELINE, log.value)
    if undo:
        assert log.value != before
        undo()
    assert sorted(log.value[1:]) == sorted(before[1:])
    assert log.value[0] == before[0]


@given(logs())
def test_adding_leaves_one_on_its_day_and_never_touches_another(log: Log) -> None:
    before, made = list(log.points), log.being_made
    undo = log.add()
    assert fits(Kind.TIMELINE, log.value) and log.being_made == []
    for new in made:
        assert [p.words for p in log.points if p.day == new.day] == [new.words]
    kept = [p for p in before if p.day not in [new.day for new in made]]
    assert [p for p in log.points if p in before] == kept
    assert (undo is None) == (kept == before)
    if undo:
        undo()
        assert {id(p) for p in log.points} == {id(p) for p in before}
