"""What is typed is what is kept, and what is taken away can come back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Field, Kind
from app.ui.lines import Line
from app.ui.state import HOME, Place, Screen
from app.ui.undoing import Undo
from app.workbook.answers import empty
from tests.ui.running import SECTION, App, run_app


class Desk:
    def __init__(self) -> None:
        self.undo = Undo(self)

    def touch(self) -> None:
        pass


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_text_is_kept_as_it_is(text: str) -> None:
    line = Line(Desk(), "x")
    line.write(text)
    assert line.text == text


def test_a_broken_emoji_never_keeps_the_rest_from_being_saved() -> None:
    line = Line(Desk(), "x")
    line.write("hej \ud83d och mer")
    assert line.text.encode() == "hej \ufffd och mer".encode()
    line.write("\ud83d\ude00")
    assert line.text == "😀"


UNDO = "Ångra borttagningen"


async def section(run: Callable[[], Awaitable[App]], name: str) -> tuple[App, dict[Kind, Field]]:
    """The app open at a section, and the section's fields by kind."""
    app = await run()
    await app.open(Place(Screen.SECTION, name))
    return app, {field.kind: field for field in app.desk.library.section(name).fields}


def box(app: App, name: str) -> ft.TextField:
    """The text field that a screen reader knows by this name."""
    return next(
        c.content
        for c in app.h.walk()
        if isinstance(c, ft.Semantics) and c.label == name and isinstance(c.content, ft.TextField)
    )


def button_named(app: App, name: str) -> ft.IconButton:
    return next(c for c in app.h.walk() if isinstance(c, ft.IconButton) and c.tooltip == name)


async def write_rows(app: App, field: Field, *words: str) -> None:
    for number, text in enumerate(words, 1):
        await app.h.type(box(app, f"Rad {number}, {field.question}"), text)
        await app.h.press("Lägg till en rad")


def in_rows(app: App, field: Field) -> list[str]:
    """What the rows of a list say on the screen, without the empty one at the end."""
    names = [f"Rad {number}, {field.question}" for number in range(1, 9)]
    found = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.label in names]
    assert [c.label for c in found] == names[: len(found)]
    return [text for text in (c.content.value for c in found) if text]


@pytest.mark.parametrize(
    ("name", "kind", "add"),
    [
        ("mina-tecken", Kind.LIST, "Lägg till en rad"),
        ("kontakter", Kind.CONTACT, "Lägg till en person"),
    ],
)
async def test_a_new_row_is_where_one_writes_next(run, name: str, kind: Kind, add: str) -> None:
    app, fields = await section(run, name)
    before = [c for c in app.h.walk() if isinstance(c, ft.TextField)]
    assert not any(one.autofocus for one in before)
    for _ in range(2):
        await app.h.press(f"{add}, {fields[kind].question}")
        [focused] = [
            c for c in app.h.walk() if isinstance(c, ft.TextField) and c.autofocus and c.value == ""
        ][-1:]
        assert focused not in before
    await app.lock()


@pytest.mark.parametrize("order", [(1, 1, 1), (3, 2, 1), (2, 2, 1), (1, 2, 1)])
async def test_rows_come_back_where_they_were_however_they_were_taken_away(run, order) -> None:
    app, fields = await section(run, "mina-tecken")
    field, words = fields[Kind.LIST], ["ett", "två", "tre"]
    await write_rows(app, field, *words)
    left = list(words)
    steps = []
    for number in order:
        steps.append(list(left))
        del left[number - 1]
        await app.h.press(f"Ta bort rad {number}, {field.question}")
        assert app.desk.value(field) == in_rows(app, field) == left
    for step in reversed(steps):
        await app.h.press(UNDO)
        assert app.desk.value(field) == in_rows(app, field) == step
    assert UNDO not in app.h.texts()
    await app.lock()


async def test_what_is_written_after_a_row_was_taken_away_stays_when_it_comes_back(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två")
    await app.h.press(f"Ta bort rad 1, {field.question}")
    await app.h.type(box(app, f"Rad 1, {field.question}"), "två och mer")
    await app.h.press(f"Flytta ner rad 1, {field.question}")
    await app.h.press(UNDO)
    assert app.desk.value(field) == ["ett", "två och mer"]
    await app.h.press(f"Ta bort rad 1, {field.question}")
    await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
    await app.desk.back()
    await app.h.settle()
    assert UNDO not in app.h.texts()  # it is for as long as one is on the page
    assert in_rows(app, field) == ["två och mer"]
    await app.lock()


async def test_pressing_twice_takes_away_one_row(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.LIST]
    await write_rows(app, field, "ett", "två", "tre")
    for name in ("Ta bort rad 1", "Flytta upp rad 2"):
        button = button_named(app, f"{name}, {field.question}")
        await asyncio.gather(app.h.click(button), app.h.click(button))
    assert app.desk.value(field) == ["tre", "två"]
    assert app.desk.shown.notice == ""
    await app.lock()


async def test_lines_of_ones_own_come_back_in_a_checklist(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.CHECKLIST]
    for text in ("kaffe", "bråk", "kaffe"):
        await app.h.type(app.h.find(ft.TextField, "Något eget"), text)
        await app.h.press("Lägg till något eget")
    await app.h.press("bråk")  # tick it: what comes back is ticked still
    full = app.desk.value(field)
    assert full == [["", "kaffe", False], ["", "bråk", True], ["", "kaffe", False]]
    for name in ("Ta bort bråk", "Ta bort kaffe", "Ta bort kaffe"):
        await app.h.press(f"{name}, {field.question}")
    assert app.desk.value(field) == []
    for _ in range(3):
        await app.h.press(UNDO)
    assert app.desk.value(field) == full
    assert UNDO not in app.h.texts()
    button = button_named(app, f"Ta bort kaffe, {field.question}")
    await asyncio.gather(app.h.click(button), app.h.click(button))
    assert app.desk.value(field) == full[1:]  # not the other line that says the same
    await app.lock()


async def test_a_choice_a_number_and_a_day_come_back(run) -> None:
    app, fields = await section(run, "sma-steg")
    option = fields[Kind.ONE].options[1]
    for kind, value, name in (
        (Kind.ONE, [[option.id, option.text]], "Ta bort valet"),
        (Kind.SCALE, 0, "Ta bort valet"),
        (Kind.DATE, "2027-02-03", "Ta bort dagen"),
    ):
        field = fields[kind]
        app.desk.write(field, value)
        await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
        await app.desk.back()
        await app.h.settle()
        await app.h.press(name)
        assert not app.desk.answered(field)
        assert name not in app.h.texts()
        await app.h.press(UNDO)
        assert app.desk.value(field) == value
        assert name in app.h.texts()
        assert UNDO not in app.h.texts()
        app.desk.write(field, empty(kind))
    await app.lock()


async def test_a_choice_that_is_gone_from_the_guide_can_be_ticked_again(run) -> None:
    app, fields = await section(run, "mina-tecken")
    field = fields[Kind.SEVERAL]
    app.desk.write(field, [["borta", "Något som stod här förr"]])
    await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
    await app.desk.back()
    await app.h.settle()
    for value in ([], [["borta", "Något som stod här förr"]]):
        await app.h.press("Något som stod här förr")
        assert app.desk.value(field) == value
    await app.lock()


@pytest.mark.parametrize("left", ["", "x"])
async def test_words_that_a_browser_drops_when_its_window_is_resized_come_back(
    tmp_path, left
) -> None:
    app = await run_app(tmp_path, web=True)
    await app.open(SECTION)

    def there() -> ft.TextField:
        return next(c for c in app.h.walk() if isinstance(c, ft.TextField) and c.value)

    app.write("Jag orkade inte mer")
    await app.desk.go(HOME)
    await app.desk.go(SECTION)
    await app.h.settle()
    before = there()
    await app.h.fire(app.h.page, "resize", {"width": 800.0, "height": 600.0})
    await app.h.type(before, left)
    assert app.words() == there().value == f"Jag orkade inte mer{left}"
    assert there() is not before
    assert there().autofocus
    app.desk.resized_at -= 60  # then it is the person who takes it away
    await app.h.type(there(), left)
    assert app.words() == left
    await app.lock()
