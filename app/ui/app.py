"""The window: its themes, its frame, and which screen is up."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable

import flet as ft

from app.guide import Guest, Library
from app.paths import Places
from app.ui import bars, frame, kit, look, screens, shortcuts, texts, tried
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
    page.fonts = look.WEB_FONTS if page.web else look.FONTS

    wishes = look.Wishes()

    def dress() -> None:
        page.theme, page.dark_theme = look.themes(desk.settings, wishes, page.web)
        desk.shown.still = look.still(desk.settings, wishes)
        page.theme_mode = _THEMES[desk.settings.theme]
        page.update()

    desk = Desk(page, Library(places.content, beside), places, dress, program or Program())
    desk.shown.width = page.width or desk.shown.width
    desk.shown.height = page.height or desk.shown.height
    desk.shown.keys = page.platform not in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
    page.update()  # fonts first: a theme that names a font too early asks the net for another
    dress()
    _listen(page, desk)
    if first:
        await first(desk)
    page.render_views(window, desk, desk.shown)
    await desk.door.see_device()
    if (wishes := await look.wishes()) != look.Wishes():
        dress()
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
        desk.shown.width, desk.shown.height = event.width, event.height
        desk.resized_at = time.monotonic()

    async def pressed(event: ft.KeyboardEvent) -> None:
        await kit.calmly(desk, lambda: shortcuts.pressed(desk, event))

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
    inside = bars.inside(desk)
    rail = bars.rail(desk, place) if inside and shown.wide else None
    pane = bars.pane(desk, place) if inside and bars.has_pane(desk) else None
    narrow = inside and not (shown.wide or shown.tight or shown.low)
    bar = [bars.bar(desk, place)] if narrow and shown.keys else []
    page = ft.Column(
        [
            frame.top_bar(desk, shown),
            ft.Container(tried.bar(desk) if desk.trial and not shown.tight else None),
            ft.Row(  # each has its slot: what one types in stays where it is when the window turns
                [ft.Container(rail), ft.Container(pane), body],
                expand=True,
                spacing=0,
                vertical_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
            *bar,
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
        navigation_bar=bars.bottom(desk, place) if narrow and not shown.keys else None,
        padding=0,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
