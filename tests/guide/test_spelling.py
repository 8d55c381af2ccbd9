"""Spelling by a real dictionary, with the authors' own list beside it."""

from pathlib import Path

import pytest

from app.guide import spelling
from app.guide.check import check, main
from app.guide.finding import Finding
from app.paths import find
from tests.guide.small import LAST, SECTION

RIGHT = spelling.dictionary()


def found(content: Path, text: str) -> list[Finding]:
    """What is said of spelling in ``g/a.md`` with other words at its end, on line 17."""
    (content / "g/a.md").write_text(SECTION.replace(LAST, text))
    return [finding for finding in check(content, right=RIGHT) if finding.code == "G46"]


def test_a_word_that_is_not_swedish_is_named_with_its_line(content: Path) -> None:
    [finding] = found(content, "Du kan villa en stund. Du kan vilaa en stund.")
    assert (finding.line, finding.warning) == (17, True)
    assert "vilaa" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Boendestödjaren och personligt ombud följer med på vårdplaneringen.",
        "Läs mer på shedo.se/stod eller suicidezero.se. Ring 90101.",
        "LPT är lagen om psykiatrisk tvångsvård.",
        "Om du är **trött** kan du *vila*.",
    ],
)
def test_right_words_addresses_and_abbreviations_pass(content: Path, text: str) -> None:
    assert found(content, text) == []


def test_a_word_in_the_list_may_stand_in_any_case(content: Path) -> None:
    assert found(content, "Peer support finns. Fråga efter peer support.")
    (content / "ordlista.txt").write_text("peer\n")
    assert found(content, "Peer support finns. Fråga efter peer support.") == []


def test_our_own_content_is_spelled_right() -> None:
    findings = check(find().content, right=RIGHT)
    assert [str(one) for one in findings if one.code == "G46"] == []


def test_without_a_dictionary_the_check_says_that_nothing_was_checked(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling.sysconfig, "get_path", lambda _: str(content))
    assert spelling.dictionary() is None
    (content / "g/a.md").write_text(SECTION.replace(LAST, "Du kan vilaa."))
    assert main(content) == 0
    printed = capsys.readouterr().out
    assert "Stavningen är inte kontrollerad" in printed
    assert "vilaa" not in printed


def test_here_there_is_a_dictionary() -> None:
    assert RIGHT is not None
