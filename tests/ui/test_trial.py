"""Trying without saving: marked examples, nothing kept, and a way to begin for real."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from app.ui import trial, tried
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import NoRoom
from app.workbook.rooms import Vault
from tests.ui.heard import heard
from tests.ui.running import SECRET, App
from tests.ui.test_door import Around
from tests.ui.test_first import KEY, choose_passphrase, to_question, write

LINE = "Du provar. Inget sparas."
MARK = "Exempel. Ändra det, eller ta bort det."
SECTION = Place(Screen.SECTION, "tva-fragor")
MINE = "Ett brev från kommunen"


async def begin(app: App, guide: int = 0) -> App:
    await app.h.press(trial.TRY)
    await app.h.press(app.desk.library.guides[guide].title)
    assert app.desk.trial
    return app


@pytest.fixture
async def app(run) -> App:
    """A trial of the first guide, at home."""
    return await begin(await run())


async def go(app: App, place: Place) -> None:
    await app.desk.go(place)
    await app.h.settle()


def marks(app: App) -> int:
    return app.h.texts().count(MARK)


@pytest.mark.parametrize("guide", [0, 1, 2])
async def test_two_taps_lead_home_in_any_guide_with_sections_that_are_begun(
    run, guide: int
) -> None:
    app = await begin(await run(), guide)
    assert app.desk.shown.place == HOME
    assert LINE in app.h.texts()
    assert app.h.texts().count("Påbörjad") == 3
    assert "Gör ditt återställningsark" not in app.h.texts()


async def test_every_screen_inside_says_that_nothing_is_saved(app: App) -> None:
    guide = app.desk.library.guides[0].id
    args = {Screen.SECTION: "tva-fragor", Screen.INTRO: guide, Screen.CHOOSE: guide}
    args |= {Screen.HISTORY: KEY, Screen.AGREEMENT: "overenskommelse-min"}
    seen = 0
    for screen in Screen:
        if not screen.locked:
            await go(app, Place(screen, args.get(screen, "")))
            assert LINE in app.h.texts(), screen
            seen += 1
    assert seen > 30


async def test_an_example_is_marked_until_it_is_changed(app: App) -> None:
    await app.desk.change_settings(depth="mycket")
    await go(app, SECTION)
    assert marks(app) == 4
    field = app.desk.library.fields[KEY]
    labels = [one.semantics_label for one in app.h.walk() if isinstance(one, ft.Text)]
    assert f"{MARK} Frågan: {field.question}" in labels
    boxes = [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    [box] = [one for one in boxes if one.value == "Att komma ut lite"]
    await app.h.type(box, MINE)
    assert marks(app) == 3
    assert [one for one in app.h.walk() if isinstance(one, ft.TextField)] == boxes
    await go(app, HOME)
    await go(app, SECTION)
    assert marks(app) == 3
    assert app.desk.value(field) == MINE


async def test_an_example_that_is_put_back_is_marked_again(app: App) -> None:
    await go(app, SECTION)
    before = marks(app)
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.h.settle()
    assert marks(app) == before - 1
    app.desk.undo.back()
    await app.h.settle()
    assert marks(app) == before
    app.desk.undo.on()
    await app.h.settle()
    assert marks(app) == before - 1


async def test_nothing_is_said_to_be_saved(app: App) -> None:
    await go(app, SECTION)
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.desk.flush()
    await app.h.settle()
    assert app.desk.status.text == ""
    assert not [text for text in app.h.texts() if "Sparat" in text or "Låst med" in text]


@pytest.mark.parametrize("way", ["lock", "leave", "idle"])
async def test_however_it_is_left_it_is_gone_and_says_so(
    app: App, tmp_path: Path, monkeypatch, way: str
) -> None:
    app.desk.write(app.desk.library.fields[KEY], MINE)
    if way == "idle":
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "idle_limit", 0)
            await app.desk.returned()
    else:
        await getattr(app.desk.door, way)()
    await app.h.settle()
    assert app.desk.shown.place == Place(Screen.WELCOME)
    assert trial.OVER in app.h.texts()
    assert not app.desk.open
    assert list(tmp_path.rglob("valv*")) == []
    await app.h.press("Börja")
    await app.h.press("Tillbaka")
    assert trial.OVER not in app.h.texts()
    await begin(app)
    assert app.desk.value(app.desk.library.fields[KEY]) == "Att komma ut lite"


async def test_where_the_program_starts_anew_it_is_told_that_a_trial_has_ended(run) -> None:
    app, around = await run(), Around()
    app.desk.door.program = around.program
    await begin(app)
    await app.lock()
    assert around.look["tried"] == 1
    assert app.desk.shown.place == Place(Screen.WELCOME)  # here it could not start anew
    assert trial.OVER in app.h.texts()
    again = await run()
    again.desk.door.program = around.program
    await again.open()
    await again.lock()
    assert "tried" not in around.look


@pytest.mark.parametrize("screen", sorted(trial.LATER, key=lambda one: one.value))
async def test_what_stands_on_a_vault_says_calmly_that_it_comes_later(
    app: App, screen: Screen
) -> None:
    await go(app, Place(screen))
    assert "Det här finns inte i provet" in app.h.texts()
    await app.h.press("Tillbaka")
    assert app.desk.trial


async def test_what_the_person_wrote_comes_along_and_the_examples_do_not(app: App) -> None:
    await app.desk.change_settings(text_percent=125)
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.h.press(tried.BEGIN)
    assert "Ta med det du har skrivit?" in app.h.texts()
    await app.h.press("Ja, ta med det")
    await choose_passphrase(app)
    await app.h.press("Gör det senare")
    assert app.desk.trial is None
    assert LINE not in app.h.texts()
    answers = {name: value["value"] for name, value in app.desk.book._vault.items("answer/")}
    assert answers == {f"answer/{KEY}": MINE}
    assert app.desk.settings.text_percent == 125
    assert not app.desk.settings.sheet_confirmed
    guide = app.desk.book.guide
    assert guide
    assert app.desk.book.chosen(guide) == ("tva-fragor",)
    await app.lock()
    assert await app.unlock(SECRET)
    assert app.desk.value(app.desk.library.fields[KEY]) == MINE


async def test_who_wants_to_begin_empty_does(app: App) -> None:
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.h.press(tried.BEGIN)
    await app.h.press("Nej, börja tomt")
    await choose_passphrase(app)
    assert app.desk.book._vault.items("answer/") == []


async def test_what_was_written_before_the_trial_comes_along_unless_one_begins_empty(run) -> None:
    for along in (True, False):
        app = await run()
        await to_question(app)
        await write(app, MINE)
        await app.h.press("Tillbaka")
        await app.h.press("Tillbaka")
        await begin(app)
        other = app.desk.library.fields["tva-fragor.vad-forde-hit"]
        app.desk.write(other, "Ett brev till")
        await app.h.press(tried.BEGIN)
        await app.h.press("Ja, ta med det" if along else "Nej, börja tomt")
        await choose_passphrase(app)
        written = dict(app.desk.book._vault.items("answer/"))
        assert set(written) == ({f"answer/{KEY}", f"answer/{other.key}"} if along else set())
        await app.desk.door.erase_everything()


async def test_who_has_written_nothing_is_not_asked_what_to_take_along(app: App) -> None:
    await app.h.press(tried.BEGIN)
    assert "Ta med det du har skrivit?" not in app.h.texts()
    await app.h.press("Fortsätt")
    assert "Välj en lösenfras" in app.h.texts()
    await app.h.press("Tillbaka")
    assert app.desk.shown.place == HOME
    assert app.desk.trial


async def test_what_was_to_come_along_is_still_there_when_the_vault_cannot_be_made(
    app: App, monkeypatch
) -> None:
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.h.press(tried.BEGIN)
    await app.h.press("Ja, ta med det")

    def full(*_: object, **__: object) -> None:
        raise NoRoom("full")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "create", full)
        await choose_passphrase(app)
    assert app.desk.shown.place == Place(Screen.WELCOME)
    assert "Välj en lösenfras" in app.h.texts()
    await choose_passphrase(app)
    await app.h.press("Gör det senare")
    assert app.desk.value(app.desk.library.fields[KEY]) == MINE
    await app.lock()


async def test_every_control_has_a_name(app: App) -> None:
    for place in (HOME, SECTION, Place(Screen.BEGIN), Place(Screen.KEYS)):
        await go(app, place)
        assert all(one.name.strip() for one in heard(app.h))


async def test_nothing_of_a_trial_reaches_the_folder(app: App, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    await go(app, SECTION)
    app.desk.write(app.desk.library.fields[KEY], MINE)
    await app.desk.change_settings(theme="dark")
    await go(app, Place(Screen.SHARE))
    await app.lock()
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before
