"""Facts grow old: which of them must be read again, and since when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.guide.files import File, Files
from app.guide.finding import Finding, counted
from app.guide.model import HelpLine, Section, Source

# "lagen" ends the name of most laws, and a few words that have nothing to do with any.
_LAW = re.compile(r"§|\benligt lag\b|\b[\w-]*lagen\b", re.IGNORECASE)
_NO_LAW = re.compile(
    r"(?:av|be|bort|fast|för|hop|ihjäl|ihop|in|kring|miss|ned|ner|om|på|sam|samman|sönder|till|upp"
    r"|ut|över)?slagen|(?:an|be|för|in|under)lagen",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Fact:
    """``day`` is when ``source`` was last read; ``number`` is what it says, of a help line."""

    line: int
    day: date
    source: str
    number: str = ""


def facts(file: File[Section]) -> Iterator[Fact]:
    """Everything in the file that has a day, in order."""
    for line, block in file.parsed.fenced:
        match block:
            case HelpLine():
                day = date.fromisoformat(block.checked)
                yield Fact(line, day, block.source, f"{block.name}, {block.number}")
            case Source():
                yield Fact(line, date.fromisoformat(block.date), block.text)
            case _:
                pass


def a_year_before(day: date) -> date:
    """The same day a year earlier. 29 February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def findings(file: File[Section], today: date) -> Iterator[Finding]:
    """G42 a number not checked for a year, G43 a day to come, G44 law without a source."""
    for fact in facts(file):
        if fact.day > today:
            yield Finding(
                "G43",
                fact.line,
                f"Dagen {fact.day} har inte varit än.",
                "Skriv dagen då källan lästes.",
            )
        elif fact.number and fact.day < a_year_before(today):
            yield Finding(
                "G42",
                fact.line,
                f"Hjälplinjen ({fact.number}) kontrollerades {fact.day}, för över tolv månader "
                "sedan.",
                "Läs källan på nytt och skriv in dagen.",
                warning=True,
            )
    if any(isinstance(block, Source) for block in file.node.blocks):
        return
    for found in _LAW.finditer(file.text):
        if not _NO_LAW.fullmatch(found[0]):
            yield Finding(
                "G44",
                file.line_at(found.start()),
                f"Här står om lag (”{found[0]}”), men avsnittet har ingen källa.",
                "Skriv en ```källa med dagen då lagen lästes.",
                warning=True,
            )
            return


def main(folder: Path, today: date | None = None) -> int:
    """Prints what must be read again: a heading for each day and source, and where it stands."""
    if not folder.is_dir():
        print(f"Mappen {folder} finns inte. Skriv var innehållet ligger: guiden dates MAPP")
        return 1
    limit = a_year_before(today or date.today())
    files = Files(folder)
    found: dict[tuple[date, str], list[str]] = {}
    for file in [*files.sections, *files.easy]:
        for fact in facts(file):
            place = f"    {file.path.relative_to(folder).as_posix()}:{fact.line}  {fact.number}"
            found.setdefault((fact.day, fact.source), []).append(place.rstrip())
    for (day, source), places in sorted(found.items()):
        print(f"{day}  {source}{'  (läs på nytt)' if day < limit else ''}")
        print("\n".join(places))
    old = sum(day < limit for day, _ in found)
    sources = counted(len(found), "källa", "källor")
    print(f"{sources}, äldst först. {old} lästes för mer än tolv månader sedan.")
    return 0
