"""Words found again, and a favourite, as a person does it in the browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import FletPage, eventually

SECTION = "Tecken på att det blir svårare"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
WRITTEN = "Åsa får ringa på kvällen"
SOUGHT = "Vad letar du efter?"


def test_words_are_found_without_their_dots_and_lead_to_where_they_are_written(
    flet_page: FletPage,
) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, WRITTEN)
    window.tap(window.button("Tillbaka"))
    expect(window.heading("Mina avsnitt")).to_be_visible()
    window.tap(window.button("Hitta igen"))
    expect(window.heading("Senast skrivet")).to_be_visible()
    star = window.page.get_by_role("switch", name=re.compile(f"^Favorit, {re.escape(TEXT)}"))
    expect(star).to_have_count(1)
    window.tap(star)
    expect(star).to_have_count(2)  # on top too
    expect(star.first).to_be_checked()
    window.write(SOUGHT, "asa kvall")
    expect(window.heading("Det du har skrivit")).to_be_visible()
    expect(window.field(SOUGHT)).to_have_value("asa kvall")
    hit = window.button(re.compile(re.escape(WRITTEN)))
    expect(hit).to_have_count(1)
    window.tap(hit)
    expect(window.heading(SECTION)).to_be_visible()
    eventually(window.page, lambda: in_sight(window))
    window.shows(TEXT, WRITTEN)
    window.check()


def in_sight(window: FletPage) -> None:
    place = window.field(TEXT).bounding_box()
    assert place
    assert 0 < place["y"] < 500
