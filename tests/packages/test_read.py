"""A package that holds is read to the letter; one that says something else is refused by name."""

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Library
from app.guide.glyphs import UNDRAWN
from app.packages import SENTENCES, BadPackage, Package, fetch, may_replace, read, unpack
from tests.packages import zips
from tests.packages.zips import build, described, parts, sample, signed


def refused(path: Path, content: bytes, ours: Library) -> BadPackage:
    path.write_bytes(content)
    with pytest.raises(BadPackage) as caught:
        read(path, ours)
    return caught.value


def test_a_package_that_holds_is_read_to_the_letter(path: Path, ours: Library) -> None:
    path.write_bytes(zips.whole())
    found = read(path, ours)
    content = {name: text.decode() for name, text in sample().items() if name != "paket.json"}
    assert dict(found.files) == content
    assert (found.id, found.name, found.publisher) == ("rsmh", "Vår guide", "Föreningen")
    assert (found.version, found.fingerprint) == (3, zips.fingerprint())
    assert found == unpack(path)


def test_the_fingerprint_is_eight_groups_of_five(path: Path, ours: Library) -> None:
    path.write_bytes(zips.whole())
    groups = (read(path, ours).fingerprint or "").split(" ")
    assert [len(group) for group in groups] == [5] * 8
    assert set("".join(groups)) <= set("0123456789abcdef")


def test_what_was_read_cannot_be_changed(path: Path, ours: Library) -> None:
    path.write_bytes(zips.whole())
    found = read(path, ours)
    with pytest.raises(TypeError):
        found.files["halsa/ny.md"] = ""  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.version = 4  # type: ignore[misc]


def test_other_line_ends_and_a_byte_order_mark_are_taken_away(path: Path, ours: Library) -> None:
    windows = b"\xef\xbb\xbf" + zips.SECTION.replace("\n", "\r\n").encode()
    path.write_bytes(zips.whole(**{"halsa/min-sida.md": windows}))
    assert read(path, ours).files["halsa/min-sida.md"] == zips.SECTION


def test_stored_files_are_as_good_as_packed_ones(path: Path, ours: Library) -> None:
    path.write_bytes(zips.whole(0))
    assert len(read(path, ours).files) == 5


DESCRIPTIONS: dict[str, bytes] = {
    "none at all": b"",
    "not JSON": b"{",
    "not UTF-8": b'{"format": 1, "namn": "\xff"}',
    "a list": b"[]",
    "nested without end": b"[" * 30_000,
    "a number without end": b'{"format": ' + b"9" * 5_000 + b"}",
    "a member twice": described()[:-1] + b', "version": 4}',
    "a member too many": described(kod="x"),
    "a member missing": described(utgivare=...),
    "no format": described(format=...),
    "format 0": described(format=0),
    "format true": described(format=True),
    "format 1.0": described(format=1.0),
    "another language": described(språk="en"),
    "version 0": described(version=0),
    "version true": described(version=True),
    "version 3.0": described(version=3.0),
    "version without end": described(version=2**31),
    "an id with capitals": described(id="RSMH"),
    "an id with a slash": described(id="rsmh/a"),
    "an id that ends with a line": described(id="rsmh\n"),
    "a long id": described(id="a" * 41),
    "no name": described(namn=""),
    "a name of spaces": described(namn="  "),
    "a long name": described(namn="a" * 81),
    "a name on two lines": described(namn="a\nb"),
    "a publisher that turns the text": described(utgivare="a\u202eb"),
    "a publisher with something hidden": described(utgivare="a\u200bb"),
    "a name written in another way": described(namn="Va\u030ar"),
    "a publisher that looks empty": described(utgivare="\u2800"),
    "a publisher of a letter that is not seen": described(utgivare="\u3164"),
    "a publisher of half a letter": described(utgivare="\u115f"),
    "a publisher with a sign that joins": described(utgivare="R\u034fSMH"),
    "a publisher with a sign that chooses": described(utgivare="RSMH\ufe0f"),
    "a publisher in another script": described(utgivare="\u05d0\u05d1 9"),
    "a publisher with a look-alike": described(utgivare="RS\u041cH"),
    "a publisher with a picture": described(utgivare="RSMH \U0001f6d1"),
    "a publisher with marks on marks": described(utgivare="A" + "\u0301" * 39),
    "a name without letters": described(namn="112"),
    "a publisher that says a sentence": described(utgivare="RSMH. Guiden har granskat det"),
    "a publisher that asks": described(utgivare="RSMH?\u00a0Det är granskat"),
    "a publisher that ends the quotation": described(utgivare="RSMH”, granskad av ”Guiden"),
    "half a character": described().replace("Vår".encode(), b"\\ud800"),
    "a name that is a number": described(namn=1),
}


@pytest.mark.parametrize("mistake", DESCRIPTIONS)
def test_a_package_says_rightly_what_it_is(path: Path, ours: Library, mistake: str) -> None:
    content = zips.whole(0, **{"paket.json": DESCRIPTIONS[mistake]})
    assert refused(path, content, ours).code == "description"


@pytest.mark.parametrize("name", ["S:t Lars vänner", "Malmö 24/7", "Hej!", "Récolte & Łódź"])
def test_an_ordinary_name_is_taken(path: Path, ours: Library, name: str) -> None:
    path.write_bytes(zips.whole(**{"paket.json": described(namn=name, utgivare=name)}))
    assert (read(path, ours).name, read(path, ours).publisher) == (name, name)


def test_a_later_format_asks_for_a_newer_guiden(path: Path, ours: Library) -> None:
    files = sample(**{"paket.json": described(format=2, bilder=True), "bilder/a.png": b"x"})
    assert refused(path, build(parts(files)), ours).code == "newer"


UNSIGNED: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "no signature": (lambda files: files.pop("signatur"), "unsigned"),
    "no key": (lambda files: files.pop("nyckel"), "unsigned"),
    "a short signature": (lambda files: files.update(signatur=bytes(63)), "unsigned"),
    "a long key": (lambda files: files.update(nyckel=bytes(33)), "unsigned"),
    "a signature of nothing": (lambda files: files.update(signatur=bytes(64)), "signature"),
    "a key that is no point": (lambda files: files.update(nyckel=b"\x02" * 32), "signature"),
    "somebody else's key": (
        lambda files: files.update(nyckel=signed({}, zips.OTHER_KEY)["nyckel"]),
        "signature",
    ),
    "a file too many": (lambda files: files.update({"halsa/ny.md": b"# Ny"}), "signature"),
    "a file missing": (lambda files: files.pop("halsa/sida-tva.md"), "signature"),
    "another version": (lambda f: f.update({"paket.json": described(version=4)}), "signature"),
    "two files changed about": (
        lambda f: f.update(
            {
                "halsa/sida-tva.md": f["halsa/min-sida.md"],
                "halsa/min-sida.md": f["halsa/sida-tva.md"],
            }
        ),
        "signature",
    ),
}


LOW_ORDER = (
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)


@pytest.mark.parametrize("key", LOW_ORDER)
@pytest.mark.parametrize("top", [0, 0x80])
def test_a_key_that_anyone_can_sign_for_is_refused(
    path: Path, ours: Library, key: str, top: int
) -> None:
    raw = bytearray.fromhex(key)
    raw[31] |= top
    signature = bytes([1]) + bytes(63)
    for version in range(1, 30):  # some of these texts fit the signature, whatever they say
        files = sample(**{"paket.json": described(version=version), "nyckel": bytes(raw)})
        content = build(parts({**files, "signatur": signature}))
        assert refused(path, content, ours).code == "signature"


@pytest.mark.parametrize("mistake", UNSIGNED)
def test_what_the_key_did_not_sign_is_refused(path: Path, ours: Library, mistake: str) -> None:
    change, code = UNSIGNED[mistake]
    files = signed(sample())
    change(files)
    assert refused(path, build(parts(files)), ours).code == code


TEXTS: dict[str, str | bytes] = {
    "not UTF-8": b"# A\xff",
    "half a character": "# A\ud800".encode("utf-8", "surrogatepass"),
    "a zero byte": "# A\0",
    "an escape": "# A\x1b[2J",
    "a lonely return": "# A\rb",
    "text that turns": "# A\u202eb",
    "another program's line end": "# A\u2028b",
    "a long line": "a" * 1_001,
    "many lines": "a\n\n" * 751,
    "a long paragraph": "\n".join(["a" * 999] * 3),
    "a paragraph of brackets": "[" * 51,
    "many brackets": ("[" * 50 + "\n\n") * 9,
    "quotes within quotes": ">" * 500,
    "many abbreviations": " ".join(f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(31)),
}


@pytest.mark.parametrize("mistake", TEXTS)
def test_a_text_nobody_writes_is_refused_before_it_is_parsed(
    path: Path, ours: Library, mistake: str
) -> None:
    text = TEXTS[mistake]
    content = text if isinstance(text, bytes) else text.encode()
    error = refused(path, zips.whole(0, **{"halsa/sida-tva.md": content}), ours)
    assert (error.code, error.path) == ("text", "halsa/sida-tva.md")


def test_many_texts_with_many_signs_are_too_many(path: Path, ours: Library) -> None:
    page = ("[" * 40 + "\n\n") * 10
    more = {f"halsa/s{number}.md": page.encode() for number in range(20)}
    error = refused(path, zips.whole(0, **more), ours)
    assert (error.code, error.path) == ("text", "")


def test_an_endless_lock_is_refused(path: Path, ours: Library) -> None:
    lock = b"a.b kort\n" * 2_001
    assert refused(path, zips.whole(0, **{"ids.lock": lock}), ours).code == "text"


def test_a_package_without_a_guide_is_refused(path: Path, ours: Library) -> None:
    files = {"paket.json": described(), "ids.lock": b""}
    assert refused(path, build(parts(signed(files))), ours).code == "no_guide"


@pytest.mark.parametrize("name", ["fa-hjalp-nu.md", "fa-hjalp-nu.lattlast.md"])
def test_whom_to_call_is_ours_alone(path: Path, ours: Library, name: str) -> None:
    content = zips.whole(**{f"halsa/{name}": zips.SECOND.encode()})
    assert refused(path, content, ours).code == "help"


def test_what_is_no_file_is_not_opened(tmp_path: Path, ours: Library) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "ours", "absent", "a\0b"):
        with pytest.raises(BadPackage) as caught:
            read(tmp_path / name, ours)
        assert caught.value.code == "unreadable"


def test_every_code_has_a_sentence_and_nothing_of_the_package_in_its_text(
    path: Path, ours: Library
) -> None:
    secret = "hemligt"
    error = refused(path, zips.whole(**{f"halsa/{secret}.exe": secret.encode()}), ours)
    assert error.path == f"halsa/{secret}.exe"
    assert secret not in f"{error} {error!r} {error.sentence}"
    for code, sentence in SENTENCES.items():
        assert BadPackage(code).sentence == sentence
        assert len(sentence) < 250


KNOWN = Package("rsmh", "N", "U", 3, "ab", {})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"version": 4}, None),
        ({"name": "Nytt", "publisher": "Nytt"}, None),
        ({"version": 2}, "older"),
        ({"fingerprint": "cd"}, "other_key"),
        ({"fingerprint": "cd", "version": 9}, "other_key"),
        ({"fingerprint": None}, "other_key"),
        ({"id": "nsph"}, "other_id"),
    ],
)
def test_only_the_same_key_may_replace_and_never_with_something_older(
    change: dict[str, object], code: str | None
) -> None:
    new = dataclasses.replace(KNOWN, **change)  # type: ignore[arg-type]
    if code is None:
        may_replace(KNOWN, new)
        return
    with pytest.raises(BadPackage) as caught:
        may_replace(KNOWN, new)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("a.b kort\na.c utgått\n", None),
        ("a.b kort\na.c utgått\nd.e lista\n", None),
        ("a.b utgått\na.c utgått\n", None),
        ("a.b text\na.c utgått\n", "ids"),
        ("a.b kort\na.c kort\n", "ids"),
        ("a.b kort\n", "ids"),
        ("a.c utgått\n", "ids"),
        ("", "ids"),
    ],
)
def test_an_id_that_was_given_out_never_means_something_else(now: str, code: str | None) -> None:
    old = dataclasses.replace(KNOWN, files={"ids.lock": "a.b kort\na.c utgått\n"})
    new = dataclasses.replace(KNOWN, files={"ids.lock": now}, version=4)
    if code is None:
        may_replace(old, new)
        return
    with pytest.raises(BadPackage) as caught:
        may_replace(old, new)
    assert caught.value.code == code


def test_the_bytes_of_a_file_are_read_as_the_file_is(path: Path, ours: Library) -> None:
    path.write_bytes(zips.whole())
    assert fetch(path) == zips.whole()
    assert read(fetch(path), ours) == read(path, ours)
    assert unpack(fetch(path)) == unpack(path)
    with pytest.raises(BadPackage) as caught:
        fetch(path.with_name("absent"))
    assert caught.value.code == "unreadable"


def test_a_file_that_is_far_too_big_is_not_read_to_its_end(path: Path, ours: Library) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert len(fetch(path)) < 2_000_000
    with pytest.raises(BadPackage) as caught:
        read(fetch(path), ours)
    assert caught.value.code == "too_big"


def test_a_key_is_not_added_to_a_folder_without_one() -> None:
    with pytest.raises(BadPackage):
        may_replace(dataclasses.replace(KNOWN, fingerprint=None), KNOWN)


def shown(one: str) -> bool:
    """Whether it is a letter that the app has a font for."""
    return one.isalpha() and not UNDRAWN.search(one)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9]{1,8}/[a-z0-9]{1,8}\.md", fullmatch=True).filter(
            lambda name: "/guide.md" not in name and name[:3] not in {"con", "prn", "aux", "nul"}
        ),
        st.text(st.characters(categories=["L", "N"]), max_size=60),
        max_size=8,
    ),
    st.integers(1, 2**31 - 1),
    st.text(
        st.sampled_from([chr(n) for n in range(0x180) if shown(chr(n))]), min_size=1, max_size=80
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_texts_come_out_as_they_went_in(
    path: Path, texts: dict[str, str], version: int, name: str
) -> None:
    name = normalize("NFC", name)
    files = sample(**{key: text.encode() for key, text in texts.items()})
    files["paket.json"] = described(version=version, namn=name)
    path.write_bytes(build(parts(signed(files))))
    found = unpack(path)
    assert (found.version, found.name) == (version, name)
    assert {key: found.files[key] for key in texts} == texts
    assert found.files.keys() == files.keys() - {"paket.json"}
