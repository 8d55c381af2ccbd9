"""A section: its text and exercises, as much of it as the person has strength for.

What is answered already is shown at every depth: in a crisis it is what one looks for.
"""

import asyncio
from functools import partial

import flet as ft

from app.guide import Depth, Field, Section
from app.guide.library import SAFETY_PLAN
from app.ui import (
    bars,
    blocks,
    choices,
    frame,
    hooks,
    kit,
    languages,
    marking,
    press,
    sharing,
    stars,
    texts,
)
from app.ui.desk import Desk
from app.ui.pages import agreement, beside
from app.ui.state import HOME, Place, Screen
from app.workbook import beside as sitting
from app.workbook.agreement import SECTIONS

_LAID_OUT = 0.3  # seconds until the window can tell where a question stands
_DEPTHS = (("lite", "Orkar lite", ""), ("lagom", "Lagom", ""), ("mycket", "Mycket", ""))


@kit.component
def section(desk: Desk, section_id: str) -> ft.Control:
    node = desk.section(section_id)
    depth, set_depth = hooks.state(desk.depth)
    # What has been shown stays, also once it is emptied: its undo, and the field one writes in.
    kept = hooks.remember(lambda: {desk.finding.key})
    column = hooks.remember(lambda: ft.Ref[ft.Column]())

    async def scroll() -> None:
        key, desk.seeking = desk.seeking, ""
        if key.partition(".")[0] == section_id and column.current:
            await asyncio.sleep(_LAID_OUT)
            await column.current.scroll_to(scroll_key=key)

    ft.on_mounted(scroll)
    if node.broken:
        return frame.page(desk, [kit.banner(texts.SECTION_NOT_READ)], title=texts.MY_GUIDE)

    async def pick(value: str) -> None:
        await desk.flush()
        kept.clear()
        set_depth(value)
        if not desk.book.today.little:  # the usual depth is back tomorrow
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
    if node.id == sitting.SECTION:
        head.append(beside.way(desk))
    if node.fields:
        head.append(kit.text(say("Hur mycket orkar du nu?")))
        head.append(choices.one_of(desk, depths, depth, pick, pills=True))
        head += _hints(desk, node)
    return frame.page(
        desk,
        [
            *head,
            *blocks.controls(desk, shown),
            marking.choose(desk, section_id, key="mark"),
            *_share(desk, node),
        ],
        title=node.title,
        other=languages.title(desk, section_id),
        bottom=_neighbours(desk),
        saves=True,
        scrolled=column,
    )


def _hints(desk: Desk, section: Section) -> list[ft.Control]:
    """The way to hide the help below the questions, or to show it again, where there is any."""
    if not any(field.help for field in section.fields):
        return []
    now = desk.settings.hints
    label = languages.label(desk, section.id, "Dölj hjälptexter" if now else "Visa hjälptexter")
    way = press.link(desk, label, lambda: desk.change_settings(hints=not now))
    return [ft.Row([way], wrap=True)]


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
    ways = [way, show, stars.way(desk, section.id)]
    if section.id in SECTIONS:
        to = Place(Screen.AGREEMENT, section.id)
        ways.append(press.link(desk, agreement.TITLE, lambda: desk.go(to), ft.Icons.COMPARE_ARROWS))
    if section.id == SAFETY_PLAN:
        to = Place(Screen.HELPED)
        ways.append(press.link(desk, texts.HELPED, lambda: desk.go(to), ft.Icons.SPA_OUTLINED))
    return [ft.Row(ways, wrap=True)]


def _neighbours(desk: Desk) -> list[ft.Control]:
    """Previous and next among the chosen sections; home after the last."""
    found = bars.neighbours(desk)
    if found is None:
        return [press.link(desk, texts.MY_GUIDE, lambda: desk.go(HOME))]
    before, after = found
    return [
        press.link(desk, texts.PREVIOUS, lambda: desk.go(Place(Screen.SECTION, before)))
        if before
        else ft.Container(),
        press.main_button(desk, texts.NEXT, lambda: desk.go(Place(Screen.SECTION, after)))
        if after
        else press.main_button(desk, texts.MY_GUIDE, lambda: desk.go(HOME)),
    ]
