"""The list of recent files: our rows leave it, and every other byte stays."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths, traces
from tests.computer import HEAD, RECENT, TAIL, Computer, address, row

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux only")


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
