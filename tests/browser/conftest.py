"""The real app in a real browser, offline: fixtures for driving it by what a person can find.

`guiden` is the program in a process of its own with its own data folder; `flet_page` is a phone's
window on it with Flutter's semantics switched on. Whatever a page asks for outside this machine is
stopped and fails the test.

    def test_the_front_page_greets(flet_page):
        expect(flet_page.heading("Välkommen")).to_be_visible()
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    BrowserContext,
    Error,
    Locator,
    Page,
    Response,
    Route,
    ViewportSize,
    expect,
)

from tests.serve.running import Running
from tools.programs import find as find_program

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1200, height=800)

# Ten frames from now: on a busy machine that is longer.
SETTLED = """() => new Promise(done => {
    let left = 10;
    const frame = () => left-- ? requestAnimationFrame(frame) : done();
    frame();
})"""

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
# flet-web asks for this even with no_cdn=True (its Rive plugin). The content policy blocks it.
RIVE = re.compile(r"^https://cdn\.jsdelivr\.net/npm/@rive-app/")
# Flutter's engine asks for a Noto font when the theme's font is used before it has loaded (once,
# harmless), or when no bundled font has a glyph (over and over).
NOTO = re.compile(r"/assets/fonts/noto")
NOTO_ALLOWED = 3

# A shared machine may stall for many seconds; waiting costs nothing where it does not.
expect.set_options(timeout=30_000)


def eventually(page: Page, check: Callable[[], None]) -> None:
    """Run `check` until it passes: what is drawn is in the semantics tree some frames later."""
    deadline = time.monotonic() + 20
    while True:
        try:
            return check()
        except (AssertionError, Error):  # an Error: a new node took its place meanwhile
            if time.monotonic() > deadline:
                raise
            page.wait_for_timeout(300)


@dataclass
class FletPage:
    """A window on the app, with the few helpers Flutter's semantics tree needs."""

    page: Page
    outside: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def text(self, value: str | re.Pattern[str]) -> Locator:
        return self.page.locator("flt-semantics-host").get_by_text(value)

    def field(self, label: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("textbox", name=label, exact=True)

    def tap(self, target: Locator) -> None:
        """Tap a button, a box or a link, as assistive technology does: by what it is.

        A click by place may miss on a busy machine: Flutter tells the browser where things are
        some frames late, and on a scrolling page lays an empty <flt-semantics> over everything.
        """
        self._is_there(target)
        target.dispatch_event("click")

    def focus(self, box: Locator) -> None:
        """Click into a field, again if the click went beside it.

        The DOM has the focus some frames before Flutter has taken it over, and empties the field
        then: no fingers are as quick, but a script is.
        """
        self._is_there(box)
        for last in (False, False, False, False, True):
            try:
                box.scroll_into_view_if_needed()
                box.click(force=True)
                expect(box).to_be_focused(timeout=None if last else 3_000)
                return self.page.evaluate(SETTLED)
            except (AssertionError, Error):  # an Error: a new node took its place meanwhile
                if last:
                    raise

    def _is_there(self, target: Locator) -> None:
        expect(target).to_be_visible()
        # Hangs there for a moment after the program has started anew, and takes every click.
        expect(self.page.locator("#curtain")).to_have_count(0)

    def write(self, label: str | re.Pattern[str], value: str) -> None:
        """Replace a field's text the way a person does: focus, select all, type."""
        box = self.field(label)
        self.focus(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(value, delay=5)
        expect(box).to_have_value(value)

    def shows(self, label: str | re.Pattern[str], text: str) -> None:
        """See that a field holds `text`.

        Flutter fills the DOM's value a moment after the field got focus, and empties it again when
        the field loses it: so the value is waited for, never read once. On a busy machine it may
        miss that the field got focus, and then leaves it empty: so the focus goes and comes.
        """
        box = self.field(label)
        for last in (False, False, True):
            self.focus(box)
            try:
                return expect(box).to_have_value(text, timeout=None if last else 5_000)
            except AssertionError:
                if last:
                    raise
                self.page.evaluate("document.activeElement.blur()")

    def tree(self) -> str:
        """What a screen reader meets, as text; good in a failing test."""
        return self.page.locator("flt-semantics-host").aria_snapshot()

    def wake(self) -> None:
        """Wait until the app is drawn and switch its semantics on; needed after each reload."""
        # Off until this button gets a click. It lies outside the viewport: dispatch the event.
        placeholder = self.page.locator("flt-semantics-placeholder")
        placeholder.wait_for(state="attached", timeout=30_000)
        placeholder.dispatch_event("click")
        expect(placeholder).to_have_count(0)
        # Every screen has one of these; Flet's own "Working..." has none.
        something = self.page.get_by_role("button")
        something = something.or_(self.page.get_by_role("heading"))
        something = something.or_(self.page.get_by_role("textbox"))
        something.first.wait_for(state="attached", timeout=20_000)

    def reload(self) -> None:
        self.page.reload()
        self.wake()

    def check(self) -> None:
        """Fail if the app reached for something outside, or for something that is not there."""
        assert self.outside == [], f"the app asked for something outside: {self.outside}"
        noto = [url for url in self.missing if NOTO.search(url)]
        assert len(noto) <= NOTO_ALLOWED, f"no bundled font has a glyph on screen: {set(noto)}"
        assert [url for url in self.missing if not NOTO.search(url)] == []


class Guiden:
    """The program on one data folder. It can be ended and started again on the same folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.program = self._start()

    def _start(self) -> Running:
        return Running("-m", "app", "--browser", "--no-open", "--data", str(self.data))

    def restart(self) -> None:
        """End the program and start it anew, as on another day. Old windows are cut off."""
        self.program.stop()
        self.program = self._start()

    def open(self, page: Page) -> FletPage:
        """Open the program's link in `page` and wait until the app is drawn."""
        return open_flet(page, self.program.link)

    def open_folder(self) -> str:
        """Every byte in the data folder, for looking for words that must not be there."""
        files = [path for path in self.data.rglob("*") if path.is_file()]
        return "".join(path.read_bytes().decode("latin-1") for path in files)


def open_flet(page: Page, link: str) -> FletPage:
    """Open a link and keep watch over what its page asks for."""
    window = FletPage(page)
    watch(page.context, window.outside)

    def note(response: Response) -> None:
        if response.status >= 400:
            window.missing.append(response.url)

    page.on("response", note)
    page.goto(link)
    window.wake()
    return window


def watch(context: BrowserContext, outside: list[str]) -> None:
    """Stop and write down every request that would leave this machine."""

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
            return
        if not RIVE.match(route.request.url):
            outside.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(("data:", "blob:")), guard)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's or the person's own Chromium. Without one the tests fail; they never skip."""
    return {"executable_path": find_program("chromium"), "args": CHROMIUM_ARGS}


@pytest.fixture
def viewport() -> ViewportSize:
    """A phone. A test for a larger window overrides it:

    @pytest.mark.parametrize("viewport", [DESKTOP])
    """
    return PHONE


@pytest.fixture
def browser_context_args(viewport: ViewportSize) -> dict[str, Any]:
    return {
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "viewport": viewport,
        "reduced_motion": "reduce",
        "service_workers": "block",
    }


@pytest.fixture
def guiden(tmp_path: Path) -> Iterator[Guiden]:
    """The program, started on an empty data folder."""
    program = Guiden(tmp_path / "data")
    yield program
    program.program.stop()


@pytest.fixture
def flet_page(page: Page, guiden: Guiden) -> Iterator[FletPage]:
    """A phone's window on the program."""
    window = guiden.open(page)
    yield window
    window.check()


@pytest.fixture
def open_window(new_context: Callable[..., BrowserContext]) -> Callable[[str], FletPage]:
    """Opens a link in a browser of its own, with cookies of its own."""

    def open_link(link: str) -> FletPage:
        return open_flet(new_context().new_page(), link)

    return open_link
