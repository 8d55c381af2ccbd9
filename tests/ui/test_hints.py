"""The small help below a question can be put away, on the page or in the settings."""

from __future__ import annotations

from app.ui.state import Place, Screen
from tests.ui.test_lines import section

HIDE, SHOW = "Dölj hjälptexter", "Visa hjälptexter"


async def test_help_is_put_away_and_comes_back_and_typing_is_left_alone(run) -> None:
    app, _ = await section(run, "mina-tecken")
    await app.desk.change_settings(depth="mycket")
    helps = {field.help for field in app.desk.library.section("mina-tecken").fields if field.help}
    await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
    await app.desk.back()
    await app.h.settle()
    assert helps <= set(app.h.texts())
    await app.h.press(HIDE)
    assert not helps & set(app.h.texts())
    assert HIDE not in app.h.texts()
    await app.lock()
    assert await app.unlock()
    assert not helps & set(app.h.texts())  # for as long as the person wants it so
    await app.h.press(SHOW)
    assert helps <= set(app.h.texts())
    await app.lock()


async def test_the_settings_have_the_same_choice(run) -> None:
    app, _ = await section(run, "mina-tecken")
    await app.desk.go(Place(Screen.SETTINGS))
    await app.h.settle()
    for shown in (False, True):
        await app.h.press("Visa hjälptexter under frågorna")
        assert app.desk.settings.hints is shown
    await app.lock()
