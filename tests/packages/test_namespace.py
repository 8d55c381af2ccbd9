"""A package's sections have names of their own; what is ours stays ours."""

from pathlib import Path

import pytest

from app.guide import Field, Gathered, Guest, Library, ListBlock, Paragraph, Quote, Section
from app.guide.model import Block, Span
from app.packages import namespaced, read_folder, unpack
from tests.packages import zips


@pytest.fixture
def nodes(path: Path) -> Guest:
    path.write_bytes(zips.whole(**{"annan/guide.md": b"# Annan\n\n1. [A](sida-tva.md)\n"}))
    return namespaced(unpack(path))


def hrefs(*blocks: Block) -> set[str]:
    rows: list[tuple[Span, ...]] = []
    for block in blocks:
        match block:
            case Paragraph():
                rows.append(block.spans)
            case ListBlock():
                rows += block.items
            case Quote():
                rows += block.paragraphs
    return {span.href for row in rows for span in row if span.href}


def test_sections_and_questions_have_the_packages_name_in_front(nodes: Guest) -> None:
    assert set(nodes.sections) == {"rsmh/min-sida", "rsmh/sida-tva"}
    section = nodes.sections["rsmh/min-sida"]
    assert (section.id, section.title) == ("rsmh/min-sida", "Vår sida")
    assert [field.key for field in section.fields] == ["rsmh/min-sida.fraga", "rsmh/min-sida.steg"]
    assert not any(one.broken for one in nodes.sections.values())


def test_it_says_where_it_comes_from(nodes: Guest, ours: Library, tmp_path: Path) -> None:
    assert (nodes.id, nodes.origin) == ("rsmh", "Från ”Föreningen”")
    for name, content in zips.sample().items():
        file = tmp_path / "mapp" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    assert namespaced(read_folder(tmp_path / "mapp", ours)).origin == "Osignerad"


def test_the_same_in_easier_words_has_the_same_questions(nodes: Guest) -> None:
    easy = nodes.easy["rsmh/min-sida"]
    assert easy.title == "Vår sida, lätt"
    assert [field.key for field in easy.fields] == ["rsmh/min-sida.fraga", "rsmh/min-sida.steg"]


def test_guides_stand_in_order_and_name_their_own_sections_and_ours(nodes: Guest) -> None:
    assert [guide.id for guide in nodes.guides] == ["rsmh/halsa", "rsmh/annan"]
    assert nodes.guides[0].sections == ("rsmh/min-sida", "rsmh/sida-tva", "mina-tecken")
    assert hrefs(*nodes.guides[0].intro) == {"section:rsmh/min-sida"}


def test_a_link_stays_in_the_package_or_is_ours(nodes: Guest) -> None:
    own, second = nodes.sections["rsmh/min-sida"], nodes.sections["rsmh/sida-tva"]
    assert hrefs(*own.blocks) == {"section:rsmh/sida-tva", "section:fa-hjalp-nu"}
    assert hrefs(*second.blocks) == {"section:rsmh/min-sida", "section:mina-tecken"}


def test_gathered_answers_are_the_packages_or_ours(nodes: Guest) -> None:
    gathered = [one for one in nodes.sections["rsmh/sida-tva"].blocks if isinstance(one, Gathered)]
    assert gathered == [Gathered("Det du skrev", ("rsmh/min-sida.fraga", "mina-tecken.tecken"))]
    field = nodes.sections["rsmh/min-sida"].fields[1]
    assert field.signs == ("mina-tecken.tecken", "rsmh/min-sida.fraga")


def test_no_name_of_a_package_is_one_of_ours(nodes: Guest, ours: Library) -> None:
    theirs = {field.key for one in nodes.sections.values() for field in one.fields}
    assert not theirs & ours.fields.keys()
    assert not nodes.sections.keys() & ours.section_files.keys()


def test_all_but_the_names_is_as_if_the_section_were_ours(nodes: Guest, tmp_path: Path) -> None:
    folder = tmp_path / "as-ours" / "halsa"
    folder.mkdir(parents=True)
    (folder / "min-sida.md").write_text(zips.SECTION, "utf-8")
    section = Library(folder.parent).section("min-sida")
    assert plain(section) == plain(nodes.sections["rsmh/min-sida"])


def plain(section: Section) -> list[object]:
    return [
        (block.kind, block.depth, block.question, block.options)
        if isinstance(block, Field)
        else type(block)
        for block in section.blocks
    ]
