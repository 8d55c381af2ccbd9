"""A letter to oneself: closed its words are out of sight, and nothing of it is ever lost."""

from __future__ import annotations

import asyncio
import time
from datetime import date, datetime, timedelta

import flet as ft
import pytest

from app.guide import Field, Kind
from app.ui.state import Place, Screen
from app.workbook.days import said
from tests.ui.running import SECTION, App

HERE = Place(Screen.SECTION, "brev-till-mig")
WORDS = "Hej du.\nDet gick den här gången också."
BY_HAND = "Stäng brevet tills jag öppnar det"
TO_A_DAY = "Stäng till en dag"
TODAY = date.today()
LATER = TODAY + timedelta(days=100)


async def open_at(run) -> tuple[App, Field]:
    app = await run()
    await app.open(HERE)
    [field] = [one for one in app.desk.library.section(HERE.arg).fields if one.kind is Kind.LETTER]
    return app, field


async def come_back(app: App) -> None:
    """Leaves the page and comes to it again."""
    await app.desk.go(SECTION)
    await app.desk.go(HERE)
    await app.h.settle()


def editor(app: App, field: Field) -> ft.TextField | None:
    """Where the letter is written, if it is open."""
    found = [
        one.content
        for one in app.h.walk()
        if isinstance(one, ft.Semantics) and isinstance(one.content, ft.TextField)
        if one.label == field.question
    ]
    return found[0] if found else None


def on_the_screen(app: App) -> str:
    """Everything that any control says."""
    return "\n".join(
        str(getattr(one, name, ""))
        for one in app.h.walk()
        for name in ("value", "label", "tooltip", "semantics_label")
    )


async def pick_day(app: App, day: date) -> None:
    picker = app.desk.page._dialogs.controls[-1]
    noon = datetime(day.year, day.month, day.day, 12).astimezone()
    await app.h.fire(picker, "change", None, value=noon)


async def test_a_letter_is_closed_and_opened_and_closed_again(run) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), WORDS)
    await app.h.press(BY_HAND)
    assert app.desk.value(field) == [WORDS, "själv"]
    assert editor(app, field) is None
    assert "Det gick" not in on_the_screen(app)
    assert "Brevet är stängt tills du öppnar det." in app.h.texts()
    await app.h.press("Öppna brevet")
    assert app.desk.value(field) == [WORDS, ""]
    assert editor(app, field).value == WORDS
    await app.h.type(editor(app, field), WORDS + " Och mer.")
    await app.h.press(BY_HAND)
    assert app.desk.value(field) == [WORDS + " Och mer.", "själv"]
    await app.lock()


@pytest.mark.parametrize("words", ["x", "  med luft omkring \n\n", "”åäö” 🌱 <b>", "rad\n" * 400])
async def test_every_letter_is_the_same_after_the_lock_and_when_it_is_opened(run, words) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), words)
    await app.h.press(BY_HAND)
    await app.lock()
    assert await app.unlock()
    await app.desk.go(HERE)
    await app.h.settle()
    assert editor(app, field) is None
    await app.h.press("Öppna brevet")
    assert editor(app, field).value == words
    await app.lock()


@pytest.mark.parametrize("words", ["", "  \n "])
async def test_an_empty_letter_is_not_closed(run, words) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), words)
    for way in (BY_HAND, TO_A_DAY):
        app.desk.notice("")
        await app.h.press(way)
        assert app.desk.shown.notice.startswith("Brevet är tomt.")
        assert app.desk.value(field) == [words, ""]
        assert app.desk.page._dialogs.controls == []
    await app.lock()


async def test_a_letter_closed_to_a_day_asks_once_before_that_day(run) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), WORDS)
    await app.h.press(TO_A_DAY)
    await pick_day(app, LATER)
    assert app.desk.value(field) == [WORDS, LATER.isoformat()]
    assert "Det gick" not in on_the_screen(app)
    assert f"Brevet är stängt till {said(LATER)}." in app.h.texts()
    question = f"Du bestämde att vänta till {said(LATER)}. Vill du öppna det ändå?"
    await app.h.press("Öppna brevet")
    assert question in app.h.texts()
    assert editor(app, field) is None
    await app.h.press("Låt det vara stängt")
    assert question not in app.h.texts()
    assert app.desk.value(field) == [WORDS, LATER.isoformat()]
    await app.h.press("Öppna brevet")
    await app.h.press("Öppna ändå")
    assert app.desk.value(field) == [WORDS, ""]
    assert editor(app, field).value == WORDS
    await app.h.press(TO_A_DAY)  # and the question comes anew for a new day
    await pick_day(app, LATER)
    assert question not in app.h.texts()
    await app.lock()


@pytest.mark.parametrize("ago", [0, 1, 400])
async def test_a_letter_whose_day_has_come_opens_by_one_tap(run, ago) -> None:
    app, field = await open_at(run)
    day = TODAY - timedelta(days=ago)
    app.desk.write(field, [WORDS, day.isoformat()])
    await come_back(app)
    assert "Brevet kan öppnas nu." in app.h.texts()
    assert "Det gick" not in on_the_screen(app)
    await app.h.press("Öppna brevet")
    assert editor(app, field).value == WORDS
    assert app.desk.value(field) == [WORDS, ""]
    await app.lock()


@pytest.mark.parametrize("opens", ["själv", LATER.isoformat(), TODAY.isoformat()])
async def test_a_closed_letter_says_since_when(run, monkeypatch, opens) -> None:
    app, field = await open_at(run)
    before = TODAY - timedelta(days=40)
    noon = datetime(before.year, before.month, before.day, 12).astimezone()
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: int(noon.timestamp()) * 10**9)
        app.desk.write(field, [WORDS, opens])
        await come_back(app)
    assert f"Du stängde det {said(before)}." in app.h.texts()
    await app.h.press("Öppna brevet")
    if opens == LATER.isoformat():
        await app.h.press("Öppna ändå")
    await app.h.press(BY_HAND)
    assert f"Du stängde det {said(TODAY)}." in app.h.texts()
    await app.lock()


async def test_only_a_later_day_can_be_chosen(run) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), WORDS)
    await app.h.press(TO_A_DAY)
    assert app.desk.page._dialogs.controls[-1].first_date == TODAY + timedelta(days=1)
    await pick_day(app, TODAY)
    assert app.desk.value(field) == [WORDS, ""]
    assert editor(app, field).value == WORDS
    await app.lock()


async def test_the_last_letters_typed_are_in_the_letter_that_closes(run) -> None:
    app, field = await open_at(run)
    await app.h.type(editor(app, field), WORDS)
    await asyncio.gather(app.h.type(editor(app, field), WORDS + "!"), app.h.press(BY_HAND))
    assert app.desk.value(field) == [WORDS + "!", "själv"]
    await app.lock()


async def test_pressing_open_twice_loses_nothing_that_was_written_in_between(run) -> None:
    app, field = await open_at(run)
    app.desk.write(field, [WORDS, "själv"])
    await come_back(app)
    button = next(
        one
        for one in app.h.walk()
        if isinstance(one, ft.OutlinedButton) and "Öppna brevet" in on_it(app, one)
    )
    handler = button.on_click
    await app.h.click(button)
    box = editor(app, field)
    await app.h.type(box, WORDS + " Mer.")
    await handler(None)
    await app.h.settle()
    assert app.desk.value(field) == [WORDS + " Mer.", ""]
    assert editor(app, field) is box
    await app.lock()


def on_it(app: App, button: ft.OutlinedButton) -> list[str]:
    return [one.value for one in app.h.walk(button) if isinstance(one, ft.Text)]


async def test_what_a_closed_letter_said_before_is_closed_too(run) -> None:
    app, field = await open_at(run)
    app.desk.write(field, ["Ett första brev", ""])
    await app.desk.flush()
    app.desk.write(field, [WORDS, "själv"])
    await app.desk.flush()
    await app.desk.go(Place(Screen.HISTORY, field.key))
    await app.h.settle()
    assert "Brevet är stängt." in on_the_screen(app)
    assert "Ett första brev" not in on_the_screen(app)
    app.desk.write(field, [WORDS, ""])
    await app.desk.flush()
    await come_back(app)
    await app.desk.go(Place(Screen.HISTORY, field.key))
    await app.h.settle()
    assert "Ett första brev" in on_the_screen(app)


async def test_of_two_closed_letters_the_first_is_not_lost(run) -> None:
    app, field = await open_at(run)
    app.desk.write(field, ["Det första brevet", "själv"])
    await app.desk.flush()
    app.desk.write(field, ["Det andra brevet", "själv"])
    await app.desk.flush()
    [earlier] = app.desk.book.earlier_versions(field)
    assert earlier.answer.value == ["Det första brevet", "själv"]


async def test_an_emptied_letter_stays_to_be_written_in_however_little_is_shown(run) -> None:
    app, field = await open_at(run)
    app.desk.write(field, [WORDS, ""])
    await app.desk.change_settings(depth="lite")
    await come_back(app)
    assert editor(app, field)
    await app.h.type(editor(app, field), "")
    await app.h.press(BY_HAND)
    assert "Brevet är tomt" in app.desk.shown.notice
    assert editor(app, field)
