"""A backup's bytes: everything goes along, comes back as it was, and nothing else is let in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import Library
from app.vault import Record, Vault, canon
from app.workbook import backup
from app.workbook.backup import MOST_BYTES, MOST_MS, MOST_PARTS, Backup, read, write
from app.workbook.failures import BadBackup, BrokenBackup, NewerBackup, NoBackup, VastBackup
from app.workbook.joining import GONE, IN_TIME
from app.workbook.workbook import Workbook
from tests.workbook.devices import CHEAP, NAME, SECRET, content, device, held
from tests.workbook.devices import write as answer

HEAD = (
    b'{"format":"guiden-backup","version":1,"made":1700000000000,'
    b'"vault":"000102030405060708090a0b0c0d0e0f","records":[\n'
)
END = b"\n]}\n"
RECORD = b'["a",1,1]'


def records(book: Workbook) -> list[Record]:
    return [one for one in book.records() if one.key not in ("left", "sheets")]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return content(tmp_path / "content")


def test_everything_in_the_vault_goes_along_and_nothing_of_the_file(
    library: Library, tmp_path: Path
) -> None:
    with Vault.create(tmp_path / "valv", SECRET, params=CHEAP) as vault:
        vault.append(
            [
                ("answer/a.namn", {"kind": "kort", "question": "Vad?", "value": "Åsa"}),
                ("answer/a.namn", None),
                ("nytt/från framtiden", {"ö": [1, 2.5, None, True, {"😀": "\u0000\n"}]}),
                ("left", ["a", 1]),
                ("sheets", ["2026-01-01", "Ann", "Bo", "Cia"]),
            ]
        )
        book = Workbook(library, tmp_path / "valv", vault)
        book.remember_place("a")
        data = write(book)
        found = read(data)
        assert list(found.records) == records(book)
        assert found.vault_id == vault.id
        assert json.loads(data)["records"] == [list(one) for one in found.records]
        assert b"Ann" not in data
        assert abs(found.made_ms - book.records()[0].time_ms) < 60_000


def test_an_empty_workbook_has_a_backup_too(library: Library, tmp_path: Path) -> None:
    book = device(library, tmp_path / "valv")
    assert read(write(book)).records == ()
    book.lock()


def test_of_marks_for_what_was_cleared_for_good_the_last_goes_along(
    library: Library, tmp_path: Path
) -> None:
    book = device(library, tmp_path / "valv")
    for text in ("ett", "två", "tre"):
        answer(book, NAME, text)
        book.forget_earlier(book.library.fields[NAME])
    keys = [one.key for one in held(book)]
    assert keys == ["answer/a.namn", GONE + "answer/a.namn"]
    book.lock()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canon.MAX_INT, canon.MAX_INT)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)
made = st.lists(
    st.builds(
        Record,
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
            lambda key: key not in ("left", "sheets") and not key.startswith(GONE)
        ),
        values,
        st.integers(-MOST_MS, MOST_MS),
    )
).map(lambda records: sorted(records, key=lambda one: one.key))


def lines(records: list[Record]) -> bytes:
    return HEAD + b",\n".join(canon.encode(list(one)) for one in records) + END


@given(made.filter(bool))
def test_any_record_of_any_version_comes_back_as_it_was(records: list[Record]) -> None:
    assert list(read(lines(records)).records) == records


def test_what_is_nested_as_deep_as_a_vault_holds_comes_back(
    library: Library, tmp_path: Path
) -> None:
    deep: list[object] = []
    for _ in range(31):
        deep = [deep]
    book = device(library, tmp_path / "valv")
    book._vault.append([Record("nytt", deep, 1)])
    assert held(book) == [Record("nytt", deep, 1)]
    book.lock()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}",
        b"age-encryption.org/v1\n",
        b"[" * 10_000,
        b"\xff\xfe",
        HEAD.replace(b"guiden-backup", b"other"),
        HEAD.replace(b'"format"', b'"form"') + RECORD + END,
        b"\xef\xbb\xbf" + HEAD + RECORD + END,
        HEAD.replace(b"[\n", b"[[\n"),
    ],
)
def test_what_is_no_backup_is_named_so(data: bytes) -> None:
    with pytest.raises(NoBackup):
        read(data)


@pytest.mark.parametrize("version", [2, 3, 10**9])
def test_a_backup_of_a_later_version_is_named_so_whatever_follows(version: int) -> None:
    head = HEAD.replace(b'"version":1', b'"version":%d' % version)
    with pytest.raises(NewerBackup):
        read(head + b"something else")
    with pytest.raises(NewerBackup):
        read(head.replace(b'"made"', b'"sealed"'))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":1,', b'"version":true,'),
        (b'"version":1,', b'"version":1.0,'),
        (b'"version":1,', b'"version":0,'),
        (b'"version":1,', b'"version":"1",'),
        (b'"version":1,', b'"version":1,"extra":1,'),
        (b"1700000000000", b"true"),
        (b"1700000000000", b"1e400"),
        (b"1700000000000", b"99999999999999999999"),
        (b"0e0f", b"0e0F"),
        (b"0e0f", b"0e"),
        (b'"000102030405060708090a0b0c0d0e0f"', b"1"),
    ],
)
def test_a_head_that_says_something_else_is_refused(old: bytes, new: bytes) -> None:
    whole = HEAD + RECORD + END
    assert old in whole
    with pytest.raises(BrokenBackup):
        read(whole.replace(old, new))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'["a",1]',
        b'["a",1,1,1]',
        b'["",1,1]',
        b"[1,1,1]",
        b'["a",1,true]',
        b'["a",1,1.0]',
        b'["a",1,"1"]',
        b'["a",1,null]',
        b'["a",1,9007199254740991]',
        b'["a",NaN,1]',
        b'["a",Infinity,1]',
        b'["a",1e999,1]',
        b'["a",9007199254740992,1]',
        b'["a",' + b"9" * 5000 + b",1]",
        b'["a","\\ud800",1]',
        b'["\\udfff",1,1]',
        b'["a",{"\\ud800":1},1]',
        b'["a","\xff",1]',
        b'["a","\t",1]',
        b'["a",{"x":1,"x":1},1]',
        b'["a",' + b"[" * 33 + b"]" * 33 + b",1]",
        b'["a",' + b"[" * 5000 + b"]" * 5000 + b",1]",
        b'["a",1,1],',
        b',["a",1,1]',
        b'["a",1,1] ["b",1,1]',
        b'["a",1,1]\n["b",1,1]',
        b'["a",1,1],\n\n["b",1,1]',
        b'["a",1,1],["b",1,1]',
        b'["b",1,1],\n["a",1,1]',
        b'["a",1,1],\n["b",1,1],\n["a",2,2]',
        b'["left",["a",1],1]',
        b'["sheets",null,1]',
        b'["gone/",[1,1],1]',
        b'["gone/a",1,1]',
        b'["gone/a",null,1]',
        b'["gone/a",[1],1]',
        b'["gone/a",[true,1],1]',
        b'["gone/a",[1,9007199254740991],1]',
        b'["gone/a",[9007199254740991,1],1]',
        b'["gone/a",[1,1],1],\n["gone/a",[2,2],2]',
    ],
)
def test_a_record_that_no_vault_holds_is_refused(body: bytes) -> None:
    with pytest.raises(BrokenBackup) as caught:
        read(HEAD + body + END)
    assert not any(one in str(caught.value) for one in ("sheets", "left", "gone"))


@pytest.mark.parametrize("end", [b"", b"\n", b"\n]}", b"\n]}\n\n", b"\n]}\nx", b"]}\n", b",\n]}\n"])
def test_a_backup_that_does_not_end_as_it_should_is_refused(end: bytes) -> None:
    assert read(HEAD + RECORD + END).records == (Record("a", 1, 1),)
    with pytest.raises(BrokenBackup):
        read(HEAD + RECORD + end)


def test_every_truncation_is_refused() -> None:
    whole = lines([Record("a", "å😀", 1), Record(GONE + "b", [1, IN_TIME], 1)])
    assert len(read(whole).records) == 2
    for length in range(len(whole)):
        with pytest.raises(BadBackup):
            read(whole[:length])


def test_more_than_any_answer_holds_is_refused_before_it_is_read() -> None:
    with pytest.raises(VastBackup):
        read(HEAD + b'["a",[' + b"[]," * (MOST_PARTS // 2) + b"0],1]" + END)
    commas = "," * (MOST_PARTS + 1)
    assert read(lines([Record("a", commas, 1)])).records == (Record("a", commas, 1),)
    with pytest.raises(VastBackup):
        read(bytes(MOST_BYTES + 1))


def test_a_workbook_longer_than_a_backup_may_be_says_so(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = device(library, tmp_path / "valv")
    answer(book, NAME, "Åsa" * 100)
    monkeypatch.setattr(backup, "MOST_BYTES", 300)
    with pytest.raises(VastBackup):
        write(book)
    monkeypatch.undo()
    assert held(book)
    book.lock()


def test_words_are_not_told_when_a_backup_is_shown_to_a_developer() -> None:
    assert "hemligt" not in repr(Backup(1, bytes(16), (Record("a", "hemligt", 1),)))
