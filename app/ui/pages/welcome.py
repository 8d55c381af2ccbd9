"""The first start: what this is, which guide, and then a passphrase (``keys.py``)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from app.guide import Guide
from app.ui import frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.pages import keys
from app.ui.pages.choose import guide_choices

_HAVE_ONE = "Jag har en kopia sedan förut"
_FIRST = "Du lägger in kopian när du har valt en lösenfras för den här enheten."


@dataclass(frozen=True)
class _Step:
    number: int = 1
    guide: Guide | None = None


@kit.component
def welcome(desk: Desk) -> ft.Control:
    """Three calm screens. Nothing is written to disk before the passphrase is chosen."""
    step, set_step = hooks.state(_Step())

    def begin(has_copy: bool) -> None:
        desk.has_copy = has_copy
        set_step(_Step(2))

    if step.number == 1:
        return _what_this_is(desk, begin)
    if step.number == 2 or step.guide is None:
        return _which_guide(
            desk,
            step.guide,
            lambda guide: set_step(replace(step, guide=guide)),
            lambda: set_step(replace(step, number=3)),
            lambda: set_step(_Step(1)),
        )
    return keys.choose_passphrase(desk, step.guide, lambda: set_step(replace(step, number=2)))


def _what_this_is(desk: Desk, begin: Callable[[bool], None]) -> ft.Control:
    return frame.page(
        desk,
        [
            kit.text("Det här är en arbetsbok för återhämtning. Den är din."),
            kit.text("Du väljer vad du vill arbeta med. Du kan göra lite eller mycket."),
            kit.text(
                "Det du skriver stannar på din enhet. Det låses med en lösenfras som bara du har. "
                "Ingen annan ser det du skriver om du inte visar det. Appen larmar ingen."
            ),
            kit.text("Guiden är inte vård och ersätter inte vård."),
            kit.quiet(
                "Texterna är skrivna för det här projektet. De är inte skrivna av NSPH. "
                "De är ännu inte granskade av personer med egen erfarenhet eller av yrkesverksamma."
            ),
            ft.Row([press.main_button(desk, texts.GO_ON, lambda: begin(False))], wrap=True),
            ft.Row([press.link(desk, _HAVE_ONE, lambda: begin(True))], wrap=True),
        ],
        title="Välkommen",
    )


def _which_guide(
    desk: Desk, chosen: Guide | None, pick: kit.Handler, go_on: kit.Handler, back: kit.Handler
) -> ft.Control:
    return frame.page(
        desk,
        [
            *([kit.text(_FIRST)] if desk.has_copy else []),
            kit.text("Välj den som passar bäst nu. Du kan byta eller använda flera senare."),
            guide_choices(desk, chosen.id if chosen else "", pick),
        ],
        title="Vilken guide vill du börja med?",
        bottom=[
            press.link(desk, texts.BACK, back),
            *([press.main_button(desk, texts.GO_ON, go_on)] if chosen else []),
        ],
    )
