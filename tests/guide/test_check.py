"""The content's compiler: each rule fails on its own small mistake, and names where and what."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.guide import check, ids
from app.guide.files import Files
from app.paths import find
from tests.guide.small import GUIDE, SECTION


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in check.check(folder)]


MISTAKES = {
    "front matter that never ends": (SECTION.replace("---\n# A", "# A"), "G01", 1),
    "an unknown line on top": (SECTION.replace("kort: K.", "kort: K.\nkrot: x"), "G02", 3),
    "no kort": (SECTION.replace("kort: K.\n", ""), "G03", 1),
    "two titles": (SECTION.replace("Hej då.", "Hej.\n\n# B"), "G04", 4),
    "a fence that never ends": (SECTION + "```källa\n", "G05", 18),
    "two questions with one id": (
        SECTION + "```fråga f\ntyp: kort\ndjup: lite\nA?\n```",
        "G07",
        18,
    ),
    "nothing to gather": (SECTION + "```hämta\nrubrik: R\n```", "G18", 18),
    "an unknown fence": (SECTION.replace("Hej då.", "```frga x\n```"), "G06", 17),
    "code": (SECTION.replace("Hej då.", "Hej.\n\n    kod"), "G08", 14),
    "an unknown key": (SECTION.replace("djup: lite", "djup: lite\nhjlp: x"), "G09", 11),
    "a bad id": (SECTION.replace("fråga f", "fråga F!"), "G10", 8),
    "an unknown kind": (SECTION.replace("typ: val", "typ: vla"), "G11", 8),
    "an unknown depth": (SECTION.replace("djup: lite", "djup: lit"), "G11", 8),
    "no question": (SECTION.replace("Vad vill du?\n", ""), "G13", 8),
    "no options": (SECTION.replace("- Ja {#ja}\n", ""), "G14", 8),
    "an option without id": (SECTION.replace(" {#ja}", ""), "G15", 12),
    "a broken link": (SECTION.replace("Hej då.", "[Hej](b.md)"), "G21", 17),
    "a link that opens nothing": (SECTION.replace("Hej då.", "[Hej](ftp:x)"), "G21", 17),
    "HTML": (SECTION.replace("Hej då.", "<b>Hej</b>"), "G29", 17),
    "a banned word": (SECTION.replace("Hej då.", "Du måste vila."), "G30", 17),
    "nothing for little strength": (SECTION.replace("djup: lite", "djup: mycket"), "G33", 8),
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
    found = check.check(content, only=content / "g/a.md")
    assert [one.code for one in found] == ["G00"]


def test_of_a_file_in_another_encoding_only_that_is_said(content: Path) -> None:
    path = content / "g/a.md"
    path.write_text(path.read_text() + "\nVad gör du då?\n", encoding="latin-1")
    found = check.check(content, only=content / "g/a.md")
    assert [one.code for one in found] == ["G00"]


def test_findings_come_by_file_and_line(content: Path) -> None:
    (content / "g/b.md").write_text(SECTION.replace("Hej då.", "Du måste.\n\nBrukaren."))
    (content / "g/guide.md").write_text("# G\n\nKlienten.\n\n1. [A](a.md)\n2. [B](b.md)\n")
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Missbruk."))
    banned = [
        (found.path.name, found.line)
        for found in check.check(content)
        if found.code == "G30" and found.path
    ]
    assert banned == [("guide.md", 3), ("a.md", 17), ("b.md", 17), ("b.md", 19)]


def test_a_guide_without_a_table_of_contents_is_found(content: Path) -> None:
    (content / "g/guide.md").write_text("---\nkort: K.\n---\n# G\n\nHej.\n")
    assert codes(content) == ["G12", "G22"]


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
    ids.write(Files(content))
    assert codes(content) == []


def test_an_id_that_was_changed_is_found_with_the_old_one(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("fråga f\n", "fråga ff\n"))
    findings = check.check(content)
    assert {finding.code for finding in findings} == {"G25", "G28"}
    assert any("Menade du ”a.f”?" in finding.remedy for finding in findings)


def test_a_retired_id_is_never_used_again(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("fråga f\n", "fråga g\n"))
    ids.write(Files(content))
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


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (SECTION, "1 guide, 2 avsnitt, 1 fråga: 0 fel, 0 varningar."),
        (
            SECTION.replace("Hej då.", f"Den här lagen. {'Ord ' * 21}ord."),
            "1 guide, 2 avsnitt, 1 fråga: 0 fel, 2 varningar.",
        ),
        (
            SECTION.replace(
                "Hej då.", "Den här lagen.\n```fråga g\ntyp: kort\ndjup: lite\nA?\n```"
            ),
            "1 guide, 2 avsnitt, 2 frågor: 2 fel, 1 varning.",
        ),
    ],
)
def test_one_is_said_as_one_and_more_as_more(
    content: Path, capsys: pytest.CaptureFixture[str], text: str, end: str
) -> None:
    (content / "g/a.md").write_text(text)
    check.main(content)
    assert capsys.readouterr().out.splitlines()[-1] == end


def test_a_folder_that_is_not_there_is_said_calmly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(tmp_path / "saknas") == 1
    assert "finns inte" in capsys.readouterr().out


def test_the_same_comes_as_json(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(content, as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == []
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", "Du måste vila."))
    assert check.main(content, as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "code": "G30",
            "weight": "fel",
            "path": str(content / "g/a.md"),
            "line": 17,
            "message": "Ordet ”Du måste” använder vi inte.",
            "remedy": "Skriv ”du kan” eller ”vill du?”.",
        }
    ]


def test_json_for_a_folder_that_is_not_there_is_no_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main(tmp_path / "saknas", as_json=True) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "finns inte" in said.err


def test_locking_says_what_it_did(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "g/a.md").write_text(SECTION.replace("- Ja {#ja}", "- Nej {#nej}\n- Vet ej {#vet}"))
    assert check.main(content, lock=True) == 0
    assert "ids.lock: 2 nya id:n, 1 har utgått." in capsys.readouterr().out
    (content / "g/a.md").write_text(SECTION.replace("- Ja {#ja}", "- Nej {#nej}\n- Kan {#kan}"))
    assert check.main(content, lock=True) == 0
    assert "ids.lock: 1 nytt id, 1 har utgått." in capsys.readouterr().out


@pytest.mark.parametrize("broken", [SECTION.replace("typ: val", "typ: vla").encode(), b"\xff\xfe"])
def test_what_cannot_be_read_retires_nothing(
    content: Path, capsys: pytest.CaptureFixture[str], broken: bytes
) -> None:
    before = (content / ids.FILE).read_text()
    (content / "g/a.md").write_bytes(broken)
    assert check.main(content, lock=True) == 1
    assert "inget är inskrivet" in capsys.readouterr().out
    assert (content / ids.FILE).read_text() == before


@pytest.mark.parametrize("lock", ["a.f val\nä utgått\n".encode("latin-1"), None])
def test_a_lock_that_cannot_be_read_is_an_error_and_is_not_written_over(
    content: Path, capsys: pytest.CaptureFixture[str], lock: bytes | None
) -> None:
    path = content / ids.FILE
    path.unlink()
    if lock is None:
        path.mkdir()
    else:
        path.write_bytes(lock)
    [found] = check.check(content)
    assert (found.code, found.warning, found.path) == ("G00", False, path)
    assert found.remedy
    assert check.main(content, lock=True) == 1
    assert "ids.lock går inte att läsa." in capsys.readouterr().out
    assert path.is_dir() if lock is None else path.read_bytes() == lock


def test_a_lock_that_cannot_be_written_anew_is_as_it_was(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (content / ids.FILE).read_text()
    (content / "g/a.md").write_text(SECTION.replace("{#ja}", "{#ja}\n- Nej {#nej}"))
    (content / f"{ids.FILE}.ny").mkdir()
    assert check.main(content, lock=True) == 1
    assert "ids.lock går inte att skriva. Inget är inskrivet." in capsys.readouterr().out
    assert (content / ids.FILE).read_text() == before


def test_a_new_lock_leaves_nothing_beside_it(content: Path) -> None:
    before = sorted(content.rglob("*"))
    ids.write(Files(content))
    assert sorted(content.rglob("*")) == before


def test_every_rule_stands_in_the_manual_for_authors_and_no_other() -> None:
    code = "".join(path.read_text() for path in Path(check.__file__).parent.glob("*.py"))
    made = set(re.findall(r"\"(G\d\d)\"", code))
    manual = re.findall(r"^\| (G\d\d) \|", (find().content / "README.md").read_text(), re.MULTILINE)
    assert manual == sorted(manual)
    assert set(manual) == made | {"G31"}  # retired: G33 asks for more


def test_the_content_that_ships_has_no_findings() -> None:
    """But that a year goes by, which may not stop anyone from making a change."""
    assert [found for found in check.check(find().content) if found.code != "G42"] == []


def test_one_file_alone_is_checked_as_it_is_among_all(content: Path) -> None:
    (content / "g/a.md").write_text(SECTION.replace("fråga f", "fråga ny"))
    (content / "gemensamt/fa-hjalp-nu.md").write_text("# Hjälp\n")
    found = check.check(content)
    for path in {one.path for one in found}:
        assert check.check(content, only=path) == [one for one in found if one.path == path]
    assert check.check(content, only=content / "g/guide.md") == []


@pytest.mark.skipif(os.name != "posix", reason="asks the system for a program's working time")
def test_what_the_check_of_all_content_costs_is_told(figure: Callable[[str], None]) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "app", "check"]
    done = subprocess.run(command, cwd=find().content.parent, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figure(f"check of all content: {spent:.2f} s of processor (at most 2 s on a machine at rest)")
    assert done.returncode == 0
