"""A copy is a backup in an age file: it comes back whole, and every refusal has its sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.envelope import age
from app.share import copy
from app.share.copy import BadCopy
from app.share.work import CalledOff, Work
from app.workbook import backup
from app.workbook.workbook import Workbook
from tests.envelope.test_age_debian import typed
from tests.workbook.devices import NAME, content, device, held, write

WORDS = "abborre affär aftonsol åska öring"
SAFE = "Det du har skrivit här är oförändrat."


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a passphrase costs is the envelope's own matter."""
    monkeypatch.setattr(age.seal, "__defaults__", (8,))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    for number in range(200):
        write(book, NAME, f"Åsa {number} " + "ord " * 500, at=number * 3_600_000)
    yield book
    book.lock()


def sealed(text: bytes, words: str = WORDS) -> bytes:
    return b"".join(age.seal([text], words))


def refused(data: bytes, words: str = WORDS) -> str:
    with pytest.raises(BadCopy) as error:
        copy.read(data, words, Work())
    assert error.value.sentence not in str(error.value)
    return error.value.sentence


def test_it_comes_back_whole_and_tells_how_far_it_is(book: Workbook) -> None:
    seen: list[float] = []

    class Watched(Work):
        def step(self, done: float) -> None:
            super().step(done)
            seen.append(self.done)

    data = copy.make(book, WORDS, Watched())
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) > 5
    assert list(copy.read(data, WORDS, Work()).records) == held(book)
    assert b"ord ord" not in data


def test_debians_age_opens_it(book: Workbook, tmp_path: Path) -> None:
    program = shutil.which("age")
    assert program, "the program age is not installed: apt-get install age"
    file, out = tmp_path / "x.age", tmp_path / "x.json"
    file.write_bytes(copy.make(book, WORDS, Work()))
    assert typed([program, "-d", "-o", str(out), str(file)], WORDS) == 0
    assert list(backup.read(out.read_bytes()).records) == held(book)


@pytest.mark.parametrize(
    "said",
    [
        "Abborre affär aftonsol åska öring ",
        "abborre, affär, aftonsol, åska, öring.",
        "ABBORRE-AFFÄR\nAFTONSOL\tÅSKA  ÖRING",
        "1. abborre 2. affär 3. aftonsol 4. a\u030aska 5. o\u0308ring",
    ],
)
def test_the_words_may_be_written_as_people_write(book: Workbook, said: str) -> None:
    data = copy.make(book, WORDS, Work())
    assert copy.read(data, said, Work()).records


def test_a_copy_that_was_sealed_elsewhere_under_other_words_opens_as_they_are(
    book: Workbook,
) -> None:
    data = sealed(backup.write(book), "En Egen Fras, 2026!")
    assert copy.read(data, "En Egen Fras, 2026!", Work()).records


def test_each_refusal_says_what_it_is_and_that_nothing_is_changed(book: Workbook) -> None:
    data = copy.make(book, WORDS, Work())
    newer = backup.write(book).replace(b'"version":1', b'"version":2', 1)
    sentences = [
        refused(data, "abborre affär aftonsol åska ål"),
        refused(b"PK\x03\x04" + data),
        refused(data[:-1]),
        refused(sealed(newer)),
        refused(data.replace(b" 8\n", b" 25\n", 1)),
    ]
    assert len(set(sentences)) == len(sentences)
    assert all(SAFE in one for one in sentences)
    assert refused(sealed(b"{}")) == refused(b"")
    assert refused(sealed(backup.write(book)[:-2])) == refused(data[:-1])
    assert refused(data, " ") == refused(data, "fel")


def test_only_wrong_words_are_worth_trying_again(book: Workbook) -> None:
    data = copy.make(book, WORDS, Work())
    for sealed_bytes, words, again in ((data, "fel", True), (data[:-1], WORDS, False)):
        with pytest.raises(BadCopy) as error:
            copy.read(sealed_bytes, words, Work())
        assert error.value.words is again


@given(at=st.floats(0, 1), flip=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_changed_byte_is_a_sentence(at: float, flip: int) -> None:
    data = bytearray(sealed(b"x" * 3000))
    data[int(at * (len(data) - 1))] ^= flip
    assert refused(bytes(data)).endswith(".")


def test_it_can_be_called_off_on_the_way(book: Workbook) -> None:
    class Impatient(Work):
        def step(self, done: float) -> None:
            super().step(done)
            if done > 0.3:
                self.call_off()

    with pytest.raises(CalledOff):
        copy.make(book, WORDS, Impatient())
    with pytest.raises(CalledOff):
        copy.read(copy.make(book, WORDS, Work()), WORDS, Impatient())
