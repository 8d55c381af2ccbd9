"""The content's compiler: reads everything an author wrote and says what does not hold.

Every rule has a number that never changes meaning; ``content/README.md`` lists them. Findings of
weight "fel" make ``guiden check`` end with 1, findings of weight "varning" do not.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from app.guide import (
    codes,
    dates,
    easy,
    example_check,
    fences,
    ids,
    languages,
    readability,
    shape,
    spelling,
    wording,
)
from app.guide.files import File, Files
from app.guide.finding import Finding, counted, did_you_mean
from app.guide.library import HELP, LARGEST
from app.guide.model import (
    Block,
    Guide,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Span,
    Wording,
)


def check(
    folder: Path,
    today: date | None = None,
    right: spelling.Right | None = None,
    only: Path | None = None,
) -> list[Finding]:
    """All findings for the content under ``folder``, in the order of files and lines.

    today: the day that other days are compared with; without it, the computer's.
    right: tells whether a word is spelled right; without it, no spelling is checked.
    only: the file to check; without it, all.
    """
    return _findings(Files(folder), today or date.today(), right, only)


def main(folder: Path, lock: bool = False, as_json: bool = False) -> int:
    """Prints the findings. Returns 1 if one of them is an error, else 0.

    With ``lock`` new ids are first written to ``ids.lock`` and missing ones marked as retired,
    unless a question that could not be read would retire too. With ``as_json`` nothing but a JSON
    array is printed.
    """
    if not folder.is_dir():
        sentence = f"Mappen {folder} finns inte. Skriv var innehållet ligger: guiden check MAPP"
        print(sentence, file=sys.stderr if as_json else sys.stdout)
        return 1
    files = Files(folder)
    said = ids.write(files) if lock else ""
    right = spelling.dictionary()
    findings = _findings(files, date.today(), right)
    errors = sum(not finding.warning for finding in findings)
    if as_json:
        array = [finding.as_json() for finding in findings]
        print(json.dumps(array, indent=2))
        return 1 if errors else 0
    for finding in findings:
        print(finding)
    if said:
        print(said)
    if right is None:
        print("Stavningen är inte kontrollerad: här finns ingen ordlista.")
    guides = counted(len(files.guides), "guide", "guider")
    fields = counted(len(files.fields), "fråga", "frågor")
    warnings = counted(len(findings) - errors, "varning", "varningar")
    print(f"{guides}, {len(files.by_id)} avsnitt, {fields}: {errors} fel, {warnings}.")
    return 1 if errors else 0


def _findings(
    files: Files, today: date, right: spelling.Right | None, only: Path | None = None
) -> list[Finding]:
    names = wording.names(files.folder)

    def spelled(file: File[Section] | File[Guide]) -> Iterator[Finding]:
        return spelling.findings(file, names, right) if right else iter(())

    def wanted(file: File[Section] | File[Guide]) -> bool:
        return only in (None, file.path)

    linked = {section for file in files.guides for section in file.node.sections}
    findings: list[Finding] = []
    for guide in filter(wanted, files.guides):
        found = [*_links(guide, guide.node.intro, files), *_contents(guide, files)]
        found += shape.paragraphs(guide)
        findings += _at(guide, [*found, *wording.findings(guide, names), *spelled(guide)])
    for section in filter(wanted, files.sections):
        found = [*_name(section, files, linked), *readability.findings(section)]
        found += shape.paragraphs(section)
        common = _common(section, files, names, today)
        findings += _at(section, [*found, *common, *spelled(section)])
    for section in filter(wanted, files.easy):
        found = [*_easy(section, files), *readability.findings(section, easy=True)]
        common = _common(section, files, names, today)
        findings += _at(section, [*found, *common, *spelled(section)])
    for section_id, worded in files.wordings:
        findings += _at(worded, [*_worded(section_id, worded, files)])
    if HELP not in files.by_id:
        path = files.folder / "gemensamt" / f"{HELP}.md"
        message = "Sidan ”Få hjälp nu” saknas."
        findings.append(Finding("G24", 1, message, f"Skriv gemensamt/{HELP}.md.", path=path))
    findings += example_check.findings(files)
    findings += ids.check(files)
    return [one for one in findings if only in (None, one.path)]


def _at(
    file: File[Section] | File[Guide] | File[Wording], findings: list[Finding]
) -> list[Finding]:
    """Everything said about a file, by line."""
    if not file.readable:  # what else could be said is only of its not being read
        return [_unread(file.path)]
    findings = [*file.parsed.findings, *findings]
    return sorted((replace(one, path=file.path) for one in findings), key=lambda one: one.line)


def _unread(path: Path) -> Finding:
    message = "Filen går inte att läsa."
    remedy = f"Spara den som UTF-8. Den får vara högst {LARGEST // 1024} kB."
    return Finding("G00", 1, message, remedy, path=path)


def _common(
    file: File[Section], files: Files, names: frozenset[str], today: date
) -> Iterator[Finding]:
    """What holds for a section and for the same in easier words."""
    yield from _links(file, file.node.blocks, files)
    yield from shape.findings(file, files.fields)
    yield from wording.findings(file, names)
    yield from dates.findings(file, today)


def _name(file: File[Section], files: Files, linked: set[str]) -> Iterator[Finding]:
    if not fences.ID.fullmatch(file.path.stem):
        yield Finding(
            "G23",
            1,
            f"Filens namn ”{file.path.name}” går inte att använda som id.",
            "Använd bara små bokstäver a–z, siffror och bindestreck.",
        )
    other = files.by_id[file.node.id].path
    if other != file.path:
        yield _taken(file, other)
    for twin in codes.sections(codes.code(file.node.id), files.by_id):
        if twin < file.node.id:  # said once, of the later one
            yield Finding(
                "G58",
                1,
                f"Avsnittet får samma kod på papper som ”{twin}”.",
                "Välj ett annat id för det av dem som är nytt.",
            )
    if file.node.id not in (*linked, HELP):
        yield Finding(
            "G22",
            1,
            "Ingen guide länkar till avsnittet.",
            "Lägg till det i en innehållsförteckning (guide.md), eller ta bort filen.",
        )


def _easy(file: File[Section], files: Files) -> Iterator[Finding]:
    original = files.by_id.get(file.node.id)
    if original is None:
        yield easy.without_original(file, list(files.by_id))
        return
    first = next(one.path for one in files.easy if one.node.id == file.node.id)
    if first != file.path:
        yield _taken(file, first)
    yield from easy.findings(file, original)
    if any(section_id == file.node.id for section_id, _ in files.wordings):
        yield from languages.easier(file, original)


def _worded(section_id: str, file: File[Wording], files: Files) -> Iterator[Finding]:
    original = files.by_id.get(section_id)
    if original is None:
        yield languages.without_section(section_id, list(files.by_id))
        return
    first = next(one.path for _, one in files.wordings if one.path.name == file.path.name)
    if first != file.path:
        yield _taken(file, first)
    yield from languages.findings(file, original)


def _taken(file: File[Section] | File[Wording], other: Path) -> Finding:
    return Finding(
        "G20",
        1,
        f"Avsnittet ”{file.path.stem}” finns redan i {other.parent.name}/.",
        "Byt namn på den nya filen.",
    )


def _contents(file: File[Guide], files: Files) -> Iterator[Finding]:
    for section in file.node.sections:
        if section not in files.by_id:
            yield _broken_link(f"section:{section}", files, file.line_with(f"{section}.md"))


def _spans(blocks: tuple[Block, ...]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Heading(spans=spans) | Paragraph(spans=spans):
                yield from spans
            case ListBlock(items=rows) | Quote(paragraphs=rows):
                for row in rows:
                    yield from row
            case _:
                pass


def _links(
    file: File[Section] | File[Guide], blocks: tuple[Block, ...], files: Files
) -> Iterator[Finding]:
    # What is bold within a link is a span of its own.
    for href, spans in groupby(_spans(blocks), lambda span: span.href):
        kind, _, target = href.partition(":")
        if kind == "tel" and target:
            yield from _other_number("".join(span.text for span in spans), href, file)
            continue
        if kind in ("", "https"):
            continue
        if kind != "section":
            yield _broken_link(href, files, file.line_with(f"]({href})"))
        elif target not in files.by_id:
            yield _broken_link(href, files, file.line_with(f"{target}.md"))


def _other_number(text: str, href: str, file: File[Section] | File[Guide]) -> Iterator[Finding]:
    """A link that says one number and calls another."""
    number = href.removeprefix("tel:")
    said = "".join(c for c in text if c.isdecimal())
    if len(said) >= 3 and said != "".join(c for c in number if c.isdecimal()):
        yield Finding(
            "G21",
            file.line_with(f"]({href})"),
            f"Länken ”{text}” ringer {number}.",
            "Skriv samma nummer i texten som i länken.",
        )


def _broken_link(href: str, files: Files, line: int) -> Finding:
    kind, _, target = href.partition(":")
    if kind == "section":
        remedy = did_you_mean(target, files.by_id)
        return Finding("G21", line, f"Länken leder till ”{target}” som inte finns.", remedy)
    return Finding(
        "G21",
        line,
        f"Länken ”{href}” går inte att öppna.",
        "Länka till ett avsnitt (avsnitt.md), ett nummer (tel:112) eller en adress (https://…).",
    )
