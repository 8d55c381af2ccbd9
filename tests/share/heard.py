"""A PDF as somebody who listens gets it: the tree of its tags, and the text in each.

Read by the file alone: the codes on the sheets, and the tables that say what each stands for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject


@dataclass(frozen=True)
class Heard:
    """A tag: ``depth`` in the tree, its ``text`` without what is in tags below, and its sheets."""

    depth: int
    kind: str
    text: str
    language: str
    head: str
    sheets: tuple[int, ...]


class Listener:
    """``tags`` in order. ``artifacts``: for each sheet what is there to be seen alone."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self.reader = PdfReader(BytesIO(data), password=password or None)
        self.sheets = len(self.reader.pages)
        self.artifacts = [""] * self.sheets
        self.loose = ""  # text that belongs to nothing
        self._tables: dict[int, dict[int, str]] = {}
        self._marks: dict[tuple[int, int], str] = {}
        for number, page in enumerate(self.reader.pages):
            self._listen(number, page)
        self._numbers = {
            page.indirect_reference.idnum: n  # type: ignore[union-attr]
            for n, page in enumerate(self.reader.pages)
        }
        root: Any = self.reader.trailer["/Root"]["/StructTreeRoot"]
        self.tags = tuple(self._tree(root["/K"].get_object(), 0))

    @property
    def text(self) -> str:
        """All that is heard, a tag a line."""
        return "\n".join(one.text for one in self.tags if one.text)

    @property
    def outline(self) -> str:
        """The tree as text."""
        return "".join(
            f"{'  ' * one.depth}{one.kind}"
            + (f" [{one.language}]" if one.language else "")
            + (f" ({one.head})" if one.head else "")
            + (f" {one.text}" if one.text else "")
            + "\n"
            for one in self.tags
        )

    def of(self, kind: str) -> list[str]:
        return [one.text for one in self.tags if one.kind == kind]

    def _listen(self, number: int, page: Any) -> None:
        font: dict[int, str] = {}
        within: list[int | str] = []
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator == b"BDC":
                within.append(int(operands[1]["/MCID"]))
            elif operator == b"BMC":
                within.append(operands[0])
            elif operator == b"EMC":
                within.pop()
            elif operator == b"Tf":
                font = self._table(page["/Resources"]["/Font"][operands[0]])
            elif operator == b"Tj":
                codes = operands[0].original_bytes
                pairs = range(0, len(codes), 2)
                said = "".join(font[int.from_bytes(codes[at : at + 2])] for at in pairs)
                match within[-1:]:
                    case [int(mark)]:
                        key = (number, mark)
                        self._marks[key] = self._marks.get(key, "") + said
                    case ["/Artifact"]:
                        self.artifacts[number] += said + "\n"
                    case _:
                        self.loose += said

    def _table(self, font: DictionaryObject) -> dict[int, str]:
        if id(font) not in self._tables:
            rows = re.findall(rb"<([0-9A-F]{4})><([0-9A-F]+)>\n", font["/ToUnicode"].get_data())
            self._tables[id(font)] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
                for code, text in rows
            }
        return self._tables[id(font)]

    def _tree(self, tag: Any, depth: int) -> Iterator[Heard]:
        kids = [kid.get_object() for kid in tag.get("/K", [])]
        marks = [kid for kid in kids if kid.get("/Type") == "/MCR"]
        places = [(self._numbers[kid.raw_get("/Pg").idnum], int(kid["/MCID"])) for kid in marks]
        yield Heard(
            depth,
            tag["/S"][1:],
            "".join(self._marks.get(place, "") for place in places),
            tag.get("/Lang", ""),
            tag.get("/A", {}).get("/Scope", "")[1:],
            tuple(sheet for sheet, _ in places),
        )
        for kid in kids:
            if kid.get("/Type") != "/MCR":
                yield from self._tree(kid, depth + 1)
