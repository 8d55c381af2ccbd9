"""Something of one's own followed over time: off until the person wants it, and never judged.

A number from 0 to 10 for a day, and a few words. The app draws them, and works nothing out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import flet as ft

from app.guide import Field
from app.ui import choices, hooks, kit, languages, press
from app.ui.chart import Point, chart, said_point
from app.ui.days import LONG_AGO, pick_day
from app.ui.desk import Desk
from app.ui.lines import Line, text_line
from app.ui.rows import Removed
from app.workbook.answers import Json
from app.workbook.days import said

_AT_ONCE = 10  # rows; more is too much to look at


@dataclass(eq=False)
class Log:
    """What is followed, and what has been written of it.

    The point being made (``day``, ``number``, ``words``) counts once it has a number: it is saved
    like the others, and who leaves the page without adding it finds it among them.
    """

    on: bool
    what: Line
    words: Line
    points: list[Point] = field(default_factory=list)
    day: date | None = None  # None: today, whenever that is
    number: int | None = None

    @property
    def by_day(self) -> list[Point]:
        return sorted(self.points, key=lambda point: point.day)

    @property
    def being_made(self) -> list[Point]:
        """The point being made, or nothing."""
        if self.number is None:
            return []
        return [Point(self.day or date.today(), self.number, self.words.text)]

    @property
    def value(self) -> Json:
        """What ``answers`` says a timeline looks like."""
        if not self.on:
            return []
        points = sorted(self.points + self.being_made, key=lambda point: point.day)
        what = self.what.text if self.what.text.strip() else ""
        rows: list[Json] = [[one.day.isoformat(), one.number, one.words] for one in points]
        return [[what], *rows]

    def clear(self) -> None:
        """Begins another point, today's."""
        self.day, self.number = None, None
        self.words.renew()

    def add(self) -> Callable[[], None] | None:
        """Takes in the point being made, instead of what its day had.

        Returns what puts that back; None where nothing was replaced.
        """
        made = self.being_made
        gone = [one for one in self.points for new in made if one.day == new.day]
        self.points = [one for one in self.points if one not in gone] + made
        self.clear()

        def put_back() -> None:
            self.points = [one for one in self.points if one not in made] + gone

        return put_back if gone else None

    def drop(self) -> Callable[[], None] | None:
        """Takes away the point being made. Returns what puts it back, beside one begun since."""
        dropped = self.being_made
        self.clear()

        def put_back() -> None:
            if self.number is None:
                self.day, self.number = dropped[0].day, dropped[0].number
                self.words.renew(dropped[0].words)
            else:
                self.points += dropped

        return put_back if dropped else None

    def remove(self, point: Point) -> Callable[[], None] | None:
        """Takes a point away. Returns what puts it back; None where it is gone already."""
        if point not in self.points:
            return None
        self.points.remove(point)
        return lambda: self.points.append(point)

    def stop(self) -> Callable[[], None]:
        """Takes everything away. Returns what puts it back, beside what was begun since."""
        gone, what = self.points + self.being_made, self.what.text
        self.on, self.points = False, []
        self.clear()
        self.what.renew()

        def put_back() -> None:
            self.on = True
            self.points += gone
            both = (text for text in (what, self.what.text) if text.strip())
            self.what.renew(", ".join(dict.fromkeys(both)))

        return put_back


def _read(desk: Desk, field: Field, save: Callable[[], None]) -> Log:
    value = desk.value(field)
    rows = [row for row in value if isinstance(row, list)] if isinstance(value, list) else []

    def line(name: str, text: str) -> Line:
        other = kit.second(languages.label(desk, field.key, name))
        return Line(desk, name, text, save, about=languages.said(desk, field), other=other)

    return Log(
        on=bool(rows),
        what=line("Vad vill du följa? Eget ord", str(rows[0][0]) if rows else ""),
        words=line("Några ord, om du vill", ""),
        points=[
            Point(date.fromisoformat(str(row[0])), int(str(row[1])), str(row[2]))
            for row in rows[1:]
        ],
    )


@kit.component
def timeline(desk: Desk, field: Field) -> ft.Control:
    """The editor: a way to begin, then the word, the day's number, the chart and its table."""

    def save() -> None:
        desk.write(field, log.value)

    log = hooks.remember(lambda: _read(desk, field, save))
    removed = hooks.remember(Removed)
    redraw = hooks.redraw()
    most, set_most = hooks.state(_AT_ONCE)
    say = partial(languages.label, desk, field.key)

    def changed() -> None:
        save()
        redraw()

    def undoable(put_back: Callable[[], None] | None) -> None:
        """Saves and draws a change that can be taken back."""

        def undo() -> None:
            if put_back:
                put_back()
            changed()

        if put_back:
            removed.add(undo)
        changed()

    def begin() -> None:
        log.on = True
        redraw()

    def way(label: str, handler: kit.Handler) -> ft.Control:
        return press.link(desk, say(label), handler, about=field.question)

    if not log.on:
        start = press.button(desk, say("Börja följa något"), begin, about=field.question)
        ways = [start, *removed.undo(desk, field)]
        return _column(
            kit.text(
                say(
                    "Du kan följa något över tid, om du vill. "
                    "Det är inget betyg och appen räknar inte på det."
                )
            ),
            ft.Row(ways, wrap=True),
        )

    def number(picked: str) -> None:
        log.day = log.day or date.today()
        log.number = int(picked)
        changed()

    def other_day() -> None:
        def picked(day: date) -> None:
            log.day = day
            changed()

        pick_day(desk, log.day or date.today(), LONG_AGO, date.today(), picked)

    def shown(place: int, point: Point) -> ft.Control:
        words = [kit.quiet(point.words)] if point.words.strip() else []
        name = f"Ta bort rad {place}: {said(point.day)}"
        return ft.Row(
            [
                ft.Column([kit.text(said_point(point)), *words], spacing=2, expand=True),
                press.icon_button(
                    desk,
                    ft.Icons.CLOSE,
                    name,
                    lambda: undoable(log.remove(point)),
                    field.question,
                ),
            ],
        )

    pills = [(str(n), str(n), "") for n in range(11)]
    picked = "" if log.number is None else str(log.number)
    adding: list[ft.Control] = [
        text_line(log.words),
        ft.Row(
            [
                press.button(
                    desk,
                    say("Lägg till"),
                    lambda: undoable(log.add()),
                    ft.Icons.ADD,
                    about=field.question,
                ),
                way("Ta bort valet", lambda: undoable(log.drop())),
            ],
            wrap=True,
        ),
    ]
    newest = log.by_day[::-1]
    ways = [way("Sluta följa", lambda: undoable(log.stop())), *removed.undo(desk, field)]
    if len(newest) > most:
        ways.insert(0, way("Visa fler", lambda: set_most(most + _AT_ONCE)))
    return _column(
        text_line(log.what),
        kit.heading(say("I dag") if log.day in (None, date.today()) else said(log.day), 4),
        *languages.ends(desk, field),
        choices.group(
            languages.said(desk, field), choices.one_of(desk, pills, picked, number, pills=True)
        ),
        *(adding if picked else []),
        ft.Row([way("Välj en annan dag", other_day)], wrap=True),
        *(
            [chart(log.by_day, key="chart"), kit.heading(say("Det du har skrivit"), 4)]
            if newest
            else []
        ),
        *(shown(place, point) for place, point in enumerate(newest[:most], 1)),
        ft.Row(ways, wrap=True),
    )


def _column(*controls: ft.Control) -> ft.Control:
    return ft.Column(list(controls), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
