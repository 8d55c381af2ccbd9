"""Handing over the device: the chosen answers alone, and every way from them ends at the lock."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.ui import texts
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import NoRoom
from app.workbook.held import Held, _held
from tests.ui.heard import heard
from tests.ui.running import FIELD, SECTION, fails
from tests.ui.sharing import SECTIONS, WORDS, filled, list_field, shown, tick, ticked
from tests.ui.showing import (
    GO,
    LOCK,
    SHOW,
    SHOWING,
    begun,
    ended,
    handed_over,
    page,
    until,
)


@pytest.fixture(autouse=True)
def nothing_held() -> Any:
    yield
    _held.clear()


async def test_only_the_chosen_page_is_left_and_nothing_is_open_behind_it(run) -> None:
    app = await handed_over(run)
    assert WORDS in shown(app)
    assert app.desk.library.fields[FIELD].question in shown(app)
    assert "sover sämre" not in shown(app)
    assert app.desk.workbook is None and app.desk.drafts is None and app.desk.sharing is None
    assert app.desk.library is app.desk.ours
    other = app.desk.library.section(SECTIONS[1]).title
    for word in (other, "Mina avsnitt", texts.MY_GUIDE, texts.MY_PLAN, texts.SETTINGS, texts.BACK):
        assert word not in shown(app)
    assert app.h.page.title == texts.APP
    await app.lock()


async def test_there_is_nothing_to_press_but_the_help_and_the_lock(run) -> None:
    app = await handed_over(run)
    assert {(one.role, one.name) for one in heard(app.h)} == {
        ("button", texts.HELP_NOW),
        ("button", texts.UNLOCK),
    }
    await app.lock()


async def test_a_telephone_number_is_only_words(run) -> None:
    app = await filled(run)
    people = app.desk.library.section("manniskor-runt-mig")
    field = next(one for one in people.fields if one.kind.value == "kontakt")
    app.desk.write(field, [["Åsa", "070-123 45 67", "granne"]])
    await app.desk.go(Place(Screen.SHOW, people.id))
    await app.h.settle()
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "070-123 45 67" in shown(app)
    assert [one.name for one in heard(app.h) if one.name.startswith("Ring")] == []
    urls = [one for one in app.h.walk() if getattr(one, "url", None)]
    spans = [one for one in app.h.walk() if getattr(one, "spans", None)]
    assert urls == [] and spans == []
    await app.lock()


async def test_an_answer_that_is_left_out_is_neither_shown_nor_in_the_receipt(run) -> None:
    app = await begun(run, "mina-tecken")
    field = list_field(app)
    other = next(
        one for one in app.desk.library.section("mina-tecken").fields if one.kind.value == "text"
    )
    await app.desk.back()
    app.desk.write(other, "Bara för mig")
    await app.desk.go(Place(Screen.SHOW, "mina-tecken"))
    await app.h.settle()
    assert ticked(app, field.question) and ticked(app, other.question)
    assert "Bara för mig" in shown(app)
    await tick(app, other.question)
    assert "Bara för mig" not in shown(app)
    await app.h.press(texts.HELP_NOW)
    await app.desk.back()
    await app.h.settle()
    assert not ticked(app, other.question)  # a look at the help does not take it in again
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "sover sämre" in shown(app)
    assert "Bara för mig" not in shown(app) and other.question not in shown(app)
    await app.lock()
    assert await app.unlock()
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, receipt.sections, list(receipt.fields)) == ("visa", (), [field.key])
    await app.lock()


async def test_the_receipt_of_a_whole_page_is_there_and_the_person_is_back_where_they_were(
    run,
) -> None:
    app = await handed_over(run)
    await app.h.press(texts.UNLOCK)
    await ended(app)
    assert await app.unlock()
    assert app.desk.shown.place == SECTION
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.form, receipt.sections, receipt.to) == ("visa", ("tva-fragor",), "")
    await app.desk.go(Place(Screen.RECEIPT, receipt.id))
    await app.h.settle()
    assert any("På skärmen." in text for text in app.h.texts())
    await app.lock()


async def test_with_every_answer_left_out_nothing_is_shown_and_nothing_noted(run) -> None:
    app = await begun(run)
    await tick(app, app.desk.library.fields[FIELD].question)
    await app.h.press(GO)
    assert app.desk.shown.place == SHOW and app.desk.shown.notice
    assert app.desk.book.receipts.all() == ()
    await app.lock()


async def test_an_empty_page_says_so_and_cannot_be_shown(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.h.press("Visa på skärmen")
    assert "På den här sidan finns inget att visa än." in app.h.texts()
    assert GO not in app.h.texts()
    await app.h.press(texts.BACK)
    assert app.desk.shown.place == SECTION
    await app.lock()


async def test_words_typed_just_before_are_shown_and_saved(run) -> None:
    app = await filled(run)
    await app.desk.go(SECTION)
    await app.h.settle()
    app.write("det allra sista")
    await app.h.press("Visa på skärmen")
    assert "det allra sista" in shown(app)
    await app.h.press(GO)
    await until(app, SHOWING)
    assert "det allra sista" in shown(app)
    await app.lock()
    again = await run()
    assert await again.unlock()
    assert again.words() == "det allra sista"
    await again.lock()


async def test_where_the_receipt_cannot_be_kept_nothing_is_shown(run, monkeypatch) -> None:
    app = await begun(run)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.h.press(GO)
        await asyncio.sleep(0.2)
        await app.h.settle()
    assert app.desk.shown.place == SHOW
    assert app.desk.shown.notice == texts.CHANGING_FAILED
    assert app.desk.showing is None
    await app.lock()


async def test_words_that_cannot_be_saved_lock_it_and_show_nothing(run, monkeypatch) -> None:
    app = await begun(run)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        app.write("sent")
        await app.desk.show(page(app))
        assert app.desk.shown.place == LOCK
        assert app.desk.shown.notice == texts.LOCKED_UNSAVED
        assert Held.all() and app.desk.showing is None
    assert await app.unlock()
    assert app.words() == "sent"
    await app.lock()


@pytest.mark.parametrize("percent", [100, 200])
async def test_the_page_is_larger_than_what_the_person_reads(run, percent) -> None:
    app = await begun(run)
    await app.desk.change_settings(text_percent=percent)
    await app.h.press(GO)
    await until(app, SHOWING)
    [box] = [one for one in app.h.walk() if getattr(one, "theme", None)]
    usual = app.h.page.theme.text_theme
    for theme in (box.theme, box.dark_theme):
        for style in ("body_large", "body_small", "headline_medium", "title_large"):
            larger = getattr(theme.text_theme, style).size / getattr(usual, style).size
            assert larger == pytest.approx(1.25)
    await app.lock()
    assert app.desk.shown.percent == percent
    assert await app.unlock()
    await app.desk.go(HOME)
    await app.lock()
