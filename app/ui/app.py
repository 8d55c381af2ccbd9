"""The window: its themes, its frame, and which screen is up."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable

import flet as ft

from app.guide import Guest, Library
from app.paths import Places
from app.ui import frame, kit, look, screens, texts
from app.ui.desk import Desk
from app.ui.program import Program
from app.ui.state import Place, Screen, Shown
from app.workbook.workbook import prepare

_THEMES = {
    "system": ft.ThemeMode.SYSTEM,
    "light": ft.ThemeMode.LIGHT,
    "dark": ft.ThemeMode.DARK,
}


async def start(
    page: ft.Page,
    places: Places,
    program: Program | None = None,
    beside: Iterable[Guest] = (),
    first: Callable[[Desk], Awaitable[None]] | None = None,
) -> Desk:
    """Fills ``page`` with the app over the content, assets and vaults at ``places``.

    ``beside``: an author's own guides, which no vault keeps. ``first``: what is done at the desk
    before anything is shown.
    """
    page.title = texts.APP
    sv = ft.Locale("sv", "SE")
    page.locale_configuration = ft.LocaleConfiguration([sv], sv)
    page.fonts = look.FONTS

    def dress() -> None:
        page.theme = look.theme(look.LIGHT, desk.settings.text_percent)
        page.dark_theme = look.theme(look.DARK, desk.settings.text_percent)
        page.theme_mode = _THEMES[desk.settings.theme]
        page.update()

    desk = Desk(page, Library(places.content, beside), places, dress, program or Program())
    desk.shown.width = page.width or desk.shown.width
    page.update()  # fonts first: a theme that names a font too early asks the net for another
    dress()
    _listen(page, desk)
    if first:
        await first(desk)
    page.render_views(window, desk, desk.shown)
    await desk.door.see_device()
    # Both take long enough to be felt. The first screen is up, and the loop stays free.
    await asyncio.to_thread(prepare)
    # Before there is a vault nothing is written anywhere, and what lies on a stick may have been in
    # other hands: whom to call must come from the program.
    if desk.door.rooms.paths and not places.borrowed:
        await asyncio.to_thread(desk.ours.load, places.parsed)
    await asyncio.to_thread(lambda: desk.ours.fields)
    return desk


def _listen(page: ft.Page, desk: Desk) -> None:
    """Ties the window's own events to the desk."""
    watching: list[asyncio.Task[None]] = []

    async def lifecycle(event: ft.AppLifecycleStateChangeEvent) -> None:
        match event.state:
            case ft.AppLifecycleState.INACTIVE if not page.web:
                desk.cover()
            case ft.AppLifecycleState.HIDE | ft.AppLifecycleState.PAUSE:
                await kit.calmly(desk, desk.hidden)
            case ft.AppLifecycleState.RESUME | ft.AppLifecycleState.SHOW:
                await kit.calmly(desk, desk.returned)
            case _:
                pass

    async def routed(event: ft.RouteChangeEvent) -> None:
        await kit.calmly(desk, lambda: desk.routed(event.route))

    async def popped(_: ft.ViewPopEvent) -> None:
        await kit.calmly(desk, desk.back)

    async def resized(event: ft.PageResizeEvent) -> None:
        desk.shown.width = event.width

    async def pressed(event: ft.KeyboardEvent) -> None:
        # Tab passes from the page to the bars and back by place on the screen, so a person who is
        # far down a page would have far to go (flutter/flutter#69366).
        if not (event.ctrl or event.alt or event.meta or event.shift):
            match event.key:
                case "F2":
                    await kit.calmly(desk, lambda: desk.go(Place(Screen.HELP)))
                case "F4":
                    await kit.calmly(desk, desk.door.lock)
                case "F9":
                    await kit.calmly(desk, desk.door.vanish)
                case "Escape" if not page.pop_dialog():
                    await kit.calmly(desk, desk.back)
                case _:
                    pass

    async def closed(_: object) -> None:
        for task in watching:
            task.cancel()
        watching.clear()
        await kit.calmly(desk, desk.door.leave)

    def connected() -> None:
        # Also when a session comes back after its connection broke.
        watching.append(asyncio.get_running_loop().create_task(desk.watch()))

    async def failed(_: object) -> None:
        desk.notice(texts.SOMETHING_WRONG)

    page.on_app_lifecycle_state_change = lifecycle
    page.on_route_change = routed
    page.on_view_pop = popped
    page.on_resize = resized
    page.on_keyboard_event = pressed
    page.on_disconnect = closed
    page.on_close = closed
    page.on_error = failed
    page.on_connect = connected
    connected()


@ft.component
def window(desk: Desk, shown: Shown) -> list[ft.View]:
    """The views, lowest first: one below the current one, so that the device's back works."""
    place = shown.place
    root = place.screen in (Screen.HOME, Screen.LOCK, Screen.WELCOME)
    views = [ft.View(route="/", controls=[])] if desk.can_go_back and not root else []
    with contextlib.suppress(Exception):  # one failure here would end every update for good
        return [*views, _view(desk, shown, place)]
    return [*views, ft.View(route="/fel", controls=[kit.banner(texts.NOT_SHOWN_AT_ALL)])]


def _view(desk: Desk, shown: Shown, place: Place) -> ft.View:
    notice = ft.Container(
        kit.banner(shown.notice) if shown.notice else None,
        padding=ft.Padding.symmetric(horizontal=20),
        visible=bool(shown.notice),
    )
    # The notice always has its slot: a tree of another shape would start the screen anew.
    body = ft.Column(
        [notice, ft.Container(screens.screen(desk, shown, place), expand=True, key=str(place))],
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    inside = frame.inside(desk)
    rail = [_rail(desk, place)] if inside and shown.wide else []
    page = ft.Column(
        [
            frame.top_bar(desk, shown),
            ft.Row(
                [*rail, body],
                expand=True,
                spacing=0,
                vertical_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ],
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.View(
        route=f"/{desk.position}",
        controls=[
            ft.Stack(  # the cover leaves what is beneath as it is: what is half typed stays
                [
                    ft.Container(page, left=0, top=0, right=0, bottom=0),
                    ft.Container(
                        bgcolor=ft.Colors.SURFACE,
                        visible=shown.covered,
                        left=0,
                        top=0,
                        right=0,
                        bottom=0,
                    ),
                ],
                expand=True,
            )
        ],
        navigation_bar=_bottom(desk, place) if inside and not (shown.wide or shown.tight) else None,
        padding=0,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bottom(desk: Desk, place: Place) -> ft.NavigationBar:
    async def picked(event: ft.Event[ft.NavigationBar]) -> None:
        await kit.act(desk, lambda: desk.go(frame.WAYS[event.control.selected_index][2]))(event)

    return ft.NavigationBar(
        [ft.NavigationBarDestination(icon=icon, label=name) for name, icon, _ in frame.WAYS],
        selected_index=frame.way_of(place),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        on_change=picked,
    )


def _rail(desk: Desk, place: Place) -> ft.Control:
    here = frame.way_of(place)
    return ft.Container(
        ft.Column(
            [
                ft.Semantics(
                    selected=index == here,
                    content=ft.TextButton(
                        ft.Text(name, theme_style=ft.TextThemeStyle.LABEL_LARGE),
                        icon=ft.Icon(icon, color=ft.Colors.PRIMARY),
                        on_click=kit.act(desk, lambda to=to: desk.go(to)),
                        style=ft.ButtonStyle(
                            padding=ft.Padding.symmetric(horizontal=18, vertical=16),
                            alignment=ft.Alignment.CENTER_LEFT,
                            bgcolor=ft.Colors.PRIMARY_CONTAINER if index == here else None,
                            shape=ft.RoundedRectangleBorder(radius=28),
                        ),
                    ),
                )
                for index, (name, icon, to) in enumerate(frame.WAYS)
            ],
            spacing=8,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        width=look.RAIL,
        padding=ft.Padding.only(left=16, right=8, top=8),
    )
