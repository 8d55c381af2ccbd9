"""What one reads and what one must see stands out enough, in each of the four colour schemes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import flet as ft
import pytest

import app.ui
from app.ui import colours
from app.ui.state import Place, Screen
from tests.ui.headless import Headless
from tests.ui.test_names import LIBRARY, fill, use

C = ft.Colors
SCHEMES = {
    "light": colours.LIGHT,
    "dark": colours.DARK,
    "light, more contrast": colours.LIGHT_MORE,
    "dark, more contrast": colours.DARK_MORE,
}
BODY, TEXT, SIGN = 7.0, 4.5, 3.0  # WCAG 2.2: 1.4.6, 1.4.3, and 1.4.11 for icons and edges
HUES = [(ink, ground) for ground, ink in {*colours.HUES.values(), colours.USUAL}]
# Where words of any kind may stand.
GROUNDS = (
    *(C.SURFACE, C.SURFACE_CONTAINER, C.SURFACE_CONTAINER_HIGHEST),
    *(C.PRIMARY_CONTAINER, C.TERTIARY_CONTAINER, *(ground for _, ground in HUES)),
)
# (what stands there, on what): every pair that is used, and the contrast it needs.
PAIRS: dict[tuple[C, C], float] = {
    **{(ink, ground): BODY for ink in (C.ON_SURFACE, C.ON_SURFACE_VARIANT) for ground in GROUNDS},
    **dict.fromkeys(HUES, BODY),
    **{(C.PRIMARY, ground): TEXT for ground in GROUNDS},
    **{(C.TERTIARY, ground): TEXT for ground in (C.SURFACE, C.SURFACE_CONTAINER)},
    **{(C.OUTLINE, ground): SIGN for ground in GROUNDS},
    (C.ON_PRIMARY, C.PRIMARY): BODY,
    (C.ON_PRIMARY_CONTAINER, C.PRIMARY_CONTAINER): BODY,
    (C.ON_TERTIARY_CONTAINER, C.TERTIARY_CONTAINER): BODY,
    # The edges of a lit choice, seen from outside, and those of a drawing.
    (C.PRIMARY, C.ON_PRIMARY): SIGN,
    # Flutter's own: the bar below, a field with an error, a short message, a tooltip, the calendar.
    (C.ON_SECONDARY_CONTAINER, C.SECONDARY_CONTAINER): BODY,
    (C.ERROR, C.SURFACE_CONTAINER): TEXT,
    (C.ERROR, C.SURFACE): TEXT,
    (C.ON_ERROR, C.ERROR): TEXT,
    (C.ON_ERROR_CONTAINER, C.ERROR_CONTAINER): TEXT,
    (C.ON_SECONDARY, C.SECONDARY): TEXT,
    (C.ON_TERTIARY, C.TERTIARY): TEXT,
    (C.ON_INVERSE_SURFACE, C.INVERSE_SURFACE): BODY,
    (C.INVERSE_PRIMARY, C.INVERSE_SURFACE): TEXT,
}
# Quiet lines around what is told apart without them; with more contrast they are seen too.
QUIET = {C.OUTLINE_VARIANT}
NONE = {C.TRANSPARENT}


def luminance(color: str) -> float:
    """Of a colour like "#1F5B4E", by WCAG 2."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def value(scheme: ft.ColorScheme, role: C) -> str:
    return str(getattr(scheme, role.name.lower()))


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("name", SCHEMES)
def test_every_pair_of_colours_stands_out_enough(name, figure) -> None:
    scheme = SCHEMES[name]
    found = {pair: contrast(*(value(scheme, role) for role in pair)) for pair in PAIRS}
    assert {pair: have for pair, have in found.items() if have < PAIRS[pair]} == {}
    read = min(have for pair, have in found.items() if PAIRS[pair] == BODY)
    signs = min(have for pair, have in found.items() if PAIRS[pair] == SIGN)
    figure(f"contrast, {name}: {len(found)} pairs; least to read {read:.2f}, of edges {signs:.2f}")


@pytest.mark.parametrize("name", ["light, more contrast", "dark, more contrast"])
def test_with_more_contrast_no_edge_is_faint_and_all_words_stand_out_more(name) -> None:
    more, usual = SCHEMES[name], SCHEMES[name.partition(",")[0]]
    for pair in [*PAIRS, *((quiet, ground) for quiet in QUIET for ground in GROUNDS)]:
        have = contrast(*(value(more, role) for role in pair))
        assert have > contrast(*(value(usual, role) for role in pair)), pair
        assert have >= TEXT, pair


def test_the_guides_have_a_hue_each_and_one_from_others_has_the_first() -> None:
    for scheme in SCHEMES.values():
        grounds = [value(scheme, ground) for ground, _ in colours.HUES.values()]
        assert len(set(grounds)) == len(grounds) == 3
    assert colours.hue("rsmh/var-guide") == colours.hue("mar-daligt")


def test_no_role_is_left_to_a_colour_that_is_not_ours() -> None:
    ours = {field.name for field in fields(ft.ColorScheme) if getattr(colours.LIGHT, field.name)}
    roles = {role.name.lower() for pair in PAIRS for role in pair} | {"outline_variant"}
    assert roles <= ours
    for scheme in SCHEMES.values():
        assert {one for one in ours if getattr(scheme, one)} == ours


def test_every_colour_that_the_screens_name_is_in_a_measured_pair() -> None:
    measured = {role.name for pair in PAIRS for role in pair}
    measured |= {role.name for role in QUIET | NONE}
    named = {
        node.attr: path.name
        for path in Path(app.ui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "Colors"
        and node.attr.isupper()
    }
    assert {role: file for role, file in named.items() if role not in measured} == {}


def seen(h: Headless, root: object = None, ground: C = C.SURFACE) -> Iterator[tuple[C, C]]:
    """The pairs on the screen: each colour of words, icons and edges, and what it stands on."""
    for part in h.parts(root):
        around = ground
        if isinstance(part, ft.BaseControl):
            style = getattr(part, "style", None)
            own = [getattr(part, "bgcolor", None), getattr(part, "fill_color", None)]
            own += [style.bgcolor] if isinstance(style, ft.ButtonStyle) else []
            around = next((color for color in own if isinstance(color, C)), ground)
            for color in inks(part):
                yield color, around
            for color in edges(part):
                yield color, around
                yield color, ground
        yield from seen(h, part, around)


def inks(control: ft.BaseControl) -> Iterator[C]:
    """The colours a control draws in, itself."""
    if isinstance(control, ft.Text):
        yield control.color if isinstance(control.color, C) else C.ON_SURFACE
    elif isinstance(control, ft.Icon | ft.ProgressBar):
        yield control.color if isinstance(control.color, C) else C.ON_SURFACE_VARIANT
    elif isinstance(control, ft.Radio):
        assert isinstance(control.active_color, C)
        yield from (control.active_color, C.ON_SURFACE_VARIANT)


def edges(control: ft.BaseControl) -> Iterator[C]:
    """The colours of a control's outline, in every state it can be in."""
    style, border = getattr(control, "style", None), getattr(control, "border", None)
    found: list[object] = [style.side] if isinstance(style, ft.ButtonStyle) else []
    if isinstance(border, ft.Border):
        found += [border.left, border.top, border.right, border.bottom]
    elif isinstance(border, dict):
        found += [one.side for one in border.values()]
    for one in found:
        for side in one.values() if isinstance(one, dict) else [one]:
            if isinstance(side, ft.BorderSide) and side.width and isinstance(side.color, C):
                yield side.color


async def test_every_pair_of_colours_on_the_screens_is_measured(run, figure) -> None:
    app = await run()
    await app.open()
    found = set(seen(app.h))
    await fill(app)
    await app.desk.change_settings(depth="mycket")
    for section in LIBRARY.section_files:
        await app.desk.go(Place(Screen.SECTION, section))
        await app.h.settle()
        await use(app)
        found |= set(seen(app.h))
    for screen in Screen:
        if screen.locked or screen in (Screen.SECTION, Screen.HISTORY, Screen.AGREEMENT):
            continue
        arg = "mar-daligt" if screen in (Screen.INTRO, Screen.CHOOSE) else ""
        await app.desk.go(Place(screen, arg))
        await app.h.settle()
        found |= set(seen(app.h))
    await app.lock()
    found |= set(seen(app.h))
    unmeasured = {pair for pair in found if pair not in PAIRS and pair[0] not in QUIET | NONE}
    assert unmeasured == set()
    assert (C.ON_PRIMARY, C.PRIMARY) in found
    figure(f"contrast: {len(found)} pairs of colours seen on the screens, all measured")
