"""What is left of a way in that opens no more, and what somebody else put in its place."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workbook.device import LIMIT, Device
from app.workbook.keyring import new_recovery_code
from app.workbook.workbook import Workbook
from tests.workbook.device import CODE, SECRET, note, opens
from tests.workbook.pocket import Pocket


async def test_the_store_of_someone_who_never_chose_it_is_never_asked(
    device: Device, store: Pocket, book: Workbook
) -> None:
    assert await device.ready() is None
    assert await device.left() == 0
    await device.tidy(book)
    await device.forget()
    assert store.asked == 0


async def test_a_slot_whose_secret_is_gone_is_removed_at_the_next_unlock(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    store.kept.clear()
    await device.tidy(book)
    assert "device" not in book.keys.kinds
    assert not note(path).exists()


async def test_a_store_that_does_not_answer_is_no_reason_to_remove_anything(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"get"}
    assert await device.ready() is None
    await device.tidy(book)
    store.refuses = set()
    assert opens(book, await device.secret(CODE))


async def test_a_secret_whose_slot_is_gone_is_removed_too(
    device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    book.keys.change_everything(SECRET, new_recovery_code())
    await device.tidy(book)
    assert store.kept == {}
    assert await device.ready() is None


async def test_tidying_leaves_a_whole_way_in_and_the_book_of_another_room_alone(
    tmp_path: Path, device: Device, store: Pocket, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    await device.tidy(book)
    assert opens(book, await device.secret(CODE))
    room = Workbook.create(book.library, tmp_path / "rum", SECRET, new_recovery_code())
    await device.tidy(room)
    room.lock()
    assert await device.ready() == "code"


async def test_removing_it_leaves_neither_slot_nor_secret_nor_note(
    device: Device, store: Pocket, guarded: Pocket, book: Workbook, path: Path
) -> None:
    for code in (CODE, None):
        await device.enrol(book, code)
        await device.remove(book)
        assert "device" not in book.keys.kinds
        assert (store.kept, guarded.kept) == ({}, {})
        assert not note(path).exists()


async def test_forgetting_takes_the_note_even_where_the_store_refuses(
    device: Device, store: Pocket, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"remove"}
    await device.forget()
    assert not note(path).exists()
    assert await device.ready() is None


@given(
    st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        ).map(json.dumps),
        st.fixed_dictionaries(
            {
                "version": st.sampled_from([0, 1, 2, "1", None]),
                "secret": st.sampled_from(["", "00", "zz", "00" * 31, None, 7]),
                "wrong": st.sampled_from([-1, 0, LIMIT, 10**40, "0", None, [], 0.5]),
            }
        )
        .filter(lambda entry: entry != {"version": 1, "secret": "", "wrong": 0})
        .map(json.dumps),
    )
)
def test_an_entry_that_the_app_did_not_write_opens_nothing(tmp_path_factory, text: str) -> None:
    folder = tmp_path_factory.mktemp("främmande")
    (folder / "valv-device").write_text("00" * 16)
    store = Pocket()
    store.kept[f"guiden-{'00' * 16}"] = text
    assert asyncio.run(Device(store, folder / "valv").ready()) is None


@pytest.mark.parametrize("noted", ["", "zz", "00" * 15, "å" * 16, "00" * 16])
async def test_a_note_of_no_vault_or_of_another_one_leads_nowhere(
    device: Device, book: Workbook, path: Path, noted: str
) -> None:
    await device.enrol(book, CODE)
    note(path).write_text(noted, encoding="latin-1")
    assert await device.ready() is None
    await device.tidy(book)
    assert "device" not in book.keys.kinds
