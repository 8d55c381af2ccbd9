"""Sharing through the real browser: a file that opens elsewhere, and a reply that comes back."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser import steps
from tests.browser.conftest import FletPage, eventually

QUESTION = "Vill du berätta mer om vad som har fört dig hit?"
PAGE = "Två frågor att börja med"
WRITTEN = "Erik flyttade i mars"
REPLY = "Ska vi ses på torsdag? åäö"


def written(window: FletPage) -> None:
    """A page with an answer, and home again."""
    steps.create(window)
    steps.choose(window, PAGE)
    steps.open_section(window, PAGE)
    window.write(QUESTION, WRITTEN)
    expect(window.text(re.compile("^Sparat"))).to_be_visible()
    window.tap(steps.nav(window, "Min guide"))
    expect(window.heading("Mina avsnitt")).to_be_visible()


def test_a_struck_word_is_nowhere_in_the_file_and_a_reply_comes_back_as_a_suggestion(
    flet_page: FletPage, browser: Browser, tmp_path: Path
) -> None:
    window = flet_page
    written(window)
    window.tap(window.button("Dela sidor"))
    window.tap(steps.box(window, PAGE))
    expect(steps.box(window, PAGE)).to_be_checked()
    window.tap(window.button("Se hur det blir"))
    expect(window.text(re.compile(WRITTEN))).to_be_visible()
    window.tap(window.button(f"Stryk i svaret, {QUESTION}"))
    window.tap(steps.box(window, "Erik, ord 1"))
    expect(steps.box(window, "Erik, ord 1")).to_be_checked()
    window.tap(window.button("Klar"))
    expect(window.text(re.compile("borttaget flyttade i mars"))).to_be_visible()
    window.tap(window.button("Fortsätt"))
    window.write("Till vem? (om du vill)", "Åsa")
    window.tap(window.button("Fortsätt"))
    expect(window.heading("Ord till filen")).to_be_visible()
    words = five(window)
    with window.page.expect_download() as download:
        window.tap(window.button("Spara filen"))
    work = tmp_path / download.value.suggested_filename
    download.value.save_as(work)
    assert re.fullmatch(r"sidor-\d{4}-\d\d-\d\d\.html", work.name)
    expect(window.heading("Filen är sparad")).to_be_visible()
    window.tap(window.button("Klar"))
    expect(window.button(re.compile(f"^{PAGE}"))).to_be_visible()

    reply = answered(browser, work, words, tmp_path)

    window.tap(window.button("Läs ett svar"))
    expect(window.heading("Läs ett svar")).to_be_visible()
    with window.page.expect_file_chooser() as chooser:
        window.tap(window.button("Välj filen"))
    chooser.value.set_files(reply)
    expect(window.text(REPLY)).to_be_visible()
    window.tap(window.button(f"Lägg till under …, {PAGE}"))
    window.tap(window.button(QUESTION))
    expect(window.text(re.compile("^Tillagt under"))).to_be_visible()
    window.tap(window.button("Klar"))
    expect(window.heading("Delat")).to_be_visible()
    window.tap(steps.nav(window, "Min guide"))
    expect(window.heading("Mina avsnitt")).to_be_visible()
    steps.open_section(window, PAGE)
    window.shows(QUESTION, f"{WRITTEN}\n\n{REPLY}")


def five(window: FletPage) -> str:
    """The words that open the file, as they are read out."""
    found: list[str] = []

    def look() -> None:
        said = re.search(r"den här filen\.\s+(?:text: )?((?:\S+\s+){5})Säg orden", window.tree())
        assert said
        found[:] = said[1].split()

    eventually(window.page, look)
    return " ".join(found)


def answered(browser: Browser, work: Path, words: str, folder: Path) -> Path:
    """Opens the file as somebody else does, without the net, and saves a reply to it."""
    with browser.new_context(offline=True, locale="sv-SE") as context:
        reading = context.new_page()
        reading.goto(work.as_uri())
        reading.get_by_label("Lösenfras", exact=True).fill(words)
        reading.get_by_role("button", name="Öppna").click()
        expect(reading.get_by_role("heading", name=PAGE)).to_be_visible()
        text = reading.inner_text("#opened")
        assert "flyttade i mars" in text and QUESTION in text
        assert "Erik" not in reading.content() and "Erik" not in work.read_text("utf-8")
        reading.get_by_label("Skriv ett svar").fill(REPLY)
        with reading.expect_download() as download:
            reading.get_by_role("button", name="Spara svaret").click()
        reply = folder / download.value.suggested_filename
        download.value.save_as(reply)
    return reply
