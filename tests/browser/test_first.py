"""The first start, and trying without saving: a person's whole path, in a real browser."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import steps
from tests.browser.conftest import FletPage, open_flet
from tests.browser.test_access import check_names_and_places
from tests.browser.test_nothing_left import files, own_folders
from tests.serve.running import Running

QUESTION = "Om du väljer en enda sak att börja med, vilken blir det?"
FIELD = f"Ditt svar, {QUESTION}"
SECTION = "Två frågor att börja med"
WRITTEN = "Ett brev från Övik"
MOST = 6  # taps to the first written word


class Taps:
    """Counts what a person presses."""

    def __init__(self, window: FletPage) -> None:
        self.window, self.count = window, 0

    def tap(self, target: Locator) -> None:
        self.count += 1
        self.window.tap(target)


def test_a_word_is_written_within_six_taps_and_comes_into_the_vault(
    page: Page, guiden, flet_page
) -> None:
    window, taps = flet_page, Taps(flet_page)
    check_names_and_places(window, 390)
    taps.tap(window.button("Börja"))
    check_names_and_places(window, 390)
    taps.tap(window.button(re.compile("^" + steps.GUIDE)))
    expect(window.heading("En första fråga")).to_be_visible()
    check_names_and_places(window, 390)
    taps.count += 1  # into the field, though it has the focus already
    window.write(FIELD, WRITTEN)
    assert taps.count <= MOST
    expect(window.text("Det sparas när du har valt en lösenfras.")).to_be_visible()
    assert WRITTEN.encode("utf-8").decode("latin-1") not in guiden.open_folder()
    window.tap(window.button("Fortsätt"))
    steps.keep(window)
    window.tap(window.button("Gör det senare"))
    expect(window.heading(steps.GUIDE)).to_be_visible()
    expect(window.button(re.compile("^Gör ditt återställningsark"))).to_be_visible()
    window.tap(window.button(re.compile("^Inte nu, Gör ditt")))
    expect(window.button(re.compile("^Gör ditt återställningsark"))).to_have_count(0)
    steps.open_section(window, SECTION)
    window.shows(QUESTION, WRITTEN)
    steps.lock(window)
    guiden.restart()
    window = guiden.open(page)
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(QUESTION, WRITTEN)
    window.check()


def test_a_whole_trial_changes_no_byte_and_ends_when_it_is_locked(
    page: Page, tmp_path: Path
) -> None:
    def on_disk() -> dict[Path, tuple[int, bytes]]:
        return {path: (os.stat(path).st_mtime_ns, path.read_bytes()) for path in files(tmp_path)}

    with Running("-m", "app", "--browser", "--no-open", env=own_folders(tmp_path)) as program:
        window = open_flet(page, program.link)
        before = on_disk()
        window.tap(window.button("Prova utan att spara"))
        window.tap(window.button(re.compile("^" + steps.GUIDE)))
        expect(window.text("Du provar. Inget sparas.")).to_be_visible()
        check_names_and_places(window, 390)
        steps.open_section(window, SECTION)
        expect(window.text(re.compile("^Exempel. Ändra det"))).to_have_count(4)
        check_names_and_places(window, 390)
        window.write(QUESTION, WRITTEN)
        expect(window.text(re.compile("^Exempel. Ändra det"))).to_have_count(3)
        window.tap(steps.nav(window, "Inställningar"))
        expect(window.heading("Inställningar")).to_be_visible()
        window.tap(window.button(re.compile("^Lösenfras och ark")))
        expect(window.heading("Det här finns inte i provet")).to_be_visible()
        window.tap(steps.nav(window, "Min guide"))
        expect(window.heading("Mina avsnitt")).to_be_visible()
        window.tap(window.button(re.compile("^" + SECTION)))
        window.shows(QUESTION, WRITTEN)
        assert on_disk() == before
        window.tap(window.button("Lås nu"))
        expect(window.text("Provet är slut. Inget är sparat.")).to_be_visible()
        expect(window.heading("Välkommen")).to_be_visible()
        assert on_disk() == before
        assert WRITTEN not in program.output
        window.check()
    assert [path for path in files(tmp_path) if path.name.startswith("valv")] == []
