"""A real run on a borrowed computer: what it leaves there, and that it can be removed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app import traces
from tests.computer import Computer
from tests.serve.running import ROOT, Running
from tests.serve.visitor import Visitor, register

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux only")

STUB = str(ROOT / "tests" / "serve" / "stub.py")
# The program as its door starts it, with its temporary files in the person's folder.
INSIDE = """
import sys
from pathlib import Path
from app import __main__, paths
places = paths.find(Path(sys.argv[2]) if sys.argv[1] == "--data" else None)
places.prepare()
paths.keep_temp_inside(places)
sys.exit(__main__.main(["--browser", "--no-open", *sys.argv[1:]]))
"""


def visit(program: Running) -> None:
    """What a browser does: opens the link, loads the page and says hello."""
    visitor = Visitor.invited(program.link)
    with visitor.connect(visitor.socket()) as connection:
        register(connection)


def test_a_run_on_a_stick_leaves_nothing_of_its_own_on_the_computer(computer: Computer) -> None:
    before = computer.holds()
    with Running("-c", INSIDE, "--data", str(computer.places.data), env=computer.env) as program:
        visit(program)
        assert computer.holds() == before  # nor while it runs
        assert program.stop() == 0
    assert computer.holds() == before
    assert computer.find(browser=True) == []


def test_nor_does_a_run_that_was_cut_off(computer: Computer) -> None:
    before = computer.holds()
    with Running("-c", INSIDE, "--data", str(computer.places.data), env=computer.env) as program:
        visit(program)
        program.process.kill()
        program.ended()
    assert computer.holds() == before


def test_a_start_without_a_chosen_folder_leaves_one_that_can_be_removed(computer: Computer) -> None:
    before = computer.holds()
    with Running("-c", INSIDE, "--no-open", env=computer.env) as program:
        visit(program)
        [trace] = computer.find()
        assert not trace.removable  # it is in use
        program.process.kill()
        program.ended()
    assert computer.holds() != before
    [trace] = computer.find()
    assert trace.where == str(computer.own_folder)
    assert traces.remove(trace)
    assert computer.holds() == before
    assert computer.find() == []


def desktop(computer: Computer, tmp_path: Path) -> Running:
    """A desktop window with a stand-in for Flet's client."""
    client = tmp_path / "client" / "flet"
    client.parent.mkdir()
    (computer.stick / "assets").mkdir()
    fake = ROOT / "tests" / "serve" / "fake_client.py"
    (keys := tmp_path / "pressed").write_text("", encoding="utf-8")
    client.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{fake}" "{keys}" "$@"\n')
    client.chmod(0o700)
    env = {"DISPLAY": ":987", "FLET_VIEW_PATH": str(client.parent), "SHOWN_SECONDS": "30"}
    return Running(STUB, str(computer.stick), "desktop", env={**computer.env, **env})


def test_a_desktop_window_that_closes_leaves_nothing(computer: Computer, tmp_path: Path) -> None:
    before = computer.holds()
    with desktop(computer, tmp_path) as program:
        program.wait_for("started 1")
        assert computer.holds() != before
        assert program.stop() == 0
    assert computer.holds() == before


def test_a_desktop_window_that_was_cut_off_leaves_its_socket(
    computer: Computer, tmp_path: Path
) -> None:
    before = computer.holds()
    with desktop(computer, tmp_path) as program:
        program.wait_for("started 1")
        assert computer.find() == []  # in use
        program.process.kill()
        program.ended()
    [trace] = computer.find()
    assert Path(trace.where).parent == computer.temp
    assert traces.remove(trace)
    assert computer.holds() == before
