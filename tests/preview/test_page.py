"""The page's answers: what it is to show, in words that cannot become markup."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from app.guide import Library
from app.guide.finding import Finding
from app.paths import find
from app.preview import said
from app.preview.hub import Hub, Wish
from app.preview.page import Front
from tests.guide.small import SECTION


async def opened(content: Path, section: str = "a") -> tuple[Front, str]:
    """The page, and its number."""
    front = Front(Hub(content, Wish(section)))
    answer = await front.answer("", "")
    assert answer and answer[0] == "text/html"
    number = re.search(r'data-page="(\d+)"', answer[1])
    assert number
    return front, number[1]


async def now(front: Front, query: str) -> dict[str, Any]:
    answer = await front.answer("nu", query)
    assert answer and answer[0] == "application/json"
    found: dict[str, Any] = json.loads(answer[1])
    return found


async def test_the_page_shows_the_section_on_paper_and_what_the_check_says(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Brukaren <b>"))
    front, number = await opened(content)
    query = f"sida={number}&avsnitt=a"
    shown = await now(front, query)
    assert shown["title"] == "A"
    assert not shown["easy"]
    assert "Vad vill du?" in shown["paper"]
    deadline = time.monotonic() + 10
    while said.NOT_YET in shown["said"]:
        assert time.monotonic() < deadline
        shown = await now(front, f"{query}&sett={shown['version']}")
    assert "Granskning av g/a.md" in shown["said"]
    assert "<strong>Fel på rad 17.</strong> Ordet ”Brukaren” använder vi inte." in shown["said"]
    assert "&lt;b&gt;" in shown["said"]
    assert "<b>" not in shown["said"]


async def test_the_paper_is_what_the_printer_makes_of_it(content: Path) -> None:
    front, number = await opened(content)
    sheet = (await now(front, f"sida={number}&avsnitt=a"))["paper"]
    assert sheet.index("@media (prefers-color-scheme: dark)") < sheet.index("@media all")
    assert "--ground: white" in sheet.split("@media all")[1]
    assert "<script" not in sheet


async def test_depth_leaves_questions_out_on_paper_as_in_the_app(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("djup: lite", "djup: mycket"))
    front, number = await opened(content)
    for depth, there in (("lite", False), ("lagom", False), ("mycket", True)):
        shown = await now(front, f"sida={number}&avsnitt=a&djup={depth}")
        assert ("Vad vill du?" in shown["paper"]) is there


async def test_easier_words_are_offered_where_there_are_any(content: Path) -> None:
    front, number = await opened(content, "b")
    assert (await now(front, f"sida={number}&avsnitt=b"))["easy"]
    shown = await now(front, f"sida={number}&avsnitt=b&latt=ja")
    assert shown["title"] == "Lätta B"
    assert "g/b.lattlast.md" in shown["said"]


async def test_without_a_section_there_is_a_list_to_pick_from(content: Path) -> None:
    (content / "g/los.md").write_text(SECTION.replace("# A", "# Lös & ledig"))
    front, number = await opened(content, "")
    shown = await now(front, f"sida={number}")
    assert '<h2>G</h2><ul>\n<li><a href="#a">A</a></li>' in shown["list"]
    assert "<h2>Andra avsnitt</h2>" in shown["list"]
    assert '<a href="#los">Lös &amp; ledig</a>' in shown["list"]


async def test_an_older_page_is_told_so_and_turns_nothing(content: Path) -> None:
    front, number = await opened(content)
    answer = await front.answer("", "")
    assert answer and f'data-page="{number}"' not in answer[1]
    assert await now(front, f"sida={number}&avsnitt=b") == {"older": True}
    assert await now(front, "") == {"older": True}
    assert 'data-section="a"' in answer[1]


@pytest.mark.parametrize("path", ["x", "nu/", "telefon", "../nu", "index.html"])
async def test_there_is_nothing_else(content: Path, path: str) -> None:
    assert await Front(Hub(content, Wish())).answer(path, "") is None


@pytest.mark.parametrize(
    "query",
    [
        "sett=x&sida=1",
        "sett=%ff&sida=1",
        "=&&&sida=1",
        "sett=²&sida=1",
        f"sett={'9' * 5000}&sida=1",
    ],
)
async def test_a_strange_query_gets_the_list(content: Path, query: str) -> None:
    front, _ = await opened(content)
    assert "list" in await now(front, query)


async def test_a_file_cut_off_anywhere_can_be_shown(content: Path) -> None:
    whole = (find().content / "mar-daligt/mina-strategier.md").read_text(encoding="utf-8")
    for end in range(0, len(whole), 131):
        (content / "g/a.md").write_text(whole[:end], encoding="utf-8")
        front, number = await opened(content)
        assert "<h1>" in (await now(front, f"sida={number}&avsnitt=a"))["paper"]


async def test_news_come_at_once(content: Path) -> None:
    front, number = await opened(content)
    query = f"sida={number}&avsnitt=a"
    shown = await now(front, query)
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Vi ses igen."))
    began = time.monotonic()
    while "Vi ses igen." not in shown["paper"]:
        shown = await now(front, f"{query}&sett={shown['version']}")
        assert time.monotonic() - began < 10


def test_findings_are_counted_by_weight_and_those_of_others_are_only_counted(
    tmp_path: Path,
) -> None:
    mine, other = tmp_path / "g/a.md", tmp_path / "g/b.md"
    found = [
        Finding("G39", 3, "Lång.", "Korta.", warning=True, path=mine),
        Finding("G21", 1, "Länk.", "", path=other),
        Finding("G40", 1, "Mening.", "", warning=True, path=other),
    ]
    text = said.findings(found, mine, tmp_path, spelled=True)
    assert "<strong>Varning på rad 3.</strong> Lång. Korta. " in text
    assert "Länk." not in text
    assert "I andra filer: 1 fel, 1 varning. " in text
    assert said.ALL_WELL not in text
    alone = said.findings(found[:1], other, tmp_path, spelled=False)
    assert said.ALL_WELL in alone
    assert said.NO_SPELLING in alone
    assert "I andra filer: 0 fel, 1 varning. " in alone


def test_findings_of_the_words_in_another_language_stand_with_their_section(
    tmp_path: Path,
) -> None:
    found = [
        Finding("G70", 3, "Orden.", "", path=tmp_path / "g/a.en.md"),
        Finding("G70", 4, "Andras.", "", path=tmp_path / "g/b.en.md"),
    ]
    text = said.findings(found, tmp_path / "g/a.md", tmp_path, spelled=True)
    assert "<strong>Fel på rad 3 i a.en.md.</strong> Orden. " in text
    assert "Andras." not in text
    assert "I andra filer: 1 fel, 0 varningar. " in text


def test_a_file_that_is_gone_is_told_of(tmp_path: Path) -> None:
    assert said.NO_FILE in said.findings([], None, tmp_path, spelled=True)


def test_the_list_of_no_sections_is_empty(tmp_path: Path) -> None:
    assert said.sections(Library(tmp_path)) == ""
