"""Opening with this device as a person meets it, over a client that keeps what it is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import flet as ft
import flet_local_auth as fla
import flet_secure_storage as fss
import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack

from app.paths import find
from app.ui import store
from app.ui.app import start
from app.ui.desk import Desk
from app.ui.state import HOME, Place, Screen
from app.workbook.device import LIMIT, Device, StoreFailed
from app.workbook.failures import WrongSecret
from app.workbook.keyring import new_recovery_code
from app.workbook.tries import Tries
from tests.ui import headless
from tests.ui.running import SECRET, App

CODE = "402918"
OTHER = "sju gröna hattar på en mur"
WITH_CODE, WITH_FINGER = "Lås upp med sifferkoden", "Lås upp med fingeravtryck eller ansikte"


class Platform:
    """A device's own store, behind the client."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.refuses: set[str] = set()
        self.fingers: list[str] = []
        self.asked: list[str] = []

    @property
    def answers(self) -> dict[str, Callable[[Any], Any]]:
        def answer(name: str, do: Callable[[dict[str, Any]], Any]) -> Callable[[Any], Any]:
            def asked(args: dict[str, Any] | None) -> Any:
                self.asked.append(name)
                if name in self.refuses:
                    raise RuntimeError("PlatformException(Libsecret error, no keyring)")
                return do(args or {})

            return asked

        return {
            "set": answer("set", lambda args: self.kept.update({args["key"]: args["value"]})),
            "get": answer("get", lambda args: self.kept.get(args["key"])),
            "remove": answer("remove", lambda args: self.kept.pop(args["key"], None) and None),
            "get_available_biometrics": answer("biometrics", lambda _: self.fingers),
        }


@pytest.fixture
def platform() -> Platform:
    return Platform()


Run = Callable[..., Awaitable[App]]


@pytest.fixture
def run(tmp_path: Path, platform: Platform) -> Run:
    async def run(system: ft.PagePlatform = ft.PagePlatform.ANDROID, web: bool = False) -> App:
        places = find(tmp_path)
        desks: list[Desk] = []

        async def main(page: ft.Page) -> None:
            desks.append(await start(page, places))

        h = await headless.start(main, platform=system, web=web, answers=platform.answers)
        return App(h, desks[0], places)

    return run


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pause between wrong tries has tests of its own, and would take a minute here."""
    monkeypatch.setattr(Tries, "wait", property(lambda self: 0.0))


async def fill(app: App, name: str, text: str) -> None:
    await app.h.type(app.h.find(ft.TextField, name), text)


async def to_choosing(app: App) -> None:
    await app.desk.go(Place(Screen.DEVICE))
    await app.h.settle()
    there = "device" in app.desk.book.keys.kinds
    await app.h.press("Byt" if there else "Välj")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")


async def choose(app: App, code: str, again: str = "") -> None:
    await fill(app, "Sex siffror", code)
    await fill(app, "Skriv dem en gång till", again or code)
    await app.h.press("Använd sifferkoden")


async def with_code(app: App) -> None:
    """A new vault that this device opens with ``CODE``, locked."""
    await app.open()
    await to_choosing(app)
    await choose(app, CODE)
    assert app.desk.book.keys.kinds[-1] == "device"
    await app.lock()


async def wrong(times: int, counter: Device | Tries | None) -> None:
    """So many wrong tries have been counted."""
    assert counter is not None
    for _ in range(times):
        with suppress(WrongSecret):
            async with counter.attempt():
                raise WrongSecret


async def enter(app: App, code: str) -> None:
    await fill(app, "Din sifferkod", code)
    await app.h.press(WITH_CODE)


# Choosing


async def test_six_digits_chosen_with_the_passphrase_open_the_guide_from_then_on(run) -> None:
    app = await run()
    await app.open(Place(Screen.KEYS))
    assert "Finns inte. Ett kortare sätt att öppna, bara på den här enheten." in app.h.texts()
    await app.h.press("Öppna snabbare")
    said = " ".join(app.h.texts())
    assert "Lösenfrasen öppnar alltid" in said
    assert "en miljon koder" in said
    await app.h.press("Välj")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await choose(app, CODE)
    assert app.desk.shown.place == Place(Screen.KEYS)
    assert "Nästa gång kan du öppna med sifferkoden" in app.desk.shown.notice
    assert "Finns. Ett kortare sätt att öppna, bara på den här enheten." in app.h.texts()
    await app.lock()
    await enter(app, CODE)
    assert app.desk.shown.place == HOME
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_nothing_is_chosen_without_the_passphrase(run, platform) -> None:
    app = await run()
    await app.open(Place(Screen.DEVICE))
    await app.h.press("Välj")
    await fill(app, "Lösenfras", OTHER)
    await app.h.press("Fortsätt")
    assert "stämde inte" in app.desk.shown.notice
    assert "Använd sifferkoden" not in app.h.texts()
    assert platform.kept == {}
    await app.lock()


@pytest.mark.parametrize(
    ("code", "again", "said"),
    [
        ("12345", "12345", "sex siffror"),
        ("abcdef", "abcdef", "sex siffror"),
        ("121212", "121212", "lätt att gissa"),
        (CODE, "402919", "inte lika"),
    ],
)
async def test_a_code_that_will_not_do_is_refused_kindly(run, platform, code, again, said) -> None:
    app = await run()
    await app.open()
    await to_choosing(app)
    await choose(app, code, again)
    assert said in app.desk.shown.notice
    assert platform.kept == {}
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert WITH_CODE not in app.h.texts()


@pytest.mark.parametrize("refuses", ["set", "get", "remove"])
async def test_a_device_without_a_working_store_says_so_and_goes_on(run, platform, refuses) -> None:
    platform.refuses = {refuses}
    app = await run(ft.PagePlatform.LINUX)
    await app.open(Place(Screen.DEVICE))
    await app.h.press("Välj")
    assert "inget säkert ställe" in app.desk.shown.notice
    assert app.h.find(ft.Text, "Öppna snabbare")
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_a_store_that_fails_while_saving_leaves_the_passphrase_as_the_way_in(
    run, platform
) -> None:
    app = await run()
    await app.open()
    await to_choosing(app)
    platform.refuses = {"set"}
    await choose(app, CODE)
    assert "gick inte att spara" in app.desk.shown.notice
    assert app.desk.shown.place == Place(Screen.DEVICE)
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()
    assert await app.unlock()
    await app.lock()


async def test_neither_a_browser_nor_an_own_room_gets_a_code(run) -> None:
    browser = await run(web=True)
    assert browser.desk.door.device is None
    await browser.open(Place(Screen.KEYS))
    assert "Öppna snabbare" not in browser.h.texts()
    await browser.lock()
    app = await run()
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.desk.go(Place(Screen.KEYS))
    await app.h.settle()
    await app.h.press("Öppna snabbare")  # a card that was missing would tell which room this is
    before = app.desk.shown.notice
    await app.h.press("Välj")
    assert app.desk.shown.notice not in ("", before)
    assert app.desk.book.keys.kinds == ("passphrase", "recovery")
    await app.lock()


async def test_a_removed_code_opens_no_more(run, platform) -> None:
    app = await run()
    await with_code(app)
    assert await app.unlock()
    await app.desk.go(Place(Screen.DEVICE))
    await app.h.settle()
    assert "Den här enheten kan öppna din guide nu." in app.h.texts()
    await app.h.press("Sluta öppna snabbare")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await app.h.press("Sluta öppna snabbare")
    assert app.desk.shown.notice == "Det är borttaget."
    assert platform.kept == {}
    await app.lock()
    assert WITH_CODE not in app.h.texts()


# Opening


async def test_a_window_opened_anew_asks_for_the_code_and_still_takes_the_passphrase(run) -> None:
    await with_code(await run())
    app = await run()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Lås upp")
    assert app.desk.open
    await app.lock()


async def test_the_store_of_someone_who_never_chose_a_code_is_never_asked(run, platform) -> None:
    app = await run()
    await app.open(Place(Screen.KEYS))
    await app.lock()
    assert await app.unlock()
    await app.lock()
    assert platform.asked == []
    assert all(not isinstance(one, fss.SecureStorage) for one in app.h.page._services._services)


async def test_from_the_seventh_wrong_code_it_says_how_many_are_left_and_the_tenth_ends_it(
    run, platform, no_pause
) -> None:
    app = await run()
    await with_code(app)
    await wrong(5, app.desk.door.device)
    for told in ([], ["Tre"], ["Två"], ["Ett"]):
        await enter(app, "402919")
        assert "Sifferkoden stämde inte" in app.desk.shown.notice
        left = [text.split()[0] for text in app.h.texts() if "försök kvar" in text]
        assert left == told
        assert app.h.find(ft.TextField, "Din sifferkod").value == ""
    await enter(app, "402919")
    assert "Sifferkoden är borttagen" in app.desk.shown.notice
    assert WITH_CODE not in app.h.texts()
    assert platform.kept == {}
    assert await app.unlock()
    assert "device" not in app.desk.book.keys.kinds
    await app.lock()


async def test_a_right_code_begins_the_count_anew(run) -> None:
    app = await run()
    await with_code(app)
    await wrong(LIMIT - 1, app.desk.door.device)
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()
    assert await app.desk.door.device.left() == LIMIT


async def test_what_is_no_code_and_a_try_in_the_pause_are_not_counted(run) -> None:
    app = await run()
    await with_code(app)
    await enter(app, "4029")
    assert "sex siffror" in app.desk.shown.notice
    assert await app.desk.door.device.left() == LIMIT
    await wrong(5, Tries(app.desk.door.rooms.tries))
    await enter(app, "402919")
    assert await app.desk.door.device.left() == LIMIT - 1
    await enter(app, CODE)
    assert "Vänta" in app.desk.shown.notice
    assert not app.desk.open
    assert await app.desk.door.device.left() == LIMIT - 1


async def test_a_guide_that_is_open_elsewhere_is_no_wrong_code(run) -> None:
    one = await run()
    await with_code(one)
    other = await run()
    assert await one.unlock()
    await enter(other, CODE)
    assert "öppen i ett annat fönster" in other.desk.shown.notice
    assert await other.desk.door.device.left() == LIMIT
    await one.lock()
    await enter(other, CODE)
    assert other.desk.open
    await other.lock()


async def test_a_store_that_does_not_answer_leads_to_the_passphrase(run, platform) -> None:
    app = await run()
    await with_code(app)
    platform.refuses = {"get"}
    await enter(app, CODE)
    assert "Skriv lösenfrasen i stället" in app.desk.shown.notice
    assert await app.unlock()
    assert "device" in app.desk.book.keys.kinds
    await app.lock()


async def test_new_keys_for_everything_end_the_code(run, platform) -> None:
    app = await run()
    await with_code(app)
    assert await app.unlock()
    await app.desk.go(Place(Screen.NEW_KEY))
    await app.h.settle()
    await app.h.press("Fortsätt")
    await fill(app, "Lösenfras", SECRET)
    await app.h.press("Fortsätt")
    await app.h.press("Jag skriver en egen")
    await fill(app, "Din lösenfras", OTHER)
    await fill(app, "Skriv den en gång till", OTHER)
    await app.h.press("Använd den här")
    assert app.desk.shown.place == Place(Screen.SHEET)
    assert platform.kept == {}
    await app.lock()
    assert WITH_CODE not in app.h.texts()


async def test_erasing_everything_empties_the_store(run, platform, tmp_path) -> None:
    app = await run()
    await with_code(app)
    assert await app.unlock()
    await app.desk.door.erase_everything()
    await app.h.settle()
    assert platform.kept == {}
    assert not list(tmp_path.rglob("*-device"))
    assert app.desk.shown.place == Place(Screen.WELCOME)


async def test_erasing_an_own_room_leaves_the_code_of_the_first(run, platform) -> None:
    app = await run()
    await with_code(app)
    guide = app.desk.library.guides[0]
    assert await app.desk.door.create(OTHER, new_recovery_code(), guide)
    await app.desk.door.erase_room(app.desk.book.path)
    await app.h.settle()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()


# A finger or a face


async def test_where_the_store_is_guarded_a_finger_or_a_face_opens(run, platform) -> None:
    platform.fingers = ["face"]
    app = await run(ft.PagePlatform.IOS)
    await app.open()
    await to_choosing(app)
    assert any("hålla enheten mot" in text for text in app.h.texts())
    await app.h.press("Använd det")
    assert "fingeravtryck eller ansikte" in app.desk.shown.notice
    await app.lock()
    assert WITH_CODE not in app.h.texts()
    await app.h.press(WITH_FINGER)
    assert app.desk.open
    await app.lock()
    platform.refuses = {"get"}  # the person says no to the platform
    await app.h.press(WITH_FINGER)
    assert not app.desk.open
    assert "Skriv lösenfrasen i stället" in app.desk.shown.notice


async def test_a_code_may_be_chosen_instead_of_a_face(run, platform) -> None:
    platform.fingers = ["face"]
    app = await run(ft.PagePlatform.IOS)
    await app.open()
    await to_choosing(app)
    await app.h.press("Välj en sifferkod i stället")
    await choose(app, CODE)
    await app.lock()
    await enter(app, CODE)
    assert app.desk.open
    await app.lock()


# The platforms


async def opened(
    platform: Platform, system: ft.PagePlatform = ft.PagePlatform.ANDROID, web: bool = False
) -> headless.Headless:
    """A window with nothing in it."""

    async def main(page: ft.Page) -> None:
        page.update()

    return await headless.start(main, platform=system, web=web, answers=platform.answers)


@pytest.mark.parametrize("system", list(ft.PagePlatform))
async def test_every_platform_but_a_browser_has_a_store_and_only_apples_is_guarded(
    system, platform
) -> None:
    platform.fingers = ["strong"]
    h = await opened(platform, system)
    page = h.page
    plain = store.plain_store(page)
    assert plain is not None
    await plain.put("a", "b")
    assert await plain.get("a") == "b"
    await plain.remove("a")
    assert await plain.get("a") is None
    apple = system.value in ("ios", "macos")
    assert (store.guarded_store(page) is not None) == apple
    assert await store.biometrics(page) == apple
    built = [one for one in page._services._services if isinstance(one, fla.LocalAuthentication)]
    assert bool(built) == apple  # elsewhere it would be refused as soon as it is made
    h = await opened(platform, system, web=True)
    page = h.page
    assert store.plain_store(page) is None
    assert store.guarded_store(page) is None
    assert not await store.biometrics(page)


async def test_a_device_that_knows_no_finger_has_no_biometrics(platform) -> None:
    h = await opened(platform, ft.PagePlatform.IOS)
    assert not await store.biometrics(h.page)
    platform.fingers, platform.refuses = ["face"], {"biometrics"}
    assert not await store.biometrics(h.page)


@pytest.mark.parametrize("method", ["get", "set", "remove"])
async def test_whatever_the_platform_says_becomes_one_failure_that_tells_nothing(
    platform, method
) -> None:
    h = await opened(platform)
    platform.refuses = {method}
    plain = store.plain_store(h.page)
    assert plain is not None
    ask = {"get": plain.get("a"), "set": plain.put("a", "hemligt"), "remove": plain.remove("a")}
    failures = {}
    for name, asking in ask.items():
        try:
            await asking
        except StoreFailed as failure:
            failures[name] = failure
    assert list(failures) == [method]
    assert "hemligt" not in str(failures[method])
    assert failures[method].__suppress_context__


async def test_a_platform_that_never_answers_is_waited_for_only_so_long(
    platform, monkeypatch
) -> None:
    h = await opened(platform)
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    monkeypatch.setattr(h.session, "handle_invoke_method_results", lambda *_: None)
    plain = store.plain_store(h.page)
    assert plain is not None
    with pytest.raises(StoreFailed):
        await plain.get("a")


async def test_the_client_is_told_never_to_erase_and_what_guards(platform) -> None:
    h = await opened(platform, ft.PagePlatform.IOS)
    plain, guarded = store.plain_store(h.page), store.guarded_store(h.page)
    assert plain and guarded
    await plain.get("a")
    await guarded.get("a")
    encode = configure_encode_object_for_msgpack(BaseControl)
    services = [
        msgpack.unpackb(msgpack.packb(one, default=encode))
        for one in h.page._services._services
        if isinstance(one, fss.SecureStorage)
    ]
    assert len(services) == 2
    for one in services:
        assert one["android_options"]["reset_on_error"] is False
    for apple in ("ios_options", "macos_options"):
        first, second = (one[apple] for one in services)
        assert first["accessibility"] == "unlocked_this_device"
        assert "access_control_flags" not in first
        assert second["accessibility"] == "passcode"
        assert second["access_control_flags"] == ["biometryCurrentSet"]
        assert first["account_name"] != second["account_name"]
