"""Pages of every kind of question, and of long and strange texts, to lock in a file."""

import json
from pathlib import Path

from app.guide import Depth, Field, Kind, Section, parse
from app.share import Page, page
from app.workbook.answers import Answer

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "work_file.txt"
TITLE = "Delat med Åsa"
PHRASE = "björk lampa tåg sten moln"
SHARE = "0123456789abcdef" * 2

LONG = "".join(f"Rad {number} är åäö ÅÄÖ é.\n" for number in range(1, 500))[:10_000]
STRANGE = (
    "👩‍👩‍👧 🇸🇪 och 𝒜",
    "أحتاج إلى وقت, sedan svenska",
    '<b onclick="alert(1)">&amp;</b></script><script>alert(1)</script>',
    "Rad ett\nrad två\n\n\nstycke två   med mellanrum",
    "]]></textarea><!-- -->",
)


def samples() -> list[Page]:
    """A page for each kind, answered."""
    stored = json.loads((HERE / "samples" / "answers.json").read_text("utf-8"))
    answers = {key: Answer.of(record) for key, record in stored.items()}
    paths = sorted((HERE / "samples").glob("*.md"))
    sections = [parse.section(path.read_text("utf-8"), path.stem).node for path in paths]
    return [page(section, answers.get) for section in sections]


def strange() -> Page:
    """A page with a long answer, strange ones and an empty one."""
    texts = (LONG, *STRANGE, "")
    fields = tuple(
        Field(f"svar.nr{number}", Kind.LONG, Depth.LITTLE, f"Fråga {number}?")
        for number in range(len(texts))
    )
    answers = {
        one.key: Answer.to(one, text) for one, text in zip(fields, texts, strict=True) if text
    }
    return page(Section("svar", "Långt & <udda>", blocks=fields), answers.get)


def pages() -> list[Page]:
    return [*samples(), strange()]
