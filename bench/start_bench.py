"""From nothing to the first screen: `python -m bench.start_bench`.

Guiden on an empty data folder, and an empty Flet app with one heading, are started in turns by the
same interpreter, served in the same way, and opened in the same Chromium in a new window with an
empty cache. What is timed, from the start of the process: until the link is printed, and until a
heading of the first level can be read by a screen reader and its frame is drawn. Beside it, the
memory that the process then holds. Results are appended to bench/results.json.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import arrive, chromium, heading, staged, window
from bench.common import interleaved, keep
from tests.serve.running import Running

TIMES = 7
MOST_RATIO = 1.15


def start(what: str, data: Path) -> Running:
    if what == "bare":
        return staged("heading", data)
    return Running("-m", "app", "--browser", "--no-open", "--data", str(data))


def megabytes(number: int) -> float:
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main() -> None:
    links: dict[str, list[float]] = {"ours": [], "bare": []}
    memory: dict[str, list[float]] = {"ours": [], "bare": []}

    def run(what: str, browser: Browser) -> float:
        page = window(browser)
        with tempfile.TemporaryDirectory() as data:
            began = time.time()
            with start(what, Path(data)) as program:
                link = program.link
                links[what].append((time.time() - began) * 1000)
                arrive(page, link)
                took = (heading(page) - began) * 1000
                memory[what].append(megabytes(program.process.pid))
                page.context.close()
        return took

    with chromium() as browser:
        works = {name: lambda name=name: run(name, browser) for name in links}
        for work in works.values():
            work()  # so that everything is in the computer's memory
        for kept in (*links.values(), *memory.values()):
            kept.clear()
        shown = interleaved(works, TIMES)
    linked = {name: statistics.median(took) for name, took in links.items()}
    held = {name: statistics.median(took) for name, took in memory.items()}
    print("\nstart")
    for what, medians in (("link printed", linked), ("first screen", shown)):
        ratio = medians["ours"] / medians["bare"]
        verdict = "" if what == "link printed" else "reached" if ratio <= MOST_RATIO else "MISSED"
        print(
            f"  {what:14}{medians['ours']:7.0f} ms  bare {medians['bare']:7.0f} ms"
            f"  {ratio:5.2f} of it  {verdict}"
        )
        keep("start", what, 0, medians)
    print(f"  memory        {held['ours']:7.0f} MB  bare {held['bare']:7.0f} MB")


if __name__ == "__main__":
    main()
