"""Sharing as a person does it: choosing pages and answers, and saving a locked file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event

import flet as ft
import pytest

from app.ui import texts
from app.ui.pages import sending
from app.ui.sharing import Sharing
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import NoRoom
from tests.ui.others import says, until
from tests.ui.running import FIELD, SECTION, fails
from tests.ui.sharing import (
    LOOK,
    OUT,
    SAVE,
    WORDS,
    filled,
    list_field,
    looking,
    save,
    shown,
    striking,
    tick,
    ticked,
)

TWO, SIGNS = "Två frågor", "Tecken på"
STRIKE = "Stryk i svaret"


async def test_from_home_to_a_file_that_the_words_open_and_a_receipt(run) -> None:
    app = await looking(run, TWO, SIGNS)
    assert WORDS in shown(app)
    assert "sover sämre" in shown(app)
    got = await save(app, "Åsa på kommunen")
    assert WORDS in got.html and "sover sämre" in got.html
    assert "Åsa" not in got.html
    assert got.name.startswith("sidor-2") and got.name.endswith(".html")
    for secret in (WORDS, "sover", "Tecken", "Åsa", "Två"):
        assert secret not in got.data
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.to, receipt.why, receipt.form) == ("Åsa på kommunen", "", "html")
    assert receipt.sections == ("tva-fragor", "mina-tecken")
    assert set(receipt.fields) == {FIELD, list_field(app).key}
    sent = app.desk.book.sent.of(receipt.id)
    assert sent and app.desk.sharing
    assert (sent.share, sent.words) == (got.share, app.desk.sharing.words)
    assert len(sent.words.split()) == 5
    assert [app.desk.section(one).title for one in sent.pages] == got.titles
    await app.h.press("Klar")
    assert app.desk.shown.place == Place(Screen.SHARED)
    assert app.desk.sharing is None
    await app.desk.back()  # the steps of what is out are over
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.SHARE)
    assert not ticked(app, TWO)
    await app.lock()


async def test_only_pages_with_something_written_can_be_chosen(run) -> None:
    app = await run()
    await app.open()
    assert "Dela sidor" not in app.h.texts()
    await app.desk.go(Place(Screen.SHARE))
    await app.h.settle()
    assert says(app, "Här finns inget att dela än.")
    assert LOOK not in app.h.texts()
    await app.desk.go(HOME)
    app.write(WORDS)
    await app.desk.flush()
    await app.desk.go(Place(Screen.SHARE))
    await app.h.settle()
    assert ticked(app, TWO) is False
    assert SIGNS not in shown(app)
    await app.h.press(LOOK)
    assert says(app, "Välj minst en sida")
    await app.lock()


async def test_from_a_page_that_page_alone_and_not_the_answers_that_are_left_out(run) -> None:
    app = await filled(run)
    field = list_field(app)
    other = next(
        one for one in app.desk.library.section("mina-tecken").fields if one.kind.value == "text"
    )
    app.desk.write(other, "Bara för mig")
    await app.desk.go(Place(Screen.SECTION, "mina-tecken"))
    await app.h.settle()
    await app.h.press("Dela sidan")
    assert ticked(app, field.question) and ticked(app, other.question)
    await tick(app, other.question)
    await app.h.press(LOOK)
    assert "Bara för mig" not in shown(app)
    got = await save(app)
    assert got.titles == [app.desk.section("mina-tecken").title]
    assert "sover sämre" in got.html
    assert "Bara för mig" not in got.html and WORDS not in got.html
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.sections, list(receipt.fields)) == ((), [field.key])
    await app.lock()


async def test_a_page_where_nothing_is_written_says_so(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.h.press("Dela sidan")
    assert says(app, "På den här sidan finns inget att dela än.")
    assert LOOK not in app.h.texts()
    await app.lock()


async def test_nothing_leaves_and_no_receipt_is_kept_where_it_is_broken_off(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await looking(run, TWO)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    gate, make = Event(), Sharing.file
    monkeypatch.setattr(Sharing, "file", lambda *of: make(*of) if gate.wait(20) else b"")
    saving = asyncio.create_task(app.h.press(SAVE))
    await until(app, "Filen låses.")
    await app.h.press("Avbryt")
    gate.set()
    await saving
    assert says(app, "Avbrutet. Ingen fil är sparad.")
    assert SAVE in app.h.texts()
    assert [name for name, _ in app.h.client.calls if name == "save_file"] == []
    app.h.client.answers["save_file"] = None
    await app.h.press(SAVE)
    await until(app, "Filen sparades inte. Det du har skrivit är kvar.")
    assert app.desk.book.receipts.all() == ()
    await app.lock()


async def test_a_file_that_was_being_made_when_it_locked_does_not_leave(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await looking(run, TWO)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    gate, make = Event(), Sharing.file
    monkeypatch.setattr(Sharing, "file", lambda *of: make(*of) if gate.wait(20) else b"")
    saving = asyncio.create_task(app.h.press(SAVE))
    await until(app, "Filen låses.")
    await app.lock()
    gate.set()
    await saving
    assert [name for name, _ in app.h.client.calls if name == "save_file"] == []


async def test_a_file_that_was_saved_while_it_locked_has_no_receipt_and_says_so(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await looking(run, TWO)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")

    async def slowly(self: ft.FilePicker, **_: object) -> str:
        await app.desk.door.lock()
        return "sidor.html"

    monkeypatch.setattr(ft.FilePicker, "save_file", slowly)
    await app.h.press(SAVE)
    await until(app, "Guiden låstes innan kvittot kunde sparas.")
    assert await app.unlock()
    assert app.desk.book.receipts.all() == ()
    await app.lock()


async def test_a_phone_that_locks_at_once_is_told_to_wait_longer_first(run_on) -> None:
    app = await looking(run_on, TWO)
    await app.desk.change_settings(lock_minutes=0)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    assert says(app, "Välj en längre tid under Inställningar först.")
    assert SAVE not in app.h.texts()
    await app.desk.change_settings(lock_minutes=1)
    await app.desk.back()
    await app.h.press("Fortsätt")
    assert SAVE in app.h.texts()
    await app.lock()


async def test_a_full_disk_says_that_the_receipt_is_missing_and_it_can_be_tried_again(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await looking(run, TWO)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    with monkeypatch.context() as full:
        fails(full, NoRoom("full"))
        await app.h.press(SAVE)
        await until(app, "kvittot på den gick inte att spara")
        assert app.desk.book.receipts.all() == ()
    await app.h.press(SAVE)
    await until(app, OUT)
    assert len(app.desk.book.receipts.all()) == 1
    await app.lock()


async def test_without_a_list_of_words_no_file_is_made(run, tmp_path: Path) -> None:
    app = await looking(run, TWO)
    app.desk.places = replace(app.desk.places, assets=tmp_path)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    assert says(app, sending._NO_WORDS)
    assert app.desk.shown.place == Place(Screen.SHARE_TO)
    await app.lock()


async def test_what_was_chosen_is_forgotten_when_it_locks(run) -> None:
    app = await looking(run, TWO)
    await striking(app)
    await app.lock()
    assert app.desk.sharing is None
    assert WORDS not in shown(app)
    assert await app.unlock()
    for screen in (Screen.SHARE_LOOK, Screen.SHARE_FILE, Screen.SHARE_STRIKE, Screen.SHARE_TO):
        await app.desk.go(Place(screen, FIELD))
        await app.h.settle()
        assert app.desk.shown.place == Place(Screen.SHARE)
        assert not ticked(app, TWO)
    await app.lock()


async def test_help_in_the_middle_costs_nothing(run) -> None:
    app = await looking(run, TWO)
    await striking(app)
    await tick(app, "flyttade")
    await app.h.press(texts.HELP_NOW)
    await app.desk.back()
    await app.h.settle()
    assert ticked(app, "flyttade")
    await app.lock()


async def test_nothing_that_is_shared_is_on_the_disk(run) -> None:
    app = await looking(run, TWO)
    got = await save(app, "Åsa på kommunen")
    assert app.desk.sharing
    words = app.desk.sharing.words
    await app.lock()
    for one in app.places.data.rglob("*"):
        data = one.read_bytes() if one.is_file() else b""
        for secret in (WORDS, words, "Åsa på kommunen", got.share, "tva-fragor"):
            assert not any(secret.encode(code) in data for code in ("utf-8", "utf-16-le"))
