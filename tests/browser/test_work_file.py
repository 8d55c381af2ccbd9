"""A locked file as its reader meets it: from the disk, without the net, in three engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.envelope import web
from app.share.reply import PURPOSE, Line, read_reply
from tests.browser.engines import Firefox, WebKit
from tests.browser.nowhere import eventually
from tests.browser.reading import HEARD, PAGES, WATCH, WRONG, Chromium, Reading, locked_file
from tests.share.work_files import GOLDEN, LONG, PHRASE, SHARE, STRANGE, TITLE

UNSAVED = "Ditt svar är inte sparat. Tryck en gång till om du vill gömma ändå."
OPENED = """
const whole = document.getElementById("opened").cloneNode(true);
whole.querySelectorAll(".tool").forEach(one => one.remove());
whole.querySelectorAll("br").forEach(one => one.replaceWith("\\n"));
return whole.textContent;
"""
ASKED = "return performance.getEntriesByType('resource').map(one => one.name).concat(stopped)"
SAID = "return document.getElementById({!r}).textContent"
FOCUSED = "return document.activeElement.id || document.activeElement.localName"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return locked_file(tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def reading(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reading]:
    if request.param == "chromium":
        browser: Browser = request.getfixturevalue("browser")
        with browser.new_context(offline=True) as context:
            yield Chromium(context.new_page())
    else:
        kind = {"firefox": Firefox, "webkit": WebKit}[request.param]
        with kind(tmp_path_factory.mktemp(kind.name)) as engine:
            yield engine


def unlock(reading: Reading, work: Path) -> None:
    reading.open(work)
    reading.run(WATCH)
    reading.write("#passphrase", HEARD)
    reading.click("button[type=submit]")
    eventually(lambda: reading.run("return !document.getElementById('around').hidden"))


def test_it_opens_with_the_right_passphrase_and_shows_every_word(
    reading: Reading, work: Path
) -> None:
    reading.open(work)
    reading.run(WATCH)
    before = reading.run("return document.body.innerText")
    assert "Skriv lösenfrasen du fick" in before
    assert "Här går det inte att öppna" not in before
    reading.write("#passphrase", "björk lampa tåg sten hav")
    reading.click("button[type=submit]")
    eventually(lambda: reading.run(SAID.format("trouble")) == WRONG)
    assert reading.run(FOCUSED) == "passphrase"
    assert reading.run("return document.getElementById('opened').childNodes.length") == 0
    reading.write("#passphrase", HEARD)  # what was there is marked, and goes
    reading.click("button[type=submit]")
    eventually(lambda: reading.run("return !document.getElementById('around').hidden"))
    assert reading.run(OPENED) == GOLDEN.read_text("utf-8")
    assert reading.run("return document.querySelector('h1:focus').textContent") == TITLE
    assert reading.run("return document.title") == "Låst dokument"
    assert reading.run("return document.querySelectorAll('#opened script, #opened b').length") == 0
    assert reading.run(ASKED) == []
    assert reading.asked() == []


def test_a_reply_is_saved_and_guiden_reads_it(reading: Reading, work: Path) -> None:
    unlock(reading, work)
    reading.click("#save")
    eventually(lambda: "Skriv ett svar i någon" in reading.run(SAID.format("kept")))
    last = len(PAGES) - 1
    reading.write("#reply-1", "Hej åäö")
    long = "\n".join((*STRANGE, LONG)).strip()
    reading.run(f"document.getElementById('reply-{last}').value = {json.dumps(long)}")
    reading.click("#hide")
    assert reading.run(SAID.format("warning")) == UNSAVED
    reading.click("#save")
    eventually(lambda: "svar.guidensvar är sparad" in reading.run(SAID.format("kept")))
    data = reading.saved("svar.guidensvar")
    assert "åäö".encode() not in data
    reply = read_reply(data, PHRASE, share=SHARE, pages=len(PAGES))
    assert reply.lines == (Line(1, "Hej åäö"), Line(last, long))
    sealed = web.read(data)
    inside = web.open_(sealed, PHRASE, PURPOSE)
    assert len(sealed.ciphertext) - web.TAG_BYTES == web.padded_length(len(inside))
    reading.click("#hide")
    assert reading.run("return document.getElementById('opened').childNodes.length") == 0
    assert reading.run(FOCUSED) == "title"
    assert reading.run("return document.getElementById('passphrase').value") == ""
    assert reading.run(ASKED) == []
    assert reading.asked() == []


@pytest.mark.parametrize("reading", ["firefox"], indirect=True, scope="module")
def test_the_browser_keeps_nothing_of_what_is_typed_or_shown(
    reading: Firefox, work: Path, tmp_path: Path
) -> None:
    """Firefox notes on the disk what stands in fields, so that it can be put back after a crash."""

    other = tmp_path / "other.html"
    other.write_text("<input id='passphrase'>", "utf-8")
    reading.open(other)
    reading.write("#passphrase", "kontrollzebra")
    eventually(lambda: "kontrollzebra" in reading.noted())
    reading.open(work)
    reading.click("#show")
    reading.write("#passphrase", HEARD)
    eventually(lambda: work.name in reading.noted())
    assert "lampa" not in reading.noted()
    reading.click("button[type=submit]")
    eventually(lambda: reading.run("return !document.getElementById('around').hidden"))
    reading.write("#reply-0", "svarzebra")
    reading.run("location.hash = 'later'")
    eventually(lambda: f"{work.name}#later" in reading.noted())
    noted = reading.noted()
    assert not [word for word in ("lampa", "svarzebra", "Delat med", "Rad 33") if word in noted]
