"""A reminder for the calendar: three choices, and then a file that the calendar opens."""

from datetime import date, datetime, time, timedelta
from typing import get_args

import flet as ft

from app.share.calendar import WORDS, Often, reminder
from app.ui import choices, frame, hooks, kit, press, saving, texts
from app.ui.desk import Desk
from app.ui.state import Place, Screen

TITLE = "Påminnelse i kalendern"
_DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_HOURS = (8, 12, 16, 20)
_OFTEN = dict(
    zip(get_args(Often), ("En gång", "Varje dag", "Varje vecka", "Varje månad"), strict=True)
)


@kit.component
def calendar(desk: Desk) -> ft.Control:
    words, set_words = hooks.state(WORDS[0])
    often, set_often = hooks.state("weekly")
    ahead, set_ahead = hooks.state("1")
    hour, set_hour = hooks.state(str(_HOURS[1]))
    today = hooks.remember(date.today)
    saved, set_saved = hooks.state(False)
    if saved:
        where = "bland det du har hämtat" if desk.page.web else "där du sparade den"
        return frame.page(
            desk,
            [
                kit.text(
                    f"Filen ligger {where}. Öppna den, så frågar kalendern om du vill ha den."
                ),
                kit.text("Du tar bort påminnelsen i kalendern när du inte vill ha den."),
            ],
            title="Filen är klar",
            bottom=[
                ft.Container(),
                press.main_button(desk, "Klar", lambda: desk.go(Place(Screen.SETTINGS))),
            ],
        )
    days = [(str(n), _said(today + timedelta(days=n), n), "") for n in range(1, 8)]
    start = datetime.combine(today + timedelta(days=int(ahead)), time(int(hour)))
    pace = next(one for one in get_args(Often) if one == often)
    return saving.save(
        desk,
        saving.File(
            "paminnelse.ics",
            "Filen görs.",
            lambda *_: reminder(words, start, pace),
            lambda: set_saved(True),
        ),
        "Spara filen",
        [
            kit.text(
                "Guiden kan inte själv säga till. Men du kan få en fil till kalendern som gör det."
            ),
            kit.heading("Vad ska det stå?", 2),
            choices.one_of(desk, [(one, one, "") for one in WORDS], words, set_words, pills=True),
            kit.quiet("Andra kan se din kalender. Därför står det inget mer än så."),
            kit.heading("Hur ofta?", 2),
            choices.one_of(
                desk,
                [(one, said, "") for one, said in _OFTEN.items()],
                often,
                set_often,
                pills=True,
            ),
            kit.heading("Vilken dag först?", 2),
            choices.one_of(desk, days, ahead, set_ahead, pills=True),
            kit.heading("Vilken tid?", 2),
            choices.one_of(
                desk, [(str(one), f"{one:02}.00", "") for one in _HOURS], hour, set_hour, pills=True
            ),
        ],
        [press.link(desk, texts.BACK, desk.back)],
        TITLE,
    )


def _said(day: date, ahead: int) -> str:
    return (
        "I morgon" if ahead == 1 else f"{_DAYS[day.weekday()].capitalize()} {day.day}/{day.month}"
    )
