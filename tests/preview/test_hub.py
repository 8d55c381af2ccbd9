"""The files are followed as they are saved, whatever is in them."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Library
from app.guide.finding import Finding
from app.preview.hub import DEPTHS, THEMES, Hub, Wish
from tests.guide.small import GUIDE, SECTION

LIMIT = 30.0


@asynccontextmanager
async def following(content: Path, wish: Wish | None = None) -> AsyncIterator[Hub]:
    hub = Hub(content, wish or Wish("a"))
    running = asyncio.create_task(hub.run())
    try:
        yield hub
        assert not running.done()
    finally:
        running.cancel()


async def until(hub: Hub, holds: Callable[[], bool]) -> None:
    """Waits as the page does, for news."""
    deadline = time.monotonic() + LIMIT
    version = -1
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        version = await hub.after(version, 1)


def mine(hub: Hub, name: str = "a.md") -> list[Finding] | None:
    """What the check says of a file, once it has said anything."""
    found = hub.findings
    return None if found is None else [one for one in found if one.path and one.path.name == name]


def codes(hub: Hub, name: str = "a.md") -> set[str]:
    return {one.code for one in mine(hub, name) or []}


@pytest.mark.parametrize("replaced", [False, True], ids=["written", "replaced"])
async def test_a_saved_file_is_read_again(content: Path, replaced: bool) -> None:
    async with following(content) as hub:
        await until(hub, lambda: mine(hub) == [])
        new = SECTION.replace("Vad vill du?", "Vad vill du helst?")
        if replaced:
            (content / "g/ny").write_text(new)
            os.replace(content / "g/ny", content / "g/a.md")
        else:
            (content / "g/a.md").write_text(new)
        await until(hub, lambda: hub.library.section("a").fields[0].question.endswith("helst?"))


async def test_as_many_letters_as_before_are_seen_too(content: Path) -> None:
    async with following(content) as hub:
        await until(hub, lambda: mine(hub) == [])
        (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Då hej."))
        await until(hub, lambda: "Då hej." in str(hub.library.section("a")))


async def test_what_is_wrong_is_told_and_then_is_told_no_more(content: Path) -> None:
    async with following(content) as hub:
        (content / "g/a.md").write_text(SECTION.replace("typ: val", "typ: vla"))
        await until(hub, lambda: "G11" in codes(hub))
        (content / "g/a.md").write_text(SECTION)
        await until(hub, lambda: mine(hub) == [])


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"---",
        b"---\nkort: K.\n---\n# A\n\n```fr\xc3\xa5ga f\ntyp: val\n",
        b"```",
        b"\xff\xfe\x00",
        b"# A\n\n# B\n\n<b>\n",
    ],
)
async def test_a_file_half_written_has_findings_and_ends_nothing(
    content: Path, broken: bytes
) -> None:
    async with following(content) as hub:
        await until(hub, lambda: mine(hub) == [])
        (content / "g/a.md").write_bytes(broken)
        await until(hub, lambda: bool(mine(hub)))
        (content / "g/a.md").write_text(SECTION)
        await until(hub, lambda: mine(hub) == [])


async def test_files_may_come_and_go(content: Path) -> None:
    async with following(content) as hub:
        (content / "g/ny.md").write_text(SECTION)
        await until(hub, lambda: "ny" in hub.library.section_files)
        for path in content.glob("*/*.md"):
            path.unlink()
        await until(hub, lambda: not hub.library.section_files)
        assert hub.library.section("a").broken
        (content / "g/a.md").write_text(SECTION)
        await until(hub, lambda: not hub.library.section("a").broken)


async def test_the_authors_own_words_are_read_again(content: Path) -> None:
    async with following(content) as hub:
        (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Hej ABCD."))
        await until(hub, lambda: "G41" in codes(hub))
        (content / "ordlista.txt").write_text("ABCD\n")
        await until(hub, lambda: mine(hub) is not None and "G41" not in codes(hub))


WORDS = "Ord [a](a.md) ord.\n\n" * 4_500


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", SECTION.replace("Hej då.", WORDS)), ("guide.md", GUIDE + WORDS)]
)
async def test_the_rest_goes_on_while_a_large_file_is_read(
    content: Path, figure: Callable[[str], None], name: str, text: str
) -> None:
    (content / "g" / name).write_text(text)
    hub = Hub(content, Wish("a"))
    others, longest, began = 0, 0.0, time.monotonic()
    reading = asyncio.create_task(hub.ready())
    while not reading.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        await hub.after(-1, 1)
        others, longest = others + 1, max(longest, time.monotonic() - before)
    took = time.monotonic() - began
    library, _ = await reading
    figure(
        f"preview, {len(text) / 1000:.0f} kB in {name}: read in {took:.2f} s, while others waited "
        f"{longest:.3f} s at most"
    )
    assert library.guides[0].title == "G"
    assert library.section("a").title == "A"
    assert others > 1


async def test_what_is_saved_or_asked_for_meanwhile_is_what_is_shown(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", WORDS))
    hub = Hub(content, Wish("a"))
    reading = asyncio.create_task(hub.ready())
    await asyncio.sleep(0)
    (content / "g/a.md").write_text(SECTION.replace("# A", "# Ny A"))
    hub.library = saved = Library(content)
    hub.turn(Wish("a", easy=True))
    assert await reading == (saved, Wish("a", easy=True))
    assert saved.section("a").title == "Ny A"


async def test_who_waits_is_told_at_once_and_nobody_waits_for_ever(content: Path) -> None:
    hub = Hub(content, Wish("a"))
    assert await hub.after(hub.version, 0.01) == hub.version
    waiting = asyncio.create_task(hub.after(hub.version, LIMIT))
    await asyncio.sleep(0)
    hub.turn(Wish("a"))  # the same
    assert not waiting.done()
    began = time.monotonic()
    hub.turn(Wish("b"))
    assert await waiting == 1
    assert time.monotonic() - began < LIMIT / 2


@given(st.dictionaries(st.sampled_from(["avsnitt", "djup", "tema", "latt", "x"]), st.text()))
def test_any_query_is_a_wish_that_can_be_shown(asked: dict[str, str]) -> None:
    wish = Wish.of(asked)
    assert wish.depth in DEPTHS
    assert wish.theme in THEMES
    assert not set(wish.section) & set("./\\\"'<>& ")


def test_a_query_says_what_it_wants() -> None:
    asked = {"avsnitt": "mina-tecken", "djup": "mycket", "tema": "dark", "latt": "ja"}
    assert Wish.of(asked) == Wish("mina-tecken", True, "mycket", "dark")
