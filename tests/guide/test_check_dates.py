"""Facts that are out of date, and `guiden dates`."""

from datetime import date
from pathlib import Path

import pytest

from app.guide import dates
from app.guide.check import check
from app.guide.finding import Finding
from tests.guide.small import HELP, HELP_LINE, SECTION

READ = date(2026, 11, 21)  # the day in HELP_LINE
SOURCE = "```källa\ndatum: 2026-02-12\nLagen, 3 §.\n```\n"


def help_page(content: Path, text: str) -> None:
    (content / "gemensamt/fa-hjalp-nu.md").write_text(HELP + text)


def codes(findings: list[Finding]) -> list[tuple[str, int, bool]]:
    return [(finding.code, finding.line, finding.warning) for finding in findings]


def test_a_number_is_checked_every_twelve_months(content: Path) -> None:
    help_page(content, HELP_LINE)
    assert check(content, date(2027, 11, 21)) == []
    assert codes(check(content, date(2027, 11, 22))) == [("G42", 8, True)]


def test_a_day_that_has_not_come_is_an_error(content: Path) -> None:
    help_page(content, HELP_LINE + SOURCE)
    assert check(content, READ) == []
    assert codes(check(content, date(2026, 11, 20))) == [("G43", 8, False)]
    assert codes(check(content, date(2026, 2, 11))) == [("G43", 8, False), ("G43", 15, False)]


def test_the_day_after_february_has_a_year_before_it() -> None:
    assert dates.a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert dates.a_year_before(date(2028, 3, 1)) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text", ["Så säger lagen.", "Enligt lag får du läsa.", "Läs 3 §.", "Patientlagen gäller."]
)
def test_law_without_a_source_is_a_warning(content: Path, text: str) -> None:
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", text))
    assert codes(check(content)) == [("G44", 17, True)]
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", f"{text}\n\n{SOURCE}"))
    assert check(content) == []


@pytest.mark.parametrize("text", ["Läs förslagen.", "Den som är slagen.", "Laga mat.", "Anlagen."])
def test_words_that_only_look_like_law_need_no_source(content: Path, text: str) -> None:
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", text))
    assert check(content) == []


def test_dates_come_oldest_first_with_every_place(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    help_page(content, HELP_LINE + SOURCE)
    (content / "g/a.md").write_text(SECTION + "\n" + SOURCE)
    assert dates.main(content, date(2027, 3, 1)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-02-12  Lagen, 3 §.  (läs på nytt)",
        "    g/a.md:19",
        "    gemensamt/fa-hjalp-nu.md:15",
        "2026-11-21  K",
        "    gemensamt/fa-hjalp-nu.md:8  N, 1",
        "2 källor, äldst först. 1 lästes för mer än tolv månader sedan.",
    ]


def test_dates_of_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dates.main(tmp_path / "saknas") == 1
    assert "finns inte" in capsys.readouterr().out
