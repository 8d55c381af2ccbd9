"""Two people compare: two devices, two files through real browsers, and only what both show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.conftest import FletPage, Guiden, eventually

CLOSE, OWN = "En överenskommelse mellan oss", "En överenskommelse med någon nära"
CLOSE_CAN, OWN_CAN = "Jag pratar med dig, inte om dig.", "Jag säger till om jag får det svårare."
ONLY_CLOSE, KEPT = "Säg till när jag tjatar.", "Jag ber om ursäkt när jag har blivit arg."
CARE = "Följer med till vården"


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Guiden]:
    """The program on another device."""
    program = Guiden(tmp_path / "annan")
    yield program
    program.program.stop()


def at_comparing(window: FletPage, guide: str, title: str, choices: tuple[str, ...]) -> None:
    """In the section, with these choices made, and on to the comparing."""
    steps.create(window, guide=guide)
    steps.choose(window, title)
    steps.open_section(window, title, "Orkar lite")
    for choice in choices:
        window.tap(steps.box(window, choice))
        expect(steps.box(window, choice)).to_be_checked()
    window.tap(window.button("Jämför"))
    expect(window.heading("Jämför")).to_be_visible()


def release(window: FletPage, way: str, lines: tuple[str, ...]) -> None:
    window.tap(window.button(re.compile("^" + way)))
    expect(window.heading("Vad vill du visa?")).to_be_visible()
    for line in lines:
        expect(steps.box(window, line)).not_to_be_checked()
        window.tap(steps.box(window, line))
        expect(steps.box(window, line)).to_be_checked()
    window.tap(window.button("Fortsätt"))


def save(window: FletPage, folder: Path, then: str) -> Path:
    expect(window.heading("Filen till den andra")).to_be_visible()
    with window.page.expect_download() as download:
        window.tap(window.button("Spara filen"))
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"jamfor(-svar)?-\d{4}-\d\d-\d\d\.guidenjamfor", file.name)
    expect(window.heading(then)).to_be_visible()
    return file


def pick(window: FletPage, button: str, file: Path) -> None:
    with window.page.expect_file_chooser() as chooser:
        window.tap(window.button(button))
    chooser.value.set_files(file)


def words(window: FletPage) -> str:
    """The five words, as they are read out."""
    found: list[str] = []

    def look() -> None:
        said = re.search(r"väg än filen\.\s+(?:text: )?((?:\S+\s+){5})När den andra", window.tree())
        assert said
        found[:] = said[1].split()

    eventually(window.page, look)
    return " ".join(found)


def sees_both(window: FletPage) -> None:
    expect(window.heading("Det ni båda visar")).to_be_visible()
    for text in (CLOSE_CAN, OWN_CAN, CARE):
        expect(window.text(re.compile(re.escape(text))).first).to_be_visible()
    shown = window.tree()
    assert ONLY_CLOSE not in shown and KEPT not in shown
    assert shown.count("Det här är ni lika om") == 1


def test_two_people_see_what_both_show_and_nothing_else(
    flet_page: FletPage, another: Guiden, open_window, tmp_path: Path
) -> None:
    one = flet_page
    at_comparing(
        one,
        "För dig som står nära någon som mår dåligt",
        CLOSE,
        (CLOSE_CAN, KEPT, ONLY_CLOSE, CARE),
    )
    release(one, "Jag börjar", (CLOSE_CAN, ONLY_CLOSE, CARE))
    first = save(one, tmp_path, "Väntar på den andra")
    said = words(one)

    other = open_window(another.program.link)
    at_comparing(other, steps.GUIDE, OWN, (OWN_CAN, CARE))
    release(other, "Jag har fått en fil", (OWN_CAN, CARE))
    pick(other, "Välj filen", first)
    other.write("De fem orden", said)
    other.tap(other.button("Öppna filen"))
    second = save(other, tmp_path, "Det ni båda visar")
    sees_both(other)

    pick(one, "Läs den andras fil", second)
    sees_both(one)
    other.check()
    for text in (CLOSE_CAN, OWN_CAN):
        assert text.encode() not in first.read_bytes() + second.read_bytes()
        assert text not in another.open_folder()
