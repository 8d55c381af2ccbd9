"""Onto paper and back, through the real browser: what is printed leads to where it came from."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import steps
from tests.browser.conftest import FletPage
from tests.share.folding import pages_of

PLAN = "Min trygghetsplan"
QUESTION = "Vad vill du att den personen gör, och vad vill du slippa?"
WRITTEN = "Åsa får komma hit och sitta här"


def saved(window: FletPage, button: str, folder: Path) -> Path:
    """The file that the browser gets when this button is pressed."""
    with window.page.expect_download(timeout=60_000) as download:
        window.tap(window.button(button))
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(window.heading("Klar att skriva ut")).to_be_visible()
    return path


def test_a_booklet_leads_back_to_its_page_and_blank_pages_say_nothing(
    flet_page: FletPage, tmp_path: Path
) -> None:
    window = flet_page
    steps.create(window)
    steps.choose(window, PLAN)
    steps.open_section(window, PLAN)
    window.write(QUESTION, WRITTEN)
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.heading("Inställningar")).to_be_visible()
    window.tap(window.button(re.compile("^Papper")))
    window.tap(window.button(re.compile("^Häfte för fickan")))
    expect(steps.box(window, PLAN)).to_be_checked()
    window.tap(window.button("Fortsätt"))
    expect(window.text(re.compile("^Filen är inte låst"))).to_be_visible()
    booklet = saved(window, "Spara häftet", tmp_path)
    first = pages_of(booklet.read_bytes())[0]
    assert PLAN in first
    assert QUESTION in " ".join(first.split())
    assert WRITTEN in first

    window.tap(window.button("Klar"))
    code = re.findall(r"\b[0-9B-Z]{4}\b", first)[-1]
    window.write("Koden på sidan", code.lower())
    window.tap(window.button("Öppna sidan"))
    expect(window.heading(PLAN)).to_be_visible()
    window.shows(QUESTION, WRITTEN)
    window.tap(window.button("Tillbaka"))

    window.tap(window.button(re.compile("^Tomma sidor")))
    expect(steps.box(window, PLAN)).to_be_checked()
    window.tap(window.button("Fortsätt"))
    blank = PdfReader(saved(window, "Spara sidorna", tmp_path))
    text = " ".join(" ".join(one.extract_text() for one in blank.pages).split())
    assert QUESTION in text
    assert WRITTEN not in text
    assert code in text
