"""The app in a frame: open at the section, drawn anew where it is when the file is saved."""

from __future__ import annotations

import asyncio
import stat
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import flet as ft
import pytest

from app import paths
from app.preview import window
from app.preview.hub import Hub, Wish
from app.ui import texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from tests.guide.small import SECTION
from tests.ui import headless

WORDS = SECTION.replace(
    "typ: val\ndjup: lite\nVad vill du?\n- Ja {#ja}", "typ: kort\ndjup: lite\nVad vill du?"
)


@dataclass
class Frame:
    hub: Hub
    h: headless.Headless
    desk: Desk
    file: Path
    data: Path

    async def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < deadline, self.h.texts()
            await self.h.settle()

    async def says(self, words: str) -> None:
        await self.until(lambda: words in self.all_words())

    def all_words(self) -> str:
        spans = [s.text for s in self.h.walk() if isinstance(s, ft.TextSpan)]
        return "\n".join(filter(None, [*self.h.texts(), *spans]))

    def box(self) -> ft.TextField:
        return next(one for one in self.h.walk() if isinstance(one, ft.TextField))


@pytest.fixture
async def frame(content: Path, tmp_path: Path) -> AsyncIterator[Frame]:
    """The app at the section ``a``, which has one question to write at."""
    data = tmp_path / "data"
    data.mkdir()
    (content / "g/a.md").write_text(WORDS)
    hub = Hub(content, Wish("a"))
    h, desk = await shown(hub, data)
    following = asyncio.create_task(hub.run())
    yield Frame(hub, h, desk, content / "g/a.md", data)
    following.cancel()
    await desk.door.leave()


async def shown(hub: Hub, data: Path) -> tuple[headless.Headless, Desk]:
    desks: list[Desk] = []
    places = replace(paths.find(data), content=hub.content)

    async def fill(page: ft.Page) -> None:
        desks.append(await window.show(page, hub, places))

    return await headless.start(fill, web=True), desks[0]


async def test_the_section_is_up_at_once(frame: Frame) -> None:
    assert "A" in frame.h.texts()
    assert "Vad vill du?" in frame.all_words()


async def test_a_changed_sentence_is_drawn_and_what_is_typed_stays(frame: Frame) -> None:
    await frame.h.type(frame.box(), "ett ord")
    box = frame.box()
    frame.file.write_text(WORDS.replace("Hej då.", "Vi ses igen."))
    await frame.says("Vi ses igen.")
    assert "Hej då." not in frame.all_words()
    assert frame.box() is box
    assert frame.desk.value(frame.hub.library.fields["a.f"]) == "ett ord"


@pytest.mark.parametrize("kind", ["text", "lista", "kontakt", "vecka", "skala", "datum", "brev"])
async def test_a_question_can_become_another_kind(frame: Frame, kind: str) -> None:
    frame.file.write_text(WORDS.replace("typ: kort", "typ: lista"))
    await frame.until(lambda: frame.hub.library.section("a").fields[0].kind.value == "lista")
    await frame.h.settle()
    frame.file.write_text(WORDS.replace("typ: kort", f"typ: {kind}"))
    await frame.until(lambda: frame.hub.library.section("a").fields[0].kind.value == kind)
    await frame.until(lambda: frame.desk.ours is frame.hub.library)
    await frame.h.settle()
    assert texts.NOT_SHOWN not in frame.all_words()
    assert "Vad vill du?" in frame.all_words()


async def test_a_broken_file_is_shown_as_such_and_then_whole_again(frame: Frame) -> None:
    frame.file.write_text(WORDS.replace("typ: kort", "typ: krot"))
    await frame.says(texts.NOT_READ)
    frame.file.write_bytes(b"\xff")
    await frame.says(texts.SECTION_NOT_READ)
    frame.file.unlink()
    await frame.until(lambda: "a" not in frame.desk.library.section_files)
    frame.file.write_text(WORDS)
    await frame.says("Vad vill du?")


async def test_the_page_turns_it_to_another_section_depth_light_and_words(frame: Frame) -> None:
    frame.file.write_text(WORDS.replace("djup: lite", "djup: mycket"))
    await frame.until(lambda: "Vad vill du?" not in frame.all_words())
    frame.hub.turn(Wish("a", depth="mycket"))
    await frame.says("Vad vill du?")
    frame.hub.turn(Wish("b", depth="mycket"))
    await frame.until(lambda: "B" in frame.h.texts())
    frame.hub.turn(Wish("b", True, "mycket", "dark"))
    await frame.says("Lätta B")
    await frame.until(lambda: frame.h.page.theme_mode is ft.ThemeMode.DARK)
    frame.hub.turn(Wish("fa-hjalp-nu"))
    await frame.says("Ring 112.")


async def test_it_counts_as_being_there_so_that_it_does_not_lock(frame: Frame) -> None:
    longest = 0.0

    def touched() -> bool:
        nonlocal longest
        before, longest = longest, max(longest, frame.desk.idle_seconds)
        return frame.desk.idle_seconds < before

    await frame.until(touched)
    assert frame.desk.open


async def test_once_locked_it_is_left_alone(frame: Frame) -> None:
    await frame.desk.door.lock()
    await frame.h.settle()
    before = frame.desk.ours
    frame.file.write_text(WORDS.replace("Hej då.", "Vi ses igen."))
    await frame.until(lambda: "Vi ses igen." in str(frame.hub.library.section("a")))
    await frame.h.settle()
    assert frame.desk.ours is before


async def test_what_is_typed_lies_sealed_in_a_folder_of_its_own(frame: Frame) -> None:
    await frame.h.type(frame.box(), "hemligt-ord")
    await frame.desk.flush()
    vaults = list(frame.data.glob("*/valv.guiden"))
    assert len(vaults) == 1
    files = [path for path in frame.data.rglob("*") if path.is_file()]
    assert not any(b"hemligt-ord" in path.read_bytes() for path in files)


async def test_it_reaches_no_folder_but_its_own(frame: Frame, tmp_path: Path) -> None:
    other = tmp_path / "annan"
    other.mkdir()
    other.chmod(0o755)
    (other / "brev.txt").write_text("kvar")
    temporary, own = tempfile.gettempdir(), frame.desk.places
    await frame.desk.door.move_to(other)
    assert frame.desk.open
    assert frame.desk.places is own
    assert stat.S_IMODE(other.stat().st_mode) == 0o755
    assert [path.name for path in other.iterdir()] == ["brev.txt"]
    assert tempfile.gettempdir() == temporary


@pytest.mark.parametrize("screen", [Screen.FOLDER, Screen.TRACES])
async def test_no_way_leads_to_other_folders_open_or_locked(frame: Frame, screen: Screen) -> None:
    await frame.desk.go(Place(screen))
    assert frame.desk.shown.place == HOME
    await frame.desk.go(Place(Screen.SETTINGS))
    await frame.h.settle()
    assert "Byt guide" in frame.h.texts()
    assert "Lånad dator" not in frame.h.texts()
    await frame.desk.door.lock()
    await frame.desk.go(Place(screen))
    assert frame.desk.shown.place == Place(Screen.LOCK)
    await frame.says("Jag har glömt lösenfrasen")
    assert "Lånad dator" not in frame.all_words()


async def test_content_without_a_guide_can_be_shown_too(content: Path, tmp_path: Path) -> None:
    (content / "g/guide.md").unlink()
    (tmp_path / "data").mkdir()
    h, desk = await shown(Hub(content, Wish("a")), tmp_path / "data")
    assert "A" in h.texts()
    await desk.door.leave()
