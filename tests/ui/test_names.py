"""Whoever hears a page knows which question each field and each button belongs to."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any, assert_never

import flet as ft
import pytest

from app.guide import Field, Kind, Library, Section
from app.paths import find
from app.ui.state import Place, Screen
from app.ui.suggestions import CHOOSE
from app.workbook.answers import CIRCLES, DAYS, EFFECTS, Json
from tests.ui.heard import heard
from tests.ui.running import App

LIBRARY = Library(find().content)
TITLES = {
    LIBRARY.section(one, easy).title for one in LIBRARY.section_files for easy in (False, True)
}


def some(field: Field) -> Json:
    """An answer that brings out every control: a few rows, a choice, a day. No two words alike."""
    one, two, three, four = (f"{field.key} {number}" for number in range(1, 5))
    chosen = [[option.id, option.text] for option in field.options]
    match field.kind:
        case Kind.SHORT | Kind.LONG:
            return one
        case Kind.LIST:
            return [one, two, three]
        case Kind.CHECKLIST:
            return [*([*row, True] for row in chosen[:1]), ["", one, False], ["", two, True]]
        case Kind.ONE | Kind.SEVERAL:
            return chosen[:1]
        case Kind.SCALE:
            return 5
        case Kind.DATE:
            return "2027-02-03"
        case Kind.CONTACT:
            return [[one, "070-123 45 67", "vän"], [two, "070-765 43 21", "granne"]]
        case Kind.IF_THEN | Kind.LINKS:
            return [[one, two], [three, ""], ["", four]]
        case Kind.WEEK:
            return [[day, one, two, three] for day in DAYS[:2]]
        case Kind.BALANCE:
            return [[one, EFFECTS[0]], [two, EFFECTS[1]]]
        case Kind.NETWORK:
            return [[one, two, CIRCLES[0]], [three, four, CIRCLES[1]]]
        case Kind.TIMELINE:
            days = [(date.today() - timedelta(days=ago)).isoformat() for ago in range(12)]
            return [[one], *([day, 5, two] for day in reversed(days))]
        case Kind.LETTER:
            return [one, ""]
        case _:
            assert_never(field.kind)


def check(app: App, section: Section) -> int:
    """Looks at every control on the screen, and returns how many there are."""
    found = list(heard(app.h))
    asked = {field.key: field.question for field in section.fields}
    for one in found:
        assert one.name.strip(), one
        assert one.seen in one.name, "what one sees is what one can say"
        if one.question in asked:
            said = one.group if one.group and one.role in ("radio", "checkbox") else one.name
            assert asked[one.question] in said, one
    if app.desk.settings.depth == "mycket":
        assert asked.keys() <= {one.question for one in found}
    names = Counter((one.role, one.name, one.group) for one in found)
    same = [one for one, count in names.items() if count > 1 and not do_the_same(*one[:2])]
    assert same == [], section.id
    return len(found)


def do_the_same(role: str, name: str) -> bool:
    """Whether controls may share a name: the ways to one section, and the ways to call a number.

    Whichever of them one presses, the same happens.
    """
    return role == "button" and (name in TITLES or bool(re.fullmatch(r"Ring [\d -]+", name)))


async def pages(app: App, depth: str) -> AsyncIterator[Section]:
    """Opens every section of the guides, and then those that there are easier words for."""
    for easy in (False, True):
        await app.desk.change_settings(depth=depth, easy=easy)
        for name in LIBRARY.easy_files if easy else LIBRARY.section_files:
            await app.desk.go(Place(Screen.SECTION, name))
            await app.h.settle()
            yield app.desk.section(name)


async def fill(app: App) -> None:
    """Answers every question there is, and the long ones twice: what was written before is kept."""
    for field in LIBRARY.fields.values():
        if field.kind is Kind.LONG:
            app.desk.write(field, "förut")
    await app.desk.flush()
    for field in LIBRARY.fields.values():
        app.desk.write(field, some(field))


async def use(app: App) -> None:
    """Takes one thing away under each question, opens what can be opened, and picks a number."""
    first: dict[tuple[str, str], Any] = {}
    for one in heard(app.h):
        for words in ("Ta bort", CHOOSE):
            if one.question and one.name.startswith(words):
                first.setdefault((one.question, words), one.control)
    await asyncio.gather(*(app.h.click(control) for control in first.values()))
    for one in list(app.h.walk()):
        if isinstance(one, ft.RadioGroup) and one.value == "" and "10" in numbers(app, one):
            await app.h.fire(one, "change", None, value="5")


def numbers(app: App, group: ft.RadioGroup) -> list[object]:
    return [one.value for one in app.h.walk(group) if isinstance(one, ft.Radio)]


@pytest.mark.parametrize("depth", ["lite", "mycket"])
async def test_on_an_empty_page_no_two_controls_are_called_the_same(run, figure, depth) -> None:
    app = await run()
    await app.open()
    seen = [check(app, section) async for section in pages(app, depth)]
    figure(f"names: {sum(seen)} controls on {len(seen)} empty pages ({depth}), told apart")
    await app.lock()


async def test_on_a_filled_page_no_two_controls_are_called_the_same(run, figure) -> None:
    app = await run()
    await app.open()
    await fill(app)
    seen = []
    async for section in pages(app, "mycket"):
        await use(app)
        seen.append(check(app, section))
    figure(f"names: {sum(seen)} controls on {len(seen)} filled pages, told apart")
    await app.lock()
