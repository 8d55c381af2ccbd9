"""The desktop window, with a stand-in for Flet's client."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from app import desktop
from app.stops import STOPS
from tests.serve.memory import hits, spellings
from tests.serve.running import Running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="starts a Linux stand-in")

HERE = Path(__file__).parent


def window(tmp_path: Path, seconds: float, pressed: str = "") -> Running:
    """The stub in a desktop window that is shown for so long, and in which keys are pressed."""
    client = tmp_path / "client" / "flet"
    client.parent.mkdir()
    (tmp_path / "assets").mkdir()
    # In a file: words in the environment would reach the program itself.
    (keys := tmp_path / "pressed").write_text(pressed, encoding="utf-8")
    command = f'"{sys.executable}" "{HERE / "fake_client.py"}" "{keys}"'
    client.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    client.chmod(0o700)
    env = {
        "DISPLAY": ":987",
        "FLET_VIEW_PATH": str(client.parent),
        "FLET_FORCE_WEB_SERVER": "true",  # must not turn the window into a public server
        "FLET_SERVER_PORT": "8000",
        "FLET_LOG_LEVEL": "DEBUG",
        "SHOWN_SECONDS": str(seconds),
    }
    return Running(str(HERE / "stub.py"), str(tmp_path), "desktop", env=env)


def test_the_app_locks_before_it_ends_when_its_window_closes(tmp_path: Path) -> None:
    with window(tmp_path, 0.5) as running:
        assert running.ended() == 0
        assert running.lines == ["started 1", "leaving 1", "locked 1", "shown: True"]


@pytest.mark.parametrize("number", STOPS)
def test_the_app_locks_before_it_ends_on_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    with window(tmp_path, 60) as running:
        running.wait_for("started 1")
        running.process.send_signal(number)
        assert running.ended(10) == 0
        assert running.lines == ["started 1", "leaving 1", "locked 1", "shown: True"]
    assert clients(tmp_path) == []  # nor does a window stand there with its last picture


def test_a_renewed_program_takes_its_window_over_and_remembers_nothing(tmp_path: Path) -> None:
    wanted = {"words": spellings("hemligt-och-långt-ord")}
    with window(tmp_path, 60, "hemligt-och-långt-ord") as running:
        running.wait_for("pressed 1")
        assert hits(running.process.pid, wanted)["words"] > 0
    folder = tmp_path / "again"
    folder.mkdir()
    with window(folder, 60, "hemligt-och-långt-ord F4") as running:
        running.wait_for("started 1", times=2)
        assert hits(running.process.pid, wanted) == {"words": 0}
        assert len(clients(folder)) == 1
        assert running.stop() == 0
        assert running.lines[-3:] == ["leaving 1", "locked 1", "shown: True"]
    assert clients(folder) == []


def test_without_its_data_folder_the_program_does_not_start_over(tmp_path: Path) -> None:
    with window(tmp_path, 60, "F8 F4") as running:
        running.wait_for("still here 1")
        assert running.stop() == 0
    assert clients(tmp_path) == []


def test_a_renewed_program_ends_with_its_window(tmp_path: Path) -> None:
    with window(tmp_path, 12, "F4") as running:
        running.wait_for("started 1", times=2)
        assert running.ended() == 0
        assert running.lines[-1] == "shown: True"


def test_leaving_closes_the_window_and_ends_the_program(tmp_path: Path) -> None:
    with window(tmp_path, 60, "F9") as running:
        assert running.ended() == 0
        assert running.lines == ["started 1", "leaving 1", "locked 1", "shown: True"]
    assert clients(tmp_path) == []


def test_leaving_a_renewed_program_does_so_too(tmp_path: Path) -> None:
    with window(tmp_path, 60, "F4\nF9") as running:
        assert running.ended() == 0
        assert running.lines[-1] == "shown: True"
    assert clients(tmp_path) == []


def test_no_port_is_opened_and_the_socket_is_the_owner_s_alone(tmp_path: Path) -> None:
    with window(tmp_path, 60) as running:
        running.wait_for("started 1")
        listening = [line.split() for line in unix_sockets()]
        paths = [Path(line[7]) for line in listening if len(line) > 7 and "guiden-" in line[7]]
        ours = [path for path in paths if path.exists()]
        assert ours
        assert all(stat.S_IMODE(path.parent.stat().st_mode) == 0o700 for path in ours)
        assert tcp_ports(running.process.pid) == set()


def test_without_a_display_there_is_an_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    # Flet would take a Wayland session without DISPLAY for a server, open to the whole network.
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert desktop.obstacle()


def test_on_windows_there_is_an_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert desktop.obstacle()


def test_an_outer_tool_may_bring_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("FLET_DISPLAY_URL_PREFIX", "app")
    assert desktop.obstacle() is None


def clients(tmp_path: Path) -> list[str]:
    """The stand-ins that still run, by what the kernel knows of their command lines."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # ended meanwhile
            lines.append(path.read_bytes().decode("utf-8", "replace"))
    return [line for line in lines if "fake_client" in line and str(tmp_path) in line]


def unix_sockets() -> list[str]:
    return Path("/proc/net/unix").read_text().splitlines()[1:]


def tcp_ports(pid: int) -> set[str]:
    """The TCP ports a process listens on, by the kernel's word."""
    own = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        own.add(os.readlink(file).removeprefix("socket:[").removesuffix("]"))
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    return {row[1] for row in rows if row[3] == "0A" and row[9] in own}
