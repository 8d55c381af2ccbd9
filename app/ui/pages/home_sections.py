"""What home has of the sections: the one to go on with, mine with my marks, and some to begin."""

import flet as ft

from app.guide import Guide
from app.ui import colours, drawings, empty, hooks, kit, languages, marking, press, texts
from app.ui.desk import Desk
from app.ui.state import Place, Screen
from app.workbook.marks import Mark

_ICONS = (
    ft.Icons.SPA_OUTLINED,
    ft.Icons.SIGNPOST_OUTLINED,
    ft.Icons.PEOPLE_OUTLINED,
    ft.Icons.WB_SUNNY_OUTLINED,
    ft.Icons.LANDSCAPE_OUTLINED,
    ft.Icons.LIGHTBULB_OUTLINED,
    ft.Icons.PARK_OUTLINED,
)
_SUGGESTED = 3  # sections, for who has none yet


def go_on(desk: Desk, guide: Guide) -> list[ft.Control]:
    """The section where the person was last; on a day of little the first of theirs, if nowhere."""
    wanted = [one for one in desk.book.chosen(guide) if not _unwanted(desk, one)]
    place = desk.book.place
    if place in wanted:
        return [_card(desk, place, "Där du var sist")]
    if wanted and desk.book.today.little:
        return [_card(desk, wanted[0], "Börja här, om du vill")]
    return []


def _card(desk: Desk, section_id: str, above: str) -> ft.Control:
    way = press.main_button(desk, texts.GO_ON, lambda: desk.go(Place(Screen.SECTION, section_id)))
    return ft.Container(
        ft.Column(
            [
                ft.Text(
                    above,
                    theme_style=ft.TextThemeStyle.LABEL_LARGE,
                    color=ft.Colors.ON_PRIMARY_CONTAINER,
                ),
                kit.heading(
                    desk.section(section_id).title, 2, other=languages.title(desk, section_id)
                ),
                ft.Row([way], wrap=True),
            ],
            spacing=10,
        ),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        border_radius=20,
        padding=20,
    )


def mine(desk: Desk, guide: Guide) -> list[ft.Control]:
    """The chosen sections and the way to choose others. Unwanted ones lie last, in a fold."""
    chosen = desk.book.chosen(guide)
    if not chosen:
        return []
    unwanted = tuple(one for one in chosen if _unwanted(desk, one))
    parts = [kit.heading(texts.MY_SECTIONS, 2), *languages.unreviewed(desk, chosen)]
    parts += [_way(desk, guide, one) for one in chosen if one not in unwanted]
    if unwanted:
        parts.append(_fold(desk, guide, unwanted))
    more = press.button(desk, "Välj fler avsnitt", lambda: desk.go(Place(Screen.CHOOSE, guide.id)))
    return [*parts, ft.Row([more], wrap=True)]


def _unwanted(desk: Desk, section_id: str) -> bool:
    return desk.book.marks.of(section_id) is Mark.UNWANTED


def _way(
    desk: Desk, guide: Guide, section_id: str, handler: kit.Handler | None = None
) -> ft.Control:
    """A section as a row that leads there, or does what ``handler`` does."""
    section = desk.section(section_id)
    return press.card(
        desk,
        section.title,
        f"{languages.title(desk, section_id)}\n{marking.said(desk, section) or section.short}",
        handler or (lambda: desk.go(Place(Screen.SECTION, section_id))),
        _ICONS[guide.sections.index(section_id) % len(_ICONS)],
        hue=colours.hue(guide.id),
    )


@kit.component
def _fold(desk: Desk, guide: Guide, unwanted: tuple[str, ...]) -> ft.Control:
    out, put = hooks.state(False)
    icon = ft.Icons.EXPAND_LESS if out else ft.Icons.EXPAND_MORE
    link = press.link(desk, f"Inte nu ({len(unwanted)})", lambda: put(not out), icon)
    return ft.Column(
        [
            ft.Row([ft.MergeSemantics(ft.Semantics(expanded=out, content=link))], wrap=True),
            *([_way(desk, guide, one) for one in unwanted] if out else []),
        ],
        spacing=18,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def begin(desk: Desk, guide: Guide) -> ft.Control:
    """For who has chosen nothing yet: the guide's first sections, and all of them."""

    async def take(section_id: str) -> None:
        if await desk.choose(guide, (*desk.book.chosen(guide), section_id)):
            await desk.go(Place(Screen.SECTION, section_id))

    first = [one for one in guide.sections if desk.section(one).fields][:_SUGGESTED]
    every = press.button(desk, "Välj själv", lambda: desk.go(Place(Screen.CHOOSE, guide.id)))
    return empty.invitation(
        kit.heading("Börja gärna med ett enda", 2),
        kit.text("Här samlas de avsnitt du väljer. Du kan byta när du vill."),
        *languages.unreviewed(desk, first),
        *(_way(desk, guide, one, lambda one=one: take(one)) for one in first),
        ft.Row([every], wrap=True),
        drawing=drawings.leaf(),
    )
