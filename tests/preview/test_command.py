"""Which section of which content, and what is said where there is none."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path

import pytest

from app.paths import TEMP_NAME
from app.paths import find as places
from app.preview.command import OWN, NotFound, find, left_behind
from app.preview.hub import Wish
from tests.preview.conftest import Preview
from tests.serve.running import Running


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        (None, Wish()),
        ("a", Wish("a")),
        ("a.md", Wish("a")),
        ("g/a", Wish("a")),
        ("anywhere/else/a.md", Wish("a")),
        ("fa-hjalp-nu", Wish("fa-hjalp-nu")),
        ("b.lattlast.md", Wish("b", easy=True)),
        ("g/b.lattlast", Wish("b", easy=True)),
        ("g/a.en.md", Wish("a")),
        ("a.ar", Wish("a")),
    ],
)
def test_a_section_is_found_by_its_id_or_its_file(
    content: Path, given: str | None, wish: Wish
) -> None:
    assert find(given, content) == (content, wish)


def test_a_file_brings_its_content_along(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(str(content / "g/a.md"), None) == (content, Wish("a"))
    monkeypatch.chdir(content / "g")
    assert find("b.lattlast.md", None) == (content, Wish("b", easy=True))


def test_a_folder_alone_is_the_content(content: Path) -> None:
    assert find(str(content), None) == (content, Wish())


def test_without_a_folder_it_is_what_came_with_the_program() -> None:
    assert find("mina-tecken", None) == (places().content, Wish("mina-tecken"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("fa-hjelp-nu", "Menade du ”fa-hjalp-nu”?"),
        ("något-helt-annat", "Kör guiden preview utan något efter"),
        ("c.md", "Avsnittet ”c” finns inte i "),
        ("g/guide.md", "guide.md är en innehållsförteckning."),
    ],
)
def test_an_unknown_section_gets_a_way_on(content: Path, given: str, sentence: str) -> None:
    with pytest.raises(NotFound, match=r"[.?]$") as told:
        find(given, content)
    assert sentence in str(told.value)


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="finns inte"):
        find("a", tmp_path / "nowhere")


def test_a_folder_without_sections_is_told_of(content: Path) -> None:
    with pytest.raises(NotFound, match="finns inga avsnitt"):
        find(str(content / "g"), None)


def test_a_mistake_ends_the_command_with_one_sentence(content: Path) -> None:
    with Running("-m", "app", "preview", "fa-hjelp-nu", str(content)) as running:
        assert running.ended() == 1
        assert running.lines == [
            f"Avsnittet ”fa-hjelp-nu” finns inte i {content}. Menade du ”fa-hjalp-nu”?"
        ]


def test_help_is_in_swedish() -> None:
    with Running("-m", "app", "preview", "--help") as running:
        assert running.ended() == 0
        assert running.output.startswith("användning: guiden preview")
        for word in ("AVSNITT", "INNEHÅLL", "--easy", "--no-open", "--port"):
            assert word in running.output
        assert "positional" not in running.output


SIGNALLED = """
import os, sys
from app.__main__ import main
class Watch:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            os.kill(os.getpid(), int(sys.argv[2]))
sys.meta_path.insert(0, Watch())
sys.exit(main(["--no-open", "preview", "a", sys.argv[3]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Posix")
@pytest.mark.parametrize(
    ("loading", "number", "said"),
    [
        ("app.main", signal.SIGINT, 0),
        ("flet", signal.SIGINT, 0),
        ("flet", signal.SIGTERM, 0),
        ("app.preview.window", signal.SIGINT, 0),
        ("websockets.server", signal.SIGINT, 2),  # it is about to open
    ],
)
def test_it_ends_calmly_whatever_it_is_loading(
    content: Path, tmp_path: Path, loading: str, number: signal.Signals, said: int
) -> None:
    (tmp_path / "temporary").mkdir()
    given = ("-c", SIGNALLED, loading, str(int(number)), str(content))
    with Running(*given, env={"TMPDIR": str(tmp_path / "temporary")}) as running:
        assert running.ended() == 0
        assert len(running.lines) == said, running.output
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Posix")
def test_what_a_killed_preview_left_is_removed_by_the_next_and_nothing_else(
    preview: Preview, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    killed, runs = preview("a"), preview("a")
    assert killed.link and runs.link
    number = str(killed.process.pid)
    left = {path for path in temporary.iterdir() if (path / TEMP_NAME / number).exists()}
    others = set(temporary.iterdir()) - left
    assert (len(left), len(others)) == (1, 1)
    killed.process.kill()
    killed.process.wait()
    assert set(temporary.iterdir()) == left | others
    assert preview("b").link
    assert others < set(temporary.iterdir())
    assert not left & set(temporary.iterdir())
    assert runs.process.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Posix")
def test_only_what_is_surely_a_preview_s_own_counts_as_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, number: str | None = "999999999", mode: int = 0o700) -> Path:
        (tmp_path / name).mkdir()
        if number:
            (tmp_path / name / TEMP_NAME / number).mkdir(parents=True)
        (tmp_path / name).chmod(mode)
        return tmp_path / name

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = made(f"{OWN}abc")
    other = made("annat")
    made(f"{OWN}open", mode=0o755)
    made(f"{OWN}begins", number=None)
    made(f"{OWN}words", number="x")
    made(f"{OWN}runs", number="1")
    (tmp_path / f"{OWN}link").symlink_to(other)
    (tmp_path / f"{OWN}file").write_text("")
    assert list(left_behind()) == [left]
