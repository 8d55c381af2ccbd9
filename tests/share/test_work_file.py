"""What a locked file shows to one who cannot open it: nothing but its size."""

import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from app.envelope import web
from app.guide import Library
from app.paths import find
from app.share import Page, document, page
from app.share.html import body
from app.share.locked import PURPOSE, work_file
from app.share.locked_script import SCRIPT
from tests.share import work_files
from tests.share.work_files import GOLDEN, LONG, PHRASE, SHARE, STRANGE, TITLE

SEALED = re.compile(r'<script type="application/json" id="sealed">(.*?)</script>')
PAGES = work_files.pages()


def in_base64(raw: bytes) -> list[bytes]:
    """How the bytes look in base64, wherever they begin among groups of three."""
    return [
        b64encode(b"\0" * shift + raw)[-(-shift * 4 // 3) : (shift + len(raw)) * 4 // 3]
        for shift in range(3)
    ]


class Parts(HTMLParser):
    """The elements with their attributes, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " "

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.inside.setdefault(self.cdata_elem, []).append(data)
        else:
            self.text += data


class Words(HTMLParser):
    """The text of some HTML, with a line break where it has one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.text += "\n" if tag == "br" else ""


@pytest.fixture(scope="module")
def locked() -> str:
    return work_file(PAGES, TITLE, passphrase=PHRASE, share=SHARE, language="ar")


def test_the_pages_are_behind_the_seal_and_as_the_open_document_has_them(locked: str) -> None:
    [sealed] = SEALED.findall(locked)
    content = json.loads(web.open_(web.read(sealed), PHRASE, PURPOSE))
    assert content["share"] == SHARE
    assert content["language"] == "ar"
    assert content["titles"] == [one.title for one in PAGES]
    assert content["html"] == "\n".join(body(PAGES, TITLE))
    assert all(part in document(PAGES, TITLE) for part in body(PAGES, TITLE))


def test_no_letter_number_or_line_break_is_lost(locked: str) -> None:
    """The golden file is what every browser must show; see the browser tests."""
    [sealed] = SEALED.findall(locked)
    shown = Words(json.loads(web.open_(web.read(sealed), PHRASE, PURPOSE))["html"]).text
    if os.environ.get("RENEW"):
        GOLDEN.write_text(shown, "utf-8", newline="")
    assert shown == GOLDEN.read_text("utf-8")
    for text in (LONG, *STRANGE):
        for line in text.split("\n"):
            assert line.strip() in shown


@pytest.fixture(scope="module")
def other() -> str:
    """A file with something else in it."""
    return work_file([Page("", ())], "", passphrase="en helt annan fras", share="f" * 32)


def test_nothing_of_what_is_shared_can_be_read_in_the_source(locked: str, other: str) -> None:
    written = re.findall(r"\w{6,}", Parts("\n".join(body(PAGES, TITLE))).text)
    words = {TITLE, SHARE, PHRASE, "björk", *(one.title for one in PAGES), *written}
    mine = {word for word in words if word not in other}  # some are also words of the script
    assert len(mine) > 70
    assert {TITLE, SHARE, PHRASE} < mine
    source = locked.encode()
    for word in mine:
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = word.encode(code)
            assert raw not in source, word
            assert not [one for one in in_base64(raw) if one in source], word


def test_two_files_differ_in_nothing_but_what_is_sealed(locked: str, other: str) -> None:
    assert SEALED.sub("", locked) == SEALED.sub("", other)
    near = work_file([Page("", ())], "Min!", passphrase="en helt annan fras", share="f" * 32)
    assert SEALED.findall(near) != SEALED.findall(other)
    assert len(near) == len(other)


def test_the_policy_lets_the_files_own_script_and_style_be_and_nothing_else(locked: str) -> None:
    said = Parts(locked)
    [policy] = [
        attributes["content"]
        for tag, attributes in said.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    hashes = {
        name: b64encode(sha256(said.inside[name][0].encode()).digest()).decode()
        for name in ("script", "style")
    }
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'sha256-{hashes['script']}'",
        "style-src": f"'sha256-{hashes['style']}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    names = {name for _, attributes in said.tags for name in attributes}
    assert not names & {"src", "href", "style", "action", "ping", "srcdoc"}
    assert not [name for name in names if name.startswith("on")]
    tags = [tag for tag, _ in said.tags]
    assert tags.count("script") == 2 and tags.count("style") == 1
    assert not {"link", "iframe", "object", "embed", "img", "base"} & set(tags)
    for name in ("innerHTML", "outerHTML", "eval", "Function(", "fetch", "XMLHttp", "http:"):
        assert name not in SCRIPT


def test_its_words_before_it_is_opened_say_nothing_of_health(locked: str) -> None:
    said = Parts(SEALED.sub("", locked)).text.casefold()
    assert "skriv lösenfrasen du fick" in said
    for word in ("guiden", "hälsa", "psyk", "mående", "återhämtning", "kris", "plan", "vård"):
        assert word not in said


def test_the_script_knows_every_element_and_attribute_that_pages_are_made_of() -> None:
    library = Library(find().content)
    sections = [page(library.section(one), {}.get, form=True) for one in library.section_files]
    marked = "\n".join(body([*sections, *PAGES], TITLE))
    root = ElementTree.fromstring(f"<r>{marked}</r>")
    elements = {one.tag for one in root.iter()} - {"r"}
    attributes = {name for one in root.iter() for name in one.attrib} | {"role", "aria-label"}
    known = [
        set("".join(re.findall('"(.*?)"', listed)).split())
        for listed in re.findall(r"known\((\".*?)\)", SCRIPT, re.DOTALL)
    ]
    assert len(known) == 2
    assert elements <= known[0]
    assert attributes <= known[1]
    assert not known[0] & {"script", "style", "iframe", "form", "input", "img", "object", "link"}
    assert not [name for name in known[1] if name.startswith("on")]
    assert not {"style", "src", "srcset"} & known[1]


def test_a_share_without_a_proper_name_or_passphrase_is_a_mistake() -> None:
    for share in ("", "a" * 31, "A" * 32, "a" * 32 + "\n"):
        with pytest.raises(ValueError, match="32 hexadecimal"):
            work_file(PAGES[:1], TITLE, passphrase=PHRASE, share=share)
    with pytest.raises(ValueError, match="passphrase"):
        work_file(PAGES[:1], TITLE, passphrase="- -", share=SHARE)
