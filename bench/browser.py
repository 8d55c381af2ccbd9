"""A browser that the benchmarks of the window look through, and the programs it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGS, PHONE
from tests.serve.running import Running
from tools.programs import find

PATIENCE = 60_000  # milliseconds
# What is drawn stands on canvases in shadow roots, and the names for screen readers beside them.
LOOK = """
window.all = (kind, root = document.body) => [...root.querySelectorAll("*")].flatMap(one =>
  [...(one.matches(kind) ? [one] : []), ...(one.shadowRoot ? all(kind, one.shadowRoot) : [])]);
window.picture = (box) => {
  const paper = new OffscreenCanvas(box.width, box.height);
  const pen = paper.getContext("2d", { willReadFrequently: true });
  for (const canvas of all("canvas")) {
    const at = canvas.getBoundingClientRect();
    pen.drawImage(canvas, at.x - box.x, at.y - box.y, at.width, at.height);
  }
  return pen.getImageData(0, 0, box.width, box.height).data.join();
};
window.frame = () => new Promise(done => requestAnimationFrame(() => {
  const after = new MessageChannel();  // when the frame's own work is done
  after.port1.onmessage = done;
  after.port2.postMessage(0);
}));
window.until = async (found) => {
  const end = performance.now() + 60000;
  while (!found()) {
    if (performance.now() > end) throw new Error("waited in vain");
    await frame();
  }
};
"""
# Flutter tells screen readers nothing until this button is pressed, so it is, when it comes.
HEADING = """async (name) => {
  await until(() => {
    all("flt-semantics-placeholder").forEach(one => one.click());
    return all("h1").some(one => !name || one.textContent === name);
  });
  await frame();
  return performance.timeOrigin + performance.now();
}"""


def arrive(page: Page, link: str) -> None:
    """Opens a link, which leads on to the page with the app, and waits until Flutter runs there."""
    page.goto(link)
    page.wait_for_selector("flt-semantics-placeholder", state="attached")


def heading(page: Page, name: str = "") -> float:
    """Waits for a heading of the first level, with this name if one is given, and its frame.

    The browser's time then, as `time.time` has it.
    """
    return float(page.evaluate(HEADING, name)) / 1000


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium that the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find("chromium"), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


def window(browser: Browser) -> Page:
    """A phone's window with nothing in its cache."""
    page = browser.new_context(viewport=PHONE, locale="sv-SE", service_workers="block").new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(LOOK)
    return page


def staged(what: str, folder: Path) -> Running:
    """One of the programs of `bench.stage`, on a data folder of its own."""
    return Running("-m", "bench.stage", what, str(folder))
