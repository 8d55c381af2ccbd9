"""The page of what helped the last time."""

from __future__ import annotations

import flet as ft
import pytest

from app.ui.state import Place, Screen
from tests.ui.others import to, until
from tests.ui.running import App

HELPED = Place(Screen.HELPED)
PLAN = Place(Screen.SECTION, "trygghetsplan")
STRATEGIES = Place(Screen.SECTION, "mina-strategier")
TITLE = "Vad hjälpte förra gången?"


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open()
    return app


def write(app: App) -> None:
    fields = app.desk.library.fields
    app.desk.write(fields["mina-tecken.egna-tecken"], ["Jag tystnar", "Jag fryser"])
    rows = [["Jag tystnar", "Ringa Åsa"], ["Jag fryser", "Koka te"]]
    app.desk.write(fields["mina-strategier.tecken-och-hjalp"], rows)
    app.desk.write(fields["mina-strategier.nastan-ingen-ork"], ["Koka te", "Dra upp gardinen"])
    letter = next(field for field in fields.values() if field.kind.value == "brev")
    app.desk.write(letter, ["Hej du", ""])


async def tick(app: App, words: str) -> None:
    for one in app.h.walk():
        said = [text.value for text in app.h.walk(one) if isinstance(text, ft.Text)]
        if isinstance(one, ft.Semantics) and one.checked is not None and words in said:
            await app.h.click(one.content)
            return
    raise AssertionError(f"no box {words!r}")


async def test_who_has_written_nothing_is_invited_and_has_one_way_on(app: App) -> None:
    await to(app, HELPED)
    await until(app, "Det räcker med en enda sak.")
    await app.h.press("Sådant som hjälper mig")
    assert app.desk.shown.place == STRATEGIES


async def test_a_sign_brings_what_was_linked_to_it_and_then_the_rest(app: App) -> None:
    write(app)
    await to(app, HELPED)
    await until(app, "Vad märker du nu?")
    assert "Ringa Åsa" not in app.h.texts()
    await tick(app, "Jag tystnar")
    texts = app.h.texts()
    order = ["Ringa Åsa", "Koka te", "Dra upp gardinen", "Hej du"]
    assert [text for text in texts if text in order] == order
    assert "När jag märker: Jag fryser" not in texts
    await tick(app, "Jag fryser")
    texts = app.h.texts()
    assert "När jag märker: Jag fryser" in texts
    assert texts.count("Koka te") == 1
    await app.h.press("Sådant som hjälper mig")
    assert app.desk.shown.place == STRATEGIES
    await app.desk.back()
    await until(app, "Ringa Åsa")  # what was tapped still is


async def test_who_does_not_know_gets_all_of_it_and_a_sign_takes_that_away(app: App) -> None:
    write(app)
    await to(app, HELPED)
    await until(app, "Vad märker du nu?")
    await tick(app, "Vet inte")
    assert {"Ringa Åsa", "Koka te", "Dra upp gardinen"} <= set(app.h.texts())
    await tick(app, "Jag fryser")
    assert "Ringa Åsa" not in app.h.texts()
    assert app.desk.finding.noticed == {"Jag fryser"}
    assert not app.desk.finding.unsure


async def test_strategies_without_signs_are_shown_at_once(app: App) -> None:
    fields = app.desk.library.fields
    app.desk.write(fields["mina-strategier.nastan-ingen-ork"], ["Dra upp gardinen"])
    await to(app, HELPED)
    await until(app, "Dra upp gardinen")
    assert "Vad märker du nu?" not in app.h.texts()


async def test_the_plan_and_this_page_lead_to_each_other(app: App) -> None:
    write(app)
    await to(app, PLAN)
    await app.h.press(TITLE)
    assert app.desk.shown.place == HELPED
    await until(app, "Vad märker du nu?")
    await app.h.press(app.desk.library.section("trygghetsplan").title)
    assert app.desk.shown.place == PLAN


async def test_what_was_tapped_is_forgotten_when_it_locks(app: App) -> None:
    write(app)
    await to(app, HELPED)
    await until(app, "Vad märker du nu?")
    await tick(app, "Jag tystnar")
    await app.lock()
    assert app.desk.finding.noticed == set()
