"""Pages as a PDF, through the real browser: what is in the file is what was written."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import steps
from tests.browser.conftest import FletPage
from tests.browser.test_share import PAGE, QUESTION, WRITTEN, five, written


def test_a_page_is_saved_as_a_locked_pdf_and_then_as_an_open_one(
    flet_page: FletPage, tmp_path: Path
) -> None:
    window = flet_page
    written(window)
    locked = tmp_path / "locked.pdf"
    words = save(window, locked, locks=True)
    assert WRITTEN.encode() not in locked.read_bytes()
    assert PdfReader(locked).is_encrypted
    assert f"{QUESTION} {WRITTEN}" in text_of(locked, words)
    window.tap(window.button("Klar"))
    expect(window.heading("Delat")).to_be_visible()
    window.tap(steps.nav(window, "Min guide"))
    expect(window.heading("Mina avsnitt")).to_be_visible()
    free = tmp_path / "open.pdf"
    save(window, free, locks=False)
    assert f"{QUESTION} {WRITTEN}" in text_of(free)


def save(window: FletPage, file: Path, *, locks: bool) -> str:
    """From home to a saved file. Gives the words that were shown."""
    window.tap(window.button("Dela sidor"))
    window.tap(steps.box(window, PAGE))
    window.tap(window.button("Se hur det blir"))
    expect(window.text(re.compile(WRITTEN))).to_be_visible()
    window.tap(window.button("Fortsätt"))
    expect(window.heading("Till vem, och varför?")).to_be_visible()
    window.tap(window.button("Fortsätt"))
    words = five(window)
    window.tap(window.button("Hellre som PDF, eller på papper"))
    expect(window.heading("PDF eller papper")).to_be_visible()
    if not locks:
        window.tap(steps.box(window, "Lås filen med fem ord"))
        expect(window.text(re.compile("^Filen blir inte låst"))).to_be_visible()
    with window.page.expect_download() as download:
        window.tap(window.button("Spara PDF"))
    assert re.fullmatch(r"sidor-\d{4}-\d\d-\d\d\.pdf", download.value.suggested_filename)
    download.value.save_as(file)
    expect(window.heading("Filen är sparad")).to_be_visible()
    return words


def text_of(file: Path, words: str = "") -> str:
    pages = PdfReader(file, password=words or None).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
