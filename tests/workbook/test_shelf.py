"""Guides from others in a workbook: real packages, kept in a real vault."""

from __future__ import annotations

import shutil
from base64 import b64encode
from pathlib import Path

import pytest

from app.guide import Library
from app.vault import Vault, copies
from app.workbook.rescue import Rescued
from app.workbook.secret import Secret
from app.workbook.shelf import MOST, PACKAGE, Refused
from app.workbook.workbook import ANSWER
from tests.packages.zips import (
    FEWER,
    LOCK,
    OTHER_KEY,
    build,
    fingerprint,
    made,
    parts,
    sample,
)
from tests.workbook.damage import harm
from tests.workbook.shelf import (
    CHEAP,
    FIRST,
    READ,
    REUSED,
    SECOND,
    SECRET,
    WORDS,
    Open,
    add,
    earlier,
    refused,
    write,
    written,
)


def test_an_added_guide_is_there_each_time_its_vault_opens(opened: Open) -> None:
    book = opened()
    add(book, made())
    assert [guide.id for guide in book.library.guides] == ["rsmh/halsa"]
    write(book, FIRST, SECOND)
    book.use_guide("rsmh/halsa")
    book.remember_place("rsmh/min-sida")
    book.lock("rsmh/min-sida")
    again = opened()
    assert again.guide and again.guide.title == "Vår guide"
    assert again.library.origin(again.guide) == "Från ”Föreningen”"
    assert (again.place, again.left_at) == ("rsmh/min-sida", "rsmh/min-sida")
    assert again.earlier() == ()
    assert {key: written(again, key) for key in WORDS} == WORDS
    [one] = again.shelf.kept
    assert (one.id, one.name, one.publisher) == ("rsmh", "Vår guide", "Föreningen")
    assert (one.version, one.fingerprint) == (3, fingerprint())


def test_it_comes_along_in_a_copy_and_to_another_device(
    opened: Open, vault: Path, tmp_path: Path
) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST)
    book.lock()
    [copy] = copies.kept(vault)
    shutil.copyfile(copy.path, tmp_path / "elsewhere")
    assert written(opened(tmp_path / "elsewhere"), FIRST) == WORDS[FIRST]


def test_each_room_has_its_own(opened: Open, vault: Path, ours: Library) -> None:
    book, other = opened(), opened(vault.with_name("valv-2.guiden"))
    add(book, made())
    assert other.shelf.kept == ()
    assert other.library.guides == ours.guides == ()


def test_nothing_on_the_disk_tells_whose_guide_it_is(opened: Open, vault: Path) -> None:
    data = made()
    book = opened()
    offer = book.shelf.offered(data)
    book.shelf.add(offer)
    write(book, FIRST)
    book.lock()
    files = [one for one in vault.parent.rglob("*") if one.is_file()]
    assert len(files) == 3  # the vault, its copy, and how far it has come
    words = ["rsmh", "Vår guide", "Föreningen", "min-sida", fingerprint(), "guidepaket", "Vår sida"]
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    needles += [data[:40], b64encode(data)[8:60], b"PK\x03\x04"]
    for file in files:
        content = file.read_bytes()
        assert [one for one in needles if one in content] == []


def test_answers_survive_a_new_version_and_those_without_a_question_are_earlier_ones(
    opened: Open,
) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST, SECOND)
    offer = book.shelf.offered(made(FEWER, version=4, namn="Nya guiden"))
    assert offer.replaces == book.shelf.kept[0]
    book.shelf.add(offer)
    for now in (book, None):
        if now is None:
            book.lock()
            now = opened()
        assert [(one.version, one.name) for one in now.shelf.kept] == [(4, "Nya guiden")]
        assert written(now, FIRST) == WORDS[FIRST]
        assert earlier(now) == {SECOND: READ}


def test_what_is_replaced_or_removed_is_gone_from_the_vault(opened: Open, vault: Path) -> None:
    book = opened()
    key = f"{PACKAGE}rsmh"
    add(book, made())
    add(book, made(version=4))
    assert [record.value["version"] for record in book._vault.history(key)] == [4]
    book.shelf.remove("rsmh")
    book.lock()
    with Vault.unlock(vault, passphrase=SECRET, params=CHEAP) as opened_vault:
        assert opened_vault.keys(PACKAGE) == []


def test_what_was_written_in_a_removed_guide_is_kept_and_finds_its_place_again(
    opened: Open,
) -> None:
    book = opened()
    add(book, made())
    book.use_guide("rsmh/halsa")
    write(book, FIRST, SECOND)
    book.shelf.remove("rsmh")
    assert book.guide is None
    assert book.library.guides == ()
    assert earlier(book) == {FIRST: ("Vila",), SECOND: READ}
    add(book, made())
    assert book.guide and book.guide.id == "rsmh/halsa"
    assert {key: written(book, key) for key in WORDS} == WORDS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made(key=OTHER_KEY, version=4), "other_key"),
        (made(version=2), "older"),
        (made(REUSED, version=4), "ids"),
        (made({"ids.lock": f"{LOCK}min-sida.borta\n"}, version=4), "content"),
        (build(parts(sample())), "unsigned"),
        (made()[:-1], "odd"),
        (b"", "broken"),
    ],
)
def test_what_may_not_take_its_place_is_refused(opened: Open, data: bytes, code: str) -> None:
    book = opened()
    add(book, made())
    assert refused(book, data) == code
    assert [one.version for one in book.shelf.kept] == [3]


def test_an_id_that_was_retired_is_never_used_again(opened: Open) -> None:
    book = opened()
    add(book, made(FEWER))
    assert refused(book, made(version=4)) == "ids"


def test_what_was_offered_is_looked_at_again_when_it_is_added(opened: Open) -> None:
    book = opened()
    offer = book.shelf.offered(made(key=OTHER_KEY))
    add(book, made())
    with pytest.raises(Refused) as caught:
        book.shelf.add(offer)
    assert caught.value.code == "other_key"
    assert [one.fingerprint for one in book.shelf.kept] == [fingerprint()]


def test_a_person_can_have_so_many_and_no_more(opened: Open) -> None:
    book = opened()
    for number in range(MOST):
        add(book, made(id=f"p{number}"))
    assert [guide.id for guide in book.library.guides] == [f"p{n}/halsa" for n in range(MOST)]
    assert refused(book, made()) == "crowded"
    add(book, made(id="p3", version=4))
    book.shelf.remove("p0")
    add(book, made())
    assert len(book.shelf.kept) == MOST


def test_what_can_be_read_of_a_damaged_vault_stands_under_the_package_s_own_titles(
    opened: Open,
    vault: Path,
    ours: Library,
) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST)
    book.lock()
    with Vault.unlock(vault, passphrase=SECRET, params=CHEAP) as found:
        found.append([(f"{ANSWER}z", "x" * 70_000), (f"{ANSWER}zz", "the last")])
    harm(vault, 1)
    rescued = Rescued.of(ours, vault, Secret.passphrase(SECRET))
    assert rescued.lost
    assert [(one.section, one.lines) for one in rescued.answers] == [("Vår sida", ("Vila",))]
