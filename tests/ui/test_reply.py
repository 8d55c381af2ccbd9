"""A reply is a suggestion: it is shown beside the person's own words, and changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.share.reply import LONGEST, SENTENCES
from app.ui import picking
from app.ui.pages import reply as page
from app.ui.state import Place, Screen
from tests.ui.others import picks, says, until
from tests.ui.running import FIELD, App
from tests.ui.sharing import (
    LOOK,
    WORDS,
    Got,
    answer,
    filled,
    list_field,
    read,
    save,
    shown,
    tick,
)

TWO, SIGNS = "Två frågor", "Tecken på"
CALL, SLEEP = "Ring mig om du vill.", "Lägg dig tidigt\n<b>vila</b> ibland"
ADD, LEAVE = "Lägg till under …", "Låt bli"


async def shared(run) -> tuple[App, Got, str]:
    """At the page where a reply is read, with two pages shared under these words."""
    app = await filled(run)
    await app.h.press("Dela sidor")
    await tick(app, TWO)
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    got = await save(app, "Åsa")
    assert app.desk.sharing
    words = app.desk.sharing.words
    await app.h.press("Klar")
    await app.h.press("Läs ett svar")
    return app, got, words


def title(app: App, section: str) -> str:
    return app.desk.section(section).title


async def test_a_reply_is_shown_by_page_and_taken_in_after_what_is_written(run) -> None:
    app, got, words = await shared(run)
    await read(app, answer(got, words, (0, CALL), (1, SLEEP)), CALL)
    text = shown(app)
    assert says(app, "Ett svar på det du delade") and says(app, "till Åsa")
    assert text.index(title(app, "tva-fragor")) < text.index(WORDS) < text.index(CALL)
    assert text.index(CALL) < text.index(title(app, "mina-tecken")) < text.index("sover sämre")
    assert SLEEP in text  # markup is words
    assert app.words() == WORDS  # nothing is taken in by itself
    await app.h.press(f"{ADD}, {title(app, 'tva-fragor')}")
    question = app.desk.library.fields[FIELD].question
    await app.h.press(question)
    assert app.words() == f"{WORDS}\n\n{CALL}"
    assert says(app, f"Tillagt under ”{question}”.")
    await app.h.press(f"{ADD}, {title(app, 'mina-tecken')}")
    await app.h.press(list_field(app).question)
    rows = ["sover sämre", "svarar inte", "Lägg dig tidigt", "<b>vila</b> ibland"]
    assert app.desk.value(list_field(app)) == rows
    await app.h.press("Klar")
    await until(app, "Här står det du har delat.")
    await app.lock()
    assert await app.unlock()
    assert app.words() == f"{WORDS}\n\n{CALL}"
    assert app.desk.value(list_field(app)) == rows
    await app.lock()


async def test_a_text_that_is_let_be_changes_nothing_and_can_be_thought_over(run) -> None:
    app, got, words = await shared(run)
    await read(app, answer(got, words, (0, CALL)), CALL)
    await app.h.press(f"{LEAVE}, {title(app, 'tva-fragor')}")
    assert says(app, "Det läggs inte till.")
    await app.h.press(f"Ångra, {title(app, 'tva-fragor')}")
    await app.h.press(f"{ADD}, {title(app, 'tva-fragor')}")
    await app.h.press(f"Avbryt, {title(app, 'tva-fragor')}")
    await app.h.press(f"{LEAVE}, {title(app, 'tva-fragor')}")
    await app.h.press("Klar")
    await until(app, "Här står det du har delat.")
    assert app.words() == WORDS
    await app.lock()


async def test_a_reply_that_is_done_with_is_known_and_one_that_is_not_can_be_opened_again(
    run,
) -> None:
    app, got, words = await shared(run)
    data = answer(got, words, (0, CALL))
    await read(app, data, CALL)
    await app.h.press(f"{ADD}, {title(app, 'tva-fragor')}")
    await app.h.press(app.desk.library.fields[FIELD].question)
    await app.desk.back()
    await app.h.press("Läs ett svar")
    await read(app, data, CALL)
    await app.h.press(f"{ADD}, {title(app, 'tva-fragor')}")
    await app.h.press(app.desk.library.fields[FIELD].question)
    assert says(app, "Det står redan under")
    assert app.words() == f"{WORDS}\n\n{CALL}"  # once
    await app.h.press("Klar")
    await until(app, "Här står det du har delat.")
    await app.h.press("Läs ett svar")
    await read(app, data, SENTENCES["again"])
    await app.lock()


async def test_words_that_wait_to_be_saved_are_not_written_over(run) -> None:
    app, got, words = await shared(run)
    await read(app, answer(got, words, (0, CALL)), CALL)
    app.write("Just nu skrivet")  # in another field on the screen, and not yet saved
    await app.h.press(f"{ADD}, {title(app, 'tva-fragor')}")
    await app.h.press(app.desk.library.fields[FIELD].question)
    assert app.words() == f"Just nu skrivet\n\n{CALL}"
    await app.lock()


async def test_the_sharing_that_it_answers_is_found_among_several(run) -> None:
    app, got, words = await shared(run)
    for _ in range(2):
        await app.desk.go(Place(Screen.SHARE))
        await app.h.settle()
        await tick(app, SIGNS)
        await app.h.press(LOOK)
        await save(app, "Bo")
        await app.h.press("Klar")
    await app.h.press("Läs ett svar")
    await read(app, answer(got, words, (0, CALL)), CALL)
    assert says(app, "till Åsa")
    await app.lock()


@pytest.mark.parametrize("what", ["other", "broken", "huge", "content", "gone"])
async def test_a_file_that_is_no_reply_is_refused_with_a_sentence(run, what: str) -> None:
    app, got, words = await shared(run)
    data, sentence = {
        "other": (answer(got, "fem helt andra ord här", (0, CALL)), page._NONE_FITS),
        "broken": (b"hej", SENTENCES["not_a_reply"]),
        "huge": (b"x" * (LONGEST + 9), SENTENCES["too_big"]),
        "content": (answer(got, words, (7, CALL)), SENTENCES["content"]),
        "gone": (b"", picking._UNREAD),
    }[what]
    if what == "gone":
        path = app.places.data.parent / "borta.guidensvar"
        picks(app, {"id": 0, "name": path.name, "size": 1, "path": str(path)})
        await app.h.press("Välj filen")
        await until(app, sentence)
    else:
        await read(app, data, sentence)
    assert "Välj filen" in app.h.texts()
    assert app.words() == WORDS
    assert "kvar som det var" in sentence
    await app.lock()


async def test_a_reply_to_a_receipt_that_is_removed_does_not_open(run) -> None:
    app, got, words = await shared(run)
    [receipt] = app.desk.book.receipts.all()
    await app.desk.change(lambda book: book.sent.remove(receipt.id))
    await read(app, answer(got, words, (0, CALL)), page._NONE_FITS)
    await app.lock()


async def test_a_file_comes_as_bytes_in_a_browser_and_nothing_picked_is_nothing(
    run_on, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> App:
        return await run_on(web=True)

    app, got, words = await shared(run)
    picks(app)
    await app.h.press("Välj filen")
    assert "Välj filen" in app.h.texts()
    data = answer(got, words, (0, CALL))
    picks(app, {"id": 0, "name": "svar.guidensvar", "size": len(data), "bytes": data})
    await app.h.press("Välj filen")
    await until(app, CALL)
    await app.lock()


async def test_a_page_with_no_box_for_it_and_one_that_is_gone_can_only_be_read(run) -> None:
    app, got, words = await shared(run)
    [receipt] = app.desk.book.receipts.all()
    sent = app.desk.book.sent.of(receipt.id)
    assert sent
    gone = replace(sent, pages=("borta-nu", "trygghetsplan"))
    await app.desk.change(lambda book: book.sent.keep(receipt.id, gone))
    await read(app, answer(got, words, (0, CALL)), CALL)
    assert says(app, "En sida som inte finns kvar")
    assert says(app, "På den sidan finns ingen ruta")
    assert f"{ADD}, En sida som inte finns kvar" not in app.h.texts()
    await app.lock()
