"""What home has of today: strength for little, and a small thing to do for who wants one."""

import flet as ft

from app.guide import Field, Guide
from app.ui import kit, languages, press
from app.ui.desk import Desk

_LITTLE = "Orkar lite i dag"
_THING = "en liten sak"


def switch(desk: Desk) -> ft.Control:
    """Whether there is strength for little today. It turns itself off tomorrow."""

    async def turn() -> None:
        await desk.change(lambda book: book.today.take_it_easy(not book.today.little))

    tight = desk.shown.tight
    words = kit.under(
        kit.text(_LITTLE), "Kortare sidor, bara i dag.", expand=None if tight else True
    )
    turned = ft.Switch(value=desk.book.today.little, on_change=kit.act(desk, turn))
    # The words and the switch become one switch; all of the row takes a tap.
    return ft.MergeSemantics(
        ft.Container(
            ft.Column([words, turned]) if tight else ft.Row([words, turned], spacing=12),
            on_click=kit.act(desk, turn),
            border_radius=16,
            padding=ft.Padding.symmetric(vertical=6),
        )
    )


def offers(desk: Desk, guide: Guide) -> bool:
    """Whether to ask if small things are wanted: once, and not before something is written."""
    book = desk.book
    return (
        desk.settings.small_thing == ""
        and book.today.offers
        and any(desk.begun(desk.section(one)) for one in book.chosen(guide))
        and book.small_thing(guide) is not None
    )


def offer(desk: Desk) -> ft.Control:
    """The question, asked once. It can be changed under the settings."""
    return kit.panel(
        kit.text("Vill du ha en liten sak att göra här ibland?"),
        ft.Row(
            [
                press.button(desk, "Ja", lambda: _say(desk, "yes"), about=_THING),
                press.link(desk, "Nej tack", lambda: _say(desk, "no"), about=_THING),
            ],
            wrap=True,
        ),
    )


async def _say(desk: Desk, wanted: str) -> None:
    await desk.change_settings(small_thing=wanted)


def thing(desk: Desk, guide: Guide) -> list[ft.Control]:
    """Today's small thing, where one is wanted and nothing has been written in it today."""
    book = desk.book
    if desk.settings.small_thing != "yes" or book.today.away:
        return []
    found = book.small_thing(guide)
    if found is None or (desk.answered(found) and not book.today.was_answered(found)):
        return []
    section_id = found.key.partition(".")[0]
    field = _worded(desk, section_id, found)

    async def another() -> None:
        await desk.change(lambda book: book.today.another())

    async def not_today() -> None:
        await desk.change(lambda book: book.today.not_today())

    return [
        kit.panel(
            kit.quiet("En liten sak, om du vill"),
            kit.heading(field.question, 2, other=languages.words(desk, field).text),
            ft.Row(
                [
                    press.button(desk, "Gör det här", lambda: desk.seek(found.key)),
                    press.link(desk, "En annan", another, about=_THING),
                    press.link(desk, "Inte i dag", not_today, about=_THING),
                ],
                wrap=True,
            ),
        )
    ]


def _worded(desk: Desk, section_id: str, found: Field) -> Field:
    """The same question in the words that the person reads the section in."""
    fields = desk.section(section_id).fields
    return next((one for one in fields if one.key == found.key), found)
