"""Choosing a guide, and choosing sections in it. Un-choosing never deletes."""

from collections.abc import Callable

import flet as ft

from app.guide import Beside, Guide
from app.guide.library import HELP, SAFETY_PLAN
from app.ui import blocks, choices, empty, frame, hooks, kit, languages, press, texts
from app.ui.desk import Desk
from app.ui.pages import card
from app.ui.state import HOME, Place, Screen


@kit.component
def choose(desk: Desk, guide_id: str) -> ft.Control:
    """All sections of a guide, part by part, each one to tick."""
    guide = desk.library.guide(guide_id)
    redraw = hooks.redraw()
    chosen = hooks.remember(lambda: set(desk.book.chosen(guide)) if guide else set())
    if guide is None or guide.broken:
        return frame.page(desk, [kit.banner(texts.NOT_READ)])

    async def toggle(section_id: str) -> None:
        chosen.symmetric_difference_update({section_id})
        redraw()
        after = tuple(one for one in guide.sections if one in chosen)
        if not await desk.choose(guide, after) and desk.open:
            chosen.clear()
            chosen.update(desk.book.chosen(guide))
            redraw()

    parts: list[ft.Control] = [
        kit.text(
            "Välj det du vill ha i din guide nu. Du kan ändra när du vill. "
            "Det du har skrivit finns kvar."
        ),
        *languages.unreviewed(desk, guide.sections),
    ]
    for part in guide.parts:
        if part.title:
            parts.append(kit.heading(part.title, 2))
        for section_id in part.sections:
            section = desk.section(section_id)
            below = texts.SECTION_NOT_READ if section.broken else section.short
            if section.time:
                below = f"{below} {section.time}."
            parts.append(
                choices.choice(
                    desk,
                    section.title,
                    section_id in chosen,
                    lambda section_id=section_id: toggle(section_id),
                    below=f"{languages.title(desk, section_id)}\n{below}",
                )
            )
    return frame.page(
        desk,
        parts,
        title="Välj avsnitt",
        bottom=[press.main_button(desk, "Klar", lambda: desk.go(HOME))],
    )


@kit.component
def guides(desk: Desk, changes: int) -> ft.Control:
    """The guides, to switch between. All of them share one vault."""

    async def use(guide: Guide) -> None:
        if not await desk.use_guide(guide):
            return
        first = not desk.book.chosen(guide)
        await desk.go(Place(Screen.INTRO, guide.id) if first else HOME)

    current = desk.book.guide
    return frame.page(
        desk,
        [
            kit.text("Du kan använda flera guider. Det du har skrivit finns kvar när du byter."),
            guide_choices(desk, current.id if current else "", use),
        ],
        title="Vilken guide?",
    )


@kit.component
def intro(desk: Desk, guide_id: str) -> ft.Control:
    """What the guide's author wants to say first."""
    guide = desk.library.guide(guide_id)
    if guide is None or guide.broken:
        return frame.page(desk, [kit.banner(texts.NOT_READ)])
    return frame.page(
        desk,
        blocks.controls(desk, ((block, Beside()) for block in guide.intro)),
        title=guide.title,
        bottom=[
            press.link(desk, texts.MY_GUIDE, lambda: desk.go(HOME)),
            press.main_button(
                desk, "Välj avsnitt", lambda: desk.go(Place(Screen.CHOOSE, guide.id))
            ),
        ],
    )


def guide_choices(desk: Desk, chosen: str, pick: Callable[[Guide], object]) -> ft.Control:
    """The readable guides, each with the sentence that says who it is for.

    Those from others say first where they come from.
    """
    readable = {guide.id: guide for guide in desk.library.guides if not guide.broken}
    return choices.one_of(
        desk,
        [(guide.id, guide.title, _below(desk, guide)) for guide in readable.values()],
        chosen,
        lambda guide_id: pick(readable[guide_id]),
    )


def _below(desk: Desk, guide: Guide) -> str:
    origin = desk.library.origin(guide)
    return f"{origin}. {guide.short}".strip() if origin else guide.short


@kit.component
def earlier(desk: Desk) -> ft.Control:
    """Answers whose questions are gone from the content. They are only read here."""
    answers = desk.book.earlier()
    if not answers:
        words = "Försvinner en fråga ur guiden finns ditt svar kvar här. Nu är alla frågor kvar."
        way = press.link(desk, texts.MY_GUIDE, lambda: desk.go(HOME))
        body = empty.invitation(kit.text(words), ft.Row([way], wrap=True))
        return frame.page(desk, [body], title="Tidigare svar")
    parts: list[ft.Control] = [
        kit.text("De här frågorna finns inte kvar i guiden. Det du skrev är sparat.")
    ]
    for answer in answers:
        parts.append(kit.heading(answer.question, 2))
        parts += [kit.text(line) for line in answer.lines]
    return frame.page(desk, parts, title="Tidigare svar")


@kit.component
def help_now(desk: Desk) -> ft.Control:
    """Whom to call. Shown without unlocking, and made of the same nodes as every section."""
    section = desk.section(HELP)
    if section.broken:
        body: list[ft.Control] = [
            kit.text(
                "Ring 112 om det är fara för liv. Ring Självmordslinjen på 90101 om du har "
                "tankar på att ta ditt liv. Ring 1177 för råd om vård."
            ),
            ft.Row([press.call_button(desk, "Ring 112", "112")], wrap=True),
            ft.Row([press.call_button(desk, "Ring 90101", "90101")], wrap=True),
            ft.Row([press.call_button(desk, "Ring 1177", "1177")], wrap=True),
        ]
        return frame.page(desk, body, title=texts.HELP_NOW)
    extra: list[ft.Control] = []
    if desk.open:
        extra.append(
            press.button(
                desk,
                desk.section(SAFETY_PLAN).title,
                lambda: desk.go(Place(Screen.SECTION, SAFETY_PLAN)),
                ft.Icons.SHIELD_OUTLINED,
            )
        )
    elif not desk.showing:
        extra.append(card.way(desk))
    notice = languages.notice(desk, HELP)
    body = [*notice, *extra, *blocks.controls(desk, languages.pairs(desk, section))]
    return frame.page(desk, body, title=section.title, other=languages.title(desk, HELP))
