"""Backups taken back: shown first, then instead of what there is, or joined with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.guide import Library
from app.vault import Record, Vault, copies
from app.workbook.backup import Backup, read
from app.workbook.backup import write as backup_of
from app.workbook.failures import NoRoom
from app.workbook.restore import Difference, Part, compare, describe, merge, replace
from app.workbook.workbook import ANSWER, Workbook
from tests.packages.zips import made as package
from tests.vault.disks import mounted
from tests.workbook.devices import (
    CHEAP,
    HOUR,
    LETTER,
    LIST,
    NAME,
    SECRET,
    Make,
    device,
    earlier,
    held,
    said,
    write,
)
from tests.workbook.shelf import Open


def backup(book: Workbook) -> Backup:
    return read(backup_of(book))


def test_what_is_in_a_backup_is_told_before_anything_happens(make: Make, library: Library) -> None:
    book = make("telefon")
    write(book, LETTER, "Hej", at=300 * HOUR)
    write(book, NAME, "Åsa", at=100 * HOUR)
    write(book, NAME, "Åsa B", at=200 * HOUR)
    write(book, LIST, ["vila"], at=200 * HOUR)
    book._vault.append([(ANSWER + "okänd.fråga", {"kind": "ny", "value": 1})])
    write(book, LETTER, "", at=400 * HOUR)
    book.choose(library.guides[1], ("a",))
    before = backup(book)
    told = describe(before, library)
    assert told.guides == ("Guide två",)
    assert told.others == ()
    assert told.sections == (Part("a", "Min sida", 2), Part("okänd", "", 1))
    assert told.answers == 3
    assert told.first and told.first.timestamp() == 360_000
    assert told.last and told.last > told.first
    assert told.made == before.made
    assert held(book) == list(before.records)


def test_an_empty_backup_is_told_too(make: Make, library: Library) -> None:
    told = describe(backup(make("telefon")), library)
    assert (told.answers, told.guides, told.first, told.last) == (0, (), None, None)


def test_a_guide_from_others_is_told_by_name_and_comes_along(
    opened: Open,
    ours: Library,
    tmp_path: Path,
) -> None:
    phone, laptop, empty = (opened(tmp_path / name) for name in ("telefon", "dator", "tom"))
    phone.shelf.add(phone.shelf.offered(package()))
    phone.use_guide("rsmh/halsa")
    told = describe(backup(phone), ours)
    assert (told.guides, told.others) == (("Vår guide",), ("Vår guide",))
    merge(laptop, backup(phone))
    assert laptop.guide and laptop.guide.title == "Vår guide"
    replace(laptop, backup(empty))
    assert laptop.guide is None
    assert laptop.shelf.kept == ()


def test_how_a_backup_and_a_workbook_differ_is_told(make: Make) -> None:
    here, there = make("här"), make("där")
    for book in (here, there):
        write(book, "a.namn", "lika", at=HOUR)
    keys = [f"b.k{number}" for number in range(5)]

    def put(book: Workbook, key: str, text: str, at: int) -> None:
        record = {"kind": "kort", "question": "?", "value": text} if text else None
        book._vault.append([Record(ANSWER + key, record, at)])

    put(here, keys[0], "bara här", HOUR)
    put(there, keys[1], "bara där", HOUR)
    for key, newer, older in ((keys[2], here, there), (keys[3], there, here)):
        put(newer, key, "nyare", 2 * HOUR)
        put(older, key, "äldre", HOUR)
    put(here, keys[4], "tömd där", HOUR)
    put(there, keys[4], "", 2 * HOUR)
    assert compare(here, backup(there)) == Difference(
        new=1, only_here=1, newer_there=2, newer_here=1, same=1, kept_out=0, cleared=0
    )
    merge(here, backup(there))
    assert compare(here, backup(there)) == Difference(0, 1, 0, 1, 3, 0, 0)


def test_replacing_leaves_exactly_what_the_backup_holds(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    write(phone, NAME, "Åsa", at=HOUR)
    write(phone, NAME, "Åsa B", at=2 * HOUR)
    phone.change_settings(theme="dark")
    write(laptop, NAME, "någon annan")
    write(laptop, LETTER, "bort")
    taken = backup(phone)
    replace(laptop, taken)
    for _ in range(2):
        assert held(laptop) == list(taken.records)
        assert (said(laptop, NAME), earlier(laptop, NAME)) == ("Åsa B", ["Åsa"])
        assert said(laptop, LETTER) is None
        assert laptop.settings.theme == "dark"
        laptop.lock()
        laptop = make("dator")


def test_what_was_replaced_or_joined_with_lies_in_a_safety_copy_that_opens(
    make: Make, tmp_path: Path
) -> None:
    for number, way in enumerate((replace, merge), 1):
        phone, laptop = make("telefon"), make(f"dator{number}")
        write(laptop, LETTER, "innan", at=HOUR)
        before = laptop.records()
        way(laptop, backup(phone))
        [copy] = copies.kept(laptop.path)
        with Vault.unlock(copy.path, passphrase=SECRET, params=CHEAP) as found:
            assert found.records() == before
            assert found.id == laptop.keys.vault_id
        assert copy.path.stat().st_mode & 0o777 == 0o600
        laptop.lock()
        phone.lock()


def test_at_most_three_safety_copies_are_kept(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    taken = backup(phone)
    for number in range(5):
        write(laptop, NAME, str(number))
        replace(laptop, taken)
    names = [one.path.name for one in copies.kept(laptop.path)]
    assert names == [f"dator.kopia-00000{number}" for number in (5, 4, 3)]


def test_where_there_is_no_room_for_a_safety_copy_nothing_is_replaced(
    make: Make, library: Library
) -> None:
    taken = backup(make("telefon"))
    with mounted("1m") as folder:
        laptop = device(library, folder / "dator")
        try:
            write(laptop, NAME, "kvar")
            (folder / "fullt").write_bytes(bytes(shutil.disk_usage(folder).free - 8192))
            before = sorted(one.name for one in folder.iterdir())
            for way in (replace, merge):
                with pytest.raises(NoRoom):
                    way(laptop, taken)
                assert said(laptop, NAME) == "kvar"
                assert sorted(one.name for one in folder.iterdir()) == before
            (folder / "fullt").unlink()
            replace(laptop, taken)
            assert said(laptop, NAME) is None
        finally:
            laptop.lock()


def test_who_has_the_sheets_and_where_one_was_stays_with_the_file(make: Make) -> None:
    phone, laptop = make("telefon"), make("dator")
    laptop.keys.share(("Ann", "Bo", "Cia"))
    phone.keys.share(("Dan", "Eva", "Fia"))
    for way in (merge, replace):
        way(laptop, backup(phone))
        assert [one.name for one in laptop.keys.holders] == ["Ann", "Bo", "Cia"]
