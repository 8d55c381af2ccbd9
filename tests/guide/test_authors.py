"""`guiden content` and `guiden new`: an overview, and a section to begin from."""

from pathlib import Path

import pytest

from app.guide import check, ids, report, skeleton
from app.guide.files import Files
from app.paths import find
from tests.guide.small import GUIDE, SECTION

KRAV = """# Krav

| Nr | Kravet | Var |
|---|---|---|
| K1 | Ett | `a`*, `borta` och `README.md` |
| K2 | Två | Programmet. |
| K3 | Tre | Hela `g/`. |
"""


def test_the_sections_stand_in_the_order_of_their_guide(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report.main(content) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "G"
    assert lines[1].split() == ["a", "A"]
    assert lines[3:] == ["I ingen innehållsförteckning", f"  {'fa-hjalp-nu':26} Hjälp", ""]


def test_the_report_has_figures_for_each_section(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "g/a.lattlast.md").write_text(SECTION)
    assert report.main(content, measures=True) == 0
    out = capsys.readouterr().out
    [row] = [line.split() for line in out.splitlines() if line.startswith("  a ")]
    # Words, minutes, questions, the three depths, LIX, LIX in easier words. "A", "K.", headings,
    # question, option and the last line: 1 + 1 + 5 + 3 + 1 + 6 + 2 words.
    assert row == ["a", "19", "1", "1", "1", "0", "0", "2", "2"]
    assert "130 ord i minuten" in out
    assert "KRAV.md saknas" in out


def test_the_report_counts_the_sections_of_each_language(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "g/a.en.md").write_text("---\ngranskad: nej\n---\n# A\n")
    (content / "g/a.ar.md").write_text("---\ngranskad: Mona, 2026-11-21\n---\n# A\n")
    report.main(content, measures=True)
    lines = capsys.readouterr().out.splitlines()
    assert "  1 av 2 avsnitt, 0 granskade: English (en)" in lines
    assert "  1 av 2 avsnitt, 1 granskade: العربية (ar)" in lines


def test_the_report_says_which_requirements_name_a_section_that_exists(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "KRAV.md").write_text(KRAV)
    report.main(content, measures=True)
    lines = capsys.readouterr().out.splitlines()
    assert "  K1   a. Finns inte: borta" in lines
    assert "  K2   inget avsnitt nämns" in lines
    assert "  K3   g/" in lines
    assert lines[-1] == "2 av 3 krav nämner ett avsnitt eller en guide som finns."


def test_every_requirement_of_ours_is_counted_and_names_nothing_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report.main(find().content, measures=True)
    out = capsys.readouterr().out
    assert all(f"\n  K{number:<3} " in out for number in range(1, 55))
    assert "Finns inte" not in out


def test_a_new_section_has_nothing_to_mend_once_it_is_linked_and_locked(content: Path) -> None:
    assert skeleton.main(content, "g/min-sida") == 0
    text = (content / "g/min-sida.md").read_text()
    assert "\n# Min sida\n" in text
    (content / "g/guide.md").write_text(GUIDE + "2. [Min](min-sida.md)\n")
    ids.write(Files(content))
    assert check.check(content) == []


def test_a_file_is_never_written_over(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("g/a", "gemensamt/a"):
        assert skeleton.main(content, name) == 1
        assert "finns redan" in capsys.readouterr().out
    assert (content / "g/a.md").read_text() == SECTION
    assert not (content / "gemensamt/a.md").exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a", "Skriv mapp/id"),
        ("g/Min Sida", "Skriv mapp/id"),
        ("g/../../b", "Skriv mapp/id"),
        ("../b", "finns inte"),
        ("gemensam/b", "Menade du ”gemensamt”?"),
    ],
)
def test_a_name_that_will_not_do_is_said(
    content: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    before = sorted(content.rglob("*"))
    assert skeleton.main(content, name) == 1
    assert sentence in capsys.readouterr().out
    assert sorted(content.rglob("*")) == before


def test_a_folder_that_is_not_there_is_said_calmly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report.main(tmp_path / "saknas") == 1
    assert skeleton.main(tmp_path / "saknas", "g/b") == 1
    assert capsys.readouterr().out.count("finns inte") == 2
