"""Home: my own marks, the plan, and something to begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import flet as ft
import pytest

from app.guide.library import SAFETY_PLAN
from app.paths import find
from app.ui.state import HOME, Place, Screen
from tests.ui.home import BOTH, FIRST, OTHER, after, at_home, begun, card, mark, radios, turn
from tests.ui.others import to
from tests.ui.running import SECTION, App, run_app

BEGIN = "Börja gärna med ett enda"


@pytest.fixture
async def app(run) -> App:
    return await at_home(run)


# Marks


async def test_a_mark_is_said_in_words_on_home_and_changed_at_any_time(app: App) -> None:
    assert after(app, FIRST) == app.desk.section("tva-fragor").short
    for value, said in (("wanted", "Vill göra"), ("done", "Klar för nu"), ("begun", "Påbörjad")):
        await mark(app, "tva-fragor", value)
        assert after(app, FIRST) == said
    await mark(app, "tva-fragor", "")
    assert after(app, FIRST) == app.desk.section("tva-fragor").short
    assert app.desk.book.marks.of("tva-fragor") is None


async def test_begun_is_shown_where_something_is_written_and_nothing_marked(app: App) -> None:
    begun(app)
    await to(app, SECTION)
    assert radios(app).value == ""  # shown at home, and not set by anyone
    await to(app, HOME)
    assert after(app, FIRST) == "Påbörjad"
    await mark(app, "tva-fragor", "done")
    assert after(app, FIRST) == "Klar för nu"


async def test_what_i_do_not_want_lies_last_in_a_fold(app: App) -> None:
    await mark(app, "tva-fragor", "unwanted")
    assert FIRST not in app.h.texts()  # and not where I was last either
    assert app.h.texts().index(OTHER) < app.h.texts().index("Inte nu (1)")
    [fold] = [
        one for one in app.h.walk() if isinstance(one, ft.Semantics) and one.expanded is not None
    ]
    assert not fold.expanded
    await app.h.press("Inte nu (1)")
    assert after(app, FIRST) == "Vill inte"
    await card(app, FIRST)
    assert app.desk.shown.place == SECTION
    assert radios(app).value == "unwanted"


async def test_marking_leaves_what_is_being_typed_alone(app: App) -> None:
    await to(app, SECTION)
    field = next(one for one in app.h.walk() if isinstance(one, ft.TextField))
    await app.h.type(field, "halva ord")
    await app.h.fire(radios(app), "change", None, value="wanted")
    assert field in list(app.h.walk())
    assert field.value == "halva ord"


# The plan, and an empty home


async def test_the_plan_is_one_tap_away_on_every_home(app: App) -> None:
    for _ in range(2):
        await card(app, "Min plan")
        assert app.desk.shown.place == Place(Screen.SECTION, SAFETY_PLAN)
        await to(app, HOME)
        await turn(app)


async def test_an_empty_home_suggests_three_to_begin_with(app: App) -> None:
    guide = app.desk.library.guides[0]
    await app.desk.choose(guide, ())
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    assert {BEGIN, FIRST, OTHER, "Mer än det svåra", "Välj själv"} <= set(app.h.texts())
    await card(app, OTHER)
    assert app.desk.shown.place == Place(Screen.SECTION, "aterhamtning")
    assert app.desk.book.chosen(guide) == ("aterhamtning",)
    await to(app, HOME)
    assert BEGIN not in app.h.texts()


async def test_one_may_choose_for_oneself(app: App) -> None:
    await app.desk.choose(app.desk.library.guides[0], ())
    await to(app, Place(Screen.SETTINGS))
    await to(app, HOME)
    await turn(app)  # with nothing chosen there is nothing to make shorter
    await app.h.press("Välj själv")
    assert app.desk.shown.place.screen is Screen.CHOOSE


async def test_home_has_one_main_button_at_most(app: App) -> None:
    await app.desk.change_settings(small_thing="yes")
    for chosen in (BOTH, ()):
        await app.desk.choose(app.desk.library.guides[0], chosen)
        await to(app, SECTION)
        await to(app, HOME)
        mains = [one for one in app.h.walk() if isinstance(one, ft.FilledButton)]
        assert len(mains) == bool(chosen)


async def test_home_is_drawn_without_a_look_at_the_disk(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(find().content, content)
    (tmp_path / "data").mkdir()
    app = await run_app(tmp_path / "data", content)
    await app.open(Place(Screen.SETTINGS))
    await app.desk.change_settings(second="en", easy=True)
    await app.desk.choose(app.desk.library.guides[0], BOTH)
    content.rename(tmp_path / "borta")
    await to(app, HOME)
    assert {FIRST, "Two questions to begin with", OTHER} <= set(app.h.texts())
    await app.lock()


async def test_where_no_answer_has_lost_its_question_there_is_a_way_on(app: App) -> None:
    await to(app, Place(Screen.EARLIER))
    assert "Försvinner en fråga ur guiden finns ditt svar kvar här. Nu är alla frågor kvar." in (
        app.h.texts()
    )
    await app.h.press("Min guide")
    assert app.desk.shown.place == HOME
