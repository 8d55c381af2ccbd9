"""Home through the real browser: a mark of my own, and a day with strength for little."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.conftest import FletPage

PAGE, OTHER = "Två frågor att börja med", "Mer än det svåra"


def switch(window: FletPage) -> Locator:
    return window.page.get_by_role("switch", name=re.compile("^Orkar lite i dag"))


def home(window: FletPage) -> None:
    window.tap(steps.nav(window, "Min guide"))


def in_sight(window: FletPage, target: Locator) -> None:
    """It stands above the bar at the bottom, before anything is scrolled."""
    box, bar = target.bounding_box(), steps.nav(window, "Min guide").bounding_box()
    assert box and bar
    assert box["height"] >= 48
    assert box["y"] + box["height"] <= bar["y"]


def test_a_mark_of_my_own_and_a_day_of_little(flet_page: FletPage) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, PAGE, OTHER)
    steps.open_section(window, OTHER)
    window.tap(steps.radio(window, "Vill inte"))
    expect(steps.radio(window, "Vill inte")).to_be_checked()
    home(window)
    expect(window.button(re.compile(f"^{OTHER}"))).to_have_count(0)
    fold = window.button("Inte nu (1)")
    expect(fold).to_have_attribute("aria-expanded", "false")
    window.tap(fold)
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(window.button(re.compile(f"^{OTHER}.*Vill inte$", re.DOTALL))).to_be_visible()

    steps.open_section(window, PAGE)
    window.tap(steps.radio(window, "Vill göra"))
    expect(steps.radio(window, "Vill göra")).to_be_checked()
    home(window)
    expect(window.button(re.compile(f"^{PAGE}.*Vill göra$", re.DOTALL))).to_be_visible()
    plan = window.button(re.compile("^Min plan\\b.+", re.DOTALL))
    for target in (window.button("Fortsätt"), switch(window), plan):
        in_sight(window, target)

    window.tap(switch(window))
    expect(switch(window)).to_be_checked()
    expect(window.button("Visa allt")).to_be_visible()
    expect(window.heading("Mina avsnitt")).to_have_count(0)
    window.tap(window.button("Fortsätt"))
    expect(window.heading(PAGE)).to_be_visible()
    expect(steps.radio(window, "Orkar lite")).to_be_checked()
    home(window)
    window.tap(switch(window))
    expect(switch(window)).not_to_be_checked()
    window.tap(window.button(re.compile(f"^{PAGE}")))
    expect(steps.radio(window, "Mycket")).to_be_checked()
