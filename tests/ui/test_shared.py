"""The ledger: what left, what has changed since, sharing only that, and removing a receipt."""

from __future__ import annotations

from app.ui.state import Place, Screen
from tests.ui.others import says, until
from tests.ui.running import FIELD, App
from tests.ui.sharing import LOOK, filled, list_field, save, shown, tick, ticked

TWO, SIGNS, LEDGER = "Två frågor", "Tecken på", Place(Screen.SHARED)


async def shared(run, to: str = "Åsa på kommunen") -> App:
    """At the ledger, with two pages shared."""
    app = await filled(run)
    await app.h.press("Dela sidor")
    await tick(app, TWO)
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    await save(app, to)
    await app.h.press("Klar")
    return app


async def write(app: App, key: str, value: object) -> None:
    app.desk.write(app.desk.library.fields[key], value)
    await app.desk.flush()
    await app.desk.go(Place(Screen.SETTINGS))
    await app.desk.go(LEDGER)
    await app.h.settle()


def card(app: App) -> str:
    return f"{app.desk.section('tva-fragor').title} och 1 sida till"


async def test_the_settings_lead_to_a_ledger_that_says_when_it_is_empty(run) -> None:
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    await app.h.press("Delat")
    assert app.desk.shown.place == LEDGER
    assert says(app, "Du har inte delat något än.")
    assert "Läs ett svar" not in app.h.texts()
    await app.h.press("Dela sidor")
    assert app.desk.shown.place == Place(Screen.SHARE)
    await app.lock()


async def test_a_receipt_says_what_to_whom_when_and_what_has_changed_since(run) -> None:
    app = await shared(run)
    for words in (card(app), "Till Åsa på kommunen.", "I dag ", "Inget har ändrats sedan dess."):
        assert says(app, words)
    await write(app, FIELD, "Nu är det bättre")
    assert says(app, "1 svar har ändrats sedan dess.")
    await app.h.press(card(app))
    question = app.desk.library.fields[FIELD].question
    assert question in app.h.texts()
    assert "Nu är det bättre" not in shown(app)
    await app.desk.back()
    await write(app, FIELD, "")
    await app.h.press(card(app))
    assert f"{question} (svaret är borttaget)" in app.h.texts()
    assert "Dela det som är nytt" not in app.h.texts()
    await app.lock()


async def test_the_newest_receipt_is_first_and_comes_back_after_a_lock(run) -> None:
    app = await shared(run)
    await app.h.press("Dela sidor")
    await tick(app, SIGNS)
    await app.h.press(LOOK)
    await save(app, "Bo")
    await app.lock()
    assert await app.unlock()
    await app.desk.go(LEDGER)
    await app.h.settle()
    texts = shown(app)
    assert texts.index("Till Bo.") < texts.index("Till Åsa på kommunen.")
    await app.lock()


async def test_only_what_is_new_can_be_shared_again(run) -> None:
    app = await shared(run)
    field = list_field(app)
    await write(app, field.key, ["sover sämre", "går inte ut"])
    await app.h.press(card(app))
    await app.h.press("Dela det som är nytt")
    assert not ticked(app, TWO) and ticked(app, SIGNS)
    await app.h.press(LOOK)
    assert "går inte ut" in shown(app)
    assert "Erik" not in shown(app)
    got = await save(app)
    assert "går inte ut" in got.html and "Erik" not in got.html
    newest = app.desk.book.receipts.all()[0]
    assert newest.to == "Åsa på kommunen"
    assert list(newest.fields) == [field.key]
    await app.lock()


async def test_an_answer_that_came_later_to_a_shared_page_is_new(run) -> None:
    app = await shared(run)
    section = app.desk.library.section("mina-tecken")
    field = next(one for one in section.fields if one.kind.value == "text")
    await write(app, field.key, "Min syster får säga till")
    await app.h.press(card(app))
    await app.h.press("Dela det som är nytt")
    await app.h.press(LOOK)
    assert "Min syster får säga till" in shown(app)
    assert "sover sämre" not in shown(app)
    await app.lock()


async def test_the_words_to_a_file_can_be_seen_again(run) -> None:
    app = await shared(run)
    [receipt] = app.desk.book.receipts.all()
    sent = app.desk.book.sent.of(receipt.id)
    assert sent
    first = sent.words.split()[0]
    await app.h.press(card(app))
    assert first not in app.h.texts()
    await app.h.press("Visa orden till filen")
    assert first in app.h.texts()
    await app.h.press("Dölj orden till filen")
    assert first not in app.h.texts()
    await app.lock()


async def test_removing_a_receipt_asks_once_and_leaves_nothing_of_it(run) -> None:
    app = await shared(run)
    await app.lock()
    assert list(app.places.data.glob("*.kopia-*"))
    assert await app.unlock()
    await app.desk.go(LEDGER)
    await app.h.settle()
    await app.h.press(card(app))
    await app.h.press("Ta bort kvittot")
    await app.h.press("Nej, behåll")
    assert len(app.desk.book.receipts.all()) == 1
    await app.h.press("Ta bort kvittot")
    await app.h.press("Ta bort")
    await until(app, "Kvittot är borttaget.")
    assert app.desk.shown.place == LEDGER
    assert says(app, "Du har inte delat något än.")
    assert not list(app.places.data.glob("*.kopia-*"))
    left = [one.key for one in app.desk.book.records() if one.key.startswith(("share/", "sent/"))]
    assert left == []
    assert app.words()
    await app.lock()


async def test_a_receipt_that_is_gone_is_told_calmly(run) -> None:
    app = await run()
    await app.open()
    await app.desk.go(Place(Screen.RECEIPT, "finns-inte"))
    await app.h.settle()
    assert says(app, "Kvittot finns inte kvar.")
    await app.lock()


async def test_a_receipt_of_another_form_without_words_is_shown_too(run) -> None:
    app = await filled(run)
    await app.desk.change(
        lambda book: book.receipts.add("print", ["borta-nu"], [FIELD], "", "Inför mötet")
    )
    await app.desk.go(LEDGER)
    await app.h.settle()
    assert "Läs ett svar" not in app.h.texts()
    await app.h.press("En sida som inte finns kvar och 1 sida till")
    assert says(app, "På papper.") and says(app, "Varför: Inför mötet")
    assert "Visa orden till filen" not in app.h.texts()
    await app.lock()
