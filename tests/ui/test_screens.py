"""The screens themselves: what fails calmly, what is kept, what is never left behind."""

from __future__ import annotations

import asyncio
import shutil
import time
from datetime import datetime
from pathlib import Path

import flet as ft
import pytest

from app.paths import find
from app.ui import texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from app.workbook.keyring import new_recovery_code
from app.workbook.workbook import Workbook
from tests.ui.running import FIELD, SECRET, SECTION, run_app


async def test_a_handler_that_fails_shows_a_calm_sentence_and_no_traceback(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open()

    async def broken(self: Desk, place: Place) -> None:
        raise RuntimeError("hemlig text")

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "go", broken)
        await app.h.press(texts.HELP_NOW)
    assert app.desk.shown.notice == texts.SOMETHING_WRONG
    assert app.h.client.crashes == []
    await app.h.press(texts.HELP_NOW)
    assert app.desk.shown.place == Place(Screen.HELP)


async def test_a_screen_that_fails_shows_a_calm_sentence_and_the_rest_works(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open()
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "value", lambda self, field: 1 / 0)
        await app.desk.go(SECTION)
        await app.h.settle()
        assert texts.NOT_SHOWN in app.h.texts()
    await app.desk.go(HOME)
    await app.h.settle()
    assert "Mina avsnitt" in app.h.texts()


async def test_the_recovery_code_is_shown_once_and_not_kept(run) -> None:
    app = await run()
    await app.open()
    code = new_recovery_code()
    assert await app.desk.change(lambda book: book.keys.change_code(code))
    app.desk.show_sheet(code)
    await app.h.settle()
    assert code[:4] in app.h.texts()
    await app.desk.go(HOME)
    await app.desk.back()
    await app.h.settle()
    assert code[:4] not in app.h.texts()
    assert app.desk.sheet == ""


async def test_a_dialog_that_is_open_does_not_stay_over_the_lock_screen(run) -> None:
    app = await run()
    await app.open(SECTION)
    app.desk.page.show_dialog(ft.DatePicker())
    await app.lock()
    assert app.desk.page.pop_dialog() is None


async def test_a_contact_with_a_number_gets_a_button_that_calls(run) -> None:
    app = await run()
    await app.open(Place(Screen.SECTION, "manniskor-runt-mig"))
    await app.h.type(app.h.find(ft.TextField, "Namn"), "Åsa")
    assert not [text for text in app.h.texts() if text.startswith("Ring ")]
    await app.h.type(app.h.find(ft.TextField, "Telefon"), "070-123 45 67")
    assert "Ring Åsa" in app.h.texts()
    app.h.client.answers |= {"can_launch_url": True, "launch_url": True}
    await app.h.press("Ring Åsa")
    called = [args for name, args in app.h.client.calls if name == "launch_url"]
    assert "tel:0701234567" in str(called)
    app.h.client.answers["can_launch_url"] = False
    await app.h.press("Ring Åsa")
    assert app.desk.shown.notice == texts.NO_CALL.format(number="0701234567")


async def test_a_code_that_is_made_while_the_workbook_locks_is_not_left_on_the_screen(run) -> None:
    app = await run()
    await app.open()
    await app.lock()
    app.desk.show_sheet(new_recovery_code())
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.sheet == ""


async def test_locking_on_the_sheet_never_shows_an_empty_one(run) -> None:
    app = await run()
    await app.open()
    app.desk.show_sheet(new_recovery_code())
    await app.desk.go(Place(Screen.HELP))
    await app.desk.back()
    assert app.desk.shown.place == Place(Screen.SHEET)  # a look at the help does not cost the code
    await app.lock()
    assert await app.unlock()
    await app.desk.routed("/1")
    assert app.desk.shown.place.screen is not Screen.SHEET
    await app.lock()


async def test_two_quick_ticks_both_count(run) -> None:
    app = await run()
    await app.open(SECTION)
    boxes = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.checked is False]
    first, second = (box.content for box in boxes[:2])
    await asyncio.gather(app.h.click(first), app.h.click(second))
    [value] = [
        app.desk.value(field)
        for field in app.desk.library.section("tva-fragor").fields
        if app.desk.answered(field)
    ]
    assert len(value) == 2


async def test_two_quick_choices_of_sections_both_count(run) -> None:
    app = await run()
    await app.open(Place(Screen.CHOOSE, "mar-daligt"))
    boxes = [c for c in app.h.walk() if isinstance(c, ft.Semantics) and c.checked is False]
    await asyncio.gather(*(app.h.click(box.content) for box in boxes[:2]))
    guide = app.desk.book.guide
    assert guide
    assert len(app.desk.book.chosen(guide)) == 3


async def test_an_odd_failure_does_not_leave_the_lock_screen_dead(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    await app.lock()
    await app.h.settle()
    await app.h.type(app.h.find(ft.TextField, "Lösenfras"), SECRET)
    with monkeypatch.context() as patch:
        patch.setattr(Workbook, "unlock", lambda *_, **__: 1 / 0)
        await app.h.press("Lås upp")
        assert app.desk.shown.notice == texts.SOMETHING_WRONG
    await app.h.press("Lås upp")
    async with asyncio.timeout(20):
        while not app.desk.open:
            await asyncio.sleep(0.05)
    await app.lock()


async def test_covering_the_window_keeps_what_is_half_done(run) -> None:
    app = await run()
    await app.open(SECTION)
    fields = [c for c in app.h.walk() if isinstance(c, ft.TextField)]
    app.desk.cover()
    await app.h.settle()
    await app.desk.returned()
    await app.h.settle()
    assert [c for c in app.h.walk() if isinstance(c, ft.TextField)] == fields
    assert not app.desk.shown.covered


@pytest.mark.parametrize(("zone", "sent"), [("Europe/Stockholm", "2026-11-14T23:00:00+00:00")])
async def test_a_picked_day_is_the_day_that_was_picked(run, monkeypatch, zone, sent) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    app = await run()
    await app.open(Place(Screen.SECTION, "forbereda-mote"))
    await app.h.press("Välj dag")
    picker = app.desk.page._dialogs.controls[-1]
    await app.h.fire(picker, "change", None, value=datetime.fromisoformat(sent))
    assert "15 november 2026" in app.h.texts()
    await app.lock()
    monkeypatch.undo()
    time.tzset()


async def test_a_section_that_cannot_be_read_says_so_and_the_rest_works(
    tmp_path: Path, monkeypatch
) -> None:
    content = tmp_path / "content"
    shutil.copytree(find().content, content)
    (content / "mar-daligt" / "tva-fragor.md").write_bytes(b"\xff\xfe\x80 broken")
    tecken = content / "mar-daligt" / "mina-tecken.md"
    tecken.write_text(tecken.read_text().replace("typ: skala", "typ: skla"))
    (content / "gemensamt" / "fa-hjalp-nu.md").unlink()
    app = await run_app(tmp_path, content)
    assert await app.desk.door.create(SECRET, new_recovery_code(), app.desk.library.guides[0])
    await app.desk.go(Place(Screen.CHOOSE, "mar-daligt"))
    await app.h.settle()
    assert any(texts.SECTION_NOT_READ in text for text in app.h.texts())
    await app.desk.go(SECTION)
    await app.h.settle()
    assert texts.SECTION_NOT_READ in app.h.texts()
    await app.desk.go(Place(Screen.SECTION, "mina-tecken"))
    await app.h.settle()
    assert app.h.texts().count(texts.NOT_READ) == 1
    assert [c for c in app.h.walk() if isinstance(c, ft.TextField)]
    await app.desk.go(Place(Screen.HELP))
    await app.h.settle()
    assert "Ring 112" in app.h.texts()
    assert app.h.client.crashes == []
    await app.lock()


async def test_two_quick_moves_end_at_the_second(run) -> None:
    app = await run()
    await app.open()
    await app.desk.go(Place(Screen.SETTINGS))
    first = app.desk.position
    await app.desk.go(SECTION)
    await app.desk.routed(f"/{first}")  # the window answers late
    assert app.desk.shown.place == SECTION
    await app.desk.routed(f"/{first}")  # and this is the person's own step back
    assert app.desk.shown.place == Place(Screen.SETTINGS)
    await app.lock()


async def test_answers_whose_questions_are_gone_can_be_read_under_earlier_answers(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(find().content, content)
    app = await run_app(tmp_path, content)
    await app.open(SECTION)
    app.write("Det började i våras")
    question = app.desk.library.fields[FIELD].question
    await app.lock()
    path = content / "mar-daligt" / "tva-fragor.md"
    path.write_text(path.read_text().replace("fråga vad-forde-hit\n", "fråga nagot-nytt\n"))
    app = await run_app(tmp_path, content)
    assert await app.unlock()
    await app.desk.go(HOME)
    await app.h.settle()
    await app.h.press("Tidigare svar")
    assert question in app.h.texts()
    assert "Det började i våras" in app.h.texts()
    await app.lock()


async def test_each_guide_can_be_opened_and_every_section_of_it_shown(run) -> None:
    app = await run()
    await app.open()
    await app.desk.change_settings(depth="mycket")
    for guide in app.desk.library.guides:
        await app.desk.use_guide(guide)
        await app.desk.choose(guide, guide.sections)
        await app.desk.go(HOME)
        await app.h.settle()
        assert guide.title in app.h.texts()
        for section in guide.sections:
            await app.desk.go(Place(Screen.SECTION, section))
            await app.h.settle()
            shown = app.h.texts()
            assert app.desk.library.section(section).title in shown
            for field in app.desk.library.section(section).fields:
                assert field.question in shown
            assert texts.NOT_SHOWN not in shown
            assert texts.NOT_READ not in shown
    await app.lock()


async def test_go_on_leads_where_the_person_was_and_not_to_the_last_section(run) -> None:
    app = await run()
    await app.open(SECTION)
    guide = app.desk.book.guide
    assert guide
    await app.desk.choose(guide, ("tva-fragor", "mina-tecken", "trygghetsplan"))
    await app.desk.go(HOME)
    await app.h.settle()
    await app.h.press("Fortsätt")
    assert app.desk.shown.place == SECTION
    await app.lock()
