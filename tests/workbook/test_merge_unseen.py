"""What is laid together from two devices keeps words that only one of them has seen."""

from __future__ import annotations

import contextlib

from app.vault import copies
from app.workbook import backup as backups
from app.workbook.backup import Backup, read
from app.workbook.backup import write as backup_of
from app.workbook.failures import BadBackup, VaultError
from app.workbook.restore import merge, replace
from app.workbook.workbook import Workbook
from tests.workbook.devices import (
    HOUR,
    LETTER,
    NAME,
    Make,
    carry,
    held,
    said,
    write,
)

MINUTE = 60_000
HEAD = (
    b'{"format":"guiden-backup","version":1,"made":1700000000000,'
    b'"vault":"000102030405060708090a0b0c0d0e0f","records":[\n'
)


def backup(book: Workbook) -> Backup:
    return read(backup_of(book))


def all_words(book: Workbook) -> str:
    return str(book.records())


def test_words_never_seen_where_the_past_was_cleared_are_not_cleared_with_it(make: Make) -> None:
    """Cleared on the phone: a line of an hour before. Newer, on the laptop alone: a long letter."""
    phone, laptop = make("telefon"), make("dator")
    write(phone, LETTER, "första", at=HOUR)
    carry(phone, laptop)
    write(laptop, LETTER, "ett långt brev", at=5 * HOUR)
    write(phone, LETTER, "hej", at=9 * HOUR)
    phone.forget_earlier(phone.library.fields[LETTER])  # clears "första" alone
    carry(phone, laptop)
    assert "ett långt brev" in all_words(laptop)


def test_words_never_seen_outlive_a_clearing_where_there_was_nothing_to_clear(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(laptop, LETTER, "ett långt brev", at=5 * HOUR)
    write(phone, LETTER, "hej", at=9 * HOUR)
    phone.forget_earlier(phone.library.fields[LETTER])
    carry(laptop, phone)
    assert "ett långt brev" in all_words(phone)


def test_an_older_backup_of_the_same_workbook_does_not_take_the_place_of_newer_words(
    make: Make,
) -> None:
    """The clock was set back by three minutes, as clocks are; the lock thinned what came before."""
    phone = make("telefon")
    write(phone, NAME, "äldre", at=10 * HOUR + 3 * MINUTE)
    old = backup(phone)
    write(phone, NAME, "nyare", at=10 * HOUR + MINUTE)
    phone.lock()
    phone = make("telefon")
    assert said(phone, NAME) == "nyare"
    merge(phone, old)
    assert said(phone, NAME) == "nyare"


def test_what_was_cleared_for_good_stays_away_though_the_clock_was_set_back_a_little(
    make: Make,
) -> None:
    phone = make("telefon")
    write(phone, NAME, "känsligt", at=10 * HOUR + 3 * MINUTE)
    old = backup(phone)
    write(phone, NAME, "nu", at=10 * HOUR + MINUTE)
    phone.lock()
    phone = make("telefon")
    phone.forget_earlier(phone.library.fields[NAME])
    merge(phone, old)
    assert "känsligt" not in all_words(phone)


def test_a_safety_copy_with_words_that_were_cleared_elsewhere_goes_when_the_clearing_comes(
    make: Make,
) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(laptop, NAME, "känsligt", at=HOUR)
    carry(laptop, phone)
    laptop.lock()  # a safety copy is kept
    laptop = make("dator")
    write(laptop, NAME, "nu", at=HOUR + MINUTE)
    laptop.lock()
    laptop = make("dator")  # "känsligt" is thinned away here, and lies in the first copy
    assert "känsligt" not in all_words(laptop)
    write(phone, NAME, "", at=HOUR + 10)
    phone.forget_earlier(phone.library.fields[NAME])
    assert "känsligt" not in all_words(phone)
    carry(phone, laptop)
    from app.vault import Vault
    from tests.workbook.devices import CHEAP, SECRET

    for copy in copies.kept(laptop.path):
        with Vault.unlock(copy.path, passphrase=SECRET, params=CHEAP) as found:
            assert "känsligt" not in str(found.records())


def test_that_a_sheet_was_written_down_is_not_learnt_from_another_device(make: Make) -> None:
    """Each file has a code of its own; nobody wrote down the laptop's."""
    phone, laptop = make("telefon"), make("dator")
    phone.change_settings(sheet_confirmed=True)
    for way in (merge, replace):
        way(laptop, backup(phone))
        assert not laptop.settings.sheet_confirmed


def test_settings_of_a_later_version_outlive_a_change_here(make: Make) -> None:
    book = make("telefon")
    book._vault.append([("settings", {"theme": "dark", "nytt": [1]})])
    book.change_settings(easy=True)
    assert book._vault.get("settings")["nytt"] == [1]


def test_a_backup_that_was_read_can_be_taken_in_or_is_refused_by_name(make: Make) -> None:
    big = HEAD + b'["nytt","' + b"a" * (64 * 1024 * 1024) + b'",1]\n]}\n'
    book = make("telefon")
    with contextlib.suppress(VaultError, BadBackup):
        replace(book, read(big))


def test_after_any_merge_a_backup_can_still_be_made(make: Make) -> None:
    last = backups.MOST_MS
    data = HEAD + b'["x","b",%d],\n["x",null,%d],\n["x","a",%d]\n]}\n' % (last, last, last)
    book = make("telefon")
    with contextlib.suppress(BadBackup):
        merge(book, read(data))
    assert held(book) is not None
