"""The example answers of a trial, in `exempel.md` at the top of the content folder.

Each stands in a block of its own, under the key of its question. Text is written as it is, and
rows with a dash: those of a choice or a checklist are the ids of options, and the cells of a row
are parted by a bar.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from app.guide.finding import did_you_mean
from app.guide.library import read
from app.guide.model import Field, Kind

FILE = "exempel.md"
_BLOCK = re.compile(r"^```exempel +(\S+) *\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CELLS = {Kind.IF_THEN: 2, Kind.CONTACT: 3}
_OPTIONS = (Kind.CHECKLIST, Kind.ONE, Kind.SEVERAL)
_ROWS = (Kind.LIST, *_OPTIONS, *_CELLS)
_KINDS = (Kind.SHORT, Kind.LONG, Kind.SCALE, *_ROWS)


@dataclass(frozen=True)
class Example:
    """An example answer as it is written. ``line``: where in the file, from 1."""

    key: str
    text: str
    line: int

    @property
    def rows(self) -> tuple[str, ...]:
        """Its lines, without their dashes."""
        return tuple(line.removeprefix("-").strip() for line in self.text.splitlines())

    @staticmethod
    def cells(row: str) -> tuple[str, ...]:
        """The cells of a row."""
        return tuple(cell.strip() for cell in row.split("|"))

    def complaint(self, field: Field) -> str:
        """Why it cannot answer ``field``, in Swedish; "" if it can."""
        kind, rows = field.kind, self.rows
        if kind not in _KINDS:
            return f"En fråga av typen {kind.value} kan inte ha något exempel."
        if not self.text:
            return "Exemplet är tomt."
        if kind is Kind.SCALE and self.text not in map(str, range(11)):
            return "Exemplet ska vara ett tal från 0 till 10."
        if kind is Kind.SHORT and len(rows) > 1:
            return "Exemplet ska vara en rad."
        if kind in _ROWS and not all(line.startswith("- ") for line in self.text.splitlines()):
            return "Varje rad ska börja med ett streck."
        if any(len(self.cells(row)) != _CELLS.get(kind, 1) for row in rows) and kind in _CELLS:
            return f"Varje rad ska ha {_CELLS[kind]} delar, med | mellan."
        if kind is Kind.ONE and len(rows) > 1:
            return "Ett val har bara ett svar."
        if kind in _OPTIONS:
            known = [option.id for option in field.options]
            unknown = [row for row in rows if row not in known]
            if unknown:
                return f"Alternativet ”{unknown[0]}” finns inte. {did_you_mean(unknown[0], known)}"
        return ""


def example_answers(folder: Path) -> tuple[Example, ...]:
    """The examples, as they stand in the content folder; () where the file cannot be read."""
    text = read(folder / FILE) or ""
    return tuple(
        Example(match[1], match[2].strip(), text.count("\n", 0, match.start()) + 1)
        for match in _BLOCK.finditer(text)
    )
