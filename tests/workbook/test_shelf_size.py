"""Guides from others as heavy as they may be: what they cost whoever has them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.vault import copies
from app.workbook.shelf import MOST_TEXT, kept
from tests.packages.zips import build, described, parts, signed
from tests.workbook.shelf import Open, add, refused

WORDS = ["vila", "lugn", "hemma", "någon", "mening", "kort", "tid", "dag", "vän", "bra", "steg"]
BEGINS = "---\nkort: K.\n---\n# S\n\n## Vill jag göra det här?\n\n"
ENDS = "## När du är klar för nu\n\nVila.\n"


def heavy(package_id: str, pages: int = 70, **members: object) -> bytes:
    """A package of a megabyte, as dear to parse as ordinary text with some bold is."""
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


def test_there_is_room_for_so_much_text_and_unlocking_stays_quick(
    opened: Open, vault: Path, figure: Callable[[str], None]
) -> None:
    book = opened()
    times = [time.process_time()]
    offer = book.shelf.offered(heavy("p0"))
    assert MOST_TEXT / 2.3 < offer.package.size <= MOST_TEXT / 2
    times.append(time.process_time())
    book.shelf.add(offer)
    times.append(time.process_time())
    add(book, heavy("p1"))
    times.append(time.process_time())
    book.lock()
    assert len(copies.kept(vault)) == 1
    times.append(time.process_time())
    again = opened()
    times.append(time.process_time())
    assert [len(guide.sections) for guide in again.library.guides] == [70, 70]
    checked, added, _, locked, unlocked = (b - a for a, b in pairwise(times))
    figure(
        f"a package of {len(offer.data) // 1000} kB, 70 sections: checked in {checked:.2f} s, "
        f"added in {added:.2f} s; with two of them locked in {locked:.2f} s, "
        f"unlocked in {unlocked:.2f} s"
    )
    assert unlocked < 6
    assert refused(again, heavy("p2", pages=20)) == "crowded"
    add(again, heavy("p1", version=4))  # one takes the place of the other
    again.shelf.remove("p0")
    add(again, heavy("p2", pages=20))
    assert [one.id for one in again.shelf.kept] == ["p1", "p2"]


@pytest.mark.parametrize("size", ["3", -5, True, None, [1]])
def test_a_size_that_is_none_counts_as_nothing(size: Any) -> None:
    [one] = kept([("package/p0", {"size": size})])
    assert one.size == 0
