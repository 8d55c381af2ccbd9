"""What was done on a page can be undone and done again, and no word is lost by that."""

from __future__ import annotations

import asyncio
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.guide import Depth, Field, Kind, Library
from app.vault import Vault
from app.workbook.answers import Answer, Json, empty, lines
from app.workbook.drafts import Drafts
from app.workbook.keyring import new_recovery_code
from app.workbook.undo import MOST, PAUSE, STRETCH, Steps
from app.workbook.workbook import Workbook
from tests.workbook.device import SECRET
from tests.workbook.shelf import CHEAP

LONG = Field("a.lang", Kind.LONG, Depth.LITTLE, "Vad tänker du?")
LIST = Field("a.lista", Kind.LIST, Depth.LITTLE, "Vad hjälper?")
ONE = Field("a.val", Kind.ONE, Depth.LITTLE, "Vilket?")
TIMES = Field("a.tal", Kind.SCALE, Depth.LITTLE, "Hur mycket?")


class Paper:
    """A long text that somebody writes in, on a clock of its own."""

    def __init__(self) -> None:
        self.time, self.text = 0.0, ""
        self.steps = Steps(lambda: self.time)

    def type(self, text: str, line: int = 1) -> None:
        """Letter by letter, ten a second, last in the text."""
        for letter in text:
            self.put(self.text + letter, line)

    def erase(self, letters: int) -> None:
        for _ in range(letters):
            self.put(self.text[:-1])

    def put(self, text: str, line: int = 1) -> None:
        self.time += 0.1
        with self.steps.typing(line, self.text, text):
            self.steps.note(LONG, self.text, text)
        self.text = text

    def back(self) -> list[str]:
        """What the text says after each undo, until there is nothing more to undo."""
        said = []
        while step := self.steps.undo(lambda _: self.text):
            self.text = str(step.before)
            said.append(self.text)
        return said


def test_one_press_takes_away_no_more_than_a_sentence() -> None:
    paper = Paper()
    paper.type("Jag orkar inte. Men i dag gick jag ut! Det var bra.\nNy rad.")
    assert paper.back() == [
        "Jag orkar inte. Men i dag gick jag ut! Det var bra.\n",
        "Jag orkar inte. Men i dag gick jag ut! ",
        "Jag orkar inte. ",
        "",
    ]


def test_words_before_a_pause_stay() -> None:
    paper = Paper()
    paper.type("först ")
    paper.time += PAUSE
    paper.type("sedan")
    assert paper.back() == ["först ", ""]


def test_the_space_before_a_sentence_goes_with_it_after_a_pause() -> None:
    paper = Paper()
    paper.type("Åsa får ringa.")
    paper.time += PAUSE
    paper.type(" Och Bo.")
    assert paper.back() == ["Åsa får ringa.", ""]


def test_a_sentence_without_an_end_is_undone_piece_by_piece_at_whole_words() -> None:
    paper = Paper()
    paper.type("ord " * 100)
    said = paper.back()
    assert all(text == "" or text.endswith("ord ") for text in said)
    ends = [400, *map(len, said)]
    pieces = [one - other for one, other in pairwise(ends)]
    assert all(STRETCH <= piece <= STRETCH + 8 for piece in pieces[1:-1])
    assert said[-1] == ""


def test_what_was_erased_comes_back_at_once_and_what_was_typed_before_goes_after_it() -> None:
    paper = Paper()
    paper.type("ett två")
    paper.erase(4)
    paper.type("x")
    assert paper.back() == ["ett", "ett två", ""]


def test_words_that_were_written_over_come_back() -> None:
    paper = Paper()
    paper.type("allt jag skrev")
    paper.put("x")  # all of it was marked
    paper.type("yz")
    assert paper.back() == ["x", "allt jag skrev", ""]


def test_what_is_pasted_is_a_step_of_its_own() -> None:
    paper = Paper()
    paper.type("före ")
    paper.put(paper.text + "a" * (STRETCH + 1))
    paper.type(" efter")
    assert paper.back() == ["före " + "a" * (STRETCH + 1), "före ", ""]


def test_a_word_that_is_composed_is_one_step() -> None:
    paper = Paper()
    for text in ("n", "に", "にh", "にほ", "にほn", "にほん"):
        paper.put(text)
    assert paper.back() == [""]


def test_two_text_fields_are_two_steps() -> None:
    paper = Paper()
    paper.type("ett", line=1)
    paper.type("två", line=2)
    assert paper.back() == ["ett", ""]


def test_what_was_typed_and_taken_away_again_leaves_nothing_to_undo() -> None:
    steps = Steps(lambda: 0.0)
    for before, after in (("a", "b"), ("b", "a")):
        with steps.typing(1, before, after):
            steps.note(LONG, before, after)
    assert steps.back is None


def test_choices_are_one_step_each_however_quick() -> None:
    steps = Steps(lambda: 0.0)
    for before, after in ((None, 3), (3, 4), (4, 5)):
        steps.note(TIMES, before, after)
    said = [step.before for now in (5, 4, 3) if (step := steps.undo(lambda _, now=now: now))]
    assert said == [4, 3, None]


def test_words_that_came_another_way_are_never_written_over() -> None:
    steps = Steps()
    steps.note(LONG, "", "ett")
    steps.note(TIMES, None, 3)
    now: dict[str, Json] = {LONG.key: "hämtat från förr", TIMES.key: 3}
    assert (step := steps.undo(lambda field: now[field.key])) and step.field == TIMES
    assert steps.undo(lambda field: now[field.key]) is None
    assert steps.back is None


def test_a_new_change_forgets_what_could_be_done_again() -> None:
    steps = Steps()
    steps.note(LONG, "", "ett")
    assert steps.undo(lambda _: "ett")
    assert steps.on == LONG
    steps.note(TIMES, None, 3)
    assert steps.on is None


def test_the_oldest_steps_are_forgotten_first() -> None:
    steps = Steps()
    for number in range(MOST + 50):
        steps.note(TIMES, number, number + 1)
    said: list[Json] = [MOST + 50]
    while step := steps.undo(lambda _: said[-1]):
        said.append(step.before)
    assert (said[-1], len(said)) == (50, MOST + 1)


VALUES: dict[str, st.SearchStrategy[Json]] = {
    LONG.key: st.text(st.sampled_from("ab .\nå😀"), max_size=6),
    LIST.key: st.lists(st.text(st.sampled_from("ab "), min_size=1, max_size=3), max_size=3),
    ONE.key: st.sampled_from([[], [["ja", "Ja"]], [["nej", "Nej"]]]),
    TIMES.key: st.sampled_from([None, 0, 5, 10]),
}
FIELDS = {field.key: field for field in (LONG, LIST, ONE, TIMES)}


class Writing(RuleBasedStateMachine):
    """Somebody writes, undoes, does again and pauses, over a real vault."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        here = Path(self.folder.name)
        (here / "content").mkdir()
        vault = Vault.create(here / "valv", SECRET, new_recovery_code(), CHEAP)
        self.book = Workbook(Library(here / "content"), here / "valv", vault)
        self.drafts: Drafts[Answer] = Drafts(self.book.save, lambda: None, self.failed)
        self.time, self.steps = 0.0, Steps(lambda: self.time)
        self.model: dict[str, Json] = {key: empty(one.kind) for key, one in FIELDS.items()}

    def failed(self, error: Exception) -> None:
        raise AssertionError("a save failed")

    def value(self, field: Field) -> Json:
        answer = self.drafts.get(field.key) or self.book.answer(field)
        return answer.value if answer else empty(field.kind)

    def put(self, field: Field, value: Json) -> None:
        async def write() -> None:
            self.drafts.write(field.key, Answer.to(field, value))

        self.runner.run(write())
        self.model[field.key] = value

    def all(self) -> dict[str, tuple[str, ...]]:
        return {key: lines(Answer.to(one, self.value(one))) for key, one in FIELDS.items()}

    @rule(key=st.sampled_from(sorted(FIELDS)), data=st.data(), wait=st.sampled_from([0.1, 2.0]))
    def write(self, key: str, data: st.DataObject, wait: float) -> None:
        field, value = FIELDS[key], data.draw(VALUES[key])
        self.time += wait
        self.steps.note(field, self.value(field), value)
        self.put(field, value)

    @rule(letters=st.text(st.sampled_from("ab .\n"), min_size=1, max_size=5))
    def type(self, letters: str) -> None:
        for letter in letters:
            self.time += 0.1
            before = str(self.value(LONG))
            with self.steps.typing(1, before, before + letter):
                self.steps.note(LONG, before, before + letter)
            self.put(LONG, before + letter)

    @rule()
    def flush(self) -> None:
        assert self.runner.run(self.drafts.flush())

    @precondition(lambda self: self.steps.back)
    @rule(flush=st.booleans())
    def undo_and_redo(self, flush: bool) -> None:
        before, named = self.all(), self.steps.back
        step = self.steps.undo(self.value)
        assert step and step.field == named, "every step can be undone, saved or not"
        self.put(step.field, step.before)
        for key, said in self.all().items():
            assert key == step.field.key or said == before[key]
        if flush:
            self.flush()
        again = self.steps.redo(self.value)
        assert again is step
        self.put(again.field, again.after)
        assert self.all() == before

    @precondition(lambda self: self.steps.back)
    @rule()
    def undo(self) -> None:
        step = self.steps.undo(self.value)
        assert step
        self.put(step.field, step.before)

    @precondition(lambda self: self.steps.on)
    @rule()
    def redo(self) -> None:
        step = self.steps.redo(self.value)
        assert step
        self.put(step.field, step.after)

    @rule()
    def everything_back_and_on(self) -> None:
        before = self.all()
        count = 0
        while step := self.steps.undo(self.value):
            self.put(step.field, step.before)
            count += 1
        assert not any(self.all().values()), "the page is as it was when it came up"
        for _ in range(count):
            step = self.steps.redo(self.value)
            assert step
            self.put(step.field, step.after)
        assert self.all() == before

    @invariant()
    def what_is_there_is_what_was_put_last(self) -> None:
        if hasattr(self, "model"):
            for key, value in self.model.items():
                assert lines(Answer.to(FIELDS[key], value)) == self.all()[key]

    def teardown(self) -> None:
        if hasattr(self, "book"):
            self.drafts.close()
            self.book.lock(keep_copy=False)
            self.runner.close()
            self.folder.cleanup()


def test_no_word_is_lost_whatever_is_undone_and_done_again() -> None:
    run_state_machine_as_test(
        Writing, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )
