"""Sitting beside somebody: one thing at a time, notes out of sight, nothing shared by itself."""

from __future__ import annotations

import asyncio
import time

import flet as ft
import pytest

from app.ui.pages.beside import TITLE
from app.ui.sitting import OUT, Sitting, Step, left
from app.ui.state import HOME, Place, Screen
from app.workbook.answers import Json
from app.workbook.beside import AGREED, LIST, NOTES, SECTION
from tests.ui.heard import heard
from tests.ui.others import to
from tests.ui.running import App
from tests.ui.sharing import LOOK, tick, ticked

PAGE = Place(Screen.SECTION, SECTION)
ELSEWHERE = "forbereda-mote.mina-fragor"
SECRET = "Jag vill inte säga det här än"
SHOW, HIDE = "Visa mina anteckningar", "Dölj mina anteckningar"


def write(app: App, key: str, value: Json) -> None:
    app.desk.write(app.desk.library.fields[key], value)


async def began(app: App) -> None:
    await to(app, PAGE)
    await app.h.press(TITLE)


def says(app: App, words: str) -> bool:
    return any(words in text for text in app.h.texts())


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open()
    return app


async def test_who_has_written_nothing_is_told_to_begin_with_one_thing(app: App) -> None:
    await began(app)
    assert says(app, "Det räcker med en enda sak.")
    assert "Börja" not in app.h.texts()
    await app.h.press("Tillbaka")
    assert app.desk.shown.place == PAGE


async def test_one_point_and_no_notes_is_enough(app: App) -> None:
    write(app, LIST, ["Hyran"])
    await began(app)
    await app.h.press("Börja")
    assert says(app, "Hyran")
    assert not [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    await app.h.press("Nästa")
    assert "Innan ni slutar" in app.h.texts()
    await app.h.press("Inget nu")
    assert app.desk.shown.place == HOME
    assert app.desk.book.receipts.all() == ()


async def test_points_come_from_the_own_list_and_if_one_likes_from_other_sections(
    app: App,
) -> None:
    write(app, LIST, ["Hyran", "Sömnen"])
    write(app, ELSEWHERE, ["Vad händer sedan?", "Hyran"])
    await began(app)
    assert ticked(app, "Hyran") and ticked(app, "Sömnen")
    assert "Vad händer sedan?" not in app.h.texts()
    await app.h.press("Ta med från andra avsnitt")
    assert "Från Inför ett möte" in app.h.texts()
    assert not ticked(app, "Vad händer sedan?")
    await tick(app, "Vad händer sedan?")
    await tick(app, "Sömnen")
    assert "I den här ordningen" in app.h.texts()
    await app.h.press("Flytta upp, Vad händer sedan?")
    assert app.desk.sitting.agenda.points == ("Vad händer sedan?", "Hyran")
    await app.h.press("Börja")
    assert says(app, "1 av 2") and says(app, "Vad händer sedan?")
    assert "Hyran" not in app.h.texts()
    await app.h.press("Nästa")
    assert says(app, "2 av 2") and says(app, "Hyran")
    await app.h.press("Föregående")
    await app.h.press("Föregående")
    assert "I den här ordningen" in app.h.texts()


async def test_what_is_only_written_elsewhere_is_in_sight_at_once(app: App) -> None:
    write(app, ELSEWHERE, ["Vad händer sedan?"])
    await began(app)
    assert not ticked(app, "Vad händer sedan?")
    await app.h.press("Börja")
    assert app.desk.shown.notice == "Välj en sak att ta upp först."
    await tick(app, "Vad händer sedan?")
    await app.h.press("Börja")
    assert app.desk.sitting.step is Step.POINT


async def test_a_point_that_is_taken_out_of_the_list_is_not_taken_up(app: App) -> None:
    write(app, LIST, ["Hyran", "Sömnen"])
    await began(app)
    await to(app, PAGE)
    write(app, LIST, ["Sömnen", "Brevet"])
    await app.h.press(TITLE)
    assert app.desk.sitting.agenda.points == ("Sömnen", "Brevet")


async def test_notes_are_out_of_sight_until_asked_for_and_go_with_one_press(app: App) -> None:
    write(app, LIST, ["Hyran", "Sömnen"])
    await began(app)
    await app.h.press("Börja")
    assert HIDE not in app.h.texts()
    await app.h.press(SHOW)
    [field] = [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    await app.h.type(field, SECRET)
    await app.h.press("Nästa")
    [field] = [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    assert field.value == SECRET  # they are for all of it
    await app.h.press(HIDE)
    assert not [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    await app.lock()
    assert await app.unlock()
    assert app.desk.value(app.desk.library.fields[NOTES]) == SECRET


async def test_at_the_end_all_but_the_notes_is_chosen_and_they_are_not_shown(app: App) -> None:
    write(app, LIST, ["Hyran"])
    write(app, ELSEWHERE, ["Vad händer sedan?"])
    write(app, NOTES, SECRET)
    await began(app)
    await app.h.press("Börja")
    await app.h.press("Nästa")
    write(app, AGREED, ["Bo ringer värden"])
    await app.h.press("Välj vad jag delar")
    assert app.desk.shown.place == Place(Screen.SHARE_ANSWERS, SECTION)
    assert not says(app, SECRET)
    fields = app.desk.library.fields
    chosen = {key: ticked(app, fields[key].question) for key in (LIST, AGREED, NOTES, ELSEWHERE)}
    assert chosen == {LIST: True, AGREED: True, NOTES: False, ELSEWHERE: False}
    await app.h.press(LOOK)
    assert says(app, "Bo ringer värden")
    assert not says(app, SECRET) and not says(app, "Vad händer sedan?")
    await app.desk.back()
    await app.h.settle()
    await tick(app, fields[NOTES].question)
    assert says(app, SECRET)
    await app.h.press(LOOK)
    assert says(app, SECRET)


@pytest.mark.parametrize("way", ["Dela sidan", "Visa på skärmen"])
async def test_the_ways_on_the_section_leave_the_notes_out_too(app: App, way: str) -> None:
    write(app, LIST, ["Hyran"])
    write(app, NOTES, SECRET)
    await to(app, PAGE)
    await app.h.press(way)
    assert says(app, "Hyran")
    assert not says(app, SECRET)


async def test_a_page_that_is_taken_out_and_in_again_still_leaves_the_notes_out(app: App) -> None:
    write(app, LIST, ["Hyran"])
    write(app, NOTES, SECRET)
    await to(app, Place(Screen.SHARE))
    for _ in range(3):
        await tick(app, "Sitt bredvid")
    await app.h.press(LOOK)
    assert says(app, "Hyran") and not says(app, SECRET)


async def test_the_time_is_off_until_chosen_and_can_be_put_out_of_sight(app: App) -> None:
    write(app, LIST, ["Hyran"])
    await began(app)
    await app.h.press("Börja")
    assert not says(app, "kvar")
    await app.h.press("Föregående")
    [times] = [one for one in app.h.walk() if isinstance(one, ft.RadioGroup)]
    assert times.value == "0"
    await app.h.fire(times, "change", "30", value="30")
    await app.h.press("Börja")
    assert says(app, "Ungefär 30 minuter kvar")
    await app.h.press("Dölj tiden")
    assert not says(app, "minuter kvar")
    await app.h.press("Visa tiden")
    assert says(app, "Ungefär 30 minuter kvar")


async def test_the_time_goes_by_itself_and_ends_in_a_sentence_and_nothing_else(app: App) -> None:
    write(app, LIST, ["Hyran"])
    await began(app)
    app.desk.sitting.minutes = 1
    app.desk.sitting._until = time.monotonic() + 1.0
    await app.h.press("Börja")
    assert says(app, "Mindre än en minut kvar")
    await app.h.press(SHOW)
    [field] = [one for one in app.h.walk() if isinstance(one, ft.TextField)]
    await asyncio.sleep(1.5)
    await app.h.settle()
    assert says(app, OUT)
    assert app.desk.shown.notice == ""
    assert [one for one in app.h.walk() if isinstance(one, ft.TextField)] == [field]
    await app.h.press("Dölj tiden")
    assert not says(app, OUT)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2700, "Ungefär 45 minuter kvar"),
        (95, "Ungefär 2 minuter kvar"),
        (60, "Ungefär en minut kvar"),
        (29, "Mindre än en minut kvar"),
        (0, OUT),
    ],
)
def test_the_time_is_told_in_words(seconds: float, words: str) -> None:
    assert left(seconds) == words


async def test_it_is_forgotten_when_it_locks(app: App) -> None:
    write(app, LIST, ["Hyran"])
    await began(app)
    await app.h.press("Börja")
    await app.lock()
    assert app.desk.sitting == Sitting()
    assert await app.unlock()
    await began(app)
    assert "Vad tar ni upp i dag?" in app.h.texts()


async def test_one_that_is_over_begins_anew_and_one_that_is_not_goes_on(app: App) -> None:
    write(app, LIST, ["Hyran", "Sömnen"])
    await began(app)
    await app.h.press("Börja")
    await app.h.press("Nästa")
    await began(app)
    assert says(app, "2 av 2")
    await app.h.press("Nästa")
    await began(app)
    assert "Vad tar ni upp i dag?" in app.h.texts()


async def test_every_control_has_a_name_of_its_own(app: App) -> None:
    write(app, LIST, ["Hyran", "Sömnen", "Brevet"])
    await began(app)
    for button in ("", "Börja", SHOW, "Nästa", "Nästa", "Nästa"):
        if button:
            await app.h.press(button)
        names = [(one.role, one.name, one.group) for one in heard(app.h) if one.name != "Tillbaka"]
        assert all(name.strip() for _, name, _ in names)
        assert len(set(names)) == len(names)
