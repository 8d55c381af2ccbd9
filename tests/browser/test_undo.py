"""What one does on a page can be taken back, and rows moved by dragging, with no word lost."""

import re

from playwright.sync_api import Locator, expect

from tests.browser import steps
from tests.browser.conftest import FletPage

SECTION = "Tecken på att det blir svårare"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
LIST = "Vilka tecken känner bara du igen?"
# Notes all that a screen reader is told without having asked.
WATCH = """() => {
    window.told = [];
    const note = all => all.forEach(one => one.addedNodes.forEach(
        node => node.textContent && window.told.push(node.textContent)));
    const host = document.querySelector("flt-announcement-host");
    new MutationObserver(note).observe(host, {childList: true, subtree: true});
}"""


def row(number: int) -> str:
    return f"Rad {number}, {LIST}"


def drag(window: FletPage, number: int, onto: Locator) -> None:
    """Takes a row by its handle, which stands before its buttons, and lets it go on another."""
    buttons = window.button(re.compile(f"^Flytta (upp|ner) rad {number}, "))
    window.page.evaluate("document.activeElement.blur()")
    start, end = buttons.first.bounding_box(), onto.bounding_box()
    assert start and end
    window.page.mouse.move(start["x"] - 24, start["y"] + 24)
    window.page.mouse.down()
    window.page.mouse.move(start["x"] - 40, start["y"] + 10, steps=4)
    window.page.mouse.move(end["x"] + 60, end["y"] + end["height"] / 2, steps=12)
    window.page.wait_for_timeout(300)
    window.page.mouse.up()


def test_a_person_takes_back_what_was_written_and_drags_a_row(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, "Åsa får ringa.")
    window.page.wait_for_timeout(1600)
    window.page.keyboard.type(" Och Bo.", delay=5)
    window.tap(window.button(f"Ångra, {TEXT}"))
    window.shows(TEXT, "Åsa får ringa.")
    window.tap(window.button(f"Gör om, {TEXT}"))
    window.shows(TEXT, "Åsa får ringa. Och Bo.")
    for number, words in enumerate(("ett", "två", "tre"), 1):
        window.write(row(number), words)
        window.tap(window.button(f"Lägg till en rad, {LIST}"))
        expect(window.field(row(number + 1))).to_be_visible()
    window.field(row(2)).scroll_into_view_if_needed()
    window.page.wait_for_timeout(500)
    drag(window, 3, window.field(row(1)))
    for number, words in enumerate(("tre", "ett", "två"), 1):
        window.shows(row(number), words)
    window.tap(window.button(f"Ångra, {LIST}"))
    window.shows(row(1), "ett")
    window.page.keyboard.press("Tab")  # on a button the keys are the page's own
    window.page.keyboard.press("Control+Shift+Z")
    expect(window.button(re.compile("^Gör om"))).to_have_count(0)  # nothing is left to do again
    window.shows(row(1), "tre")
    steps.lock(window)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    for number, words in enumerate(("tre", "ett", "två"), 1):
        window.shows(row(number), words)


def test_a_letter_being_composed_is_not_broken_and_saving_is_told_once(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.page.evaluate(WATCH)
    window.write(TEXT, "Caf")
    keys = window.page.context.new_cdp_session(window.page)

    def compose(text: str) -> None:
        at = len(text)
        keys.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": at, "selectionEnd": at}
        )

    compose("´")
    window.page.set_viewport_size({"width": 396, "height": 844})  # the page is drawn again
    window.page.wait_for_timeout(1500)  # and what there is so far is saved
    compose("é")
    window.page.wait_for_timeout(1000)
    keys.send("Input.insertText", {"text": "é"})
    for words in (" jag vill sitta där", " en stund", " i lugn och ro", " med Åsa"):
        window.page.keyboard.type(words, delay=20)
        window.page.wait_for_timeout(1000)  # each is saved on its own
    said = "Café jag vill sitta där en stund i lugn och ro med Åsa"
    expect(window.field(TEXT)).to_have_value(said)
    window.page.keyboard.press("Control+Z")
    expect(window.field(TEXT)).not_to_have_value(said)
    window.page.keyboard.press("Control+Shift+Z")
    expect(window.field(TEXT)).to_have_value(said)
    window.page.wait_for_timeout(1200)
    told = window.page.evaluate("window.told")
    assert [one for one in told if not re.match(r"Sparat \d\d:\d\d\. ", one)] == []
    assert len(told) == 1
    steps.lock(window)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, said)
