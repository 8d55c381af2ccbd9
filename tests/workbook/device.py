"""A vault and its way in on this device, as the tests of that way look at them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.workbook.device import Device
from app.workbook.failures import VaultError, WrongSecret
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook

SECRET = "en lång båt seglar sakta hem"
CODE = "402918"


def note(path: Path) -> Path:
    """The note that lies beside the vault once the device has a way in."""
    return path.with_name("valv-device")


def opens(book: Workbook, secret: Secret) -> bool:
    try:
        book.verify(secret)
    except WrongSecret:
        return False
    return True


async def attempt(device: Device, error: BaseException | None = None) -> None:
    """One try that ends like this."""
    with suppress(VaultError, SystemExit):
        async with device.attempt():
            if error:
                raise error
