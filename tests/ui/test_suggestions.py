"""Words to tap: they come and go at a tap, and what a person has typed stays whatever is tapped."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Depth, Field, Kind
from app.ui import suggestions
from app.ui.state import Place, Screen
from app.ui.suggestions import OWN_WORDS
from app.workbook.answers import empty
from tests.ui.running import SECTION, App, run_app

REST, WALK, ALONE = "Vila, en stund", "Gå ut", "Vara ifred"
WORDS = (REST, WALK, ALONE)
KINDS = (Kind.SHORT, Kind.LONG, Kind.LIST)


async def start(tmp_path: Path, kind: Kind, depth: str = "lagom") -> tuple[App, Field]:
    """The app at a page with one question that has suggestions, for someone who can do so much."""
    folder = tmp_path / "content" / "egen"
    folder.mkdir(parents=True)
    cards = "\n".join(f"- {words}" for words in WORDS)
    (folder / "guide.md").write_text("# Min guide\n\n## Delar\n\n1. [Sidan](tva-fragor.md)\n")
    (folder / "tva-fragor.md").write_text(
        f"# Sidan\n\n```fråga ord\ntyp: {kind.value}\ndjup: lite\nVad hjälper?\n{cards}\n```\n"
    )
    app = await run_app(tmp_path, folder.parent)
    await app.open()
    await app.desk.change_settings(depth=depth)
    await app.desk.go(SECTION)
    await app.h.settle()
    return app, app.desk.library.fields["tva-fragor.ord"]


def boxes(app: App) -> list[ft.TextField]:
    return [c for c in app.h.walk() if isinstance(c, ft.TextField)]


def typed(app: App) -> list[str]:
    """What stands in the text fields on the screen, without the empty ones."""
    return [box.value for box in boxes(app) if box.value]


def ticked(app: App) -> list[str]:
    return [words for words in WORDS if card(app, words).checked]


def card(app: App, words: str) -> ft.Semantics:
    return next(
        c
        for c in app.h.walk()
        if isinstance(c, ft.Semantics)
        and c.checked is not None
        and any(isinstance(t, ft.Text) and t.value == words for t in app.h.walk(c))
    )


def as_text(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_tapped_card_puts_its_words_in_the_answer_and_on_the_screen(tmp_path, kind) -> None:
    app, field = await start(tmp_path, kind)
    assert ticked(app) == typed(app) == []
    await app.h.press(WALK)
    assert as_text(app.desk.value(field)) == WALK
    assert ticked(app) == typed(app) == [WALK]
    await app.h.press(WALK)
    assert app.desk.value(field) == empty(kind)
    assert ticked(app) == typed(app) == []
    await app.lock()


@pytest.mark.parametrize(
    ("kind", "both", "one"),
    [
        (Kind.SHORT, f"hos mormor, {REST}, {ALONE}", f"hos mormor, {ALONE}"),
        (Kind.LONG, f"hos mormor\n{REST}\n{ALONE}", f"hos mormor\n{ALONE}"),
        (Kind.LIST, ["hos mormor", REST, ALONE], ["hos mormor", ALONE]),
    ],
)
async def test_words_are_put_after_what_is_typed_and_taken_away_from_it(
    tmp_path, kind, both, one
) -> None:
    app, field = await start(tmp_path, kind)
    await app.h.type(boxes(app)[0], "hos mormor")
    await app.h.press(REST)
    await app.h.press(ALONE)
    assert app.desk.value(field) == both
    assert as_text(typed(app)) == as_text(both)
    assert ticked(app) == [REST, ALONE]
    await app.h.press(REST)
    assert app.desk.value(field) == one
    assert as_text(typed(app)) == as_text(one)
    assert ticked(app) == [ALONE]
    await app.lock()


async def test_a_short_answer_that_is_a_suggestion_gives_way_to_another(tmp_path) -> None:
    app, field = await start(tmp_path, Kind.SHORT)
    await app.h.press(REST)
    await app.h.press(WALK)
    assert app.desk.value(field) == WALK
    assert ticked(app) == typed(app) == [WALK]
    await app.lock()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_card_follows_what_is_typed_and_the_text_field_is_not_touched(
    tmp_path, kind
) -> None:
    app, field = await start(tmp_path, kind)
    await app.h.press(WALK)
    box = boxes(app)[0]
    await app.h.type(box, "Gå ut med Bo")
    assert ticked(app) == []
    await app.h.type(box, WALK)
    assert ticked(app) == [WALK]
    assert boxes(app)[0] is box
    assert as_text(app.desk.value(field)) == WALK
    await app.lock()


@pytest.mark.parametrize("kind", KINDS)
async def test_two_quick_taps_both_count(tmp_path, kind) -> None:
    app, field = await start(tmp_path, kind)
    buttons = [c for c in app.h.walk(card(app, WALK)) if isinstance(c, ft.OutlinedButton)]
    await asyncio.gather(*(app.h.click(buttons[0]) for _ in range(3)))
    assert as_text(app.desk.value(field)) == WALK
    assert ticked(app) == typed(app) == [WALK]
    await app.lock()


async def test_a_list_always_has_an_empty_row_and_a_tap_fills_it(tmp_path) -> None:
    app, field = await start(tmp_path, Kind.LIST)
    for number, words in enumerate(WORDS, 1):
        await app.h.press(words)
        assert [box.value for box in boxes(app)] == [*WORDS[:number], ""]
    await app.h.press(f"Ta bort rad 2, {field.question}")
    assert ticked(app) == [REST, ALONE]
    await app.h.press("Ångra borttagningen")
    assert ticked(app) == list(WORDS)
    for words in WORDS:
        await app.h.press(words)
    assert [box.value for box in boxes(app)] == [""]
    assert app.desk.value(field) == []
    await app.lock()


@pytest.mark.parametrize("kind", KINDS)
async def test_someone_who_can_do_little_gets_cards_and_a_way_to_write(tmp_path, kind) -> None:
    app, field = await start(tmp_path, kind, "lite")
    assert boxes(app) == []
    await app.h.press(WALK)
    assert ticked(app) == [WALK]
    assert boxes(app) == []
    await app.h.press(f"{OWN_WORDS}, {field.question}")
    assert OWN_WORDS not in app.h.texts()
    assert typed(app) == [WALK]
    assert [box.autofocus for box in boxes(app)].count(True) == 1
    await app.h.press(WALK)
    assert [box.value for box in boxes(app)] == [""]
    assert not boxes(app)[0].autofocus  # a tap on a card brings no keyboard up
    await app.lock()


@pytest.mark.parametrize("kind", KINDS)
async def test_the_editor_is_open_when_it_has_words_of_ones_own(tmp_path, kind) -> None:
    app, field = await start(tmp_path, kind, "lite")
    own = f"{WALK}, hos mormor"
    app.desk.write(field, [own] if kind is Kind.LIST else own)
    await app.desk.go(Place(Screen.SETTINGS))
    await app.desk.back()
    await app.h.settle()
    assert typed(app) == [own]
    await app.h.type(boxes(app)[0], "")
    await app.h.type(boxes(app)[0], WALK)
    assert typed(app) == [WALK]  # it does not go away under one's hands
    await app.lock()


@pytest.mark.parametrize("kind", KINDS)
async def test_choosing_little_puts_the_editor_away_unless_there_is_something_in_it(
    tmp_path, kind
) -> None:
    app, _ = await start(tmp_path, kind)
    group = app.h.find(ft.RadioGroup)
    await app.h.press(WALK)
    await app.h.fire(group, "change", "lite", value="lite")
    async with asyncio.timeout(20):
        while boxes(app):
            await app.h.settle()
    assert ticked(app) == [WALK]
    await app.h.fire(group, "change", "lagom", value="lagom")
    async with asyncio.timeout(20):
        while not boxes(app):
            await app.h.settle()
    await app.h.type(boxes(app)[0], "hos mormor")
    await app.h.fire(group, "change", "lite", value="lite")
    async with asyncio.timeout(20):
        while app.desk.settings.depth != "lite":
            await app.h.settle()
    await app.h.settle()
    assert typed(app) == ["hos mormor"]
    await app.lock()


# The words in a text, whatever they are

WORD = st.text(st.characters(codec="utf-8", exclude_characters="\n,"), min_size=1).map(str.strip)
SUGGESTED = st.lists(WORD.filter(bool), min_size=2, max_size=4, unique=True).map(tuple)
TEXTS = st.text(st.sampled_from("ab ,\n\t.å"), max_size=30)


def question(kind: Kind, words: tuple[str, ...]) -> Field:
    return Field("a.b", kind, Depth.LITTLE, "Vad hjälper?", suggestions=words)


def pieces(kind: Kind, text: str) -> list[str]:
    found = text.split("\n" if kind is Kind.LONG else ",")
    return [piece.strip() for piece in found if piece.strip()]


@given(TEXTS, SUGGESTED, st.sampled_from([Kind.SHORT, Kind.LONG]))
def test_a_tap_keeps_every_word_of_ones_own_and_a_second_takes_the_first_back(
    text: str, words: tuple[str, ...], kind: Kind
) -> None:
    field = question(kind, words)
    text = text.replace("\n", " ") if kind is Kind.SHORT else text
    if suggestions.taken(field, text):
        text = ""
    after = suggestions.put(field, text, words[0])
    assert suggestions.taken(field, after) == [words[0]]
    assert pieces(kind, after) == [*pieces(kind, text), words[0]]
    back = suggestions.take(kind, after, words[0])
    assert not suggestions.has(kind, back, words[0])
    assert pieces(kind, back) == pieces(kind, text)


@given(SUGGESTED, st.data())
def test_cards_tapped_in_any_order_are_the_lines_of_a_long_answer(
    words: tuple[str, ...], data: st.DataObject
) -> None:
    field, text, there = question(Kind.LONG, words), "mitt eget är längst", list[str]()
    for tap in data.draw(st.lists(st.sampled_from(words), max_size=8)):
        if tap in there:
            there.remove(tap)
            text = suggestions.take(field.kind, text, tap)
        else:
            there.append(tap)
            text = suggestions.put(field, text, tap)
    assert text.split("\n") == ["mitt eget är längst", *there]
    assert sorted(suggestions.taken(field, text)) == sorted(there)
    assert suggestions.beyond(field, text)


@given(SUGGESTED)
def test_an_answer_of_suggestions_alone_has_nothing_beyond_them(words: tuple[str, ...]) -> None:
    for kind, value in (
        (Kind.SHORT, ", ".join(words)),
        (Kind.LONG, "\n".join(words)),
        (Kind.LIST, [*words, ""]),
    ):
        field = question(kind, words)
        assert suggestions.taken(field, value) == list(words)
        assert not suggestions.beyond(field, value)
        assert not suggestions.beyond(field, empty(kind))
