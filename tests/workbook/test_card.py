"""The crisis card: which lines there are to choose among."""

from __future__ import annotations

import pytest

from app.guide import Library
from app.guide.library import SAFETY_PLAN
from app.paths import find
from app.workbook import card
from app.workbook.answers import Answer, Json
from app.workbook.card import Line, Step, Steps

LIBRARY = Library(find().content)
PLAN = LIBRARY.section(SAFETY_PLAN)
NUMBERS = ("112", "90101", "90 390", "1177")
CARD: Steps = (
    Step("Mina tecken", (Line("Jag slutar svara"), Line("Allt känns tomt"))),
    Step("Någon jag kan berätta för", (Line("Åsa, min syster", "070-123 45 67"),)),
)


def plan(**values: Json) -> Steps:
    """What is offered where the questions of the plan, or others as ``section.question``, say so.

    A question's name has ``_`` for ``-``.
    """
    return written(
        {f"{SAFETY_PLAN}.{name.replace('_', '-')}": value for name, value in values.items()}
    )


def written(values: dict[str, Json]) -> Steps:
    def answer(key: str) -> Answer | None:
        field = LIBRARY.field(key)
        return Answer.to(field, values[key]) if field and key in values else None

    return card.offered(PLAN, answer, NUMBERS)


def test_each_row_of_the_plan_is_a_line_under_its_step_and_empty_ones_are_not() -> None:
    found = plan(
        tecken=["Jag slutar svara", "  ", "Allt känns tomt"],
        gora_sjalv=[],
        den_personen_kan="Kom hit.\n\nSäg ingenting.",
    )
    assert found == (
        Step("Mina tecken", (Line("Jag slutar svara"), Line("Allt känns tomt"))),
        Step("Någon jag kan berätta för", (Line("Kom hit."), Line("Säg ingenting."))),
    )


def test_a_contact_is_a_line_with_its_number_also_where_it_is_written_elsewhere() -> None:
    [step] = written(
        {
            f"{SAFETY_PLAN}.kan-beratta-for": [["Åsa", "070-123 45 67", "min syster"]],
            "kontakter.personer": [["", "08-12 34 56", ""], ["Åsa", "070-123 45 67", "min syster"]],
        }
    )
    assert step.lines == (
        Line("Åsa, min syster", "070-123 45 67"),
        Line("08-12 34 56", "08-12 34 56"),
    )


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (["sos-112", "112, när det är fara för liv", True], "112"),
        (["hjalplinjen", "Hjälplinjen, 90 390, från 18 år", True], "90 390"),
        (["", "Min mottagning 018-611 22 33, vardagar 8-16", False], "018-611 22 33"),
        (["", "Läkaren +46 18 611 22 33", False], "+46 18 611 22 33"),
        (["akutmottagning", "Psykiatrisk akutmottagning", True], ""),
        (["", "Öppet 08.00-16.00, sal 1125, till 2026-11-21", False], ""),
    ],
)
def test_a_number_in_a_line_can_be_called(row: list[Json], number: str) -> None:
    [step] = plan(vard_och_linjer=[row])
    assert step.lines == (Line(str(row[1]), number),)


def test_a_very_long_text_is_several_lines_that_each_fit() -> None:
    text = " ".join(f"ord{number}" for number in range(700))
    [step] = plan(den_personen_kan=text)
    assert " ".join(line.text for line in step.lines) == text
    assert len(step.lines) > 1
    assert card.fits((step,))


def test_what_the_plan_has_no_more_stands_last_in_its_step() -> None:
    now = plan(tecken=["Jag sover inte"], gora_sjalv=["Gå ut"])
    all_of_it = card.together(now, CARD)
    assert all_of_it == (
        Step("Mina tecken", (Line("Jag sover inte"), *CARD[0].lines)),
        Step("På egen hand", (Line("Gå ut"),)),
        CARD[1],
    )
    assert card.picked(all_of_it, {Line("Gå ut"), *CARD[1].lines}) == all_of_it[1:]
    assert card.together(now, now) == now
