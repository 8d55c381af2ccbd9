"""A workbook to try: examples in it, all of it usable, and nothing of it kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.guide import Guide, Library
from app.paths import find
from app.workbook.answers import Answer, lines
from app.workbook.failures import VaultError
from app.workbook.trial import Trial

LIBRARY = Library(find().content)


@pytest.mark.parametrize("guide", LIBRARY.guides, ids=lambda guide: guide.id)
def test_it_opens_on_the_guide_with_its_examples_and_their_sections(guide: Guide) -> None:
    trial = Trial(LIBRARY, guide)
    assert trial.guide == guide
    examples = [
        field
        for section in trial.chosen(guide)
        for field in LIBRARY.section(section).fields
        if trial.has_example(field)
    ]
    assert len(examples) >= 8
    answers = [answer for field in examples if (answer := trial.answer(field))]
    assert len(answers) == len(examples) and all(map(lines, answers))
    assert trial.own() == {}


def test_what_the_person_writes_is_told_from_the_examples() -> None:
    trial = Trial(LIBRARY, LIBRARY.guides[0])
    example, other = (
        LIBRARY.fields["tva-fragor.borja-med"],
        LIBRARY.fields["tva-fragor.vad-forde-hit"],
    )
    answer = trial.answer(example)
    assert answer and trial.is_example(example, answer.value)
    assert not trial.has_example(other) and not trial.is_example(other, "Mycket")
    mine = {example.key: Answer.to(example, "Att ringa"), other.key: Answer.to(other, "Mycket")}
    trial.save(mine)
    assert trial.own() == mine
    assert not trial.is_example(example, "Att ringa")
    trial.save({other.key: Answer.to(other, " ")})
    assert trial.own() == {example.key: mine[example.key]}


def test_it_leaves_nothing_on_the_disk_and_is_gone_once_it_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    trial = Trial(LIBRARY, LIBRARY.guides[0])
    trial.change_settings(theme="dark")
    trial.forget_earlier(LIBRARY.fields["tva-fragor.borja-med"])
    trial.erase_answers(LIBRARY.guides[0])
    trial.accept_older()
    trial.lock("tva-fragor")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(VaultError):
        trial.own()
