"""LIX, long sentences and reading time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import parse
from app.guide.check import check
from app.guide.readability import length, lix, minutes, sentences, words
from tests.guide.small import SECTION


def said(text: str) -> list[str]:
    return sentences(parse.section(f"# Titel\n\n{text}", "a").node)


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # Eight words in two sentences, two of them longer than six letters: 4 + 25.
    assert lix(["Jag läser svåra böcker.", "Lättare böcker är roligare."]) == 4 + 100 * 2 / 8
    assert lix(["Sjutton"]) == 101  # seven letters are long
    assert lix(["Sexton"]) == 1
    assert lix([]) == 0


def test_letters_make_a_word_long_and_nothing_else() -> None:
    assert lix(["0200-239 500"]) == 2
    assert lix(["e-post 8-10"]) == 2


def test_a_sentence_ends_where_the_next_begins() -> None:
    assert said("Hej. Vad vill du? ”Vila”, sa hon. 17 dagar!") == [
        "Hej.",
        "Vad vill du?",
        "”Vila”, sa hon.",
        "17 dagar!",
    ]


def test_a_colon_or_an_abbreviation_ends_no_sentence() -> None:
    assert len(said("Gör så här: Vila. Läs 3 kap. 8 § i lagen.")) == 2
    assert len(said("Ring t.ex. Bris eller mind.se nu.")) == 1


def test_each_item_of_a_list_is_a_sentence() -> None:
    assert said("Välj:\n\n- en sak\n- en till. Eller inte.\n") == [
        "Välj:",
        "en sak",
        "en till.",
        "Eller inte.",
    ]


def test_headings_options_and_sources_are_not_running_text() -> None:
    question = "```fråga f\ntyp: val\ndjup: lite\nhjälp: Välj en.\nVad nu?\n- Ja {#ja}\n```"
    source = "```källa\ndatum: 2026-02-12\nEn lag.\n```"
    assert said(f"## Rubrik\n\n{question}\n\n{source}") == ["Vad nu?", "Välj en."]


def test_the_time_counts_what_one_reads() -> None:
    node = parse.section("# Ett\n\nTvå tre.\n\n```källa\ndatum: 2026-02-12\nFyra.\n```", "a").node
    assert length(node) == 3
    assert (minutes(3), minutes(130), minutes(390)) == (1, 1, 3)


@pytest.mark.parametrize(("count", "codes"), [(20, []), (21, ["G40"])])
def test_a_sentence_has_at_most_twenty_words(content: Path, count: int, codes: list[str]) -> None:
    text = f"**{' '.join(['vi'] * 5)}** {' '.join(['ses'] * (count - 5))}."
    (content / "g/a.md").write_text(SECTION.replace("Hej då.", f"Hej då.\n\n{text}"))
    found = check(content)
    assert [finding.code for finding in found] == codes
    assert all(finding.line == 19 and finding.warning for finding in found)


@given(st.text("ab Å.!?:-’”(9\n\u00a0"))
def test_no_word_is_lost_or_made_between_text_and_sentences(text: str) -> None:
    parts = said(text.replace("\n", " "))
    whole = " ".join(parts)
    assert words(whole) == [word for part in parts for word in words(part)]
    assert lix(parts) >= 0
    assert all(words(part) for part in parts)
