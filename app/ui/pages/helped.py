"""What helped the last time: the person's own signs, and what they wrote that they do then."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

import flet as ft

from app.guide.library import SAFETY_PLAN
from app.ui import choices, frame, hooks, kit, press, texts
from app.ui.desk import Desk
from app.ui.state import Place, Screen
from app.workbook import helped as rule
from app.workbook.failures import VaultError
from app.workbook.helped import Answers, Link, Own, Sources
from app.workbook.search import reading_order

_ASKED = "Vad märker du nu?"
_UNSURE = "Vet inte"


@dataclass(frozen=True)
class _Own:
    """What there is to show of the person's own."""

    sources: Sources
    answers: Answers


_NONE: _Own | None = None


@kit.component
def helped(desk: Desk) -> ft.Control:
    own, set_own = hooks.state(_NONE)

    async def gather() -> None:
        await desk.flush()
        with suppress(VaultError, LookupError):  # locked meanwhile
            set_own(await asyncio.to_thread(_gather, desk))

    ft.on_mounted(gather)
    parts: list[ft.Control] = []
    if own:
        parts = [_shown(desk, own) if _any(own) else _empty(desk, own.sources)]
    return frame.page(desk, parts, title=texts.HELPED)


def _gather(desk: Desk) -> _Own:
    """For a thread. Raises LookupError or a ``VaultError`` where the workbook was locked."""
    book = desk.book
    sources = rule.sources(book.library, reading_order(book.library, book.guide))
    return _Own(sources, {one.key: one.answer for one in book.written(desk.unsaved)})


def _any(own: _Own) -> bool:
    return any(
        (
            rule.signs(own.sources, own.answers),
            rule.others(own.sources, own.answers, ()),
            rule.letters(own.sources, own.answers),
        )
    )


def _empty(desk: Desk, sources: Sources) -> ft.Control:
    """Nothing is written yet: an invitation, and one way on."""
    first = next((field.key.partition(".")[0] for field in sources.helps), SAFETY_PLAN)
    return _column(
        [
            kit.text(
                "Här samlas dina egna ord om vad som hjälper dig. De kommer hit av sig själva "
                "när du har skrivit något."
            ),
            kit.text("Det räcker med en enda sak."),
            ft.Row(
                [
                    press.main_button(
                        desk,
                        desk.section(first).title,
                        lambda: desk.go(Place(Screen.SECTION, first)),
                    )
                ],
                wrap=True,
            ),
        ]
    )


@kit.component
def _shown(desk: Desk, own: _Own) -> ft.Control:
    """The signs to tap, and below them what the person has written."""
    redraw = hooks.redraw()
    finding = desk.finding
    signs = rule.signs(own.sources, own.answers)

    def tap(sign: str) -> None:
        finding.noticed ^= {sign}
        finding.unsure = False
        redraw()

    def unsure() -> None:
        finding.noticed.clear()
        finding.unsure = not finding.unsure
        redraw()

    parts: list[ft.Control] = [kit.text("Allt här är dina egna ord.")]
    noticed = [sign for sign in signs if sign in finding.noticed]
    if signs:
        ticks = [
            choices.choice(desk, sign, sign in noticed, lambda sign=sign: tap(sign))
            for sign in signs
        ]
        ticks.append(choices.choice(desk, _UNSURE, finding.unsure, unsure))
        parts += [
            kit.heading(_ASKED, 2),
            kit.quiet("Välj ett eller flera. Det du har skrivit kommer under."),
            choices.group(_ASKED, *ticks),
        ]
    if noticed or finding.unsure or not signs:
        links = rule.links(own.sources, own.answers, noticed if noticed else None)
        parts += [*_links(desk, links), *_others(desk, own, links), *_letters(desk, own)]
    plan = Place(Screen.SECTION, SAFETY_PLAN)
    parts.append(
        press.card(
            desk,
            desk.section(SAFETY_PLAN).title,
            "Steg för steg när det är som svårast.",
            lambda: desk.go(plan),
            ft.Icons.SHIELD_OUTLINED,
        )
    )
    return _column(parts)


def _links(desk: Desk, links: tuple[Link, ...]) -> list[ft.Control]:
    if not links:
        return []
    parts = [kit.heading("Då har du skrivit", 2)]
    for key, rows in groupby(links, lambda link: link.key):
        words = [kit.under(kit.text(link.do), f"När jag märker: {link.when}") for link in rows]
        parts.append(kit.panel(*words, _way(desk, key)))
    return parts


def _others(desk: Desk, own: _Own, links: tuple[Link, ...]) -> list[ft.Control]:
    found = rule.others(own.sources, own.answers, links)
    return _owns(desk, "Annat som brukar hjälpa dig", found)


def _letters(desk: Desk, own: _Own) -> list[ft.Control]:
    return _owns(desk, "Brev till dig", rule.letters(own.sources, own.answers))


def _owns(desk: Desk, title: str, found: tuple[Own, ...]) -> list[ft.Control]:
    if not found:
        return []
    panels = [
        kit.panel(
            kit.quiet(one.question), *(kit.text(row) for row in one.rows), _way(desk, one.key)
        )
        for one in found
    ]
    return [kit.heading(title, 2), *panels]


def _way(desk: Desk, key: str) -> ft.Control:
    """The way to where it is written."""
    section = key.partition(".")[0]
    way = press.link(
        desk,
        desk.section(section).title,
        lambda: desk.go(Place(Screen.SECTION, section)),
        ft.Icons.ARROW_FORWARD,
    )
    return ft.Row([way], wrap=True)


def _column(parts: list[ft.Control]) -> ft.Control:
    return ft.Column(parts, spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
