"""What the benchmarks share: timing, taking turns, and keeping the figures."""

from __future__ import annotations

import json
import platform
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"
chance = random.Random(1)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def interleaved(works: dict[str, Callable[[], float]], times: int) -> dict[str, float]:
    """The median of each work's figures, the works taken in a new order each time."""
    figures: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name in chance.sample(list(works), len(works)):
            figures[name].append(works[name]())
    return {name: statistics.median(values) for name, values in figures.items()}


def keep(bench: str, what: str, entries: int, figures: dict[str, float]) -> None:
    """Append medians in milliseconds to the results, one JSON object a line."""
    row = {"bench": bench, "what": what, "entries": entries, "unit": "ms", "median": figures}
    row |= {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    with RESULTS.open("a") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
