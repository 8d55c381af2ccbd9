"""An author's folder beside the app's own guides, and what is written in it."""

from __future__ import annotations

import http.client
import os
from pathlib import Path

import pytest

from app.guide import Library
from app.packages import namespaced, read_folder
from app.paths import find
from app.workbook.answers import Answer
from tests.authoring import authors_folder, said
from tests.packages.zips import build, parts, signed
from tests.serve.running import OPEN, Running
from tests.workbook.conftest import opened, vault  # noqa: F401
from tests.workbook.shelf import FIRST, WORDS, Open, add, refused, written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the program is driven as on Linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return authors_folder(tmp_path)


def test_the_app_opens_with_a_folder_beside_it_or_says_why_not(
    folder: Path, tmp_path: Path
) -> None:
    given = ("-m", "app", "--browser", "--no-open", "--data", str(tmp_path / "data"))
    with Running(*given, "--beside", str(folder)) as running:
        running.wait_for(OPEN)
        assert running.stop() == 0
    (folder / "paket.json").unlink()
    code, output = said(*given[2:], "--beside", folder)
    assert code == 1
    assert output.splitlines()[0].startswith("Paketet säger inte rätt vad det är")
    assert output.endswith(f"Mappen {folder} går inte att lägga bredvid Guidens egna.")


@pytest.fixture
def ours(folder: Path) -> Library:
    """Our own content, and the author's folder beside it."""
    own = Library(find().content)
    return own.with_beside([namespaced(read_folder(folder, own))])


def package(folder: Path, **other: tuple[str, str]) -> bytes:
    """The folder, signed. other: what is replaced by what in every text of a kind."""
    files = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        old, new = other.get(path.suffix[1:], ("", ""))
        text = path.read_text(encoding="utf-8").replace(old, new)
        files[path.relative_to(folder).as_posix()] = text.encode()
    return build(parts(signed(files)))


def test_what_an_author_wrote_beside_is_there_when_the_package_is_added(
    folder: Path,
    ours: Library,
    opened: Open,  # noqa: F811
) -> None:
    book = opened()
    book.save({FIRST: Answer.to(book.library.fields[FIRST], WORDS[FIRST])})
    other = package(folder, md=("typ: val", "typ: flerval"), lock=("a val", "a flerval"))
    assert refused(book, other) == "ids"
    add(book, package(folder))
    book.lock()
    book = opened()
    book.shelf.stand_by(Library(find().content))  # the folder is beside no more
    assert [one.id for one in book.shelf.kept] == ["rsmh"]
    assert written(book, FIRST) == WORDS[FIRST]


def test_what_an_author_wrote_beside_is_given_to_no_package_when_the_folder_is_gone(
    folder: Path,
    ours: Library,
    opened: Open,  # noqa: F811
) -> None:
    book = opened()
    book.save({FIRST: Answer.to(book.library.fields[FIRST], WORDS[FIRST])})
    book.shelf.stand_by(Library(find().content))
    assert refused(book, package(folder)) == "answers"


def test_a_half_saved_mistake_beside_does_not_end_an_app_that_was_locked(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "paket.json").write_text("{")
    script = (
        "import socket, sys\n"
        "from dataclasses import asdict\n"
        "from app.__main__ import main\n"
        "from app.main import HANDED_ON, os, start_over\n"
        "from app.serve.guard import Keys\n"
        "if HANDED_ON in os.environ:\n"
        "    sys.exit(main(['--browser', '--no-open', '--beside', sys.argv[2]]))\n"
        "listener = socket.create_server(('127.0.0.1', 0))\n"
        "print('port:', listener.getsockname()[1], flush=True)\n"
        "state = {'keys': asdict(Keys()), 'listener': listener.fileno(), 'data': sys.argv[1]}\n"
        "start_over({**state, 'look': {}}, [listener.fileno()])"
    )
    (tmp_path / "data").mkdir()
    with Running("-c", script, str(tmp_path / "data"), str(folder)) as running:
        port = running.wait_for("port: ")
        asked = http.client.HTTPConnection("127.0.0.1", int(port.split()[-1]), timeout=30)
        asked.request("GET", "/")
        assert asked.getresponse().status >= 400  # it answers, though not to us
        assert running.stop() == 0
        assert any("Paketet säger inte rätt vad det är" in line for line in running.lines)
