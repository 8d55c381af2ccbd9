"""Striking in an answer that is to be shared: single words, a word everywhere, or all of it."""

import re
from functools import partial

import flet as ft

from app.share import Answered, words_of
from app.ui import choices, frame, hooks, kit, look, press, texts
from app.ui.desk import Desk
from app.ui.direction import from_right
from app.ui.pages.share import sharing_of
from app.ui.sharing import Sharing

_TITLE = "Stryk i svaret"
_AT_ONCE = 150  # words; thousands of buttons would be slow, and nobody finds one among them
_AROUND = re.compile(r"^\W+|\W+$")
_NONE: frozenset[int] = frozenset()


@kit.component
def strike(desk: Desk, key: str) -> ft.Control:
    """The words of an answer, each one to press. What is struck is not in the file at all."""
    most, set_most = hooks.state(_AT_ONCE)
    redraw = hooks.redraw()
    sharing = sharing_of(desk)
    answered = sharing.answers.get(key)
    if answered is None:
        return frame.page(
            desk,
            [kit.text("Det svaret är inte med i det du delar.")],
            title=_TITLE,
            bottom=[press.main_button(desk, texts.BACK, desk.back)],
        )
    words = words_of(answered)
    gone = key in sharing.removed.answers
    about = str(answered.field.question)

    def whole() -> None:
        sharing.strike(answers=sharing.removed.answers ^ {key})
        redraw()

    def one(place: int) -> None:
        _flip(sharing, key, place, words[place])
        redraw()

    def everywhere(core: str) -> None:
        sharing.strike(strings=sharing.removed.strings ^ {core})
        redraw()

    parts: list[ft.Control] = [
        kit.heading(answered.field.question, 2),
        choices.choice(desk, "Ta bort hela svaret", gone, whole),
    ]
    if not gone:
        parts.append(kit.text("Tryck på ett ord för att stryka det. Tryck igen för att ångra."))
        buttons = [
            _word(desk, word, place, _struck(sharing, key, place, word), partial(one, place))
            for place, word in enumerate(words[:most])
        ]
        parts.append(
            ft.Semantics(
                label=about,
                container=True,
                content=ft.Row(buttons, wrap=True, spacing=8, run_spacing=8),
            )
        )
        if len(words) > most:
            more = press.button(desk, "Visa fler ord", lambda: set_most(most + _AT_ONCE))
            parts.append(ft.Row([more], wrap=True))
        parts += [
            choices.choice(
                desk,
                f"Stryk ”{core}” överallt",
                core in sharing.removed.strings,
                partial(everywhere, core),
                below=f"Finns på {number} {'ställe' if number == 1 else 'ställen'} till i det du "
                "delar, eller i längre ord.",
            )
            for core, number in _elsewhere(sharing, answered, words).items()
        ]
    parts.append(
        kit.quiet("Där något är struket står ett ifyllt streck. Orden följer inte med i filen.")
    )
    return frame.page(
        desk,
        parts,
        title=_TITLE,
        bottom=[ft.Container(), press.main_button(desk, "Klar", desk.back)],
    )


def _word(desk: Desk, word: str, place: int, struck: bool, press_it: kit.Handler) -> ft.Control:
    """A word as a checkbox: ticked and crossed out while it is struck."""
    color = ft.Colors.PRIMARY if struck else ft.Colors.ON_SURFACE
    return ft.MergeSemantics(
        ft.Semantics(
            checked=struck,
            content=ft.OutlinedButton(
                ft.Text(
                    word,
                    style=ft.TextStyle(
                        decoration=ft.TextDecoration.LINE_THROUGH if struck else None,
                        decoration_thickness=2,
                    ),
                    theme_style=ft.TextThemeStyle.BODY_LARGE,
                    color=color,
                    semantics_label=f"{word}, ord {place + 1}",
                    rtl=from_right(word),
                ),
                on_click=kit.act(desk, press_it),
                style=ft.ButtonStyle(
                    bgcolor=ft.Colors.PRIMARY_CONTAINER if struck else ft.Colors.SURFACE_CONTAINER,
                    padding=ft.Padding.symmetric(horizontal=14, vertical=11),
                    shape=ft.RoundedRectangleBorder(radius=14),
                    side=look.edge(color if struck else ft.Colors.OUTLINE),
                ),
            ),
        )
    )


def _flip(sharing: Sharing, key: str, place: int, word: str) -> None:
    """Strikes one word, or takes back what strikes it."""
    removed = sharing.removed
    if found := _by_string(sharing, word):
        sharing.strike(strings=removed.strings - found)
    places = removed.places.get(key, _NONE)
    now = places - {place} if found or place in places else places | {place}
    sharing.strike(places={**removed.places, key: now})


def _struck(sharing: Sharing, key: str, place: int, word: str) -> bool:
    return place in sharing.removed.places.get(key, _NONE) or bool(_by_string(sharing, word))


def _by_string(sharing: Sharing, word: str) -> frozenset[str]:
    """What is struck everywhere and stands in this word."""
    return frozenset(one for one in sharing.removed.strings if one.casefold() in word.casefold())


def _elsewhere(sharing: Sharing, answered: Answered, words: tuple[str, ...]) -> dict[str, int]:
    """The words that are struck here and stand in other places too, and in how many."""
    key = answered.field.key
    struck = sharing.removed.places.get(key, _NONE)
    cores = [_AROUND.sub("", words[place]) for place in sorted(struck) if place < len(words)]
    cores += [found for word in words for found in sorted(_by_string(sharing, word))]
    others = [
        word.casefold()
        for other, one in sharing.answers.items()
        for place, word in enumerate(words_of(one))
        if other != key or place not in struck
    ]
    counted = {
        core: sum(core.casefold() in word for word in others)
        for core in dict.fromkeys(cores)
        if core
    }
    return {
        core: number
        for core, number in counted.items()
        if number or core in sharing.removed.strings
    }
