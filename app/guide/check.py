"""The content's compiler: reads everything an author wrote and says what does not hold.

Every rule has a number that never changes meaning. Findings of weight "fel" make ``guiden check``
end with 1, findings of weight "varning" do not.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.guide import fences, ids, parse
from app.guide.finding import Finding, did_you_mean
from app.guide.library import HELP, Library, read
from app.guide.markdown import plain
from app.guide.model import (
    Block,
    Depth,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Span,
)

OPENING = "Vill jag göra det här?"
ENDING = "När du är klar för nu"

_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
_BANNED = {
    r"\bbrukar(?:e|en|na|nas|ens)\b": "Skriv ”du” eller ”personen”.",
    r"\bklient(?:en|er|erna|ens)?\b": "Skriv ”du” eller ”personen”.",
    r"\bvårdtaga\w*": "Skriv ”du” eller ”personen”.",
    r"\bpatienten\b": "Skriv ”du” eller ”personen”.",
    r"\bmissbruk\w*": "Skriv ”skadligt bruk” eller ”beroende”.",
    r"\bcompliance\b": "Skriv vad personen själv vill och gör.",
    r"\binsikt saknas\b|\bsaknar insikt\b": "Skriv vad personen själv säger.",
    r"\bdu måste\b": "Skriv ”du kan” eller ”vill du?”.",
    r"\bbegå\w* självmord\b": "Skriv ”ta sitt liv”.",
    r"\bmissl\w+ självmord\w*|\blyckat självmord\w*": "Skriv ”självmordsförsök”.",
    r"\bval\w* att ta sitt liv\b": "Skriv ”tog sitt liv”.",
}


def check(folder: Path) -> list[Finding]:
    """All findings for the content under ``folder``, in the order of files and lines."""
    library = Library(folder)
    findings: list[Finding] = []
    sections: dict[str, parse.Parsed[Section]] = {}
    linked: set[str] = set()
    for path in library.guide_files:
        text, unread = _text(path)
        findings += unread
        parsed = parse.guide(text, path.parent.name)
        linked |= set(parsed.node.sections)
        found = [*parsed.findings, *_links(parsed.node.intro, library)]
        found += [
            _broken_link(f"section:{section}", library, _line(text, f"{section}.md"))
            for section in parsed.node.sections
            if section not in library.section_files
        ]
        findings += _at(path, [*found, *_words(text)])
    for path in sorted(folder.glob("*/*.md")):
        if path in library.guide_files:
            continue
        text, unread = _text(path)
        section = parse.section(text, path.stem)
        sections[path.stem] = section
        found = [*section.findings, *_links(section.node.blocks, library), *_words(text)]
        if not fences.ID.fullmatch(path.stem):
            found.append(
                Finding(
                    "G23",
                    1,
                    f"Filens namn ”{path.name}” går inte att använda som id.",
                    "Använd bara små bokstäver a–z, siffror och bindestreck.",
                )
            )
        if library.section_files[path.stem] != path:
            other = library.section_files[path.stem]
            found.append(
                Finding(
                    "G20",
                    1,
                    f"Avsnittet ”{path.stem}” finns redan i {other.parent.name}/.",
                    "Byt namn på den nya filen.",
                )
            )
        if path.stem not in linked and path.stem != HELP:
            found.append(
                Finding(
                    "G22",
                    1,
                    "Ingen guide länkar till avsnittet.",
                    "Lägg till det i en innehållsförteckning (guide.md), eller ta bort filen.",
                )
            )
        found += _shape(section.node, text)
        findings += unread + _at(path, found)
    if HELP not in sections:
        findings.append(
            Finding(
                "G24",
                1,
                "Sidan ”Få hjälp nu” saknas.",
                f"Skriv gemensamt/{HELP}.md.",
                path=folder / "gemensamt" / f"{HELP}.md",
            )
        )
    findings += ids.check(folder, sections)
    return findings


def main(folder: Path, lock: bool = False) -> int:
    """Prints the findings. Returns 1 if one of them is an error, else 0.

    With ``lock`` new ids are first written to ``ids.lock`` and missing ones marked as retired.
    """
    if not folder.is_dir():
        print(f"Mappen {folder} finns inte. Skriv var innehållet ligger: guiden check MAPP")
        return 1
    if lock:
        ids.write(folder)
    findings = check(folder)
    for finding in findings:
        print(finding)
    errors = sum(not finding.warning for finding in findings)
    library = Library(folder)
    print(
        f"{len(library.guide_files)} guider, {len(library.section_files)} avsnitt, "
        f"{len(library.fields)} frågor: {errors} fel, {len(findings) - errors} varningar."
    )
    return 1 if errors else 0


def _text(path: Path) -> tuple[str, list[Finding]]:
    text = read(path)
    if text is not None:
        return text, []
    finding = Finding(
        "G00", 1, "Filen går inte att läsa som UTF-8.", "Spara den som UTF-8.", path=path
    )
    return "", [finding]


def _at(path: Path, findings: list[Finding]) -> list[Finding]:
    return sorted((replace(found, path=path) for found in findings), key=lambda found: found.line)


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


def _links(blocks: tuple[Block, ...], library: Library) -> Iterator[Finding]:
    for span in _spans(blocks):
        target = span.href.partition(":")
        good = target[0] in ("", "https") or (target[0] == "tel" and target[2])
        if not good and target[2] not in library.section_files:
            yield _broken_link(span.href, library, 1)


def _broken_link(href: str, library: Library, line: int) -> Finding:
    kind, _, target = href.partition(":")
    if kind == "section":
        remedy = did_you_mean(target, library.section_files)
        return Finding("G21", line, f"Länken leder till ”{target}” som inte finns.", remedy)
    return Finding(
        "G21",
        line,
        f"Länken ”{href}” går inte att öppna.",
        "Länka till ett avsnitt (avsnitt.md), ett nummer (tel:112) eller en adress (https://…).",
    )


def _line(text: str, word: str) -> int:
    """The line (from 1) where ``word`` first stands, or 1."""
    before, found, _ = text.partition(word)
    return before.count("\n") + 1 if found else 1


def _words(text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        if tag := _TAG.search(line):
            yield Finding(
                "G29", number, f"HTML visas som vanlig text: {tag[0]}", "Skriv Markdown i stället."
            )
        for pattern, remedy in _BANNED.items():
            if word := re.search(pattern, line, re.IGNORECASE):
                yield Finding("G30", number, f"Ordet ”{word[0]}” använder vi inte.", remedy)


def _shape(section: Section, text: str) -> Iterator[Finding]:
    """What every section with exercises has: a way in, something small, a way out."""
    if not section.fields:
        return
    headings = {plain(block.spans) for block in section.blocks if isinstance(block, Heading)}
    for heading in (OPENING, ENDING):
        if heading not in headings:
            yield Finding("G32", 1, f"Rubriken ”{heading}” saknas.", f"Skriv en rad: ## {heading}")
    if all(field.depth is not Depth.LITTLE for field in section.fields):
        yield Finding(
            "G31",
            _line(text, "```fråga"),
            "Ingen fråga passar den som orkar lite.",
            "Ge minst en fråga djup: lite.",
        )
