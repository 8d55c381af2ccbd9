"""No keyboard learns what is written, and none guesses at a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

import flet as ft

from app.paths import find
from app.ui.state import Place, Screen
from tests.ui.running import App

FIELDS = (ft.TextField, ft.CupertinoTextField, ft.AutoComplete, ft.SearchBar)


def check(app: App) -> Iterator[ft.TextField]:
    """Every text field on the screen, looked at."""
    for one in app.h.walk():
        assert not isinstance(one, FIELDS[1:])
        if isinstance(one, ft.TextField):
            assert one.enable_ime_personalized_learning is False
            assert one.autofill_hints is None
            assert one.capitalization is None
            if one.password:
                assert not (one.autocorrect or one.enable_suggestions)
            yield one


async def test_no_screen_has_a_text_field_that_learns(run, figure) -> None:
    app = await run()
    seen = {}
    places = [Place(screen) for screen in Screen if screen.public or screen.locked]
    for place in places:
        await app.desk.go(place)
        await app.h.settle()
        seen[app.desk.shown.place] = len(list(check(app)))
    await app.open()
    await app.desk.change_settings(depth="mycket")
    args = {
        Screen.SECTION: "manniskor-runt-mig",
        Screen.INTRO: "mar-daligt",
        Screen.CHOOSE: "mar-daligt",
        Screen.AGREEMENT: "manniskor-runt-mig",
        Screen.SHOW: "tva-fragor",
        Screen.HISTORY: "tva-fragor.vad-forde-hit",
    }
    for screen in Screen:
        if not screen.locked:
            await app.desk.go(Place(screen, args.get(screen, "")))
            await app.h.settle()
            seen[app.desk.shown.place] = len(list(check(app)))
    for name in app.desk.library.section_files:
        await app.desk.go(Place(Screen.SECTION, name))
        await app.h.settle()
        seen[app.desk.shown.place] = len(list(check(app)))
    figure(f"keyboards: {sum(seen.values())} text fields on {len(seen)} pages")
    assert sum(seen.values()) > 100
    await app.lock()


def test_every_text_field_of_the_app_is_made_in_one_place() -> None:
    app = find().content.parent / "app"
    makes = re.compile(r"\bft\.(" + "|".join(kind.__name__ for kind in FIELDS) + r")\(")
    found = [path.name for path in app.rglob("*.py") if makes.search(path.read_text("utf-8"))]
    assert found == ["lines.py"]


async def test_a_secret_is_not_guessed_at_hidden_or_shown(run) -> None:
    app = await run()
    await app.open()
    await app.lock()
    for hidden, flip in ((True, "Visa det jag skriver"), (False, "Dölj det jag skriver")):
        [box] = check(app)
        assert box.password is hidden
        assert not (box.autocorrect or box.enable_suggestions)
        await app.h.press(f"{flip}, Lösenfras")


async def test_each_field_has_the_keyboard_that_fits_it(run) -> None:
    app = await run()
    await app.open(Place(Screen.SECTION, "manniskor-runt-mig"))
    number, name = (app.h.find(ft.TextField, one) for one in ("Telefon", "Namn"))
    assert number.keyboard_type is ft.KeyboardType.PHONE
    assert not (number.autocorrect or number.enable_suggestions)
    assert name.keyboard_type is ft.KeyboardType.TEXT
    await app.desk.go(Place(Screen.SECTION, "tva-fragor"))
    await app.h.settle()
    several = [box for box in check(app) if box.multiline]
    assert several
    assert {box.keyboard_type for box in several} == {ft.KeyboardType.MULTILINE}
    await app.lock()
