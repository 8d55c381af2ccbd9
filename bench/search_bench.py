"""Finding words among 10,000 answers: `python -m bench.search_bench`.

Each answer is some 200 letters, of thousands of Swedish words. What is timed, in the same run and
in random order: a search as the page makes it, folded, ranked and with the lines for the first
twenty hits, and beside it SQLite's LIKE over the same texts in memory, which does not fold. A word
that is rare, one that is common, one that is nowhere, and two at once. Results are appended to
bench/results.json.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from app.paths import find
from app.workbook.search import Entry, Index, Search, snippet
from bench.common import chance, interleaved, keep, timed

ENTRIES, LETTERS, TIMES = 10_000, 200, 101
MOST_MS, MOST_RATIO = 30, 0.3
COMMON = ("det", "jag", "och", "är", "inte", "att", "som", "på", "när", "syster", "stallet", "kan")
ENDINGS = (" ", " ", " ", " ", ", ", ". ")
SOUGHT = {
    "rare": "blåbärssoppa",
    "rare, without dots": "blabarssoppa",
    "common": "det",
    "nowhere": "qvintett",
    "two words": "syster stallet",
}


def made_texts() -> list[str]:
    """What is looked through; the rare word stands in every thousandth."""
    stems = find().assets.joinpath("ord.txt").read_text(encoding="utf-8").split()
    words = [*COMMON, *(stem + end for end in ("", "en", "arna", "erna", "de") for stem in stems)]
    texts = []
    for number in range(ENTRIES):
        text = "Blåbärssoppa " if number % 1000 == 0 else ""
        while len(text) < LETTERS:
            # As in any language a few words are common, and most are rare.
            text += words[int(len(words) ** chance.random()) - 1] + chance.choice(ENDINGS)
        texts.append(text)
    return texts


def main() -> None:
    texts = made_texts()
    entries = [
        Entry("a", "Ett avsnitt", "En fråga", text, f"a.{n}") for n, text in enumerate(texts)
    ]
    made: list[Search] = []
    building = timed(lambda: made.append(Search(Index(entries), Index([]))))
    [search] = made
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE answers (words TEXT)")
    base.executemany("INSERT INTO answers VALUES (?)", [(text,) for text in texts])

    def ours(sought: str) -> object:
        found = search.find(sought)
        return [snippet(entry, found.words) for entry in found.own.first(20)]

    def like(sought: str) -> object:
        words = [f"%{word}%" for word in sought.split()]
        where = " AND ".join(["words LIKE ?"] * len(words))
        return base.execute(f"SELECT rowid FROM answers WHERE {where}", words).fetchall()

    print(f"\nsearch, {ENTRIES} answers of {LETTERS} letters; made ready in {building:.0f} ms")
    for name, sought in SOUGHT.items():
        works: dict[str, Callable[[], float]] = {
            "ours": partial(timed, partial(ours, sought)),
            "LIKE": partial(timed, partial(like, sought)),
        }
        medians = interleaved(works, TIMES)
        ratio = medians["ours"] / medians["LIKE"]
        held = medians["ours"] <= MOST_MS and ratio <= MOST_RATIO
        print(
            f"  {name:20}{medians['ours']:7.2f} ms  LIKE {medians['LIKE']:7.2f} ms"
            f"  {ratio:6.2f} of it  {'reached' if held else 'MISSED'}"
        )
        keep("search", name, ENTRIES, medians)
    base.close()


if __name__ == "__main__":
    main()
