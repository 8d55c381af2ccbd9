"""Two languages on one page: the other's words beneath the Swedish ones, and words from the right.

A person writes in whatever language they like. What they write is never changed by any of it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import flet as ft
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide import Field, Heading, Language, Library, beside
from app.paths import find
from app.ui import look
from app.ui.direction import from_right
from app.ui.state import HOME, Place, Screen
from tests.ui.running import run_app
from tests.ui.two_languages import PAIRS, WRITTEN, box, boxes, come_back, start, write

SETTINGS = Place(Screen.APPEARANCE)


@pytest.mark.parametrize(("second", "at"), [("en", 0), ("ar", 1)])
async def test_the_other_language_stands_right_after_each_swedish_heading_question_and_option(
    tmp_path, second, at
) -> None:
    app = await start(tmp_path, second)
    write(app, "ord", "te")
    await come_back(app)
    shown = app.h.texts()
    for swedish, others in PAIRS.items():
        assert shown[shown.index(swedish) + 1] == others[at]
    await app.lock()


async def test_without_another_language_the_page_is_swedish_alone(tmp_path) -> None:
    app = await start(tmp_path, "")
    shown = app.h.texts()
    assert {"Sidan", "Sömnen"} <= {*shown}
    assert not {*shown} & {words for pair in PAIRS.values() for words in pair}
    assert not any(from_right(words) for words in shown)
    await app.lock()


async def test_a_section_that_nobody_has_put_in_words_is_the_same_as_in_swedish(tmp_path) -> None:
    app = await start(tmp_path, "en", unread="ar")
    assert "The page" in app.h.texts()
    await app.desk.change_settings(second="")
    await come_back(app)
    swedish = app.h.texts()
    await app.desk.change_settings(second="ar")
    await come_back(app)
    # Swedish names of fields to be written in from the right end with a mark that has no width.
    assert [words.rstrip("\u200e") for words in app.h.texts()] == swedish
    await app.lock()


async def test_arabic_runs_from_the_right_and_swedish_and_english_from_the_left(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    sides = {c.value: c.rtl for c in app.h.walk() if isinstance(c, ft.Text)}
    for swedish, (_, arabic) in PAIRS.items():
        if arabic in sides:
            assert (sides[swedish], sides[arabic]) == (False, True)
    await app.desk.change_settings(second="en")
    await come_back(app)
    assert not any(c.rtl for c in app.h.walk() if isinstance(c, ft.Text))
    await app.lock()


async def test_a_heading_is_one_heading_with_swedish_first(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    said = [
        tuple(text.value for text in app.h.walk(c) if isinstance(text, ft.Text))
        for c in app.h.walk()
        if isinstance(c, ft.Semantics) and c.header
    ]
    assert ("Sidan", "الصفحة") in said
    assert ("Vill jag?", "هل أريد؟") in said
    assert ("Vad hjälper?", "ما الذي يساعد؟") in said
    await app.lock()


async def test_a_text_field_is_called_by_its_question_in_both_languages(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    names = [c.label for c in app.h.walk() if isinstance(c, ft.Semantics) and c.label]
    for question in ("Vad hjälper?", "Vilka tecken?", "Vad ger kraft?"):
        arabic = PAIRS[question][1]
        assert any(f"{question} {arabic}" in name for name in names)
    await app.lock()


async def test_an_empty_field_waits_for_the_language_and_a_written_one_follows_its_words(
    tmp_path,
) -> None:
    app = await start(tmp_path, "ar")
    phone = {c for c in boxes(app) if c.keyboard_type is ft.KeyboardType.PHONE}
    assert phone and not any(one.rtl for one in phone)
    assert all(one.rtl for one in boxes(app) if one not in phone)
    names = [one.label.value for one in boxes(app) if isinstance(one.label, ft.Text)]
    assert "Namn\u200e" in names  # Swedish within what runs the other way
    write(app, "rader", ["promenad", WRITTEN])
    await come_back(app)
    assert (box(app, "promenad").rtl, box(app, WRITTEN).rtl) == (False, True)
    await app.desk.change_settings(second="")
    await come_back(app)
    assert [one.value for one in boxes(app) if one.rtl] == [WRITTEN]
    await app.lock()


async def test_typing_never_turns_the_field_nor_draws_it_again(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    field = boxes(app)[0]
    sent = len(app.h.client.sent)
    for words in ("s", "su", "sus"):
        await app.h.type(field, words)
    assert boxes(app)[0] is field
    assert field.rtl
    assert [one for one in app.h.client.sent[sent:] if str(field._i) in str(one.body)] == []
    await app.lock()


async def test_a_secret_is_written_from_the_left(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    await app.lock()
    assert app.desk.settings.second == "ar"
    assert [(one.password, one.rtl) for one in boxes(app)] == [(True, False)]


async def test_the_persons_arabic_runs_from_the_right_where_it_is_read(tmp_path) -> None:
    app = await start(tmp_path, "")
    write(app, "ord", WRITTEN)
    await come_back(app)
    [read] = [c for c in app.h.walk() if isinstance(c, ft.Text) and c.value == WRITTEN]
    assert read.rtl
    await app.lock()


async def test_the_choice_is_made_in_the_settings_and_comes_back_after_a_lock(tmp_path) -> None:
    app = await start(tmp_path, "")
    for value in ("ar", "", "en"):
        await app.desk.go(SETTINGS)
        await app.h.settle()
        [group] = [
            group
            for group in app.h.walk()
            if isinstance(group, ft.RadioGroup)
            and any(
                text.value == "العربية" for text in app.h.walk(group) if isinstance(text, ft.Text)
            )
        ]
        await app.h.fire(group, "change", None, value=value)
        assert app.desk.settings.second == value
        await app.lock()
        assert await app.unlock()
        assert app.desk.settings.second == value
    await app.lock()


async def test_the_lists_of_sections_have_the_other_title_too(tmp_path) -> None:
    app = await start(tmp_path, "ar")
    guide = app.desk.library.guides[0]
    for place in (HOME, Place(Screen.CHOOSE, guide.id)):
        await app.desk.go(place)
        await app.h.settle()
        shown = app.h.texts()
        assert shown[shown.index("Sidan") + 1] == "الصفحة"
    await app.lock()


ARABIC_LETTERS = st.text(
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
    | st.sampled_from(" .,؟\n\u200f\u200eaÅ1"),
    min_size=1,
    max_size=60,
)


@settings(max_examples=4, deadline=None)
@given(st.lists(ARABIC_LETTERS.filter(str.strip), min_size=3, max_size=6))
def test_arabic_that_is_typed_is_what_is_saved_and_what_is_shown_again(typed: list[str]) -> None:
    async def write_and_read() -> None:
        with tempfile.TemporaryDirectory() as folder:
            app = await start(Path(folder), "ar")
            field = app.desk.library.fields["tva-fragor.ord"]
            for words in typed:
                [line] = [c for c in boxes(app) if c.min_lines == 4]
                await app.h.type(line, words)
                await come_back(app)
                assert box(app, words).rtl is from_right(words)
            await app.lock()
            assert await app.unlock()
            assert app.desk.value(field) == typed[-1]
            await app.lock()

    asyncio.run(write_and_read())


def test_every_style_of_letters_has_an_arabic_font_that_comes_with_the_program() -> None:
    fonts = find().assets
    assert all((fonts / path).is_file() for path in look.FONTS.values())
    themes = [look.theme(colors, 100).text_theme for colors in (look.LIGHT, look.DARK)]
    styles = [
        style
        for theme in themes
        for field in fields(theme)
        if isinstance(style := getattr(theme, field.name), ft.TextStyle)
    ]
    assert len(styles) == 18
    for style in styles:
        assert style.font_family in look.FONTS
        [fallback] = style.font_family_fallback or []
        assert "NotoSansArabic" in look.FONTS[fallback]
        assert ("Bold" in fallback) is (style.weight is ft.FontWeight.BOLD)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("", False),
        ("12 %", False),
        ("Vad hjälper?", False),
        ("ما الذي يساعد؟", True),
        ("0: لا شيء", True),
        ("SIP: خطة فردية منسقة", True),
        ("المركز الصحي (vårdcentral)", True),
        ("عيادة (psykiatrisk mottagning)", True),
        ("Jag sa شكرا till henne", False),
        ("שלום", True),
        ("123 …", False),
    ],
)
def test_words_run_the_way_they_begin_or_the_way_of_most_of_their_letters(
    words: str, right: bool
) -> None:
    assert from_right(words) is right


@given(st.text(), st.text())
def test_signs_and_figures_do_not_turn_words(words: str, more: str) -> None:
    neutral = "".join(c for c in more if not c.isalpha() and ord(c) < 0x250)
    assert from_right(neutral + words) is from_right(words)


def test_every_heading_and_question_of_the_content_has_its_words_on_the_page(figure) -> None:
    library = Library(find().content)

    def missing(shown: dict[str, bool], section: str, language: Language) -> list[str]:
        """What is not on the page, or runs the wrong way."""
        node, wording = library.section(section), library.wording(section, language)
        assert wording is not None
        pairs = zip(node.blocks, beside(node, wording), strict=True)
        wanted = {wording.title}
        for block, other in pairs:
            wanted.update(other.options.values(), other.suggestions.values())
            if isinstance(block, Heading | Field):
                wanted.add(other.text)
        right = language.direction == "rtl"
        return [text for text in wanted if shown.get(text) is not right]

    def halves() -> Iterator[tuple[Language, list[str]]]:
        """Every section once, in one of the languages: both take time."""
        for turn, language in enumerate(Language):
            there = sorted(section for section, of in library.wording_files if of is language)
            yield language, there[turn :: len(Language)]

    async def look_at_half() -> dict[str, list[str]]:
        found = {}
        with tempfile.TemporaryDirectory() as folder:
            app = await run_app(Path(folder))
            await app.open()
            for language, sections in halves():
                await app.desk.change_settings(second=language.value, depth="mycket")
                for section in sections:
                    await app.desk.go(Place(Screen.SECTION, section))
                    await app.h.settle()
                    shown = {c.value: c.rtl for c in app.h.walk() if isinstance(c, ft.Text)}
                    found[section] = missing(shown, section, language)
                await app.desk.go(HOME)
            await app.lock()
        return found

    found = asyncio.run(look_at_half())
    figure(f"{len(found)} sections shown with their words in another language")
    assert {place: texts for place, texts in found.items() if texts} == {}
