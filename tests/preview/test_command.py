"""Which section of which content, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import find as places
from app.preview.command import NotFound, find
from app.preview.hub import Wish
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
