"""The editors' own labels in two languages: who reads only one of them knows what each field is."""

from __future__ import annotations

import re
from pathlib import Path

import flet as ft
import pytest

from app.guide import Field, Kind, Language, Library
from app.guide.glyphs import undrawn
from app.paths import find
from app.share import labels as on_paper
from app.ui import labels, texts
from app.ui.direction import apart, from_right, read
from app.ui.state import Place, Screen
from app.workbook.answers import Answer, Json, lines
from tests.ui.heard import heard
from tests.ui.running import App, run_app

LIBRARY = Library(find().content)
# What is written, so that every label of the kind is on the page, and those that are then there.
# "|" stands before the names of text fields.
PAGES: list[tuple[Kind, Json, str, str]] = [
    (Kind.CONTACT, [["Bo", "070-123", "vän"]], "Lägg till en person", "Namn|Telefon|Vem det är"),
    (Kind.IF_THEN, [["a", "b"]], "Lägg till en till", "När …|Då gör jag …"),
    (
        Kind.LINKS,
        [["a", ""]],
        "Lägg till en till",
        "När jag märker …|Då gör jag …",
    ),
    (Kind.LIST, ["a"], "Lägg till en rad", ""),
    (Kind.CHECKLIST, [], "Lägg till något eget", "Något eget"),
    (
        Kind.WEEK,
        [["måndag", "a", "", ""]],
        "Måndag|Tisdag|Onsdag|Torsdag|Fredag|Lördag|Söndag|Din vecka",
        "",
    ),
    (
        Kind.BALANCE,
        [["a", "både"]],
        "Ger kraft|Tar kraft|Både och|Lägg till en rad",
        "",
    ),
    (
        Kind.NETWORK,
        [["a", "", "nära"]],
        "Jag|Närmast|Nära|Längre bort|Lägg till någon",
        "Vem eller vad|Hur ni hör ihop",
    ),
    (
        Kind.TIMELINE,
        [["a"], ["2026-01-01", 3, "b"]],
        "I dag|Välj en annan dag|Det du har skrivit|Sluta följa",
        "Vad vill du följa? Eget ord",
    ),
    (Kind.TIMELINE, [], "Börja följa något", ""),
    (Kind.LETTER, ["a", ""], "Stäng brevet tills jag öppnar det|Stäng till en dag", ""),
    (
        Kind.LETTER,
        ["a", "själv"],
        "Brevet är stängt tills du öppnar det.|Öppna brevet",
        "",
    ),
    (Kind.DATE, "", "Välj dag", ""),
    (Kind.DATE, "2026-01-01", "Ta bort dagen", ""),
    (Kind.SCALE, 3, "Ta bort valet|Orkar lite|Lagom|Mycket|Hur mycket orkar du nu?", ""),
]
BOTH = pytest.mark.parametrize("language", Language, ids=lambda one: one.value)


def one_of(kind: Kind) -> Field:
    """A question of this kind, in a section that is in every language."""
    return next(
        field
        for section in sorted(LIBRARY.section_files)
        if all((section, language) in LIBRARY.wording_files for language in Language)
        for field in LIBRARY.section(section).fields
        if field.kind is kind
    )


async def show(app: App, kind: Kind, value: Json, second: str) -> None:
    """The page with such a question, and ``value`` in it."""
    field = one_of(kind)
    app.desk.write(field, value)
    await app.desk.change_settings(second=second, depth="mycket")
    await app.desk.go(Place(Screen.GUIDES))
    await app.desk.go(Place(Screen.SECTION, field.key.partition(".")[0]))
    await app.h.settle()


def fields(app: App) -> list[tuple[str, str, str]]:
    """Each text field's name, what stands beneath it, and what a screen reader says of it."""
    found = []
    for one in app.h.walk():
        if isinstance(one, ft.TextField) and isinstance(one.label, ft.Text):
            inside = app.h.walk(one.helper) if one.helper else ()
            beneath = [text.value for text in inside if isinstance(text, ft.Text)]
            name = str(one.label.value).rstrip("\u200e")
            found.append((name, "".join(beneath), str(one.label.semantics_label)))
    return found


@BOTH
async def test_every_label_of_an_editor_has_the_other_language_beneath_it(run, language) -> None:
    app = await run()
    await app.open()
    for kind, value, seen, named in PAGES:
        await show(app, kind, value, language.value)
        shown = app.h.texts()
        assert texts.NOT_SHOWN not in shown
        for label in seen.split("|"):
            places = [at for at, text in enumerate(shown) if text == label]
            # In the drawing of the circles there is room for one language, and beneath it for two.
            assert labels.other(label, language) in [shown[at + 1] for at in places], label
        for label in filter(None, named.split("|")):
            other = labels.other(label, language)
            of = [one for one in fields(app) if re.fullmatch(re.escape(label) + r"( \d+)?", one[0])]
            assert of, label
            for name, beneath, said in of:
                assert beneath == other
                assert said.startswith(f"{name} {other}, ")
    await app.lock()


async def test_the_week_names_the_day_and_its_part_beneath_each_field(run) -> None:
    app = await run()
    await app.open()
    await show(app, Kind.WEEK, [], "ar")
    named = {name: beneath for name, beneath, _ in fields(app) if name.startswith("Måndag")}
    assert named == {
        "Måndag förmiddag": "الاثنين قبل الظهر",
        "Måndag eftermiddag": "الاثنين بعد الظهر",
        "Måndag kväll": "الاثنين المساء",
    }
    await app.lock()


async def test_without_another_language_no_label_has_anything_beneath_it(run) -> None:
    app = await run()
    await app.open()
    others = {labels.other(one, two) for page in PAGES for one in words(page) for two in Language}
    for kind, value, *_ in PAGES:
        await show(app, kind, value, "")
        assert not {*app.h.texts()} & others
        assert not any(beneath for _, beneath, _ in fields(app))
    await app.lock()


def words(page: tuple[Kind, Json, str, str]) -> list[str]:
    return [label for part in page[2:] for label in part.split("|") if label]


async def test_what_is_seen_is_what_one_can_say_in_two_languages_too(run) -> None:
    app = await run()
    await app.open()
    for kind, value, *_ in PAGES:
        await show(app, kind, value, "ar")
        found = list(heard(app.h))
        assert found
        for one in found:
            assert one.seen.rstrip("\u200e") in one.name, one
    await app.lock()


@BOTH
def test_every_label_can_be_drawn_and_runs_its_own_way(language) -> None:
    for words in (labels._WORDS, on_paper._WORDS):
        for swedish in words:
            other = labels.other(swedish, language)
            assert other
            assert other.count("{}") == swedish.count("{}")
            assert from_right(other) is (language.direction == "rtl")
            assert not undrawn(language).search(other.replace("{}", ""))


def test_every_label_stands_somewhere_in_the_program() -> None:
    folder = Path(labels.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    code = re.sub(r'"\s+"', "", code)
    assert [one for one in labels._WORDS if code.count(f'"{one}"') < 2] == []


@pytest.mark.parametrize(
    ("kind", "row", "own", "shown"),
    [
        (Kind.WEEK, "måndag|10:30 قهوة||te", slice(1, 4), "Måndag: förmiddag {}; kväll {}"),
        (Kind.CONTACT, "سارة|070-123 45 67|", slice(3), "{}, {}"),
        (Kind.NETWORK, "سارة|أختي 2|nära", slice(2), "{}, {} (nära)"),
        (Kind.BALANCE, "قهوة 3|ger", slice(1), "{} (ger kraft)"),
        (Kind.IF_THEN, "22:00 ليلا|أنام", slice(2), "När {}: {}"),
        (Kind.LINKS, "a|10 دقائق", slice(1, 2), "När jag märker: a. Då gör jag: {}"),
    ],
)
def test_a_number_beside_arabic_words_stays_where_it_was_written(kind, row, own, shown) -> None:
    cells = row.split("|")
    answer = Answer(kind, "?", [cells])
    written = [apart(text) for text in cells[own] if text]
    assert read(answer) == (shown.format(*written),)
    assert [line.replace("\u2068", "").replace("\u2069", "") for line in read(answer)] == [
        *lines(answer)
    ]


def test_swedish_is_read_as_it_is_stored() -> None:
    for kind, value, *_ in PAGES:
        answer = Answer(kind, "?", value)
        assert read(answer) == lines(answer)


async def test_the_marks_that_keep_words_apart_are_seen_and_never_stored(tmp_path) -> None:
    app = await run_app(tmp_path)
    await app.open()
    value = [["måndag", "10:30 قهوة", "", ""]]
    await show(app, Kind.WEEK, value, "ar")
    assert f"Måndag: förmiddag {apart('10:30 قهوة')}" in app.h.texts()
    await app.lock()
    assert await app.unlock()
    assert app.desk.value(one_of(Kind.WEEK)) == value
    await app.lock()
