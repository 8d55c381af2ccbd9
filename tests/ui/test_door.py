"""Opening and closing when something is in the way: another room, a full disk, a stuck file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ui import texts
from app.ui.desk import Desk
from app.ui.program import Look, Program
from app.ui.state import Place, Screen
from app.vault import Vault
from app.workbook.device import LIMIT, Device
from app.workbook.failures import NoRoom
from app.workbook.held import Held, _held
from app.workbook.keyring import new_recovery_code
from app.workbook.rescue import safety_copies
from app.workbook.secret import Secret
from tests.ui.running import SECRET, SECTION, App, fails
from tests.workbook.pocket import Pocket

OWN = "sex gamla katter sover på taket"


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    _held.clear()


class Around:
    """The program around the window, as far as the door sees it."""

    def __init__(self) -> None:
        self.renewed: list[Path] = []
        self.left = 0
        self.look: Look = {}

    @property
    def program(self) -> Program:
        return Program(self.renew, self.leave)

    async def renew(self, data: Path, look: Look) -> None:
        self.renewed.append(data)
        self.look = look

    async def leave(self) -> None:
        self.left += 1


async def two_rooms(run) -> App:
    """A first room that is open at a section, and a second one."""
    app = await run()
    await app.open(SECTION)
    assert await app.desk.door.create(OWN, new_recovery_code(), app.desk.library.guides[0])
    await app.lock()
    assert await app.unlock()
    await app.desk.go(SECTION)
    return app


async def hold(app: App, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Locks while the disk is full: the words wait."""
    app.write(words)
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.lock()
    assert Held.all()


async def words_in(app: App, passphrase: str = SECRET) -> object:
    assert await app.unlock(passphrase)
    await app.desk.go(SECTION)
    words = app.words()
    await app.lock()
    return words


async def test_the_program_is_not_renewed_or_ended_while_another_rooms_words_wait(
    run, monkeypatch
) -> None:
    app, around = await two_rooms(run), Around()
    await hold(app, monkeypatch, "det sista")
    app.desk.door.program = around.program
    assert await app.unlock(OWN)
    await app.lock()
    assert app.desk.shown.place == Place(Screen.LOCK)
    await app.desk.door.vanish()
    assert app.desk.shown.notice == texts.LOCKED_UNSAVED
    assert not app.desk.shown.covered
    assert (around.renewed, around.left) == ([], 0)
    assert await words_in(app) == "det sista"


async def test_the_program_is_renewed_once_after_a_vault_was_open_and_not_before(run) -> None:
    app, around = await run(), Around()
    app.desk.door.program = around.program
    await app.lock()
    assert around.renewed == []
    await app.open(SECTION)
    await app.desk.door.move_to(app.places.data / "annan")
    assert around.renewed == []  # the new folder is wanted now
    await app.lock()
    await app.lock()
    assert around.renewed == [app.places.data / "annan"]


async def test_large_text_and_dark_colours_stay_on_the_lock_screen_of_the_new_process(run) -> None:
    app, around = await run(), Around()
    await app.open()
    look: Look = {"theme": "dark", "contrast": "more", "text_percent": 200, "font": "lexend"}
    look |= {"motion": "less", "easy": True, "second": "ar"}
    await app.desk.change_settings(**look)
    app.desk.door.program = around.program
    await app.lock()
    assert around.look == look
    again = Desk(app.h.page, app.desk.library, app.places, lambda: None, Program(look=around.look))
    assert (again.settings.theme, again.settings.text_percent) == ("dark", 200)
    assert again.shown.percent == 200


async def test_closing_quickly_ends_the_program_also_when_it_is_locked(run) -> None:
    app, around = await run(), Around()
    await app.open()
    await app.lock()
    app.desk.door.program = around.program
    await app.desk.door.vanish()
    assert around.left == 1


async def test_closing_quickly_saves_what_was_just_typed(run) -> None:
    app, around = await run(), Around()
    await app.open(SECTION)
    app.write("ord")
    app.desk.door.program = around.program
    await app.desk.door.vanish()
    assert around.left == 1
    assert await words_in(app) == "ord"


async def test_nobody_is_left_on_a_screen_that_waits_for_nothing(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    app.desk.door.program = Around().program
    (app.places.data / "fil").write_text("upptagen")
    await app.desk.door.move_to(app.places.data / "fil")
    assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.shown.notice == texts.NO_FOLDER
    assert await app.unlock()

    def full(*_: object, **__: object) -> Vault:
        raise NoRoom("full")

    monkeypatch.setattr(Vault, "create", full)
    guide = app.desk.library.guides[0]
    assert not await app.desk.door.create(OWN, new_recovery_code(), guide)
    assert app.desk.shown.place == Place(Screen.LOCK)


async def test_erasing_one_room_keeps_the_waiting_words_of_another(run, monkeypatch) -> None:
    app = await two_rooms(run)
    await hold(app, monkeypatch, "det sista")
    assert await app.unlock(OWN)
    await app.desk.door.erase_room(app.desk.book.path)
    assert await words_in(app) == "det sista"
    assert len(app.desk.door.rooms.paths) == 1


async def test_a_copy_is_not_put_under_words_that_still_wait(run, monkeypatch) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("ett")
    await app.lock()
    assert await app.unlock()
    await app.desk.go(SECTION)
    path = app.desk.book.path
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.door.put_back(path, safety_copies(path)[0])
    assert app.desk.shown.notice == texts.LOCKED_UNSAVED
    assert list(path.parent.glob("*.skadad-*")) == []
    assert await words_in(app) == "det sista"


async def test_leaving_for_another_folder_tells_that_words_wait(
    run, monkeypatch, tmp_path: Path
) -> None:
    app = await run()
    await app.open(SECTION)
    app.write("det sista")
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        await app.desk.door.move_to(tmp_path / "annan")
    assert app.desk.shown.notice == texts.LOCKED_UNSAVED
    code = new_recovery_code()
    # The same passphrase in another folder is a vault of its own, whatever waits.
    assert await app.desk.door.create(SECRET, code, app.desk.library.guides[0])
    assert app.desk.book.path.parent == tmp_path / "annan"
    await app.lock()
    assert await app.desk.door.unlock(Secret.code(code))
    await app.lock()


async def test_a_first_vault_that_could_not_be_finished_does_not_stand_in_the_way(
    run, monkeypatch
) -> None:
    app = await run()
    guide = app.desk.library.guides[0]
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        assert not await app.desk.door.create(SECRET, new_recovery_code(), guide)
    assert list(app.places.data.iterdir()) == []
    await app.open(SECTION)
    app.write("mina ord")
    await app.lock()
    assert await words_in(app) == "mina ord"


async def test_a_key_is_not_changed_where_the_copies_cannot_be_removed(run) -> None:
    app = await run()
    await app.open(SECTION)
    await app.lock()
    assert await app.unlock()
    stuck = app.places.data / "valv.guiden.kopia-000009"  # as one that another program holds
    stuck.mkdir()
    (stuck / "x").write_text("x")
    assert not await app.desk.change(lambda book: book.keys.change_passphrase(OWN))
    assert app.desk.shown.notice == texts.CHANGING_FAILED
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_ten_wrong_codes_are_the_most_whatever_lies_beside(run, monkeypatch) -> None:
    app = await run()
    await app.open()
    here = Device(Pocket(), app.places.vault)
    app.desk.door.device = here
    await here.enrol(app.desk.book, "402918")
    await app.lock()
    (app.places.data / "valv-00000000.guiden").write_bytes(b"x" * 600)
    for number in range(LIMIT):
        app.desk.door._tries._until = 0.0  # as if the person had waited
        wrong = await here.secret(f"{number:06}")
        assert not await app.desk.door.unlock(wrong, here.attempt())
    assert await here.ready() is None
    app.desk.door._tries._until = 0.0
    assert await app.unlock()
    assert app.desk.book.keys.kinds == ("passphrase", "recovery")
    await app.lock()


async def test_a_passphrase_of_another_room_cannot_be_guessed_from_inside_without_a_pause(
    run,
) -> None:
    app = await two_rooms(run)
    for _ in range(5):
        assert await app.desk.door.is_taken(OWN)
    assert not await app.desk.door.is_me(SECRET)
    assert "Vänta" in app.desk.shown.notice
    await asyncio.sleep(1.1)
    assert await app.desk.door.is_me(SECRET)
    await app.lock()
