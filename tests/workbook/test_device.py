"""Opening with this device: a real vault, and a store on disk as a platform would keep one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Library
from app.vault.keys import device_secret
from app.workbook.device import LIMIT, Device, StoreFailed, fault
from app.workbook.failures import Busy, VaultError, WrongSecret
from app.workbook.keyring import new_recovery_code
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook

SECRET = "en lång båt seglar sakta hem"
CODE = "402918"


class Kept:
    """What a platform is to the app. ``refuses`` names the methods that fail."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.refuses: set[str] = set()
        self.asked = 0

    @property
    def texts(self) -> dict[str, str]:
        return json.loads(self._path.read_text()) if self._path.exists() else {}

    def set(self, texts: dict[str, str]) -> None:
        self._path.write_text(json.dumps(texts))

    def _ask(self, method: str) -> None:
        self.asked += 1
        if method in self.refuses:
            raise StoreFailed(method)

    async def get(self, name: str) -> str | None:
        self._ask("get")
        return self.texts.get(name)

    async def put(self, name: str, text: str) -> None:
        self._ask("put")
        self.set({**self.texts, name: text})

    async def remove(self, name: str) -> None:
        self._ask("remove")
        self.set({key: text for key, text in self.texts.items() if key != name})


class Forgetful(Kept):
    """Takes everything, and keeps nothing."""

    async def put(self, name: str, text: str) -> None:
        self._ask("put")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valv"


@pytest.fixture
def store(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "nyckelring")


@pytest.fixture
def guarded(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "vaktad")


@pytest.fixture
def book(tmp_path: Path, path: Path) -> Iterator[Workbook]:
    (tmp_path / "content").mkdir()
    book = Workbook.create(Library(tmp_path / "content"), path, SECRET, new_recovery_code())
    yield book
    book.lock()


@pytest.fixture
def device(store: Kept, path: Path, guarded: Kept) -> Device:
    return Device(store, path, guarded)


def note(path: Path) -> Path:
    return path.with_name("valv-device")


def opens(book: Workbook, secret: Secret) -> bool:
    try:
        book.verify(secret)
    except WrongSecret:
        return False
    return True


def stored(store: Kept) -> bytes:
    [text] = store.texts.values()
    return bytes.fromhex(json.loads(text)["secret"])


async def attempt(device: Device, error: BaseException | None = None) -> None:
    """One try that ends like this."""
    with suppress(VaultError, SystemExit):
        async with device.attempt():
            if error:
                raise error


# The code


@pytest.mark.parametrize("code", ["000000", "777777", "123456", "654321", "012345", "987654"])
def test_a_code_that_runs_or_stands_still_is_easy(code: str) -> None:
    assert fault(code) == "easy"


@pytest.mark.parametrize("code", ["789012", "210987", "121212", "909090", "123123", "048048"])
def test_a_code_that_follows_a_pattern_is_easy(code: str) -> None:
    assert fault(code) == "easy"


@given(st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_six_digits_are_refused_only_for_a_pattern(code: str) -> None:
    plain = len({(int(b) - int(a)) % 10 for a, b in pairwise(code)}) > 1
    if plain and code[:3] != code[3:] and code[:2] != code[2:4]:
        assert fault(code) is None


@given(st.text())
def test_nothing_but_six_plain_digits_is_a_code(text: str) -> None:
    if not (len(text) == 6 and set(text) <= set("0123456789")):
        assert fault(text) == "length"


@pytest.mark.parametrize("code", ["٤٠٢٩١٨", "40291", "4029181", "40291 ", "-40291", ""])
def test_digits_of_another_script_and_other_lengths_are_refused(code: str) -> None:
    assert fault(code) == "length"


# Choosing and opening


async def test_the_code_opens_with_what_the_store_keeps_and_neither_does_alone(
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    assert await device.ready() == "code"
    assert opens(book, await device.secret(CODE))
    assert not opens(book, await device.secret("402919"))
    assert not opens(book, Secret.device(stored(store)))
    assert not opens(book, Secret.device(bytes(32), CODE))


async def test_a_copied_file_is_not_ready_on_another_device(
    tmp_path: Path, device: Device, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    elsewhere = Device(Kept(tmp_path / "annan"), path)
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
    device: Device, store: Kept, guarded: Kept, book: Workbook
) -> None:
    await device.enrol(book, None)
    assert await device.ready() == "biometrics"
    assert opens(book, await device.secret())
    assert stored(store) == b""
    assert stored(guarded).hex() not in "".join(store.texts.values())


async def test_the_guard_is_asked_when_it_opens_and_not_to_see_whether_it_could(
    device: Device, guarded: Kept, book: Workbook
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
    device: Device, guarded: Kept, book: Workbook
) -> None:
    await device.enrol(book, None)
    guarded.set({})
    with pytest.raises(StoreFailed):
        await device.secret()


async def test_going_from_code_to_guard_and_back_leaves_no_old_secret(
    device: Device, store: Kept, guarded: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    by_code = stored(store)
    await device.enrol(book, None)
    assert not opens(book, Secret.device(by_code, CODE))
    by_finger = stored(guarded)
    await device.enrol(book, CODE)
    assert not opens(book, Secret.device(by_finger))
    assert opens(book, await device.secret(CODE))
    assert guarded.texts == {}


async def test_a_platform_without_a_guarded_store_has_only_the_code(
    store: Kept, path: Path, book: Workbook
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


# What fails while it is chosen


@pytest.mark.parametrize("refuses", ["put", "get"])
@pytest.mark.parametrize("code", [CODE, None])
async def test_a_store_that_fails_leaves_nothing_behind(
    device: Device, store: Kept, guarded: Kept, book: Workbook, path: Path, refuses, code
) -> None:
    (guarded if code is None else store).refuses = {refuses}
    with pytest.raises(StoreFailed):
        await device.enrol(book, code)
    assert "device" not in book.keys.kinds
    assert (store.texts, guarded.texts) == ({}, {})
    assert not note(path).exists()


async def test_a_store_that_keeps_nothing_is_found_out(
    tmp_path: Path, path: Path, book: Workbook
) -> None:
    device = Device(Forgetful(tmp_path / "tom"), path)
    assert not await device.possible()
    with pytest.raises(StoreFailed):
        await device.enrol(book, CODE)
    assert "device" not in book.keys.kinds


async def test_a_store_that_works_is_possible_and_keeps_no_trace_of_the_question(
    device: Device, store: Kept
) -> None:
    assert await device.possible()
    assert store.texts == {}
    store.refuses = {"put"}
    assert not await device.possible()


async def test_a_vault_that_takes_no_slot_empties_the_store_again(
    device: Device, store: Kept, book: Workbook, path: Path
) -> None:
    book.lock()
    with pytest.raises(VaultError):
        await device.enrol(book, CODE)
    assert store.texts == {}
    assert not note(path).exists()


async def test_a_new_code_that_cannot_be_kept_takes_the_old_one_with_it(
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"put"}
    with pytest.raises(StoreFailed):
        await device.enrol(book, "402919")
    assert "device" not in book.keys.kinds
    assert await device.ready() is None


async def test_a_folder_where_no_note_can_be_written_is_told_as_a_failure(
    device: Device, store: Kept, book: Workbook, path: Path
) -> None:
    note(path).mkdir()
    with pytest.raises(StoreFailed):
        await device.enrol(book, CODE)
    assert "device" not in book.keys.kinds
    assert store.texts == {}


# Wrong codes


async def test_the_tenth_wrong_code_removes_what_was_kept_at_once(
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    for left in range(LIMIT - 1, -1, -1):
        with pytest.raises(WrongSecret):
            async with device.attempt():
                raise WrongSecret
        assert await device.left() == left
    assert store.texts == {}
    assert await device.ready() is None
    with pytest.raises(StoreFailed):
        await device.secret(CODE)
    assert "device" in book.keys.kinds
    await device.tidy(book)
    assert "device" not in book.keys.kinds


async def test_the_tenth_wrong_code_is_the_last_even_where_the_store_removes_nothing(
    device: Device, store: Kept, book: Workbook, path: Path
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
    device: Device, store: Kept, path: Path, book: Workbook
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
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"put"}
    made = False
    with pytest.raises(StoreFailed):
        async with device.attempt():
            made = True
    assert not made


async def test_a_store_that_fails_after_a_right_code_lets_the_person_in(
    device: Device, store: Kept, book: Workbook
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


# Tidying and forgetting


async def test_the_store_of_someone_who_never_chose_it_is_never_asked(
    device: Device, store: Kept, book: Workbook
) -> None:
    assert await device.ready() is None
    assert await device.left() == 0
    await device.tidy(book)
    await device.forget()
    assert store.asked == 0


async def test_a_slot_whose_secret_is_gone_is_removed_at_the_next_unlock(
    device: Device, store: Kept, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    store.set({})
    await device.tidy(book)
    assert "device" not in book.keys.kinds
    assert not note(path).exists()


async def test_a_store_that_does_not_answer_is_no_reason_to_remove_anything(
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    store.refuses = {"get"}
    assert await device.ready() is None
    await device.tidy(book)
    store.refuses = set()
    assert opens(book, await device.secret(CODE))


async def test_a_secret_whose_slot_is_gone_is_removed_too(
    device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    book.keys.change_everything(SECRET, new_recovery_code())
    await device.tidy(book)
    assert store.texts == {}
    assert await device.ready() is None


async def test_tidying_leaves_a_whole_way_in_and_the_book_of_another_room_alone(
    tmp_path: Path, device: Device, store: Kept, book: Workbook
) -> None:
    await device.enrol(book, CODE)
    await device.tidy(book)
    assert opens(book, await device.secret(CODE))
    room = Workbook.create(book.library, tmp_path / "rum", SECRET, new_recovery_code())
    await device.tidy(room)
    room.lock()
    assert await device.ready() == "code"


async def test_removing_it_leaves_neither_slot_nor_secret_nor_note(
    device: Device, store: Kept, guarded: Kept, book: Workbook, path: Path
) -> None:
    for code in (CODE, None):
        await device.enrol(book, code)
        await device.remove(book)
        assert "device" not in book.keys.kinds
        assert (store.texts, guarded.texts) == ({}, {})
        assert not note(path).exists()


async def test_forgetting_takes_the_note_even_where_the_store_refuses(
    device: Device, store: Kept, book: Workbook, path: Path
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
    store = Kept(folder / "nyckelring")
    store.set({f"guiden-{'00' * 16}": text})
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


async def test_no_failure_and_nothing_shown_tells_the_secret(
    device: Device, store: Kept, book: Workbook, path: Path
) -> None:
    await device.enrol(book, CODE)
    secret = await device.secret(CODE)
    kept = stored(store)
    assert secret.value == device_secret(kept, CODE)
    assert CODE not in repr(secret)
    assert kept.hex() not in repr(secret)
    assert kept.hex() not in note(path).read_text()
