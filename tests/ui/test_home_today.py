"""Home today: as much as there is strength for, and a small thing if I want one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import flet as ft
import pytest

from app.ui.state import HOME, Place, Screen
from tests.ui.home import FIRST, after, at_home, begun, mark, turn
from tests.ui.others import to
from tests.ui.running import FIELD, SECTION, App

OFFER = "Vill du ha en liten sak att göra här ibland?"
CARD = "En liten sak, om du vill"


@pytest.fixture
async def app(run) -> App:
    return await at_home(run)


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Moves the device's clock on by a day, by moving the device to the other side of the date."""
    monkeypatch.setenv("TZ", "HERE+0")
    time.tzset()

    def moves() -> None:
        monkeypatch.setenv("TZ", "THERE-24")
        time.tzset()

    yield moves
    monkeypatch.undo()
    time.tzset()


# Little strength today


async def test_a_day_of_little_makes_home_short_and_turning_it_off_works_at_once(app: App) -> None:
    await to(app, SECTION)
    await to(app, HOME)
    await turn(app)
    assert {"Där du var sist", FIRST, "Min plan", "Visa allt"} <= set(app.h.texts())
    assert not {"Mina avsnitt", "Gör ditt återställningsark"} & set(app.h.texts())
    await app.h.press("Visa allt")
    assert "Mina avsnitt" in app.h.texts()
    assert app.h.find(ft.Switch).value is True
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert "Mina avsnitt" not in app.h.texts()
    await turn(app)
    assert "Mina avsnitt" in app.h.texts()
    assert app.h.find(ft.Switch).value is False


async def test_who_has_been_nowhere_gets_the_first_section_on_a_day_of_little(app: App) -> None:
    await mark(app, "tva-fragor", "unwanted")
    await turn(app)
    assert "Börja här, om du vill" in app.h.texts()
    await app.h.press("Fortsätt")
    assert app.desk.shown.place == Place(Screen.SECTION, "aterhamtning")


async def test_it_is_over_by_itself_the_next_day(app: App, tomorrow: Callable[[], None]) -> None:
    await turn(app)
    assert "Visa allt" in app.h.texts()
    await app.lock()
    tomorrow()
    assert await app.unlock()
    await to(app, HOME)
    assert app.h.find(ft.Switch).value is False
    assert "Mina avsnitt" in app.h.texts()


async def test_sections_open_with_little_and_the_usual_depth_stays(app: App) -> None:
    await app.desk.change_settings(depth="mycket")
    await turn(app)
    await to(app, SECTION)
    depths = next(one for one in app.h.walk() if isinstance(one, ft.RadioGroup))
    assert depths.value == "lite"
    long = [field for field in app.desk.section("tva-fragor").fields if field.key == FIELD]
    assert long[0].question not in app.h.texts()
    await app.h.fire(depths, "change", None, value="mycket")  # for this visit
    assert long[0].question in app.h.texts()
    assert app.desk.settings.depth == "mycket"
    await to(app, HOME)
    await to(app, SECTION)
    assert long[0].question not in app.h.texts()
    await to(app, HOME)
    await turn(app)
    await to(app, SECTION)
    assert long[0].question in app.h.texts()


# The small thing


async def test_it_is_offered_once_and_not_before_something_is_written(app: App) -> None:
    await app.desk.change_settings(sheet_confirmed=True)
    assert OFFER not in app.h.texts()
    begun(app)
    await to(app, SECTION)
    await to(app, HOME)
    assert OFFER in app.h.texts()
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert OFFER in app.h.texts()
    await app.lock()
    assert await app.unlock()
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert OFFER not in app.h.texts()


async def test_on_a_day_of_little_nothing_is_offered_and_it_waits(app: App) -> None:
    await app.desk.change_settings(sheet_confirmed=True)
    begun(app)
    await turn(app)
    await to(app, SECTION)
    await to(app, HOME)
    await app.h.press("Visa allt")
    assert OFFER not in app.h.texts()
    await turn(app)
    await to(app, SECTION)
    await to(app, HOME)
    assert OFFER in app.h.texts()
    assert app.desk.book.today.offers


async def test_home_asks_one_thing_a_visit(app: App) -> None:
    def asked() -> set[str]:
        return {"Gör ditt återställningsark", OFFER, "Visa mig runt"} & set(app.h.texts())

    begun(app)
    await to(app, SECTION)
    await to(app, HOME)
    assert asked() == {"Gör ditt återställningsark"}
    await app.h.press("Inte nu, Gör ditt återställningsark")
    assert asked() == set()  # no is not answered by the next question
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert asked() == {OFFER}
    await app.h.press("Nej tack")
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert asked() == {"Visa mig runt"}


async def test_no_thank_you_is_the_end_of_it(app: App) -> None:
    await app.desk.change_settings(sheet_confirmed=True)
    begun(app)
    await to(app, SECTION)
    await to(app, HOME)
    await app.h.press("Nej tack")
    assert not {OFFER, CARD} & set(app.h.texts())
    assert app.desk.settings.small_thing == "no"


async def test_yes_brings_a_question_and_another_and_none_until_tomorrow(
    app: App, tomorrow: Callable[[], None]
) -> None:
    await app.desk.change_settings(sheet_confirmed=True)
    begun(app)
    await to(app, SECTION)
    await to(app, HOME)
    await app.h.press("Ja")
    first = after(app, CARD)
    await app.h.press("En annan")
    second = after(app, CARD)
    assert first != second
    await app.lock()
    assert await app.unlock()
    await to(app, HOME)
    assert after(app, CARD) == second
    await app.h.press("Inte i dag")
    assert CARD not in app.h.texts()
    await app.lock()
    tomorrow()
    assert await app.unlock()
    await to(app, HOME)
    assert CARD in app.h.texts()


async def test_it_leads_to_its_question_and_is_gone_when_that_is_answered(app: App) -> None:
    await app.desk.change_settings(small_thing="yes", depth="lite")
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    question = after(app, CARD)
    await app.h.press("Gör det här")
    assert app.desk.shown.place.screen is Screen.SECTION
    assert question in app.h.texts()
    section = app.desk.section(app.desk.shown.place.arg)
    [field] = [one for one in section.fields if one.question == question]
    app.desk.write(field, [["x", "X"]] if field.kind.has_options else "x")
    await to(app, HOME)
    assert CARD not in app.h.texts()


async def test_it_is_there_on_a_day_of_little_and_can_be_turned_off_in_settings(app: App) -> None:
    await to(app, Place(Screen.SETTINGS))
    await app.h.press("Visa en liten sak att göra")
    await to(app, HOME)
    await turn(app)
    assert CARD in app.h.texts()
    await to(app, Place(Screen.SETTINGS))
    await app.h.press("Visa en liten sak att göra")
    await to(app, HOME)
    assert CARD not in app.h.texts()


async def test_it_asks_in_the_words_the_person_reads(app: App) -> None:
    await app.desk.choose(app.desk.library.guides[0], ("tre-bra-saker",))
    await app.desk.change_settings(small_thing="yes", easy=True)
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    easy = {one.question for one in app.desk.section("tre-bra-saker").fields}
    assert after(app, CARD) in easy
