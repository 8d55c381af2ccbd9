"""A copy made in one folder and laid into another, through the real browser and its files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import FletPage, Guiden

SECTION = "Tecken på att det blir svårare"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
WRITTEN = "Åsa får ringa på kvällen"
NEW = "sju gröna hattar på en mur"


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Guiden]:
    """The program on another device."""
    program = Guiden(tmp_path / "annan")
    yield program
    program.program.stop()


def settings(window: FletPage) -> None:
    window.tap(steps.nav(window, "Inställningar"))
    expect(window.heading("Inställningar")).to_be_visible()
    window.tap(window.button(re.compile("^Spara en kopia")))
    expect(window.heading("Spara en kopia")).to_be_visible()


def written(window: FletPage) -> None:
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, WRITTEN)


def test_a_copy_comes_into_a_new_device_with_its_words(
    flet_page: FletPage, another: Guiden, open_window, tmp_path: Path
) -> None:
    window = flet_page
    written(window)
    settings(window)
    window.tap(window.button("Gör en kopia"))
    expect(window.heading("Orden till kopian")).to_be_visible()
    said = re.sub(r"\s+", " ", window.page.locator("flt-semantics-host").inner_text())
    words = re.findall(r"Ord \d (\w+)", said)
    assert len(words) == 5
    window.tap(window.button("Jag har skrivit upp orden"))
    with window.page.expect_download(timeout=60_000) as download:
        window.tap(window.button("Spara kopian"))
    assert re.fullmatch(r"guiden-kopia-\d{4}-\d\d-\d\d\.age", download.value.suggested_filename)
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert WRITTEN.encode() not in file.read_bytes()
    expect(window.heading("Kopian är klar")).to_be_visible()

    new = open_window(another.program.link)
    new.tap(new.button("Jag har en kopia sedan förut"))
    steps.pick_guide(new)
    steps.keep(new, NEW)
    new.tap(new.button("Gör det senare"))
    expect(new.heading("Lägg in en kopia")).to_be_visible()
    with new.page.expect_file_chooser() as chooser:
        new.tap(new.button("Välj filen"))
    chooser.value.set_files(file)
    new.write("De fem orden", " ".join(words).upper())
    new.tap(new.button("Öppna kopian"))
    expect(new.heading("Det här finns i kopian")).to_be_visible(timeout=60_000)
    expect(new.text("Finns bara i kopian: 1 svar.")).to_be_visible()
    new.tap(new.button("Lägg ihop"))
    expect(new.heading("Mina avsnitt")).to_be_visible()
    steps.lock(new)
    steps.unlock(new, NEW)
    expect(new.heading("Mina avsnitt")).to_be_visible()
    new.tap(new.button(re.compile("^" + SECTION)))
    new.shows(TEXT, WRITTEN)
    new.check()
    assert WRITTEN not in another.open_folder()


def test_everything_can_be_taken_along_unlocked(flet_page: FletPage, tmp_path: Path) -> None:
    window = flet_page
    written(window)
    settings(window)
    window.tap(window.button(re.compile("^Ta med allt, olåst")))
    expect(window.text("Den som får tag i filen kan läsa allt.")).to_be_visible()
    with window.page.expect_download(timeout=60_000) as download:
        window.tap(window.button("Spara olåst"))
    download.value.save_as(tmp_path / "allt.zip")
    with ZipFile(tmp_path / "allt.zip") as file:
        assert json.loads(file.read("svar.json"))["format"] == "guiden-backup"
        for name in ("svar.json", "svar.html", "svar.md"):
            assert WRITTEN in file.read(name).decode()
    expect(window.heading("Filen är klar")).to_be_visible()
