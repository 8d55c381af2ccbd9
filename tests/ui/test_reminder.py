"""The reminder of copies, at home: quiet, seldom, and possible to turn off."""

from __future__ import annotations

import time

import pytest

from app.guide import Kind
from app.ui.state import HOME, Place, Screen
from app.vault import Record
from app.workbook.answers import Answer
from tests.ui.copying import OUT, to
from tests.ui.running import App

LINE = "Du har inte sparat någon kopia av det du har skrivit."


@pytest.fixture
async def app(run) -> App:
    """An open workbook with twenty answers, a month old."""
    app = await run()
    await app.open()
    then = time.time_ns() // 1_000_000 - 31 * 86_400_000
    answer = Answer(Kind.SHORT, "Vad?", "ord").record()
    app.desk.book._vault.append([Record(f"answer/x.nr-{n}", answer, then) for n in range(20)])
    await to(app, Place(Screen.SETTINGS))
    return app


async def again(app: App) -> None:
    await app.lock()
    assert await app.unlock()
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)


async def test_it_is_said_the_whole_while_it_is_open_and_then_not_for_a_month(app: App) -> None:
    await to(app, HOME)
    assert LINE in app.h.texts()
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert LINE in app.h.texts()
    await again(app)
    assert LINE not in app.h.texts()


async def test_not_now_takes_it_away(app: App) -> None:
    await to(app, HOME)
    await app.h.press("Inte nu, spara en kopia")
    assert LINE not in app.h.texts()
    assert app.desk.shown.notice == ""
    await again(app)
    assert LINE not in app.h.texts()


async def test_it_leads_to_the_copy(app: App) -> None:
    await to(app, HOME)
    await app.h.press("Spara en kopia")
    assert app.desk.shown.place == OUT


async def test_it_can_be_turned_off(app: App) -> None:
    await app.h.press("Påminn mig om kopior")
    await to(app, HOME)
    assert LINE not in app.h.texts()
    await again(app)
    assert LINE not in app.h.texts()


async def test_who_has_saved_one_is_told_that_it_was_a_while(app: App) -> None:
    long_ago = time.time_ns() // 1_000_000 - 40 * 86_400_000
    app.desk.book._vault.append([("settings/copies", {"saved": long_ago})])
    await to(app, HOME)
    assert "Det var ett tag sedan du sparade en kopia." in app.h.texts()
