"""Handing over the device through the real browser: whatever one tries ends at the lock."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import FletPage, Guiden
from tests.browser.test_share import PAGE, QUESTION, WRITTEN


def hand_over(window: FletPage) -> None:
    """From the section to the page alone."""
    window.tap(window.button("Visa på skärmen"))
    expect(window.heading("Visa på skärmen")).to_be_visible()
    expect(window.text(re.compile(WRITTEN))).to_be_visible()
    window.tap(window.button("Visa nu"))
    alone(window)


def alone(window: FletPage) -> None:
    """The page is shown, and there is nothing else."""
    expect(window.button("Lås upp")).to_be_visible()
    expect(window.heading(QUESTION)).to_be_visible()
    expect(window.text(re.compile(WRITTEN))).to_be_visible()
    for role in ("tab", "textbox", "link", "checkbox", "radio"):
        expect(window.page.get_by_role(role)).to_have_count(0)
    names = {each.strip() for each in window.page.get_by_role("button").all_inner_texts()}
    labels = {one.get_attribute("aria-label") for one in window.page.get_by_role("button").all()}
    assert (names | labels) - {"", None} <= {"Lås upp", "Stäng snabbt", "Få hjälp nu"}
    assert window.page.title() == "Guiden"


def locked(window: FletPage) -> None:
    expect(window.field("Lösenfras")).to_be_visible()
    assert WRITTEN not in window.tree()


def test_whatever_one_tries_while_a_page_is_shown_ends_at_the_lock(
    flet_page: FletPage, guiden: Guiden, page: Page
) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, PAGE)
    steps.open_section(window, PAGE)
    window.write(QUESTION, WRITTEN)
    hand_over(window)

    window.tap(window.button("Få hjälp nu"))
    expect(window.button("Ring 112").first).to_be_visible()
    window.tap(window.button("Tillbaka"))
    alone(window)

    address = page.url.rpartition("/")[0]  # and then how far the person has gone

    def typed() -> None:
        page.goto(f"{address}/2")
        window.wake()

    tried: tuple[Callable[[], object], ...] = (
        page.go_back,
        lambda: page.keyboard.press("Escape"),
        typed,
        window.reload,
    )
    for leave in tried:
        leave()
        locked(window)
        steps.unlock(window)
        expect(window.heading(PAGE)).to_be_visible()
        hand_over(window)
    page.goto(f"{page.url}#/2")
    alone(window)
    guiden.restart()  # while the page is shown
    locked(guiden.open(page))
