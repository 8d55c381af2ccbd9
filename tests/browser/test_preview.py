"""`guiden preview` in a real browser: a file is saved, and all three frames show it."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Locator, Page, ViewportSize, expect

from tests.browser.conftest import FletPage, eventually, watch
from tests.serve.running import ROOT, Running

SECTION = "mina-tecken"
TITLE = "Tecken på att det blir svårare"
OLD = "När du känner till dina tecken"
APPS = ("telefon", "dator")
# Promises the moment when words stand there: looked for as often as the browser draws.
LOOK = """([words, name]) => {
  const where = {
    papper: () => document.querySelector("#papper iframe").contentDocument.body,
    granskning: () => document.querySelector("#said"),
  }[name] ?? (() => document.querySelector("flt-semantics-host"));
  window[name] = new Promise((found) => {
    const look = () => where()?.innerHTML.includes(words)
      ? found(Date.now() / 1000)
      : requestAnimationFrame(look);
    look();
  });
}"""


class Preview:
    """The page, its frames, and the file that is shown."""

    def __init__(self, page: Page, content: Path, program: Running) -> None:
        self.page, self.program = page, program
        self.file = content / "mar-daligt" / f"{SECTION}.md"
        self.outside: list[str] = []
        watch(page.context, self.outside)

    def window(self, name: str) -> Frame:
        """Where a script can see the frame's words: in the app itself, or in the page."""
        if name not in APPS:
            return self.page.main_frame
        handle = self.page.locator(f"#{name} iframe").element_handle()
        found = handle.content_frame()
        assert found
        return found

    def wake(self) -> None:
        """Waits until both apps are drawn, and switches their semantics on."""
        for name in APPS:
            inside = self.page.frame_locator(f"#{name} iframe")
            placeholder = inside.locator("flt-semantics-placeholder")
            placeholder.wait_for(state="attached", timeout=60_000)
            placeholder.dispatch_event("click")
            expect(placeholder).to_have_count(0)
            inside.get_by_role("heading").first.wait_for(state="attached")

    def heading(self, name: str, title: str) -> Locator:
        inside = self.page.frame_locator(f"#{name} iframe")
        return inside.get_by_role("heading", name=title, exact=True)

    def save(self, text: str) -> float:
        """As editors do: a new file in the place of the old one. Returns when it was there."""
        new = self.file.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        now = time.time()
        os.replace(new, self.file)
        return now

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


@pytest.fixture
def viewport() -> ViewportSize:
    return ViewportSize(width=1440, height=900)


@pytest.fixture
def preview(page: Page, tmp_path: Path) -> Iterator[Preview]:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    given = ("-m", "app", "--no-open", "preview", SECTION, str(content))
    with Running(*given) as running:
        shown = Preview(page, content, running)
        page.goto(running.link)
        page.wait_for_url(re.compile(r"/[\w-]{32}/(#.*)?$"))
        yield shown
        assert shown.outside == []


def test_a_saved_sentence_is_in_all_three_frames_within_a_second(
    preview: Preview, figure: Callable[[str], None]
) -> None:
    preview.wake()
    text = preview.text()
    took: dict[str, list[float]] = {name: [] for name in (*APPS, "papper", "granskning")}
    for letter in "ABCDE":
        words = f"Nu står det KX{letter} i meningen"  # the check asks what it is short for
        frames = {name: preview.window(name) for name in took}
        for name, frame in frames.items():
            frame.evaluate(LOOK, [words if name != "granskning" else f"”KX{letter}”", name])
        saved = preview.save(text.replace(OLD, words))
        for name, frame in frames.items():
            took[name].append(float(frame.evaluate(f"window.{name}")) - saved)
    for name, seconds in took.items():
        figure(
            f"preview, from saved to seen ({name}): median {statistics.median(seconds):.2f} s, "
            f"slowest {max(seconds):.2f} s of {len(seconds)} (at most 1 s on a machine at rest)"
        )


def test_what_is_written_and_where_one_is_stay_when_the_file_is_saved(preview: Preview) -> None:
    page = preview.page
    preview.wake()
    inside = page.frame_locator("#telefon iframe")
    box = inside.get_by_role("textbox", name=re.compile("känner bara du igen")).first
    FletPage(page).focus(box)
    page.keyboard.type("ett ord", delay=5)
    expect(box).to_have_value("ett ord")
    page.evaluate("document.querySelector('#papper iframe').contentWindow.scrollTo(0, 400)")
    before = box.bounding_box()
    assert before
    preview.save(preview.text().replace("Vilka tecken känner bara du", "Vilka känner bara du"))
    expect(inside.get_by_role("heading", name="Vilka känner bara du igen?")).to_have_count(1)
    sheet = page.frame_locator("#papper iframe")
    expect(sheet.get_by_role("heading", name="Vilka känner bara du igen?")).to_be_in_viewport()

    def still_there() -> None:
        assert box.bounding_box() == before

    eventually(page, still_there)
    FletPage(page).focus(box)
    expect(box).to_have_value("ett ord")


def test_a_frame_that_was_locked_begins_anew(preview: Preview) -> None:
    preview.wake()
    inside = preview.page.frame_locator("#telefon iframe")
    inside.get_by_role("button", name="Lås nu").dispatch_event("click")
    expect(preview.heading("telefon", "Låst")).to_be_visible()
    preview.page.get_by_role("button", name="Börja om").click()
    preview.wake()
    expect(preview.heading("telefon", TITLE)).to_be_visible()


def test_when_the_program_ends_the_page_says_so(preview: Preview) -> None:
    expect(preview.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    preview.program.stop()
    expect(preview.page.get_by_role("alert")).to_contain_text("Förhandsvisningen är avslutad.")


def test_a_broken_file_says_what_is_wrong_and_is_well_again(preview: Preview) -> None:
    preview.wake()
    text = preview.text()
    said = preview.page.locator("#said")
    expect(said).to_contain_text("Allt stämmer i den här filen.")
    preview.save(text.replace("typ: skala", "typ: skal"))
    expect(said).to_contain_text("Menade du ”skala”?")
    for name in APPS:
        inside = preview.page.frame_locator(f"#{name} iframe")
        expect(inside.get_by_text(re.compile("gick inte att läsa|går inte att"))).not_to_have_count(
            0
        )
    preview.save(text)
    expect(said).to_contain_text("Allt stämmer i den här filen.")
    for name in APPS:
        expect(preview.heading(name, TITLE)).to_be_visible()


def test_a_section_is_picked_and_turned_by_the_switches(preview: Preview) -> None:
    page = preview.page
    preview.wake()
    page.get_by_role("link", name="Alla avsnitt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Välj ett avsnitt")
    expect(page.locator("#frames")).to_be_hidden()
    page.get_by_role("link", name="Två frågor att börja med").click()
    for name in APPS:
        expect(preview.heading(name, "Två frågor att börja med")).to_be_visible()
    sheet = page.frame_locator("#papper iframe")
    expect(sheet.get_by_role("heading", level=1)).to_have_text("Två frågor att börja med")
    page.get_by_label("Lättläst").check()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("Två frågor att börja med")
    expect(page.locator("#said")).to_contain_text("tva-fragor.lattlast.md")
    few = sheet.locator(".question").count()
    page.get_by_label("Mycket").check()
    expect(sheet.locator(".question")).not_to_have_count(few)
    for name in APPS:
        inside = page.frame_locator(f"#{name} iframe")
        expect(inside.get_by_role("radio", name="Mycket")).to_be_checked()


@pytest.mark.parametrize("viewport", [ViewportSize(width=320, height=640)])
def test_in_a_narrow_window_one_is_seen_at_a_time_and_everything_can_be_pressed(
    preview: Preview,
) -> None:
    page = preview.page
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_title("Telefon")).to_be_visible()
    expect(page.get_by_title("Papper")).to_be_hidden()
    page.get_by_label("Papper").check()
    expect(page.get_by_title("Papper")).to_be_visible()
    expect(page.get_by_title("Telefon")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator("label:visible, button:visible, .button:visible").all():
        box = control.bounding_box()
        assert box and box["height"] >= 48, control.inner_text()


def test_a_second_tab_takes_over_and_the_first_says_so(preview: Preview) -> None:
    other = preview.page.context.new_page()
    other.goto(preview.page.url)
    expect(other.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.page.get_by_role("alert")).to_have_text(
        "Förhandsvisningen är öppen i en nyare flik."
    )
