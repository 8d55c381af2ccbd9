"""Packages on a workbook's shelf, and answers to their questions, as the tests put them there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.vault import Params
from app.workbook.answers import Answer
from app.workbook.shelf import Refused
from app.workbook.workbook import Workbook
from tests.packages.zips import LOCK, SECTION, sample

SECRET = "en lång båt seglar sakta hem"
CHEAP = Params(8192, 1, 1)
FIRST, SECOND = "rsmh/min-sida.fraga", "rsmh/min-sida.steg"
WORDS = {FIRST: [["vila", "Vila"]], SECOND: [["När jag vaknar", "dricker jag te"]]}
READ = ("När jag märker: När jag vaknar. Då gör jag: dricker jag te",)
REUSED = {
    "halsa/min-sida.md": SECTION.replace("typ: val", "typ: flerval"),
    "halsa/min-sida.lattlast.md": sample()["halsa/min-sida.lattlast.md"]
    .decode()
    .replace("typ: val", "typ: flerval"),
    "ids.lock": LOCK.replace("fraga val", "fraga flerval"),
}
"""The files of a version whose first question is another kind of question."""
Open = Callable[..., Workbook]


def add(book: Workbook, data: bytes) -> None:
    book.shelf.add(book.shelf.offered(data))


def write(book: Workbook, *keys: str) -> None:
    fields = [book.library.fields[key] for key in keys]
    book.save(
        {
            field.key: Answer.to(field, WORDS[f"rsmh/{field.key.partition('/')[2]}"])
            for field in fields
        }
    )


def written(book: Workbook, key: str) -> Any:
    field = book.library.field(key)
    answer = book.answer(field) if field else None
    return answer.value if answer else None


def earlier(book: Workbook) -> dict[str, tuple[str, ...]]:
    return {one.key: one.lines for one in book.earlier()}


def refused(book: Workbook, data: bytes) -> str:
    before = book.shelf.kept
    with pytest.raises(Refused) as caught:
        book.shelf.offered(data)
    assert book.shelf.kept == before
    return caught.value.code
