"""What was written in a field before: to read, to use again, or to clear for good."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import flet as ft

from app.guide import Field, Kind
from app.ui import frame, hooks, kit, languages, press, texts
from app.ui.desk import Desk
from app.ui.direction import read
from app.ui.state import Place, Screen
from app.workbook import days
from app.workbook.answers import Answer, lines
from app.workbook.rescue import set_aside
from app.workbook.wordings import Version
from app.workbook.workbook import Workbook

_TITLE = "Vad jag skrev förut"
_AT_ONCE = 20  # versions; a page of hundreds would be slow, and too much to look at


@kit.component
def history(desk: Desk, field_key: str, changes: int) -> ft.Control:
    """The earlier versions of a field, newest first. There is always a way back from using one."""
    most, set_most = hooks.state(_AT_ONCE)
    clearing, set_clearing = hooks.state(False)
    field = _field(desk, field_key)
    if field is None:
        return frame.page(
            desk,
            [
                kit.text(
                    "Den här frågan finns inte i guiden nu. Det du skrev är kvar. "
                    "Du kan läsa det under Tidigare svar."
                )
            ],
            title=_TITLE,
            bottom=[press.main_button(desk, texts.BACK, desk.back)],
        )
    if clearing:
        return _clearing(desk, field, lambda: set_clearing(False))
    if _shut(desk, field):
        return frame.page(
            desk,
            [
                *_question(desk, field),
                kit.text(
                    "Brevet är stängt. Det du skrev förut går att läsa när du har öppnat brevet."
                ),
            ],
            title=_TITLE,
            bottom=[press.main_button(desk, texts.BACK, desk.back)],
        )
    now = read(Answer.to(field, desk.value(field)))
    versions = desk.book.earlier_versions(field)
    parts: list[ft.Control] = [
        *_question(desk, field),
        kit.heading("Så står det nu", 3),
        _words(now) if now else kit.text("Ingenting just nu."),
        kit.heading("Så stod det förut", 3),
    ]
    if versions:
        parts.append(
            kit.quiet("Använder du något av det här igen finns det som står nu kvar i listan.")
        )
    else:
        parts.append(kit.text("Här finns inget ännu. Ändrar du svaret finns det gamla kvar här."))
    today = date.today()
    parts += [_version(desk, field, version, today) for version in versions[:most]]
    ways = []
    if len(versions) > most:
        ways.append(press.button(desk, "Visa fler", lambda: set_most(most + _AT_ONCE)))
    if versions:
        ways.append(press.link(desk, "Ta bort det jag skrev förut", lambda: set_clearing(True)))
    return frame.page(
        desk,
        [*parts, *(ft.Row([way], wrap=True) for way in ways)],
        title=_TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _question(desk: Desk, field: Field) -> list[ft.Control]:
    return [
        kit.heading(field.question, 2, other=languages.words(desk, field).text),
        *languages.unreviewed(desk, [field.key.partition(".")[0]]),
    ]


def _version(desk: Desk, field: Field, version: Version, today: date) -> ft.Control:
    when = said(version.when, today)

    async def use() -> None:
        was = lines(Answer.to(field, desk.value(field)))
        if await _change(desk, field, lambda book: book.use_again(field, version)):
            kept = f" Det som stod nyss finns under {_TITLE}." if was else ""
            await _leave(desk, field, f"Nu används det du skrev {when}.{kept}")

    return kit.panel(
        kit.heading(when[0].upper() + when[1:], 4),
        _words(read(version.answer)),
        ft.Row(
            [
                press.button(
                    desk,
                    "Använd den här igen",
                    use,
                    ft.Icons.RESTORE,
                    about=when,
                )
            ],
            wrap=True,
        ),
    )


def _words(said: Sequence[str]) -> ft.Control:
    return ft.Column(
        [kit.text(line) for line in said],
        spacing=6,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _clearing(desk: Desk, field: Field, keep: kit.Handler) -> ft.Control:
    """What clearing means, and the choice."""

    async def clear() -> None:
        if await _change(desk, field, lambda book: book.forget_earlier(field)):
            await _leave(desk, field, "Det du skrev förut är borttaget. Det som står nu är kvar.")

    return frame.page(
        desk,
        [
            *_question(desk, field),
            kit.banner("Det går inte att ångra. Det som står nu är kvar."),
            kit.text(
                "Allt du skrev förut på den här frågan försvinner för gott från Guiden. "
                "Guidens säkerhetskopior tas också bort."
            ),
            kit.text(
                "Det du har skrivit ut, delat eller kopierat till ett annat ställe är kvar där."
            ),
            *(
                [
                    kit.text(
                        "Guiden har lagt undan en äldre fil. Där kan orden också finnas. Du kan ta "
                        "bort den under Säkerhetskopior."
                    )
                ]
                if set_aside(desk.book.path)
                else []
            ),
            kit.quiet(
                "I enhetens minne kan det finnas spår kvar en tid. De är låsta, och går inte att "
                "läsa utan din lösenfras eller ditt ark."
            ),
            ft.Row(
                [press.button(desk, "Ta bort för gott", clear, ft.Icons.DELETE_OUTLINE)], wrap=True
            ),
        ],
        title="Ta bort det du skrev förut?",
        bottom=[press.main_button(desk, "Nej, behåll", keep)],
    )


async def _change(desk: Desk, field: Field, change: Callable[[Workbook], object]) -> bool:
    """Saves the change, after what was just typed. False, with a notice, if either failed."""
    await desk.flush()
    if desk.drafts and desk.drafts.get(field.key):  # it would be saved later, on top of the change
        desk.notice(texts.CHANGING_FAILED)
        return False
    return await desk.change(change)


async def _leave(desk: Desk, field: Field, sentence: str) -> None:
    """Back to the section, unless the person has gone somewhere already."""
    if desk.shown.place == Place(Screen.HISTORY, field.key):
        await desk.back()
        desk.notice(sentence)


def _shut(desk: Desk, field: Field) -> bool:
    """Whether it is a closed letter: then what it said before is as closed as the letter."""
    value = desk.value(field)
    return field.kind is Kind.LETTER and isinstance(value, list) and bool(value[1])


def _field(desk: Desk, key: str) -> Field | None:
    fields = desk.section(key.partition(".")[0]).fields
    return next((field for field in fields if field.key == key), None)


def said(when: datetime, today: date) -> str:
    """A time as one says it: "i dag 14:05", "i går 9:12", "12 november 2026 14:05"."""
    clock = f"{when.hour}:{when.minute:02}"
    if when.date() == today:
        return f"i dag {clock}"
    if when.date() == today - timedelta(days=1):
        return f"i går {clock}"
    return f"{days.said(when)} {clock}"
