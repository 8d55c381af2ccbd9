"""What the computer remembers: found as it is, removed only if it is ours."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app import paths, traces
from tests.computer import HEAD, TAIL, Computer, address, row
from tests.serve.running import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux only")


# The app's own folder


def test_another_guide_is_told_of_and_never_touched(computer: Computer) -> None:
    for name in (paths.VAULT_NAME, f"{paths.VAULT_NAME}-tries"):
        computer.own_folder.mkdir()
        file = computer.own_folder / name
        file.write_bytes(b"sealed")
        [trace] = computer.find()
        assert "annan guide" in trace.what
        assert trace.where == str(computer.own_folder)
        assert not trace.removable
        assert not traces.remove(trace)
        assert file.read_bytes() == b"sealed"
        file.unlink()
        computer.own_folder.rmdir()


def test_a_card_outside_the_lock_is_told_of(computer: Computer) -> None:
    computer.own_folder.mkdir()
    (computer.own_folder / paths.VAULT_NAME).write_bytes(b"sealed")
    [trace] = computer.find()
    assert trace.tells.endswith("Inte vad.")
    (computer.own_folder / paths.CARD_NAME).write_text("open")
    [trace] = computer.find()
    assert trace.tells.endswith("Inte vad, utom det som står på kriskortet.")


def test_a_guide_that_came_meanwhile_is_not_removed(computer: Computer) -> None:
    computer.own_folder.mkdir()
    (computer.own_folder / paths.LAUNCH_NAME).write_text("")
    [trace] = computer.find()
    (computer.own_folder / paths.VAULT_NAME).write_bytes(b"sealed")
    assert not traces.remove(trace)
    assert sorted(os.listdir(computer.own_folder)) == [paths.LAUNCH_NAME, paths.VAULT_NAME]


def test_a_file_that_is_not_ours_keeps_the_folder(computer: Computer) -> None:
    computer.own_folder.mkdir()
    (computer.own_folder / "brev.txt").write_text("kvar")
    [trace] = computer.find()
    assert not traces.remove(trace)
    assert (computer.own_folder / "brev.txt").read_text() == "kvar"


def test_a_link_in_the_folder_is_not_followed(computer: Computer, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter").write_text("kvar")
    inside = computer.own_folder / paths.TEMP_NAME
    inside.mkdir(parents=True)
    (inside / "way").symlink_to(precious)
    (computer.own_folder / paths.LAUNCH_NAME).symlink_to(precious / "letter")
    [trace] = computer.find()
    assert traces.remove(trace)
    assert not computer.own_folder.exists()
    assert (precious / "letter").read_text() == "kvar"


@pytest.mark.parametrize("place", ["", paths.TEMP_NAME])
def test_a_link_in_place_of_a_folder_removes_nothing(
    computer: Computer, tmp_path: Path, place: str
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter").write_text("kvar")
    link = computer.own_folder / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(precious)
    for trace in computer.find():
        assert not traces.remove(trace)
    assert (precious / "letter").read_text() == "kvar"


def test_a_link_to_a_folder_that_looks_like_ours_removes_nothing(
    computer: Computer, tmp_path: Path
) -> None:
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / paths.LAUNCH_NAME).write_text("kvar")
    computer.own_folder.symlink_to(tmp_path / "another")
    [trace] = computer.find()
    assert not traces.remove(trace)
    assert (tmp_path / "another" / paths.LAUNCH_NAME).read_text() == "kvar"


def test_the_app_s_own_folder_is_no_trace_to_remove_when_it_is_the_person_s(
    computer: Computer,
) -> None:
    places = paths.find()
    places.prepare()
    [trace] = [trace for trace in traces.find(places, False) if trace.where]
    assert trace.where == str(computer.own_folder)
    assert not trace.removable


# Temporary folders


@pytest.mark.parametrize("content", ["a file", "a folder", "a link", "another's"])
def test_a_folder_with_our_name_and_something_else_in_it_is_left(
    computer: Computer, content: str
) -> None:
    folder = computer.temp / "guiden-abc"
    folder.mkdir()
    match content:
        case "a file":
            (folder / "brev").write_text("kvar")
        case "a folder":
            (folder / "mapp").mkdir()
        case "a link":
            (folder / "way").symlink_to(computer.root)
        case _:
            folder.rmdir()
            folder.symlink_to(computer.root)
    before = computer.holds()
    assert [trace for trace in computer.find() if trace.removable] == []
    assert computer.holds() == before


def test_what_came_into_a_folder_meanwhile_is_left(computer: Computer) -> None:
    folder = computer.temp / "guiden-abc"
    folder.mkdir()
    [trace] = computer.find()
    (folder / "brev").write_text("kvar")
    assert not traces.remove(trace)
    assert (folder / "brev").read_text() == "kvar"


# What is said


def test_flet_s_client_is_told_of_and_left(computer: Computer) -> None:
    client = Path(computer.env["HOME"], ".flet", "client")
    client.mkdir(parents=True)
    [trace] = computer.find()
    assert trace.where == str(client.parent)
    assert not traces.remove(trace)
    assert client.is_dir()


def test_a_guide_on_the_computer_itself_is_told_of(computer: Computer) -> None:
    here = computer.root / "home" / "min mapp"
    here.mkdir()
    assert computer.find() == []
    found = traces.find(paths.find(here), False)
    assert [trace.where for trace in found if trace.where] == [str(here)]
    assert not any("USB-minne har suttit" in trace.tells for trace in found)
    assert any("USB-minne har suttit" in t.tells for t in traces.find(computer.places, False))


def test_the_browser_is_spoken_of_only_where_there_is_one(computer: Computer) -> None:
    there, not_there = traces.find(computer.places, True), traces.find(computer.places, False)
    assert set(not_there) < set(there)
    assert any("historik" in trace.what for trace in there)
    assert not any("webbläsar" in trace.what for trace in not_there)


def test_a_start_from_a_terminal_leaves_a_line_there(computer: Computer) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom app import paths, traces\n"
        "for trace in traces.find(paths.find(Path(sys.argv[1])), False): print(trace.what)"
    )
    master, slave = pty.openpty()
    said = {
        name: subprocess.run(
            [sys.executable, "-c", script, str(computer.stick)],
            cwd=ROOT,
            stdin=stream,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for name, stream in (("terminal", slave), ("none", subprocess.DEVNULL))
    }
    os.close(master)
    os.close(slave)
    assert "terminal" in said["terminal"]
    assert "terminal" not in said["none"]


def test_what_can_be_removed_comes_first_and_every_text_is_whole(computer: Computer) -> None:
    computer.own_folder.mkdir()
    (computer.temp / "guiden-abc").mkdir()
    Path(computer.env["HOME"], ".flet").mkdir()
    computer.recent.write_text(HEAD + row(address(computer.places.data / "x")) + TAIL)
    found = traces.find(computer.places, True)
    order = [trace.removable for trace in found]
    assert order == sorted(order, reverse=True)
    assert sum(order) == 3
    for trace in found:
        for text in (trace.what, trace.how, trace.tells):
            assert text.endswith(".")
            assert len(text) < 160
    assert "kan inte se allt" in traces.SUMMARY
