"""Loading all guides at start: `python -m bench.guide_bench [FOLDER]`.

What is timed: everything from the files to nodes in memory, with what an earlier start kept
(validated by the content's hash) and, beside it, parsing all of it each time. The runs are
interleaved in random order and the medians compared. FOLDER is where the kept file lies; the
default is the working directory. Results are appended to bench/results.json.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.guide import Library
from bench.common import interleaved, keep, timed

CONTENT = Path(__file__).parents[1] / "content"
TIMES = 25
MOST = 50.0  # milliseconds


def main() -> None:
    """Run everything in a temporary folder."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        kept = Path(folder) / "kept"
        Library(CONTENT).load(kept)
        medians = interleaved(
            {
                "kept": lambda: timed(lambda: Library(CONTENT).load(kept)),
                "parsed": lambda: timed(lambda: Library(CONTENT).load(Path(folder))),
            },
            TIMES,
        )
    sections = len(Library(CONTENT).section_files)
    print(f"\nload, {sections} sections")
    print(f"  parsing all of it   {medians['parsed']:9.3f} ms")
    print(
        f"  from what was kept  {medians['kept']:9.3f} ms"
        f"   {medians['kept'] / medians['parsed']:.2f} of it; at most {MOST:.0f} ms: "
        f"{'reached' if medians['kept'] <= MOST else 'MISSED'}"
    )
    keep("guide", "load", sections, medians)


if __name__ == "__main__":
    main()
