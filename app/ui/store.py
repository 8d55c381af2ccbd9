"""What the platform itself offers for keeping a secret, and for knowing a finger or a face.

Who gets at what the plain store keeps (``flutter_secure_storage`` 10, see each platform):

- Android: this app alone; the key lies in the Keystore. It can ask for a finger only the first
  time in a process, and then gives everything out unasked: no guarded store is offered.
- iOS, macOS: this app alone, while the device is unlocked; never moved to another device by a
  backup. An item can demand one of the fingers or faces that were known when it was written, and
  demands it each time it is read: that is the guarded store. It is lost when another is added.
- Windows: every program that runs as this user. No guarded store.
- Linux: every program that runs as this user, while the keyring is open. There may be no keyring.
- A browser: nothing is offered.

So where a store is unguarded, its bytes open nothing without the code.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import Any

import flet as ft
import flet_local_auth as fla
import flet_secure_storage as fss

from app.workbook.device import Store, StoreFailed

_PATIENCE = 60.0  # seconds; the platform may be asking the person for something
_APPLE = (ft.PagePlatform.IOS, ft.PagePlatform.MACOS)
_ACCOUNT = "guiden"  # what Apple files the items under
_GUARDED = "guiden-guarded"


def plain_store(page: ft.Page) -> Store | None:
    """Where this platform keeps secrets; None in a browser. Whether it works is seen in use."""
    return None if page.web else _PlatformStore(_plain)


def guarded_store(page: ft.Page) -> Store | None:
    """A store that asks for a finger or a face each time it is read; None where there is none."""
    return None if page.web or page.platform not in _APPLE else _PlatformStore(_guarded)


async def biometrics(page: ft.Page) -> bool:
    """Whether the guarded store can be used: this device knows someone's finger or face."""
    if guarded_store(page) is None:
        return False
    try:
        return bool(await _asked(lambda: fla.LocalAuthentication().get_available_biometrics()))
    except StoreFailed:
        return False


class _PlatformStore:
    """``Store`` over the platform's own. Nothing is sent to the platform before the first use."""

    def __init__(self, make: Callable[[], fss.SecureStorage]) -> None:
        self._make = make

    @cached_property
    def _service(self) -> fss.SecureStorage:
        return self._make()  # kept: Flet drops a service that nobody holds

    async def get(self, name: str) -> str | None:
        text = await _asked(lambda: self._service.get(name))
        return text if isinstance(text, str) else None

    async def put(self, name: str, text: str) -> None:
        await _asked(lambda: self._service.set(name, text))

    async def remove(self, name: str) -> None:
        await _asked(lambda: self._service.remove(name))


async def _asked(ask: Callable[[], Awaitable[Any]]) -> Any:
    """The platform's answer. Raises ``StoreFailed`` for whatever else comes."""
    try:
        return await asyncio.wait_for(ask(), _PATIENCE)
    except Exception:  # it fails in as many ways as there are platforms; the text may tell too much
        raise StoreFailed("the platform's store did not do it") from None


def _plain() -> fss.SecureStorage:
    kept = fss.KeychainAccessibility.UNLOCKED_THIS_DEVICE
    return _storage(
        fss.IOSOptions(account_name=_ACCOUNT, accessibility=kept),
        fss.MacOsOptions(account_name=_ACCOUNT, accessibility=kept),
    )


def _guarded() -> fss.SecureStorage:
    kept = fss.KeychainAccessibility.PASSCODE
    flags = [fss.AccessControlFlag.BIOMETRY_CURRENT_SET]
    return _storage(
        fss.IOSOptions(account_name=_GUARDED, accessibility=kept, access_control_flags=flags),
        fss.MacOsOptions(account_name=_GUARDED, accessibility=kept, access_control_flags=flags),
    )


def _storage(ios: fss.IOSOptions, macos: fss.MacOsOptions) -> fss.SecureStorage:
    return fss.SecureStorage(
        ios_options=ios,
        macos_options=macos,
        # Else one unreadable item makes it erase them all.
        android_options=fss.AndroidOptions(reset_on_error=False),
    )
