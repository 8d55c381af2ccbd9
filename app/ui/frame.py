"""The frame around every screen: the top bar, the body at reading width, and the ways onward."""

from collections.abc import Sequence

import flet as ft

from app.guide.library import SAFETY_PLAN
from app.ui import kit, look, press, texts
from app.ui.desk import Desk
from app.ui.state import HOME, Place, SaveStatus, Screen, Shown

WAYS = (
    (texts.MY_GUIDE, ft.Icons.MENU_BOOK_OUTLINED, HOME),
    (texts.MY_PLAN, ft.Icons.SHIELD_OUTLINED, Place(Screen.SECTION, SAFETY_PLAN)),
    (texts.SETTINGS, ft.Icons.TUNE, Place(Screen.SETTINGS)),
)


def page(
    desk: Desk,
    controls: Sequence[ft.Control],
    *,
    title: str = "",
    other: str = "",
    bottom: Sequence[ft.Control] = (),
    saves: bool = False,
) -> ft.Control:
    """The scrolling body of a screen: a level 1 title, then ``controls``, at reading width.

    ``other``: the title in another language.

    ``bottom`` stays in place below it, and with ``saves`` also when words were last saved.

    A column and not a lazy list: the whole page is in the accessibility tree, and no text field is
    taken down while it scrolls out of sight.
    """
    shown = desk.shown
    room = shown.width - (look.RAIL if shown.wide and inside(desk) else 0)
    head = [kit.heading(title, other=other)] if title else []
    side = max(20.0, (room - look.READING_WIDTH * shown.percent / 100) / 2)
    status = [saved_line(desk.status)] if saves else []
    tail: list[ft.Control] = []
    if shown.tight:  # no room for anything that stays in place
        tail = [*status, *bottom, *(ways(desk) if inside(desk) else [])]
    foot = ft.Container(
        ft.Column(
            [*status, ft.Row(list(bottom), alignment=ft.MainAxisAlignment.SPACE_BETWEEN)],
            spacing=6,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        padding=ft.Padding.symmetric(horizontal=side, vertical=10),
    )
    return ft.Column(
        [
            ft.Column(
                [
                    ft.Container(
                        ft.Column(
                            [*head, *controls, *tail],
                            spacing=18,
                            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                        ),
                        padding=ft.Padding.only(left=side, right=side, top=8, bottom=32),
                    )
                ],
                scroll=ft.ScrollMode.AUTO,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                expand=True,
                on_scroll=kit.act(desk, lambda: None),  # reading is being there
                scroll_interval=5000,
            ),
            *([foot] if bottom and not shown.tight else []),
        ],
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@kit.component
def saved_line(status: SaveStatus) -> ft.Control:
    """ "Sparat 12:03", or why words are still waiting. Re-renders alone."""
    if status.failed:
        return kit.banner(status.failed, ft.Icons.SAVE_OUTLINED)
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Row(
            [
                ft.Icon(ft.Icons.LOCK_OUTLINE, size=18, color=ft.Colors.ON_SURFACE_VARIANT),
                kit.quiet(f"{status.text}. Låst med din lösenfras."),
            ]
            if status.text
            else [],
            spacing=8,
        ),
    )


def inside(desk: Desk) -> bool:
    """Whether the person is in the open workbook, where there are ways to go."""
    return desk.open and not desk.shown.place.screen.public


def ways(desk: Desk) -> list[ft.Control]:
    """The three ways that lead anywhere, as rows."""
    return [press.link(desk, name, lambda to=to: desk.go(to), icon) for name, icon, to in WAYS]


def way_of(place: Place) -> int:
    """Which of the three ways a place belongs to."""
    if place == WAYS[1][2]:
        return 1
    return 2 if place.screen.value >= Screen.SETTINGS.value else 0


def top_bar(desk: Desk, shown: Shown) -> ft.Control:
    """Back or the name, the lock where there is something to lock, and help. On every screen."""
    roots = (Screen.HOME, Screen.LOCK, Screen.SHOWING)
    inside = shown.place.screen not in roots and desk.can_go_back
    left = (
        press.icon_button(desk, ft.Icons.ARROW_BACK, texts.BACK, desk.back)
        if inside
        else ft.Row(
            [
                ft.Icon(ft.Icons.SPA_OUTLINED, color=ft.Colors.PRIMARY),
                ft.Text(texts.APP, theme_style=ft.TextThemeStyle.TITLE_MEDIUM),
            ],
            spacing=10,
            tight=True,
        )
    )
    locking = (
        [press.icon_button(desk, ft.Icons.LOCK_OUTLINE, texts.LOCK_NOW, desk.door.lock)]
        if desk.open or desk.door.rescued
        else []
    )
    if desk.showing and not desk.open:
        locking = [press.icon_button(desk, ft.Icons.LOCK_OPEN, texts.UNLOCK, desk.door.lock)]
    if desk.door.program.leave:
        locking.append(press.icon_button(desk, ft.Icons.LOGOUT, texts.CLOSE_NOW, desk.door.vanish))
    help_now = press.button(
        desk, texts.HELP_NOW, lambda: desk.go(Place(Screen.HELP)), color=ft.Colors.TERTIARY
    )
    row = [left, ft.Row([*locking, *([] if shown.tight else [help_now])], spacing=6, tight=True)]
    return ft.SafeArea(
        ft.Container(
            ft.Column(
                [
                    ft.Row(
                        row,
                        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                        height=look.TARGET + 4 if shown.tight else None,
                    ),
                    *([help_now] if shown.tight else []),
                ],
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                spacing=4,
            ),
            padding=ft.Padding.symmetric(horizontal=14, vertical=8),
        ),
        avoid_intrusions_bottom=False,
    )
