"""The main job, end to end, in a real browser: choose, write, lock, come back."""

import re

from playwright.sync_api import Page, expect

from tests.browser import steps
from tests.browser.conftest import eventually
from tests.workbook.damage import harm

SECTION = "Tecken på att det blir svårare"
LIST = "Rad 1, Vilka tecken känner bara du igen?"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
WORDS = "Jag svarar inte när Åsa ringer – ”sen”, säger jag. Énormt."
MORE = "Säg bara: ska vi gå ut en stund?"


def written_is_there(window) -> None:
    expect(steps.box(window, "Sömnen ändras")).to_be_checked()
    expect(steps.box(window, "Ljud och ljus stör mig mer")).not_to_be_checked()
    window.shows(LIST, WORDS)
    window.shows(TEXT, MORE)


def test_a_person_chooses_writes_locks_and_finds_every_word_again(
    page: Page, guiden, flet_page
) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION, "Två frågor att börja med")
    steps.open_section(window, SECTION)
    window.tap(steps.box(window, "Sömnen ändras"))
    window.write(LIST, WORDS)
    window.write(TEXT, MORE)
    expect(
        window.text(re.compile(r"^Sparat \d\d:\d\d\. Låst med din lösenfras\.$"))
    ).to_be_visible()

    steps.lock(window)
    expect(window.text(re.compile("Åsa"))).to_have_count(0)
    steps.unlock(window, "en helt annan lång fras")
    expect(window.text(re.compile("Lösenfrasen stämde inte"))).to_be_visible()
    expect(window.heading("Låst")).to_be_visible()

    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()  # back where the person was
    written_is_there(window)

    steps.lock(window)
    guiden.restart()
    window = guiden.open(page)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.tap(steps.nav(window, "Min guide"))
    expect(window.text("Där du var sist")).to_be_visible()
    window.tap(window.button("Fortsätt"))
    expect(window.heading(SECTION)).to_be_visible()
    written_is_there(window)
    window.check()


def test_words_are_kept_when_the_window_is_closed_without_locking(page: Page, guiden) -> None:
    window = guiden.open(page)
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, MORE)
    guiden.restart()  # at once: nothing had time to be saved by itself
    window = guiden.open(page)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, MORE)


def test_a_reload_locks_and_keeps_what_was_written(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, MORE)
    window.reload()
    expect(window.heading("Låst")).to_be_visible()
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, MORE)


def test_the_browsers_back_never_opens_what_was_locked(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    steps.lock(window)
    for _ in range(2):
        window.page.go_back()
        expect(window.heading("Låst")).to_be_visible()
        expect(window.heading(SECTION)).to_have_count(0)
    window.page.go_forward()
    expect(window.heading("Låst")).to_be_visible()
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.page.go_back()
    expect(window.heading("Mina avsnitt")).to_be_visible()


def test_no_address_tells_where_the_person_is(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    expect(window.page).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/[\w-]+/#?/?\d*$"))


def test_unchoosing_a_section_deletes_nothing(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION, "Två frågor att börja med")
    steps.open_section(window, SECTION)
    window.write(TEXT, MORE)
    window.tap(steps.nav(window, "Min guide"))
    window.tap(window.button("Välj fler avsnitt"))
    window.tap(steps.box(window, SECTION))
    expect(steps.box(window, SECTION)).not_to_be_checked()
    window.tap(window.button("Klar"))
    expect(window.button(re.compile("^" + SECTION))).to_have_count(0)
    window.tap(window.button("Välj fler avsnitt"))
    window.tap(steps.box(window, SECTION))
    window.tap(window.button("Klar"))
    steps.open_section(window, SECTION)
    window.shows(TEXT, MORE)


def test_help_is_in_the_same_place_on_every_screen(flet_page) -> None:
    window = flet_page
    seen = []

    def note() -> None:
        def look() -> None:
            place = window.button("Få hjälp nu").bounding_box()
            assert place
            assert place == (seen or [place])[0]
            seen.append(place)

        eventually(window.page, look)

    note()
    steps.create(window)
    note()
    steps.choose(window, SECTION)
    note()
    steps.open_section(window, SECTION)
    note()
    steps.lock(window)
    note()
    window.tap(window.button("Få hjälp nu"))
    expect(window.heading("Få hjälp nu")).to_be_visible()
    note()
    expect(window.button("Ring 112").first).to_be_visible()


def test_f9_hides_saves_and_ends_the_program(page: Page, guiden) -> None:
    window = guiden.open(page)
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, MORE)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile("/slut$"))
    expect(page.get_by_text("Du kan stänga fliken.")).to_be_visible()
    assert guiden.program.ended() == 0
    guiden.restart()
    window = guiden.open(page)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, MORE)


def test_what_was_written_before_can_be_read_and_used_again(flet_page) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, "Säg det rakt ut.")
    steps.lock(window)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.write(TEXT, MORE)
    window.tap(steps.nav(window, "Min guide"))
    steps.open_section(window, SECTION)
    window.tap(window.button(f"Vad jag skrev förut, {TEXT}"))
    expect(window.heading("Vad jag skrev förut")).to_be_visible()
    expect(window.text(MORE)).to_be_visible()
    window.tap(window.button(re.compile("^Använd den här igen")))
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, "Säg det rakt ut.")


def test_a_damaged_file_shows_the_copies_and_one_of_them_opens(page: Page, guiden) -> None:
    window = guiden.open(page)
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, MORE)
    steps.lock(window)
    guiden.program.stop()
    harm(guiden.data / "valv.guiden", 0)
    guiden.restart()
    window = guiden.open(page)
    steps.unlock(window)
    expect(window.heading("Filen är skadad")).to_be_visible()
    window.tap(window.button(re.compile("^Säkerhetskopian från")).first)
    window.tap(window.button("Lägg tillbaka"))
    expect(window.heading("Låst")).to_be_visible()
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, MORE)
    assert len(list(guiden.data.glob("valv.guiden.skadad-*"))) == 1
