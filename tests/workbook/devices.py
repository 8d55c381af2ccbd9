"""The same workbook on several devices, over a little content, with clocks that the tests set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.guide import Field, Kind, Library
from app.vault import Params, Record, Vault
from app.workbook import backup, restore
from app.workbook.answers import Answer
from app.workbook.workbook import ANSWER, Workbook

SECRET = "en lång båt seglar sakta hem"
CHEAP = Params(8192, 1, 1)
HOUR = 3_600_000
NAME, LIST, LETTER = "a.namn", "a.lista", "b.brev"
SECTIONS = {
    "a": "# Min sida\n\n```fråga namn\ntyp: kort\ndjup: lite\nVad heter du?\n```\n\n"
    "```fråga lista\ntyp: lista\ndjup: lite\nVad gör du?\n```\n",
    "b": "# Brev\n\n```fråga brev\ntyp: text\ndjup: lite\nVad vill du säga?\n```\n",
}
Make = Callable[[str], Workbook]


def content(folder: Path) -> Library:
    """Two guides, of which the second has a section of its own."""
    for guide, links in (("ett", "1. [A](a.md)\n"), ("två", "1. [A](a.md)\n2. [B](b.md)\n")):
        (folder / guide).mkdir(parents=True, exist_ok=True)
        (folder / guide / "guide.md").write_text(f"# Guide {guide}\n\n{links}")
    (folder / "ett" / "a.md").write_text(SECTIONS["a"])
    (folder / "två" / "b.md").write_text(SECTIONS["b"])
    return Library(folder)


def device(library: Library, path: Path) -> Workbook:
    """Opens the workbook at the path, or makes an empty one."""
    if path.exists():
        return Workbook(library, path, Vault.unlock(path, passphrase=SECRET, params=CHEAP))
    return Workbook(library, path, Vault.create(path, SECRET, params=CHEAP))


def field(book: Workbook, key: str) -> Field:
    found = book.library.field(key)
    assert found
    return found


def write(book: Workbook, key: str, text: str | list[str], at: int | None = None) -> None:
    """Saves an answer, "" for none; by the clock of now, or at so many milliseconds."""
    kind = Kind.LIST if isinstance(text, list) else field(book, key).kind
    answer = Answer(kind, field(book, key).question, text)
    if at is None:
        book.save({key: answer})
    else:
        book._vault.append([Record(ANSWER + key, answer.record() if text else None, at)])


def said(book: Workbook, key: str) -> object:
    answer = book.answer(field(book, key))
    return answer.value if answer else None


def earlier(book: Workbook, key: str) -> list[object]:
    return [one.answer.value for one in book.earlier_versions(field(book, key))]


def carry(here: Workbook, there: Workbook) -> None:
    """Takes a backup of one device into another."""
    restore.merge(there, backup.read(backup.write(here)))


def held(book: Workbook) -> list[Record]:
    """All that a backup would hold."""
    return list(backup.read(backup.write(book)).records)


def filled(book: Workbook, answers: int, versions: int, words: str) -> None:
    """As somebody's workbook may be after years."""
    records = [
        Record(
            f"{ANSWER}a.f{number}",
            {"kind": "text", "question": "Vad heter du?", "value": f"{number} {version} {words}"},
            (number + version * answers) * HOUR,
        )
        for version in range(versions)
        for number in range(answers)
    ]
    book._vault.append(records)
    book._vault.append([("settings", {"theme": "dark"}), ("chosen/två", ["a", "b"])])
    book._vault.append([Record(f"{ANSWER}a.namn", None, 1), Record("nytt/x", [1, {"å": 2}], 1)])
