"""Guides from elsewhere beside the folder's own: after them, and gone with their library."""

from pathlib import Path

import pytest

from app.guide import Guest, Guide, Library, Part, Section, parse

FIELD = "```fråga f\ntyp: kort\ndjup: lite\nVad?\n```\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "guide.md").write_text("# Vår egen\n\n1. [A](a.md)\n")
    (tmp_path / "g" / "a.md").write_text(f"# Vår A\n\n{FIELD}")
    return Library(tmp_path)


def other(id_: str = "x", title: str = "Deras A") -> Guest:
    def section(title: str) -> Section:
        return parse.section(f"# {title}\n\n{FIELD}", f"{id_}/a").node

    guide = Guide(f"{id_}/g", "Deras", parts=(Part("", (f"{id_}/a", "a")),))
    sections, easy = section(title), section(f"{title}, lätt")
    return Guest(id_, f"Från {id_}", (guide,), {f"{id_}/a": sections}, {f"{id_}/a": easy})


def test_they_come_after_our_own_and_everything_in_them_is_found(library: Library) -> None:
    both = library.with_beside([other()])
    assert [guide.title for guide in both.guides] == ["Vår egen", "Deras"]
    assert both.guide("x/g") == both.guides[1]
    assert [both.origin(guide) for guide in both.guides] == ["", "Från x"]
    assert both.section("x/a").title == "Deras A"
    assert both.section("x/a", easy=True).title == "Deras A, lätt"
    assert both.section("a").title == "Vår A"
    assert both.fields.keys() == {"a.f", "x/a.f"}
    assert both.field("x/a.f") == both.fields["x/a.f"]
    assert both.has("a")
    assert both.has("x/a")
    assert not both.has("x/b")
    assert both.section("x/b").broken


def test_the_library_they_were_laid_beside_never_hears_of_them(library: Library) -> None:
    both = library.with_beside([other()])
    assert both.section("x/gone").broken
    assert both.fields.keys() == {"a.f", "x/a.f"}
    assert [guide.title for guide in library.guides] == ["Vår egen"]
    assert library.fields.keys() == {"a.f"}
    assert not library.has("x/a")
    assert "x/" not in repr(vars(library))


def test_what_is_parsed_before_or_after_serves_both(library: Library, tmp_path: Path) -> None:
    first = library.section("a")
    assert library.with_beside([other()]).section("a") is first
    kept = tmp_path / "kept"
    fresh = Library(tmp_path)
    both = fresh.with_beside([other()])
    fresh.load(kept)
    assert both.section("a") is fresh.section("a")
    assert [guide.title for guide in both.guides] == ["Vår egen", "Deras"]


def test_the_one_that_is_there_already_comes_before_another_of_its_id(tmp_path: Path) -> None:
    library = Library(tmp_path, [other(title="Den ena")])
    both = library.with_beside([other(title="Den andra"), other("y")])
    assert both.section("x/a").title == "Den ena"
    assert [guide.id for guide in both.guides] == ["x/g", "y/g"]
