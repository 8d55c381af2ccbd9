"""Words, signs and abbreviations that a reader should not have to meet."""

import re
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any
from unicodedata import name

from app.guide.files import File
from app.guide.finding import Finding
from app.guide.glyphs import UNDRAWN
from app.guide.library import read
from app.guide.model import Guide, Section, Source
from app.guide.readability import texts

NAMES = "ordlista.txt"

_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>|<!--")
_BANNED = {
    re.compile(pattern, re.IGNORECASE): remedy
    for pattern, remedy in {
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
    }.items()
}
_ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ]{2,}\b")
# How an abbreviation is explained: {0} is the abbreviation, {1} its first letter.
_EXPLAINED = (
    r"\w \({0}\)",  # samordnad individuell plan (SIP)
    r"\b{0}\b”? \(\w+",  # SIP (samordnad individuell plan)
    r"\b{0}: \w+ \w+",  # SIP: samordnad individuell plan
    r"\b{0}\b”? (?:är|betyder|heter|står för)\b",
    r"\b(?:heter|kallas|förkortas) (?:för )?”?{0}\b",
    r"\b{0}\b, (?:alltså |det vill säga )?(?:(?i:{1})\w+|en|ett|den|det|som)\b",  # SIP, en plan
    r"\b(?i:{1})\w+(?: \w+){{0,7}}, {0}\b",  # samordnad individuell plan, SIP
)


def names(folder: Path) -> frozenset[str]:
    """The names in ``ordlista.txt``: one a line. A line that begins with # says something else."""
    lines = (read(folder / NAMES) or "").split("\n")
    return frozenset(word for line in lines if (word := line.strip()) and word[0] != "#")


def findings(file: File[Section] | File[Guide], names: Set[str]) -> Iterator[Finding]:
    """G30 banned words, G41 abbreviations, and what ``unshown`` finds."""
    lines = file.text.split("\n")
    sources = {
        line.strip()
        for block in (file.node.blocks if isinstance(file.node, Section) else ())
        if isinstance(block, Source)
        for line in lines
        if line.strip() and line.strip() in block.text
    }
    for start, message, remedy in banned(file.text):
        if lines[file.line_at(start) - 1].strip() in sources:
            continue  # a law is called what it is called
        yield Finding("G30", file.line_at(start), message, remedy)
    yield from unshown(file, UNDRAWN)
    yield from _abbreviations(file, names)


def banned(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each banned word begins, what to say of it, and its remedy."""
    for pattern, remedy in _BANNED.items():
        for word in pattern.finditer(text):
            yield word.start(), f"Ordet ”{word[0]}” använder vi inte.", remedy


def unshown(file: File[Any], undrawn: re.Pattern[str]) -> Iterator[Finding]:
    """G29 HTML, G45 characters no font has: what no reader would see as it was meant."""
    for tag in _TAG.finditer(file.text):
        message = f"HTML visas som vanlig text: {tag[0]}"
        yield Finding("G29", file.line_at(tag.start()), message, "Skriv Markdown i stället.")
    for found in undrawn.finditer(file.text):
        yield Finding(
            "G45",
            file.line_at(found.start()),
            f"Tecknet ”{found[0]}” ({_named(found[0])}) finns inte i Guidens typsnitt.",
            "Skriv det med ord, eller med ett annat tecken.",
        )


def _abbreviations(file: File[Section] | File[Guide], names: Set[str]) -> Iterator[Finding]:
    text = "\n".join(text for _, text in texts(file.node))
    for word in dict.fromkeys(_ABBREVIATION.findall(text)):
        ways = (way.format(word, word[0]) for way in _EXPLAINED)
        if word in names or any(re.search(way, text) for way in ways):
            continue
        yield Finding(
            "G41",
            file.line_with(word),
            f"Förkortningen ”{word}” förklaras inte i avsnittet.",
            f"Skriv vad den betyder: {word} är … Är det ett namn, skriv in det i {NAMES}.",
        )


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {name(character, '')}".strip()
