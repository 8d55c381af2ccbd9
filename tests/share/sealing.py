"""Makes everything that leaves sealed, in a process that may not write a byte to any file.

    python -m tests.share.sealing <folder of a workbook>

Prints how long each is in bytes, as JSON. Where a temporary file was written, or any other, the
system refuses (``RLIMIT_FSIZE``), and the program ends with an error.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
from pathlib import Path

from app.paths import find
from app.share import agreement, copy, page, pdf, work_file
from app.share.work import Work
from app.workbook.agreement import Agreement, Line
from app.workbook.answers import Answer
from tests.workbook.devices import SECTIONS, content, device, field

WORDS = "abborre affär aftonsol åska öring"


def main(folder: Path) -> None:
    guides = content(folder / "content")
    book = device(guides, folder / "valv")
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _proof()

    def written(key: str) -> Answer | None:
        return book.answer(field(book, key))

    pages = [page(guides.section(one), written) for one in SECTIONS]
    lines = {"jag-kan": (Line("", "Jag hör av mig på söndagar."),)}
    agreed = Agreement(agreement.new_id(), "overenskommelse", True, WORDS, lines)
    made = {
        "work file": work_file(pages, "Sidor", passphrase=WORDS, share="0" * 32).encode(),
        "pdf": pdf(pages, "Sidor", find().fonts, password=WORDS),
        "agreement": agreement.make(agreed),
        "copy": copy.make(book, WORDS, Work()),
    }
    copy.read(made["copy"], WORDS, Work())
    print(json.dumps({name: len(data) for name, data in made.items()}))


def _proof() -> None:
    """That the limit holds here."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"a word")
    except OSError:
        return
    raise SystemExit("this system does not keep to the limit")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
