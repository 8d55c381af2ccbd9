"""A small content folder, and the preview of it in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.guide import ids
from app.guide.files import Files
from tests.guide.conftest import one_dictionary  # noqa: F401
from tests.guide.small import GUIDE, HELP, SECTION
from tests.serve.running import Running


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """See ``written``."""
    return written(tmp_path / "content")


def written(folder: Path) -> Path:
    """Content without findings: the sections ``a`` and ``b``, and ``b`` in easier words."""
    for name in ("g", "gemensamt"):
        (folder / name).mkdir(parents=True)
    (folder / "g/guide.md").write_text(GUIDE + "2. [B](b.md)\n")
    (folder / "g/a.md").write_text(SECTION)
    (folder / "g/b.md").write_text(SECTION.replace("# A", "# B"))
    (folder / "g/b.lattlast.md").write_text(SECTION.replace("# A", "# Lätta B"))
    (folder / "gemensamt/fa-hjalp-nu.md").write_text(HELP)
    ids.write(Files(folder))
    return folder


Preview = Callable[..., Running]


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    """Starts ``guiden preview`` on the content, with its temporary files in ``temporary``."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with ExitStack() as stack:

        def start(*arguments: str) -> Running:
            given = ("-m", "app", "--no-open", "preview", *arguments, str(content))
            env = {"TMPDIR": str(temporary), "HOME": str(tmp_path / "home")}
            return stack.enter_context(Running(*given, env=env))

        yield start
