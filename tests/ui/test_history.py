"""What was written before can be read, used again, and cleared for good."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import flet as ft
import pytest

from app.guide import Kind
from app.ui import texts
from app.ui.pages.history import said
from app.ui.state import Place, Screen
from app.workbook.answers import Answer, Json
from app.workbook.failures import NoRoom
from tests.ui.running import FIELD, SECTION, App, fails

FIRST, SECOND, THIRD = "Jag sov dåligt", "Det var mest oro", "Något hände i familjen"
WAY = "Vad jag skrev förut"
AGAIN = "Använd den här igen"
FOREVER = "Ta bort det jag skrev förut"


async def saved(app: App, monkeypatch: pytest.MonkeyPatch, *words: Json, key: str = FIELD) -> None:
    """Saves these words one after the other, a day apart, the last one now."""
    field = app.desk.library.fields[key]
    for age, value in zip(reversed(range(len(words))), words, strict=True):
        then = time.time_ns() - age * 24 * 3600 * 10**9
        with monkeypatch.context() as clock:
            clock.setattr(time, "time_ns", lambda then=then: then)
            answer = Answer.to(field, value)
            assert await app.desk.change(lambda book, said=answer: book.save({field.key: said}))


async def written_twice(run: Callable[[], Awaitable[App]], monkeypatch: pytest.MonkeyPatch) -> App:
    """The app at a question that says SECOND now and said FIRST yesterday."""
    app = await run()
    await app.open()
    await saved(app, monkeypatch, FIRST, SECOND)
    await app.desk.go(SECTION)
    await app.h.settle()
    return app


def before(app: App) -> list[Json]:
    field = app.desk.library.fields[FIELD]
    return [version.answer.value for version in app.desk.book.earlier_versions(field)]


async def test_what_was_written_before_is_used_again_and_that_can_be_undone(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open(SECTION)
    assert WAY not in app.h.texts()
    await saved(app, monkeypatch, FIRST, SECOND)
    await app.desk.back()
    await app.desk.go(SECTION)
    await app.h.settle()
    assert app.h.texts().count(WAY) == 1  # only where something was written before
    await app.h.press(WAY)
    shown = app.h.texts()
    question = app.desk.library.fields[FIELD].question
    assert [text for text in shown if text in (question, FIRST, SECOND)] == [
        question,
        SECOND,
        FIRST,
    ]
    assert any(text.startswith("I går ") for text in shown)
    await app.h.press(AGAIN)
    assert app.desk.shown.place == SECTION
    assert WAY in app.desk.shown.notice
    assert app.words() == FIRST
    assert FIRST in [c.value for c in app.h.walk() if isinstance(c, ft.TextField)]
    assert before(app) == [SECOND, FIRST]

    await app.h.press(WAY)
    await app.h.press(AGAIN)
    assert app.words() == SECOND
    await app.lock()
    assert await app.unlock()
    assert app.words() == SECOND
    assert FIRST in before(app)
    await app.lock()


async def test_words_that_were_just_typed_are_kept_when_older_ones_are_used(
    run, monkeypatch
) -> None:
    app = await written_twice(run, monkeypatch)
    [box] = [c for c in app.h.walk() if isinstance(c, ft.TextField) and c.value == SECOND]
    await app.h.type(box, THIRD)
    await app.h.press(WAY)
    await app.h.press(f"{AGAIN}, {said(datetime.now() - timedelta(days=1), date.today())}")
    assert app.words() == FIRST
    assert THIRD in before(app)
    await app.lock()


async def test_a_list_that_was_emptied_comes_back_row_by_row(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    fields = app.desk.library.section("mina-tecken").fields
    field = next(field for field in fields if field.kind is Kind.LIST)
    await saved(app, monkeypatch, ["sover sämre", "svarar inte"], [], key=field.key)
    await app.desk.go(Place(Screen.SECTION, "mina-tecken"))
    await app.h.settle()
    await app.h.press(WAY)
    assert "Ingenting just nu." in app.h.texts()
    await app.h.press(AGAIN)
    assert WAY not in app.desk.shown.notice  # nothing stood there
    values = [c.value for c in app.h.walk() if isinstance(c, ft.TextField)]
    assert [value for value in values if value] == ["sover sämre", "svarar inte"]
    await app.lock()


async def test_clearing_for_good_asks_first_and_leaves_nothing_but_what_it_says_now(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open()
    await saved(app, monkeypatch, FIRST, SECOND, THIRD)
    await app.lock()
    assert list(app.places.data.glob("*.kopia-*"))
    assert await app.unlock()
    await app.desk.go(SECTION)
    await app.h.settle()
    await app.h.press(WAY)
    await app.h.press(FOREVER)
    assert FIRST not in app.h.texts()
    await app.h.press("Nej, behåll")
    assert FIRST in app.h.texts()
    await app.h.press(FOREVER)
    await app.h.press("Ta bort för gott")
    assert app.desk.shown.place == SECTION
    assert WAY not in app.h.texts()
    assert before(app) == []
    assert not list(app.places.data.glob("*.kopia-*"))
    await app.lock()
    assert await app.unlock()
    assert before(app) == []
    assert app.words() == THIRD
    await app.lock()


async def test_a_full_disk_loses_nothing_when_an_old_version_is_used_or_cleared(
    run, monkeypatch
) -> None:
    app = await written_twice(run, monkeypatch)
    await app.h.press(WAY)
    here = app.desk.shown.place
    with monkeypatch.context() as full:
        fails(full, NoRoom("full"))
        await app.h.press(AGAIN)
        assert app.desk.shown.notice == texts.CHANGING_FAILED
        assert (app.desk.shown.place, app.words(), before(app)) == (here, SECOND, [FIRST])
        app.write(THIRD)  # waits in memory, and must not come out on top of an older one
        await app.h.press(AGAIN)
        assert app.desk.shown.notice == texts.CHANGING_FAILED
        assert app.words() == THIRD
        await app.h.press(FOREVER)
        await app.h.press("Ta bort för gott")
        assert app.desk.shown.notice == texts.CHANGING_FAILED
        assert before(app) == [FIRST]
        await app.h.press("Nej, behåll")
    await app.h.press(f"{AGAIN}, {said(datetime.now() - timedelta(days=1), date.today())}")
    assert app.words() == FIRST
    assert before(app)[:2] == [THIRD, SECOND]
    await app.lock()


async def test_a_wording_is_listed_once_however_often_it_was_saved(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    await saved(app, monkeypatch, FIRST, FIRST, SECOND, SECOND, "", SECOND)
    await app.desk.go(Place(Screen.HISTORY, FIELD))
    await app.h.settle()
    assert app.h.texts().count(FIRST) == 1
    assert app.h.texts().count(SECOND) == 1
    assert app.h.texts().count(AGAIN) == 1
    await app.lock()


async def test_a_long_history_is_shown_some_at_a_time(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    await saved(app, monkeypatch, *(f"dag {n}" for n in range(46)))
    await app.desk.go(Place(Screen.HISTORY, FIELD))
    await app.h.settle()
    shown = []
    while "Visa fler" in app.h.texts():
        shown.append(app.h.texts().count(AGAIN))
        await app.h.press("Visa fler")
    assert [*shown, app.h.texts().count(AGAIN)] == [20, 40, 45]
    await app.lock()


async def test_a_question_that_is_gone_is_told_calmly_and_there_is_a_way_back(run) -> None:
    app = await run()
    await app.open(SECTION)
    for key in ("tva-fragor.finns-inte", "finns-inte.alls", ""):
        await app.desk.go(Place(Screen.HISTORY, key))
        await app.h.settle()
        assert any("Det du skrev är kvar" in text for text in app.h.texts())
        await app.h.press(texts.BACK)
        assert app.desk.shown.place == SECTION
    await app.lock()


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2027, 1, 1, 14, 5), "i dag 14:05"),
        (datetime(2027, 1, 1, 0, 0), "i dag 0:00"),
        (datetime(2026, 12, 31, 9, 12), "i går 9:12"),
        (datetime(2026, 11, 12, 14, 5), "12 november 2026 14:05"),
        (datetime(2027, 1, 2, 8, 0), "2 januari 2027 8:00"),  # the clock was set back since
    ],
)
def test_a_time_is_said_as_a_person_says_it(when: datetime, words: str) -> None:
    assert said(when, date(2027, 1, 1)) == words


async def test_what_stood_there_just_before_an_old_version_was_used_outlives_a_lock(
    run, monkeypatch
) -> None:
    app = await written_twice(run, monkeypatch)
    await app.h.press(WAY)
    await app.h.press(AGAIN)
    await app.lock()
    assert await app.unlock()
    assert before(app) == [SECOND, FIRST]
    await app.lock()


async def test_words_that_were_wiped_out_right_after_they_were_written_outlive_a_lock(run) -> None:
    app = await run()
    await app.open(SECTION)
    for words in (FIRST, ""):
        app.write(words)
        await app.desk.flush()
    await app.lock()
    assert await app.unlock()
    assert before(app) == [FIRST]
    await app.lock()


async def test_pauses_while_writing_are_no_versions_but_what_is_taken_away_is(run) -> None:
    app = await run()
    await app.open(SECTION)
    for words in ("Jag", "Jag sov", FIRST, "Jag", "Jag vet inte"):
        app.write(words)
        await app.desk.flush()
    assert before(app) == [FIRST]
    await app.lock()
