"""A package in a vault that this program cannot read keeps nobody from their own words."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workbook.shelf import PACKAGE, kept
from tests.packages.zips import OTHER_KEY, made
from tests.workbook.shelf import (
    FIRST,
    READ,
    REUSED,
    SECOND,
    WORDS,
    Open,
    add,
    earlier,
    refused,
    write,
    written,
)


def changed(**members: object) -> Callable[[dict[str, Any]], object]:
    return lambda record: {**record, **members}


def bent(record: dict[str, Any]) -> object:
    data = bytearray(b64decode(record["bytes"]))
    data[60] ^= 1
    return {**record, "bytes": b64encode(data).decode()}


UNREADABLE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a format of tomorrow": changed(bytes=b64encode(made(format=2)).decode()),
    "more than we take": changed(bytes=b64encode(bytes(2_000_000)).decode()),
    "a flipped bit": bent,
    "another key": changed(bytes=b64encode(made(key=OTHER_KEY)).decode()),
    "another package": changed(bytes=b64encode(made(id="nsph")).decode()),
    "another pin": changed(fingerprint="00000"),
    "no bytes": changed(bytes=None),
    "no base64": changed(bytes="å"),
    "another shape": lambda record: [record],
}


@pytest.mark.parametrize("harmed", UNREADABLE)
def test_a_package_that_cannot_be_read_keeps_nobody_out(opened: Open, harmed: str) -> None:
    book = opened()
    add(book, made())
    book.use_guide("rsmh/halsa")
    write(book, FIRST, SECOND)
    key = f"{PACKAGE}rsmh"
    book._vault.append([(key, UNREADABLE[harmed](book._vault.get(key)))])
    book.lock()
    again = opened()
    [one] = again.shelf.kept
    assert (one.id, one.beside) == ("rsmh", None)
    assert again.guide is None
    assert earlier(again) == {FIRST: ("Vila",), SECOND: READ}
    again.shelf.remove("rsmh")
    if harmed in UNKNOWN:
        assert refused(again, made()) == UNKNOWN[harmed]
        return
    add(again, made())
    assert {key: written(again, key) for key in WORDS} == WORDS


UNKNOWN = {"another pin": "other_key", "another shape": "answers"}
"""Of these nobody can tell that the answers are to the same publisher's questions."""


@pytest.mark.parametrize("harmed", ["a format of tomorrow", "a flipped bit", "no bytes"])
@pytest.mark.parametrize("removed", [False, True])
def test_what_cannot_be_read_still_says_which_ids_are_taken(
    opened: Open, harmed: str, removed: bool
) -> None:
    book = opened()
    add(book, made())
    write(book, FIRST)
    key = f"{PACKAGE}rsmh"
    book._vault.append([(key, UNREADABLE[harmed](book._vault.get(key)))])
    book.lock()
    again = opened()
    if removed:
        again.shelf.remove("rsmh")
    assert refused(again, made(REUSED, version=4)) == "ids"
    add(again, made(version=4))
    assert written(again, FIRST) == WORDS[FIRST]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
MEMBERS = ("name", "publisher", "version", "fingerprint", "ids", "size", "bytes")


@given(JSON | st.dictionaries(st.sampled_from(MEMBERS), JSON))
def test_whatever_a_record_holds_it_is_named_and_not_read(record: Any) -> None:
    [one] = kept([(f"{PACKAGE}rsmh", record)])
    assert (one.id, one.beside) == ("rsmh", None)
    assert one.name
