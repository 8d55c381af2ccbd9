"""The editor of a week: one day at a time, as fits a phone, and below the whole week to read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from app.guide import Field
from app.ui import choices, hooks, kit, languages
from app.ui.desk import Desk
from app.ui.direction import read
from app.ui.lines import Line, text_line
from app.workbook.answers import DAYS, Answer, Json

PARTS = ("förmiddag", "eftermiddag", "kväll")


@dataclass(eq=False)
class _Week:
    """The text fields of all seven days, the day that is shown, and how to draw what is read."""

    days: dict[str, list[Line]]
    day: str = DAYS[0]
    draw_summary: Callable[[], None] = lambda: None

    @property
    def written(self) -> list[str]:
        return [day for day in DAYS if any(line.text.strip() for line in self.days[day])]

    @property
    def value(self) -> Json:
        return [[day, *(line.text for line in self.days[day])] for day in self.written]


@kit.component
def week(desk: Desk, field: Field) -> ft.Control:
    """Seven days to choose from, and three lines to write in for the one that is chosen."""
    redraw = hooks.redraw()
    say = partial(languages.label, desk, field.key)
    marked = hooks.remember(lambda: list[str]())

    def save() -> None:
        desk.write(field, plan.value)
        if plan.written != marked:
            redraw()  # a day got its first words, or lost its last
        else:
            plan.draw_summary()

    def make() -> _Week:
        value = desk.value(field)
        rows = value if isinstance(value, list) else []
        stored = {str(row[0]): row[1:] for row in rows if isinstance(row, list)}
        about = languages.said(desk, field)

        def other(day: str, part: str) -> str:
            both = [kit.second(say(word.capitalize())) for word in (day, part)]
            return " ".join(both).strip()

        days = {
            day: [
                Line(
                    desk,
                    f"{day.capitalize()} {part}",
                    str(text),
                    save,
                    about=about,
                    other=other(day, part),
                )
                for part, text in zip(PARTS, stored.get(day, [""] * len(PARTS)), strict=True)
            ]
            for day in DAYS
        }
        made = _Week(days)
        made.day = next(iter(made.written), DAYS[0])
        return made

    def pick(day: str) -> None:
        plan.day = day
        redraw()

    plan = hooks.remember(make)
    marked[:] = plan.written
    return ft.Column(
        [
            choices.group(languages.said(desk, field), _days(desk, field, plan, pick)),
            *(text_line(line) for line in plan.days[plan.day]),
            _summary(desk, field, plan),
        ],
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _days(desk: Desk, field: Field, plan: _Week, pick: Callable[[str], None]) -> ft.Control:
    """The days as radio buttons. A sign tells that a day is written, and so does its name."""

    async def picked(event: ft.Event[ft.RadioGroup]) -> None:
        await kit.act(desk, lambda: pick(str(event.control.value)))(event)

    def pill(day: str) -> ft.Control:
        on, full = day == plan.day, day in plan.written
        label = languages.label(desk, field.key, day.capitalize())
        said = kit.spoken(label, f"{'något' if full else 'inget'} är skrivet")
        words: list[ft.Control] = [
            ft.Radio(
                value=day,
                active_color=ft.Colors.PRIMARY,
                visual_density=ft.VisualDensity.COMPACT,
            ),
            kit.label(label, said),
        ]
        if full:
            words.append(ft.Icon(ft.Icons.EDIT_NOTE, size=24, color=ft.Colors.PRIMARY))
        return ft.MergeSemantics(
            ft.Container(
                ft.Row(words, spacing=2, tight=True),
                on_click=kit.act(desk, lambda: pick(day)),
                bgcolor=ft.Colors.PRIMARY_CONTAINER if on else ft.Colors.SURFACE_CONTAINER,
                border=ft.Border.all(1.5, ft.Colors.PRIMARY if on else ft.Colors.OUTLINE),
                border_radius=28,
                padding=ft.Padding.only(left=2, right=12, top=8, bottom=8),
            )
        )

    return ft.RadioGroup(
        value=plan.day,
        on_change=picked,
        content=ft.Row([pill(day) for day in DAYS], wrap=True, spacing=8, run_spacing=8),
    )


@kit.component
def _summary(desk: Desk, field: Field, plan: _Week) -> ft.Control:
    """The written days, to be read. It is drawn on its own, so that typing moves nothing else."""
    plan.draw_summary = hooks.redraw()
    found = read(Answer.to(field, plan.value))
    head = [kit.heading(languages.label(desk, field.key, "Din vecka"), 4)] if found else []
    return ft.Container(
        ft.Column(
            [*head, *(kit.text(line) for line in found)],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.only(left=16, top=8, bottom=8),
        border=ft.Border.only(left=ft.BorderSide(3, ft.Colors.OUTLINE_VARIANT)),
        visible=bool(found),
    )
