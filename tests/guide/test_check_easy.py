"""A section in easier words asks the same as its original, with words that are easier."""

from pathlib import Path

import pytest

from app.guide import languages
from app.guide.check import check
from app.guide.files import Files
from tests.guide.small import HELP_LINE, SECTION

MORE = "```fråga g\ntyp: text\ndjup: lagom\nVad mer?\n```\n"
GATHERED = "```hämta\nrubrik: R\nfrån: a.f\n```\n"
LINKS = "```fråga l\ntyp: koppling\ndjup: lagom\ntecken: a.f\nVad hjälper?\n```\n"
FULL = SECTION.replace("## När", f"{MORE}\n{GATHERED}\n{LINKS}{HELP_LINE}\n## När")


@pytest.fixture
def both(content: Path) -> Path:
    """The small content with a section that has everything, and its easy twin: a.lattlast.md."""
    for name in ("a.md", "a.lattlast.md"):
        (content / "g" / name).write_text(FULL)
    assert codes(content) == set()
    return content


def codes(content: Path) -> set[tuple[str, int]]:
    """What the check says, but for ids that are not locked yet."""
    return {
        (found.code, found.line)
        for found in check(content)
        if found.code != "G25" and not (found.path and found.path.name == "a.md")
    }


MISTAKES = {
    "a question is missing": (FULL.replace(MORE, ""), "G35", 1),
    "a question of its own": (FULL.replace("fråga g\n", "fråga h\n"), "G35", 15),
    "another kind": (FULL.replace("typ: val", "typ: flerval"), "G35", 8),
    "another depth": (FULL.replace("djup: lagom\nVad", "djup: mycket\nVad"), "G35", 15),
    "another option": (FULL.replace("{#ja}", "{#jo}"), "G35", 8),
    "one option more": (FULL.replace("{#ja}", "{#ja}\n- Nej {#nej}"), "G35", 8),
    "another order": (
        FULL.replace(MORE, "").replace("```fråga f", f"{MORE}\n```fråga f"),
        "G35",
        8,
    ),
    "another number": (FULL.replace("nummer: 1", "nummer: 2"), "G36", 33),
    "another day": (FULL.replace("2026-11-21", "2026-11-20"), "G36", 33),
    "no help line": (FULL.replace(HELP_LINE, ""), "G36", 1),
    "nothing gathered": (FULL.replace(GATHERED, ""), "G37", 1),
    "something else gathered": (FULL.replace("från: a.f", "från: a.g"), "G37", 21),
    "something else suggested": (FULL.replace("tecken: a.f", "tecken: a.g"), "G37", 26),
    "a broken link": (FULL.replace("Hej då.", "[Hej](b.md)"), "G21", 43),
    "a banned word": (FULL.replace("Hej då.", "Du måste."), "G30", 43),
    "no way out": (FULL.replace("## När du är klar", "## Slut"), "G32", 1),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_difference_is_found_in_the_easy_file(both: Path, mistake: str) -> None:
    text, code, line = MISTAKES[mistake]
    (both / "g/a.lattlast.md").write_text(text)
    assert (code, line) in codes(both)


def test_the_words_may_be_others(both: Path) -> None:
    easy = FULL.replace("Vad vill du?", "Vill du?").replace("- Ja ", "- Jo ")
    (both / "g/a.lattlast.md").write_text(
        easy.replace("för: F.", "för: Alla.").replace("# A", "# B")
    )
    assert codes(both) == set()


def test_an_easy_file_needs_its_original(both: Path) -> None:
    (both / "g/aa.lattlast.md").write_text(SECTION)
    [finding] = [found for found in check(both) if found.code == "G34"]
    assert finding.path == both / "g/aa.lattlast.md"
    assert "Välj" in finding.remedy or "Menade" in finding.remedy


def test_two_easy_files_for_one_section_are_found(both: Path) -> None:
    (both / "gemensamt/a.lattlast.md").write_text(FULL)
    assert ("G20", 1) in codes(both)


def test_easy_words_are_easier_than_others(both: Path) -> None:
    # Four words in each sentence, one of them long: 4 + 25.
    for path in (both / "g/a.md", both / "g/a.lattlast.md"):
        path.write_text(FULL.replace("Hej då.", "Alla behöver ibland tröst. " * 30))
    assert heavy(both) == {("G38", True)}
    for path in (both / "g/a.md", both / "g/a.lattlast.md"):
        path.write_text(FULL.replace("Hej då.", "Alla behöver ibland gemenskap. " * 30))
    assert heavy(both) == {("G38", True), ("G39", True)}


def heavy(content: Path) -> set[tuple[str, bool]]:
    return {(found.code, found.warning) for found in check(content) if found.code in ("G38", "G39")}


SUGGESTED = SECTION.replace("typ: val", "typ: text").replace("{#ja}", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (SUGGESTED.replace("# A", "# B").replace("När du", "Sedan, när du"), []),
        (SUGGESTED.replace("## När", "## Mer\n\n## När"), [1]),
        (SUGGESTED.replace("## När", "### När"), [1]),
        (SUGGESTED.replace("- Ja", "- Ja\n- Nej"), [8]),
        (SUGGESTED.replace("- Ja \n", "").replace("## När", "### När"), [1, 8]),
        (SUGGESTED.replace("fråga f\n", "fråga g\n"), []),  # told of already
    ],
)
def test_words_in_another_language_need_as_many_places_in_the_easy_text(
    content: Path, text: str, lines: list[int]
) -> None:
    (content / "g/a.md").write_text(SUGGESTED)
    (content / "g/a.lattlast.md").write_text(text)
    files = Files(content)
    found = list(languages.easier(files.easy[0], files.by_id["a"]))
    assert [(one.code, one.line) for one in found] == [("G57", line) for line in lines]
    assert all(one.remedy and not one.warning for one in found)


def test_the_places_are_counted_where_there_are_words_in_another_language(content: Path) -> None:
    (content / "g/a.md").write_text(SUGGESTED)
    (content / "g/a.lattlast.md").write_text(SUGGESTED.replace("- Ja \n", ""))
    assert ("G57", 8) not in codes(content)
    (content / "g/a.en.md").write_text("---\ngranskad: nej\n---\n# A\n")
    assert ("G57", 8) in codes(content)
