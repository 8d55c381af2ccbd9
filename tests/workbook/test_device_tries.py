"""Wrong codes are counted, and the tenth is the last."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.workbook.device import LIMIT, Device, StoreFailed
from app.workbook.failures import Busy, WrongSecret
from app.workbook.workbook import Workbook
from tests.workbook.device import CODE, attempt, note
from tests.workbook.pocket import Pocket


async def test_the_tenth_wrong_code_removes_what_was_kept_at_once(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    for left in range(LIMIT - 1, -1, -1):
        with pytest.raises(WrongSecret):
            async with device.attempt():
                raise WrongSecret
        assert await device.left() == left
    assert store.kept == {}
    assert await device.ready() is None
    with pytest.raises(StoreFailed):
        await device.secret(CODE)
    assert "device" in book.keys.kinds
    await device.tidy(book)
    assert "device" not in book.keys.kinds


async def test_the_tenth_wrong_code_is_the_last_even_where_the_store_removes_nothing(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    noted = note(path).read_text()
    store.refuses = {"remove"}
    for _ in range(LIMIT):
        await attempt(device, WrongSecret())
    note(path).write_text(noted)  # somebody puts it back
    assert await device.left() == 0
    with pytest.raises(StoreFailed):
        await device.secret(CODE)


async def test_ending_the_app_in_a_try_does_not_save_one(
    device: Device, store: Pocket, path: Path, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    for ended in range(1, LIMIT):
        await attempt(Device(store, path), SystemExit())
        assert await Device(store, path).left() == LIMIT - ended
    await attempt(Device(store, path), SystemExit())
    assert await Device(store, path).left() == 0


async def test_a_right_code_forgets_the_wrong_ones(device: Device, book: Workbook) -> None:
    await device.enrol(book, CODE)
    for _ in range(LIMIT - 1):
        await attempt(device, WrongSecret())
    assert await device.left() == 1
    secret = await device.secret(CODE)
    async with device.attempt():
        book.verify(secret)
    assert await device.left() == LIMIT


async def test_a_try_that_told_nothing_about_the_code_does_not_count(
    device: Device, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    await attempt(device, WrongSecret())
    for _ in range(LIMIT):
        await attempt(device, Busy())
    assert await device.left() == LIMIT - 1


async def test_no_try_is_made_where_it_cannot_be_counted(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"put"}
    made = False
    with pytest.raises(StoreFailed):
        async with device.attempt():
            made = True
    assert not made


async def test_a_store_that_fails_after_a_right_code_lets_the_person_in(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    async with device.attempt():
        store.refuses = {"put"}
    store.refuses = set()
    assert await device.left() == LIMIT - 1


async def test_two_tries_at_once_are_both_counted(device: Device, book: Workbook) -> None:
    await device.enrol(book, CODE)
    await asyncio.gather(*(attempt(device, WrongSecret()) for _ in range(3)))
    assert await device.left() == LIMIT - 3
