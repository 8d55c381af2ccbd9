"""Everything one does on a section's page can be undone and done again, from the page itself."""

from __future__ import annotations

import asyncio

import flet as ft
import pytest

from app.guide import Kind
from app.ui.state import HOME, Place, Screen
from app.workbook.answers import empty
from tests.ui.running import FIELD, SECTION, App
from tests.ui.test_lines import box, in_rows, section, write_rows
from tests.ui.test_names import some


def usable(app: App, name: str) -> list[str]:
    """The names of the buttons at the foot that can be pressed and begin so."""
    found = [c for c in app.h.walk() if isinstance(c, ft.IconButton) and not c.disabled]
    return [c.tooltip for c in found if c.tooltip == name or c.tooltip.startswith(f"{name}, ")]


def words(app: App) -> list[str]:
    """What the page says, but for when it was saved."""
    return [text for text in app.h.texts() if not text.startswith("Sparat ")]


async def press(app: App, name: str) -> None:
    [found] = usable(app, name)
    await app.h.press(found)


async def key(app: App, name: str, *, shift: bool = False) -> None:
    held = {"ctrl": True, "shift": shift, "alt": False, "meta": False}
    await app.h.fire(app.h.page, "keyboard_event", {"key": name, **held})


async def test_what_is_typed_is_taken_back_shown_and_saved(run) -> None:
    app, _ = await section(run, "tva-fragor")
    field = app.desk.library.fields[FIELD]
    assert usable(app, "Ångra") == usable(app, "Gör om") == []
    await app.h.type(box(app, field.question), "Jag orkar")
    assert usable(app, "Ångra") == [f"Ångra, {field.question}"]
    await press(app, "Ångra")
    assert box(app, field.question).value == app.desk.value(field) == ""
    assert usable(app, "Ångra") == []
    await press(app, "Gör om")
    assert box(app, field.question).value == app.desk.value(field) == "Jag orkar"
    await app.h.type(box(app, field.question), "Jag orkar mer")
    await app.lock()
    assert await app.unlock()
    assert app.desk.value(field) == "Jag orkar mer"
    await app.lock()


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
async def test_every_kind_of_answer_is_taken_back_and_put_there_again(run, kind: Kind) -> None:
    app = await run()
    await app.open()
    await app.desk.change_settings(depth="mycket")
    [field, *_] = [
        one
        for name in app.desk.library.section_files
        for one in app.desk.library.section(name).fields
        if one.kind is kind
    ]
    await app.desk.go(Place(Screen.SECTION, field.key.partition(".")[0]))
    await app.h.settle()
    bare = words(app)
    app.desk.write(field, some(field))
    await app.h.settle()
    await press(app, "Ångra")
    assert app.desk.value(field) == empty(kind)
    assert words(app) == bare
    await press(app, "Gör om")
    assert app.desk.value(field) == some(field)
    await app.lock()


async def test_rows_that_are_moved_and_taken_away_come_back_step_by_step(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två", "tre")
    await app.h.press(f"Flytta upp rad 3, {field.question}")
    await app.h.press(f"Ta bort rad 1, {field.question}")
    seen = [in_rows(app, field)]
    for _ in range(4):
        await press(app, "Ångra")
        assert app.desk.value(field) == in_rows(app, field)
        seen.append(in_rows(app, field))
    assert seen == [
        ["tre", "två"],
        ["ett", "tre", "två"],
        ["ett", "två", "tre"],
        ["ett", "två"],
        ["ett"],
    ]
    for expected in reversed(seen[:-1]):
        await press(app, "Gör om")
        assert app.desk.value(field) == in_rows(app, field) == expected
    await app.lock()


async def test_an_undo_of_one_question_leaves_what_is_typed_in_another(run) -> None:
    app, fields = await section(run, "mina-tecken")
    first, other = fields[Kind.LIST], fields[Kind.LONG]
    await app.h.fire(app.h.find(ft.RadioGroup), "change", None, value="mycket")
    await write_rows(app, first, "ett")
    text = box(app, other.question)
    await app.h.type(text, "långt")
    await app.h.press(f"Lägg till en rad, {first.question}")
    await app.h.type(box(app, f"Rad 2, {first.question}"), "två")
    await press(app, "Ångra")
    assert in_rows(app, first) == ["ett"]
    assert box(app, other.question) is text  # the very control, with the caret in it
    assert app.desk.value(other) == "långt"
    await app.lock()


async def test_the_keys_undo_where_no_text_field_has_the_focus(run) -> None:
    app, _ = await section(run, "tva-fragor")
    field = app.desk.library.fields[FIELD]
    text = box(app, field.question)
    await app.h.fire(text, "focus")
    await app.h.type(text, "ord")
    await key(app, "Z")
    assert app.desk.value(field) == "ord"  # the field has an undo of its own
    await app.h.fire(text, "blur")
    for name, shift, said in (
        ("Z", False, ""),
        ("Z", True, "ord"),
        ("Z", False, ""),
        ("Y", False, "ord"),
    ):
        await key(app, name, shift=shift)
        assert app.desk.value(field) == said
    await app.lock()


async def test_a_look_at_the_help_keeps_what_can_be_undone_and_another_section_does_not(
    run,
) -> None:
    app, _ = await section(run, "tva-fragor")
    app.write("ord")
    for place in (Place(Screen.HELP), HOME):
        await app.desk.go(place)
        await app.desk.back()
        await app.h.settle()
        assert len(usable(app, "Ångra")) == 1
    await app.desk.go(Place(Screen.SECTION, "mina-tecken"))
    await app.desk.back()
    await app.h.settle()
    assert usable(app, "Ångra") == []
    assert app.words() == "ord"
    await app.lock()


async def test_nothing_can_be_undone_after_a_lock(run) -> None:
    app, _ = await section(run, "tva-fragor")
    app.write("ord")
    await app.lock()
    assert await app.unlock()
    assert app.desk.shown.place == SECTION
    assert usable(app, "Ångra") == []
    await key(app, "Z")
    assert app.words() == "ord"
    await app.lock()


async def test_words_that_came_another_way_are_not_written_over(run) -> None:
    app, _ = await section(run, "tva-fragor")
    field = app.desk.library.fields[FIELD]
    app.write("först")
    app.desk.put(field, "ett svar från någon")
    app.write("ett svar från någon, och mer")
    for _ in range(3):
        await key(app, "Z")
    assert app.words() == "ett svar från någon"
    await app.lock()


async def test_two_quick_presses_are_two_steps(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två", "tre")
    [button] = [
        c
        for c in app.h.walk()
        if isinstance(c, ft.IconButton) and c.tooltip == f"Ångra, {field.question}"
    ]
    await asyncio.gather(app.h.click(button), app.h.click(button))
    assert in_rows(app, field) == ["ett"]
    await app.lock()
