"""A running server with a tiny app behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.running import Running
from tests.serve.visitor import Visitor

STUB = str(Path(__file__).parent / "stub.py")


def started(folder: Path, *more: str, python: Path | None = None) -> Running:
    """Asked to log everything, which it must not do."""
    (folder / "assets").mkdir()
    (folder / "assets" / "leaf.txt").write_text("ett löv", encoding="utf-8")
    (folder / "secret.txt").write_text("not for anyone", encoding="utf-8")
    env = {"FLET_LOG_LEVEL": "DEBUG"}
    return Running(STUB, str(folder), *more, env=env, python=python)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """A fresh server, whose link nobody has opened."""
    with started(tmp_path) as running:
        yield running


@pytest.fixture
def visitor(server: Running) -> Visitor:
    """The person's own browser, on the fresh server."""
    return Visitor.invited(server.link)


@pytest.fixture(scope="module")
def resident(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The person's own browser on a server that tests share; quicker, for what only asks."""
    with started(tmp_path_factory.mktemp("shared")) as running:
        yield Visitor.invited(running.link)
