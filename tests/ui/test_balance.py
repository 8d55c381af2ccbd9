"""What gives and what takes strength: rows with pills, and the two lists beneath them."""

from __future__ import annotations

import asyncio
from functools import partial

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Depth, Field, Kind
from app.ui.balance import Table
from app.ui.state import Place, Screen
from app.ui.undoing import Undo
from app.workbook.answers import EFFECTS, Json, empty, fits
from tests.ui import tables
from tests.ui.running import App
from tests.ui.tables import go, picked, pills

UNDO = "Ångra borttagningen"
GIVES, TAKES = "Ger kraft", "Tar kraft"
opened = partial(tables.opened, Kind.BALANCE)


def boxes(app: App, field: Field) -> list[ft.TextField]:
    """The rows' text fields, in order. Each has its number in its name."""
    found = [
        c
        for c in app.h.walk()
        if isinstance(c, ft.Semantics) and isinstance(c.content, ft.TextField)
        if (c.label or "").endswith(f", {field.question}")
    ]
    names = [f"Rad {n}, {field.question}" for n in range(1, len(found) + 1)]
    assert [c.label for c in found] == names
    return [c.content for c in found]


def listed(app: App) -> dict[str, list[str]]:
    """The lists beneath the rows: the words under each heading."""
    found = {}
    for c in app.h.walk():
        if isinstance(c, ft.Column) and c.controls and isinstance(c.controls[0], ft.Semantics):
            title, *words = (t.value for t in app.h.walk(c) if isinstance(t, ft.Text))
            if c.controls[0].heading_level == 4 and title in (GIVES, TAKES):
                found[title] = words
    return found


async def test_what_is_written_and_picked_is_kept_and_stands_in_the_lists(run) -> None:
    app, field = await opened(run)
    for number, (text, pill) in enumerate(
        [("Sova", GIVES), ("Handla", TAKES), ("Träffa folk", "Både och")]
    ):
        await app.h.type(boxes(app, field)[number], text)
        await app.h.press(f"{pill}, rad {number + 1}, {field.question}")
    assert app.desk.value(field) == [
        ["Sova", "ger"],
        ["Handla", "tar"],
        ["Träffa folk", "både"],
    ]
    assert listed(app) == {GIVES: ["Sova", "Träffa folk"], TAKES: ["Handla", "Träffa folk"]}
    await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
    await app.desk.back()
    await app.h.settle()
    assert [box.value for box in boxes(app, field)] == ["Sova", "Handla", "Träffa folk", ""]
    assert picked(app, field) == ["Ger kraft, rad 1", "Tar kraft, rad 2", "Både och, rad 3"]
    await app.lock()


async def test_a_second_tap_unpicks_and_another_pill_takes_over(run) -> None:
    app, field = await opened(run, [["Sova", "ger"]])
    await app.h.press(f"Tar kraft, rad 1, {field.question}")
    assert picked(app, field) == ["Tar kraft, rad 1"]
    assert listed(app) == {TAKES: ["Sova"]}
    await app.h.press(f"Tar kraft, rad 1, {field.question}")
    assert app.desk.value(field) == [["Sova", ""]]
    assert picked(app, field) == []
    assert listed(app) == {}
    await app.lock()


async def test_the_lists_follow_the_typing_and_the_text_field_is_left_alone(run) -> None:
    app, field = await opened(run, [["Sova", "ger"]])
    box = boxes(app, field)[0]
    for text in ("Sova m", "Sova me", "Sova mer"):
        await app.h.type(box, text)
        assert listed(app) == {GIVES: [text]}
    assert boxes(app, field)[0] is box
    await app.lock()


async def test_there_is_an_empty_row_as_soon_as_the_last_one_has_words(run) -> None:
    app, field = await opened(run)
    for number in range(3):
        box = boxes(app, field)[number]
        await app.h.type(box, "a")
        assert len(boxes(app, field)) == number + 2
        assert boxes(app, field)[number] is box  # the one who writes is not disturbed
        await app.h.type(box, "ab")
    assert app.desk.value(field) == [["ab", ""]] * 3
    await app.h.press("Lägg till en rad")
    assert [box.autofocus for box in boxes(app, field)] == [False, False, False, True]
    await app.lock()


@pytest.mark.parametrize("order", [(1, 1, 1), (3, 2, 1), (2, 2, 1), (1, 2, 1)])
async def test_rows_come_back_with_their_pills_where_they_were(run, order) -> None:
    full = [["ett", "ger"], ["två", ""], ["tre", "både"]]
    app, field = await opened(run, full)
    steps, left = [], list(full)
    for number in order:
        steps.append(list(left))
        del left[number - 1]
        await app.h.press(f"Ta bort rad {number}, {field.question}")
        assert app.desk.value(field) == left
        assert [box.value for box in boxes(app, field)] == [*(row[0] for row in left), ""]
    assert listed(app) == {}
    for step in reversed(steps):
        await app.h.press(UNDO)
        assert app.desk.value(field) == step
    assert listed(app) == {GIVES: ["ett", "tre"], TAKES: ["tre"]}
    assert UNDO not in app.h.texts()
    await app.lock()


async def test_rows_move_and_their_order_is_the_lists(run) -> None:
    app, field = await opened(run, [["ett", "ger"], ["två", "ger"]])
    await app.h.press(f"Flytta ner rad 1, {field.question}")
    assert app.desk.value(field) == [["två", "ger"], ["ett", "ger"]]
    assert listed(app) == {GIVES: ["två", "ett"]}
    await app.h.press(f"Flytta upp rad 2, {field.question}")
    assert app.desk.value(field) == [["ett", "ger"], ["två", "ger"]]
    names = [c.tooltip for c in app.h.walk() if isinstance(c, ft.IconButton)]
    assert f"Flytta ner rad 2, {field.question}" not in names  # beneath it is only the empty row
    assert f"Ta bort rad 3, {field.question}" not in names
    await app.lock()


async def test_pressing_twice_takes_away_one_row(run) -> None:
    app, field = await opened(run, [["ett", ""], ["två", ""], ["tre", ""]])
    for words in ("Ta bort rad 1", "Flytta upp rad 2"):
        name = f"{words}, {field.question}"
        button = next(c for c in app.h.walk() if isinstance(c, ft.IconButton) and c.tooltip == name)
        await asyncio.gather(app.h.click(button), app.h.click(button))
    assert app.desk.value(field) == [["tre", ""], ["två", ""]]
    assert app.desk.shown.notice == ""
    await app.lock()


async def test_there_are_pills_where_there_are_words_and_nowhere_else(run) -> None:
    app, field = await opened(run)
    assert pills(app, field) == {}
    box = boxes(app, field)[0]
    await app.h.type(box, "S")
    names = [f"{name}, rad 1" for name in (GIVES, TAKES, "Både och")]
    assert pills(app, field) == dict.fromkeys(names, False)
    await app.h.press(f"{names[0]}, {field.question}")
    await app.h.type(box, " ")
    assert pills(app, field) == {}
    assert listed(app) == {}
    await app.h.type(box, "Vila")
    assert picked(app, field) == names[:1]
    assert app.desk.value(field) == [["Vila", "ger"]]
    assert boxes(app, field)[0] is box
    await app.lock()


@pytest.mark.parametrize("typed", ["", "Sova"])
async def test_what_is_picked_on_the_screen_is_picked_after_a_lock(run, typed) -> None:
    app, field = await opened(run)
    await app.h.type(boxes(app, field)[0], typed)
    for name in list(pills(app, field))[:1]:
        await app.h.press(f"{name}, {field.question}")
    before = picked(app, field)
    await app.lock()
    assert await app.unlock()
    await go(app, Kind.BALANCE)
    assert picked(app, field) == before
    assert bool(before) is bool(typed)
    await app.lock()


async def test_the_lists_stand_beside_each_other_where_there_is_room(run) -> None:
    app, _ = await opened(run, [["Sova", "ger"], ["Handla", "tar"]])
    for width, percent, beside in ((390, 100, False), (900, 100, True), (900, 200, False)):
        app.desk.shown.width, app.desk.shown.percent = width, percent
        await app.h.settle()
        both = [
            c
            for c in app.h.walk()
            if isinstance(c, (ft.Row, ft.Column))
            and len(c.controls) == 2
            and all(isinstance(card, ft.Container) and card.border for card in c.controls)
        ]
        assert [isinstance(c, ft.Row) for c in both] == [beside]
    await app.lock()


# The table itself, whatever is done to it.


class Desk:
    def __init__(self) -> None:
        self.stored: Json = empty(Kind.BALANCE)
        self.undo = Undo(self)

    def value(self, field: Field) -> Json:
        return self.stored

    def write(self, field: Field, value: Json) -> None:
        self.stored = value

    def touch(self) -> None:
        pass

    def wording(self, section_id: str) -> None:
        """Swedish alone."""


FIELD = Field("a.b", Kind.BALANCE, Depth.LITTLE, "Vad ger?")
OPTIONS = tuple((effect, effect) for effect in EFFECTS)
WHERE = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("write"), WHERE, st.sampled_from(["", " ", "a", "b", "c"])),
    st.tuples(st.just("choose"), WHERE, st.sampled_from(EFFECTS)),
    st.tuples(st.just("move"), WHERE, st.sampled_from([-1, 1])),
    st.tuples(st.just("remove"), WHERE, st.none()),
)


def done(steps: list[tuple]) -> Table:
    table = Table(Desk(), FIELD, ("Rad",), "rad", OPTIONS)
    table.draw = table.settle
    for name, where, what in steps:
        row = table.rows[where % len(table.rows)]
        if name == "write":
            row.cells[0].write(what)
        elif name == "choose":
            table.choose(row, what)
        elif name == "move":
            table.move(row, what)
        elif row is not table.rows[-1]:
            table.remove(row)
    return table


@given(st.lists(STEPS, max_size=30))
def test_the_last_row_is_always_empty_and_what_is_saved_can_be_read(steps) -> None:
    table = done(steps)
    assert table.rows[-1].empty
    assert fits(Kind.BALANCE, table.desk.stored)
    again = Table(table.desk, FIELD, ("Rad",), "rad", OPTIONS)
    kept = [(row.texts, row.choice) for row in table.rows if not row.empty]
    assert [(row.texts, row.choice) for row in again.rows[:-1]] == kept


@given(st.lists(STEPS, max_size=12), st.lists(WHERE, min_size=1, max_size=5))
def test_what_is_taken_away_comes_back_as_it_was(steps, removals) -> None:
    table = done(steps)
    table.save()
    before, earlier = table.desk.stored, len(table.removed._put_back)
    for where in removals:
        table.remove(table.rows[where % len(table.rows)])
    while len(table.removed._put_back) > earlier:
        table.removed._put_back.pop()()
    assert table.desk.stored == before
