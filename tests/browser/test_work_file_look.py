"""A locked file in Chromium: to eyes, ears and fingers, on paper, and against what it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Window

from app.share.locked import work_file
from tests.browser.nowhere import eventually
from tests.browser.reading import HEARD, PAGES, WATCH, WRONG, locked_file
from tests.share.work_files import SHARE, TITLE


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return locked_file(tmp_path_factory.mktemp("work"))


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """A window that is not on the net."""
    with browser.new_context(offline=True, locale="sv-SE", reduced_motion="reduce") as context:
        yield context.new_page()


def keyed(window: Window, work: Path) -> None:
    """Open the file by the keyboard alone."""
    window.goto(work.as_uri())
    window.keyboard.press("Tab")
    window.keyboard.type(HEARD)
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name=TITLE)).to_be_focused()


def test_nothing_is_wrong_by_axe_before_and_after_in_light_and_dark(
    window: Window, work: Path
) -> None:
    window.goto(work.as_uri())
    assert found(window) == []
    window.get_by_label("Lösenfras", exact=True).fill("fel")
    window.get_by_role("button", name="Öppna").click()
    expect(window.get_by_role("alert")).to_have_text(WRONG)
    assert found(window) == []
    keyed(window, work)
    assert found(window) == []
    window.emulate_media(color_scheme="dark")
    assert found(window) == []
    window.get_by_role("button", name="Göm igen").click()
    assert found(window) == []


def found(window: Window) -> list[str]:
    return [
        f"{one['id']}: {node['html']}"
        for one in Axe().run(window).response["violations"]
        for node in one["nodes"]
    ]


def test_a_narrow_screen_and_large_text_never_go_sideways(window: Window, work: Path) -> None:
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    small = """[...document.querySelectorAll("button, input:not([type=checkbox]), textarea, label"
        + ":has(input)")].filter(one => one.offsetParent && one.offsetHeight < 48).length"""
    window.set_viewport_size({"width": 320, "height": 640})
    for size in ("100%", "200%"):
        window.goto(work.as_uri())
        style = f"document.documentElement.style.fontSize = '{size}'"
        window.evaluate(style)
        assert not window.evaluate(sideways)
        assert window.evaluate(small) == 0
        keyed(window, work)
        window.evaluate(style)
        assert not window.evaluate(sideways)
        assert window.evaluate(small) == 0


def test_on_paper_there_are_the_pages_alone_in_a4(window: Window, work: Path) -> None:
    keyed(window, work)
    window.emulate_media(media="print")
    expect(window.get_by_role("heading", name=PAGES[0].title, exact=True)).to_be_visible()
    expect(window.locator("textarea:visible, button:visible")).to_have_count(0)
    boxes = re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", window.pdf(prefer_css_page_size=True))
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(595, 842)}


def test_no_script_but_its_own_runs_and_nothing_is_asked_for(window: Window, work: Path) -> None:
    keyed(window, work)
    window.evaluate(WATCH)
    window.evaluate(
        """() => {
          const put = (html) => document.querySelector("main")
            .append(document.createRange().createContextualFragment(html));
          put("<script>window.ran = 1</" + "script>");
          put("<img src='https://example.org/x.png' onerror='window.ran = 2'>");
          put("<b onclick='window.ran = 3'>x</b>");
          document.querySelector("main > b").click();
          fetch("https://example.org/").catch(() => {});
          put("<form action='https://example.org/'><input></form>");
          document.querySelector("main > form").submit();
        }"""
    )
    stopped = {"script-src-elem", "script-src-attr", "connect-src", "img-src", "form-action"}
    eventually(lambda: {one.split()[0] for one in window.evaluate("stopped")} == stopped)
    assert window.evaluate("window.ran") is None
    assert window.url == work.as_uri()


def test_the_phrase_can_be_shown_while_it_is_typed(window: Window, work: Path) -> None:
    window.goto(work.as_uri())
    field = window.get_by_label("Lösenfras", exact=True)
    expect(field).to_have_attribute("type", "password")
    window.get_by_label("Visa lösenfrasen").check()
    expect(field).to_have_attribute("type", "text")
    window.get_by_role("button", name="Öppna").click()
    expect(window.get_by_role("alert")).to_have_text("Skriv lösenfrasen först.")
    field.fill(HEARD)
    field.press("Enter")
    window.get_by_role("button", name="Göm igen").click()
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value("")


def test_letters_of_any_kind_make_the_same_phrase_in_the_browser(
    window: Window, tmp_path: Path
) -> None:
    phrase = "Åäö É ﬁn Ⅷ Straße İstanbul ΌΣΟΣ ٣ 𝒜 👋 ligger-där"
    path = tmp_path / "delat.html"
    path.write_text(work_file(PAGES[:1], TITLE, passphrase=phrase, share=SHARE), "utf-8")
    window.goto(path.as_uri())
    window.get_by_label("Lösenfras", exact=True).fill(normalize("NFD", phrase).replace(" ", " . "))
    window.get_by_role("button", name="Öppna").click()
    expect(window.get_by_role("heading", name=TITLE)).to_be_focused()


def test_it_is_closed_again_when_somebody_has_gone_elsewhere_and_comes_back(
    window: Window, work: Path
) -> None:
    keyed(window, work)
    window.goto("about:blank")
    window.go_back()
    expect(window.get_by_role("heading", name="Skriv lösenfrasen du fick")).to_be_visible()
    assert window.evaluate("document.getElementById('opened').childNodes.length") == 0


def test_an_old_browser_and_a_file_cut_short_are_told_calmly(
    window: Window, work: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.html"
    cut.write_bytes(work.read_bytes()[:-200])
    window.goto(cut.as_uri())
    window.get_by_label("Lösenfras", exact=True).fill(HEARD)
    window.get_by_role("button", name="Öppna").click()
    expect(window.get_by_role("alert")).to_contain_text("Dokumentet är inte helt.")
    window.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    window.goto(work.as_uri())
    expect(window.get_by_text("Här går det inte att öppna.")).to_be_visible()
    expect(window.get_by_role("button", name="Öppna")).to_have_count(0)
