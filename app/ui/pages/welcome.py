"""The first start: what this is, which guide, a first question, then a passphrase (``keys.py``).

What is written on the way lies in memory (``first.py``). Nothing is written to disk before the
passphrase is chosen.
"""

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from app.guide import Field, Guide, Kind
from app.ui import drawings, first, frame, hooks, kit, languages, press, suggestions, texts, trial
from app.ui.desk import Desk
from app.ui.first import Step
from app.ui.lines import Line, text_line
from app.ui.pages import keys, protection
from app.ui.state import Place, Screen

_HAVE_ONE = "Jag har en kopia sedan förut"
_FIRST = "Du lägger in kopian när du har valt en lösenfras för den här enheten."


@kit.component
def welcome(desk: Desk, changes: int) -> ft.Control:
    """Four calm steps. Every one can be left for the one before."""
    redraw = hooks.redraw()
    now = desk.first

    def to(step: Step) -> None:
        now.step = step
        desk.notice("")
        redraw()

    async def choose(guide: Guide) -> None:
        if now.step is Step.TRY:
            await trial.begin(desk, guide)
        else:
            now.guide = guide
            to(Step.EXERCISE if first.exercise(desk, guide) else Step.PASSPHRASE)

    asked = first.exercise(desk, now.guide) if now.guide else None
    if now.guide and now.step is Step.EXERCISE and asked:
        back, go_on = (lambda: to(Step.GUIDE)), (lambda: to(Step.PASSPHRASE))
        return _exercise(desk, asked, back, go_on, key=f"first {asked.key}")
    if now.guide and now.step is Step.PASSPHRASE:
        before = Step.EXERCISE if asked else Step.GUIDE
        return keys.choose_passphrase(desk, now.guide, lambda: to(before))
    if now.step is Step.MAKING:
        return frame.page(desk, [kit.banner(keys.MAKING)], title="Välj en lösenfras")
    if now.step in (Step.GUIDE, Step.TRY):
        return _which_guide(desk, choose, lambda: to(Step.HELLO))
    return _what_this_is(desk, to)


def _what_this_is(desk: Desk, to: Callable[[Step], None]) -> ft.Control:
    def begin(step: Step, has_copy: bool = False) -> None:
        desk.has_copy, desk.tried = has_copy, False
        to(step)

    ways = (
        (trial.TRY, lambda: begin(Step.TRY)),
        (_HAVE_ONE, lambda: begin(Step.GUIDE, has_copy=True)),
        (protection.TITLE, lambda: desk.go(Place(Screen.PROTECTION))),
    )
    return frame.page(
        desk,
        [
            *([kit.banner(trial.OVER)] if desk.tried else []),
            kit.text(
                "Det här är en arbetsbok för återhämtning, och du väljer vad du vill göra. "
                "Det du skriver stannar på din enhet. "
                "Guiden är inte vård, och den larmar ingen."
            ),
            ft.Row([press.main_button(desk, "Börja", lambda: begin(Step.GUIDE))], wrap=True),
            *(ft.Row([press.link(desk, name, way)], wrap=True) for name, way in ways),
            kit.quiet(
                "Texterna är skrivna för det här projektet. De är inte skrivna av NSPH. "
                "De är ännu inte granskade av personer med egen erfarenhet eller av yrkesverksamma."
            ),
            drawings.leaf(),
        ],
        title="Välkommen",
    )


def _which_guide(desk: Desk, choose: Callable[[Guide], object], back: kit.Handler) -> ft.Control:
    """One tap goes on. The guides are buttons, for a choice that leads away is no radio button."""
    trying = desk.first.step is Step.TRY
    above = "Välj den du vill titta i. Svaren i den är exempel." if trying else ""
    return frame.page(
        desk,
        [
            *([kit.text(_FIRST)] if desk.has_copy and not trying else []),
            kit.text(
                above or "Välj den som passar bäst nu. Du kan byta eller använda flera sedan."
            ),
            *(
                press.card(
                    desk,
                    guide.title,
                    guide.short,
                    lambda guide=guide: choose(guide),
                    ft.Icons.MENU_BOOK_OUTLINED,
                )
                for guide in desk.ours.guides
                if not guide.broken
            ),
        ],
        title="Vilken guide vill du prova?" if trying else "Vilken guide vill du börja med?",
        bottom=[press.link(desk, texts.BACK, back)],
    )


@kit.component
def _exercise(desk: Desk, field: Field, back: kit.Handler, go_on: kit.Handler) -> ft.Control:
    """The guide's first question. What is written lies in memory, and the page says so."""
    words, redraw = desk.first.words, hooks.redraw()
    # A list is written with a line for each row, as a long text is.
    many = field.kind is not Kind.SHORT
    asked = replace(field, kind=Kind.LONG) if many else field
    line = hooks.remember(
        lambda: Line(
            desk,
            "Ditt svar",
            words.get(field.key, ""),
            rows=3 if many else 1,
            about=field.question,
            focus=True,
        )
    )

    def write() -> None:
        words[field.key] = line.text

    def tap(suggested: str) -> None:
        text = line.text
        if suggestions.has(asked.kind, text, suggested):
            line.renew(suggestions.take(asked.kind, text, suggested))
        else:
            line.renew(suggestions.put(asked, text, suggested))
        line.focus = False
        write()
        redraw()

    line.changed = write
    ticked = suggestions.taken(asked, line.text)
    return frame.page(
        desk,
        [
            kit.heading(field.question, 2, other=languages.words(desk, field).text),
            *([kit.quiet(field.help)] if field.help else []),
            kit.text("Det sparas när du har valt en lösenfras."),
            text_line(line),
            *suggestions.cards(desk, asked, ticked, tap),
            ft.Row([press.link(desk, "Hoppa över frågan", go_on)], wrap=True),
        ],
        title="En första fråga",
        bottom=[
            press.link(desk, texts.BACK, back),
            press.main_button(desk, texts.GO_ON, go_on),
        ],
    )
