"""What a page in two languages says of its words: who has reviewed them, and where help is."""

from __future__ import annotations

import pytest

from app.guide import Language
from app.ui import texts
from app.ui.state import HOME, Place, Screen
from tests.ui.two_languages import start


@pytest.mark.parametrize("second", ["en", "ar"])
async def test_the_page_says_in_both_languages_that_nobody_has_reviewed_the_words(
    tmp_path, second
) -> None:
    app = await start(tmp_path, second)
    said = texts.MACHINE_WRITTEN[Language(second)]
    assert [words for words in app.h.texts() if words in said] == list(said)
    await app.lock()


@pytest.mark.parametrize("second", ["en", "ar"])
async def test_the_page_says_where_help_is_in_the_language_that_is_read(tmp_path, second) -> None:
    app = await start(tmp_path, second, reviewed="Åsa Ek, 2026-11-21")
    assert texts.HELP_IS_HERE[Language(second)] in app.h.texts()
    await app.lock()


@pytest.mark.parametrize("second", ["en", "ar"])
async def test_the_page_of_help_says_whom_the_first_numbers_reach(run, second) -> None:
    app = await run()
    await app.open()
    await app.desk.change_settings(second=second)
    await app.desk.go(Place(Screen.HELP))
    await app.h.settle()
    assert texts.WHOM_TO_CALL[Language(second)] in app.h.texts()
    await app.lock()


@pytest.mark.parametrize("second", ["en", "ar"])
async def test_where_somebody_has_reviewed_the_words_the_page_says_what_is_not(
    tmp_path, second
) -> None:
    app = await start(tmp_path, second, reviewed="Åsa Ek, 2026-11-21")
    shown, language = app.h.texts(), Language(second)
    assert not {*shown} & {*texts.MACHINE_WRITTEN[language]}
    said = texts.PARTLY_REVIEWED[language]
    assert [words for words in shown if words in said] == list(said)
    await app.lock()


@pytest.mark.parametrize("reviewed", ["nej", "Åsa Ek, 2026-11-21"])
async def test_where_titles_or_a_question_are_listed_one_line_says_that_nobody_reviewed_them(
    tmp_path, reviewed
) -> None:
    app = await start(tmp_path, "ar", reviewed=reviewed)
    guide, said = app.desk.library.guides[0], texts.MACHINE_WRITTEN[Language.ARABIC]
    wanted = list(said) if reviewed == "nej" else []
    places = [HOME, Place(Screen.CHOOSE, guide.id), Place(Screen.HISTORY, "tva-fragor.ord")]
    for second, lines in (("ar", wanted), ("", [])):
        await app.desk.change_settings(second=second)
        for place in places:
            await app.desk.go(place)
            await app.h.settle()
            assert [words for words in app.h.texts() if words in said] == lines
    await app.lock()
