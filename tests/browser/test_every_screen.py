"""Every screen of the app, in every size and look: nothing is cut off, nameless or too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from app.ui.state import Screen
from tests.browser.conftest import DESKTOP, PHONE, SETTLED, FletPage, eventually, open_flet
from tests.gallery import geometry
from tests.gallery.scenes import SCENES
from tests.gallery.stage import Stage

# Width and height of the window, size of the text in percent, and the colours.
LOOKS = [
    (320, 640, 100, "light"),
    (320, 640, 200, "dark"),
    (390, 844, 100, "dark"),
    (390, 844, 200, "more"),
    (844, 390, 100, "light"),
    (768, 1024, 100, "light"),
    (768, 1024, 200, "dark"),
    (1200, 800, 100, "dark"),
    (1200, 800, 200, "light"),
]
# What Tab stops at, in the order it is read: of radio buttons the chosen one, or else the first.
STOPS = """() => [...document.querySelectorAll(
    'flt-semantics-host [tabindex="0"], flt-semantics-host input, flt-semantics-host textarea')]
  .filter(node => {
    const group = node.closest('[role=radiogroup]');
    if (!group || node.getAttribute('role') !== 'radio') return true;
    const radios = [...group.querySelectorAll('[role=radio]')];
    return node === (radios.find(one => one.ariaChecked === 'true') || radios[0]);
  })
  .map(node => node.closest('flt-semantics').id)"""
FOCUSED = "() => document.activeElement.closest('flt-semantics')?.id"
FEW_FRAMES = """() => new Promise(done => {
    let left = 3;
    const frame = () => left-- ? requestAnimationFrame(frame) : done();
    frame();
})"""
HALVES = [list(SCENES)[half::2] for half in (0, 1)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path / "data")
    yield made
    made.stop()


@pytest.fixture
def window(page: Page, stage: Stage) -> Iterator[FletPage]:
    shown = open_flet(page, stage.link)
    yield shown
    shown.check()


def up(window: FletPage, stage: Stage, name: str) -> None:
    """Puts a scene up, and presses what it says."""
    stage.show(name)
    for label in SCENES[name].taps:
        window.tap(window.button(label).first)


def resize(window: FletPage, width: int, height: int) -> None:
    window.page.set_viewport_size({"width": width, "height": height})
    window.page.evaluate(SETTLED)


def test_every_screen_is_among_the_scenes() -> None:
    assert {scene.screen for scene in SCENES.values()} == set(Screen)


@pytest.mark.parametrize("names", HALVES, ids=["one half", "the other"])
def test_nothing_is_cut_off_nameless_or_too_small(window, stage, names, figure) -> None:
    def look() -> None:
        nodes = geometry.read(window.page)
        seen.append(len(nodes))
        sizes = {percent, round(percent * SCENES[name].larger)}
        assert [*geometry.faults(nodes, width, [*sizes])] == [], f"{name} {width} {percent}"

    seen: list[int] = []
    for name in names:
        up(window, stage, name)
        for width, height, percent, theme in LOOKS:
            contrast = "more" if theme == "more" else "system"
            stage.look(
                text_percent=percent, theme=theme.replace("more", "light"), contrast=contrast
            )
            resize(window, width, height)
            eventually(window.page, look)
    figure(f"every screen: {len(names)} scenes in {len(LOOKS)} looks, {sum(seen)} nodes seen")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tab_goes_in_the_order_one_reads(window, stage, figure) -> None:
    seen = 0
    for name in ("home", "section", "settings", "share-look", "lock"):
        up(window, stage, name)
        window.page.wait_for_timeout(1500)
        stops = window.page.evaluate(STOPS)
        found = visited(window, stops)
        assert found == stops[stops.index(found[0]) :], name
        seen += len(found)
    figure(f"every screen: Tab stopped {seen} times in reading order")


def visited(window: FletPage, stops: Sequence[str]) -> list[str]:
    """What Tab stops at, as far as the last of ``stops``."""
    found: list[str] = []
    while len(found) < len(stops) and stops[-1] not in found:
        window.page.keyboard.press("Tab")
        window.page.evaluate(FEW_FRAMES)
        found.append(window.page.evaluate(FOCUSED))
    return found
