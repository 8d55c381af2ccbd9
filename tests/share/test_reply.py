"""A reply is read whole or refused with a sentence, whatever somebody has put in the file."""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.envelope import web
from app.share import reply
from app.share.reply import SENTENCES, BadReply, Line, Reply, read_reply, taken
from app.share.words import clean
from tests.share.bending import changed

PHRASE = "björk lampa tåg sten moln"
SHARE, OTHER, ID = "0123456789abcdef" * 2, "f" * 32, "a" * 32

MANY = 10_000 if os.environ.get("TORTURE") else 1_000

GOOD = {
    "v": 1,
    "share": SHARE,
    "reply": ID,
    "date": "2026-11-22",
    "lines": [{"page": 0, "text": "Vi hörs på torsdag."}, {"page": 2, "text": "Bra\n\nskrivet"}],
}


def inside(**changes: object) -> bytes:
    """What is sealed in a reply, with other things in it than there should be."""
    return json.dumps({**GOOD, **changes}).encode()


def sealed(data: bytes, purpose: str = reply.PURPOSE) -> bytes:
    return web.seal(data, PHRASE, purpose).json().encode()


def read(
    data: bytes, phrase: str = PHRASE, share: str = SHARE, seen: tuple[str, ...] = ()
) -> Reply:
    return read_reply(data, phrase, share=share, pages=3, seen=seen)


def refused(data: bytes, **how: object) -> str:
    """Why a file is refused."""
    with pytest.raises(BadReply) as caught:
        read(data, **how)
    assert caught.value.sentence == SENTENCES[caught.value.code]
    return caught.value.code


def refused_inside(data: bytes, **how: object) -> str:
    """Why what was sealed is refused: without the dear key, so that much can be tried."""
    with pytest.raises(BadReply) as caught:
        taken(data, **{"share": SHARE, "pages": 3, **how})
    return caught.value.code


def test_a_reply_gives_its_texts_by_page() -> None:
    assert read(sealed(inside())) == Reply(
        ID, date(2026, 11, 22), (Line(0, "Vi hörs på torsdag."), Line(2, "Bra\n\nskrivet"))
    )
    assert read(sealed(inside()), phrase="Björk-lampa  TÅG stenmoln").id == ID


def test_markup_and_controls_are_words_at_most() -> None:
    text = "<img src=x onerror=alert(1)>\x00\x1b[31m\u202e\u2066\ud800 [a](http://b.c)\r\nrad\x07"
    [line] = taken(inside(lines=[{"page": 1, "text": text}]), share=SHARE, pages=3).lines
    assert line.text == "<img src=x onerror=alert(1)>[31m [a](http://b.c)\nrad"


def test_a_reply_that_came_before_is_told_and_not_taken_twice() -> None:
    data = sealed(inside())
    first = read(data)
    assert refused(data, seen=(OTHER, first.id)) == "again"


def test_a_reply_to_something_else_is_refused() -> None:
    assert refused(sealed(inside()), phrase="björk lampa tåg sten hav") == "passphrase"
    assert refused(sealed(inside()), share=OTHER) == "other_share"
    assert refused(sealed(inside(), "work-file/1")) == "passphrase"


def test_a_reply_from_a_newer_version_is_told() -> None:
    assert refused_inside(inside(v=2, lines={})) == "newer"


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 0},
        {"v": True},
        {"v": 1.0},
        {"v": "1"},
        {"share": 7},
        {"share": SHARE.upper()},
        {"reply": ""},
        {"reply": ID + "\n"},
        {"date": "2026-02-30"},
        {"date": "20261122"},
        {"date": 20261122},
        {"date": "٢٠٢٦-١١-٢٢"},
        {"lines": []},
        {"lines": {}},
        {"lines": None},
        {"lines": ["text"]},
        {"lines": [{"page": 0}]},
        {"lines": [{"page": 0, "text": "a", "more": 1}]},
        {"lines": [{"page": True, "text": "a"}]},
        {"lines": [{"page": 0.0, "text": "a"}]},
        {"lines": [{"page": -1, "text": "a"}]},
        {"lines": [{"page": 3, "text": "a"}]},
        {"lines": [{"page": 10**30, "text": "a"}]},
        {"lines": [{"page": 0, "text": 1}]},
        {"lines": [{"page": 0, "text": None}]},
        {"lines": [{"page": 1, "text": "a"}, {"page": 0, "text": "b"}]},
        {"lines": [{"page": 1, "text": "a"}, {"page": 1, "text": "b"}]},
        {"lines": [{"page": 0, "text": " \n\x00"}]},
        {"delete": ["section.field"]},
    ],
    ids=repr,
)
def test_what_is_not_as_it_must_be_is_refused(changes: dict[str, object]) -> None:
    assert refused_inside(inside(**changes)) == "content"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b"{" * 5000,
        b"[" * 100_000,
        b'{"v":' + b"9" * 5000 + b"}",
        b'{"v":NaN}',
        b'{"v":1,"v":1}',
        json.dumps(GOOD)[:-1].encode() + b',"v":1}',
        json.dumps(GOOD).encode() + b"\n{}",
        json.dumps(GOOD).encode("utf-16"),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_not_one_object_is_refused(data: bytes) -> None:
    assert refused_inside(data) == "content"


def test_a_file_that_is_no_reply_is_refused() -> None:
    whole = sealed(inside())
    for data in (b"", b"x", b"<html>", b"\x00" * 1000, whole[:-1], whole + b" "):
        assert refused(data) == "not_a_reply"
    few = whole.replace(b"600000", b"100000")
    dear = whole.replace(b"600000", b"900000000")
    assert refused(few) == refused(dear) == "not_a_reply"


def test_a_file_that_is_too_long_is_refused_unread() -> None:
    assert refused(b"{" * (reply.LONGEST + 1)) == "too_big"
    long = [{"page": 0, "text": "å" * (reply.REPLY_BYTES // 2 - 200)}]
    data = sealed(json.dumps({**GOOD, "lines": long}, ensure_ascii=False).encode())
    assert len(data) <= reply.LONGEST
    assert read(data).lines[0].text == long[0]["text"]


def test_every_refusal_says_that_nothing_is_changed() -> None:
    assert all("är kvar som det var" in sentence for sentence in SENTENCES.values())


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.text(max_size=200)),
        unique_by=lambda pair: pair[0],
        min_size=1,
    )
)
def test_any_text_comes_back_as_words_or_the_reply_is_refused(lines: list[tuple[int, str]]) -> None:
    made = [{"page": page, "text": text} for page, text in sorted(lines)]
    wanted = tuple(Line(page, text) for page, raw in sorted(lines) if (text := clean(raw)))
    if wanted:
        assert taken(inside(lines=made), share=SHARE, pages=3).lines == wanted
    else:
        assert refused_inside(inside(lines=made)) == "content"


def test_a_changed_file_is_refused_with_a_sentence(figure: Callable[[str], None]) -> None:
    """Outside the seal, and as somebody who knows the passphrase could change it inside."""
    chance, whole = random.Random(5), sealed(inside())
    outside = {changed(whole, chance) for _ in range(MANY // 250)} - {whole}
    assert {refused(data) for data in outside} <= {"not_a_reply", "passphrase"}
    codes, longest = Counter[str](), 0.0
    for _ in range(MANY):
        start = time.perf_counter()
        try:
            made = taken(changed(inside(), chance), share=SHARE, pages=3)
        except BadReply as error:
            codes[error.code] += 1
        else:
            codes["read"] += 1
            assert made.lines and all(clean(line.text) == line.text for line in made.lines)
        longest = max(longest, time.perf_counter() - start)
    assert codes["content"] > MANY / 2
    assert longest < 1
    figure(f"{MANY} changed replies inside the seal: {dict(codes)}, at most {longest:.3f} s")


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_sealed_is_read_or_refused(data: bytes) -> None:
    assert refused_inside(data) in {"content", "newer"}
