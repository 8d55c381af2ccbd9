"""Ids are for ever. ``ids.lock`` lists every one that was given out, one a line.

A line is ``section.field kind`` or ``section.field#option``; one that is no longer in the content
ends with ``utgått`` and is never used again, since somebody's answer may still carry it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.guide import parse
from app.guide.finding import Finding, did_you_mean
from app.guide.library import Library, read
from app.guide.model import Section

FILE = "ids.lock"
RETIRED = "utgått"


def check(folder: Path, sections: Mapping[str, parse.Parsed[Section]]) -> list[Finding]:
    """What differs between the content and the lock."""
    return list(_differences(folder, sections))


def write(folder: Path) -> None:
    """Adds new ids to the lock and marks the missing ones as retired. Never removes a line."""
    locked = _load(folder)
    library = Library(folder)
    now = dict(_ids(section for id_ in library.section_files for section in [library.section(id_)]))
    for name in locked:
        if name not in now:
            locked[name] = RETIRED
    for name, kind in now.items():
        locked.setdefault(name, kind)
    lines = [f"{name} {kind}".rstrip() for name, kind in sorted(locked.items())]
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _differences(folder: Path, sections: Mapping[str, parse.Parsed[Section]]) -> Iterator[Finding]:
    locked = _load(folder)
    library = Library(folder)
    now = dict(_ids(parsed.node for parsed in sections.values()))
    gone = [name for name, kind in locked.items() if kind != RETIRED and name not in now]
    for name, kind in now.items():
        key = name.partition("#")[0]
        section_id = key.partition(".")[0]
        path = library.section_files[section_id]
        line = sections[section_id].lines.get(key, 1)
        if name not in locked:
            near = did_you_mean(name, gone) if gone else ""
            near = near if near.startswith("Menade") else ""
            remedy = f"{near} Är det nytt: kör guiden check --lock.".strip()
            yield Finding("G25", line, f"Id:t ”{name}” är inte låst.", remedy, path=path)
        elif locked[name] == RETIRED:
            message = f"Id:t ”{name}” har utgått och får inte användas igen."
            yield Finding("G26", line, message, "Välj ett nytt id.", path=path)
        elif locked[name] != kind:
            message = f"Frågan ”{name}” var ”{locked[name]}” och är nu ”{kind}”."
            yield Finding("G27", line, message, "Ge den nya frågan ett eget id.", path=path)
    for name in gone:
        yield Finding(
            "G28",
            1,
            f"Id:t ”{name}” finns inte längre i innehållet.",
            "Skriv tillbaka det, eller kör guiden check --lock för att låta det utgå.",
            path=folder / FILE,
        )


def _ids(sections: Iterator[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for field in section.fields:
            yield field.key, field.kind.value
            for option in field.options:
                yield f"{field.key}#{option.id}", ""


def _load(folder: Path) -> dict[str, str]:
    text = read(folder / FILE) or ""
    pairs = (line.partition(" ") for line in text.splitlines() if line.strip())
    return {name: kind.strip() for name, _, kind in pairs}
