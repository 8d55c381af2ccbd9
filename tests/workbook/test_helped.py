"""What helped the last time: a rule over the person's own words, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Kind, Library
from app.paths import find
from app.workbook import helped
from app.workbook.answers import BY_HAND, Answer, Json
from app.workbook.helped import Link
from app.workbook.search import reading_order

LIBRARY = Library(find().content)
GUIDE = LIBRARY.guides[0]
SOURCES = helped.sources(LIBRARY, reading_order(LIBRARY, GUIDE))
SIGNS, MORE = "mina-tecken.egna-tecken", "mina-tecken.brukar-marka"
LINKS, IF_THEN = "mina-strategier.tecken-och-hjalp", "mina-tecken.nar-jag-marker"
HELPS, FEW = "mina-strategier.forslag", "mina-strategier.nastan-ingen-ork"
WORDS = st.sampled_from(["Sova", "sova.", "Gå ut", "ringa", " ringa ", "", "Åka buss"])


def wrote(**values: Json) -> dict[str, Answer]:
    """Answers, by the names of the keys above."""
    keys = {name: globals()[name] for name in values}
    return {key: Answer.to(LIBRARY.fields[key], values[name]) for name, key in keys.items()}


def test_the_content_says_where_signs_and_strategies_are() -> None:
    assert {SIGNS, MORE} <= {field.key for field in SOURCES.signs}
    assert {HELPS, FEW} <= {field.key for field in SOURCES.helps}
    assert {LINKS, IF_THEN} <= {field.key for field in SOURCES.linked}
    assert "sma-steg" not in {field.key.partition(".")[0] for field in SOURCES.linked}
    assert all(field.kind is Kind.LETTER for field in SOURCES.letters)
    assert SOURCES.letters


@pytest.mark.parametrize("guide", LIBRARY.guides, ids=lambda guide: guide.id)
def test_what_a_guide_asks_comes_first(guide) -> None:
    first = helped.sources(LIBRARY, reading_order(LIBRARY, guide)).helps[0]
    has = {field.key for one in guide.sections for field in LIBRARY.section(one).fields}
    assert first.key in has or not any(LIBRARY.fields[key].kind is Kind.LINKS for key in has)


def test_signs_are_the_own_words_in_their_order_each_once() -> None:
    answers = wrote(
        SIGNS=["Jag stänger av radion", "jag tystnar"],
        MORE=[["somnen", "Sömnen ändras"]],
        LINKS=[["Jag tystnar.", "ringa"], ["Jag glömmer mat", "äta"], ["utan svar", ""]],
        IF_THEN=[["jag fryser", "dricker jag te"]],
    )
    assert helped.signs(SOURCES, answers) == (
        "Sömnen ändras",
        "Jag stänger av radion",
        "jag tystnar",
        "jag fryser",
        "Jag glömmer mat",
    )


def test_only_what_is_linked_to_the_noticed_signs_is_shown_in_the_persons_order() -> None:
    answers = wrote(
        LINKS=[["Jag tystnar", "ringa"], ["Jag fryser", "te"], ["jag tystnar.", "gå ut"]],
    )
    assert helped.links(SOURCES, answers, ["Jag tystnar"]) == (
        Link("Jag tystnar", "ringa", LINKS),
        Link("jag tystnar.", "gå ut", LINKS),
    )
    assert len(helped.links(SOURCES, answers)) == 3
    assert helped.links(SOURCES, answers, []) == ()


def test_other_strategies_leave_out_what_is_shown_already() -> None:
    answers = wrote(
        HELPS=[["vila", "Vila", True], ["", "te", False]], FEW=["vila", "Dricka vatten"]
    )
    shown = [Link("x", "Te.", LINKS)]
    found = helped.others(SOURCES, answers, shown)
    assert [(one.key, one.rows) for one in found] == [(HELPS, ("Vila",)), (FEW, ("Dricka vatten",))]


@pytest.mark.parametrize("opens", [BY_HAND, "2999-01-01", "2001-01-01"])
def test_a_closed_letter_is_left_alone_and_an_open_one_may_be_read(opens: str) -> None:
    [field, *_] = SOURCES.letters
    assert helped.letters(SOURCES, {field.key: Answer.to(field, ["hemligt", opens])}) == ()
    [letter] = helped.letters(SOURCES, {field.key: Answer.to(field, ["Hej du", ""])})
    assert (letter.key, letter.rows) == (field.key, ("Hej du",))


def test_answers_of_another_kind_than_their_questions_are_not_read() -> None:
    other = Answer(Kind.SHORT, "Vad?", "ord")
    answers = {field.key: other for field in (*SOURCES.linked, *SOURCES.letters)}
    assert helped.signs(SOURCES, answers) == ()
    assert helped.letters(SOURCES, answers) == ()


@given(st.lists(st.tuples(WORDS, WORDS)), st.lists(WORDS), st.lists(WORDS))
def test_nothing_is_shown_twice_or_made_up_and_every_sign_leads_to_its_links(
    rows: list[tuple[str, str]], signs: list[str], helps: list[str]
) -> None:
    answers = wrote(LINKS=[list(row) for row in rows], SIGNS=signs, FEW=helps)
    tapped = helped.signs(SOURCES, answers)
    folded = [sign.strip().rstrip(".").casefold() for sign in tapped]
    assert len(set(folded)) == len(folded)
    links = helped.links(SOURCES, answers)
    assert helped.links(SOURCES, answers, tapped) == links
    assert [(one.when, one.do) for one in links] == [
        (when.strip(), do.strip()) for when, do in rows if when.strip() and do.strip()
    ]
    others = [row for one in helped.others(SOURCES, answers, links) for row in one.rows]
    assert set(others) <= {row.strip() for row in helps}
    done = {link.do.rstrip(".").casefold() for link in links}
    assert not done & {row.rstrip(".").casefold() for row in others}
