"""A small content folder for the tests of the check."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from app.guide import check, ids
from app.guide.files import Files
from tests.guide.small import GUIDE, HELP, SECTION


@pytest.fixture(scope="session", autouse=True)
def one_dictionary() -> Iterator[None]:
    """The computer's dictionary, read once for all tests: that takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        with suppress(ImportError):
            import hunspell

            patch.setattr(hunspell, "Hunspell", cache(hunspell.Hunspell))
        yield


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder without findings."""
    for name in ("g", "gemensamt"):
        (tmp_path / name).mkdir()
    (tmp_path / "g/guide.md").write_text(GUIDE)
    (tmp_path / "g/a.md").write_text(SECTION)
    (tmp_path / "gemensamt/fa-hjalp-nu.md").write_text(HELP)
    ids.write(Files(tmp_path))
    assert check.check(tmp_path) == []
    return tmp_path
