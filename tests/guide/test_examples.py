"""The example answers of a trial: what is read of them, and what the check says."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.guide import Kind, Library, check, example_answers
from app.paths import find

FIELD = """
```fråga {id}
typ: {kind}
djup: lite
Vad vill du?
{options}```
"""


def ask(content: Path, kind: str, options: str = "") -> None:
    """Puts one more question in the section: `a.x`."""
    path = content / "g/a.md"
    block = FIELD.format(id="x", kind=kind, options=options)
    path.write_text(path.read_text().replace("\n## När du", f"{block}\n## När du"))


def say(content: Path, text: str, key: str = "a.x") -> None:
    (content / "exempel.md").write_text(f"# Svar\n\n```exempel {key}\n{text}\n```\n")


def said(content: Path) -> list[str]:
    return [f"{one.line} {one.remedy}" for one in check.check(content) if one.code == "G60"]


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        ("kort", "Något litet", True),
        ("kort", "Två\nrader", False),
        ("kort", "", False),
        ("text", "Två\nrader", True),
        ("lista", "- En\n- Två", True),
        ("lista", "En", False),
        ("skala", "10", True),
        ("skala", "11", False),
        ("om-så", "- När | Då", True),
        ("om-så", "- När", False),
        ("kontakt", "- Kim | 0701234567 | granne", True),
        ("kontakt", "- Kim | 0701234567", False),
        ("vecka", "måndag", False),
    ],
)
def test_an_example_has_to_fit_the_kind_of_its_question(content, kind, text, right) -> None:
    ask(content, kind)
    say(content, text)
    assert (said(content) == []) is right


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [
        ("val", "- ja", True),
        ("val", "- ja\n- nej", False),
        ("flerval", "- ja\n- nej", True),
        ("checklista", "- nej", True),
        ("flerval", "- jaa", False),
    ],
)
def test_an_example_chooses_among_the_options_there_are(content, kind, text, right) -> None:
    ask(content, kind, "- Ja {#ja}\n- Nej {#nej}\n")
    say(content, text)
    assert (said(content) == []) is right


def test_an_example_of_a_question_that_is_not_there_is_an_error_with_its_line(content) -> None:
    say(content, "- ja", "a.g")
    assert said(content) == ["3 Menade du ”a.f”?"]


def test_two_examples_of_one_question_are_an_error(content) -> None:
    say(content, "- ja\n```\n\n```exempel a.f\n- ja", "a.f")
    assert said(content) == ["7 Ta bort det ena."]


def test_a_word_that_is_not_used_is_found_in_an_example_too(content) -> None:
    ask(content, "kort")
    say(content, "Jag är en brukare")
    assert "G30" in [one.code for one in check.check(content)]


def test_without_the_file_there_are_no_examples_and_nothing_is_wrong(content) -> None:
    assert example_answers(content) == ()
    assert check.check(content) == []


def test_every_guide_has_eight_to_twelve_examples_and_one_to_write_in() -> None:
    library = Library(find().content)
    for guide in library.guides:
        fields = [
            library.field(one.key)
            for one in example_answers(library.folder)
            if one.key.partition(".")[0] in guide.sections
        ]
        assert 8 <= len(fields) <= 12, guide.id
        assert {Kind.SHORT, Kind.LIST} <= {field.kind for field in fields if field}
