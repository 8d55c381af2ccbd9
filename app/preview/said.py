"""What the page says in words: the list of sections, and what the check says of a file."""

from collections.abc import Sequence
from pathlib import Path

from app.guide import Library
from app.guide.finding import Finding
from app.guide.library import LANGUAGES, split
from app.share.markup import Html, block, joined, tag

NOT_YET = "Granskningen är inte klar."
NO_FILE = "Filen finns inte längre. Spara den igen, eller välj ett annat avsnitt."
ALL_WELL = "Allt stämmer i den här filen."
NO_SPELLING = "Stavningen är inte kontrollerad: här finns ingen ordlista."


def sections(library: Library) -> Html:
    """Every section, as a link, under the guide that has it. Have everything parsed."""
    in_guides = {one for guide in library.guides for one in guide.sections}
    loose = [one for one in library.section_files if one not in in_guides]
    lists = [(guide.title, guide.sections) for guide in library.guides]
    lists += [("Andra avsnitt", tuple(loose))] if loose else []
    return joined(
        *(
            joined(tag("h2", title), block("ul", *(_link(library, one) for one in ids)))
            for title, ids in lists
        )
    )


def _link(library: Library, section_id: str) -> Html:
    title = library.section(section_id).title
    return tag("li", tag("a", title, href=f"#{section_id}"))


def findings(
    found: Sequence[Finding] | None, path: Path | None, content: Path, *, spelled: bool
) -> Html:
    """What the check says of the file at ``path``; how much it says of others in a sentence.

    What it says of the same section's words in another language stands with it.
    """
    if path is None:
        return tag("p", NO_FILE)
    head = tag("h2", f"Granskning av {path.relative_to(content).as_posix()}")
    if found is None:
        return joined(head, tag("p", NOT_YET))
    mine = [one for one in found if _belongs(one, path)]
    rows = block("ul", *(_finding(one, path) for one in mine)) if mine else tag("p", ALL_WELL)
    others = [one for one in found if not _belongs(one, path)]
    quiet = [] if spelled else [NO_SPELLING]
    if others:
        errors = sum(not one.warning for one in others)
        quiet.append(
            f"I andra filer: {errors} fel, {_warnings(len(others) - errors)}. "
            "Kör guiden check för att se dem."
        )
    return joined(head, rows, *(tag("p", one, class_="quiet") for one in quiet))


def _belongs(one: Finding, path: Path) -> bool:
    section_id, ending = split(one.path) if one.path else ("", "")
    return one.path == path or (ending in LANGUAGES and section_id == split(path)[0])


def _finding(one: Finding, path: Path) -> Html:
    place = f"rad {one.line}" if one.path in (None, path) else f"rad {one.line} i {one.path.name}"
    return tag(
        "li",
        tag("strong", f"{one.weight.capitalize()} på {place}."),
        f" {one.message} {one.remedy} ".replace("  ", " "),
        tag("span", one.code, class_="quiet"),
        class_=one.weight,
    )


def _warnings(number: int) -> str:
    return f"{number} varning{'' if number == 1 else 'ar'}"
