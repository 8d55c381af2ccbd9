"""What happens between the screens and the vault: locking, failing, and finding the way back."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import flet as ft
import pytest

from app.paths import Places, find
from app.ui import texts
from app.ui.app import start
from app.ui.desk import HOME, Desk
from app.ui.state import Place, Screen
from app.vault import Vault
from app.workbook import drafts
from app.workbook.failures import NoRoom, ReadOnly
from app.workbook.held import Held
from app.workbook.workbook import Workbook, new_recovery_code
from tests.ui import headless

SECRET = "en lång båt seglar sakta hem"
SECTION = Place(Screen.SECTION, "tva-fragor")
FIELD = "tva-fragor.vad-forde-hit"


@dataclass
class App:
    h: headless.Headless
    desk: Desk
    places: Places

    async def open(self, place: Place = HOME) -> None:
        """A new vault, open at ``place``."""
        guide = self.desk.library.guides[0]
        assert await self.desk.create(SECRET, new_recovery_code(), guide)
        await self.desk.choose(guide, ("tva-fragor",))
        await self.desk.go(place)
        await self.h.settle()

    def write(self, text: str) -> None:
        self.desk.write(self.desk.library.fields[FIELD], text)

    def words(self) -> object:
        return self.desk.value(self.desk.library.fields[FIELD])


@pytest.fixture
def run(tmp_path: Path) -> Callable[[], Awaitable[App]]:
    """Starts the app on an empty data folder, without a client."""

    async def run_app() -> App:
        places = replace(find(tmp_path), data=tmp_path)
        desks: list[Desk] = []

        async def main(page: ft.Page) -> None:
            desks.append(await start(page, places))

        h = await headless.start(main)
        return App(h, desks[0], places)

    return run_app


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """From now on the disk refuses every save. A real full disk is the vault's own test."""

    def append(self: Vault, records: object) -> None:
        raise error

    monkeypatch.setattr(Vault, "append", append)


async def test_locking_saves_what_was_just_typed_and_unlocking_shows_it(run) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("Jag orkade inte mer")
    await app.desk.lock()
    assert app.desk.workbook is None
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert not await app.desk.unlock("fel fras men lång nog")
    assert app.desk.shown.notice == texts.OPENING[type(_wrong())]
    assert await app.desk.unlock(SECRET)
    assert app.desk.shown.place == SECTION
    assert app.words() == "Jag orkade inte mer"


def _wrong() -> Exception:
    from app.workbook.failures import WrongSecret

    return WrongSecret()


async def test_nobody_there_for_long_enough_locks(run, monkeypatch) -> None:
    monkeypatch.setattr(Desk, "idle_limit", 0.3)
    app = await run()
    await app.open(SECTION)
    app.write("ord")
    async with asyncio.timeout(10):
        while app.desk.shown.place != Place(Screen.LOCK):
            await asyncio.sleep(0.1)
    assert await app.desk.unlock(SECRET)
    assert app.words() == "ord"


async def test_typing_is_being_there(run, monkeypatch) -> None:
    monkeypatch.setattr(Desk, "idle_limit", 1.5)
    app = await run()
    await app.open(SECTION)
    for count in range(20):
        app.write("x" * count)
        await asyncio.sleep(0.15)
    assert app.desk.open


async def test_going_out_of_sight_saves_and_locks_only_if_asked_to(run) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("ord")
    await app.desk.hidden()
    assert app.desk.open
    assert app.desk.workbook
    assert app.desk.workbook.answer(app.desk.library.fields[FIELD])
    await app.desk.change_settings(lock_minutes=0)
    await app.desk.hidden()
    assert not app.desk.open


async def test_coming_back_too_late_locks_by_the_clock_on_the_wall(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    monotonic, wall = app.desk._active
    app.desk._active = (monotonic, wall - 3600)  # the device slept for an hour
    await app.desk.returned()
    assert not app.desk.open


async def test_a_lock_that_cannot_save_hides_the_words_and_keeps_them(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.lock()
        assert app.desk.shown.place == Place(Screen.LOCK)
        assert app.desk.shown.notice == texts.LOCKED_UNSAVED
        assert not app.desk.open
        await app.h.settle()
        assert not any("det sista" in text for text in app.h.texts())
        await app.desk.go(SECTION)
        assert app.desk.shown.place == Place(Screen.LOCK)
        assert not await app.desk.unlock("fel fras men lång nog")
        assert not app.desk.open
        assert await app.desk.unlock(SECRET)
        assert app.words() == "det sista"
    await app.desk.lock()
    assert app.desk.workbook is None
    assert await app.desk.unlock(SECRET)
    assert app.words() == "det sista"


@pytest.mark.parametrize("error", [NoRoom("x"), ReadOnly("x"), OSError("x")])
async def test_a_save_that_fails_is_told_and_tried_again(run, monkeypatch, error) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("ord")
    with monkeypatch.context() as patch:
        fails(patch, error)
        await app.desk.flush()
        assert app.desk.status.failed == texts.saving(error)
        assert app.words() == "ord"
    await app.desk.flush()
    assert app.desk.status.failed == ""
    assert app.desk.status.text.startswith("Sparat ")


async def test_no_place_inside_can_be_reached_while_locked(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.desk.lock()
    for screen in Screen:
        await app.desk.go(Place(screen, "tva-fragor"))
        assert app.desk.shown.place.screen.public
    for index in range(20):
        await app.desk.routed(f"/{index}")
        assert app.desk.shown.place.screen.public


async def test_a_second_window_is_told_that_the_first_is_open(run) -> None:
    first = await run()
    await first.open()
    second = await run()
    assert second.desk.shown.place == Place(Screen.LOCK)
    assert not await second.desk.unlock(SECRET)
    assert "redan öppen i ett annat fönster" in second.desk.shown.notice
    await first.desk.lock()
    assert await second.desk.unlock(SECRET)
    await second.desk.lock()


async def test_a_miswritten_recovery_code_points_at_its_group(run) -> None:
    app = await run()
    guide = app.desk.library.guides[0]
    code = new_recovery_code()
    assert await app.desk.create(SECRET, code, guide)
    await app.desk.lock()
    wrong = ("B" if code[11] == "A" else "A").join((code[:11], code[12:]))
    assert not await app.desk.unlock_with_code(wrong)
    assert app.desk.shown.notice == f"{texts.BAD_CODE} Titta en gång till på grupp 3."
    assert await app.desk.unlock_with_code(code.lower())
    await app.desk.lock()


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
    assert await app.desk.change_code(code)
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
    await app.desk.lock()
    assert app.desk.page.pop_dialog() is None


async def test_a_contact_with_a_number_gets_a_button_that_calls(run) -> None:
    app = await run()
    await app.open(Place(Screen.SECTION, "manniskor-runt-mig"))
    fields = {c.label: c for c in app.h.walk() if isinstance(c, ft.TextField) and c.label}
    await app.h.type(fields["Namn"], "Åsa")
    assert not [text for text in app.h.texts() if text.startswith("Ring ")]
    await app.h.type(fields["Telefon"], "070-123 45 67")
    assert "Ring Åsa" in app.h.texts()
    app.h.client.answers |= {"can_launch_url": True, "launch_url": True}
    await app.h.press("Ring Åsa")
    called = [args for name, args in app.h.client.calls if name == "launch_url"]
    assert "tel:0701234567" in str(called)
    app.h.client.answers["can_launch_url"] = False
    await app.h.press("Ring Åsa")
    assert app.desk.shown.notice == texts.NO_CALL.format(number="0701234567")


async def test_held_words_are_saved_by_themselves_and_then_anyone_can_open(
    run, monkeypatch
) -> None:
    monkeypatch.setattr(drafts, "LONGEST", 0.2)
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.lock()
        assert Held.at(app.places.vault)
    async with asyncio.timeout(10):
        while Held.at(app.places.vault):
            await asyncio.sleep(0.05)
    assert app.desk.shown.notice == ""
    other = await run()
    assert await other.desk.unlock(SECRET)
    assert other.words() == "det sista"
    await other.desk.lock()


async def test_a_new_window_takes_over_words_that_a_closed_one_could_not_save(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.leave()  # the window is closed while the disk is full
        other = await run()
        assert not await other.desk.unlock("fel fras men lång nog")
        assert await other.desk.unlock(SECRET)
        assert other.words() == "det sista"
        assert not app.desk.open
    await other.desk.lock()
    assert Held.at(app.places.vault) is None
    assert await other.desk.unlock(SECRET)
    assert other.words() == "det sista"
    await other.desk.lock()


async def test_the_recovery_code_also_opens_a_workbook_with_unsaved_words(run, monkeypatch) -> None:
    app = await run()
    code = new_recovery_code()
    assert await app.desk.create(SECRET, code, app.desk.library.guides[0])
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.lock()
        assert not await app.desk.unlock_with_code(new_recovery_code())
        assert app.desk.shown.notice == texts.WRONG_CODE
        assert await app.desk.unlock_with_code(code)
        assert app.words() == "det sista"
    await app.desk.lock()


async def test_help_does_not_wait_for_a_slow_disk(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    gate = threading.Event()
    with monkeypatch.context() as patch:
        real = Vault.append
        patch.setattr(Vault, "append", lambda *given: (gate.wait(10), real(*given))[1])
        app.write("ord")
        going = asyncio.create_task(app.desk.go(Place(Screen.HELP)))
        async with asyncio.timeout(2):
            while app.desk.shown.place != Place(Screen.HELP):
                await asyncio.sleep(0.01)
        assert not going.done()
        gate.set()
        await going
    assert app.words() == "ord"
    await app.desk.lock()


async def test_a_code_that_is_made_while_the_workbook_locks_is_not_left_on_the_screen(run) -> None:
    app = await run()
    await app.open()
    await app.desk.lock()
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
    await app.desk.lock()
    assert await app.desk.unlock(SECRET)
    assert app.desk.shown.place == Place(Screen.NEW_SHEET)
    await app.desk.lock()


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
    await app.desk.lock()
    await app.h.settle()
    await app.h.type(app.h.find(ft.TextField, "Lösenfras"), SECRET)
    with monkeypatch.context() as patch:
        patch.setattr(Workbook, "unlock", lambda *_, **__: 1 / 0)
        await app.h.press("Lås upp")
        assert app.desk.shown.notice == texts.SOMETHING_WRONG
    await app.h.press("Lås upp")
    async with asyncio.timeout(5):
        while not app.desk.open:
            await asyncio.sleep(0.05)
    await app.desk.lock()


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
    await app.desk.lock()
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
    places = replace(find(tmp_path), content=content)
    desks: list[Desk] = []

    async def main(page: ft.Page) -> None:
        desks.append(await start(page, places))

    app = App(await headless.start(main), desks[0], places)
    assert await app.desk.create(SECRET, new_recovery_code(), app.desk.library.guides[0])
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
    await app.desk.lock()
