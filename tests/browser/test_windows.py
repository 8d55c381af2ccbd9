"""The guarded server and a real browser: windows that come, go and meet. The app is a tiny one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.conftest import open_flet
from tests.serve.running import Running

STUB = str(Path(__file__).parents[1] / "serve" / "stub.py")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "assets").mkdir()
    with Running(STUB, str(tmp_path)) as running:
        yield running


def test_the_content_policy_stops_nothing_the_app_needs(page: Page, server: Running) -> None:
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    window = open_flet(page, server.link)
    window.write("Skriv här", "ett ord")
    expect(window.text("Du skrev ett ord")).to_be_visible()
    window.check()
    blocked = [message.text for message in said if message.type == "error"]
    assert [text for text in blocked if "@rive-app" not in text] == []


def test_a_reload_gives_a_fresh_app(page: Page, server: Running) -> None:
    window = open_flet(page, server.link)
    window.write("Skriv här", "ett ord")
    window.reload()
    expect(window.heading("Fönster 2")).to_be_visible()
    window.focus(window.field("Skriv här"))
    window.page.keyboard.type("nytt")
    expect(window.field("Skriv här")).to_have_value("nytt")
    server.wait_for("locked 1")


def test_the_launch_file_takes_the_browser_in(page: Page, server: Running, tmp_path: Path) -> None:
    from app.serve.pages import redirect

    launch = tmp_path / "launch.html"
    launch.write_text(redirect(server.link), encoding="utf-8")
    page.goto(launch.as_uri())
    expect(page).to_have_title("Guiden")
    page.wait_for_url(re.compile(r"^http://127\.0\.0\.1:\d+/[\w-]{32}/$"))


def test_an_older_window_makes_way_and_can_come_back(page: Page, server: Running) -> None:
    older = open_flet(page, server.link)
    newer = page.context.new_page()
    open_flet(newer, page.url)
    expect(page.get_by_role("heading")).to_have_text("Guiden är öppen i ett annat fönster")
    page.get_by_role("link", name="Öppna den här i stället").click()
    older.wake()
    expect(older.heading("Fönster 3")).to_be_visible()
    expect(newer.get_by_role("heading")).to_have_text("Guiden är öppen i ett annat fönster")


def test_a_used_link_is_explained(page: Page, server: Running) -> None:
    open_flet(page, server.link)
    page.goto(server.link)
    expect(page.get_by_role("heading")).to_have_text("Länken är redan använd")


def test_when_the_app_ends_its_words_leave_the_screen(page: Page, server: Running) -> None:
    window = open_flet(page, server.link)
    window.write("Skriv här", "ett hemligt ord")
    server.stop()
    expect(page.get_by_role("heading")).to_have_text("Guiden är stängd")
    assert "hemligt" not in page.content()


def test_another_browser_does_not_get_in(page: Page, server: Running) -> None:
    open_flet(page, server.link)
    browser = page.context.browser
    assert browser
    stranger = browser.new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_role("heading")).to_have_text("Den här sidan är stängd")
