"""Headers of age files that keep the form but break a rule, each refused by the right name."""

import io
import time

import pytest

from app.envelope import (
    Damaged,
    EnvelopeError,
    NoPassphrase,
    NotSealed,
    TooDear,
    WrongPassphrase,
    age,
)
from app.envelope.age import LONGEST_HEADER
from tests.envelope.sealing import opened, sealed

FILE = sealed(b"Mamma")
VERSION, ARGUMENTS, BODY, END = FILE.split(b"\n", 4)[:4]
REST = FILE[len(b"\n".join([VERSION, ARGUMENTS, BODY, END, b""])) :]
SALT = ARGUMENTS.split(b" ")[2]
KEY = b"-> X25519 " + b"A" * 43
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def loose(text: bytes) -> bytes:
    """The same base64 with a bit set that no byte holds."""
    return text[:-1] + bytes([ALPHABET[ALPHABET.index(text[-1]) ^ 1]])


def worked(factor: bytes) -> list[bytes]:
    return [VERSION, b"-> scrypt " + SALT + b" " + factor, BODY, END]


@pytest.mark.parametrize(
    ("lines", "failure"),
    [
        ([], NotSealed),
        ([b"-----BEGIN AGE ENCRYPTED FILE-----", b"YWdl"], NotSealed),
        ([b"age-encryption.org/v2", ARGUMENTS, BODY, END], NotSealed),
        ([VERSION, END], NotSealed),
        ([VERSION, ARGUMENTS, BODY], NotSealed),
        ([VERSION + b"\r", ARGUMENTS + b"\r", BODY + b"\r", END + b"\r"], NotSealed),
        ([b"", VERSION, ARGUMENTS, BODY, END], NotSealed),
        ([VERSION, ARGUMENTS + b" ", BODY, END], NotSealed),
        ([VERSION, ARGUMENTS.replace(b" ", b"  ", 1), BODY, END], NotSealed),
        ([VERSION, b"->" + ARGUMENTS[3:], BODY, END], NotSealed),
        ([VERSION, ARGUMENTS.replace(b"scrypt", b"scr\xc3\xbfpt"), BODY, END], NotSealed),
        ([VERSION, ARGUMENTS, BODY + b"=", END], NotSealed),
        ([VERSION, ARGUMENTS, loose(BODY), END], NotSealed),
        ([VERSION, ARGUMENTS, BODY[:-2], END], NotSealed),
        ([VERSION, ARGUMENTS, BODY + b"AA", END], NotSealed),
        ([VERSION, ARGUMENTS, BODY, BODY, END], NotSealed),
        ([VERSION, ARGUMENTS, BODY, b"", END], NotSealed),
        ([VERSION, ARGUMENTS, b"A" * 64, BODY, END], NotSealed),
        ([VERSION, ARGUMENTS, b"A" * 64, END], NotSealed),
        ([VERSION, ARGUMENTS, b"A" * 65, END], NotSealed),
        ([VERSION, ARGUMENTS, END], NotSealed),
        ([VERSION, b"-> scrypt " + loose(SALT) + b" 1", BODY, END], NotSealed),
        ([VERSION, b"-> scrypt " + SALT[:-2] + b" 1", BODY, END], NotSealed),
        ([VERSION, b"-> scrypt " + SALT, BODY, END], NotSealed),
        ([VERSION, b"-> scrypt", BODY, END], NotSealed),
        ([VERSION, ARGUMENTS + b" 1", BODY, END], NotSealed),
        (worked(b"0"), NotSealed),
        (worked(b"01"), NotSealed),
        (worked(b"+1"), NotSealed),
        (worked(b"-1"), NotSealed),
        (worked(b"1.0"), NotSealed),
        (worked(b"0x1"), NotSealed),
        (worked(b"19"), TooDear),
        (worked(b"20"), TooDear),
        (worked(b"64"), TooDear),
        (worked(b"9" * 5000), TooDear),
        (worked(b"2"), WrongPassphrase),
        ([VERSION, ARGUMENTS, BODY, ARGUMENTS, BODY, END], NotSealed),
        ([VERSION, KEY, BODY, ARGUMENTS, BODY, END], NotSealed),
        ([VERSION, ARGUMENTS, BODY, KEY, BODY, END], NotSealed),
        ([VERSION, KEY, BODY, END], NoPassphrase),
        ([VERSION, *[KEY, BODY] * 100, END], NoPassphrase),
        ([VERSION, *[KEY, BODY] * 500, END], NotSealed),
        ([VERSION, ARGUMENTS.replace(b"scrypt", b"Scrypt"), BODY, END], NoPassphrase),
        ([VERSION, ARGUMENTS, BODY, loose(END)], NotSealed),
        ([VERSION, ARGUMENTS, BODY, END[:-1]], NotSealed),
        ([VERSION, ARGUMENTS, BODY, END.replace(b"--- ", b"---")], NotSealed),
        ([VERSION, ARGUMENTS, BODY, END + b" "], NotSealed),
        ([VERSION, ARGUMENTS, BODY, b"--- " + b"A" * 43], Damaged),
    ],
)
def test_a_broken_rule_is_told_by_name(lines: list[bytes], failure: type[EnvelopeError]) -> None:
    with pytest.raises(EnvelopeError) as caught:
        opened(b"".join(line + b"\n" for line in lines) + REST)
    assert type(caught.value) is failure
    assert "Mamma" not in str(caught.value)


def test_the_parts_put_together_again_are_the_file() -> None:
    assert opened(b"\n".join([VERSION, ARGUMENTS, BODY, END, REST])) == b"Mamma"


@pytest.mark.parametrize(
    "filling",
    [
        *(b"\0", b"A", b"\n", b"-> a\n\n", b"-> a ", b"-> a\n" + (b"A" * 64 + b"\n") * 9),
        *(b"A" * 64 + b"\n", b"-> a\nA\n", b"--- ", b"-> " + b"a " * 4000 + b"\n"),
    ],
)
def test_a_header_without_end_is_refused_at_once_and_hardly_read(filling: bytes) -> None:
    file = io.BytesIO(VERSION + b"\n" + filling * (2**20 // len(filling)))
    began = time.process_time()
    with pytest.raises(NotSealed):
        age.open_(file, "åska")
    assert time.process_time() - began < 0.2
    assert file.tell() == LONGEST_HEADER
