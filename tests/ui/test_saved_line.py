"""When words were last saved is seen at once, and heard no more than once a minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import flet as ft
from hypothesis import given
from hypothesis import strategies as st

from app.ui import texts
from app.ui.state import HOME, SaveStatus
from app.workbook.failures import NoRoom
from tests.ui.running import FIELD, SECTION, App, fails

NOON = datetime(2027, 2, 3, 12, 3, 59)


def said(status: SaveStatus, times: list[datetime]) -> list[datetime]:
    """When a screen reader speaks: the words are others, and they are marked to be said."""
    heard = []
    for now in times:
        before = status.text
        status.saved(now)
        assert status.text == f"Sparat {now:%H:%M}"
        if status.aloud and status.text != before:
            heard.append(now)
    return heard


def test_the_first_save_is_heard_at_once_and_a_new_minute_is_not_a_second_later() -> None:
    status = SaveStatus()
    times = [NOON, NOON + timedelta(seconds=2), NOON + timedelta(seconds=62)]
    assert said(status, times) == [NOON, NOON + timedelta(seconds=62)]


@given(st.lists(st.floats(0.8, 90), max_size=60))
def test_while_one_writes_nothing_is_heard_twice_within_a_minute(pauses: list[float]) -> None:
    times = [NOON]
    for pause in pauses:
        times.append(times[-1] + timedelta(seconds=pause))
    heard = said(SaveStatus(), times)
    assert heard[0] == NOON
    assert all(b - a >= timedelta(minutes=1) for a, b in pairwise(heard))
    assert times[-1] - heard[-1] < timedelta(minutes=3, seconds=30)


def test_words_that_had_to_wait_are_heard_when_they_are_saved() -> None:
    status = SaveStatus()
    status.saved(NOON)
    status.failed = texts.SAVING_FAILED
    status.saved(NOON + timedelta(seconds=5))
    assert status.aloud
    assert status.failed == ""


def live(app: App) -> list[str]:
    """What the live regions on the screen say."""
    regions = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.live_region]
    return [one.value for c in regions for one in app.h.walk(c) if isinstance(one, ft.Text)]


async def test_a_page_that_comes_up_says_nothing_of_earlier_saves(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("ord")
    await app.desk.flush()
    await app.h.settle()
    [line] = live(app)
    assert line.startswith("Sparat ")
    await app.desk.go(HOME)
    await app.desk.go(SECTION)
    await app.h.settle()
    assert live(app) == []
    assert line in app.h.texts()
    with monkeypatch.context() as broken:
        fails(broken, NoRoom())
        app.write("fler ord")
        await app.desk.flush()
        await app.h.settle()
        assert live(app) == [texts.saving(NoRoom())]
    await app.desk.flush()
    await app.h.settle()
    assert [one[:7] for one in live(app)] == ["Sparat "]
    assert app.desk.value(app.desk.library.fields[FIELD]) == "fler ord"
    await app.lock()
