"""What the check says of exercises, words, abbreviations and signs."""

from pathlib import Path

import pytest

from app.guide.check import check
from app.guide.finding import Finding
from tests.guide.small import GUIDE, HELP_LINE, LAST, SECTION


def found(content: Path, text: str, code: str) -> list[Finding]:
    """The findings of one rule about ``g/a.md`` with this text."""
    (content / "g/a.md").write_text(text)
    return [finding for finding in check(content) if finding.code == code]


def ended(text: str) -> str:
    """The small section with other words at its end, on line 17."""
    return SECTION.replace(LAST, text)


GATHERED = "```hämta\nrubrik: R\nfrån: a.f, {}\n```"
LINKS = "```fråga g\ntyp: koppling\ndjup: lagom\ntecken: a.f\nhjälper: {}\nVad hjälper?\n```"


@pytest.mark.parametrize("block", [GATHERED, LINKS])
def test_answers_are_gathered_from_questions_that_exist(content: Path, block: str) -> None:
    [finding] = found(content, ended(block.format("a.ff")), "G19")
    assert finding.line == 17
    assert "”a.ff”" in finding.message
    assert finding.remedy == "Menade du ”a.f”?"
    assert found(content, ended(block.format("a.f")), "G19") == []


def test_a_question_far_from_all_others_is_not_guessed_at(content: Path) -> None:
    [finding] = found(content, ended(GATHERED.format("xyzzy.plugh")), "G19")
    assert "Menade" not in finding.remedy


WRITTEN = "```fråga g\ntyp: text\ndjup: {}\nVad mer?\n{}```\n"


def test_every_exercise_has_something_for_one_tap(content: Path) -> None:
    second = ended("## Mer\n\n" + WRITTEN.format("lite", ""))
    [finding] = found(content, second, "G33")
    assert finding.line == 19
    assert "”Mer”" in finding.message
    assert found(content, second.replace("Vad mer?\n", "Vad mer?\n- Vila\n"), "G33") == []


def test_one_tap_that_takes_more_strength_does_not_count(content: Path) -> None:
    second = ended("## Mer\n\n" + WRITTEN.format("lagom", "- Vila\n"))
    assert [finding.line for finding in found(content, second, "G33")] == [19]


def test_a_question_without_one_tap_may_stand_beside_one_that_has_it(content: Path) -> None:
    beside = SECTION.replace("## När", WRITTEN.format("mycket", "") + "\n## När")
    assert found(content, beside, "G33") == []


@pytest.mark.parametrize(
    "explained",
    [
        "Be om en samordnad individuell plan (SIP).",
        "En SIP (samordnad individuell plan) är bra.",
        "SIP: samordnad individuell plan.",
        "SIP är en plan.",
        "SIP betyder samordnad individuell plan.",
        "Planen heter SIP.",
        "Fråga efter SIP, samordnad individuell plan.",
        "Fråga efter SIP, en plan för ditt stöd.",
        "Fråga efter en samordnad individuell plan, SIP.",
    ],
)
def test_an_abbreviation_may_be_explained_in_many_ways(content: Path, explained: str) -> None:
    assert found(content, ended(f"{explained}\n\nNästa gång säger du SIP."), "G41") == []


@pytest.mark.parametrize("plain", ["Be om en SIP.", "Vill du ha SIP, be om det.", "Din SIP-plan."])
def test_an_abbreviation_without_an_explanation_is_found(content: Path, plain: str) -> None:
    [finding] = found(content, ended(plain), "G41")
    assert (finding.line, finding.warning) == (17, False)
    assert "”SIP”" in finding.message


def test_an_abbreviation_is_found_in_options_and_sources_too(content: Path) -> None:
    option = SECTION.replace("- Ja {#ja}", "- En SIP {#ja}")
    assert [finding.line for finding in found(content, option, "G41")] == [12]
    source = ended("```källa\ndatum: 2026-02-12\nSOU 2026.\n```")
    assert [finding.line for finding in found(content, source, "G41")] == [19]


def test_a_name_in_the_list_needs_no_explanation(content: Path) -> None:
    assert found(content, ended("Ring SPES."), "G41")
    (content / "ordlista.txt").write_text("# Namn\n\nSPES\n")
    assert found(content, ended("Ring SPES."), "G41") == []
    assert found(content, ended("Ring Namn NAMN."), "G41")


@pytest.mark.parametrize("sign", ["→", "✓", "😀", "\u00ad", "\u2028", "ж"])
def test_a_sign_no_font_has_is_named(content: Path, sign: str) -> None:
    [finding] = found(content, ended(f"Gå {sign} hem."), "G45")
    assert (finding.line, finding.warning) == (17, False)
    assert f"U+{ord(sign):04X}" in finding.message


def test_swedish_and_its_signs_are_all_there(content: Path) -> None:
    text = "Å, ä och ö: ”så här” – 5\u00a0% av 20\u00a0°C … é, ü, §, €, ½, ’, ×."
    assert found(content, ended(text), "G45") == []


def test_a_link_that_says_one_number_and_calls_another_is_named(content: Path) -> None:
    [finding] = found(content, ended("[Ring 90101](tel:90109)"), "G21")
    assert "ringer 90109" in finding.message
    [finding] = found(content, ended("[Ring 9**01**01](tel:90109)"), "G21")
    assert "90101" in finding.message
    assert found(content, ended("[08-12 **34**](tel:081234)"), "G21") == []
    assert (
        found(content, ended("[Ring 08-123 45](tel:0812345) eller [ring oss](tel:112)"), "G21")
        == []
    )


def test_a_help_line_nobody_can_call_is_named(content: Path) -> None:
    line = HELP_LINE.replace("nummer: 1", "nummer: ring oss")
    assert line != HELP_LINE
    [finding] = found(content, ended(line), "G16")
    assert "ring oss" in finding.message


def test_a_law_in_a_source_is_called_what_it_is_called(content: Path) -> None:
    law = "Lagen (1988:870) om vård av missbrukare i vissa fall."
    source = f"```källa\ndatum: 2026-02-12\n{law}\n```"
    assert found(content, ended(source), "G30") == []
    assert found(content, ended(law), "G30")


FOUR = "Ett. Två är fler. Tre? Fyra."


@pytest.mark.parametrize("text", [FOUR, f"> Först.\n>\n> {FOUR}", f"**Ett**. {FOUR[5:]}"])
def test_a_paragraph_of_four_sentences_is_too_long(content: Path, text: str) -> None:
    [finding] = found(content, ended(text), "G55")
    assert (finding.line, finding.warning) == (17 + text.count("\n"), True)
    assert "4 meningar" in finding.message
    assert "”Ett.” …" in finding.message or "”Ett. …”" in finding.message
    assert found(content, ended(text.replace(" Fyra.", "")), "G55") == []


@pytest.mark.parametrize(
    "text",
    [
        "- Ett.\n- Två.\n- Tre.\n- Fyra.",
        HELP_LINE.replace("för: F.", f"för: {FOUR}"),
        f"```källa\ndatum: 2026-02-12\n{FOUR}\n```",
        "Ring kl. 8, t.ex. 9. Eller 10. Eller 11.",
    ],
)
def test_lists_help_lines_sources_and_abbreviations_are_no_long_paragraphs(
    content: Path, text: str
) -> None:
    assert found(content, ended(text), "G55") == []


def test_a_guides_own_words_have_short_paragraphs_and_easy_texts_may_have_long(
    content: Path,
) -> None:
    (content / "g/guide.md").write_text(GUIDE.replace("\n1.", f"\n{FOUR}\n\n1."))
    (content / "g/a.lattlast.md").write_text(ended(FOUR))
    [finding] = found(content, SECTION, "G55")
    assert finding.path == content / "g/guide.md"
    assert finding.line == 6
