"""Guides from others as heavy as they may be: what they cost whoever has them."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.vault import copies
from app.workbook import shelf
from app.workbook.shelf import MOST_TEXT, kept
from tests.packages.zips import build, described, parts, signed
from tests.workbook.shelf import Open, add, refused

WORDS = ["vila", "lugn", "hemma", "någon", "mening", "kort", "tid", "dag", "vän", "bra", "steg"]
MOST_PAGES = 70  # two such guides are a good deal of the most that is kept
PAGES = MOST_PAGES if os.environ.get("TORTURE") == "long" else 14
BEGINS = "---\nkort: K.\n---\n# S\n\n## Vill jag göra det här?\n\n"
ENDS = "## När du är klar för nu\n\nVila.\n"


def heavy(package_id: str, pages: int, **members: object) -> bytes:
    """A package, of a megabyte at 70 pages, as dear to parse as ordinary text with some bold is."""
    drawn = random.Random(package_id)
    files = {"paket.json": described(id=package_id, **members), "ids.lock": b""}
    guide = "---\nkort: K.\n---\n# G\n"
    for number in range(pages):
        guide += "\n" if number % 15 else f"\n\n## Del {number}\n\n"
        guide += f"1. [s{number}](s{number}.md)"
        text = ""
        while len(text.encode()) < 14_000:
            words = " ".join(drawn.choice(WORDS) for _ in range(8)).capitalize()
            text += f"**{words}**. {words}.\n\n" if text.count("**") < 50 else f"{words}.\n\n"
        files[f"h/s{number}.md"] = f"{BEGINS}{text}{ENDS}".encode()
    return build(parts(signed({**files, "h/guide.md": guide.encode()}), 0))


def test_there_is_room_for_two_heavy_guides_and_what_they_cost_is_told(
    opened: Open, vault: Path, figure: Callable[[str], None]
) -> None:
    book = opened()
    times = [time.process_time()]
    offer = book.shelf.offered(heavy("p0", PAGES))
    assert MOST_TEXT / 2.3 < offer.package.size * MOST_PAGES / PAGES <= MOST_TEXT / 2
    times.append(time.process_time())
    book.shelf.add(offer)
    times.append(time.process_time())
    add(book, heavy("p1", PAGES))
    times.append(time.process_time())
    book.lock()
    assert len(copies.kept(vault)) == 1
    times.append(time.process_time())
    again = opened()
    times.append(time.process_time())
    assert [len(guide.sections) for guide in again.library.guides] == [PAGES, PAGES]
    checked, added, _, locked, unlocked = (b - a for a, b in pairwise(times))
    figure(
        f"a package of {len(offer.data) // 1000} kB, {PAGES} sections: checked in {checked:.2f} s, "
        f"added in {added:.2f} s; with two of them locked in {locked:.2f} s, "
        f"unlocked in {unlocked:.2f} s"
    )


def test_what_is_too_much_beside_the_others_is_refused_until_there_is_room(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_TEXT", 100_000)
    book = opened()
    add(book, heavy("p0", pages=3))
    add(book, heavy("p1", pages=3))
    assert refused(book, heavy("p2", pages=2)) == "crowded"
    add(book, heavy("p1", pages=3, version=4))  # one takes the place of the other
    book.shelf.remove("p0")
    add(book, heavy("p2", pages=2))
    assert [one.id for one in book.shelf.kept] == ["p1", "p2"]


@pytest.mark.parametrize("size", ["3", -5, True, None, [1]])
def test_a_size_that_is_none_counts_as_nothing(size: Any) -> None:
    [one] = kept([("package/p0", {"size": size})])
    assert one.size == 0
