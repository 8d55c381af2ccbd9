"""The store that each platform has, and what the client is told about it."""

from __future__ import annotations

import flet as ft
import flet_local_auth as fla
import flet_secure_storage as fss
import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack

from app.ui import store
from app.workbook.device import StoreFailed
from tests.ui import headless
from tests.ui.device import Platform


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
