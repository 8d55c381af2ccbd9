"""What an earlier start kept is used only where it says the same as the content."""

import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Library, Section, cache, parse
from app.paths import find

CONTENT = find().content


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small library of one's own."""
    folder = tmp_path / "content"
    for name in ("mar-daligt/guide.md", "mar-daligt/sma-steg.md", "gemensamt/fa-hjalp-nu.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CONTENT / name, folder / name)
    return folder


@pytest.fixture
def whole(content: Path, kept: Path) -> tuple[list[object], bytes]:
    """Everything in the library, and the file that keeps it."""
    return everything(loaded(content, kept)), kept.read_bytes()


def loaded(content: Path, kept: Path) -> Library:
    library = Library(content)
    library.load(kept)
    return library


def everything(library: Library) -> list[object]:
    sections = [(library.section(one), library.section(one, True)) for one in library.section_files]
    return [library.guides, library.fields, *sections]


def test_the_second_start_has_the_same_nodes_and_parses_but_the_page_of_help(
    kept: Path, monkeypatch
) -> None:
    first = everything(loaded(CONTENT, kept))
    assert first == everything(Library(CONTENT))
    parsed = []

    def counted(text: str, section_id: str) -> parse.Parsed[Section]:
        parsed.append(section_id)
        return read(text, section_id)

    read = parse.section
    monkeypatch.setattr("app.guide.parse.section", counted)
    monkeypatch.setattr("app.guide.parse.guide", None)
    assert everything(loaded(CONTENT, kept)) == first
    assert set(parsed) == {"fa-hjalp-nu"}


def test_a_changed_word_is_seen_at_the_next_start(content: Path, kept: Path) -> None:
    loaded(content, kept)
    section = content / "mar-daligt" / "sma-steg.md"
    section.write_text(section.read_text("utf-8").replace("# Små steg", "# Nya steg"), "utf-8")
    assert loaded(content, kept).section("sma-steg").title == "Nya steg"


def test_a_new_file_is_seen_at_the_next_start(content: Path, kept: Path) -> None:
    loaded(content, kept)
    easy = content / "mar-daligt" / "sma-steg.lattlast.md"
    easy.write_text("---\nkort: Lätt.\n---\n\n# Lätt\n", "utf-8")
    assert loaded(content, kept).section("sma-steg", True).title == "Lätt"


def test_another_parser_does_not_take_over_what_the_old_one_read(
    content: Path, kept: Path, monkeypatch
) -> None:
    loaded(content, kept)
    before = kept.read_bytes()
    monkeypatch.setattr("app.guide.cache._parser", lambda: b"another")
    loaded(content, kept)
    assert kept.read_bytes() != before


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=st.integers(0, 10**9), flip=st.integers(0, 255), length=st.integers(0, 10**9))
def test_a_damaged_file_counts_as_none(
    content: Path,
    kept: Path,
    whole: tuple[list[object], bytes],
    at: int,
    flip: int,
    length: int,
) -> None:
    damaged = bytearray(whole[1])
    damaged[at % len(damaged)] ^= flip
    kept.write_bytes(damaged[: length % (len(damaged) + 1)])
    assert everything(loaded(content, kept)) == whole[0]


@pytest.mark.parametrize(
    "shape", ["{}", '{"gemensamt/x.md": 1}', "[]", '{"": ["Library"]}', '{"": ["Span"]}', "1"]
)
def test_a_whole_file_of_another_shape_counts_as_none(
    content: Path, kept: Path, shape: str
) -> None:
    whole = everything(loaded(content, kept))
    packed = zlib.compress(shape.encode())
    kept.write_bytes(cache._sum(_made_of(content), packed).encode() + b"\n" + packed)
    assert everything(loaded(content, kept)) == whole


def _made_of(content: Path) -> str:
    library = Library(content)
    files = [*library.guide_files, *library.section_files.values(), *library.easy_files.values()]
    return cache.digest((one.relative_to(content).as_posix(), one.read_bytes()) for one in files)


def test_where_nothing_can_be_kept_all_is_parsed(content: Path, tmp_path: Path) -> None:
    assert everything(loaded(content, tmp_path)) == everything(Library(content))


def test_a_file_that_could_not_be_read_for_a_moment_is_not_broken_for_ever(
    content: Path, kept: Path, monkeypatch
) -> None:
    library = Library(content)
    with monkeypatch.context() as once:
        once.setattr("app.guide.library.read", lambda _: None)
        assert library.section("sma-steg").broken
    library.load(kept)
    assert not loaded(content, kept).section("sma-steg").broken


def test_what_was_read_before_a_change_is_not_kept_as_what_came_after(
    content: Path, kept: Path
) -> None:
    library = Library(content)
    assert library.section("sma-steg").title == "Små steg"
    section = content / "mar-daligt" / "sma-steg.md"
    section.write_text(section.read_text("utf-8").replace("# Små steg", "# Nya steg"), "utf-8")
    library.load(kept)
    assert loaded(content, kept).section("sma-steg").title == "Nya steg"


def test_a_packed_program_of_another_version_reads_anew(
    content: Path, kept: Path, monkeypatch
) -> None:
    for module in ("fences", "markdown", "model", "parse"):
        monkeypatch.setattr(f"app.guide.{module}.__file__", "/nowhere/packed.pyc")
    cache._parser.cache_clear()
    loaded(content, kept)
    before = kept.read_bytes()
    monkeypatch.setattr("app.guide.cache.__version__", "another")
    cache._parser.cache_clear()
    loaded(content, kept)
    assert kept.read_bytes() != before
    cache._parser.cache_clear()
