"""The recovery sheet: saved as a file, confirmed, and used to get in again."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import steps


def test_the_saved_sheet_opens_the_workbook_and_gives_a_new_passphrase(flet_page) -> None:
    window = flet_page
    steps.begin(window)
    with window.page.expect_download() as download:
        window.tap(window.button("Spara som fil"))
    sheet = Path(download.value.path()).read_text(encoding="utf-8")
    groups = re.findall(r"Grupp \d: (\w{4})", sheet)
    assert len(groups) == 7
    window.tap(window.button("Jag har skrivit upp koden"))
    window.write("Grupp 3", groups[2])
    window.tap(window.button("Klar"))
    expect(window.heading(steps.GUIDE)).to_be_visible()
    steps.lock(window)

    window.tap(window.button("Jag har glömt lösenfrasen"))
    expect(window.heading("Öppna med återställningsark")).to_be_visible()
    wrong = [*groups[:4], groups[4][:3] + ("A" if groups[4][3] != "A" else "B"), *groups[5:]]
    window.write("Återställningskod", " ".join(wrong))
    window.tap(window.button("Lås upp"))
    expect(window.text(re.compile("Titta en gång till på grupp 5"))).to_be_visible()
    window.write("Återställningskod", " ".join(groups).lower())
    window.tap(window.button("Lås upp"))
    expect(window.heading("Välj en lösenfras")).to_be_visible()
    window.tap(window.button("Jag skriver en egen"))
    window.write("Din lösenfras", "sju gröna hattar på en mur")
    window.write("Skriv den en gång till", "sju gröna hattar på en mur")
    window.tap(window.button("Använd den här"))
    expect(window.button("Läs guidens inledning")).to_be_visible()
    expect(window.text("Gör ditt återställningsark")).to_have_count(0)

    steps.lock(window)
    steps.unlock(window)
    expect(window.text(re.compile("Lösenfrasen stämde inte"))).to_be_visible()
    steps.unlock(window, "sju gröna hattar på en mur")
    expect(window.button("Läs guidens inledning")).to_be_visible()


def test_a_call_is_handed_to_the_device_and_the_page_stays(flet_page) -> None:
    window = flet_page
    window.tap(window.button("Få hjälp nu"))
    window.tap(window.button("Ring 90101, Självmordslinjen (Mind)"))
    window.page.wait_for_timeout(800)
    expect(window.heading("Få hjälp nu")).to_be_visible()
