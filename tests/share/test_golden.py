"""One small section of each kind, filled and as a form, as it looked when somebody last read it.

After a change that is meant: ``RENEW=1 python -m pytest tests/share/test_golden.py``, and read the
difference before it is committed. The style is left out of the files: see ``app/share/style.py``.
"""

import json
import os
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from app.guide import Kind, Section, parse
from app.share import document, page, plain
from app.share.style import STYLE
from app.ui.look import DARK, LIGHT
from app.workbook.answers import Answer

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "samples").glob("*.md"))
ANSWERS = {
    key: Answer.of(record)
    for key, record in json.loads((HERE / "samples" / "answers.json").read_text("utf-8")).items()
}


def read(path: Path) -> Section:
    return parse.section(path.read_text("utf-8"), path.stem).node


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_looks_as_it_did(path: Path) -> None:
    section = read(path)
    pages = [page(section, ANSWERS.get), page(section, {}.get, form=True)]
    made = {
        "html": document(pages, f"Prov: {section.title}").replace(STYLE, ""),
        "txt": plain(pages, f"Prov: {section.title}"),
    }
    for ending, text in made.items():
        golden = HERE / "golden" / f"{path.stem}.{ending}"
        if os.environ.get("RENEW"):
            golden.write_text(text, "utf-8")
        assert text == golden.read_text("utf-8")


def test_there_is_a_sample_of_every_kind_and_it_is_answered() -> None:
    fields = [field for path in SAMPLES for field in read(path).fields]
    assert {field.kind for field in fields} == set(Kind)
    assert all(ANSWERS[field.key].kind is field.kind for field in fields)


def test_the_colours_are_those_of_the_screen() -> None:
    screen = {color for scheme in (LIGHT, DARK) for color in asdict(scheme).values()}
    used = set(re.findall("#[0-9A-F]{6}", STYLE))
    assert used
    assert used <= screen
