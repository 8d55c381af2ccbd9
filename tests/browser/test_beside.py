"""Sitting beside somebody, and the keys that do something anywhere, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import FletPage

TITLE = "Sitt bredvid"
ASKED = "Vad vill du ta upp?"
SIGNS = "Tecken på att det blir svårare"
# Notes which keys the page keeps from the browser.
KEPT = """() => {
    window.kept = {};
    const name = event => (event.altKey ? "Alt+" : event.ctrlKey ? "Control+" : "") + event.key;
    addEventListener("keydown", event => window.kept[name(event)] = event.defaultPrevented);
}"""
POINT = "Något jag behöver hjälp med"
SECRET = "Jag vill inte säga det här än"


def test_two_sit_down_with_one_thing_and_the_notes_stay_the_persons_own(
    flet_page: FletPage,
) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, TITLE)
    steps.open_section(window, TITLE, "Orkar lite")
    window.tap(steps.box(window, POINT))
    window.tap(window.button("Börja sitta bredvid"))
    expect(window.heading("Vad tar ni upp i dag?")).to_be_visible()
    expect(steps.box(window, POINT)).to_be_checked()
    window.tap(steps.radio(window, "30 minuter"))
    window.tap(window.button("Börja"))
    expect(window.heading(POINT)).to_be_visible()
    expect(window.text(re.compile("Ungefär 30 minuter kvar"))).to_be_visible()
    window.tap(window.button("Dölj tiden"))
    window.tap(window.button("Visa mina anteckningar"))
    window.write("Mina anteckningar", SECRET)
    window.tap(window.button("Dölj mina anteckningar"))
    expect(window.button("Visa mina anteckningar")).to_be_visible()
    expect(window.field("Mina anteckningar")).to_have_count(0)
    window.tap(window.button("Nästa"))
    expect(window.heading("Innan ni slutar")).to_be_visible()
    window.tap(window.button("Välj vad jag delar"))
    expect(steps.box(window, ASKED)).to_be_checked()
    expect(steps.box(window, "Mina anteckningar")).not_to_be_checked()
    window.tap(window.button("Se hur det blir"))
    expect(window.heading("Så här blir det")).to_be_visible()
    expect(window.text(POINT)).to_be_visible()
    expect(window.text(SECRET)).to_have_count(0)
    window.check()


def test_the_keys_in_the_list_reach_the_app(flet_page: FletPage) -> None:
    window = flet_page
    press = window.page.keyboard.press
    steps.create(window)
    steps.choose(window, SIGNS, TITLE)
    window.page.evaluate(KEPT)
    for key in ("F1", "?"):
        press(key)
        expect(window.heading("Kortkommandon")).to_be_visible()
        press("Escape")
        expect(window.heading("Mina avsnitt")).to_be_visible()
    press("Control+k")
    expect(window.heading("Hitta igen")).to_be_visible()
    for key, title in (
        ("Alt+4", "Inställningar"),
        ("Alt+3", "Hitta igen"),
        ("Alt+2", "Min trygghetsplan"),
        ("Alt+1", "Mina avsnitt"),
    ):
        press(key)
        expect(window.heading(title)).to_be_visible()
    window.tap(window.button(re.compile("^" + re.escape(SIGNS))))
    expect(window.heading(SIGNS)).to_be_visible()
    press("Alt+PageDown")
    expect(window.heading(TITLE)).to_be_visible()
    press("Alt+PageUp")
    expect(window.heading(SIGNS)).to_be_visible()
    press("Alt+x")
    kept = {key for key, left in window.page.evaluate("window.kept").items() if left}
    ways = {f"Alt+{number}" for number in range(1, 5)}
    assert kept == {"F1", "Control+k", "Alt+PageUp", "Alt+PageDown", *ways}
    window.check()
