"""Comparing with somebody close: two people, two devices, two files, and only what both show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.share import agreement as files
from app.share.agreement import LONGEST, SENTENCES
from app.ui import picking
from app.ui.state import Place, Screen
from app.workbook import agreement as model
from app.workbook.agreement import Agreement, Line
from tests.ui.comparing import (
    ASK,
    CAN,
    CLOSE,
    ID,
    OWN,
    SAME,
    SECRET,
    THEIRS,
    WORDS,
    close_one,
    opened,
    own_one,
    read,
    release,
    saved,
    waiting,
    words,
    write,
)
from tests.ui.others import picks, says, to, until
from tests.ui.running import run_app
from tests.ui.sharing import tick, ticked


async def test_two_people_see_what_both_show_and_neither_sees_the_rest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one, first, second = await close_one(tmp_path / "a"), tmp_path / "1", tmp_path / "2"
    await one.h.press("Jag börjar")
    assert not any(ticked(one, line) for line in (CAN, ASK, SAME[0]))
    assert SECRET not in one.h.texts()
    assert says(one, "den som har orden kan läsa dem med ett annat program")
    for line in (CAN, ASK, SAME[0]):
        await tick(one, line)
    await one.h.press("Fortsätt")
    await until(one, "Filen till den andra")
    await saved(one, first, "Väntar på den andra")
    [asked] = [args for name, args in one.h.client.calls if name == "save_file"]
    assert asked["file_name"].startswith("jamfor-20")
    assert asked["file_name"].endswith(".guidenjamfor")
    said = words(one)
    await one.lock()

    other = await own_one(tmp_path / "b")
    await release(other, "Jag har fått en fil", THEIRS, SAME[1], "grå dag")
    await read(other, first.read_bytes(), "Välj filen", "Orden till filen")
    await opened(other, said.upper(), "Filen till den andra")
    assert not says(other, CAN)  # nothing is seen before one's own file is saved
    await saved(other, second, "Det ni båda visar")
    seen = other.h.texts()
    assert CAN in seen and THEIRS in seen and "En rad till." not in seen
    assert ASK not in seen and "grå dag" not in seen
    assert seen[seen.index("Det här är ni lika om") + 1] == SAME[1]
    assert SAME[0] not in seen
    await other.h.press("Spara din fil igen")
    await saved(other, second, "Det ni båda visar")
    await other.lock()

    one = await run_app(tmp_path / "a")
    assert await one.unlock()
    await to(one, Place(Screen.AGREEMENT, CLOSE))
    await read(one, second.read_bytes(), "Läs den andras fil", "Det ni båda visar")
    seen = one.h.texts()
    assert CAN in seen and THEIRS in seen and "grå dag" not in seen and ASK not in seen
    assert seen[seen.index("Det här är ni lika om") + 1] == SAME[0]
    await one.h.press("Till avsnittet")
    assert one.desk.shown.place == Place(Screen.SECTION, CLOSE)
    await one.lock()


async def test_nothing_is_ticked_by_itself_and_nothing_ticked_goes_nowhere(tmp_path: Path) -> None:
    app = await close_one(tmp_path)
    await app.h.press("Jag börjar")
    await app.h.press("Fortsätt")
    assert says(app, "Kryssa i minst en rad")
    await tick(app, CAN)
    await tick(app, CAN)
    await app.h.press("Fortsätt")
    assert says(app, "Kryssa i minst en rad")
    assert app.desk.book.agreements.of(CLOSE) is None
    await app.lock()


async def test_with_nothing_written_the_way_leads_to_the_section(tmp_path: Path) -> None:
    app = await run_app(tmp_path)
    await app.open(Place(Screen.AGREEMENT, OWN))
    await app.h.press("Jag börjar")
    assert says(app, "Du har inte skrivit något att visa än.")
    await app.h.press("Till avsnittet")
    assert app.desk.shown.place == Place(Screen.SECTION, OWN)
    await app.lock()


async def test_only_the_sections_that_can_be_compared_lead_there(tmp_path: Path) -> None:
    app = await run_app(tmp_path)
    await app.open(Place(Screen.SECTION, "mina-tecken"))
    assert "Jämför" not in app.h.texts()
    await to(app, Place(Screen.SECTION, OWN))
    assert "Jämför" in app.h.texts()
    await app.lock()


async def test_what_is_more_than_a_file_takes_is_told(tmp_path: Path) -> None:
    app = await run_app(tmp_path)
    await app.open(Place(Screen.SECTION, OWN))
    write(app, OWN, jag_kan=["å" * 40_000])
    await to(app, Place(Screen.AGREEMENT, OWN))
    await release(app, "Jag börjar", "å")
    assert app.desk.shown.notice == SENTENCES["too_much"]
    assert app.desk.book.agreements.of(OWN) is None
    await app.lock()


@pytest.mark.parametrize("what", ["own", "other", "earlier", "broken", "huge", "content", "gone"])
async def test_a_file_that_is_not_the_answer_is_refused_with_a_sentence(
    tmp_path: Path, what: str
) -> None:
    app, now = await waiting(tmp_path)
    answer = Agreement(now.id, OWN, False, now.words, {"jag-kan": (Line("", THEIRS),)})
    data, sentence = {
        "own": (files.make(now), SENTENCES["own"]),
        "other": (files.make(replace(answer, words=WORDS)), SENTENCES["other"]),
        "earlier": (files.make(replace(answer, id="f" * 32)), SENTENCES["other"]),
        "broken": (b"hej", SENTENCES["not_a_file"]),
        "huge": (b"x" * (LONGEST + 9), SENTENCES["too_big"]),
        "content": (
            files.make(replace(answer, section="tva-fragor")),
            SENTENCES["content"],
        ),
        "gone": (b"", picking._UNREAD),
    }[what]
    before = app.desk.book.records()
    if what == "gone":
        path = tmp_path / "borta.guidenjamfor"
        picks(app, {"id": 0, "name": path.name, "size": 1, "path": str(path)})
        await app.h.press("Läs den andras fil")
        await until(app, sentence)
    else:
        await read(app, data, "Läs den andras fil", sentence)
    assert "Läs den andras fil" in app.h.texts()
    assert app.desk.book.records() == before
    await read(app, files.make(answer), "Läs den andras fil", "Det ni båda visar")
    assert app.desk.shown.notice == ""
    await app.lock()


@pytest.mark.parametrize("what", ["words", "again", "broken"])
async def test_a_first_file_that_does_not_open_changes_nothing(tmp_path: Path, what: str) -> None:
    app = await own_one(tmp_path)
    begun = Agreement(ID, CLOSE, True, WORDS, {"jag-kan": (Line("", CAN),)})
    if what == "again":  # it was compared with before, and ended
        app.desk.book.agreements.keep(replace(begun, section=OWN))
        app.desk.book.agreements.end(OWN)
    before = app.desk.book.records()
    data = b"hej" if what == "broken" else files.make(begun)
    await release(app, "Jag har fått en fil", THEIRS)
    await read(app, data, "Välj filen", "Orden till filen")
    said = "fem ord som inte passar" if what == "words" else WORDS
    sentence = SENTENCES["not_a_file" if what == "broken" else what]
    await opened(app, said, sentence)
    assert app.desk.book.records() == before
    assert app.desk.book.agreements.of(OWN) is None
    await app.lock()


async def test_markup_from_the_other_is_words_and_a_choice_is_said_as_we_say_it(
    tmp_path: Path,
) -> None:
    app, now = await waiting(tmp_path)
    text = "<b>fet</b> [länk](http://a.b)\nrad två"
    lines = {"jag-kan": (Line("", text), Line("fragar", "ett val som inte hör hit"))}
    answer = files.make(Agreement(now.id, OWN, False, now.words, lines))
    await read(app, answer, "Läs den andras fil", "Det ni båda visar")
    assert text in app.h.texts()
    assert "ett val som inte hör hit" in app.h.texts()
    await app.lock()


async def test_lines_to_other_questions_than_ones_own_are_not_shown_whatever_is_sent(
    tmp_path: Path,
) -> None:
    app, now = await waiting(tmp_path)
    lines = {"jag-ber-om": (Line("", "Svar på något du inte visade"),)}
    answer = files.make(Agreement(now.id, OWN, False, now.words, lines))
    await read(app, answer, "Läs den andras fil", "Det ni båda visar")
    assert says(app, "Den här gången visade ni inget om samma fråga.")
    assert not says(app, "Svar på något du inte visade") and CAN not in app.h.texts()
    await app.lock()


async def test_the_file_can_be_saved_again_and_the_comparing_ended(tmp_path: Path) -> None:
    app, now = await waiting(tmp_path)
    await app.h.press("Spara din fil igen")
    await saved(app, tmp_path / "igen", "Väntar på den andra")
    found = files.read_first((tmp_path / "igen").read_bytes(), now.words, lambda _: False)
    assert (found.agreement, dict(found.lines)) == (now.id, {"jag-kan": (Line("", CAN),)})
    await app.h.press("Ta bort jämförelsen")
    await app.h.press("Nej, behåll")
    assert app.desk.book.agreements.of(CLOSE) == now
    await app.h.press("Ta bort jämförelsen")
    await app.h.press("Ta bort")
    await until(app, "Jag börjar")
    assert app.desk.book.agreements.of(CLOSE) is None
    fields = model.questions(app.desk.library.section(CLOSE))
    assert app.desk.value(fields["jag-ber-om"]) == [ASK]  # what is written stays
    await app.lock()


async def test_a_save_that_is_called_off_can_be_done_later(tmp_path: Path) -> None:
    app = await close_one(tmp_path)
    await release(app, "Jag börjar", CAN)
    await until(app, "Filen till den andra")
    app.h.client.answers["save_file"] = None
    await app.h.press("Spara filen")
    await until(app, "Filen sparades inte.")
    await app.lock()
    assert await app.unlock()
    await to(app, Place(Screen.AGREEMENT, CLOSE))
    await saved(app, tmp_path / "min", "Väntar på den andra")
    await app.lock()
