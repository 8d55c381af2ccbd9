"""A section: its text and exercises, as much of it as the person has strength for.

What is answered already is shown at every depth: in a crisis it is what one looks for.
"""

from functools import partial

import flet as ft

from app.guide import Depth, Field, Section
from app.ui import blocks, choices, frame, hooks, kit, languages, press, sharing, texts
from app.ui.desk import Desk
from app.ui.pages import agreement
from app.ui.state import HOME, Place, Screen
from app.workbook.agreement import SECTIONS

_DEPTHS = (("lite", "Orkar lite", ""), ("lagom", "Lagom", ""), ("mycket", "Mycket", ""))


@kit.component
def section(desk: Desk, section_id: str) -> ft.Control:
    node = desk.section(section_id)
    depth, set_depth = hooks.state(desk.settings.depth)
    # What has been shown stays, also once it is emptied: its undo, and the field one writes in.
    kept = hooks.remember(lambda: set[str]())
    if node.broken:
        return frame.page(desk, [kit.banner(texts.SECTION_NOT_READ)], title=texts.MY_GUIDE)

    async def pick(value: str) -> None:
        await desk.flush()
        kept.clear()
        set_depth(value)
        await desk.change_settings(depth=value)

    most = Depth(depth).order
    kept.update(field.key for field in node.fields if desk.answered(field))
    shown = (
        (block, other)
        for block, other in languages.pairs(desk, node)
        if not isinstance(block, Field) or block.depth.order <= most or block.key in kept
    )
    say = partial(languages.label, desk, section_id)
    depths = [(value, say(label), below) for value, label, below in _DEPTHS]
    head = languages.notice(desk, section_id)
    if node.time:
        head.append(kit.quiet(f"Ungefär {node.time}. Du kan sluta när du vill."))
    if node.fields:
        head.append(kit.text(say("Hur mycket orkar du nu?")))
        head.append(choices.one_of(desk, depths, depth, pick, pills=True))
    return frame.page(
        desk,
        [*head, *blocks.controls(desk, shown), *_share(desk, node)],
        title=node.title,
        other=languages.title(desk, section_id),
        bottom=_neighbours(desk, section_id),
        saves=True,
    )


def _share(desk: Desk, section: Section) -> list[ft.Control]:
    """The ways to show this page to somebody, if it can hold anything of the person's own."""
    if not (section.fields or section.refers):
        return []
    way = press.link(
        desk, "Dela sidan", lambda: sharing.begin(desk, section.id), ft.Icons.IOS_SHARE
    )
    show = press.link(
        desk,
        "Visa på skärmen",
        lambda: desk.go(Place(Screen.SHOW, section.id)),
        ft.Icons.VISIBILITY_OUTLINED,
    )
    ways = [way, show]
    if section.id in SECTIONS:
        to = Place(Screen.AGREEMENT, section.id)
        ways.append(press.link(desk, agreement.TITLE, lambda: desk.go(to), ft.Icons.COMPARE_ARROWS))
    return [ft.Row(ways, wrap=True)]


def _neighbours(desk: Desk, section_id: str) -> list[ft.Control]:
    """Previous and next among the chosen sections; home after the last."""
    guide = desk.book.guide
    mine = desk.book.chosen(guide) if guide else ()
    if section_id not in mine:
        return [press.link(desk, texts.MY_GUIDE, lambda: desk.go(HOME))]
    at = mine.index(section_id)
    before = mine[at - 1] if at else None
    after = mine[at + 1] if at + 1 < len(mine) else None
    return [
        press.link(desk, texts.PREVIOUS, lambda: desk.go(Place(Screen.SECTION, before)))
        if before
        else ft.Container(),
        press.main_button(desk, texts.NEXT, lambda: desk.go(Place(Screen.SECTION, after)))
        if after
        else press.main_button(desk, texts.MY_GUIDE, lambda: desk.go(HOME)),
    ]
