"""What leaves sealed is made in memory alone: nothing readable is on the disk meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbook.devices import LETTER, NAME, content, device, write


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of this kind there")
def test_not_a_byte_is_written_to_a_file_while_sealed_files_are_made(tmp_path: Path) -> None:
    book = device(content(tmp_path / "content"), tmp_path / "valv")
    write(book, NAME, "Åsa")
    write(book, LETTER, "Erik flyttade i mars. " * 500)
    book.lock()
    done = subprocess.run(
        [sys.executable, "-m", "tests.share.sealing", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert set(made) == {"work file", "pdf", "agreement", "copy"} and min(made.values()) > 400
