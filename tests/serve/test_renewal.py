"""A new process in place of the old one: what it keeps, and what it cannot remember."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosedError, WebSocketException
from websockets.sync.client import ClientConnection

from tests.serve.conftest import started
from tests.serve.memory import hits, spellings
from tests.serve.running import OPEN, Running
from tests.serve.visitor import Visitor, get, press, register

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into the process by /proc")

WORDS = "Åsas blå cykel"


def until_closed(connection: ClientConnection) -> None:
    with pytest.raises(ConnectionClosedError):
        list(connection)  # what was still on its way


@contextmanager
def renewed(server: Running, visitor: Visitor, path: str) -> Iterator[ClientConnection]:
    """Press F4 in a window, and connect it again as Flet's client does."""
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1")
        press(connection, "F4")
        until_closed(connection)
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1", times=2)
        yield connection


def test_what_was_written_is_gone_from_memory_and_the_process_is_the_same(
    server: Running, visitor: Visitor
) -> None:
    path, pid = visitor.socket(), server.process.pid
    wanted = {"words": spellings(WORDS)}
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1")
        press(connection, WORDS)
        server.wait_for("pressed 1")
        assert hits(pid, wanted)["words"] > 0
        press(connection, "F4")
        until_closed(connection)
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1", times=2)
        assert hits(pid, wanted) == {"words": 0}
    assert server.stop() == 0
    assert [line for line in server.lines if line.startswith(OPEN)] == server.lines[:1]


def test_the_guard_is_as_it_was(server: Running, visitor: Visitor) -> None:
    path = visitor.socket()
    with renewed(server, visitor, path):
        assert get(server.port, urlsplit(server.link).path).status == 410
        assert visitor.get().status == 200
        assert get(server.port, visitor.folder).status == 403
        assert get(server.port, visitor.folder, {"Cookie": "guiden=" + "A" * 43}).status == 403
        assert visitor.refused(visitor.folder + "ws/guessed")
        assert "leaving 1" not in server.lines
        with visitor.connect(visitor.socket()) as newer:
            register(newer)
            server.wait_for("started 2")
            assert visitor.refused(path)  # one live window, still


def test_it_can_be_done_again(server: Running, visitor: Visitor) -> None:
    path = visitor.socket()
    for times in (1, 2, 3):
        with visitor.connect(path) as connection:
            register(connection)
            server.wait_for("started 1", times=times)
            press(connection, "F4")
            until_closed(connection)
    assert server.stop() == 0


def test_the_state_is_in_neither_the_command_line_nor_the_environment(
    server: Running, visitor: Visitor
) -> None:
    cookie, name = visitor.cookie.split("=")[1], visitor.folder.strip("/")
    with renewed(server, visitor, visitor.socket()):
        for file in ("cmdline", "environ"):
            seen = Path(f"/proc/{server.process.pid}/{file}").read_bytes().decode()
            assert cookie not in seen
            assert name not in seen
            assert server.link.rsplit("/", 1)[1] not in seen


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_in_the_middle_of_it_is_a_stop(
    server: Running, visitor: Visitor, number: signal.Signals
) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        press(connection, "F4")
        until_closed(connection)
        server.process.send_signal(number)
        assert server.ended(20) == 0
    assert "Traceback" not in server.output


@pytest.fixture
def movable(tmp_path: Path) -> Iterator[tuple[Running, Path]]:
    """A server whose Python can be taken away."""
    mine, theirs = tmp_path / "venv", Path(sys.prefix)
    (mine / "bin").mkdir(parents=True)
    shutil.copy(theirs / "pyvenv.cfg", mine)
    (mine / "lib").symlink_to(theirs / "lib")
    python = mine / "bin" / "python"
    python.symlink_to(Path(sys.executable).resolve())
    (tmp_path / "data").mkdir()
    with started(tmp_path / "data", python=python) as running:
        yield running, python


def test_where_it_fails_the_window_lives_on(movable: tuple[Running, Path]) -> None:
    server, python = movable
    visitor = Visitor.invited(server.link)
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        python.unlink()
        press(connection, "F4")
        server.wait_for("still here 1")
        press(connection, "a")
        server.wait_for("pressed 1")
    server.wait_for("locked 1")
    assert server.stop() == 0


def test_a_window_that_is_gone_may_renew_too_and_a_reload_notices_nothing(tmp_path: Path) -> None:
    with started(tmp_path, "closing") as server:
        visitor = Visitor.invited(server.link)
        with visitor.connect(visitor.socket()) as connection:
            register(connection)
            server.wait_for("started 1")
        for _ in range(20):  # the page and its files, while the older window locks
            assert visitor.get().status == 200
            assert visitor.get("leaf.txt").body == "ett löv"
        path = visitor.socket()
        deadline = time.monotonic() + 20
        while "started 1" not in server.lines[2:] and time.monotonic() < deadline:
            try:
                with visitor.connect(path) as connection:
                    register(connection)
            except (WebSocketException, EOFError, OSError):
                time.sleep(0.1)
        assert "started 1" in server.lines[2:]
        assert "started 2" not in server.lines
        assert server.stop() == 0


def test_leaving_is_for_good(tmp_path: Path) -> None:
    with started(tmp_path, "closing") as server:
        visitor = Visitor.invited(server.link)
        with visitor.connect(visitor.socket()) as connection:
            register(connection)
            server.wait_for("started 1")
            press(connection, "F9")
            until_closed(connection)
        assert server.ended() == 0
        assert server.lines[-1] == "locked 1"
