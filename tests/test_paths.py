"""Where things live, when the person chooses another folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paths import (
    TEMP_NAME,
    VAULT_NAME,
    Places,
    Suggestion,
    drives,
    find,
    in_use,
    mounted,
    suggestions,
)
from tests.packages.zips import made
from tests.serve.running import ROOT, Running

KEEP = """
import os, sys, tempfile, time
from pathlib import Path
from app.paths import find, keep_temp_inside
places = find(Path(sys.argv[1]))
places.prepare()
keep_temp_inside(places)
number, name = tempfile.mkstemp()
print("made", name, flush=True)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of our own, so that the developer's changes nothing."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_DATA_HOME", "FLET_APP_STORAGE_DATA"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    return folder


def vault_in(folder: Path) -> Path:
    """A folder with a file of the vault's name; what is in it does not matter here."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VAULT_NAME).write_bytes(b"sealed")
    return folder


# Another folder


def test_another_folder_moves_the_vault_and_nothing_else(tmp_path: Path) -> None:
    here = find()
    there = here.at(tmp_path / "stick")
    assert there.vault == tmp_path / "stick" / VAULT_NAME
    assert (there.content, there.assets) == (here.content, here.assets)
    assert there.at(here.data) == here


def test_a_chosen_folder_is_borrowed_and_the_platform_s_is_not(tmp_path: Path) -> None:
    here = find()
    assert not here.borrowed
    assert here.at(tmp_path).borrowed
    here.prepare()
    (tmp_path / "way").symlink_to(here.data)
    assert not here.at(tmp_path / "way").borrowed


@contextmanager
def somebody_else_s_folder() -> Iterator[Path]:
    """A folder we may write in and do not own, as a stick may be mounted."""
    if os.geteuid():
        yield Path("/tmp")
        return
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no owners of this kind")
def test_a_stick_that_knows_no_owners_will_do_but_not_the_app_s_own_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = find()
    with somebody_else_s_folder() as folder:
        assert folder.stat().st_uid != os.geteuid()
        places.at(folder).prepare()
        monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(folder))
        with pytest.raises(PermissionError):
            places.at(folder).prepare()


# Suggestions


def test_a_vault_is_found_on_a_drive_and_one_level_down(tmp_path: Path) -> None:
    stick = tmp_path / "STICKA"
    vault_in(stick)
    vault_in(stick / "Min mapp")
    vault_in(stick / "mapp" / "för djupt")
    assert suggestions([stick]) == (
        Suggestion(stick, True),
        Suggestion(stick / "Min mapp", True),
    )


def test_a_drive_without_a_vault_is_offered_a_new_folder_after_the_vaults(tmp_path: Path) -> None:
    empty, full = tmp_path / "a", vault_in(tmp_path / "b")
    empty.mkdir()
    assert suggestions([empty, full]) == (
        Suggestion(full, True),
        Suggestion(empty / "Guiden", False),
    )
    assert list(empty.iterdir()) == []  # offered, not made


def test_vaults_at_home_are_found(home: Path) -> None:
    vault_in(home / "Guiden")
    vault_in(home / "Dokument")  # one may look here by hand
    assert suggestions([]) == (Suggestion(home / "Guiden", True),)


def test_no_link_is_followed(tmp_path: Path) -> None:
    elsewhere, stick = vault_in(tmp_path / "elsewhere"), tmp_path / "stick"
    stick.mkdir()
    (stick / "Guiden").symlink_to(elsewhere)
    (stick / VAULT_NAME).symlink_to(elsewhere / VAULT_NAME)
    assert suggestions([stick]) == ()


def test_a_folder_by_the_vault_s_name_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "stick" / VAULT_NAME).mkdir(parents=True)
    assert suggestions([tmp_path / "stick"]) == (Suggestion(tmp_path / "stick" / "Guiden", False),)


def test_a_drive_that_was_pulled_out_is_passed_over(tmp_path: Path) -> None:
    assert suggestions([tmp_path / "gone", vault_in(tmp_path / "there")]) == (
        Suggestion(tmp_path / "there", True),
    )


def test_a_stick_full_of_folders_is_not_looked_through_for_ever(tmp_path: Path) -> None:
    for number in range(600):
        vault_in(tmp_path / "stick" / str(number))
    assert len(suggestions([tmp_path / "stick"])) == 500


def test_drives_are_asked_of_this_computer() -> None:
    began = time.monotonic()
    assert all(drive.is_absolute() for drive in drives())
    assert time.monotonic() - began < 2


def test_what_is_mounted_is_a_drive_unless_it_is_on_another_computer() -> None:
    table = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/kim/STICKA vfat rw 0 0\n"
        "/dev/sdc1 /run/media/kim/Min\\040sticka exfat rw 0 0\n"
        "/dev/sdd1 /media/usb fuseblk rw 0 0\n"
        "/dev/sde1 /mnt/disk ext4 rw 0 0\n"
        "ward:/home /mnt/server nfs4 rw 0 0\n"
        "//ward/all /media/kim/alla cifs rw 0 0\n"
        "kim@ward: /mnt/far fuse.sshfs rw 0 0\n"
        "none /media/kim/STICKA/inside tmpfs rw 0 0\n"
        "none /home/kim/mnt/x tmpfs rw 0 0\n"
        "broken line\n"
    )
    names = ("/media/kim/STICKA", "/media/usb", "/mnt/disk", "/run/media/kim/Min sticka")
    assert mounted(table) == tuple(Path(name) for name in names)


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1))
def test_any_name_of_a_stick_is_read_as_the_kernel_writes_it(name: str) -> None:
    escaped = "".join(f"\\{ord(sign):03o}" if sign in " \t\n\\#" else sign for sign in name)
    point = Path("/media/kim", name)
    found = mounted(f"/dev/sdb1 /media/kim/{escaped} vfat rw 0 0\n")
    assert found == (point,)


def may_mount() -> bool:
    try:
        return subprocess.run(["unshare", "-rm", "true"], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not may_mount(), reason="needs leave to mount in a namespace of its own")
def test_a_drive_that_is_really_mounted_is_found() -> None:
    script = (
        "mount -t tmpfs none /mnt && mkdir '/mnt/Åsas sticka' && "
        "mount -t tmpfs none '/mnt/Åsas sticka' && "
        f"exec '{sys.executable}' -c "
        "'from app.paths import drives; print(*drives(), sep=chr(10))'"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    said = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "/mnt/Åsas sticka" in said.stdout.split("\n")


# Temporary files


def test_temporary_files_lie_in_the_folder_and_are_gone_at_the_end(tmp_path: Path) -> None:
    data = tmp_path / "stick"
    script = KEEP + "print(oct(os.stat(tempfile.gettempdir()).st_mode & 0o777))"
    with Running("-c", script, str(data)) as program:
        assert program.ended() == 0
        name = Path(program.wait_for("made ").removeprefix("made "))
        assert name.is_relative_to(data / TEMP_NAME)
        if os.name == "posix":
            assert program.lines[-1] == "0o700"
    assert list(data.iterdir()) == []


def test_what_a_run_that_was_cut_off_left_is_gone_at_the_next_start(tmp_path: Path) -> None:
    with Running("-c", KEEP + "time.sleep(60)", str(tmp_path)) as cut_off:
        name = Path(cut_off.wait_for("made ").removeprefix("made "))
        assert in_use(tmp_path)
        cut_off.process.kill()
        cut_off.ended()
    assert name.exists()
    assert not in_use(tmp_path)
    (tmp_path / TEMP_NAME / "stray").write_text("")
    with Running("-c", KEEP + "time.sleep(60)", str(tmp_path)) as program:
        program.wait_for("made ")
        assert not name.exists()
        assert [path.name for path in (tmp_path / TEMP_NAME).iterdir()] == [
            str(program.process.pid)
        ]


def test_a_second_run_leaves_the_first_one_s_files(tmp_path: Path) -> None:
    with Running("-c", KEEP + "time.sleep(60)", str(tmp_path)) as first:
        name = Path(first.wait_for("made ").removeprefix("made "))
        with Running("-c", KEEP, str(tmp_path)) as second:
            assert second.ended() == 0
        assert name.exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot replace a process")
def test_a_program_that_replaces_itself_keeps_its_files(tmp_path: Path) -> None:
    again = "if 'again' not in sys.argv: os.execv(sys.executable, [*sys.orig_argv, 'again'])"
    with Running("-c", KEEP + again, str(tmp_path)) as program:
        assert program.ended() == 0
        first, second = (line for line in program.lines if line.startswith("made "))
        assert Path(first).parent == Path(second).parent
    assert not (tmp_path / TEMP_NAME).exists()


MOVED = """
import os, sys, tempfile
from pathlib import Path
from app.main import handed_on, start_over
from app.paths import find, keep_temp_inside
first, other = map(Path, sys.argv[1:3])
if state := handed_on():
    keep_temp_inside(find(other), map(Path, state["temporary"]))
    print("first:", *os.listdir(first), flush=True)
else:
    made = []
    for folder in (first, other, first, other):
        find(folder).prepare()
        keep_temp_inside(find(folder))
        made.append(tempfile.mkstemp()[1])
    print("kept:", *map(os.path.exists, made), flush=True)
    if "replaced" in sys.argv:
        start_over({})
"""


def test_what_was_made_before_a_move_stays_until_the_end(tmp_path: Path) -> None:
    folders = tmp_path / "first", tmp_path / "other"
    with Running("-c", MOVED, *map(str, folders)) as program:
        assert program.ended() == 0
        assert program.lines == ["kept: True True True True"]
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot replace a process")
def test_a_process_that_takes_another_s_place_clears_up_after_it(tmp_path: Path) -> None:
    folders = tmp_path / "first", tmp_path / "other"
    with Running("-c", MOVED, *map(str, folders), "replaced") as program:
        assert program.ended() == 0
        assert program.lines == ["kept: True True True True", "first:"]
    assert [list(folder.iterdir()) for folder in folders] == [[], []]


CHECKING = """
import os, sys, tempfile, threading, time
from pathlib import Path
from app.guide import Library
from app.main import handed_on, start_over
from app.packages import read
from app.paths import find, keep_temp_inside
places = find(Path(sys.argv[1]))
def texts():
    return [one for one in places.data.rglob("*.md")]
if state := handed_on():
    keep_temp_inside(places, map(Path, state["temporary"]))
    print("left:", len(texts()), sorted(os.listdir(tempfile.gettempdir())), flush=True)
else:
    places.prepare()
    keep_temp_inside(places)
    (Path(tempfile.gettempdir()) / "flet-page").mkdir()
    check = lambda: read(Path(sys.argv[2]), Library(places.content))
    threading.Thread(target=check, daemon=True).start()
    while not texts():
        time.sleep(0.001)
    print("checking", flush=True)
    start_over({})
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot replace a process")
def test_a_lock_during_a_check_leaves_none_of_the_package_s_texts(tmp_path: Path) -> None:
    package = tmp_path / "a.guidepaket"
    package.write_bytes(made())
    with Running("-c", CHECKING, str(tmp_path / "data"), str(package)) as program:
        assert program.ended() == 0
        assert program.lines == ["checking", "left: 0 ['flet-page']"]


@pytest.mark.skipif(os.name != "posix", reason="a link needs leave on Windows")
def test_a_link_in_its_place_is_refused_and_left(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter").write_text("kvar")
    data = tmp_path / "stick"
    data.mkdir()
    (data / TEMP_NAME).symlink_to(precious)
    with Running("-c", KEEP, str(data)) as program:
        assert program.ended() == 1
        assert "NotADirectoryError" in program.output
    assert (precious / "letter").read_text() == "kvar"


@pytest.mark.skipif(os.name != "posix", reason="a link needs leave on Windows")
def test_a_link_inside_is_removed_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter").write_text("kvar")
    inside = tmp_path / "stick" / TEMP_NAME / "left"
    inside.mkdir(parents=True)
    (inside / "way").symlink_to(precious)
    (inside.parent / "way").symlink_to(precious)
    with Running("-c", KEEP, str(tmp_path / "stick")) as program:
        assert program.ended() == 0
    assert list((tmp_path / "stick").iterdir()) == []
    assert (precious / "letter").read_text() == "kvar"


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / TEMP_NAME).write_text("in the way")
    with Running("-c", KEEP, str(tmp_path)) as program:
        assert program.ended() == 1
        assert "FileExistsError" in program.output


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    places: Places = find(tmp_path / "a" / "b")
    places.prepare()
    assert places.data.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(places.data.stat().st_mode) == 0o700
