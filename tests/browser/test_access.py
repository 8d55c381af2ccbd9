"""Keyboard only, large text on a narrow phone, names and targets: read in the semantics tree."""

import re
from contextlib import suppress
from itertools import pairwise

import pytest
from playwright.sync_api import Error, Locator, ViewportSize, expect

from tests.browser import steps
from tests.browser.conftest import eventually

SECTION = "Människor runt mig"
CONTACT = "Vilka vill du lätt kunna kontakta?"
NARROW = ViewportSize(width=320, height=2400)  # so tall that little is scrolled out of sight
FOCUSED = "node => node === document.activeElement"
# The focus has left where it was, or a hundred frames have gone by.
MOVED = """() => new Promise(done => {
  let left = 100;
  const look = () => document.activeElement !== window.before || !left--
    ? done() : requestAnimationFrame(look);
  look();
})"""
ROLES = ("button", "textbox", "checkbox", "radio", "tab", "switch")
NODES = """
() => [...document.querySelectorAll('flt-semantics-host [role], flt-semantics-host input,'
    + 'flt-semantics-host textarea')].map(node => {
  const box = node.getBoundingClientRect();
  let list = node.parentElement;  // what it is scrolled in, if anything
  while (list && !['scroll', 'auto'].includes(getComputedStyle(list).overflowY)) {
    list = list.parentElement;
  }
  return {
    edge: list ? list.getBoundingClientRect().bottom : window.innerHeight,
    role: node.getAttribute('role') || 'textbox',
    name: node.getAttribute('aria-label') || node.textContent || '',
    left: box.left, right: box.right, bottom: box.bottom, width: box.width, height: box.height,
  };
})
"""


def nodes(window) -> list[dict]:
    """Every node with a role, its name and where it stands."""
    found = window.page.evaluate(NODES)
    assert found
    return found


def tab_to(window, target: Locator) -> None:
    """Presses Tab until ``target`` has the focus."""
    for _ in range(80):
        with suppress(Error):  # it was drawn anew between the two looks
            if target.count() and target.first.evaluate(FOCUSED, timeout=1_000):
                return
        window.page.evaluate("window.before = document.activeElement")
        window.page.keyboard.press("Tab")
        window.page.evaluate(MOVED)
    raise AssertionError(f"Tab never came to {target}")


def press(window, target: Locator, key: str = "Enter") -> None:
    tab_to(window, target)
    window.page.keyboard.press(key)


def check_names_and_places(window, width: int) -> None:
    window.page.wait_for_timeout(300)
    eventually(window.page, lambda: look_at_names_and_places(window, width))


def look_at_names_and_places(window, width: int) -> None:
    for node in nodes(window):
        if node["role"] in ROLES:
            assert node["name"].strip(), f"a {node['role']} without a name: {node}"
            cut = abs(node["bottom"] - node["edge"]) < 1  # it goes on below, out of sight
            assert node["height"] >= 47.5 or cut, f"too small to hit: {node}"
            assert node["width"] >= 47.5, f"too small to hit: {node}"
        assert node["left"] >= -0.5, node
        assert node["right"] <= width + 0.5, f"past the edge: {node}"


def test_the_main_path_works_with_the_keyboard_alone(flet_page) -> None:
    window = flet_page
    keys = window.page.keyboard
    press(window, window.button("Börja"))
    expect(window.heading("Vilken guide vill du börja med?")).to_be_visible()
    press(window, window.button(re.compile("^" + steps.GUIDE)))
    expect(window.heading("En första fråga")).to_be_visible()
    press(window, window.button("Fortsätt"))
    expect(window.heading("Välj en lösenfras")).to_be_visible()
    press(window, window.button("Jag skriver en egen"))
    tab_to(window, window.field("Din lösenfras"))
    keys.type(steps.PASSPHRASE, delay=5)
    tab_to(window, window.field("Skriv den en gång till"))
    keys.type(steps.PASSPHRASE, delay=5)
    press(window, window.button("Använd den här"))
    expect(window.heading("Ditt återställningsark")).to_be_visible()
    press(window, window.button("Gör det senare"))
    expect(window.heading(steps.GUIDE)).to_be_visible()
    press(window, window.button("Välj själv"))
    expect(window.heading("Välj avsnitt")).to_be_visible()
    press(window, steps.box(window, SECTION), "Space")
    expect(steps.box(window, SECTION)).to_be_checked()
    press(window, window.button("Klar"))
    press(window, window.button(re.compile("^" + SECTION)))
    expect(window.heading(SECTION)).to_be_visible()
    field = window.field(f"Namn, {CONTACT}")
    tab_to(window, field)
    keys.type("Åsa", delay=5)
    expect(field).to_have_value("Åsa")
    keys.press("F2")
    expect(window.heading("Få hjälp nu")).to_be_visible()
    keys.press("Escape")
    expect(window.heading(SECTION)).to_be_visible()
    keys.press("F4")
    expect(window.heading("Låst")).to_be_visible()
    tab_to(window, window.field("Lösenfras"))
    keys.type(steps.PASSPHRASE, delay=5)
    keys.press("Enter")
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(f"Namn 1, {CONTACT}", "Åsa")


def test_everything_has_a_name_a_place_and_room_for_a_finger(flet_page) -> None:
    window = flet_page
    check_names_and_places(window, 390)
    steps.create(window)
    check_names_and_places(window, 390)
    steps.choose(window, SECTION, "Inför ett möte")
    check_names_and_places(window, 390)
    steps.open_section(window, SECTION)
    check_names_and_places(window, 390)
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.heading("Inställningar")).to_be_visible()
    check_names_and_places(window, 390)
    steps.appearance(window)
    check_names_and_places(window, 390)
    window.tap(window.button("Få hjälp nu"))
    expect(window.button("Ring 112").first).to_be_visible()
    check_names_and_places(window, 390)
    steps.lock(window)
    check_names_and_places(window, 390)


@pytest.mark.parametrize("viewport", [NARROW])
def test_text_of_200_percent_fits_a_narrow_phone_without_going_sideways(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    window.tap(steps.nav(window, "Inställningar"))
    steps.appearance(window)
    window.tap(steps.radio(window, "Störst"))
    expect(steps.radio(window, "Störst")).to_be_checked()
    check_names_and_places(window, 320)
    window.tap(window.button("Min guide"))
    expect(window.heading("Mina avsnitt")).to_be_visible()
    check_names_and_places(window, 320)
    steps.open_section(window, SECTION)
    check_names_and_places(window, 320)
    window.tap(window.button("Få hjälp nu"))
    expect(window.button("Ring 112").first).to_be_visible()
    check_names_and_places(window, 320)
    steps.lock(window)
    check_names_and_places(window, 320)


def test_headings_go_down_one_level_at_a_time(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)

    def look() -> None:
        levels = window.page.evaluate(
            "() => [...document.querySelectorAll('flt-semantics-host h1,h2,h3,h4')]"
            ".map(node => Number(node.tagName[1]))"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    eventually(window.page, look)
