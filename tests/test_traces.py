"""What the computer remembers: found as it is, removed only if it is ours."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths, traces
from app.paths import Places
from app.traces import Trace
from tests.serve.running import ROOT, Running
from tests.serve.visitor import Visitor, register

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux only")

FOLDERS = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
RECENT = "recently-used.xbel"
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


@dataclass
class Computer:
    """A borrowed computer: its folders, and a stick that lies beside them."""

    root: Path
    stick: Path

    @property
    def env(self) -> dict[str, str]:
        return {name: str(self.root / name.lower()) for name in FOLDERS}

    @property
    def places(self) -> Places:
        return paths.find(self.stick / "Guiden")

    @property
    def own_folder(self) -> Path:
        return self.root / "xdg_data_home" / "Guiden"

    @property
    def recent(self) -> Path:
        return self.root / "xdg_data_home" / RECENT

    @property
    def temp(self) -> Path:
        return self.root / "tmpdir"

    def holds(self) -> list[str]:
        """Everything on the computer; the stick is not part of it."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*"))

    def find(self, browser: bool = False) -> list[Trace]:
        """The traces that are a file or a folder."""
        return [trace for trace in traces.find(self.places, browser) if trace.where]


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another file system than the computer's."""
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture
def computer(tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    made = Computer(tmp_path / "computer", stick)
    for folder in made.env.values():
        Path(folder).mkdir(mode=0o700, parents=True)
    monkeypatch.delenv("FLET_APP_STORAGE_DATA", raising=False)
    for name, value in made.env.items():
        monkeypatch.setenv(name, value)
    assert os.stat(stick).st_dev != os.stat(tmp_path).st_dev
    return made


# A real run


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


# The list of recent files

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xbel version="1.0"\n'
    '      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"\n'
    '      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"\n>'
)
TAIL = "\n</xbel>"


def row(address: str, more: str = "") -> str:
    """An entry as GLib writes it."""
    return (
        f'\n  <bookmark href={quoteattr(address)} added="2026-11-01T10:00:00.000000Z">\n'
        '    <info>\n      <metadata owner="http://freedesktop.org">\n'
        '        <mime:mime-type type="text/plain"/>\n        <bookmark:applications>\n'
        '          <bookmark:application name="x" exec="&apos;x %u&apos;" count="1"/>\n'
        f"        </bookmark:applications>\n{more}"
        "      </metadata>\n    </info>\n  </bookmark>"
    )


def address(path: Path) -> str:
    return "file://" + quote(str(path))


def test_only_our_rows_leave_the_list(computer: Computer) -> None:
    ours = computer.places.data
    others = [
        row("file:///home/kim/Åsa%20&amp;.odt", "        <!-- </bookmark> <bookmark/> -->\n"),
        row(address(computer.stick / "Guiden2" / "x")),
        row(address(ours / ".." / "andra.odt")),
        row("https://example.org" + str(ours)),
        row("file://server" + str(ours)),
        row("file://[" + str(ours)),
        '\n  <bookmark href="file:///tmp/y"/>',
        '\n  <bookmark href="file:///tmp/z" title="a > b"></bookmark>',
    ]
    mixed = [
        *others[:3],
        row(address(ours / "valv.guiden")),
        *others[3:6],
        row(address(ours)),
        row("file://localhost" + quote(str(ours / "mapp" / "Å Ä.age"))),
        *others[6:],
        f'<bookmark href="{address(ours / "x")}"/>',
    ]
    computer.recent.write_text(HEAD + "".join(mixed) + TAIL, encoding="utf-8")
    computer.recent.chmod(0o640)
    [trace] = computer.find()
    assert trace.what.startswith("4 rader")
    assert traces.remove(trace)
    assert computer.recent.read_text(encoding="utf-8") == HEAD + "".join(others) + TAIL
    assert stat.S_IMODE(computer.recent.stat().st_mode) == 0o640
    assert os.listdir(computer.recent.parent) == [RECENT]
    assert computer.find() == []


def test_a_folder_that_is_reached_by_a_link_is_found_by_both_names(
    computer: Computer, tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(computer.stick)
    both = row(address(computer.stick / "x")) + row(address(tmp_path / "way" / "x"))
    computer.recent.write_text(HEAD + both + TAIL)
    [trace] = [
        trace for trace in traces.find(paths.find(tmp_path / "way"), False) if trace.removable
    ]
    assert traces.remove(trace)
    assert computer.recent.read_text() == HEAD + TAIL


@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.text(st.characters(exclude_characters="/", exclude_categories=["Cc", "Cs"])),
            st.sampled_from(["", " ", "\n\t"]),
        ),
        max_size=6,
    )
)
def test_every_other_byte_stays(rows: list[tuple[bool, str, str]]) -> None:
    with TemporaryDirectory() as home:
        ours = Path(home, "Guiden")
        file = Path(home, RECENT)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_DATA_HOME", home)
            # Named so that neither "." nor ".." is among them.
            mixed = [(mine, row(address(ours / f"x{name}")), gap) for mine, name, gap in rows]
            mixed = [
                (mine, text if mine else text.replace("Guiden/", "Annat/"), gap)
                for mine, text, gap in mixed
            ]
            file.write_text(HEAD + "".join(text + gap for _, text, gap in mixed) + TAIL, "utf-8")
            whole = file.read_bytes()
            found = [t for t in traces.find(paths.find(ours), False) if t.where == str(file)]
            assert bool(found) == any(mine for mine, _, _ in rows)
            assert all(traces.remove(trace) for trace in found)
            left = file.read_bytes()
            texts = [text for mine, text, _ in mixed if not mine]
            assert "".join(left.decode().split()) == "".join((HEAD + "".join(texts) + TAIL).split())
            if not found:
                assert left == whole


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no XML at all",
        b"<xbel><bookmark href='file:///x'>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><xbel>&a;&c;</xbel>',
        bytes(17 * 1024 * 1024),
    ],
)
def test_a_list_that_cannot_be_read_is_left(computer: Computer, content: bytes) -> None:
    computer.recent.write_bytes(content)
    assert computer.find() == []
    assert computer.recent.read_bytes() == content


def test_a_list_in_an_encoding_we_do_not_cut_in_is_left(computer: Computer) -> None:
    head = HEAD.replace("UTF-8", "UTF-16")
    content = (head + row(address(computer.places.data / "x")) + TAIL).encode("utf-16")
    computer.recent.write_bytes(content)
    [trace] = computer.find()
    assert not traces.remove(trace)
    assert computer.recent.read_bytes() == content
    assert os.listdir(computer.recent.parent) == [RECENT]


def test_a_list_that_is_a_link_is_left(computer: Computer, tmp_path: Path) -> None:
    real = tmp_path / "real.xbel"
    real.write_text(HEAD + row(address(computer.places.data / "x")) + TAIL)
    computer.recent.symlink_to(real)
    assert computer.find() == []


def test_a_row_that_came_meanwhile_stays(computer: Computer) -> None:
    mine = row(address(computer.places.data / "x"))
    computer.recent.write_text(HEAD + mine + TAIL)
    [trace] = computer.find()
    new = row("file:///home/kim/ny.odt")
    computer.recent.write_text(HEAD + mine + new + TAIL)
    assert traces.remove(trace)
    assert computer.recent.read_text() == HEAD + new + TAIL


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
