"""One live window, which the app hears the end of, and which nobody takes up again."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosedError

from app.stops import STOPS
from tests.serve.running import Running
from tests.serve.visitor import Visitor, register


def test_the_app_locks_when_its_window_closes(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
    server.wait_for("locked 1")


def test_the_app_locks_when_its_window_crashes(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        connection.socket.shutdown(socket.SHUT_RDWR)  # no goodbye
        server.wait_for("locked 1")


def test_a_reload_starts_anew(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as connection:
        session = register(connection)
    with visitor.connect(visitor.socket()) as connection:
        assert register(connection, session) != session
        server.wait_for("started 2")


def test_a_session_is_not_taken_up_again(server: Running, visitor: Visitor) -> None:
    path = visitor.socket()
    with visitor.connect(path) as connection:
        session = register(connection)
    server.wait_for("leaving 1")
    with visitor.connect(path) as connection:  # at once, as Flet's client reconnects
        assert register(connection, session) != session
        server.wait_for("started 2")
    assert server.lines.index("locked 1") < server.lines.index("started 2")


def test_the_newest_window_wins_and_the_older_is_told(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as older:
        register(older)
        server.wait_for("started 1")
        with visitor.connect(visitor.socket()) as newer:
            register(newer)
            server.wait_for("started 2")
            with pytest.raises(ConnectionClosedError):
                list(older)  # what was still on its way
            assert older.close_code == 4001
    # The app had saved and locked before it was started anew.
    assert server.lines.index("locked 1") < server.lines.index("started 2")


def test_an_older_window_does_not_come_back(server: Running, visitor: Visitor) -> None:
    older, newer = visitor.socket(), visitor.socket()
    with visitor.connect(older) as connection:
        register(connection)
        with visitor.connect(newer) as connection:
            register(connection)
            server.wait_for("started 2")
            assert visitor.refused(older)
            assert "leaving 2" not in server.lines
    assert visitor.refused(older)


def test_a_page_that_was_only_loaded_disturbs_nobody(server: Running, visitor: Visitor) -> None:
    path = visitor.socket()
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1")
        for _ in range(40):
            visitor.socket()
        assert "leaving 1" not in server.lines


def test_a_window_that_never_spoke_blocks_nobody(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()), visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1", timeout=5)


def test_many_reloads_leave_one_session(server: Running, visitor: Visitor) -> None:
    with ExitStack() as windows:
        for _ in range(5):
            register(windows.enter_context(visitor.connect(visitor.socket())))
        server.wait_for("started 5")
        server.wait_for("locked 4")
        assert "leaving 5" not in server.lines
    server.wait_for("locked 5")


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_waits_until_the_app_has_locked(
    server: Running, visitor: Visitor, number: signal.Signals
) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        server.process.send_signal(number)
        assert server.ended(10) == 0
    assert server.lines[-1] == "locked 1"
    assert "Traceback" not in server.output


def test_an_impatient_stop_waits_too(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        for number in (signal.SIGINT, signal.SIGINT, *STOPS):
            server.process.send_signal(number)
            time.sleep(0.02)
        assert server.ended(10) == 0
    assert server.lines[-1] == "locked 1"
    assert "Traceback" not in server.output
