"""Themes, letters, movement and drawings: what a person chooses, and what the device asks for."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from itertools import product
from pathlib import Path

import flet as ft
import flet.canvas as cv
import pytest

import app.ui
from app.paths import find
from app.ui import colours, drawings, look
from app.ui.look import Wishes
from app.ui.program import look_of
from app.ui.state import Place, Screen
from app.workbook.workbook import CHOICES, Settings
from tests.ui import headless
from tests.ui.running import run_app
from tests.ui.test_contrast import contrast, value

README = (Path(app.ui.__file__).parent / "README.md").read_text("utf-8")
SCHEMES = (colours.LIGHT, colours.DARK, colours.LIGHT_MORE, colours.DARK_MORE)
PRESSED, FOCUSED = ft.ControlState.PRESSED, ft.ControlState.FOCUSED
APPEARANCE = Place(Screen.APPEARANCE)


def rows() -> list[list[str]]:
    """The rows of the tables in the design language."""
    lines = [line for line in README.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_colours_written_in_the_design_language_are_the_ones_that_are_used() -> None:
    written = {row[0].strip("`"): row[1:5] for row in rows() if row[1].startswith("#")}
    assert len(written) == 21
    for role, values in written.items():
        assert values == [getattr(scheme, role) for scheme in SCHEMES], role


def test_the_contrasts_written_in_the_design_language_are_the_ones_that_are_measured() -> None:
    written = {row[0]: row[1:5] for row in rows() if " on " in row[0]}
    assert len(written) == 15
    for pair, values in written.items():
        one, other = (ft.Colors[role.upper()] for role in re.findall(r"`(\w+)`", pair))
        found = [contrast(value(scheme, one), value(scheme, other)) for scheme in SCHEMES]
        assert values == [f"{ratio:.1f}" for ratio in found], pair


def test_the_sizes_written_in_the_design_language_are_the_ones_that_are_used() -> None:
    styles = look.text_theme(100)
    sizes = [row for row in rows() if row[0].strip("`").isupper()]
    written = {row[0].strip("`").lower(): row[1:3] for row in sizes}
    assert len(written) == 7
    for name, (size, line) in written.items():
        style = getattr(styles, name)
        bold = " bold" if style.weight is ft.FontWeight.BOLD else ""
        assert (f"{style.size:g}{bold}", f"{style.height:g}") == (size, line), name


@pytest.mark.parametrize("settings", [Settings(), Settings(contrast="more")])
@pytest.mark.parametrize("wishes", [Wishes(), Wishes(contrast=True)])
def test_more_contrast_comes_in_light_and_dark_if_the_person_or_the_device_wants_it(
    settings, wishes
) -> None:
    more = settings.contrast == "more" or wishes.contrast
    themes = look.themes(settings, wishes)
    assert [one.color_scheme for one in themes] == list(SCHEMES[2:] if more else SCHEMES[:2])


def test_every_choice_of_look_gives_two_themes_with_letters_that_come_with_the_program() -> None:
    names = ("contrast", "font", "motion", "text_percent")
    assets = find().assets
    for chosen in product(*(CHOICES[name] for name in names)):
        settings = replace(Settings(), **dict(zip(names, chosen, strict=True)))
        for web, theme in product((False, True), look.themes(settings)):
            assert theme.font_family == look.font(settings)
            body = look.themes(settings, web=web)[0].text_theme.body_large
            assert body.size == 18 * settings.text_percent / 100
            fonts = look.WEB_FONTS if web else look.FONTS
            used = [body.font_family, *body.font_family_fallback]
            assert all((assets / fonts[family]).is_file() for family in used)
            assert (look.EMOJI in used) is web


def test_a_letter_that_lexend_lacks_comes_from_the_usual_font() -> None:
    body = look.text_theme(100, font=look.LEXEND).body_large
    assert (body.font_family, body.font_family_fallback[0]) == ("Lexend", "Atkinson")
    bold = look.text_theme(100, font=look.LEXEND).title_large
    assert (bold.font_family, bold.font_family_fallback[0]) == ("Lexend Bold", "Atkinson Bold")


@pytest.mark.parametrize("settings", [Settings(), Settings(motion="less")])
@pytest.mark.parametrize("wishes", [Wishes(), Wishes(still=True)])
def test_what_is_pressed_answers_without_moving_if_the_person_or_the_device_wants_it(
    settings, wishes
) -> None:
    still = settings.motion == "less" or wishes.still
    assert look.still(settings, wishes) is still
    for theme in look.themes(settings, wishes):
        for kind in ("filled", "outlined", "text", "icon"):
            style = getattr(theme, f"{kind}_button_theme").style
            assert (style.animation_duration == 0) is still
            assert (style.overlay_color == {PRESSED: ft.Colors.TRANSPARENT}) is still
        assert (theme.splash_color == ft.Colors.TRANSPARENT) is still


def test_a_ring_of_ink_shows_where_the_keyboard_is() -> None:
    for theme in look.themes(Settings()):
        for kind in ("filled", "text", "icon"):
            side = getattr(theme, f"{kind}_button_theme").style.side[FOCUSED]
            assert (side.width, side.color) == (3, theme.color_scheme.on_surface)
        for marked in (theme.radio_theme, theme.navigation_bar_theme):
            assert str(theme.color_scheme.on_surface) in marked.overlay_color[FOCUSED]
    assert look.edge(ft.Colors.OUTLINE)[FOCUSED] == ft.BorderSide(3, ft.Colors.ON_SURFACE)


@pytest.mark.parametrize("web", [False, True])
async def test_the_fonts_are_told_before_a_theme_names_one_of_them(tmp_path, web) -> None:
    app = await run_app(tmp_path, web=web)
    assert app.h.page.fonts == (look.WEB_FONTS if web else look.FONTS)
    sent = [str(message.body) for message in app.h.client.sent]
    fonts = next(place for place, body in enumerate(sent) if "Atkinson" in body)
    themes = next(place for place, body in enumerate(sent) if "page_transitions" in body)
    assert fonts < themes


async def test_the_device_is_asked_and_its_wishes_are_kept_when_the_person_chooses(
    tmp_path,
) -> None:
    names = ["accessible_navigation", "bold_text", "disable_animations", "high_contrast"]
    names += ["invert_colors", "reduce_motion", "on_off_switch_labels"]
    names += ["supports_announcements"]
    wish = {name: name in ("high_contrast", "reduce_motion") for name in names}
    app = await run_app(
        tmp_path,
        platform=ft.PagePlatform.IOS,
        answers={"get_accessibility_features": wish},
    )
    await app.h.settle()
    assert app.h.page.theme.color_scheme == colours.LIGHT_MORE
    assert app.desk.shown.still
    await app.open(APPEARANCE)
    await app.desk.change_settings(text_percent=150)
    assert app.h.page.dark_theme.color_scheme == colours.DARK_MORE
    assert app.h.page.theme.text_theme.body_large.size == 27
    await app.lock()


async def test_the_look_is_chosen_on_its_page_and_is_there_after_a_lock(run) -> None:
    app = await run()
    await app.open(Place(Screen.SETTINGS))
    assert "Som enheten, vanlig text" in app.h.texts()
    await press(app.h, "Utseende och text")
    assert app.desk.shown.place == APPEARANCE
    await pick(app.h, "Mörkt")
    await pick(app.h, "Lexend")
    await pick(app.h, "Störst")
    for label in ("Starkare kontrast", "Mindre rörelse", "Visa lättläst text där den finns"):
        await press(app.h, label)
    chosen = look_of(app.desk.settings)
    assert chosen == {
        "theme": "dark",
        "contrast": "more",
        "text_percent": 200,
        "font": "lexend",
        "motion": "less",
        "easy": True,
        "second": "",
    }
    assert app.h.page.dark_theme.color_scheme == colours.DARK_MORE
    assert app.h.page.dark_theme.font_family == look.LEXEND
    assert app.desk.shown.still
    await app.lock()
    assert await app.unlock()
    assert look_of(app.desk.settings) == chosen
    await app.desk.go(Place(Screen.SETTINGS))
    await app.h.settle()
    assert "Mörkt, störst text" in app.h.texts()
    await app.desk.go(APPEARANCE)
    await app.h.settle()
    for label in ("Starkare kontrast", "Mindre rörelse"):
        await press(app.h, label)
    assert app.h.page.dark_theme.color_scheme == colours.DARK
    assert not app.desk.shown.still
    await app.lock()


async def test_each_font_is_shown_in_its_own_letters(run) -> None:
    app = await run()
    await app.open(APPEARANCE)
    shown = {one.value: one.font_family for one in app.h.walk() if isinstance(one, ft.Text)}
    assert {name: shown[name] for name in look.FACES.values()} == {
        "Atkinson": look.FONT,
        "Lexend": look.LEXEND,
    }
    await app.lock()


async def test_bold_words_in_a_guide_are_in_the_font_one_reads_in(run) -> None:
    app = await run()
    await app.open()
    await app.desk.change_settings(font="lexend")
    await app.desk.go(Place(Screen.HELP))
    await app.h.settle()
    texts = [one for one in app.h.walk() if isinstance(one, ft.Text)]
    spans = [span for text in texts for span in text.spans or [] if span.style]
    bold = {span.style.font_family for span in spans if span.style.weight}
    assert bold == {"Lexend Bold"}
    await app.lock()


@pytest.mark.parametrize("name", ["leaf", "path", "stones", "lamp", "window"])
def test_a_drawing_is_in_the_themes_colours_and_is_passed_by_in_silence(name) -> None:
    drawing = getattr(drawings, name)()
    assert isinstance(drawing, ft.Semantics)
    assert drawing.exclude_semantics
    [canvas] = drawing.content.controls
    assert len(canvas.shapes) > 5
    for shape in canvas.shapes:
        assert isinstance(shape.paint.color, ft.Colors)
        if isinstance(shape, cv.Path):
            places = [(one.x, one.y) for one in shape.elements if hasattr(one, "x")]
            assert all(0 <= x <= drawings.WIDTH and 0 <= y <= drawings.HEIGHT for x, y in places)


@pytest.mark.parametrize(
    ("file", "width", "sees_through"),
    [
        ("icon.png", 512, True),
        ("icon_ios.png", 1024, False),  # Apple takes no picture that one sees through
        ("icon_macos.png", 1024, True),
        ("icon_android.png", 512, True),
        ("splash.png", 768, True),
        ("splash_dark.png", 768, True),
        ("favicon.png", 96, True),
    ],
)
def test_each_platform_has_an_icon_of_its_own_and_none_is_heavy(file, width, sees_through) -> None:
    data = (find().assets / file).read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, width)
    assert (data[25] == 6) is sees_through  # PNG's kinds: 6 is colours with alpha, 2 without
    assert len(data) < 60_000


def test_the_splash_is_in_the_colours_of_paper_and_of_night() -> None:
    made = (find().assets.parent / "pyproject.toml").read_text("utf-8")
    assert "[tool.flet.splash] # the colours of paper and of night" in made
    assert f'\ncolor = "{colours.LIGHT.surface}"\n' in made
    assert f'\ndark_color = "{colours.DARK.surface}"\n' in made


async def pick(h: headless.Headless, label: str) -> None:
    """Picks the radio button whose words these are."""
    for group in h.walk():
        if isinstance(group, ft.RadioGroup):
            inside = list(h.walk(group))
            labels = [one.value for one in inside if isinstance(one, ft.Text)]
            values = [one.value for one in inside if isinstance(one, ft.Radio)]
            if label in labels:
                await h.fire(group, "change", None, value=values[labels.index(label)])
                return
    raise AssertionError(f"nothing to pick is called {label}")


async def press(h: headless.Headless, label: str) -> None:
    """Presses the row whose title this is."""
    for one in h.walk():
        if isinstance(one, ft.OutlinedButton):
            words = [text.value for text in h.walk(one) if isinstance(text, ft.Text)]
            if label in words:
                await h.click(one)
                return
    raise AssertionError(f"no row is called {label}")
