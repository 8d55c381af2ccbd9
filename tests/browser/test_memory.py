"""After a lock the program remembers nothing, and after leaving neither does the window."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from app.vault import Vault
from app.workbook.secret import Secret
from tests.browser import steps
from tests.browser.conftest import FletPage, Guiden, open_flet
from tests.serve.memory import hits, spellings
from tests.serve.running import Running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into the process by /proc")

STUB = str(Path(__file__).parents[1] / "serve" / "stub.py")
SECTION = "Tecken på att det blir svårare"
TEXT = "Vem får säga till dig, och hur vill du att den personen säger det?"
WORDS = "Åsas blå cykel står vid Övik"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "assets").mkdir()
    with Running(STUB, str(tmp_path)) as running:
        yield running


def vault_key(folder: Path, copy: Path) -> bytes:
    """The key behind the only vault in the folder, as its own code finds it in a copy."""
    (file,) = folder.glob("*.guiden")
    copy.write_bytes(file.read_bytes())
    with Vault.unlock(copy, passphrase=str(Secret.passphrase(steps.PASSPHRASE).value)) as vault:
        assert vault._opened
        return bytes(vault._opened.key)


def test_after_a_lock_nothing_is_left_in_memory(
    flet_page: FletPage, guiden: Guiden, tmp_path: Path
) -> None:
    window, pid = flet_page, guiden.program.process.pid
    steps.create(window)
    steps.choose(window, SECTION)
    steps.open_section(window, SECTION)
    window.write(TEXT, WORDS)
    expect(window.text("Sparat")).to_be_visible()
    wanted = {
        "passphrase": spellings(steps.PASSPHRASE),
        "key": {vault_key(guiden.data, tmp_path / "copy")},
        "entry": spellings(WORDS),
    }
    before = hits(pid, wanted)
    began = time.monotonic()
    steps.lock(window)
    took = time.monotonic() - began
    after = hits(pid, wanted)
    print(f"hits before the lock: {before}; after: {after}; locked in {took:.1f} s")
    assert all(before.values())
    assert after == {"passphrase": 0, "key": 0, "entry": 0}
    # The field that is there takes what is typed at once, and is there to stay.
    steps.unlock(window)
    expect(window.heading(SECTION)).to_be_visible()
    window.shows(TEXT, WORDS)


def test_a_curtain_hangs_until_the_new_process_has_drawn(page: Page, server: Running) -> None:
    window = open_flet(page, server.link)
    window.write("Skriv här", "ett ord")
    page.keyboard.press("F4")
    expect(page.locator("#curtain")).to_have_text("Ett ögonblick.")
    expect(page.locator("#curtain")).to_have_count(0)
    assert [line for line in server.lines if line == "started 1"] == ["started 1"] * 2
    expect(window.field("Skriv här")).to_have_value("")
    window.write("Skriv här", "ett nytt")
    expect(window.text("Du skrev ett nytt")).to_be_visible()


def test_a_reload_while_the_older_window_renews(page: Page, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    with Running(STUB, str(tmp_path), "closing") as server:
        window = open_flet(page, server.link)
        window.write("Skriv här", "ett ord")
        window.reload()
        expect(window.heading("Fönster 1")).to_be_visible()
        assert "started 2" not in server.lines
        window.write("Skriv här", "ett nytt")
        expect(window.text("Du skrev ett nytt")).to_be_visible()


def test_leaving_ends_on_a_page_that_says_nothing(page: Page, server: Running) -> None:
    window = open_flet(page, server.link)
    window.write("Skriv här", "ett hemligt ord")
    page.evaluate("localStorage.setItem('a', 'b')")
    other = {"name": "other", "value": "1", "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([other])  # type: ignore[list-item]
    page.keyboard.press("F9")
    expect(page.get_by_text("Du kan stänga fliken.")).to_be_visible()
    assert page.title() == "\u200b"
    assert "Guiden" not in page.content()
    assert page.evaluate("localStorage.length") == 0
    # Another server on this machine keeps its cookies.
    assert [cookie["name"] for cookie in page.context.cookies()] == ["other"]
    assert server.ended() == 0


def test_there_is_no_way_back(flet_page: FletPage, guiden: Guiden) -> None:
    window, page = flet_page, flet_page.page
    steps.create(window)
    steps.choose(window, SECTION)
    page.keyboard.press("F9")
    expect(page.get_by_text("Du kan stänga fliken.")).to_be_visible()
    assert guiden.program.ended() == 0
    for _ in range(3):
        with suppress(Error):  # the browser finds nobody there any more
            page.go_back()
        page.wait_for_load_state()
        expect(page.get_by_text(SECTION)).to_have_count(0)
        expect(page).not_to_have_title("Guiden")
