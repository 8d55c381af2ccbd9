"""Choosing what opens with this device, what then opens, and what fails meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.vault.keys import device_secret
from app.workbook.device import LIMIT, Device, StoreFailed
from app.workbook.failures import VaultError
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook
from tests.workbook.device import CODE, note, opens
from tests.workbook.pocket import Forgetful, Pocket, stored


async def test_the_code_opens_with_what_the_store_keeps_and_neither_does_alone(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    assert await device.ready() == "code"
    assert opens(book, await device.secret(CODE))
    assert not opens(book, await device.secret("402919"))
    assert not opens(book, Secret.device(stored(store)))
    assert not opens(book, Secret.device(bytes(32), CODE))


async def test_a_copied_file_is_not_ready_on_another_device(
    device: Device, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    elsewhere = Device(Pocket(), path)
    assert await elsewhere.ready() is None
    with pytest.raises(StoreFailed):
        await elsewhere.secret(CODE)


async def test_a_new_code_replaces_the_one_before(device: Device, book: Workbook) -> None:
    await device.enrol(book, CODE)
    before = await device.secret(CODE)
    await device.enrol(book, "402919")
    assert not opens(book, before)
    assert opens(book, await device.secret("402919"))


async def test_a_guarded_secret_lies_in_the_guarded_store_alone(
    device: Device, store: Pocket, guarded: Pocket, book: Workbook
) -> None:
    await device.enrol(book, None)
    assert await device.ready() == "biometrics"
    assert opens(book, await device.secret())
    assert stored(store) == b""
    assert stored(guarded).hex() not in "".join(store.kept.values())


async def test_the_guard_is_asked_when_it_opens_and_not_to_see_whether_it_could(
    device: Device, guarded: Pocket, book: Workbook
) -> None:
    await device.enrol(book, None)
    guarded.refuses = {"get"}  # the person says no to the platform
    asked = guarded.asked
    assert await device.ready() == "biometrics"
    await device.tidy(book)
    assert guarded.asked == asked
    with pytest.raises(StoreFailed):
        await device.secret()
    assert await device.left() == LIMIT


async def test_another_face_on_the_device_ends_the_guarded_way(
    device: Device, guarded: Pocket, book: Workbook
) -> None:
    await device.enrol(book, None)
    guarded.kept.clear()
    with pytest.raises(StoreFailed):
        await device.secret()


async def test_going_from_code_to_guard_and_back_leaves_no_old_secret(
    device: Device, store: Pocket, guarded: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    by_code = stored(store)
    await device.enrol(book, None)
    assert not opens(book, Secret.device(by_code, CODE))
    by_finger = stored(guarded)
    await device.enrol(book, CODE)
    assert not opens(book, Secret.device(by_finger))
    assert opens(book, await device.secret(CODE))
    assert guarded.kept == {}


async def test_a_platform_without_a_guarded_store_has_only_the_code(
    store: Pocket, path: Path, book: Workbook
) -> None:
    device = Device(store, path)
    with pytest.raises(StoreFailed):
        await device.enrol(book, None)
    assert "device" not in book.keys.kinds
    assert await device.ready() is None


@pytest.mark.parametrize("code", ["123456", "12345", "", "sex st"])
async def test_a_code_with_a_fault_is_never_taken(device: Device, book: Workbook, code) -> None:
    with pytest.raises(ValueError, match="six digits"):
        await device.enrol(book, code)
    assert "device" not in book.keys.kinds


async def test_no_failure_and_nothing_shown_tells_the_secret(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    secret = await device.secret(CODE)
    kept = stored(store)
    assert secret.value == device_secret(kept, CODE)
    assert CODE not in repr(secret)
    assert kept.hex() not in repr(secret)
    assert kept.hex() not in note(path).read_text()


# What fails while it is chosen


@pytest.mark.parametrize("refuses", ["put", "get"])
@pytest.mark.parametrize("code", [CODE, None])
async def test_a_store_that_fails_leaves_nothing_behind(
    device: Device, store: Pocket, guarded: Pocket, book: Workbook, path: Path, refuses, code
) -> None:
    (guarded if code is None else store).refuses = {refuses}
    with pytest.raises(StoreFailed):
        await device.enrol(book, code)
    assert "device" not in book.keys.kinds
    assert (store.kept, guarded.kept) == ({}, {})
    assert not note(path).exists()


async def test_a_store_that_keeps_nothing_is_found_out(path: Path, book: Workbook) -> None:
    device = Device(Forgetful(), path)
    assert not await device.possible()
    with pytest.raises(StoreFailed):
        await device.enrol(book, CODE)
    assert "device" not in book.keys.kinds


async def test_a_store_that_works_is_possible_and_keeps_no_trace_of_the_question(
    device: Device, store: Pocket
) -> None:
    assert await device.possible()
    assert store.kept == {}
    store.refuses = {"put"}
    assert not await device.possible()


async def test_a_vault_that_takes_no_slot_empties_the_store_again(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    book.lock()
    with pytest.raises(VaultError):
        await device.enrol(book, CODE)
    assert store.kept == {}
    assert not note(path).exists()


async def test_a_new_code_that_cannot_be_kept_takes_the_old_one_with_it(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"put"}
    with pytest.raises(StoreFailed):
        await device.enrol(book, "402919")
    assert "device" not in book.keys.kinds
    assert await device.ready() is None


async def test_a_folder_where_no_note_can_be_written_is_told_as_a_failure(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    note(path).mkdir()
    with pytest.raises(StoreFailed):
        await device.enrol(book, CODE)
    assert "device" not in book.keys.kinds
    assert store.kept == {}
