"""The content's compiler: each rule fails on its own small mistake, and names where and what."""

from pathlib import Path

import pytest

from app.guide import check, ids
from app.paths import find

GUIDE = "---\nkort: K.\n---\n# G\n\n1. [A](a.md)\n"
SECTION = """---
kort: K.
---
# A

## Vill jag göra det här?

```fråga f
typ: val
djup: lite
Vad vill du?
- Ja {#ja}
```

## När du är klar för nu

Hej då.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder without findings."""
    for name in ("g", "gemensamt"):
        (tmp_path / name).mkdir()
    (tmp_path / "g/guide.md").write_text(GUIDE)
    (tmp_path / "g/a.md").write_text(SECTION)
    (tmp_path / "gemensamt/fa-hjalp-nu.md").write_text("---\nkort: K.\n---\n# Hjälp\n\nRing 112.\n")
    ids.write(tmp_path)
    assert check.check(tmp_path) == []
    return tmp_path


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in check.check(folder)]


MISTAKES = {
    "front matter that never ends": (SECTION.replace("---\n# A", "# A"), "G01", 1),
    "an unknown line on top": (SECTION.replace("kort: K.", "kort: K.\nkrot: x"), "G02", 3),
    "no kort": (SECTION.replace("kort: K.\n", ""), "G03", 1),
    "two titles": (SECTION.replace("Hej då.", "Hej.\n\n# B"), "G04", 4),
    "an unknown fence": (SECTION.replace("Hej då.", "```frga x\n```"), "G06", 17),
    "code": (SECTION.replace("Hej då.", "Hej.\n\n    kod"), "G08", 14),
    "an unknown key": (SECTION.replace("djup: lite", "djup: lite\nhjlp: x"), "G09", 11),
    "a bad id": (SECTION.replace("fråga f", "fråga F!"), "G10", 8),
    "an unknown kind": (SECTION.replace("typ: val", "typ: vla"), "G11", 8),
    "an unknown depth": (SECTION.replace("djup: lite", "djup: lit"), "G11", 8),
    "no question": (SECTION.replace("Vad vill du?\n", ""), "G13", 8),
    "no options": (SECTION.replace("- Ja {#ja}\n", ""), "G14", 8),
    "an option without id": (SECTION.replace(" {#ja}", ""), "G15", 12),
    "a broken link": (SECTION.replace("Hej då.", "[Hej](b.md)"), "G21", 1),
    "a link that opens nothing": (SECTION.replace("Hej då.", "[Hej](ftp:x)"), "G21", 1),
    "HTML": (SECTION.replace("Hej då.", "<b>Hej</b>"), "G29", 17),
    "a banned word": (SECTION.replace("Hej då.", "Du måste vila."), "G30", 17),
    "nothing for little strength": (SECTION.replace("djup: lite", "djup: mycket"), "G31", 8),
    "no way in": (SECTION.replace("## Vill jag göra det här?", "## Nu"), "G32", 1),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_found_at_its_line(content: Path, mistake: str) -> None:
    text, code, line = MISTAKES[mistake]
    (content / "g/a.md").write_text(text)
    found = {(finding.code, finding.line): finding for finding in check.check(content)}
    assert (code, line) in found, found
    assert found[code, line].path == content / "g/a.md"
    assert found[code, line].remedy


def test_a_help_line_without_a_date_is_found(content: Path) -> None:
    help_page = content / "gemensamt/fa-hjalp-nu.md"
    line = "```hjälplinje\nnamn: N\nnummer: 1\nför: F\nkontrollerad: {}\nkälla: K\n```\n"
    help_page.write_text(help_page.read_text() + line.format("igår"))
    assert codes(content) == ["G17"]
    help_page.write_text(help_page.read_text().replace("kontrollerad: igår\n", ""))
    assert codes(content) == ["G16"]


def test_a_file_that_is_not_text_is_found(content: Path) -> None:
    (content / "g/a.md").write_bytes(b"\xff\xfe")
    assert "G00" in codes(content)


def test_two_sections_with_one_id_are_found(content: Path) -> None:
    (content / "gemensamt/a.md").write_text(SECTION)
    assert "G20" in codes(content)


def test_an_unlinked_section_is_found(content: Path) -> None:
    (content / "g/b.md").write_text("---\nkort: K.\n---\n# B\n\nText.\n")
    assert codes(content) == ["G22"]


def test_a_guide_that_links_to_nothing_gets_a_did_you_mean(content: Path) -> None:
    (content / "g/guide.md").write_text(GUIDE + "2. [X](fa-hjalp-nuu.md)\n")
    [finding] = check.check(content)
    assert (finding.code, finding.line) == ("G21", 7)
    assert finding.remedy == "Menade du ”fa-hjalp-nu”?"


def test_a_missing_help_page_is_found(content: Path) -> None:
    (content / "gemensamt/fa-hjalp-nu.md").unlink()
    assert codes(content) == ["G24"]


def test_a_new_id_has_to_be_locked(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("{#ja}", "{#ja}\n- Nej {#nej}"))
    assert codes(content) == ["G25"]
    ids.write(content)
    assert codes(content) == []


def test_an_id_that_was_changed_is_found_with_the_old_one(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("fråga f\n", "fråga ff\n"))
    findings = check.check(content)
    assert {finding.code for finding in findings} == {"G25", "G28"}
    assert any("Menade du ”a.f”?" in finding.remedy for finding in findings)


def test_a_retired_id_is_never_used_again(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("fråga f\n", "fråga g\n"))
    ids.write(content)
    assert codes(content) == []
    (content / "g/a.md").write_text(SECTION)
    assert "G26" in codes(content)


def test_a_question_cannot_change_its_kind(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("typ: val", "typ: flerval"))
    assert codes(content) == ["G27"]


def test_errors_make_the_command_fail_and_are_numbered_lines(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(content) == 0
    (content / "g/a.md").write_text(SECTION.replace("typ: val", "typ: vla"))
    assert check.main(content) == 1
    assert f"{content}/g/a.md:8: G11 fel: " in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_said_calmly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(tmp_path / "saknas") == 1
    assert "finns inte" in capsys.readouterr().out


def test_the_content_that_ships_has_no_findings() -> None:
    assert check.check(find().content) == []
