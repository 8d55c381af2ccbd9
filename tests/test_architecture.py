"""The rooms of `app/`, and the doors between them.

    ui ──► share ──► workbook ──┬──► packages ──► guide    owns markdown
    owns flet        │          │    has cryptography too, for signatures
                     │          ├──► vault       owns cryptography, argon2, sqlalchemy,
                     │          │                shamir_mnemonic
                     └──────────┴──► envelope    has cryptography too, for what leaves the vault
    preview ──► ui, share, workbook, guide, vault, serve
    share owns fontTools, pypdf

An arrow goes one way, and each third-party library enters by one room. The doors that start the app
(`__main__`, `main`, `desktop`, `serve`, `preview`) hand a page to `ui`, so they may know flet; of
them only `main` and `preview` know `ui`. Nobody knows `main` but `__main__` and the root `main.py`,
and nobody knows `preview` but `__main__`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Who may import whom. "paths" and "stops" ask nobody. The version is for all.
ARROWS: dict[str, set[str]] = {
    "__init__": set(),
    "paths": set(),
    "stops": set(),
    "guide": set(),
    "vault": set(),
    "envelope": set(),
    "workbook": {"guide", "vault", "packages", "envelope"},
    "share": {"workbook", "guide", "envelope"},
    "packages": {"guide"},
    "traces": {"paths"},
    "ui": {"share", "workbook", "guide", "paths", "traces"},
    "serve": {"paths", "stops"},
    "desktop": {"paths", "stops"},
    "preview": {"paths", "stops", "ui", "share", "workbook", "vault", "guide", "serve"},
    "main": {"paths", "stops", "ui", "guide"},
    "authors": {"paths", "guide", "packages"},
    "__main__": {"paths", "main", "desktop", "serve", "guide", "authors", "preview"},
}
DOORS = {"main", "desktop", "serve", "preview"}
LIBRARIES: dict[str, set[str]] = {
    "markdown": {"guide"},
    "hunspell": {"guide"},
    "cryptography": {"vault", "packages", "envelope"},
    "argon2": {"vault"},
    "sqlalchemy": {"vault"},
    "shamir_mnemonic": {"vault"},
    "flet": {"ui", *DOORS},
    "flet_local_auth": {"ui"},
    "flet_secure_storage": {"ui"},
    "flet_web": {"serve"},
    "fontTools": {"share"},
    "pypdf": {"share"},
    "flet_desktop": {"desktop"},
    "uvicorn": {"serve"},
    "platformdirs": {"paths"},
    "icalendar": {"share"},
}
# Whatever can reach another program or machine stays with `serve`.
OUTSIDE = {"ftplib", "http", "poplib", "smtplib", "socket", "socketserver", "ssl", "webbrowser"}
OUTSIDE |= {"imaplib", "telnetlib", "urllib.request", "wsgiref", "xmlrpc"}
OPENERS = {"start_server", "start_unix_server", "create_server", "create_unix_server"}
OPENERS |= {"open_connection", "open_unix_connection", "create_connection"}
HIDDEN = {"import_module", "__import__"}
LONGEST = 400


def findings(root: Path) -> list[str]:
    """Everything in `root`/app that breaks a rule, each as a line with the file and the place."""
    found = []
    for path in sorted((root / "app").rglob("*.py")):
        inside = path.relative_to(root / "app")
        room = inside.parts[0].removesuffix(".py")
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > LONGEST:
            found.append(f"app/{inside}: {lines} lines, and {LONGEST} is the most one reads")
        if room not in ARROWS:
            found.append(f"app/{inside}: no room is called {room}")
            continue
        tree = ast.parse(text)
        if path.name == "__init__.py" and not ast.get_docstring(tree):
            found.append(f"app/{inside}: a room begins with its manual, a docstring")
        package = ("app", *inside.parts[:-1])
        for line, name in imports(tree, package):
            if complaint := judge(room, name):
                found.append(f"app/{inside}:{line}: {complaint}")
        found += [f"app/{inside}:{line}: {what}" for line, what in back_doors(tree, room)]
    return found


def judge(room: str, name: str) -> str | None:
    """What is wrong with `room` importing `name`, if anything."""
    top, _, rest = name.partition(".")
    if top == "app":
        other = rest.split(".")[0] or "__init__"
        if other in {room, "__init__"} or other in ARROWS[room]:
            return None
        return f"{room} must not know {other}"
    if top in sys.stdlib_module_names:
        parts = name.split(".")
        outside = {".".join(parts[: i + 1]) for i in range(len(parts))} & OUTSIDE
        return f"only serve reaches outside, and this is {name}" if outside - _own(room) else None
    owners = LIBRARIES.get(top)
    if owners is None:
        return f"{top} belongs to no room"
    return None if room in owners else f"{top} belongs to {' and '.join(sorted(owners))}"


def _own(room: str) -> set[str]:
    return OUTSIDE if room == "serve" else set()


def imports(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Every module that is imported, wherever in the file, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            for name in node.names:
                # `from app import paths` imports a room; `from app import __version__` does not.
                if base == "app" and name.name in ARROWS:
                    yield node.lineno, f"app.{name.name}"
                elif base == "urllib":
                    yield node.lineno, f"urllib.{name.name}"
                else:
                    yield node.lineno, base


def back_doors(tree: ast.Module, room: str) -> Iterator[tuple[int, str]]:
    """Sockets opened through asyncio, and imports that this test could not see."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in OPENERS and room != "serve":
                yield node.lineno, f"only serve opens a socket, and this is {name}"
            if name in HIDDEN:
                yield node.lineno, f"{name} hides an arrow"


def test_every_arrow_goes_one_way_and_each_library_has_one_room() -> None:
    assert findings(ROOT) == []


def test_the_rooms_are_there() -> None:
    there = {path.name.removesuffix(".py") for path in (ROOT / "app").iterdir()}
    rooms = {"guide", "vault", "workbook", "share", "ui", "serve", "desktop", "main", "paths"}
    assert rooms <= there


def test_only_the_two_doors_know_main_and_only_the_command_line_the_preview() -> None:
    for door in ("main", "preview"):
        assert [room for room, known in ARROWS.items() if door in known] == ["__main__"]
    assert "app.main" in (ROOT / "main.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "code", "complaint"),
    [
        ("guide/parse.py", "from app.vault import seal", "guide must not know vault"),
        ("guide/parse.py", "from app.workbook.answers import x", "guide must not know workbook"),
        ("vault/vault.py", "import app.guide", "vault must not know guide"),
        ("vault/vault.py", "from ..guide import model", "vault must not know guide"),
        ("vault/deep/er.py", "from ...guide import model", "vault must not know guide"),
        ("ui/app.py", "from app.vault import errors", "ui must not know vault"),
        ("ui/app.py", "from app import vault", "ui must not know vault"),
        ("ui/app.py", "def f():\n    from app.vault import seal", "ui must not know vault"),
        ("workbook/w.py", "from app.ui import texts", "workbook must not know ui"),
        ("workbook/w.py", "from app.main import application", "workbook must not know main"),
        ("ui/app.py", "from app.main import application", "ui must not know main"),
        ("serve/a.py", "from app.ui.app import start", "serve must not know ui"),
        (
            "workbook/w.py",
            "import flet as ft",
            "belongs to desktop and main and preview and serve and ui",
        ),
        ("ui/app.py", "import sqlalchemy", "sqlalchemy belongs to vault"),
        ("envelope/age.py", "from app.vault import seal", "envelope must not know vault"),
        (
            "workbook/w.py",
            "from cryptography.hazmat import x",
            "belongs to envelope and packages and vault",
        ),
        ("ui/blocks.py", "import markdown", "markdown belongs to guide"),
        ("vault/v.py", "import requests", "requests belongs to no room"),
        ("vault/v.py", "import socket", "only serve reaches outside, and this is socket"),
        ("ui/a.py", "import urllib.request", "only serve reaches outside, and this is urllib"),
        ("ui/a.py", "from urllib import request", "only serve reaches outside"),
        ("ui/a.py", "import http.client", "only serve reaches outside"),
        ("ui/a.py", "import asyncio\nasyncio.start_server(f)", "only serve opens a socket"),
        ("ui/a.py", "loop.create_server(f)", "only serve opens a socket"),
        ("ui/a.py", "import importlib\nimportlib.import_module('x')", "hides an arrow"),
        ("guide/g.py", "x = 1\n" * 401, "401 lines"),
        ("helpers.py", "x = 1", "no room is called helpers"),
        ("share/__init__.py", "x = 1", "a room begins with its manual"),
    ],
)
def test_a_broken_rule_is_found(tmp_path: Path, file: str, code: str, complaint: str) -> None:
    path = tmp_path / "app" / file
    path.parent.mkdir(parents=True)
    path.write_text(code, encoding="utf-8")
    found = findings(tmp_path)
    assert len(found) == 1
    assert complaint in found[0]
    assert found[0].startswith(f"app/{file}:")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ui/app.py", "import flet as ft\nfrom app.workbook import answers\nfrom . import kit"),
        ("workbook/w.py", "from app.guide import Field\nfrom app.vault.vault import Vault"),
        ("vault/v.py", "import sqlalchemy, hashlib\nfrom .keys import x\nimport urllib.parse"),
        ("serve/s.py", "import socket, uvicorn\nfrom app.paths import Places"),
        ("__main__.py", "from app import __version__, paths\nfrom app.main import application"),
    ],
)
def test_a_kept_rule_is_no_finding(tmp_path: Path, file: str, code: str) -> None:
    path = tmp_path / "app" / file
    path.parent.mkdir(parents=True)
    path.write_text(code, encoding="utf-8")
    assert findings(tmp_path) == []
