"""The people around one: rows with circles to choose, and the drawing above them."""

from __future__ import annotations

from functools import partial
from math import hypot

import flet as ft
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Kind
from app.ui.network import in_rows, shorten
from app.workbook.answers import CIRCLES
from tests.ui import tables
from tests.ui.running import App
from tests.ui.tables import go, picked, pills

LABELS = ("Närmast", "Nära", "Längre bort")


opened = partial(tables.opened, Kind.NETWORK)


def box(app: App, label: str) -> ft.TextField:
    found = [
        c
        for c in app.h.walk()
        if isinstance(c, ft.TextField) and isinstance(c.label, ft.Text) and c.label.value == label
    ]
    assert len(found) == 1
    return found[0]


def drawing(app: App) -> ft.Semantics | None:
    """The circles with their name for screen readers, or None."""
    found = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.image]
    assert len(found) <= 1
    return found[0] if found else None


def drawn(app: App) -> list[str]:
    """The words in the drawing, from the outermost circle inwards."""
    return [c.value for c in app.h.walk(drawing(app)) if isinstance(c, ft.Text)]


async def window(app: App, width: float, percent: int = 100) -> None:
    app.desk.shown.width, app.desk.shown.percent = width, percent
    await app.h.settle()


async def test_somebody_gets_a_circle_and_is_drawn_in_it(run) -> None:
    app, field = await opened(run)
    await app.h.type(box(app, "Vem eller vad 1"), "Åsa")
    await app.h.type(box(app, "Hur ni hör ihop 1"), "min syster")
    assert drawing(app) is None  # nobody has a circle yet
    await app.h.press(f"Närmast, nummer 1, {field.question}")
    assert app.desk.value(field) == [["Åsa", "min syster", "närmast"]]
    assert drawn(app) == ["Längre bort", "Nära", "Närmast", "Åsa", "Jag"]
    await app.h.type(box(app, "Hur ni hör ihop 2"), "grannen")
    await app.h.press(f"Längre bort, nummer 2, {field.question}")
    assert drawn(app) == ["Längre bort", "grannen", "Nära", "Närmast", "Åsa", "Jag"]
    assert drawing(app).label == "Jag i mitten. Närmast: Åsa. Längre bort: grannen."
    await app.h.press(f"Närmast, nummer 1, {field.question}")
    await app.h.press(f"Ta bort nummer 2, {field.question}")
    assert app.desk.value(field) == [["Åsa", "min syster", ""]]
    assert drawing(app) is None
    await app.h.press("Ångra borttagningen")
    assert drawn(app) == ["Längre bort", "grannen", "Nära", "Närmast", "Jag"]
    await app.lock()


async def test_the_drawing_follows_the_typing_and_the_text_field_is_left_alone(run) -> None:
    app, _ = await opened(run, [["Åsa", "", "nära"]])
    name = box(app, "Vem eller vad 1")
    for text in ("Åsa L", "Åsa Li"):
        await app.h.type(name, text)
        assert text in drawn(app)
    assert box(app, "Vem eller vad 1") is name
    await app.lock()


async def test_there_is_a_circle_to_choose_once_somebody_is_named_in_any_way(run) -> None:
    app, field = await opened(run)
    assert pills(app, field) == {}
    await app.h.type(box(app, "Hur ni hör ihop 1"), "grannen")
    assert list(pills(app, field)) == [f"{label}, nummer 1" for label in LABELS]
    await app.h.press(f"Nära, nummer 1, {field.question}")
    await app.h.type(box(app, "Hur ni hör ihop 1"), "")
    assert pills(app, field) == {}
    assert drawing(app) is None
    await app.h.type(box(app, "Vem eller vad 1"), "Bo")
    assert picked(app, field) == ["Nära, nummer 1"]
    assert app.desk.value(field) == [["Bo", "", "nära"]]
    await app.lock()
    assert await app.unlock()
    await go(app, Kind.NETWORK)
    assert picked(app, field) == ["Nära, nummer 1"]
    await app.lock()


async def test_many_names_end_in_how_many_more_and_a_screen_reader_hears_them_all(run) -> None:
    names = [f"Person {n}" for n in range(1, 10)]
    app, _ = await opened(run, [[name, "", "nära"] for name in names])
    words = drawn(app)
    assert words[2:8] == ["Person 1", "Person 2", "Person 3", "Person 4", "Person 5", "+ 4"]
    assert f"Nära: {', '.join(names)}." in drawing(app).label
    await window(app, 320)
    assert drawn(app)[2:6] == ["Person 1", "Person 2", "Person 3", "+ 6"]
    assert f"Nära: {', '.join(names)}." in drawing(app).label
    await app.lock()


async def test_long_names_stay_on_one_line_and_end_in_dots(run) -> None:
    app, _ = await opened(run, [["Wilhelmina Oxenstierna af Södermöre", "", "närmast"]])
    [name] = [c for c in app.h.walk(drawing(app)) if isinstance(c, ft.Text) and "Wil" in c.value]
    assert (name.max_lines, name.overflow) == (1, ft.TextOverflow.ELLIPSIS)
    assert name.expand  # as wide as its place, and no wider
    await app.lock()


async def test_every_name_lies_in_its_own_circle_and_none_on_another(run) -> None:
    stored = [[f"Person {n}", "", circle] for circle in CIRCLES for n in range(9)]
    app, _ = await opened(run, stored)
    for width, percent in (
        (320, 100),
        (360, 100),
        (390, 120),
        (390, 100),
        (1200, 100),
        (1200, 200),
    ):
        await window(app, width, percent)
        stack = drawing(app).content
        assert stack.width <= width - 40
        assert len([part for part in stack.controls if part.border]) == 3
        line = 20 * percent / 100
        floor = 0.0  # how far down the words above reach
        for part in stack.controls:
            assert part.top > floor - 0.01
            if part.border:  # the words that follow are this circle's
                radius = part.width / 2
                x, y = part.left + radius, part.top + radius
                continue
            floor = part.top + line
            for left in (part.left, part.left + part.width):
                for top in (part.top, floor):
                    assert hypot(left - x, top - y) <= radius
    await app.lock()


async def test_where_the_text_is_too_large_for_a_drawing_there_are_lists(run) -> None:
    app, _ = await opened(run, [["Åsa", "", "närmast"], ["Bo", "", "längre bort"]])
    await window(app, 390, 200)
    assert drawing(app) is None
    shown = app.h.texts()
    at = shown.index("Närmast")
    assert shown[at : at + 4] == ["Närmast", "Åsa", "Längre bort", "Bo"]
    await window(app, 390, 100)
    assert drawing(app) is not None
    await app.lock()


async def test_the_drawing_names_no_colour_of_its_own(run) -> None:
    app, _ = await opened(run, [["Åsa", "", circle] for circle in CIRCLES])
    inside = list(app.h.walk(drawing(app)))
    fills = [c.bgcolor for c in inside if isinstance(c, ft.Container) and c.bgcolor]
    words = [c.color for c in inside if isinstance(c, ft.Text)]
    assert len(fills) == 4  # three circles, and oneself
    assert all(isinstance(color, ft.Colors) and not color[-3:].isdigit() for color in fills + words)
    assert {str(label) for label in LABELS} <= set(drawn(app))  # the circles are named in words
    await app.lock()


NAMES = st.lists(st.text(min_size=1), max_size=20)


@given(NAMES, st.integers(2, 8))
def test_nobody_is_left_uncounted(names: list[str], most: int) -> None:
    short = shorten(names, most)
    assert len(short) <= most
    if len(names) <= most:
        assert short == names
    else:
        assert short[:-1] == names[: most - 1]
        assert short[-1] == f"+ {len(names) - len(short) + 1}"


@given(NAMES, st.integers(1, 4))
def test_the_rows_hold_everyone_in_order_and_widen_downwards(names: list[str], rows: int) -> None:
    lines = in_rows(names, rows)
    assert [name for line in lines for name in line] == names
    lengths = [len(line) for line in lines]
    assert len(lengths) == rows
    assert lengths == sorted(lengths)
    assert lengths[-1] - lengths[0] <= 1
