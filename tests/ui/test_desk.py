"""What happens between the screens and the vault: locking, failing, and the way back."""

from __future__ import annotations

import asyncio
import re
import threading

import pytest

from app.ui import texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from app.vault import Vault
from app.workbook import drafts
from app.workbook.failures import NoRoom, ReadOnly
from app.workbook.held import Held
from app.workbook.keyring import new_recovery_code
from app.workbook.secret import Secret
from tests.ui.running import FIELD, SECRET, SECTION, fails


async def test_locking_saves_what_was_just_typed_and_unlocking_shows_it(run) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("Jag orkade inte mer")
    await app.lock()
    assert app.desk.workbook is None
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert not await app.unlock("fel fras men lång nog")
    assert app.desk.shown.notice == texts.WRONG["passphrase"]
    assert await app.unlock()
    assert app.desk.shown.place == SECTION
    assert app.words() == "Jag orkade inte mer"


async def test_nobody_there_for_long_enough_locks(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("ord")
    monkeypatch.setattr(Desk, "idle_limit", 0.3)
    async with asyncio.timeout(30):
        while app.desk.shown.place != Place(Screen.LOCK):
            await asyncio.sleep(0.1)
    monkeypatch.undo()
    assert await app.unlock()
    assert app.words() == "ord"


async def test_typing_is_being_there(run) -> None:
    app = await run()
    await app.open(SECTION)
    for count in range(1, 4):
        almost = app.desk.idle_limit - 60  # so far so good; twice that is too long
        app.desk._active = tuple(clock - almost for clock in app.desk._active)
        app.write("x" * count)
        await asyncio.sleep(1.2)  # the watch looks every second
    assert app.desk.open
    assert app.desk.idle_seconds < 60


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
        await app.lock()
        assert app.desk.shown.place == Place(Screen.LOCK)
        assert app.desk.shown.notice == texts.LOCKED_UNSAVED
        assert not app.desk.open
        await app.h.settle()
        assert not any("det sista" in text for text in app.h.texts())
        await app.desk.go(SECTION)
        assert app.desk.shown.place == Place(Screen.LOCK)
        assert not await app.unlock("fel fras men lång nog")
        assert not app.desk.open
        assert await app.unlock()
        assert app.words() == "det sista"
    await app.lock()
    assert app.desk.workbook is None
    assert await app.unlock()
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
    await app.lock()
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
    assert not await second.unlock()
    assert "redan öppen i ett annat fönster" in second.desk.shown.notice
    await first.lock()
    assert await second.unlock()
    await second.lock()


async def test_a_miswritten_recovery_code_points_at_its_group(run) -> None:
    app = await run()
    guide = app.desk.library.guides[0]
    code = new_recovery_code()
    assert await app.desk.door.create(SECRET, code, guide)
    await app.lock()
    wrong = ("B" if code[11] == "A" else "A").join((code[:11], code[12:]))
    assert not await app.desk.door.unlock(Secret.code(wrong))
    assert app.desk.shown.notice == f"{texts.BAD_CODE} Titta en gång till på grupp 3."
    assert await app.desk.door.unlock(Secret.code(code.lower()))
    await app.lock()


async def test_held_words_are_saved_by_themselves_and_then_anyone_can_open(
    run, monkeypatch
) -> None:
    monkeypatch.setattr(drafts, "LONGEST", 0.2)
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.lock()
        assert Held.all()
    async with asyncio.timeout(30):
        while Held.all():
            await asyncio.sleep(0.05)
    assert app.desk.shown.notice == ""
    other = await run()
    assert await other.unlock()
    assert other.words() == "det sista"
    await other.lock()


async def test_a_new_window_takes_over_words_that_a_closed_one_could_not_save(
    run, monkeypatch
) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.door.leave()  # the window is closed while the disk is full
        other = await run()
        assert not await other.unlock("fel fras men lång nog")
        assert await other.unlock()
        assert other.words() == "det sista"
        assert not app.desk.open
    await other.lock()
    assert Held.all() == ()
    assert await other.unlock()
    assert other.words() == "det sista"
    await other.lock()


async def test_the_recovery_code_also_opens_a_workbook_with_unsaved_words(run, monkeypatch) -> None:
    app = await run()
    code = new_recovery_code()
    assert await app.desk.door.create(SECRET, code, app.desk.library.guides[0])
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.lock()
        assert not await app.desk.door.unlock(Secret.code(new_recovery_code()))
        assert app.desk.shown.notice == texts.WRONG["recovery"]
        assert await app.desk.door.unlock(Secret.code(code))
        assert app.words() == "det sista"
    await app.lock()


async def test_help_does_not_wait_for_a_slow_disk(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    gate = threading.Event()
    with monkeypatch.context() as patch:
        real = Vault.append
        patch.setattr(Vault, "append", lambda *given: (gate.wait(60), real(*given))[1])
        app.write("ord")
        going = asyncio.create_task(app.desk.go(Place(Screen.HELP)))
        async with asyncio.timeout(20):
            while app.desk.shown.place != Place(Screen.HELP):
                await asyncio.sleep(0.01)
        assert not going.done()
        gate.set()
        await going
    assert app.words() == "ord"
    await app.lock()


async def test_the_fifth_wrong_passphrase_has_to_wait_also_in_a_new_window(run) -> None:
    app = await run()
    await app.open()
    await app.lock()
    for _ in range(7):
        app.desk.door._tries._until = 0.0  # as if the person had waited
        assert not await app.unlock("fel fras men lång nog")
    assert not await app.unlock()
    assert re.search(r"Vänta \d+ sekunder", app.desk.shown.notice)
    other = await run()
    assert not await other.unlock()
    assert re.search(r"Vänta \d+ sekunder", other.desk.shown.notice)
    await asyncio.sleep(other.desk.door._tries.wait + 0.05)
    assert await other.unlock()
    await other.lock()
    assert await other.unlock()  # and it is forgotten
    await other.lock()
    names = sorted(path.name for path in app.places.data.iterdir())
    assert names == ["valv.guiden", "valv.guiden-mark", "valv.guiden.kopia-000001"]


async def test_home_shows_what_was_begun_although_it_is_not_saved_yet(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        app.write("Jag orkade inte mer")
        await app.desk.go(HOME)
        await app.h.settle()
        assert any("Påbörjad" in text for text in app.h.texts())
    await app.desk.flush()
