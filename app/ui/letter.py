"""A letter to oneself: written, and then closed until one opens it or until a day.

While it is closed its words are not on the screen. Nothing but the person opens it.
"""

from datetime import date, timedelta
from functools import partial

import flet as ft

from app.guide import Field
from app.ui import hooks, kit, languages, press
from app.ui.days import FAR_OFF, pick_day
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.workbook.answers import BY_HAND
from app.workbook.days import said

_ROWS = 10
_EMPTY = "Brevet är tomt. Skriv något först, så går det att stänga."


@kit.component
def letter(desk: Desk, field: Field) -> ft.Control:
    """The editor of a letter that is being written, or the card of one that is closed."""

    def save() -> None:
        desk.write(field, [line.text, _letter(desk, field)[1]])

    line = hooks.remember(
        lambda: Line(
            desk, languages.said(desk, field), _letter(desk, field)[0], save, rows=_ROWS, bare=True
        )
    )
    asking, ask = hooks.state(False)
    redraw = hooks.redraw()
    say = partial(languages.label, desk, field.key)
    opens = _letter(desk, field)[1]

    def close(until: str) -> None:
        desk.write(field, [line.text, until])
        ask(False)
        if desk.shown.notice == _EMPTY:
            desk.notice("")
        redraw()

    def open_it() -> None:
        if _letter(desk, field)[1]:  # else it was pressed twice before it was drawn again
            line.renew(line.text)
            close("")

    def empty() -> bool:
        if not line.text.strip():
            desk.notice(_EMPTY)
        return not line.text.strip()

    def close_by_hand() -> None:
        if not empty():
            close(BY_HAND)

    def close_till_a_day() -> None:
        if not empty():
            tomorrow = date.today() + timedelta(days=1)
            pick_day(desk, tomorrow, tomorrow, FAR_OFF, lambda day: close(day.isoformat()))

    def way(label: str, handler: kit.Handler) -> ft.Control:
        return press.button(desk, say(label), handler, about=field.question)

    if not opens:
        return ft.Column(
            [
                text_line(line),
                ft.Row(
                    [
                        way("Stäng brevet tills jag öppnar det", close_by_hand),
                        way("Stäng till en dag", close_till_a_day),
                    ],
                    wrap=True,
                ),
            ],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    day = None if opens == BY_HAND else date.fromisoformat(opens)
    if day is None:
        return _card(
            [say("Brevet är stängt tills du öppnar det."), _since(desk, field)],
            way("Öppna brevet", open_it),
        )
    if day <= date.today():
        return _card(
            [
                say("Brevet kan öppnas nu."),
                say("Det var stängt till {}.", said(day)),
                _since(desk, field),
            ],
            way("Öppna brevet", open_it),
        )
    if asking:
        return _card(
            [say("Du bestämde att vänta till {}. Vill du öppna det ändå?", said(day))],
            # First, where the button that asked was: a second press must not open it.
            way("Låt det vara stängt", lambda: ask(False)),
            way("Öppna ändå", open_it),
        )
    return _card(
        [say("Brevet är stängt till {}.", said(day)), _since(desk, field)],
        way("Öppna brevet", lambda: ask(True)),
    )


def _letter(desk: Desk, field: Field) -> tuple[str, str]:
    """The words, and when it opens ("" while it is being written)."""
    value = desk.value(field)
    text, opens = value if isinstance(value, list) else ("", "")
    return str(text), str(opens)


def _since(desk: Desk, field: Field) -> str:
    """When it was closed. Nothing is written in a closed letter: that was the last time."""
    waiting = desk.drafts and desk.drafts.get(field.key)
    saved = None if waiting else desk.book.saved_at(field)
    day = saved.date() if saved else date.today()
    return languages.label(desk, field.key, "Du stängde det {}.", said(day))


def _card(words: list[str], *ways: ft.Control) -> ft.Control:
    """A closed letter: what it says on the outside is read out when it appears."""
    first, *rest = words
    return kit.panel(
        ft.Semantics(
            live_region=True,
            container=True,
            content=ft.Row(
                [
                    ft.Icon(ft.Icons.MAIL_OUTLINED, color=ft.Colors.PRIMARY),
                    ft.Column(
                        [kit.text(first), *(kit.quiet(line) for line in rest)],
                        spacing=4,
                        expand=True,
                    ),
                ],
                vertical_alignment=ft.CrossAxisAlignment.START,
                spacing=12,
            ),
        ),
        ft.Row(list(ways), wrap=True),
        spacing=12,
    )
