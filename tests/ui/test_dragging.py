"""Rows are moved by dragging too, and the handle is not in the way of who uses the buttons."""

from __future__ import annotations

import flet as ft
import pytest

from app.guide import Kind
from tests.ui.heard import heard
from tests.ui.running import App
from tests.ui.test_lines import UNDO, box, in_rows, section, write_rows


async def drag(app: App, row: int, onto: int, *, let_go: bool = True) -> None:
    """What the client sends when a row is taken by its handle and moved over another."""
    handles = [c for c in app.h.walk() if isinstance(c, ft.Draggable)]
    targets = [c for c in app.h.walk() if isinstance(c, ft.DragTarget)]
    at = {"src_id": handles[row]._i}
    where = {"l": {"x": 0, "y": 0}, "g": {"x": 0, "y": 0}}
    await app.h.fire(handles[row], "drag_start")
    await app.h.fire(targets[onto], "will_accept", {**at, "accept": True})
    if let_go:
        await app.h.fire(targets[onto], "accept", {**at, **where})
    else:
        await app.h.fire(targets[onto], "leave", at)


@pytest.mark.parametrize(
    ("row", "onto", "after"),
    [
        (2, 0, ["tre", "ett", "två"]),
        (0, 2, ["två", "tre", "ett"]),
        (1, 1, ["ett", "två", "tre"]),
        (0, 1, ["två", "ett", "tre"]),
    ],
)
async def test_a_row_takes_the_place_it_is_let_go_on(run, row: int, onto: int, after) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två", "tre")
    await drag(app, row, onto)
    assert app.desk.value(field) == in_rows(app, field) == after
    assert UNDO not in app.h.texts()
    await app.lock()


async def test_what_is_typed_in_a_row_while_it_is_dragged_goes_with_it(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två")
    text = box(app, f"Rad 2, {field.question}")
    await drag(app, 1, 0, let_go=False)
    assert box(app, f"Rad 2, {field.question}") is text  # nothing is drawn anew until it is let go
    await app.h.type(text, "två och mer")
    await drag(app, 1, 0)
    assert app.desk.value(field) == in_rows(app, field) == ["två och mer", "ett"]
    await app.lock()


async def test_a_row_goes_to_no_other_question(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två")
    groups = {c.group for c in app.h.walk() if isinstance(c, (ft.Draggable, ft.DragTarget))}
    assert field.key in groups
    assert groups <= set(app.desk.library.fields)
    await app.lock()


async def test_a_handle_is_not_met_by_a_screen_reader(run) -> None:
    app, fields = await section(run, "mina-tecken")
    await write_rows(app, fields[Kind.LIST], "ett", "två")
    hidden = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.exclude_semantics]
    silent = [c for one in hidden for c in app.h.walk(one) if isinstance(c, ft.Draggable)]
    handles = [c for c in app.h.walk() if isinstance(c, ft.Draggable)]
    assert silent == handles
    assert len(handles) == 3
    names = [one.name for one in heard(app.h)]
    assert sum(name.startswith("Flytta ") for name in names) == 4
    await app.lock()
