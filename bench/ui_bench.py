"""Writing and opening pages in a real browser: `python -m bench.ui_bench`.

Typing: a key is pressed in a text field of a section with forty fields, and in the one field of an
empty Flet app whose handler does nothing, in turns, each in a window of its own in the same
Chromium. What is timed is from the browser's own time for the key to the end of the first frame in
which the pixels of the field have changed. Keys come at uneven times, and faster than a caret
blinks.

Opening a section: one of forty text fields, and the section of ours with the most fields. Without a
browser, from `Desk.go` until the change is packed and sent; in the browser, with what is told to
screen readers switched on, from the click until the heading can be read and the frame is drawn.
Results are appended to bench/results.json.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import Message, configure_encode_object_for_msgpack
from playwright.sync_api import Page

from app.guide import Library
from app.ui.app import start
from app.ui.desk import Desk
from app.ui.program import Program
from app.ui.state import HOME, Place, Screen
from bench.browser import arrive, chromium, heading, staged, window
from bench.common import chance, interleaved, keep
from bench.stage import begin, largest, staged_places, write_content
from tests.cheap import make_cheap
from tests.ui import headless

TURNS, KEYS, OPENINGS = 15, 10, 9
MOST_RATIO, MOST_MS = 1.2, 150
LETTERS = "eeaanntrsildomkgvfuhp"

# A click puts the caret into a field if it meets one; then the browser has an element for it.
WRITING = "() => ['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName)"
WATCH = """() => {
  const at = document.activeElement.getBoundingClientRect();
  const box = { x: Math.floor(at.x), y: Math.floor(at.y), width: 160, height: 24 };
  window.took = [];
  addEventListener("keydown", async (event) => {
    if (event.key.length > 1 || event.ctrlKey) return;
    const before = picture(box);
    do await frame(); while (picture(box) === before && performance.now() < event.timeStamp + 2000);
    took.push(performance.now() - event.timeStamp);
  }, { capture: true });
}"""
OPEN = """async (title) => {
  const way = () => all("[role=button]").find(
    one => one.textContent === "Fortsätt" || one.textContent.startsWith(title));
  await until(way);
  const began = performance.now();
  way().click();
  await until(() => all("h1").some(one => one.textContent === title));
  await frame();
  return performance.now() - began;
}"""
GO_BACK = """async (title) => {
  all("[role=button]").find(one => one.textContent === "Tillbaka").click();
  await until(() => all("h1").some(one => one.textContent !== title));
}"""


def write_in(page: Page, link: str) -> Page:
    """Opens a link, puts the caret into the first field, and begins to watch it."""
    arrive(page, link)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for y in range(20, 800, 12):
            page.mouse.click(150, y)
            page.wait_for_timeout(50)
            if page.evaluate(WRITING):
                page.wait_for_timeout(1000)  # the field's own movements come to an end
                page.evaluate(WATCH)
                return page
    raise LookupError("no field to write in")


def typed(page: Page) -> float:
    """Writes some letters where nothing stands. The median of what they took, in milliseconds."""
    page.bring_to_front()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_timeout(300)
    page.evaluate("() => { took.length = 0 }")
    for _ in range(KEYS):
        page.keyboard.press(chance.choice(LETTERS))
        page.wait_for_timeout(chance.uniform(110, 190))
    page.wait_for_function("count => took.length === count", arg=KEYS)
    return statistics.median(page.evaluate("took"))


def typing() -> None:
    with tempfile.TemporaryDirectory() as made:
        ours, bare = Path(made, "ours"), Path(made, "bare")
        write_content(ours)
        with (
            staged("section", ours) as guiden,
            staged("field", bare) as empty,
            chromium() as browser,
        ):
            pages = {
                "ours": write_in(window(browser), guiden.link),
                "bare": write_in(window(browser), empty.link),
            }
            medians = interleaved(
                {name: lambda page=page: typed(page) for name, page in pages.items()}, TURNS
            )
    ratio = medians["ours"] / medians["bare"]
    print(
        f"  key to frame   {medians['ours']:7.1f} ms  bare {medians['bare']:7.1f} ms"
        f"  {ratio:5.2f} of it  {'reached' if ratio <= MOST_RATIO else 'MISSED'}"
    )
    keep("ui", "key to frame", 40, medians)


class Opening:
    """Guiden without a browser, open at home."""

    def __init__(self, client: headless.Headless, desk: Desk, section: str) -> None:
        self.client, self.desk, self.section = client, desk, section
        self.sent: list[tuple[float, bytes]] = []
        send = client.client.send_message

        def note(message: Message) -> None:
            send(message)
            now = time.perf_counter()
            encode = configure_encode_object_for_msgpack(BaseControl)
            self.sent.append((now, msgpack.packb(message.body, default=encode)))

        client.client.send_message = note  # type: ignore[method-assign]

    @classmethod
    async def at_home(cls, data: Path) -> Opening:
        places = staged_places(data)
        desks: list[Desk] = []

        async def main(page: ft.Page) -> None:
            stays = Program(stays=True)
            desks.append(await start(page, places, stays, first=lambda desk: begin(desk, "home")))

        client = await headless.start(main)
        return cls(client, desks[0], largest(desks[0].ours))

    async def time(self) -> float:
        """Milliseconds from going to the section until what shows its title has been sent."""
        title = self.desk.library.section(self.section).title.encode()
        await self.desk.go(HOME)
        await self.client.settle()
        self.sent.clear()
        began = time.perf_counter()
        going = asyncio.ensure_future(self.desk.go(Place(Screen.SECTION, self.section)))
        async with asyncio.timeout(60):
            while not (shown := [at for at, packed in self.sent if title in packed]):
                await asyncio.sleep(0)
        await going
        return (shown[0] - began) * 1000


async def without_browser(data: Path) -> list[float]:
    opened = await Opening.at_home(data)
    return [await opened.time() for _ in range(OPENINGS)]


def in_browser(data: Path, title: str) -> list[float]:
    with staged("home", data) as guiden, chromium() as browser:
        page = window(browser)
        arrive(page, guiden.link)
        heading(page)
        figures = []
        for _ in range(OPENINGS):
            page.wait_for_timeout(500)
            figures.append(page.evaluate(OPEN, title))
            page.evaluate(GO_BACK, title)
    return figures


def opening() -> None:
    make_cheap()
    for name in ("40 fields", "our largest"):
        with tempfile.TemporaryDirectory() as made:
            alone, shown = Path(made, "alone"), Path(made, "shown")
            for folder in (alone, shown):
                if name == "40 fields":
                    write_content(folder)
            library = Library(staged_places(shown).content)
            section = library.section(largest(library))
            figures = {
                "sent": asyncio.run(without_browser(alone)),
                "drawn": in_browser(shown, section.title),
            }
        medians = {way: statistics.median(took) for way, took in figures.items()}
        held = max(medians.values()) <= MOST_MS
        print(
            f"  open {name:12}{medians['sent']:7.1f} ms to the change sent (worst "
            f"{max(figures['sent']):.0f}), {medians['drawn']:7.1f} ms to the heading drawn "
            f"({max(figures['drawn']):.0f})  {'reached' if held else 'MISSED'}"
        )
        keep("ui", f"open {name}", len(section.fields), medians)


def main() -> None:
    print("\nui")
    typing()
    opening()


if __name__ == "__main__":
    main()
