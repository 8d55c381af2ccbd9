"""No keystroke is lost and the caret stays, whatever is drawn again meanwhile."""

import re

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import SETTLED

SECTION = "Tecken på att det blir svårare"
OWN = "Något eget, Vad brukar göra det svårare för dig?"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"


def test_a_hundred_fast_keystrokes_survive_rerenders_and_moves(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION, "Två frågor att börja med")
    steps.open_section(window, SECTION)
    words = "".join(chr(ord("a") + i % 26) for i in range(100))
    typed = ""
    for start in range(0, 100, 20):
        window.focus(window.field(TEXT))
        window.page.keyboard.press("Control+End")
        for at, letter in enumerate(words[start : start + 20]):
            window.page.keyboard.press(letter)
            if at % 5 == 2:  # every screen is drawn again when the window changes its width
                window.page.set_viewport_size({"width": 380 + start + at, "height": 844})
        typed += words[start : start + 20]
        # Away and back, without a pause for the words to be saved.
        window.tap(steps.nav(window, "Min guide"))
        expect(window.heading("Mina avsnitt")).to_be_visible()
        window.tap(window.button("Fortsätt"))
        expect(window.heading(SECTION)).to_be_visible()
        window.shows(TEXT, typed)
    assert typed == words


def test_the_field_one_types_in_stays_while_the_window_turns_and_grows(flet_page) -> None:
    window = flet_page
    window.tap(window.button("Prova utan att spara"))
    window.tap(window.button(re.compile("^" + steps.GUIDE)))
    window.tap(window.button("Hitta igen"))
    field, typed = window.field("Vad letar du efter?"), ""
    window.focus(field)
    # Across every width and height at which the page is laid out anew, and back.
    sizes = [(850, 844), (1120, 844), (850, 844), (390, 844), (844, 390), (390, 844), (280, 700)]
    for (width, height), letter in zip(sizes, "abcdefg", strict=True):
        window.page.keyboard.type(letter)
        window.page.set_viewport_size({"width": width, "height": height})
        window.page.keyboard.type(letter.upper())
        window.page.evaluate(SETTLED)
        window.page.wait_for_timeout(700)  # the window tells its size, and is drawn again
        window.page.keyboard.type("1")
        typed += letter + letter.upper() + "1"
        expect(field).to_have_value(typed)


def test_the_caret_stays_in_the_middle_while_the_page_is_drawn_again(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, "början slutet")
    for _ in range(len("slutet")):
        window.page.keyboard.press("ArrowLeft")
    for at, letter in enumerate("mitten och mer av mitten "):
        window.page.keyboard.type(letter)
        if at % 3 == 0:
            window.page.set_viewport_size({"width": 391 + at, "height": 844})
        if at == 12:
            window.page.wait_for_timeout(1500)  # long enough for a save of its own
    expect(window.field(TEXT)).to_have_value("början mitten och mer av mitten slutet")
    expect(window.text(re.compile(r"^Sparat \d\d:\d\d"))).to_be_visible()
    window.shows(TEXT, "början mitten och mer av mitten slutet")


def test_rows_of_a_list_can_be_added_moved_and_removed_without_losing_words(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    question = "Vilka tecken känner bara du igen?"
    first, second = (f"Rad {n}, {question}" for n in (1, 2))
    window.write(first, "ett")
    window.tap(window.button(f"Lägg till en rad, {question}"))
    window.write(second, "två")
    window.tap(window.button(f"Flytta upp rad 2, {question}"))
    expect(window.button(f"Flytta upp rad 2, {question}")).to_be_visible()
    window.shows(first, "två")
    window.shows(second, "ett")
    steps.lock(window)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(first, "två")
    window.shows(second, "ett")
    window.tap(window.button(f"Ta bort rad 1, {question}"))
    expect(window.button(f"Ångra borttagningen, {question}")).to_be_visible()
    window.shows(first, "ett")
    window.tap(window.button(f"Ångra borttagningen, {question}"))
    expect(window.button(f"Ångra borttagningen, {question}")).to_have_count(0)
    window.shows(first, "två")
    window.tap(window.button(f"Ta bort rad 1, {question}"))
    expect(window.button(f"Ångra borttagningen, {question}")).to_be_visible()
    steps.lock(window)
    steps.unlock(window)
    window.shows(first, "ett")


def test_a_line_of_ones_own_in_a_checklist_is_kept_even_if_it_was_never_added(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(OWN, "För mycket kaffe")
    steps.lock(window)
    steps.unlock(window)
    expect(steps.box(window, "För mycket kaffe")).to_be_visible()
