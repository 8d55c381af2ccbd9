"""The tour, and the two plain pages that can be read without opening anything."""

from __future__ import annotations

import pytest

from app.ui.pages import accessibility, protection, tour
from app.ui.state import HOME, Place, Screen
from tests.ui.heard import heard
from tests.ui.running import App


async def go(app: App, place: Place) -> None:
    await app.desk.go(place)
    await app.h.settle()


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    await app.desk.change_settings(sheet_confirmed=True)  # else home asks for that
    await go(app, HOME)
    return app


async def test_it_is_five_steps_that_one_can_go_back_in_and_then_home(app: App) -> None:
    await go(app, Place(Screen.SETTINGS))
    await app.h.press(tour.TITLE)
    for number in range(1, 5):
        assert f"{number} av 5" in app.h.texts()
        await app.h.press("Nästa")
    await app.h.press("Föregående")
    assert "4 av 5" in app.h.texts()
    await app.h.press("Nästa")
    await app.h.press("Klart")
    assert app.desk.shown.place == HOME


async def test_it_is_offered_at_home_until_it_is_taken(app: App) -> None:
    assert tour.TITLE in app.h.texts()
    await app.h.press(tour.TITLE)
    assert "1 av 5" in app.h.texts()
    await app.h.press("Tillbaka")
    assert app.desk.shown.place == HOME
    assert tour.TITLE not in app.h.texts()


async def test_it_is_offered_at_home_until_it_is_declined(app: App) -> None:
    await app.h.press("Nej tack, Visa mig runt")
    assert tour.TITLE not in app.h.texts()
    await app.lock()
    assert await app.unlock()
    await go(app, HOME)
    assert tour.TITLE not in app.h.texts()


@pytest.mark.parametrize(
    ("screen", "title"),
    [(Screen.PROTECTION, protection.TITLE), (Screen.ACCESSIBILITY, accessibility.TITLE)],
)
async def test_the_plain_pages_can_be_read_open_and_locked(
    app: App, screen: Screen, title: str
) -> None:
    for place in (Screen.SETTINGS, Screen.ABOUT):
        await go(app, Place(place))
        await app.h.press(title)
        assert app.desk.shown.place == Place(screen)
    await app.lock()
    await app.h.press(protection.TITLE)
    assert app.desk.shown.place == Place(Screen.PROTECTION)
    await go(app, Place(screen))
    assert app.h.texts().count(title) >= 1
    assert all(one.name.strip() for one in heard(app.h))
