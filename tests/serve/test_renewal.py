"""A new process in place of the old one: what it keeps, and what it cannot remember."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosedError, WebSocketException
from websockets.sync.client import ClientConnection

from app.serve.line import PATIENCE
from app.stops import STOPS
from tests.serve.conftest import STUB, started
from tests.serve.memory import hits, spellings
from tests.serve.running import OPEN, ROOT, Running
from tests.serve.visitor import Visitor, get, press, register

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into the process by /proc")

WORDS = "Åsas blå cykel"


def until_closed(connection: ClientConnection) -> None:
    with pytest.raises(ConnectionClosedError):
        list(connection)  # what was still on its way


def closed_within(connection: ClientConnection, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    try:
        while True:
            connection.recv(timeout=max(0, deadline - time.monotonic()))
    except TimeoutError:
        return False
    except ConnectionClosedError:
        return True


@contextmanager
def asking(ask: Callable[[], object]) -> Iterator[None]:
    """Somebody who asks twenty times a second, meanwhile."""
    enough = threading.Event()

    def go_on() -> None:
        while not enough.wait(0.05):
            with suppress(OSError, HTTPException):  # asked just when the program started over
                ask()

    asker = threading.Thread(target=go_on)
    asker.start()
    try:
        yield
    finally:
        enough.set()
        asker.join()


class Shown:
    """What a terminal shows, read from its other end."""

    def __init__(self, screen: int) -> None:
        self._screen, self.text = screen, ""

    def until(self, pattern: str) -> str:
        """The group of the pattern, once it is there."""
        while not (found := re.search(pattern, self.text, re.DOTALL)):
            assert select.select([self._screen], [], [], 30)[0], self.text
            self.text += os.read(self._screen, 4096).decode()
        return found[1]


@contextmanager
def window(
    server: Running, visitor: Visitor, path: str | None = None, times: int = 1
) -> Iterator[ClientConnection]:
    """The first window, started so many times, by the path of a socket or on a page loaded anew."""
    with visitor.connect(path or visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1", times=times)
        yield connection


@contextmanager
def renewed(server: Running, visitor: Visitor, path: str) -> Iterator[ClientConnection]:
    """Press F4 in a window, and connect it again as Flet's client does."""
    with window(server, visitor, path) as connection:
        press(connection, "F4")
        until_closed(connection)
    with window(server, visitor, path, times=2) as connection:
        yield connection


def test_what_was_written_is_gone_from_memory_and_the_process_is_the_same(
    server: Running, visitor: Visitor
) -> None:
    path, pid = visitor.socket(), server.process.pid
    wanted = {"words": spellings(WORDS)}
    with window(server, visitor, path) as connection:
        press(connection, WORDS)
        server.wait_for("pressed 1")
        assert hits(pid, wanted)["words"] > 0
        press(connection, "F4")
        until_closed(connection)
    with window(server, visitor, path, times=2):
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
        with window(server, visitor, path, times) as connection:
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


def test_strangers_cannot_put_it_off(server: Running, visitor: Visitor) -> None:
    asks: list[Callable[[], object]] = [
        lambda: get(server.port, "/"),
        lambda: get(server.port, visitor.folder + "leaf.txt"),
        lambda: get(server.port, "/open/" + "A" * 43),
        lambda: visitor.get("leaf.txt", Origin="http://example.org"),
        lambda: visitor.refused(visitor.folder + "ws/guessed"),
    ]
    with window(server, visitor) as connection, asking(lambda: [ask() for ask in asks]):
        press(connection, "F4")
        assert closed_within(connection, PATIENCE - 1)


def test_the_person_s_own_requests_are_waited_for_but_not_for_ever(
    server: Running, visitor: Visitor
) -> None:
    with window(server, visitor) as connection, asking(lambda: visitor.get("leaf.txt")):
        press(connection, "F4")
        assert not closed_within(connection, PATIENCE / 2)
        assert closed_within(connection, PATIENCE + 5)


def test_without_its_data_folder_the_program_does_not_start_over(tmp_path: Path) -> None:
    (stick := tmp_path / "stick").mkdir()
    with started(stick) as server:
        visitor = Visitor.invited(server.link)
        with window(server, visitor) as connection:
            press(connection, "F8")
            press(connection, "F4")
            server.wait_for("still here 1")
        assert server.stop() == 0
    assert not stick.exists()


def test_it_stays_in_the_terminal_of_whoever_started_it(tmp_path: Path) -> None:
    (tmp_path / "data" / "assets").mkdir(parents=True)
    (tmp_path / "Makefile").write_text(f"run:\n\t@{sys.executable} {STUB} {tmp_path / 'data'}\n")
    screen, terminal = os.openpty()
    make = subprocess.Popen(
        ["setsid", "--ctty", "make", "-C", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    shown = Shown(screen)
    visitor = Visitor.invited(shown.until(rf"{OPEN}(\S+)\r"))
    path = visitor.socket()
    with visitor.connect(path) as connection:
        register(connection)
        shown.until("(started 1)")
        press(connection, "F4")
        until_closed(connection)
    with visitor.connect(path) as connection:
        register(connection)
        shown.until("started 1.*(started 1)")
        assert make.poll() is None
        os.write(screen, b"\x03\x03")  # Ctrl+C, and once more for good measure
        shown.until("(locked 1)")
    make.wait(20)
    os.close(screen)
    assert "Traceback" not in shown.text


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_in_the_middle_of_it_is_a_stop(
    server: Running, visitor: Visitor, number: signal.Signals
) -> None:
    with window(server, visitor) as connection:
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
    with window(server, visitor) as connection:
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
        with window(server, visitor):
            pass
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
        with window(server, visitor) as connection:
            press(connection, "F9")
            until_closed(connection)
        assert server.ended() == 0
        assert server.lines[-1] == "locked 1"
