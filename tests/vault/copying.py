"""What the tests of safety copies look at."""

from collections.abc import Callable
from pathlib import Path

from app.vault import copies

States = Callable[[int], bytes]


def contents(path: Path) -> list[bytes]:
    return [copy.path.read_bytes() for copy in copies.kept(path)]


def names(path: Path) -> set[str]:
    return {one.name for one in path.parent.iterdir()}
