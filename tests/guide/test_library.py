"""The content folder as a library, with files that are fine, missing and broken."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.guide import Library
from app.guide.library import HELP, LARGEST, read
from app.paths import find


def write(folder: Path, name: str, data: bytes | str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def test_guides_come_in_the_order_they_ask_for(tmp_path: Path) -> None:
    write(tmp_path, "b/guide.md", "---\nordning: 2\n---\n# Andra\n\n1. [A](a.md)\n")
    write(tmp_path, "c/guide.md", "---\nordning: 1\n---\n# Första\n\n1. [A](a.md)\n")
    write(tmp_path, "a/guide.md", "# Sist\n\n1. [A](a.md)\n")
    assert [guide.title for guide in Library(tmp_path).guides] == ["Första", "Andra", "Sist"]


def test_what_cannot_be_read_is_broken_and_the_rest_works(tmp_path: Path) -> None:
    write(tmp_path, "g/guide.md", "# G\n\n1. [A](a.md)\n2. [B](b.md)\n3. [C](c.md)\n")
    write(tmp_path, "g/a.md", "# Avsnitt A\n\nText.\n")
    write(tmp_path, "g/b.md", b"\xff\xfe\x00 not utf-8 \x80")
    library = Library(tmp_path)
    assert library.section("a").title == "Avsnitt A"
    assert library.section("b").broken
    assert library.section("c").broken
    assert list(library.fields) == []


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"a" * LARGEST)
    assert read(path) == "a" * LARGEST
    path.write_bytes(b"a" * (LARGEST + 1))
    assert read(path) is None
    ids = tmp_path / "ids.lock"  # for ever, however long
    ids.write_bytes(b"a" * (LARGEST + 1))
    assert read(ids) == "a" * (LARGEST + 1)


def test_a_guide_that_cannot_be_read_is_broken(tmp_path: Path) -> None:
    write(tmp_path, "g/guide.md", b"\x80\x80")
    write(tmp_path, "h/guide.md", "# H\n\n1. [A](a.md)\n")
    guides = {guide.id: guide for guide in Library(tmp_path).guides}
    assert guides["g"].broken
    assert not guides["h"].broken


def test_windows_line_ends_and_a_byte_order_mark_are_read_as_usual(tmp_path: Path) -> None:
    write(tmp_path, "g/a.md", b"\xef\xbb\xbf---\r\nkort: K.\r\n---\r\n# Titel\r\n\r\nText.\r\n")
    section = Library(tmp_path).section("a")
    assert (section.title, section.short) == ("Titel", "K.")


def test_an_empty_folder_is_a_library_with_nothing_in_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    assert library.guides == ()
    assert library.section(HELP).broken


def test_reading_ahead_in_a_thread_gives_the_same_as_reading_alone() -> None:
    content = find().content
    alone = Library(content)
    for _ in range(3):
        library = Library(content)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(library.section, list(library.section_files) * 2))
            assert dict(library.fields) == dict(alone.fields)
        assert all(library.section(id_) == alone.section(id_) for id_ in library.section_files)
