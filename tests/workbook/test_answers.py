"""What an answer may look like, and how it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Kind
from app.workbook.answers import Answer, all_lines, empty, fits, lines

EXAMPLES = {
    Kind.SHORT: ("ett ord", ("ett ord",)),
    Kind.LONG: ("två\nrader", ("två\nrader",)),
    Kind.LIST: (["a", " ", "b"], ("a", "b")),
    Kind.CHECKLIST: ([["x", "Ringa", True], ["", "Vila", False]], ("Ringa (ikryssat)", "Vila")),
    Kind.ONE: ([["ja", "Ja"]], ("Ja",)),
    Kind.SEVERAL: ([["a", "A"], ["b", "B"]], ("A", "B")),
    Kind.SCALE: (7, ("7 av 10",)),
    Kind.DATE: ("2026-12-24", ("24 december 2026",)),
    Kind.CONTACT: ([["Åsa", "070", "syster"], ["", "", ""]], ("Åsa, 070, syster",)),
    Kind.IF_THEN: ([["det är kväll", "läser jag"]], ("När det är kväll: läser jag",)),
    Kind.LINKS: (
        [["jag är trött", "vilar"], ["Oro!", ""]],
        ("När jag märker: jag är trött. Då gör jag: vilar", "När jag märker: Oro! Då gör jag: …"),
    ),
    Kind.WEEK: (
        [["måndag", "bad", "", "läsa"], ["söndag", "", "", ""]],
        ("Måndag: förmiddag bad; kväll läsa",),
    ),
    Kind.BALANCE: (
        [["gå ut", "ger"], ["handla", "både"], ["vila", ""], ["", "tar"]],
        ("gå ut (ger kraft)", "handla (både ger och tar kraft)", "vila"),
    ),
    Kind.NETWORK: (
        [["Åsa", "syster", "närmast"], ["Bo", "", ""], ["", "", "nära"]],
        ("Åsa, syster (närmast)", "Bo"),
    ),
    Kind.TIMELINE: (
        [["ork"], ["2026-11-01", 4, ""], ["2026-11-02", 0, "regn"]],
        ("ork", "1 november 2026: 4 av 10", "2 november 2026: 0 av 10 (regn)"),
    ),
    Kind.LETTER: (["Hej du", ""], ("Hej du",)),
}
WRONG = {
    Kind.SHORT: [None, 1, ["a"]],
    Kind.LONG: [{}],
    Kind.LIST: ["a", [1], [None]],
    Kind.CHECKLIST: [[["x", "y"]], [["x", "y", 1]]],
    Kind.ONE: [[["x"]], "x"],
    Kind.SEVERAL: [[[1, "x"]]],
    Kind.SCALE: [11, -1, True, 1.0, "1"],
    Kind.DATE: ["24/12", "2026-13-01", "20261224", 20261224],
    Kind.CONTACT: [[["a", "b"]]],
    Kind.IF_THEN: [[["a", "b", "c"]]],
    Kind.LINKS: [[["a"]], "a"],
    Kind.WEEK: [[["måndag", "", ""]], [["idag", "", "", ""]], [["måndag", "", "", ""]] * 2],
    Kind.BALANCE: [[["a", "ger", "tar"]], [["a"]]],
    Kind.NETWORK: [[["a", "b", 1]], [["a", "närmast"]]],
    Kind.TIMELINE: [
        *([["ork"], ["i dag", 4, ""]], [["ork"], ["2026-11-01", 11, ""]]),
        *([["ork"], ["2026-11-01", True, ""]], [["2026-11-01", 4, ""]], [1]),
    ],
    Kind.LETTER: [[], ["a"], ["a", "i morgon"], "a", ["a", "", ""]],
}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_kept_and_read_back(kind: Kind) -> None:
    value, read = EXAMPLES[kind]
    answer = Answer(kind, "Vad?", value)
    assert Answer.of(answer.record()) == answer
    assert lines(answer) == read


@pytest.mark.parametrize("kind", Kind)
def test_an_unanswered_field_fits_and_has_nothing_to_read(kind: Kind) -> None:
    assert fits(kind, empty(kind))
    assert lines(Answer(kind, "Vad?", empty(kind))) == ()


@pytest.mark.parametrize("kind", Kind)
def test_a_value_of_another_shape_is_not_taken_for_an_answer(kind: Kind) -> None:
    for value in WRONG[kind]:
        assert not fits(kind, value)
        assert Answer.of({"kind": kind.value, "question": "Vad?", "value": value}) is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(json)
def test_no_record_makes_the_reader_raise(record: object) -> None:
    answer = Answer.of(record)
    if answer:
        lines(answer)


@given(st.sampled_from(Kind), json)
def test_what_fits_can_be_read(kind: Kind, value: object) -> None:
    if fits(kind, value):
        assert all(isinstance(line, str) for line in lines(Answer(kind, "Vad?", value)))


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        ("själv", "Ett brev som är stängt tills jag öppnar det."),
        ("2027-03-03", "Ett brev som är stängt till 3 mars 2027."),
    ],
)
def test_a_closed_letter_is_not_read_out_but_where_nothing_else_can_open_it(
    opens: str, said: str
) -> None:
    letter = Answer(Kind.LETTER, "Vad?", ["Hej du", opens])
    assert lines(letter) == (said,)
    assert all_lines(letter) == ("Hej du",)
