"""Exercises: one editor for each kind of field.

Words being typed live in lines (``lines.py``) and from there in the desk's drafts. What is ticked
or chosen is drawn again from what was written.
"""

from datetime import date
from functools import partial
from typing import assert_never

import flet as ft

from app.guide import Field, Kind
from app.ui import choices, hooks, kit, languages, press, tried
from app.ui.balance import balance
from app.ui.checklist import checklist
from app.ui.days import FAR_OFF, LONG_AGO, pick_day
from app.ui.desk import Desk
from app.ui.letter import letter
from app.ui.network import network
from app.ui.rows import Removed, rows
from app.ui.state import Place, Screen
from app.ui.suggestions import words
from app.ui.timeline import timeline
from app.ui.week import week
from app.workbook.answers import Json
from app.workbook.days import said


@kit.component
def exercise(desk: Desk, field: Field, level: int) -> ft.Control:
    """The question, its help, the editor of its kind, and a way to what was written before.

    ``level``: of the question as a heading.
    """
    # Asked once, as the page comes up: it takes time, and nothing moves while one writes.
    earlier = hooks.remember(lambda: bool(desk.book.earlier_versions(field)))
    question = kit.heading(field.question, level, other=languages.words(desk, field).text)
    # What has this key is put up anew whenever the page is laid out: never a text field.
    head: list[ft.Control] = [ft.Container(question, key=ft.ScrollKey(field.key))]  # type: ignore[call-arg]  # it takes one
    if field.help and desk.settings.hints:
        head.append(kit.quiet(field.help))
    return ft.Container(
        ft.Column(
            [
                *head,
                *tried.mark(desk, field),
                _editor(desk, field, key=_turn(desk, field)),
                *([_earlier(desk, field)] if earlier else []),
            ],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(top=12, bottom=6),
    )


def _turn(desk: Desk, field: Field) -> str:
    """The key of the field's editor: another one where words were put back."""
    return f"{field.key} {desk.undo.turn(field)}"


@kit.component
def _editor(desk: Desk, field: Field) -> ft.Control:
    match field.kind:
        case Kind.SHORT:
            return words(desk, field, 1)
        case Kind.LONG:
            return words(desk, field, 4)
        case Kind.LIST:
            return rows(desk, field, ("Rad",), "Lägg till en rad")
        case Kind.IF_THEN:
            return rows(desk, field, ("När …", "Då gör jag …"), "Lägg till en till")
        case Kind.LINKS:
            names = ("När jag märker …", "Då gör jag …")
            return rows(desk, field, names, "Lägg till en till")
        case Kind.WEEK:
            return week(desk, field)
        case Kind.CONTACT:
            return rows(desk, field, ("Namn", "Telefon", "Vem det är"), "Lägg till en person")
        case Kind.CHECKLIST:
            return checklist(desk, field)
        case Kind.ONE | Kind.SEVERAL:
            return one_or_several(desk, field)
        case Kind.SCALE:
            return scale(desk, field)
        case Kind.DATE:
            return day(desk, field)
        case Kind.BALANCE:
            return balance(desk, field)
        case Kind.NETWORK:
            return network(desk, field)
        case Kind.TIMELINE:
            return timeline(desk, field)
        case Kind.LETTER:
            return letter(desk, field)
        case _:
            assert_never(field.kind)


def _earlier(desk: Desk, field: Field) -> ft.Control:
    """The way to the earlier versions. Its name has the question in it."""
    way = press.link(
        desk,
        languages.label(desk, field.key, "Vad jag skrev förut"),
        lambda: desk.go(Place(Screen.HISTORY, field.key)),
        ft.Icons.HISTORY,
        field.question,
    )
    return ft.Row([way], wrap=True)


@kit.component
def one_or_several(desk: Desk, field: Field) -> ft.Control:
    """Options to choose one or several of.

    One that is gone from the content stays while it is chosen, and until the page is left.
    """
    redraw = hooks.redraw()
    removed = hooks.remember(Removed)
    at_first = hooks.remember(lambda: _chosen(desk, field))
    chosen = _chosen(desk, field)
    other = languages.words(desk, field).options
    options = {option.id: option.text for option in field.options}
    options |= {key: text for key, text in at_first.items() if key not in options}

    def write(after: dict[str, str]) -> None:
        desk.write(field, [[key, text] for key, text in after.items()])
        redraw()

    def toggle(key: str) -> None:
        now = _chosen(desk, field)  # not what was drawn: two quick taps both count
        without = {one: text for one, text in now.items() if one != key}
        write(without if key in now else {**now, key: options[key]})

    def clear() -> None:
        if before := _chosen(desk, field):
            removed.add(lambda: write(before))
            write({})

    if field.kind is Kind.ONE:
        rows = [(key, text, other.get(key, "")) for key, text in options.items()]
        picked = next(iter(chosen), "")
        return _with_clear(
            desk,
            field,
            choices.one_of(desk, rows, picked, lambda key: write({key: options[key]})),
            clear if chosen else None,
            removed,
        )
    boxes = [
        choices.choice(
            desk, text, key in chosen, lambda key=key: toggle(key), below=other.get(key, "")
        )
        for key, text in options.items()
    ]
    return choices.group(languages.said(desk, field), *boxes)


def _chosen(desk: Desk, field: Field) -> dict[str, str]:
    value = desk.value(field)
    rows = value if isinstance(value, list) else []
    return {str(row[0]): str(row[1]) for row in rows if isinstance(row, list)}


def _with_clear(
    desk: Desk, field: Field, editor: ft.Control, clear: kit.Handler | None, removed: Removed
) -> ft.Control:
    """Radio buttons cannot be unpicked: a button does it where something is picked."""
    label = languages.label(desk, field.key, "Ta bort valet")
    ways = [press.link(desk, label, clear, about=field.question)] if clear else []
    ways += removed.undo(desk, field)
    below = [ft.Row(ways, wrap=True)] if ways else []
    return ft.Column(
        [choices.group(languages.said(desk, field), editor), *below],
        spacing=6,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@kit.component
def scale(desk: Desk, field: Field) -> ft.Control:
    """0–10 as a row of numbers, since a slider has no value for a screen reader."""
    redraw = hooks.redraw()
    removed = hooks.remember(Removed)
    value = desk.value(field)

    def write(number: Json) -> None:
        desk.write(field, number)
        redraw()

    def clear() -> None:
        before = desk.value(field)
        if before is not None:
            removed.add(lambda: write(before))
            write(None)

    numbers = [(str(n), str(n), "") for n in range(11)]
    picked = "" if value is None else str(value)
    return ft.Column(
        [
            *languages.ends(desk, field),
            _with_clear(
                desk,
                field,
                choices.one_of(desk, numbers, picked, lambda n: write(int(n)), pills=True),
                clear if picked else None,
                removed,
            ),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@kit.component
def day(desk: Desk, field: Field) -> ft.Control:
    """A date, chosen in a calendar. It can be taken away again."""
    redraw = hooks.redraw()
    removed = hooks.remember(Removed)
    value = desk.value(field)
    chosen = date.fromisoformat(str(value)) if value else None
    say = partial(languages.label, desk, field.key)

    def write(day: Json) -> None:
        desk.write(field, day)
        redraw()

    def clear() -> None:
        if before := desk.value(field):
            removed.add(lambda: write(before))
            write("")

    def pick() -> None:
        shown = chosen or date.today()
        pick_day(desk, shown, LONG_AGO, FAR_OFF, lambda picked: write(picked.isoformat()))

    return ft.Row(
        [
            press.button(
                desk,
                said(chosen) if chosen else say("Välj dag"),
                pick,
                ft.Icons.CALENDAR_TODAY_OUTLINED,
                about=field.question,
            ),
            *(
                [press.link(desk, say("Ta bort dagen"), clear, about=field.question)]
                if chosen
                else []
            ),
            *removed.undo(desk, field),
        ],
        wrap=True,
    )
