"""What the other programs, pages and machines around us can try, and how far they get."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosedError

from tests.serve.running import Running
from tests.serve.visitor import Visitor, get, press, register

# Headers that tell of a stranger, each with a sentence that names the attack.
STRANGERS = [
    pytest.param({"Cookie": ""}, id="a_program_without_the_cookie"),
    pytest.param({"Cookie": "guiden=" + "A" * 43}, id="a_program_with_a_guessed_cookie"),
    pytest.param({"Cookie": "guiden="}, id="a_program_with_an_empty_cookie"),
    pytest.param({"Cookie": "guiden=å"}, id="a_program_with_a_strange_letter_in_its_cookie"),
    pytest.param({"Host": "evil.example"}, id="a_name_rebound_to_this_machine"),
    pytest.param({"Host": "evil.example:{port}"}, id="a_rebound_name_with_our_port"),
    pytest.param({"Host": "localhost:{port}"}, id="another_name_for_this_machine"),
    pytest.param({"Host": "127.0.0.1"}, id="our_address_without_the_port"),
    pytest.param({"Host": "127.0.0.1.evil.example:{port}"}, id="a_host_that_begins_like_ours"),
    pytest.param({"Origin": "http://evil.example"}, id="a_script_on_another_site"),
    pytest.param({"Origin": "http://127.0.0.1:1"}, id="a_script_from_another_port"),
    pytest.param({"Origin": "https://127.0.0.1:{port}"}, id="a_script_from_another_scheme"),
    pytest.param({"Origin": "null"}, id="a_script_in_a_sandboxed_frame"),
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="a_link_on_another_site"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="a_page_from_another_port"),
]


def filled(heads: dict[str, str], port: int) -> dict[str, str]:
    return {name: value.replace("{port}", str(port)) for name, value in heads.items()}


def test_the_person_gets_in(resident: Visitor) -> None:
    answer = resident.get()
    assert answer.status == 200
    assert "<title>Guiden</title>" in answer.body
    assert resident.get("leaf.txt").body == "ett löv"


@pytest.mark.parametrize("heads", STRANGERS)
def test_no_page_for(resident: Visitor, heads: dict[str, str]) -> None:
    changed = {"Cookie": resident.cookie, **filled(heads, resident.port)}
    host = changed.pop("Host", None)
    encoded = {name: value.encode().decode("latin-1") for name, value in changed.items()}
    answer = get(resident.port, resident.folder, encoded, host=host)
    assert answer.status == 403
    assert "Guiden" not in answer.body  # nor is a stranger told what program this is


@pytest.mark.parametrize("heads", [p for p in STRANGERS if "Sec" not in str(p.values[0])])
def test_no_session_for(resident: Visitor, heads: dict[str, str]) -> None:
    changed = filled(heads, resident.port)
    assert resident.refused(resident.socket(), **changed)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Origin": None}, id="a_program_that_gives_no_origin"),
        pytest.param({"Sec_Fetch_Site": "cross-site"}, id="a_browser_that_says_cross_site"),
    ],
)
def test_no_session_either_for(resident: Visitor, changes: dict[str, str | None]) -> None:
    assert resident.refused(resident.socket(), **changes)


def test_the_person_gets_a_session(resident: Visitor) -> None:
    assert not resident.refused(resident.socket())


@pytest.mark.parametrize(
    "path",
    ["/ws", "{folder}ws", "{folder}ws/", "{folder}ws/guessed", "{folder}", "/ws/{ticket}"],
)
def test_a_socket_needs_a_ticket_from_its_page(resident: Visitor, path: str) -> None:
    ticket = resident.socket().rsplit("/", 1)[1]
    assert resident.refused(path.replace("{folder}", resident.folder).replace("{ticket}", ticket))


@pytest.mark.parametrize("hosts", [[], ["127.0.0.1:{port}", "127.0.0.1:{port}"]])
@pytest.mark.parametrize("upgrade", [False, True], ids=["page", "socket"])
def test_exactly_one_host_is_named(resident: Visitor, hosts: list[str], upgrade: bool) -> None:
    heads = [f"Host: {host}".replace("{port}", str(resident.port)) for host in hosts]
    heads += [f"Cookie: {resident.cookie}", f"Origin: http://127.0.0.1:{resident.port}"]
    if upgrade:
        heads += ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        heads += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    path = resident.socket() if upgrade else resident.folder
    answer = raw(resident.port, "\r\n".join([f"GET {path} HTTP/1.1", *heads, "", ""]))
    assert answer.startswith("HTTP/1.1 40")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_reading_is_allowed(resident: Visitor, method: str) -> None:
    heads = {"Cookie": resident.cookie}
    assert get(resident.port, resident.folder, heads, method=method).status == 405
    assert get(resident.port, resident.folder + "upload", heads, method=method).status == 405


def test_the_link_works_once_and_then_says_so(server: Running) -> None:
    path = urlsplit(server.link).path
    assert get(server.port, path).status == 200
    again = get(server.port, path)
    assert again.status == 410
    assert "Länken är redan använd" in again.body
    assert again.head("set-cookie") == ""


def test_a_wrong_try_does_not_burn_the_link(server: Running) -> None:
    path = urlsplit(server.link).path
    for wrong in ["/open/", "/open/A", path[:-1], path + "A", path.upper(), "/open/%00"]:
        answer = get(server.port, wrong)
        assert (answer.status, answer.head("set-cookie")) == (403, "")
    assert get(server.port, path, host="evil.example").status == 403
    assert get(server.port, path, {"Origin": "http://evil.example"}).status == 403
    assert get(server.port, path, method="POST").status == 405
    assert get(server.port, path, method="HEAD").head("set-cookie") == ""
    assert get(server.port, path, {"Sec-Purpose": "prefetch"}).status == 403
    assert get(server.port, path, {"Sec-Fetch-Dest": "iframe"}).status == 403
    assert get(server.port, path).status == 200


def test_the_link_may_come_from_the_launch_file(server: Running) -> None:
    heads = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
    assert get(server.port, urlsplit(server.link).path, heads).status == 200


def test_the_cookie_stays_in_its_folder_and_out_of_scripts(server: Running) -> None:
    cookie = get(server.port, urlsplit(server.link).path).head("set-cookie")
    _, path, *rest = cookie.split("; ")
    assert len(path) > len("Path=/") + 30  # a cookie for / would reach every port of this machine
    assert sorted(rest) == ["HttpOnly", "SameSite=Strict"]


def test_the_cookie_opens_nothing_outside_its_folder(resident: Visitor) -> None:
    heads = {"Cookie": resident.cookie}
    for path in ["/", "/index.html", "/docs", "/openapi.json", resident.folder[:-1], "//", "/.."]:
        assert get(resident.port, path, heads).status == 403


@pytest.mark.parametrize("page", ["docs", "redoc", "openapi.json", "oauth_callback", "upload"])
def test_what_flet_mounts_beside_the_app_is_closed(resident: Visitor, page: str) -> None:
    assert resident.get(page).status == 404
    assert resident.get(page + "/").status == 404
    assert resident.get(page + "?code=1").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "assets/../../secret.txt",
        "..\\secret.txt",
        "%5c..%5csecret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "leaf.txt%00",
    ],
)
def test_no_way_out_of_the_folder(resident: Visitor, path: str) -> None:
    answer = resident.get(path)
    assert "not for anyone" not in answer.body
    assert "root:" not in answer.body
    assert answer.status in (403, 404) or "<title>Guiden</title>" in answer.body


def test_asking_for_the_last_page_ends_nothing(server: Running, visitor: Visitor) -> None:
    last = visitor.folder + "slut"
    assert visitor.get("slut").status == 404
    assert visitor.get("slut?x").status == 404
    for heads in ({}, {"Origin": "http://evil.example", "Cookie": visitor.cookie}):
        assert get(server.port, last, heads).status == 403
    assert get(server.port, last, {"Cookie": visitor.cookie}, method="POST").status == 405
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")


def test_when_the_app_leaves_only_the_last_page_is_left(server: Running, visitor: Visitor) -> None:
    path = visitor.socket()
    with visitor.connect(path) as connection:
        register(connection)
        server.wait_for("started 1")
        press(connection, "F9")
        with pytest.raises(ConnectionClosedError):
            list(connection)
        assert connection.close_code == 4002
    last = visitor.folder + "slut"
    assert visitor.refused(path)
    assert visitor.get().status == 403
    assert visitor.get("leaf.txt").status == 403
    # Neither a stranger nor a look ahead may take the page from the window it is for.
    assert get(server.port, last).status == 403
    assert get(server.port, last, {"Cookie": visitor.cookie, "Origin": "null"}).status == 403
    assert get(server.port, last, {"Cookie": visitor.cookie}, method="HEAD").status == 200
    answer = visitor.get("slut")
    assert answer.status == 200
    assert "Guiden" not in answer.body
    assert answer.head("clear-site-data") == '"cache", "storage"'
    assert answer.head("set-cookie").startswith(f"guiden=; Path={visitor.folder}; ")
    assert answer.head("set-cookie").endswith("; Max-Age=0")
    assert server.ended(5) == 0
    assert server.lines[-1] == "locked 1"


def test_the_program_ends_though_nobody_comes_for_the_last_page(
    server: Running, visitor: Visitor
) -> None:
    with visitor.connect(visitor.socket()) as connection:
        register(connection)
        server.wait_for("started 1")
        press(connection, "F9")
    assert server.ended(15) == 0


def test_only_this_machine_can_connect(resident: Visitor) -> None:
    for family, address in other_addresses():
        with socket.socket(family, socket.SOCK_STREAM) as attempt:
            attempt.settimeout(2)
            assert attempt.connect_ex((address, resident.port)) != 0, address


def test_every_answer_forbids_the_outside(resident: Visitor) -> None:
    answers = [
        resident.get(),
        resident.get("main.dart.js"),
        resident.get("docs"),
        resident.get("annat-fonster"),
        get(resident.port, "/open/wrong"),
        get(resident.port, "/"),
    ]
    for answer in answers:
        policy = answer.head("content-security-policy")
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
        assert f"connect-src 'self' ws://127.0.0.1:{resident.port};" in policy
        assert "http:" not in policy
        assert "https:" not in policy
        assert answer.head("access-control-allow-origin") == ""
        assert answer.head("cache-control") == "no-store"
        assert answer.head("referrer-policy") == "no-referrer"
        assert answer.head("x-content-type-options") == "nosniff"
        assert answer.head("cross-origin-opener-policy") == "same-origin"
        assert answer.head("cross-origin-resource-policy") == "same-origin"
        assert answer.head("server") == ""


def test_each_page_has_a_nonce_of_its_own(resident: Visitor) -> None:
    first, second = resident.get(), resident.get()
    assert first.head("content-security-policy") != second.head("content-security-policy")
    nonce = first.head("content-security-policy").split("'nonce-")[1].split("'")[0]
    assert first.body.count("<script") == first.body.count(f'<script nonce="{nonce}"') > 3


def test_what_a_person_types_is_never_logged(server: Running, visitor: Visitor) -> None:
    with visitor.connect(visitor.socket()) as connection:
        # Neither a well-formed message, nor one that Flet trips on and would quote.
        connection.send(b"\0" + b"\x92\x01\x81\xa4page\xabhemligt ord")
        connection.send(b"hemligt ord")
    with visitor.connect(visitor.socket()) as connection:
        connection.send(b"\0" + b"\x92\x63\xabhemligt ord")
    server.stop()
    assert "hemligt" not in server.output
    assert [line for line in server.lines if line.startswith("DEBUG")] == []


def raw(port: int, request: str) -> str:
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile(encoding="latin-1").readline()


def other_addresses() -> list[tuple[socket.AddressFamily, str]]:
    """The machine's addresses besides 127.0.0.1; a datagram socket finds them, sending nothing."""
    found = [(socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found.append((socket.AF_INET, probe.getsockname()[0]))
        except OSError:
            pass  # no network at all
    return found
