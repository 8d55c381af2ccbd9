"""Finding again: words one wrote, what has a star, and what was written last."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import flet as ft
import pytest

from app.ui.state import HOME, Place, Screen
from app.workbook.answers import Answer
from app.workbook.failures import NoRoom
from tests.ui.others import to, until
from tests.ui.running import FIELD, SECTION, App, fails

FIND = Place(Screen.FIND)
ASKED = "Vad letar du efter?"
WRITTEN = "Återhämtning är att få vila hos Åsa"
QUESTION = "Vill du berätta mer om vad som har fört dig hit?"


def field(app: App) -> ft.TextField:
    return app.h.find(ft.TextField, ASKED)


def shown(app: App, root: object = None) -> list[str]:
    """Every text on the screen, or in ``root``, those made of several runs too."""
    texts = [one for one in app.h.walk(root) if isinstance(one, ft.Text)]
    return ["".join(run.text or "" for run in one.spans or ()) or one.value for one in texts]


async def opened(app: App) -> None:
    """The page is up, and all there is to find is gathered."""
    await to(app, FIND)
    await until(app, "Senast skrivet")


async def sought(app: App, words: str, then: str) -> None:
    await app.h.type(field(app), words)
    await until(app, then)


async def tap(app: App, words: str) -> None:
    """Presses the row that says these words."""
    for one in app.h.walk():
        if isinstance(one, ft.OutlinedButton) and words in " ".join(shown(app, one)):
            await app.h.click(one)
            return
    raise AssertionError(f"no row says {words!r} among {shown(app)}")


@pytest.fixture
async def app(run) -> App:
    app = await run()
    await app.open()
    return app


async def test_words_typed_a_moment_ago_are_found_without_their_dots(app: App) -> None:
    app.write(WRITTEN)
    await opened(app)
    await sought(app, "ATERHAMTNING asa", "Det du har skrivit")
    assert WRITTEN in shown(app)
    runs = [run for one in app.h.walk() if isinstance(one, ft.Text) for run in one.spans or ()]
    bold = [run.text for run in runs if run.style.weight]
    assert bold == ["Återhämtning", "Åsa"]
    await tap(app, QUESTION)
    assert app.desk.shown.place == SECTION
    await app.desk.back()
    await until(app, "Det du har skrivit")  # and the words are still there
    assert field(app).value == "ATERHAMTNING asa"


async def test_typing_never_draws_the_field_again(app: App) -> None:
    app.write(WRITTEN)
    await opened(app)
    before = field(app)
    await sought(app, "vila", "Det du har skrivit")
    await sought(app, "xyzzy", "Inga träffar.")
    assert field(app) is before
    await app.h.press("Rensa")
    await until(app, "Senast skrivet")
    assert field(app).value == ""


async def test_the_number_of_hits_is_said_in_a_place_that_is_always_there(app: App) -> None:
    app.write("blåbär")
    await opened(app)
    [live] = [one for one in app.h.walk() if isinstance(one, ft.Semantics) and one.live_region]
    await sought(app, "blabar", "1 träff.")
    now = [one for one in app.h.walk() if isinstance(one, ft.Semantics) and one.live_region]
    assert [one._i for one in now] == [live._i]
    assert "1 träff." in [one.value for one in app.h.walk(now[0]) if isinstance(one, ft.Text)]


async def test_many_hits_are_shown_twenty_at_a_time(app: App) -> None:
    await opened(app)
    await sought(app, "och", "I guiden")
    rows = [one for one in app.h.walk() if isinstance(one, ft.OutlinedButton)]
    await app.h.press("Visa fler")
    more = [one for one in app.h.walk() if isinstance(one, ft.OutlinedButton)]
    assert len(more) == len(rows) + 20


async def test_the_own_words_come_before_the_guides(app: App) -> None:
    app.write("Jag vill ha återhämtning")
    await opened(app)
    await sought(app, "återhämtning", "Det du har skrivit")
    texts = shown(app)
    assert texts.index("Det du har skrivit") < texts.index("I guiden")


async def test_help_and_earlier_answers_are_found_where_they_are_read(app: App) -> None:
    gone = Answer.to(app.desk.library.fields[FIELD], "blå hästar")
    await app.desk.change(lambda book: book.save({"borta.x": gone}))
    await opened(app)
    await sought(app, "hastar", "1 träff.")
    await tap(app, QUESTION)
    assert app.desk.shown.place == Place(Screen.EARLIER)
    await opened_again(app, "90101", "I guiden")
    await tap(app, "Självmordslinjen (Mind) · 90101")
    assert app.desk.shown.place == Place(Screen.HELP)


async def opened_again(app: App, words: str, then: str) -> None:
    await to(app, FIND)
    await until(app, "Rensa")
    await sought(app, words, then)


async def test_a_question_of_the_guide_is_seen_however_little_its_section_shows(app: App) -> None:
    await app.desk.change_settings(depth="lite")
    deep = app.desk.library.fields["mina-tecken.andra-sager"]
    assert deep.depth.value == "mycket"
    await to(app, Place(Screen.SECTION, "mina-tecken"))
    assert deep.question not in shown(app)
    await opened(app)
    await sought(app, deep.question, "1 träff.")
    await tap(app, deep.question)
    assert app.desk.shown.place == Place(Screen.SECTION, "mina-tecken")
    assert deep.question in shown(app)


async def test_a_closed_letter_is_not_found(app: App) -> None:
    letter = next(f for f in app.desk.library.fields.values() if f.kind.value == "brev")
    app.desk.write(letter, ["gröna cyklar", "själv"])
    await opened(app)
    await sought(app, "cyklar", "Inga träffar.")
    assert "gröna cyklar" not in shown(app)


async def test_words_that_cannot_be_saved_are_found_all_the_same(app: App, monkeypatch) -> None:
    app.write("gammalt")
    await app.desk.flush()
    with monkeypatch.context() as patch:
        fails(patch, NoRoom("full"))
        app.write(WRITTEN)
        await opened(app)
        await sought(app, "aterhamtning asa", "Det du har skrivit")
        assert WRITTEN in shown(app)
        assert "gammalt" not in shown(app)
    await app.desk.flush()


async def test_a_star_puts_an_answer_on_top_and_is_heard(app: App) -> None:
    app.write(WRITTEN)
    await opened(app)
    assert "Sätt en stjärna på det du vill hitta fort. Då finns det här." in shown(app)
    [star] = switches(app)
    assert star.toggled is False
    await app.h.press(f"Favorit, {QUESTION}")
    assert [star.toggled for star in switches(app)] == [True, True]  # on top, and among the latest
    assert shown(app).count(QUESTION) == 2
    assert app.desk.book.favourites.all() == (FIELD,)
    await app.h.press(f"Favorit, {QUESTION}")
    assert app.desk.book.favourites.all() == ()
    assert [star.toggled for star in switches(app)] == [False]


def switches(app: App) -> list[ft.Semantics]:
    return [
        one for one in app.h.walk() if isinstance(one, ft.Semantics) and one.toggled is not None
    ]


async def test_a_section_is_made_a_favourite_on_its_own_page(app: App) -> None:
    await to(app, SECTION)
    await app.h.press("Lägg bland favoriter")
    assert "Ta bort från favoriter" in shown(app)
    await opened(app)
    await tap(app, app.desk.library.section("tva-fragor").title)
    assert app.desk.shown.place == SECTION
    await app.h.press("Ta bort från favoriter")
    assert app.desk.book.favourites.all() == ()


async def test_the_latest_are_five_and_then_at_most_twenty(app: App) -> None:
    fields = list(app.desk.library.fields.values())
    for one in [one for one in fields if one.kind.value == "text"][:23]:
        app.desk.write(one, f"ord i {one.key}")
    await opened(app)
    assert len(switches(app)) == 5
    assert shown(app).count("I dag") == 5
    await app.h.press("Visa fler, det du har skrivit")
    assert len(switches(app)) == 20


async def test_an_empty_workbook_invites(app: App) -> None:
    await opened(app)
    assert "Här samlas det du skriver, så att du kan gå tillbaka till det." in shown(app)
    assert "Vad hjälpte förra gången?" in shown(app)


async def test_nothing_is_found_or_remembered_once_it_is_locked(
    app: App, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    app.write(WRITTEN)
    await opened(app)
    await sought(app, "hemligtord", "Inga träffar.")
    await app.lock()
    for place in (FIND, Place(Screen.HELPED)):
        assert not place.screen.public
        await to(app, place)
        assert app.desk.shown.place == Place(Screen.LOCK)
    assert app.desk.finding.sought == ""
    assert await app.unlock()
    await opened(app)
    assert field(app).value == ""
    assert "hemligtord" not in caplog.text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"hemligtord" in path.read_bytes() for path in files)
    assert not any("hemligtord" in str(record) for record in app.desk.book.records())


async def press_keys(app: App) -> None:
    keys = {"key": "K", "ctrl": True, "shift": False, "alt": False, "meta": False}
    await app.h.fire(app.desk.page, "keyboard_event", keys)


async def test_control_and_k_opens_it_and_does_nothing_while_locked(app: App) -> None:
    await press_keys(app)
    assert app.desk.shown.place == FIND
    await app.lock()
    await app.desk.go(Place(Screen.HELP))
    await press_keys(app)
    assert app.desk.shown.place == Place(Screen.HELP)


async def test_home_and_the_ways_at_the_side_lead_there(app: App) -> None:
    await to(app, HOME)
    await app.h.press("Hitta igen")
    assert app.desk.shown.place == FIND
    await to(app, HOME)
    app.desk.shown.width = 1200
    await app.h.settle()
    # For a pointer and a screen reader; a keyboard has them at the end of the page.
    ways = [one.label for one in app.h.walk() if isinstance(one, ft.Semantics) and one.button]
    assert ways[:3] == ["Min guide", "Min plan", "Hitta igen"]


async def test_a_question_that_is_gone_to_is_scrolled_to_once(app: App) -> None:
    await to(app, HOME)
    await app.desk.seek(FIELD)
    async with asyncio.timeout(10):
        while "scroll_to" not in [name for name, _ in app.h.client.calls]:
            await asyncio.sleep(0.05)
    [asked] = [given for name, given in app.h.client.calls if name == "scroll_to"]
    assert asked["scroll_key"] == FIELD
    await to(app, HOME)
    await to(app, SECTION)
    await asyncio.sleep(1)
    assert [name for name, _ in app.h.client.calls].count("scroll_to") == 1


async def test_no_text_field_is_put_up_anew_with_what_is_scrolled_to(app: App) -> None:
    await app.desk.change_settings(depth="mycket")
    await to(app, SECTION)
    marked = [one for one in app.h.walk() if isinstance(getattr(one, "key", None), ft.ScrollKey)]
    assert FIELD in [one.key.value for one in marked]
    for one in marked:
        assert not [inside for inside in app.h.walk(one) if isinstance(inside, ft.TextField)]
