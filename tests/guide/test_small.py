"""Questions that may stand alone as a day's small thing: light ones, as authors have marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.guide import Depth, Library, parse
from app.guide.check import check
from app.guide.library import HELP, SAFETY_PLAN
from app.paths import find
from tests.guide.small import SECTION

LIBRARY = Library(find().content)
LIGHT = SECTION.replace("djup: lite", "djup: lite\nliten: ja")
# What a small thing never opens.
HEAVY = ("själv", "dö", "kris", "medicin", "tvång", "svårast", "hänt")


def small(guide_id: str) -> list[str]:
    guide = LIBRARY.guide(guide_id)
    assert guide
    fields = (field for one in guide.sections for field in LIBRARY.section(one).fields)
    return [field.key for field in fields if field.small]


@pytest.mark.parametrize("guide", LIBRARY.guides, ids=lambda guide: guide.id)
def test_every_guide_has_at_least_fifteen(guide) -> None:
    assert len(small(guide.id)) >= 15


def test_they_can_be_answered_by_whoever_has_little_strength() -> None:
    for guide in LIBRARY.guides:
        for key in small(guide.id):
            field = LIBRARY.field(key)
            assert field
            assert field.depth is Depth.LITTLE
            assert field.one_tap, key


def test_none_is_of_help_or_of_the_safety_plan_or_asks_of_what_is_heavy() -> None:
    for guide in LIBRARY.guides:
        for key in small(guide.id):
            assert key.partition(".")[0] not in (HELP, SAFETY_PLAN)
            field = LIBRARY.field(key)
            assert field
            assert not [word for word in HEAVY if word in field.question.lower().split()], key


def test_the_line_is_read_and_complained_of_by_nobody(content: Path) -> None:
    (content / "g/a.md").write_text(LIGHT)
    assert [field.small for field in parse.section(LIGHT, "a").node.fields] == [True]
    assert check(content) == []
    assert [field.small for field in parse.section(SECTION, "a").node.fields] == [False]


@pytest.mark.parametrize(
    "text",
    [
        LIGHT.replace("djup: lite", "djup: lagom"),
        LIGHT.replace("liten: ja", "liten: nej"),
        LIGHT.replace("liten: ja", "liten:"),
    ],
)
def test_a_line_that_does_not_belong_is_told_and_the_question_stays(
    content: Path, text: str
) -> None:
    (content / "g/a.md").write_text(text)
    [finding] = [one for one in check(content) if one.code == "G59"]
    assert finding.line == 8
    assert "liten: ja" in finding.remedy
    [field] = parse.section(text, "a").node.fields
    assert not field.small


def test_easier_words_do_not_say_it_again(content: Path) -> None:
    (content / "g/a.md").write_text(LIGHT)
    (content / "g/a.lattlast.md").write_text(SECTION)
    assert [one for one in check(content) if one.code in ("G35", "G59")] == []
    (content / "g/a.lattlast.md").write_text(LIGHT)
    assert [one.code for one in check(content) if one.code in ("G35", "G59")] == ["G59"]
