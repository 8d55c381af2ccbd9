"""The command line: what it says, how it starts and how it ends."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
import tomllib
from pathlib import Path

import pytest

from app import __version__
from app.paths import find
from tests.serve.running import OPEN, ROOT, Running
from tests.serve.visitor import get


def said(*arguments: str, env: dict[str, str | None] | None = None) -> tuple[int, str]:
    """What the program says when it ends by itself."""
    with Running("-m", "app", *arguments, env=env) as running:
        code = running.ended()
        return code, running.output


def test_help_is_in_swedish() -> None:
    code, output = said("--help")
    assert code == 0
    assert "användning: guiden" in output
    for flag in ("--browser", "--no-open", "--port", "--data", "--beside", "--version"):
        assert flag in output
    for command in ("check", "dates", "content", "new", "package"):
        assert f"\n    {command} " in output
    for english in ("usage", "options", "positional", "show this", "exit"):
        assert english not in output


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("check", ("--lock", "--json", "INNEHÅLL")),
        ("dates", ("INNEHÅLL",)),
        ("content", ("--report", "INNEHÅLL")),
        ("new", ("AVSNITT", "INNEHÅLL")),
        ("package", ("new-key", "sign", "check")),
        ("package new-key", ("FIL",)),
        ("package sign", ("MAPP", "NYCKEL", "FIL")),
        ("package check", ("--lock", "PAKET")),
    ],
)
def test_help_for_authors_is_in_swedish(command: str, words: tuple[str, ...]) -> None:
    code, output = said(*command.split(), "--help")
    assert code == 0
    assert output.startswith(f"användning: guiden {command}")
    for word in words:
        assert word in output
    assert "positional" not in output


def test_an_author_begins_a_section_and_asks_about_it(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "guide.md").write_text("---\nkort: K.\n---\n# G\n\n1. [A](min-sida.md)\n")
    folder = str(tmp_path)
    assert said("new", "g/min-sida", folder)[0] == 0
    code, output = said("check", "--lock", "--json", folder)
    assert code == 1
    assert [finding["code"] for finding in json.loads(output)] == ["G24"]  # there is no help page
    assert said("content", "--report", folder)[1].startswith("G ")
    assert said("dates", folder) == (
        0,
        "0 källor, äldst först. 0 lästes för mer än tolv månader sedan.",
    )


def test_version_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert __version__ == project["version"]
    assert said("--version") == (0, f"Guiden {__version__}")


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_a_question_does_not_wait_for_the_heavy_rooms(flag: str) -> None:
    script = (
        "import sys, contextlib\nfrom app.__main__ import main\n"
        f"with contextlib.suppress(SystemExit): main([{flag!r}])\n"
        "print('heavy:', *sorted({'flet', 'flet_web', 'sqlalchemy', 'cryptography', 'markdown', "
        "'uvicorn', 'platformdirs'} & sys.modules.keys()))"
    )
    with Running("-c", script) as running:
        running.ended()
        assert running.lines[-1].strip() == "heavy:"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--brwser"], "guiden: det här känns inte igen: --brwser."),
        (["--port"], "guiden: --port behöver något efter sig."),
        (["--port", "0"], "guiden: --port: 0 är inget portnummer"),
        (["--port", "tio"], "guiden: --port: tio är inget portnummer"),
        (["öppna"], "guiden: kommandot öppna finns inte."),
        (["new"], "guiden new: det här saknas: AVSNITT."),
    ],
)
def test_a_mistake_gets_a_swedish_sentence(arguments: list[str], sentence: str) -> None:
    code, output = said(*arguments)
    assert code == 2
    assert output.startswith(sentence)
    assert len(output.splitlines()) == 1


def test_the_browser_window_says_one_line(tmp_path: Path) -> None:
    with Running("-m", "app", "--browser", "--no-open", "--data", str(tmp_path / "data")) as app:
        assert get(app.port, "/").status == 403
        assert app.stop() == 0
        assert [line.startswith(OPEN) for line in app.lines] == [True]


def test_without_a_screen_the_browser_window_opens_and_says_why(tmp_path: Path) -> None:
    with Running("-m", "app", "--data", str(tmp_path), env={"FLET_VIEW_PATH": None}) as app:
        app.wait_for(OPEN)
        app.stop()
        assert len(app.lines) == 2
        assert app.lines[0].startswith("Visar Guiden i webbläsaren")
        if sys.platform == "linux":
            assert "ingen skärm" in app.lines[0]


@pytest.mark.skipif(sys.platform != "linux", reason="starts a stand-in for the Linux client")
def test_a_desktop_client_that_cannot_start_is_no_dead_end(tmp_path: Path) -> None:
    client = tmp_path / "flet"
    client.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    client.chmod(0o700)
    env = {"DISPLAY": ":987", "FLET_VIEW_PATH": str(tmp_path), "BROWSER": "true"}
    with Running("-m", "app", "--data", str(tmp_path / "data"), env=env) as app:
        app.wait_for(OPEN)
        assert app.lines[0].startswith("Visar Guiden i webbläsaren")
        assert app.stop() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="asks for a display the Linux way")
def test_the_desktop_client_is_never_fetched(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    env = {"DISPLAY": ":987", "HOME": str(home), "FLET_VIEW_PATH": None, "BROWSER": "true"}
    with Running("-m", "app", "--data", str(tmp_path / "data"), env=env) as app:
        app.wait_for(OPEN)
        assert "inte hämtat" in app.lines[0]
        assert app.stop() == 0
    assert list(home.rglob("*flet*")) == []


def test_the_data_folder_is_used_and_is_the_owner_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "folder"
    folder.parent.mkdir()
    with Running("-m", "app", "--browser", "--no-open", "--data", str(folder)) as app:
        app.wait_for(OPEN)
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_used_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, output = said("--browser", "--no-open", "--data", str(tmp_path / "file"))
    assert code == 1
    assert output.startswith(f"Datamappen {tmp_path / 'file'} går inte att använda")
    assert len(output.splitlines()) == 1


HANDED_ON = """
import os, subprocess, sys
from app import main
from app.__main__ import main as run
if main.HANDED_ON not in os.environ:
    client = subprocess.Popen(["sleep", "60"])
    print("client", client.pid, flush=True)
    main.start_over({"data": sys.argv[1], "folder": sys.argv[2], "client": [client.pid, ""]})
sys.exit(run([]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the window's program")
def test_a_window_is_closed_when_its_data_folder_is_gone_and_none_is_made(tmp_path: Path) -> None:
    data, sockets = tmp_path / "stick" / "Guiden", tmp_path / "sockets"
    sockets.mkdir()
    with Running("-c", HANDED_ON, str(data), str(sockets)) as app:
        client = app.wait_for("client ").removeprefix("client ")
        assert app.ended() == 1
        assert app.lines[1:] == [f"Datamappen {data} går inte att använda: {os.strerror(2)}."]
    deadline = time.monotonic() + 10
    while runs(client) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not runs(client)
    assert list(tmp_path.iterdir()) == []


def runs(number: str) -> bool:
    """Whether a process has a command line, as one that has ended has not."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes() != b""
    except OSError:
        return False


def test_a_port_in_use_is_told_of(tmp_path: Path) -> None:
    given = ("-m", "app", "--browser", "--no-open", "--data", str(tmp_path))
    with Running(*given) as first:
        code, output = said(*given[2:], "--port", str(first.port))
        assert code == 1
        assert output == f"Port {first.port} används redan. Välj en annan, eller låt bli --port."


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the browser")
def test_the_link_reaches_the_browser_in_a_file_and_not_in_a_command(tmp_path: Path) -> None:
    data, seen = tmp_path / "data", tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {seen}.new\nmv {seen}.new {seen}\n')
    browser.chmod(0o700)
    env = {"DISPLAY": ":987", "BROWSER": str(browser)}
    with Running("-m", "app", "--browser", "--data", str(data), env=env) as app:
        app.wait_for(OPEN)
        deadline = time.monotonic() + 10
        while not seen.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        launch = data / "oppna.html"
        assert seen.read_text().strip() == launch.as_uri()
        assert stat.S_IMODE(launch.stat().st_mode) == 0o600
        assert app.link in launch.read_text(encoding="utf-8")
        assert get(app.port, app.link.split(str(app.port))[1]).status == 200
        assert not launch.exists()  # used, so gone


def test_the_launch_file_is_gone_when_the_app_has_ended(tmp_path: Path) -> None:
    env = {"DISPLAY": ":987", "BROWSER": "true"}
    with Running("-m", "app", "--browser", "--data", str(tmp_path), env=env) as app:
        app.wait_for(OPEN)
        assert app.stop() == 0
    assert not (tmp_path / "oppna.html").exists()


def test_the_places_do_not_hang_on_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "given"))
    places = find()
    assert places.content == ROOT / "content"
    assert places.assets == ROOT / "assets"
    assert places.vault == tmp_path / "given" / "valv.guiden"
    assert find(Path("mine")).vault == tmp_path / "mine" / "valv.guiden"
