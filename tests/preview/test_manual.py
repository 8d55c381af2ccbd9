"""The manual for authors shows the preview in pictures."""

import re

from tests.serve.running import ROOT

MOST = 120_000  # bytes: whoever reads it may pay for what is fetched


def test_every_picture_is_there_is_small_and_is_told_in_words() -> None:
    manual = ROOT / "content/README.md"
    pictures = re.findall(r"!\[([^]]*)\]\(([^)]*)\)", manual.read_text(encoding="utf-8"))
    assert len(pictures) > 2
    for words, where in pictures:
        assert 0 < (manual.parent / where).stat().st_size < MOST
        assert len(words) > 20


def test_no_picture_lies_where_content_is_shipped_from() -> None:
    kinds = {path.suffix for path in (ROOT / "content").rglob("*") if path.is_file()}
    assert kinds <= {".md", ".txt", ".lock", ""}
