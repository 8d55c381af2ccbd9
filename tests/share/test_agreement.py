"""The files of an agreement are read whole or refused with a sentence, whatever is put in them."""

import json
from collections.abc import Callable

import pytest

from app.envelope import web
from app.share.agreement import (
    FIRST,
    LONGEST,
    MOST_BYTES,
    MOST_LINES,
    SENTENCES,
    BadAgreement,
    Released,
    inside,
    make,
    read_first,
    read_second,
    second,
    taken,
    too_much,
)
from app.workbook.agreement import COMPARED, SECTIONS, Agreement, Line, Lines

CLOSE, OWN = SECTIONS
WORDS = "björk lampa tåg sten moln"
ID, OTHER = "0123456789abcdef" * 2, "f" * 32
SECRET = "Åsa får inte ringa om natten"
MINE: Lines = {
    "jag-kan": (Line("", SECRET), Line("", "Jag frågar först.\nAlltid.")),
    "tror-ar-okej": (Line("fragar", "Frågar rakt ut hur det är"),),
}
BEGUN = Agreement(ID, CLOSE, True, WORDS, MINE)
ANSWERING = Agreement(ID, OWN, False, WORDS, {"jag-kan": (Line("", "Jag säger till."),)})

GOOD = json.loads(inside(BEGUN))


def written(**changes: object) -> bytes:
    """What is sealed in a file, with other things in it than there should be."""
    whole = json.dumps({**GOOD, **changes}, ensure_ascii=False, separators=(",", ":"))
    return whole.encode("utf-8", "surrogatepass")


def sealed(data: bytes, purpose: str = FIRST) -> bytes:
    return web.seal(data, WORDS, purpose).json().encode()


def refused(read: Callable[[], object]) -> str:
    """Why a file is refused."""
    with pytest.raises(BadAgreement) as caught:
        read()
    assert caught.value.sentence == SENTENCES[caught.value.code]
    assert caught.value.__cause__ is None
    return caught.value.code


def first(data: bytes, words: str = WORDS, known: str = "") -> Released:
    return read_first(data, words, known.__eq__)


def refused_inside(data: bytes) -> str:
    """Why what was sealed is refused: without the dear key, so that much can be tried."""
    return refused(lambda: taken(data))


def test_a_file_holds_the_released_lines_and_shows_none_of_them() -> None:
    data = make(BEGUN)
    assert first(data, "Björk-lampa  TÅG stenmoln") == Released(ID, CLOSE, MINE)
    for word in (SECRET, "frågar", "jag-kan", CLOSE, ID):
        for coding in ("utf-8", "utf-16-le"):
            assert word.encode(coding) not in data
    answer = make(ANSWERING)
    assert read_second(answer, BEGUN) == Released(ID, OWN, ANSWERING.mine)


def test_a_file_of_a_few_lines_is_as_long_as_one_of_one() -> None:
    one = Agreement(ID, CLOSE, True, WORDS, {"jag-kan": (Line("", "Ja."),)})
    two = Agreement(ID, CLOSE, True, WORDS, {"jag-kan": (Line("", "Ja."), Line("", "Nej, nej."))})
    assert len(make(one)) == len(make(two))


def test_another_file_than_the_one_that_is_waited_for_is_told() -> None:
    begun, answer = make(BEGUN), make(ANSWERING)
    assert refused(lambda: read_second(begun, BEGUN)) == "own"
    elsewhere = Agreement(OTHER, CLOSE, True, WORDS, MINE)
    assert refused(lambda: read_second(answer, elsewhere)) == "other"
    theirs = Agreement(ID, CLOSE, True, "fem helt andra ord här", MINE)
    assert refused(lambda: read_second(answer, theirs)) == "other"
    assert refused(lambda: first(answer)) == "words"
    assert refused(lambda: first(begun, "björk lampa tåg sten hav")) == "words"
    assert refused(lambda: first(begun, known=ID)) == "again"
    assert refused(lambda: first(sealed(written(), "reply/1"))) == "words"
    assert refused(lambda: first(sealed(written(lines={})))) == "content"
    inner = sealed(written(agreement=OTHER), second(ID))
    assert refused(lambda: read_second(inner, BEGUN)) == "content"


def test_an_answer_may_have_nothing_in_common() -> None:
    nothing = Agreement(ID, OWN, False, WORDS, {})
    assert read_second(make(nothing), BEGUN).lines == {}


def test_a_file_that_is_no_such_file_is_refused() -> None:
    whole = make(BEGUN)
    for data in (b"", b"x", b"<html>", b"\x00" * 1000, whole[:-1], whole + b" "):
        assert refused(lambda data=data: first(data)) == "not_a_file"
        assert refused(lambda data=data: read_second(data, BEGUN)) == "not_a_file"
    for times in (b"100000", b"900000000"):
        bent = whole.replace(b"600000", times)
        assert refused(lambda bent=bent: first(bent)) == "not_a_file"
    assert refused(lambda: first(b"{" * (LONGEST + 1))) == "too_big"


def test_as_much_as_a_file_takes_can_be_sent_and_more_is_told_before_it_is_made() -> None:
    many = {one: tuple(Line("", f"rad {n}") for n in range(MOST_LINES)) for one in COMPARED}
    long = {"jag-kan": (Line("", "å" * (MOST_BYTES // 2 - 200)),)}
    for lines in (many, long):
        assert not too_much(lines)
        data = make(Agreement(ID, CLOSE, True, WORDS, lines))
        assert len(data) <= LONGEST
        assert first(data).lines == lines
    assert too_much({"jag-kan": (*many["jag-kan"], Line("", "en till"))})
    assert too_much({"jag-kan": (Line("", "å" * (MOST_BYTES // 2)),)})


def test_a_newer_file_is_told() -> None:
    assert refused_inside(written(v=2, lines=7)) == "newer"


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 0},
        {"v": True},
        {"v": 1.0},
        {"v": "1"},
        {"agreement": 7},
        {"agreement": ID.upper()},
        {"agreement": ID + "\n"},
        {"section": "tva-fragor"},
        {"section": ["overenskommelse"]},
        {"section": None},
        {"lines": []},
        {"lines": None},
        {"lines": {"for-mig-sjalv": [["", "a"]]}},
        {"lines": {"jag-kan": []}},
        {"lines": {"jag-kan": ["a"]}},
        {"lines": {"jag-kan": [["a"]]}},
        {"lines": {"jag-kan": [["", "a", "b"]]}},
        {"lines": {"jag-kan": [["", 1]]}},
        {"lines": {"jag-kan": [[None, "a"]]}},
        {"lines": {"jag-kan": [["", ""]]}},
        {"lines": {"jag-kan": [["", " a"]]}},
        {"lines": {"jag-kan": [["", "a\x00b"]]}},
        {"lines": {"jag-kan": [["", "a\u202eb"]]}},
        {"lines": {"jag-kan": [["", "a\ud800"]]}},
        {"lines": {"jag-kan": [["", "a"]] * (MOST_LINES + 1)}},
        {"lines": {"jag-kan": [["", "a" * MOST_BYTES]]}},
        {"delete": ["section.field"]},
    ],
    ids=lambda changes: repr(changes)[:60],
)
def test_what_is_not_as_it_must_be_is_refused(changes: dict[str, object]) -> None:
    assert refused_inside(written(**changes)) == "content"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b"{" * 5000,
        b"[" * 60_000,
        b"[" * 3000 + b"]" * 3000,
        b'{"v":' + b"9" * 5000 + b"}",
        b'{"v":NaN}',
        b'{"v":1,"v":1}',
        written() + b"\n{}",
        written().replace(b":1,", b": 1,"),
        json.dumps(GOOD).encode(),
        json.dumps(GOOD).encode("utf-16"),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_not_one_object_written_the_one_way_is_refused(data: bytes) -> None:
    assert refused_inside(data) == "content"


def test_markup_is_words() -> None:
    text = "<img src=x onerror=alert(1)> [a](http://b.c) **ord**"
    found = taken(written(lines={"jag-kan": [["", text]]}))
    assert found.lines == {"jag-kan": (Line("", text),)}


def test_every_refusal_says_that_nothing_is_changed() -> None:
    assert all("är kvar som det var" in sentence for sentence in SENTENCES.values())


def test_the_words_and_the_lines_are_not_in_what_a_developer_sees() -> None:
    assert SECRET not in repr(BEGUN) and "björk" not in repr(BEGUN)
    assert "frågar" not in repr(Released(ID, CLOSE, MINE))
