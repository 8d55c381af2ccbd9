"""The frame around every screen: the top bar, the body at reading width, and the ways onward."""

from collections.abc import Sequence

import flet as ft

from app.ui import bars, kit, look, press, texts, tried
from app.ui.desk import Desk
from app.ui.state import Place, SaveStatus, Screen, Shown
from app.ui.undoing import Ways


def page(
    desk: Desk,
    controls: Sequence[ft.Control],
    *,
    title: str = "",
    other: str = "",
    bottom: Sequence[ft.Control] = (),
    saves: bool = False,
    scrolled: ft.Ref[ft.Column] | None = None,
) -> ft.Control:
    """The scrolling body of a screen: a level 1 title, then ``controls``, at reading width.

    ``other``: the title in another language.

    ``bottom`` ends the page; on a phone it stays in place below it. With ``saves`` it is also said
    when words were last saved. ``scrolled``: gets the column, to scroll it.

    A column and not a lazy list: the whole page is in the accessibility tree, and no text field is
    taken down while it scrolls out of sight.

    With a keyboard one goes by Tab in the order of places on the screen, also of those scrolled out
    of sight. So where there is one nothing that takes the focus stays in place below the page.
    """
    shown = desk.shown
    room = shown.width - (look.RAIL if shown.wide and bars.inside(desk) else 0)
    room -= look.PANE if bars.has_pane(desk) else 0
    head = [kit.heading(title, other=other)] if title else []
    side = max(20.0, (room - look.READING_WIDTH * shown.percent / 100) / 2)
    status = [_saved(desk)] if saves else []
    steps = ft.Row(list(bottom), alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True)
    tail: list[ft.Control] = []  # what scrolls with the page
    foot: list[ft.Control] = []  # and what stays in place below it
    if shown.tight:
        head = [*([tried.bar(desk)] if desk.trial else []), *head]
        tail = [*status, *bottom, *(bars.ways(desk) if bars.inside(desk) else [])]
    elif shown.keys or shown.low:
        foot = [] if shown.low else status
        ends = bars.inside(desk) and (shown.keys or not shown.wide)
        tail = [
            *([] if foot else status),
            *([steps] if bottom else []),
            *(bars.ways(desk) if ends else []),
        ]
    elif bottom:
        foot = [*status, steps]
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
                ref=scrolled,
                scroll=ft.ScrollMode.AUTO,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                expand=True,
                on_scroll=kit.act(desk, lambda: None),  # reading is being there
                scroll_interval=5000,
            ),
            *([_foot(foot, side)] if foot else []),
        ],
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _foot(parts: list[ft.Control], side: float) -> ft.Control:
    return ft.Container(
        ft.Column(parts, spacing=6, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=side, vertical=10),
    )


def _saved(desk: Desk) -> ft.Control:
    """When words were last saved, and beside it the ways to undo."""
    line, ways = saved_line(desk.status), undo_ways(desk, desk.undo.ways)
    if desk.shown.tight:
        return ft.Column([line, ways], spacing=4)
    return ft.Row([ft.Container(line, expand=True), ways], spacing=4)


@kit.component
def undo_ways(desk: Desk, ways: Ways) -> ft.Control:
    """Undo and redo, each named with the question it is about. Re-renders alone."""
    both = (
        (ft.Icons.UNDO, "Ångra", ways.back, desk.undo.back),
        (ft.Icons.REDO, "Gör om", ways.on, desk.undo.on),
    )
    make = press.icon_spot if desk.shown.keys else press.icon_button  # Ctrl+Z does the same
    buttons = [
        make(desk, icon, name, act, about, usable=bool(about)) for icon, name, about, act in both
    ]
    return ft.Row(buttons, spacing=0, tight=True)


@kit.component
def saved_line(status: SaveStatus) -> ft.Control:
    """ "Sparat 12:03", or why words are still waiting. Re-renders alone."""
    if status.failed:
        return kit.banner(status.failed, ft.Icons.SAVE_OUTLINED)
    return ft.Semantics(
        live_region=status.aloud,
        container=True,
        content=ft.Row(
            [
                ft.Icon(ft.Icons.LOCK_OUTLINE, size=18, color=ft.Colors.ON_SURFACE_VARIANT),
                ft.Container(kit.quiet(f"{status.text}. Låst med din lösenfras."), expand=True),
            ]
            if status.text
            else [],
            spacing=8,
        ),
    )


def top_bar(desk: Desk, shown: Shown) -> ft.Control:
    """Back or the name, the lock where there is something to lock, and help. On every screen."""
    roots = (Screen.HOME, Screen.LOCK, Screen.SHOWING)
    inside = shown.place.screen not in roots and desk.can_go_back
    narrow = shown.narrow and not shown.tight  # tight has the help in a row of its own
    name = ft.Text(texts.APP, theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
    left = (
        press.icon_button(desk, ft.Icons.ARROW_BACK, texts.BACK, desk.back)
        if inside
        else ft.Row(
            [
                ft.Icon(ft.Icons.SPA_OUTLINED, color=ft.Colors.PRIMARY),
                *([] if narrow else [name]),
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
    row = [
        left,
        ft.Row(
            [*locking, *([] if shown.tight else [help_now])], spacing=2 if narrow else 6, tight=True
        ),
    ]
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
            padding=ft.Padding.symmetric(horizontal=8 if narrow else 14, vertical=8),
        ),
        avoid_intrusions_bottom=False,
    )
