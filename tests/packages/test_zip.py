"""Zips that no honest program makes. Each is signed rightly: it is the zip that is refused."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packages import BadPackage, unpack
from app.packages.container import pack
from app.packages.container import unpack as unzip
from tests.packages.zips import Part, build, deflated, parts, sample, signed

SECOND = b"halsa/sida-tva.md"


def code(path: Path, content: bytes) -> str | None:
    """How the package is refused, or None."""
    path.write_bytes(content)
    try:
        unpack(path)
    except BadPackage as error:
        return error.code
    return None


def changed(**odd: object) -> bytes:
    """A whole package whose file SECOND is odd in one way."""
    every = parts(signed(sample()))
    for part in every:
        if part.name == SECOND:
            for name, value in odd.items():
                assert hasattr(part, name)
                setattr(part, name, value)
    return build(every)


def named(name: bytes) -> bytes:
    """A whole package with one more file, of that name, signed as all else."""
    try:
        return build(parts(signed(sample(**{name.decode(): b"# A"}))))
    except UnicodeDecodeError:
        return build([*parts(signed(sample())), Part(name, b"# A")])


def test_the_odd_packages_are_made_from_one_that_holds(path: Path) -> None:
    assert code(path, changed()) is None
    assert code(path, named(b"halsa/ny.md")) is None


NAMES: dict[str, bytes] = {
    "absolute": b"/etc/passwd.md",
    "up": b"../a.md",
    "up inside": b"halsa/../a.md",
    "up at the end": b"halsa/..",
    "here": b"./a.md",
    "a backslash": b"halsa\\a.md",
    "up with backslashes": b"..\\..\\a.md",
    "a drive": b"c:/a.md",
    "a drive alone": b"c:a.md",
    "another computer": b"//server/a.md",
    "a zero byte": b"halsa/a.md\0.png",
    "a control": b"halsa/a\x07.md",
    "a new line": b"halsa/a.md\n",
    "an escape": b"halsa/a\x1b[2J.md",
    "a stream": b"halsa/a.md:b",
    "a capital": b"halsa/A.md",
    "the same but for case": b"halsa/Min-sida.md",
    "the same ending but for case": b"halsa/min-sida.MD",
    "a capital folder": b"Halsa/a.md",
    "Swedish letters": "halsa/å.md".encode(),
    "Swedish letters in another way": "halsa/a\u030a.md".encode(),
    "letters that look alike": "halsa/min-s\u0456da.md".encode(),
    "not UTF-8": b"halsa/\xff.md",
    "another code page": "halsa/å.md".encode("cp437"),
    "a space": b"halsa/a b.md",
    "a full stop at the end": b"halsa/a.md.",
    "hidden": b"halsa/.a.md",
    "a folder": b"halsa/",
    "a folder in a folder": b"halsa/inre/a.md",
    "two slashes": b"halsa//a.md",
    "no folder": b"a.md",
    "no name": b"",
    "only an ending": b"halsa/.md",
    "code": b"halsa/a.py",
    "a page": b"halsa/a.html",
    "a picture": b"halsa/a.svg",
    "two endings": b"halsa/a.md.exe",
    "another easy": b"halsa/a.easy.md",
    "a word list": b"ordlista.txt",
    "a lock in a folder": b"halsa/ids.lock",
    "a Windows device": b"halsa/nul.md",
    "a Windows device in easy words": b"halsa/com1.lattlast.md",
    "a folder that is a Windows device": b"aux/a.md",
    "too long": b"halsa/" + b"a" * 92 + b".md",
    "a dash in front": b"halsa/-a.md",
    "an order to the terminal": b"halsa/\x1b[2Ja.md",
    "another line": b"halsa/a.md\n",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_plain_is_refused(path: Path, name: str) -> None:
    assert code(path, named(NAMES[name])) == "foreign"


BODY = sample()[SECOND.decode()]
LONG = BODY + b"\n" * 40
ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a link": (lambda: changed(attributes=0o120777 << 16), "odd"),
    "a folder by its mode": (lambda: changed(attributes=0o040755 << 16), "odd"),
    "a folder by DOS": (lambda: changed(attributes=0x10), "odd"),
    "a pipe": (lambda: changed(attributes=0o010644 << 16), "odd"),
    "a device": (lambda: changed(attributes=0o020644 << 16), "odd"),
    "encrypted": (lambda: changed(flags=1), "odd"),
    "encrypted, says the list alone": (lambda: changed(flags=1, local_flags=0), "odd"),
    "encrypted, says the file alone": (lambda: changed(local_flags=1), "odd"),
    "a data descriptor": (lambda: changed(flags=8, after=b"PK\x07\x08" + bytes(12)), "odd"),
    "a patch": (lambda: changed(flags=0x20), "odd"),
    "strongly encrypted": (lambda: changed(flags=0x41), "odd"),
    "headers that are masked": (lambda: changed(flags=0x2000), "odd"),
    "bzip2": (lambda: changed(method=12, packed=BODY), "odd"),
    "lzma": (lambda: changed(method=14, packed=BODY), "odd"),
    "deflate64": (lambda: changed(method=9, packed=deflated(BODY)), "odd"),
    "a method in the file alone": (lambda: changed(local_method=0), "odd"),
    "another name in the file": (lambda: changed(local_name=b"halsa/sida-tre.md"), "odd"),
    "another mark on the file": (lambda: changed(local_mark=b"PK\x07\x08"), "odd"),
    "another mark in the list": (lambda: changed(mark=b"PK\x05\x05"), "odd"),
    "a longer name in the file": (lambda: changed(local_name=b"halsa/sida-tvaa.md"), "odd"),
    "another size in the file": (lambda: changed(local_size=1), "odd"),
    "no size in the file": (lambda: changed(local_size=0), "odd"),
    "another packed size in the file": (lambda: changed(local_packed_size=1), "odd"),
    "another checksum in the file": (lambda: changed(local_crc=1), "odd"),
    "too small a size in both": (lambda: changed(size=len(BODY) - 1), "broken"),
    "too great a size in both": (lambda: changed(size=len(BODY) + 1), "broken"),
    "a size of 4 GiB": (lambda: changed(size=2**32 - 1, local_size=2**32 - 1), "too_big"),
    "a packed size of 4 GiB": (lambda: changed(packed_size=2**32 - 1), "odd"),
    "a checksum of something else": (lambda: changed(crc=1), "broken"),
    "an extra field": (lambda: changed(extra=b"UT\x05\x00\x03" + bytes(4)), "odd"),
    "zip64": (lambda: changed(extra=b"\x01\x00\x10\x00" + bytes(16)), "odd"),
    "another name in an extra field": (lambda: changed(extra=b"up\x06\x00\x01aaaaa"), "odd"),
    "an extra field in the file alone": (lambda: changed(local_extra=b"xx\x01\x00a"), "odd"),
    "a comment on a file": (lambda: changed(comment=b"hej"), "odd"),
    "an extra field that is not there": (lambda: changed(extra_length=4), "odd"),
    "a comment that is not there": (lambda: changed(comment_length=4), "odd"),
    "another disk": (lambda: changed(disk=1), "odd"),
    "a file that begins elsewhere": (lambda: changed(offset=0), "odd"),
    "a file that begins outside": (lambda: changed(offset=2**32 - 1), "odd"),
    "something before a file": (lambda: changed(before=b"hej"), "odd"),
    "something after a file": (lambda: changed(after=b"hej"), "odd"),
    "a hidden file between": (lambda: changed(before=whole_part()), "odd"),
    "something after what is packed": (lambda: changed(packed=deflated(BODY) + b"hej"), "odd"),
    "packed bytes that are cut": (lambda: changed(packed=deflated(BODY)[:-1]), "odd"),
    "packed bytes that are none": (lambda: changed(packed=b"\xff" * 40), "broken"),
    "packed with a zlib header": (lambda: changed(packed=zlib.compress(BODY)), "broken"),
    "a bomb": (lambda: changed(packed=deflated(bytes(2**26))), "too_big"),
    "a bomb of allowed size": (lambda: changed(packed=deflated(bytes(2**16))), "too_big"),
    "a prefix": (lambda: build(every(), before=b"#!/bin/sh\n"), "broken"),
    "a prefix that is a zip": (lambda: build(every(), before=whole_part()), "odd"),
    "a prefix nobody counted": (lambda: b"PK\x03\x04" + build(every()), "odd"),
    "two zips": (lambda: build(every()) + build(every()), "odd"),
    "a suffix": (lambda: build(every(), after=b"hej"), "odd"),
    "a suffix that is an end": (lambda: build(every(), after=build([])), "odd"),
    "a comment": (lambda: build(every(), comment=b"hej"), "odd"),
    "an end in the comment": (lambda: build(every(), comment=build([])), "odd"),
    "something before the list": (lambda: build(every(), before_list=b"hej"), "odd"),
    "a signature before the list": (lambda: build(every(), before_list=b"PK\x06\x08"), "odd"),
    "something after the list": (lambda: build(every(), after_list=b"hej"), "odd"),
    "too few files counted": (lambda: build(every(), count=1), "odd"),
    "too many files counted": (lambda: build(every(), count=9), "odd"),
    "several disks": (lambda: build(every(), disk=1), "odd"),
    "a list on another disk": (lambda: build(every(), first_disk=1), "odd"),
    "a list of another length": (lambda: build(every(), length=46), "odd"),
    "a last comment that is not there": (lambda: build(every(), comment_length=4), "odd"),
    "a list that begins elsewhere": (lambda: build(every(), start=0), "odd"),
    "a list that begins outside": (lambda: build(every(), start=2**32 - 1), "odd"),
    "the same name twice": (lambda: build([*every(), Part(SECOND, b"# B")]), "odd"),
    "the very same file twice": (lambda: build([*every(), *every()[-1:]]), "odd"),
    "files that share bytes": (lambda: build([*every(), Part(b"a/a.md", b"", offset=0)]), "odd"),
    "another order in the list": (lambda: turned(), "odd"),
    "no files": (lambda: build([]), "broken"),
    "nothing": (lambda: b"", "broken"),
    "only a beginning": (lambda: b"PK\x03\x04", "broken"),
    "half": (lambda: build(every())[:1_500], "broken"),
    "no last byte": (lambda: build(every())[:-1], "odd"),
    "another kind of file": (lambda: b"%PDF-1.7\n" + bytes(100), "broken"),
    "a big file": (lambda: build(every(), before_list=bytes(1_200_000)), "too_big"),
    "a big text": (lambda: build([*every(), Part(b"a/a.md", b"a" * 65_537, 0)]), "too_big"),
    "many files": (lambda: build(many(200, b"")), "too_big"),
    "much in all": (lambda: build(many(18, b"a" * 60_000)), "too_big"),
    "a list without end": (lambda: build(many(9_000, b"")), "too_big"),
}


def every() -> list[Part]:
    return parts(signed(sample()))


def many(number: int, content: bytes) -> Iterator[Part]:
    yield from every()
    for one in range(number):
        yield Part(b"a/a%d.md" % one, content, method=0)


def whole_part() -> bytes:
    """One file of a zip: its header and what is packed."""
    return build([Part(b"halsa/dold.md", b"# Dold")])[: 30 + 13 + len(deflated(b"# Dold"))]


def turned() -> bytes:
    """The list names the first two files the other way about."""
    data = build(every())
    first, second = (part.name for part in every()[:2])
    start = data.index(b"PK\x01\x02")
    middle, end = start + 46 + len(first), start + 92 + len(first) + len(second)
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


@pytest.mark.parametrize("trick", ZIPS)
def test_a_zip_that_can_be_read_in_two_ways_is_refused(path: Path, trick: str) -> None:
    make, wanted = ZIPS[trick]
    assert code(path, make()) == wanted


def test_every_byte_of_a_package_counts(path: Path) -> None:
    """Whatever byte is changed or left out, it is refused or says the very same."""
    whole = build(every())
    path.write_bytes(whole)
    found = unpack(path)
    same = 0
    for at in range(len(whole)):
        for other in (whole[:at] + whole[at + 1 :], flipped(whole, at)):
            path.write_bytes(other)
            try:
                assert unpack(path) == found
                same += 1
            except BadPackage:
                pass
    # Times, versions, permissions: said of a file, and neither text nor signed.
    assert same <= 30 * len(every())


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,9}/[a-z0-9]{1,9}\.md", fullmatch=True),
        st.binary(max_size=500),
        min_size=1,
        max_size=9,
    )
)
def test_what_is_packed_is_unpacked_and_others_read_it_too(files: dict[str, bytes]) -> None:
    packed = pack(files)
    assert unzip(packed) == files
    assert pack(dict(reversed(files.items()))) == packed
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_refused_by_name(content: bytes, as_zip: bool) -> None:
    with pytest.raises(BadPackage):
        unzip(b"PK\x03\x04" + content if as_zip else content)
