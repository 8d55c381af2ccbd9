"""What a browser can open: sealed and opened here, and strictly read."""

import json
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from typing import Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.envelope import (
    Damaged,
    EnvelopeError,
    NotSealed,
    TooBig,
    TooDear,
    WrongPassphrase,
    web,
)
from app.envelope.web import ITERATIONS, LONGEST, MOST_ITERATIONS, Sealed
from tests.envelope.sealing import PASSPHRASE, linux, told

FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")
WORDS = ("solros", "åska", "är", "ö", "gräsmatta")


@cache
def of(content: bytes, purpose: str = "svar/1") -> Sealed:
    return web.seal(content, PASSPHRASE, purpose)


@cache
def derived(passphrase: str, salt: bytes, iterations: int) -> bytes:
    """As `web.derive`, once for each."""
    return web.derive(passphrase, salt, iterations)


def opened(sealed: Sealed, purpose: str = "svar/1") -> bytes:
    key = derived(PASSPHRASE, sealed.salt, sealed.iterations)
    return web.open_under(key, sealed, purpose)


@settings(max_examples=10, deadline=None)
@given(st.binary(max_size=9000), st.text(min_size=1), st.from_regex(r"[a-z/0-9-]+", fullmatch=True))
def test_any_bytes_open_again_under_any_passphrase_and_purpose(
    data: bytes, passphrase: str, purpose: str
) -> None:
    assume(web.secret(passphrase))
    sealed = web.seal(data, passphrase, purpose)
    assert sealed.iterations == ITERATIONS
    again = web.read(sealed.json())
    assert again == sealed
    assert web.open_(again, passphrase, purpose) == data


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.data(),
)
def test_capitals_spaces_signs_and_forms_make_no_difference(
    words: list[str], data: st.DataObject
) -> None:
    between = st.text(" \t\n-.,;:!_/'\"\u00a0\u2013\u00ad\u200b", max_size=3)
    heard = data.draw(between)
    for word in words:
        form = data.draw(st.sampled_from(FORMS))
        change = data.draw(st.sampled_from([str.lower, str.upper, str.title]))
        heard += unicodedata.normalize(form, change(word)) + data.draw(between)
    assert web.secret(heard) == "".join(words).encode()


@pytest.mark.parametrize("other", ["aska myra ostan kviga talt", "åska myra östan kviga", "", "!"])
def test_another_passphrase_opens_nothing(other: str) -> None:
    with pytest.raises(WrongPassphrase):
        web.open_(of(b"x"), other, "svar/1")


def test_another_purpose_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        opened(of(b"x"), "svar/2")


@pytest.mark.parametrize("passphrase", ["", "  ", "-.!", "\u0000"])
def test_a_passphrase_without_letters_seals_nothing(passphrase: str) -> None:
    with pytest.raises(ValueError, match="no letters"):
        web.seal(b"x", passphrase, "svar/1")


@pytest.mark.parametrize("purpose", ["", "Svar", "svar 1", "svår", "svar\n"])
def test_a_purpose_is_plain(purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        web.seal(b"x", "åska", purpose)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_flipped_bits_are_refused(data: st.DataObject) -> None:
    file = bytearray(of(b"Mamma").json().encode())
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(EnvelopeError):
        opened(web.read(bytes(file)))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_cut_or_addition_is_refused(data: st.DataObject) -> None:
    file = of(b"Mamma").json().encode()
    at = data.draw(st.integers(0, len(file) - 1))
    with pytest.raises(EnvelopeError):
        opened(web.read(file[:at]))
    more = data.draw(st.binary(min_size=1, max_size=4))
    with pytest.raises(EnvelopeError):
        opened(web.read(file[:at] + more + file[at:]))


def written(**changes: object) -> bytes:
    """The one line with some of its values changed."""
    form: dict[str, object] = {
        "v": 1,
        "iterations": ITERATIONS,
        "salt": b64encode(bytes(16)).decode(),
        "nonce": b64encode(bytes(12)).decode(),
        "sealed": b64encode(bytes(40)).decode(),
    }
    return json.dumps(form | changes, separators=(",", ":")).encode()


def test_the_line_is_what_json_makes_of_it() -> None:
    assert web.read(written()) == Sealed(bytes(16), ITERATIONS, bytes(12), bytes(40))
    assert json.loads(of(b"x").json())["iterations"] == ITERATIONS


@pytest.mark.parametrize(
    ("file", "failure"),
    [
        (b"", NotSealed),
        (b"{}", NotSealed),
        (b"null", NotSealed),
        (b"[" * 100_000, NotSealed),
        (b"\xff\xfe" + written(), NotSealed),
        (b"\xef\xbb\xbf" + written(), NotSealed),
        (written() + b"\n", NotSealed),
        (written() + written(), NotSealed),
        (written().replace(b",", b", "), NotSealed),
        (written().replace(b'"v":1', b'"v":1,"v":1'), NotSealed),
        (written(more=1), NotSealed),
        (written(v=2), NotSealed),
        (written(v=True), NotSealed),
        (written(v=1.0), NotSealed),
        (written(iterations=True), NotSealed),
        (written(iterations=600_000.0), NotSealed),
        (written(iterations="600000"), NotSealed),
        (written(iterations=-600_000), NotSealed),
        (written(iterations=int("9" * 4000)), NotSealed),
        (written(iterations=0), NotSealed),
        (written(iterations=1), TooDear),
        (written(iterations=ITERATIONS - 1), TooDear),
        (written(iterations=MOST_ITERATIONS + 1), TooDear),
        (written(iterations=9_999_999_999), TooDear),
        (written(salt=b64encode(bytes(15)).decode()), NotSealed),
        (written(salt=b64encode(bytes(17)).decode()), NotSealed),
        (written(salt=b64encode(bytes(18)).decode()), NotSealed),
        (written(salt="A" * 21 + "B=="), NotSealed),
        (written(salt="=" * 24), NotSealed),
        (written(nonce=b64encode(bytes(11)).decode()), NotSealed),
        (written(nonce=b64encode(bytes(16)).decode()), NotSealed),
        (written(nonce=[]), NotSealed),
        (written(sealed=""), NotSealed),
        (written(sealed="AAA"), NotSealed),
        (written(sealed="AAAAA"), NotSealed),
        (written(sealed="AB=="), NotSealed),
        (written(sealed="_-__"), NotSealed),
        (written(sealed=b64encode(bytes(16)).decode()), NotSealed),
        (written(sealed={"a": 1}), NotSealed),
        (written(sealed="A" * LONGEST), TooBig),
        (b" " * (LONGEST + 1), TooBig),
    ],
)
def test_a_broken_rule_is_told_by_name(file: bytes, failure: type[EnvelopeError]) -> None:
    with pytest.raises(EnvelopeError) as caught:
        web.read(file)
    assert type(caught.value) is failure


def test_text_is_read_as_its_bytes_are() -> None:
    assert web.read(written().decode()) == web.read(written())
    for text in ("å" + written().decode(), written().decode() + "\ud800"):
        with pytest.raises(NotSealed):
            web.read(text)
    assert web.read(written(), longest=len(written())).ciphertext == bytes(40)
    with pytest.raises(TooBig):
        web.read(written(), longest=len(written()) - 1)


@pytest.mark.parametrize("iterations", [0, 1, ITERATIONS - 1, MOST_ITERATIONS + 1])
def test_nothing_is_derived_out_of_bounds(iterations: int) -> None:
    with pytest.raises(TooDear):
        web.open_(Sealed(bytes(16), iterations, bytes(12), bytes(40)), PASSPHRASE, "svar/1")


LARGEST = """
line = web.seal(bytes(3_080_000), "x", "svar/1").json()
other = line[:-30] + "A" * 26 + line[-4:]
files = [line, other, line[:-2], line.replace('"', "A"), "A" * web.LONGEST]
told = []
for file in map(str.encode, files):
    before, began = memory(False), time.process_time()
    try:
        sealed = web.read(file)
        name = "opened %d" % len(web.open_(sealed, "x", "svar/1"))
    except EnvelopeError as error:
        name = error.name
    told.append((name, time.process_time() - began, memory(True) - before))
dear = web.Sealed(bytes(16), web.MOST_ITERATIONS, bytes(12), bytes(40))
before, began = memory(False), time.process_time()
try:
    web.open_(dear, "x", "svar/1")
except WrongPassphrase as error:
    told.append((error.name, time.process_time() - began, memory(True) - before))
print(json.dumps({"told": told, "length": len(line)}))
"""


@linux
def test_the_largest_and_the_dearest_file_cost_a_second_and_64_mb_at_most(
    figure: Callable[[str], None],
) -> None:
    said = told(LARGEST)
    assert 0.95 * LONGEST < said["length"] <= LONGEST
    names, seconds, kib = zip(*said["told"], strict=True)
    figure(
        f"largest and dearest web files: at most {max(seconds):.2f} s, {max(kib) / 1024:.0f} MiB"
    )
    wrong = "wrong_passphrase"
    assert names == ("opened 3080000", wrong, "not_sealed", "not_sealed", "not_sealed", wrong)
    assert max(seconds) < 1
    assert max(kib) < 64_000


@given(st.binary(max_size=20_000))
def test_padding_comes_off_again_and_length_tells_little(data: bytes) -> None:
    padded = web.pad(data)
    assert web.unpad(padded) == data
    assert len(padded) == web.padded_length(len(data)) > len(data)
    assert len(padded) <= max(len(data) + 256, 1.12 * (len(data) + 1))


def test_all_short_texts_look_alike() -> None:
    assert {web.padded_length(length) for length in range(256)} == {256}
    assert len({web.padded_length(length) for length in range(100_000)}) < 100


@pytest.mark.parametrize("padded", [b"", bytes(256), b"\x81" + bytes(255), b"Mamma"])
def test_padding_without_its_mark_is_damage(padded: bytes) -> None:
    with pytest.raises(Damaged):
        web.unpad(padded)
