"""Sharing 300 pages: `python -m bench.share_bench`.

Each page is a section with three answers of some hundred letters, one of them a list. What is
timed: the pages as nodes made into a locked file, a PDF and a locked PDF, and, beside them, into
the same HTML without a lock. Each is made in a process of its own, which says what it took and the
most memory it had, in random order. Results are appended to bench/results.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from app.guide import Depth, Field, Kind, Section
from app.paths import find
from app.share import document, page, pdf, work_file
from app.share.page import Page
from app.workbook.answers import Answer
from bench.common import interleaved, keep, timed

FONTS = find().fonts
PAGES, TIMES = 300, 5
MOST_MS, MOST_MB = 3000, 150
WORDS = "abborre affär aftonsol åska öring"
TEXT = "Jag märker det när jag sover sämre och inte orkar svara i telefon. Å, ä och ö är med.\n"
MAKE: dict[str, Callable[[list[Page]], object]] = {
    "open HTML": lambda pages: document(pages, "Sidor").encode(),
    "locked file": lambda pages: work_file(pages, "Sidor", passphrase=WORDS, share="0" * 32),
    "PDF": lambda pages: pdf(pages, "Sidor", FONTS),
    "locked PDF": lambda pages: pdf(pages, "Sidor", FONTS, password=WORDS),
}


def made_pages() -> list[Page]:
    """What is shared."""
    made = []
    for number in range(PAGES):
        fields = [
            Field(f"s{number}.{name}", kind, Depth.LITTLE, question)
            for name, kind, question in (
                ("a", Kind.LONG, "Hur märker du själv att det börjar bli svårare?"),
                ("b", Kind.LIST, "Vad brukar hjälpa?"),
                ("c", Kind.LONG, "Vem får säga till dig?"),
            )
        ]
        values = (TEXT * 4, ["En promenad", "Ringa Kim", "En kopp te"], f"{number}: {TEXT * 5}")
        written = {
            field.key: Answer.to(field, value) for field, value in zip(fields, values, strict=True)
        }
        section = Section(f"s{number}", f"Avsnitt {number}", blocks=tuple(fields))
        made.append(page(section, written.get))
    return made


def alone(name: str) -> None:
    """Makes one and says what it took: milliseconds, and megabytes at most."""
    pages = made_pages()
    before = _megabytes()
    took = timed(lambda: MAKE[name](pages))
    print(json.dumps([took, _megabytes() - before]))


def _megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    most: dict[str, float] = dict.fromkeys(MAKE, 0)

    def run(name: str) -> float:
        argv = [sys.executable, "-m", "bench.share_bench", name]
        took, memory = json.loads(subprocess.run(argv, capture_output=True, check=True).stdout)
        most[name] = max(most[name], memory)
        return float(took)

    medians = interleaved({name: lambda name=name: run(name) for name in MAKE}, TIMES)
    print(f"\nshare, {PAGES} pages")
    for name, took in medians.items():
        held = took <= MOST_MS and most[name] <= MOST_MB
        print(
            f"  {name:12}{took:9.0f} ms  {took / medians['open HTML']:6.1f} of open HTML"
            f"  {most[name]:6.0f} MB  {'reached' if held else 'MISSED'}"
        )
    keep("share", "pages", PAGES, medians)


if __name__ == "__main__":
    alone(sys.argv[1]) if len(sys.argv) > 1 else main()
