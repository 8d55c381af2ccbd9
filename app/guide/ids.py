"""Ids are for ever. ``ids.lock`` lists every one that was given out, one a line.

A line is ``section.field kind`` or ``section.field#option``; one that is no longer in the content
ends with ``utgått`` and is never used again, since somebody's answer may still carry it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.guide.files import Files
from app.guide.finding import Finding, counted, did_you_mean
from app.guide.library import read

FILE = "ids.lock"
RETIRED = "utgått"
_UNREAD = f"{FILE} går inte att läsa."
_BACK = "Hämta tillbaka den som den var senast, eller spara den som UTF-8."


def check(files: Files) -> list[Finding]:
    """What differs between the content and the lock, or G00 where that cannot be read."""
    locked = _load(files.folder)
    if locked is None:
        return [Finding("G00", 1, _UNREAD, _BACK, path=files.folder / FILE)]
    return list(_differences(files, locked))


def write(files: Files) -> str:
    """Adds new ids to the lock and marks the missing ones as retired. Never removes a line.

    Returns a sentence about it. Does nothing while a question cannot be read: its ids are not in
    the content either, and would be retired by mistake. Nor while the lock cannot be: its lines
    would be lost.
    """
    if not files.whole:
        return f"Något gick inte att läsa. Laga det först: inget är inskrivet i {FILE}."
    locked = _load(files.folder)
    if locked is None:
        return f"{_UNREAD} {_BACK} Inget är inskrivet."
    now = _ids(files)
    new = now.keys() - locked.keys()
    gone = [name for name, kind in locked.items() if kind != RETIRED and name not in now]
    for name in gone:
        locked[name] = RETIRED
    for name in new:
        locked[name] = now[name]
    lines = [f"{name} {kind}".rstrip() for name, kind in sorted(locked.items())]
    new_file = files.folder / f"{FILE}.ny"  # a full disk must not leave half of the lock
    try:
        new_file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        os.replace(new_file, files.folder / FILE)
    except OSError:
        with suppress(OSError):
            new_file.unlink()
        return f"{FILE} går inte att skriva. Inget är inskrivet."
    return f"{FILE}: {counted(len(new), 'nytt id', 'nya id:n')}, {len(gone)} har utgått."


def _differences(files: Files, locked: dict[str, str]) -> Iterator[Finding]:
    now = _ids(files)
    gone = [name for name, kind in locked.items() if kind != RETIRED and name not in now]
    for name, kind in now.items():
        key = name.partition("#")[0]
        file = files.by_id[key.partition(".")[0]]
        path, line = file.path, file.parsed.lines.get(key, 1)
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
            path=files.folder / FILE,
        )


def _ids(files: Files) -> dict[str, str]:
    """Every id in the content, and its kind."""
    found: dict[str, str] = {}
    for file in files.by_id.values():
        for field in file.node.fields:
            found[field.key] = field.kind.value
            found |= {f"{field.key}#{option.id}": "" for option in field.options}
    return found


def _load(folder: Path) -> dict[str, str] | None:
    """Every id in the lock, and its kind; none where there is no lock yet. None if it is unread."""
    path = folder / FILE
    text = read(path) if os.path.lexists(path) else ""
    if text is None:
        return None
    pairs = (line.partition(" ") for line in text.splitlines() if line.strip())
    return {name: kind.strip() for name, _, kind in pairs}
