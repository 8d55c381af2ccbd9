"""The preview as a program: who gets in, what it leaves behind, and what it says."""

from __future__ import annotations

import json
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosedError

from app.stops import STOPS
from tests.preview.conftest import Preview, written
from tests.serve.running import Running
from tests.serve.visitor import Visitor, get, register

FRAMES = ("telefon/", "dator/")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The section that the page of ``visitor`` shows."""
    return written(tmp_path_factory.mktemp("served") / "content") / "g/a.md"


@pytest.fixture(scope="module")
def visitor(file: Path) -> Iterator[Visitor]:
    """At the page of a preview that several tests visit, one after another."""
    env = {"TMPDIR": str(file.parents[2]), "HOME": str(file.parents[2])}
    with Running("-m", "app", "--no-open", "preview", str(file), env=env) as running:
        yield Visitor.invited(running.link)


def frame(visitor: Visitor, name: str) -> Visitor:
    return Visitor(visitor.port, visitor.folder + name, visitor.cookie)


def test_the_page_opens_with_the_link_alone_and_the_frames_with_the_page(preview: Preview) -> None:
    running = preview("a")
    port = running.port
    path = urlsplit(running.link).path
    assert get(port, "/").status == 403
    visitor = Visitor.invited(running.link)
    assert get(port, path).status == 410
    assert 'data-section="a"' in visitor.get().body
    for name in FRAMES:
        assert "flet.webSocketEndpoint" in visitor.get(name).body
        assert get(port, visitor.folder + name).status == 403
        heads = {"Cookie": visitor.cookie}
        assert get(port, visitor.folder + name, {**heads, "Origin": "null"}).status == 403
        assert get(port, visitor.folder + name, heads, host="evil.example").status == 403
        assert visitor.get(name, Sec_Fetch_Site="cross-site").status == 403
    for wrong in ("telefon", "okand/", "nu/", "docs", "telefon/docs", "../", "slut"):
        assert visitor.get(wrong).status == 404


def test_only_the_page_may_frame_the_apps_and_nobody_the_page(visitor: Visitor) -> None:
    front = visitor.get()
    policy = front.head("content-security-policy")
    assert "frame-ancestors 'none'" in policy
    assert "frame-src 'self' blob:" in policy
    assert front.head("x-frame-options") == "DENY"
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert front.body.count("<script") == front.body.count(f'<script nonce="{nonce}"') == 1
    for name in FRAMES:
        inside = visitor.get(name)
        assert "frame-ancestors 'self'" in inside.head("content-security-policy")
        assert "frame-src" not in inside.head("content-security-policy")
        assert inside.head("x-frame-options") == "SAMEORIGIN"
        assert inside.head("cache-control") == "no-store"


def test_each_frame_has_one_live_window_of_its_own(visitor: Visitor) -> None:
    phone, desktop = (frame(visitor, name) for name in FRAMES)
    with phone.connect(phone.socket()) as one, desktop.connect(desktop.socket()) as other:
        register(one)
        register(other)
        with phone.connect(phone.socket()) as newer:
            register(newer)
            with pytest.raises(ConnectionClosedError):
                list(one)
            assert one.close_code == 4001
        other.ping().wait(10)
    assert phone.refused(visitor.folder + "ws/x")
    assert phone.refused(visitor.folder + "telefon/ws/x")
    assert phone.refused(desktop.socket().replace("dator", "telefon"))


def test_a_saved_sentence_reaches_the_page(visitor: Visitor, file: Path) -> None:
    number = re.search(r'data-page="(\d+)"', visitor.get().body)
    assert number
    ask = f"nu?sida={number[1]}&avsnitt=a&sett="
    shown = json.loads(visitor.get(ask).body)
    file.write_text(file.read_text().replace("Hej då.", "Vi ses igen."))
    deadline = time.monotonic() + 10
    while "Vi ses igen." not in shown["paper"]:
        shown = json.loads(visitor.get(f"{ask}{shown['version']}").body)
        assert time.monotonic() < deadline


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Posix")
@pytest.mark.parametrize("number", STOPS)
@pytest.mark.parametrize("times", [1, 3])
def test_nothing_is_left_when_it_ends(
    preview: Preview, tmp_path: Path, number: signal.Signals, times: int
) -> None:
    running = preview("a")
    visitor = Visitor.invited(running.link)
    phone = frame(visitor, FRAMES[0])
    with phone.connect(phone.socket()) as connection:
        register(connection)
        vaults = tmp_path / "temporary"
        deadline = time.monotonic() + 20
        while not list(vaults.rglob("valv.guiden")):
            assert time.monotonic() < deadline
        for _ in range(times):
            running.process.send_signal(number)
        assert running.ended(15) == 0
    assert list(vaults.iterdir()) == []
    assert not (tmp_path / "home").exists()
    assert "Traceback" not in running.output


def test_a_page_that_waits_for_news_does_not_hold_up_the_end(preview: Preview) -> None:
    running = preview("a")
    visitor = Visitor.invited(running.link)
    visitor.get()
    asking = threading.Event()

    def ask() -> None:
        version = "0"
        while True:
            try:
                answer = visitor.get(f"nu?sida=1&avsnitt=a&sett={version}")
            except OSError:
                return
            version = str(json.loads(answer.body)["version"]) if answer.status == 200 else "0"
            asking.set()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    assert asking.wait(10)
    began = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - began < 5
    thread.join(10)


def test_the_content_is_only_read(preview: Preview, content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    running = preview("a")
    visitor = Visitor.invited(running.link)
    phone = frame(visitor, FRAMES[0])
    with phone.connect(phone.socket()) as connection:
        register(connection)
        visitor.get("nu?sida=0")
    running.stop()
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_it_says_how_to_go_on_and_where(preview: Preview) -> None:
    running = preview()
    assert running.link.startswith("http://127.0.0.1:")
    assert running.lines[0].startswith("Ändra i filen och spara")
    assert len(running.lines) == 2


def test_a_port_in_use_is_told_of(content: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with Running("-m", "app", "--port", port, "preview", "a", str(content)) as running:
            assert running.ended() == 1
            assert running.lines[-1].startswith(f"Port {port} används redan.")
