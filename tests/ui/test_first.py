"""The first start: a word is soon written, and it is never lost on the way to a vault."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import pytest

from app.ui import texts
from app.ui.pages import keys
from app.ui.state import HOME, Place, Screen
from app.workbook.failures import NoRoom
from app.workbook.rooms import Vault
from tests.ui.running import SECRET, App, fails, run_app

SAVED_LATER = "Det sparas när du har valt en lösenfras."
QUESTION = "Om du väljer en enda sak att börja med, vilken blir det?"
KEY = "tva-fragor.borja-med"


async def to_question(app: App, guide: int = 0) -> None:
    await app.h.press("Börja")
    await app.h.press(app.desk.library.guides[guide].title)


async def choose_passphrase(app: App) -> None:
    await app.h.press("Jag skriver en egen")
    await app.h.type(app.h.find(ft.TextField, "Din lösenfras"), SECRET)
    await app.h.type(app.h.find(ft.TextField, "Skriv den en gång till"), SECRET)
    await app.h.press("Använd den här")


async def write(app: App, words: str) -> None:
    await app.h.type(app.h.find(ft.TextField), words)


def written(app: App) -> str:
    return app.h.find(ft.TextField).value


async def home(app: App) -> None:
    await app.h.press("Gör det senare")
    assert app.desk.shown.place == HOME


async def test_two_taps_lead_to_a_field_to_write_in_and_it_says_when_that_is_saved(run) -> None:
    app = await run()
    await to_question(app)
    assert app.h.texts().count("En första fråga") == 1
    assert QUESTION in app.h.texts()
    assert SAVED_LATER in app.h.texts()
    assert app.h.find(ft.TextField).autofocus


@pytest.mark.parametrize(("guide", "key"), [(0, KEY), (1, "nar-jag-kommer.vill-ha-hjalp-med")])
async def test_what_is_written_first_stands_in_its_own_field_once_there_is_a_vault(
    run, guide: int, key: str
) -> None:
    app = await run()
    await to_question(app, guide)
    await write(app, "Att få sova")
    await app.h.press("Fortsätt")
    await choose_passphrase(app)
    await home(app)
    field = app.desk.library.fields[key]
    expected = "Att få sova" if guide == 0 else ["Att få sova"]
    answer = app.desk.book.answer(field)
    assert answer and answer.value == expected
    assert app.desk.first.words == {}
    assert app.desk.library.section(field.key.partition(".")[0]).title in app.h.texts()
    await app.lock()
    assert await app.unlock()
    assert app.desk.value(field) == expected


async def test_a_list_is_written_with_a_line_for_each_row(run) -> None:
    app = await run()
    await to_question(app, 1)
    await write(app, "Att få sova\n\n Att förstå ")
    await app.h.press("Fortsätt")
    await choose_passphrase(app)
    field = app.desk.library.fields["nar-jag-kommer.vill-ha-hjalp-med"]
    assert app.desk.value(field) == ["Att få sova", "Att förstå"]


async def test_a_suggestion_is_an_answer_and_a_second_tap_takes_it_away(run) -> None:
    app = await run()
    await to_question(app)
    await app.h.press("Att sova")
    assert written(app) == "Att sova"
    await app.h.press("Att sova")
    assert written(app) == ""


async def test_going_back_and_forth_keeps_what_is_written(run) -> None:
    app = await run()
    await to_question(app)
    await write(app, "Ett brev")
    await app.h.press("Tillbaka")
    await app.h.press("Tillbaka")
    await app.h.press("Så skyddas det du skriver")
    assert app.desk.shown.place == Place(Screen.PROTECTION)
    await app.h.press("Tillbaka")
    await to_question(app)
    assert written(app) == "Ett brev"
    await app.h.press("Fortsätt")
    await app.h.press("Tillbaka")
    assert written(app) == "Ett brev"
    await app.h.press("Tillbaka")
    await app.h.press(app.desk.library.guides[1].title)
    assert written(app) == ""
    await app.h.press("Tillbaka")
    await app.h.press(app.desk.library.guides[0].title)
    assert written(app) == "Ett brev"


async def test_the_question_can_be_skipped_and_nothing_is_chosen_for_the_person(run) -> None:
    app = await run()
    await to_question(app)
    await app.h.press("Hoppa över frågan")
    await choose_passphrase(app)
    await home(app)
    guide = app.desk.book.guide
    assert guide
    assert app.desk.book.chosen(guide) == ()
    assert "Välj själv" in app.h.texts()


async def test_what_is_written_is_still_there_when_the_vault_cannot_be_made(
    run, monkeypatch
) -> None:
    app = await run()
    await to_question(app)
    await write(app, "Ett brev")
    await app.h.press("Fortsätt")

    def full(*_: object, **__: object) -> None:
        raise NoRoom("full")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "create", full)
        await choose_passphrase(app)
    assert app.desk.shown.notice == texts.OPENING[NoRoom]
    assert not app.desk.open
    assert keys.MAKING not in app.h.texts()
    await app.h.press("Använd den här")  # the passphrase is still there too
    await home(app)
    assert app.desk.value(app.desk.library.fields[KEY]) == "Ett brev"
    await app.lock()


async def test_what_is_written_waits_where_the_disk_is_full_right_after_the_vault_is_made(
    run, monkeypatch
) -> None:
    app = await run()
    await to_question(app)
    await write(app, "Ett brev")
    await app.h.press("Fortsätt")
    field = app.desk.library.fields[KEY]
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        patch.setattr(app.desk.door, "create", _made_before(app, patch))
        await choose_passphrase(app)
        assert app.desk.value(field) == "Ett brev"
        assert app.desk.status.failed == texts.SAVING[NoRoom]
    await app.desk.flush()
    assert app.desk.book.answer(field)
    await app.lock()


def _made_before(app: App, patch: pytest.MonkeyPatch):
    """The vault is made while there is still room, and then there is none."""
    create = type(app.desk.door).create

    async def made(passphrase: str, code: str, guide: object) -> bool:
        patch.undo()
        opened = await create(app.desk.door, passphrase, code, guide)
        fails(patch, NoRoom("full"))
        return opened

    return made


async def test_nothing_is_written_to_the_disk_before_the_passphrase(run, tmp_path) -> None:
    app = await run()
    before = sorted(tmp_path.rglob("*"))
    await to_question(app)
    await write(app, "Ett brev")
    await app.h.press("Fortsätt")
    assert sorted(tmp_path.rglob("*")) == before


async def test_the_sheet_is_asked_for_at_home_until_it_is_put_off(run) -> None:
    app = await run()
    await app.open()
    assert "Gör ditt återställningsark" in app.h.texts()
    await app.h.press("Inte nu, Gör ditt återställningsark")
    assert "Gör ditt återställningsark" not in app.h.texts()
    await app.lock()
    assert await app.unlock()
    await app.desk.go(HOME)
    await app.h.settle()
    assert "Gör ditt återställningsark" not in app.h.texts()
    await app.lock()


async def test_at_the_sides_of_a_small_screen_with_the_largest_text_it_is_all_there(
    tmp_path,
) -> None:
    app = await run_app(tmp_path, width=320)
    app.desk.shown.percent = 200
    await app.h.settle()
    await to_question(app)
    assert {QUESTION, SAVED_LATER, "Fortsätt", "Tillbaka"} <= set(app.h.texts())


async def test_how_it_looked_before_there_was_a_vault_is_how_it_looks_after(run) -> None:
    app = await run()
    app.desk.set_settings(replace(app.desk.settings, text_percent=200, theme="dark"))
    await to_question(app)
    await app.h.press("Hoppa över frågan")
    await choose_passphrase(app)
    assert (app.desk.settings.text_percent, app.desk.settings.theme) == (200, "dark")
    assert app.desk.book.settings == app.desk.settings
