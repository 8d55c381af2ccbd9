"""Comparing with somebody close: what both have released to the same questions, and nothing else.

The steps follow from what the vault holds, so that one can lock and come back between them: which
lines, the file for the other, the file from the other, and then what both see.
"""

from dataclasses import replace

import flet as ft

from app.guide import Section
from app.share import agreement as files
from app.share.words import clean
from app.ui import choices, frame, hooks, kit, press, saving, texts
from app.ui.desk import Desk
from app.ui.pages import agreement_read
from app.ui.state import Place, Screen
from app.workbook import agreement as model
from app.workbook.agreement import Agreement, Line

TITLE = "Jämför"
_LIMIT = (
    "Guiden visar bara frågor som ni båda visar något om. Men filen har alla rader du kryssar i, "
    "och den som har orden kan läsa dem med ett annat program. Kryssa bara i det som den andra får "
    "läsa."
)
_LIMIT_SECOND = (
    "Guiden visar bara frågor som ni båda visar något om, och din fil har bara dem. Kryssa bara i "
    "det som den andra får läsa. När filen är öppnad går det inte att kryssa i mer."
)
_NO_WORDS = (
    "Det gick inte att ta fram några ord. Det du har skrivit är kvar. Starta om Guiden och försök "
    "igen."
)


@kit.component
def agreement(desk: Desk, section_id: str, changes: int) -> ft.Control:
    """The step that the section's agreement is at."""
    now = desk.book.agreements.of(section_id)
    ending, set_ending = hooks.state(False)
    again, set_again = hooks.state(False)
    if now is None:
        return _begin(desk, section_id)
    if ending:
        return _end(desk, now, lambda: set_ending(False))
    if not now.given or again:
        return _give(desk, now, lambda: set_again(False), lambda: set_ending(True))
    if now.theirs is None:
        return agreement_read.second(desk, now, lambda: set_again(True), lambda: set_ending(True))
    return _both(desk, now, lambda: set_again(True), lambda: set_ending(True))


@kit.component
def _begin(desk: Desk, section_id: str) -> ft.Control:
    """What it is, and the two ways into it; then the lines, and for one who got a file the file."""
    first, set_first = hooks.state(True)
    lines, set_lines = hooks.state(False)
    ready, set_ready = hooks.state(False)
    ticked, set_ticked = hooks.state(frozenset[tuple[str, Line]]())
    section = desk.section(section_id)
    there = model.offered(section, desk.value, clean)

    def come(begins: bool) -> None:
        set_first(begins)
        set_lines(True)

    def flip(name: str, line: Line) -> None:
        set_ticked(ticked ^ {(name, line)})

    kept = {
        name: tuple(line for line in rows if (name, line) in ticked) for name, rows in there.items()
    }
    mine = {name: rows for name, rows in kept.items() if rows}

    async def go_on() -> None:
        if not mine:
            desk.notice("Inget är ikryssat. Kryssa i minst en rad som du vill visa.")
        elif files.too_much(mine):
            desk.notice(files.SENTENCES["too_much"])
        elif first:
            if words := desk.draw_passphrase():
                made = Agreement(files.new_id(), section_id, True, words, mine)
                await desk.change(lambda book: book.agreements.keep(made))
            else:
                desk.notice(_NO_WORDS)
        else:
            desk.notice("")
            set_ready(True)

    _, on = hooks.once(go_on)
    if ready:
        return agreement_read.first(desk, section_id, mine, lambda: set_ready(False))
    if lines:
        return _lines(desk, section, there, ticked, flip, on, first, lambda: set_lines(False))
    return frame.page(
        desk,
        [
            kit.text(
                "Ni skriver var för sig. Var och en kryssar i de rader som den andra får se. Sedan "
                "byter ni två små låsta filer."
            ),
            kit.text("Ni ser bara frågor som ni båda visar något om. Resten visar Guiden inte."),
            press.card(
                desk,
                "Jag börjar",
                "Du gör den första filen.",
                lambda: come(True),
                ft.Icons.EDIT_NOTE,
            ),
            press.card(
                desk,
                "Jag har fått en fil",
                "Den andra har börjat, och har sagt fem ord till dig.",
                lambda: come(False),
                ft.Icons.FILE_OPEN_OUTLINED,
            ),
        ],
        title=TITLE,
        bottom=[press.link(desk, texts.BACK, desk.back)],
    )


def _lines(
    desk: Desk,
    section: Section,
    there: model.Lines,
    ticked: frozenset[tuple[str, Line]],
    flip: kit.Handler,
    go_on: kit.Handler,
    first: bool,
    back: kit.Handler,
) -> ft.Control:
    """Every line that is written, to tick."""
    asked = model.questions(section)
    parts: list[ft.Control] = []
    for name, rows in there.items():
        boxes = (
            choices.choice(
                desk,
                line.text,
                (name, line) in ticked,
                lambda name=name, line=line: flip(name, line),
            )
            for line in rows
        )
        question = asked[name].question
        parts += [kit.heading(question, 2), choices.group(question, *boxes)]
    if not parts:
        return frame.page(
            desk,
            [
                kit.text(
                    "Du har inte skrivit något att visa än. Skriv en rad under ”Det här kan jag "
                    "visa” eller ”När det blir svårare” i avsnittet, och kom tillbaka."
                )
            ],
            title="Vad vill du visa?",
            bottom=[
                press.link(desk, texts.BACK, back),
                press.main_button(
                    desk, "Till avsnittet", lambda: desk.go(Place(Screen.SECTION, section.id))
                ),
            ],
        )
    return frame.page(
        desk,
        [kit.text(_LIMIT if first else _LIMIT_SECOND), *parts],
        title="Vad vill du visa?",
        bottom=[
            press.link(desk, texts.BACK, back),
            press.main_button(desk, texts.GO_ON, go_on),
        ],
    )


def _give(desk: Desk, now: Agreement, back: kit.Handler, end: kit.Handler) -> ft.Control:
    """Saving the file that is for the other."""

    async def saved() -> None:
        if not now.given:
            await desk.change(lambda book: book.agreements.keep(replace(now, given=True)))
        back()

    says = (
        [
            "Spara filen, och ge den till den andra. Den är låst med fem ord. Dem får du se sedan.",
            "Filen är bara till den här jämförelsen.",
        ]
        if now.first
        else [
            "Den andras fil gick att öppna. Spara nu din fil och ge den till den andra. Sedan ser "
            "ni samma sak.",
            "Din fil är låst med samma ord.",
        ]
    )
    file = saving.File(files.name(now), "Guiden låser filen.", lambda *_: files.make(now), saved)
    return saving.save(
        desk,
        file,
        "Spara filen",
        list(map(kit.text, says)),
        [
            press.link(desk, texts.BACK, back)
            if now.given
            else press.link(desk, agreement_read.END, end)
        ],
        "Filen till den andra",
    )


def _end(desk: Desk, now: Agreement, keep: kit.Handler) -> ft.Control:
    async def end() -> None:
        if await desk.change(lambda book: book.agreements.end(now.section)):
            keep()

    return frame.page(
        desk,
        [
            kit.text(
                "Det ni har visat för varandra försvinner härifrån. Det går inte att ångra. Det du "
                "har skrivit i avsnittet är kvar."
            ),
            kit.text(
                "Filerna finns kvar där ni har sparat dem. Vill ni jämföra igen börjar ni om, med "
                "nya ord."
            ),
        ],
        title=f"{agreement_read.END}?",
        bottom=[
            press.link(desk, "Nej, behåll", keep),
            press.main_button(desk, "Ta bort", end),
        ],
    )


def _both(desk: Desk, now: Agreement, again: kit.Handler, end: kit.Handler) -> ft.Control:
    """What both have released, question by question."""
    theirs = now.theirs or {}
    own, other = desk.section(now.section), desk.section(now.side)
    asked, alike = model.questions(own), now.alike
    parts: list[ft.Control] = []
    for name, mine in now.mine.items():
        same = alike[name]
        groups = (
            ("Det här är ni lika om", own, same),
            ("Det här visar du", own, tuple(one for one in mine if one not in same)),
            (
                "Det här visar den andra",
                other,
                tuple(one for one in theirs[name] if not any(map(one.same, same))),
            ),
        )
        found = [
            part
            for title, section, lines in groups
            if lines
            for part in (
                kit.heading(title, 3),
                *(kit.text(model.said(section, name, line)) for line in lines),
            )
        ]
        question = asked[name].question if name in asked else "En fråga som inte finns kvar"
        parts.append(kit.panel(kit.heading(question, 2), *found))
    if parts:
        head = [kit.text("Här är det ni båda visar. Läs det utan att svara direkt.")]
    else:
        head = [
            kit.text("Den här gången visade ni inget om samma fråga."),
            kit.text("Det behöver inte betyda något om er. Ni kan börja om en annan dag."),
        ]
    if not now.first:
        head.append(kit.text("Ge din fil till den andra. Då ser hen samma sak."))
    tail = [
        kit.quiet(
            "Frågor som bara en av er visar något om visar Guiden inte. Skriv gärna ner det ni "
            "kommer överens om, i avsnittet."
        ),
        ft.Row(
            [
                *(
                    []
                    if now.first
                    else [press.link(desk, agreement_read.AGAIN, again, ft.Icons.SAVE_ALT)]
                ),
                press.link(desk, agreement_read.END, end, ft.Icons.DELETE_OUTLINE),
            ],
            wrap=True,
        ),
    ]
    return frame.page(
        desk,
        [*head, *parts, *tail],
        title="Det ni båda visar",
        bottom=[
            press.link(desk, texts.BACK, desk.back),
            press.main_button(
                desk, "Till avsnittet", lambda: desk.go(Place(Screen.SECTION, now.section))
            ),
        ],
    )
