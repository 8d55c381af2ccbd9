"""Looking at what is to leave, and striking in it: what is struck is nowhere."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import pytest

from app.share.text import plain
from app.ui import shown as drawn
from app.ui import texts
from app.ui.pages import share as choosing
from app.ui.state import HOME, Place, Screen
from tests.share.work_files import samples, strange
from tests.ui.heard import heard
from tests.ui.others import says
from tests.ui.running import FIELD
from tests.ui.sharing import (
    LOOK,
    SAVE,
    WORDS,
    filled,
    list_field,
    looking,
    save,
    shown,
    striking,
    tick,
    ticked,
)

TWO, SIGNS = "Två frågor", "Tecken på"
STRIKE = "Stryk i svaret"


async def test_words_that_are_struck_are_in_neither_the_look_nor_the_file(run) -> None:
    app = await looking(run, TWO)
    await striking(app)
    await tick(app, "flyttade")
    assert ticked(app, "flyttade")
    assert not ticked(app, "mars")
    await tick(app, "mars")
    await tick(app, "mars")  # and taken back
    await app.h.press("Klar")
    assert "Erik borttaget i mars" in shown(app)
    got = await save(app)
    assert "flyttade" not in got.html
    assert "borttaget" in got.html and "Eriks syster" in got.html
    assert app.words() == WORDS  # what is written is as it was
    await app.lock()


async def test_a_word_can_be_struck_everywhere_and_a_whole_answer_taken_out(run) -> None:
    app = await filled(run)
    app.desk.write(list_field(app), ["Erik säger till", "svarar inte"])
    await app.desk.flush()
    await app.h.press("Dela sidor")
    await tick(app, TWO)
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    await striking(app)
    await tick(app, "Erik")
    assert says(app, "Finns på 2 ställen till")
    await tick(app, "Stryk ”Erik” överallt")
    assert ticked(app, "Eriks")
    await app.h.press("Klar")
    assert "Erik" not in shown(app)
    await striking(app)
    await tick(app, "Eriks")  # takes back what strikes it, and with it the other places
    assert not ticked(app, "Eriks") and ticked(app, "Erik")
    await tick(app, "Stryk ”Erik” överallt")
    await app.h.press("Klar")
    await striking(app, list_field(app).key)
    await tick(app, "Ta bort hela svaret")
    await app.h.press("Klar")
    assert "svarar inte" not in shown(app)
    got = await save(app)
    assert "Erik" not in got.html and "svarar inte" not in got.html
    assert list_field(app).question in got.html
    [receipt] = app.desk.book.receipts.all()
    assert (receipt.sections, list(receipt.fields)) == (("tva-fragor",), [FIELD])
    await app.lock()


async def test_what_was_struck_stays_when_other_pages_are_chosen_and_not_when_it_is_rewritten(
    run,
) -> None:
    app = await looking(run, TWO)
    await striking(app)
    await tick(app, "flyttade")
    await app.h.press("Klar")
    await app.h.press(f"Välj bland svaren, {app.desk.section('tva-fragor').title}")
    await app.h.press("Välj fler sidor")
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    assert "sover sämre" in shown(app)
    assert "flyttade" not in shown(app)
    app.write("Nu flyttade någon annan")
    await app.desk.go(HOME)
    await app.desk.back()
    await app.h.settle()
    assert "Nu flyttade någon annan" in shown(app)
    await app.lock()


async def test_what_was_struck_stays_struck_wherever_the_answer_is_shown(run) -> None:
    plan = "Min trygghetsplan"
    app = await looking(run, SIGNS, plan)
    await striking(app, list_field(app).key)
    await tick(app, "sover")
    await app.h.press("Klar")
    for chosen in ([plan], [plan, SIGNS], [SIGNS]):  # what is ticked, or not any more, each time
        assert "borttaget sämre" in shown(app) and "sover" not in shown(app)
        await app.desk.go(Place(Screen.SHARE))
        await app.h.settle()
        for title in chosen:
            await tick(app, title)
        await app.h.press(LOOK)
    got = await save(app)
    assert "sämre" in got.html and "sover" not in got.html
    await app.lock()


async def test_what_was_rewritten_after_the_look_is_looked_at_again_before_it_leaves(run) -> None:
    app = await looking(run, TWO)
    await app.h.press("Fortsätt")
    await app.h.press("Fortsätt")
    app.write("Något helt annat")
    await app.h.press(SAVE)
    assert app.desk.shown.place == Place(Screen.SHARE_LOOK)
    assert says(app, "Något av det du valde har ändrats.")
    assert "Något helt annat" in shown(app)
    got = await save(app)
    assert "Något helt annat" in got.html and "Erik" not in got.html
    await app.lock()


async def test_a_long_look_and_a_long_answer_are_shown_some_at_a_time(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await filled(run)
    app.write(" ".join(f"ord{number}" for number in range(400)))
    await app.desk.flush()
    monkeypatch.setattr(choosing, "_AT_ONCE", 1)
    await app.h.press("Dela sidor")
    await tick(app, TWO)
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    assert "sover sämre" not in shown(app)
    await app.h.press("Visa fler")
    assert "sover sämre" in shown(app)
    assert "Visa fler" not in app.h.texts()
    await striking(app)
    assert "ord399" not in app.h.texts()
    await app.h.press("Visa fler ord")
    await app.h.press("Visa fler ord")
    await tick(app, "ord399")
    await app.h.press("Klar")
    assert "ord399" not in shown(app) and "ord398" in shown(app)
    await app.lock()


async def test_a_screen_reader_hears_what_each_control_is_about(run) -> None:
    app = await looking(run, TWO, SIGNS)

    def names() -> list[tuple[str, str]]:
        found = list(heard(app.h))
        for one in found:
            assert one.name.strip() and one.seen in one.name, one
        # Two ways back, in the bar and at the foot of the page, do the same.
        return [(one.role, one.name) for one in found if one.name != texts.BACK]

    for then in (lambda: striking(app), lambda: app.h.press("Klar")):
        await then()
        assert len(set(names())) == len(names())
    question = app.desk.library.fields[FIELD].question
    assert ("button", f"{STRIKE}, {question}") in names()
    await app.h.press("Fortsätt")
    assert {("textbox", "Till vem? (om du vill)"), ("textbox", "Varför? (om du vill)")} <= set(
        names()
    )
    await app.lock()


@pytest.mark.parametrize("page", [*samples(), strange()], ids=lambda page: page.title)
def test_every_word_that_leaves_is_on_the_screen(page) -> None:
    """For every kind of question: the look has all words that the plain text has."""

    def said(control: object) -> list[str]:
        if isinstance(control, ft.Text):
            return [str(control.value or "".join(span.text for span in control.spans or []))]
        inside = getattr(control, "controls", None) or [getattr(control, "content", None)]
        return [text for one in inside if one is not None for text in said(one)]

    for block in page.blocks:
        for one in getattr(block, "answers", (block,)):
            if not hasattr(one, "answer"):
                continue
            text = plain([replace(page, blocks=(replace(one, how=""),))], page.title)
            here = " ".join(
                [page.title, one.field.question, one.field.help]
                + [line for part in drawn.answer(one.answer) for line in said(part)]
            )
            marks = {"-", "[x]", "[", "]", "=", *"="}
            missing = [
                word
                for word in text.split()
                if word.strip("=-[]x:") and word.rstrip(":") not in here and word not in marks
            ]
            assert missing == []
