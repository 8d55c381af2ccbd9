"""The editor of checklists: lines to tick, and lines of one's own."""

from dataclasses import dataclass
from functools import partial

import flet as ft

from app.guide import Field
from app.ui import choices, hooks, kit, languages, press
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.rows import Removed
from app.workbook.answers import Json


@dataclass(eq=False)
class Tick:
    """One line of a checklist. ``id`` is "" for a line of the person's own."""

    id: str
    text: str
    done: bool


@kit.component
def checklist(desk: Desk, field: Field) -> ft.Control:
    """Lines to tick, and lines of one's own. What is typed counts before it is added, too."""
    redraw = hooks.redraw()
    say = partial(languages.label, desk, field.key)

    def save() -> None:
        kept = [tick for tick in ticks if tick.done or not tick.id]
        typed = [Tick("", own.text, False)] if own.text.strip() else []
        desk.write(field, [[tick.id, tick.text, tick.done] for tick in kept + typed])

    def make() -> tuple[list[Tick], Line]:
        own = Line(
            desk,
            "Något eget",
            "",
            save,
            about=languages.said(desk, field),
            other=kit.second(say("Något eget")),
        )
        return _ticks(desk.value(field), field), own

    ticks, own = hooks.remember(make)
    removed = hooks.remember(Removed)
    other = languages.words(desk, field).options
    own.changed = save

    def changed() -> None:
        save()
        redraw()

    def flip(tick: Tick) -> None:
        tick.done = not tick.done
        changed()

    def add() -> None:
        if own.text.strip():
            ticks.append(Tick("", own.text, False))
            own.renew()
            changed()

    def remove(tick: Tick) -> None:
        if tick not in ticks:
            return  # pressed twice before it was drawn again
        at = ticks.index(tick)

        def put_back() -> None:
            ticks.insert(at, tick)
            changed()

        removed.add(put_back)
        ticks.remove(tick)
        changed()

    def shown(tick: Tick) -> ft.Control:
        below = other.get(tick.id, "")
        card = choices.choice(desk, tick.text, tick.done, lambda: flip(tick), below=below)
        row: list[ft.Control] = [ft.Container(card, expand=True)]
        if not tick.id:
            name = f"Ta bort {tick.text}"
            away = press.icon_button(
                desk, ft.Icons.CLOSE, name, lambda: remove(tick), field.question
            )
            row.append(away)
        return ft.Row(row)

    return ft.Column(
        [
            choices.group(languages.said(desk, field), *(shown(tick) for tick in ticks)),
            text_line(own),
            ft.Row(
                [
                    press.link(
                        desk, say("Lägg till något eget"), add, ft.Icons.ADD, field.question
                    ),
                    *removed.undo(desk, field),
                ],
                wrap=True,
            ),
        ],
        spacing=10,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _ticks(value: Json, field: Field) -> list[Tick]:
    """The options of the field, ticked or not, then what else is stored."""
    stored = [
        Tick(str(row[0]), str(row[1]), bool(row[2]))
        for row in (value if isinstance(value, list) else [])
        if isinstance(row, list)
    ]
    done = {tick.id for tick in stored if tick.done}
    known = {option.id for option in field.options}
    ticks = [Tick(option.id, option.text, option.id in done) for option in field.options]
    return ticks + [tick for tick in stored if tick.id not in known]
