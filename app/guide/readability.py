"""How heavy a text is to read: LIX, sentences that are too long, and the time it takes.

LIX is Carl-Hugo Björnsson's measure ("Läsbarhet", 1968): words per sentence, plus the share of
long words (more than six letters) in per cent. Under 30 is very easy, 40 to 50 a newspaper.

Björnsson measured running text and let a sentence end at a full stop, a colon or before a capital
letter. Here a sentence ends at ``. ! ? …`` before a capital, a digit or a quotation mark, and where
its paragraph, item or question ends; not at a colon, which would make long sentences look short.

Running text is the line ``kort``, paragraphs, quotes, the items of lists (at least one sentence
each), questions with their help, and what a help line is for. Titles, headings, options and
suggestions are not: hardly anyone reads them as sentences, and a section with many of them would
look easier than its text is. Sources are names and dates, and not counted at all.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from math import ceil

from app.guide.files import File
from app.guide.finding import Finding
from app.guide.markdown import plain
from app.guide.model import (
    Field,
    Gathered,
    Guide,
    Heading,
    HelpLine,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Source,
)

LIX = 35
LIX_EASY = 25
LONGEST = 20  # words in a sentence
A_MINUTE = 130  # words: slow, with time to stop. Silent reading of easy prose is above 200.

_WORD = re.compile(r"\w+(?:[-’'.,:/@&]\w+)*")
_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[A-ZÅÄÖ0-9”\"’(])")
_SHORT = re.compile(r"(?:\b(?:kap|kl|nr|s|tel|ca|st)|\bt\.ex|\bbl\.a|\bm\.m|\bd\.v\.s)\.$")


class Use(Enum):
    """What a text is to its reader."""

    RUNNING = auto()
    LABEL = auto()
    REFERENCE = auto()


def texts(node: Section | Guide) -> Iterator[tuple[Use, str]]:
    """Every text that a reader meets there, in order."""
    yield Use.LABEL, node.title
    if node.short:
        yield Use.RUNNING, node.short
    for block in node.blocks if isinstance(node, Section) else node.intro:
        match block:
            case Heading(spans=spans):
                yield Use.LABEL, plain(spans)
            case Paragraph(spans=spans):
                yield Use.RUNNING, plain(spans)
            case ListBlock(items=rows) | Quote(paragraphs=rows):
                for row in rows:
                    yield Use.RUNNING, plain(row)
            case Field():
                yield Use.RUNNING, block.question
                yield Use.RUNNING, block.help
                for option in block.options:
                    yield Use.LABEL, option.text
                for label in (*block.suggestions, block.low, block.high):
                    yield Use.LABEL, label
            case Gathered():
                yield Use.LABEL, block.title
            case HelpLine():
                yield Use.LABEL, block.name
                yield Use.RUNNING, block.about
                yield Use.REFERENCE, block.source
            case Source():
                yield Use.REFERENCE, block.text
            case _:
                pass
    if isinstance(node, Guide):
        for part in node.parts:
            yield Use.LABEL, part.title


def words(text: str) -> list[str]:
    """The words. Numbers count, and so does an address, as one."""
    return _WORD.findall(text)


def sentences(node: Section | Guide) -> list[str]:
    """The sentences of the running text."""
    running = (text for use, text in texts(node) if use is Use.RUNNING)
    return [sentence for text in running for sentence in _sentences(text) if words(sentence)]


def lix(sentences: Iterable[str]) -> float:
    """0 for nothing at all."""
    counted = [words(sentence) for sentence in sentences]
    every = [word for found in counted for word in found]
    if not every:
        return 0.0
    long = sum(len(word) > 6 and sum(map(str.isalpha, word)) > 6 for word in every)
    return len(every) / len(counted) + 100 * long / len(every)


def length(node: Section | Guide) -> int:
    """The words one reads from top to bottom, sources apart."""
    return sum(len(words(text)) for use, text in texts(node) if use is not Use.REFERENCE)


def minutes(length: int) -> int:
    """About how long so many words take to read, without answering. Never under 1."""
    return max(1, round(length / A_MINUTE))


def findings(file: File[Section], easy: bool = False) -> Iterator[Finding]:
    """G38, G39: too heavy. G40: a sentence that is too long."""
    said = sentences(file.node)
    found, most = lix(said), LIX_EASY if easy else LIX
    if found > most:
        text = "Den lättlästa texten" if easy else "Texten"
        yield Finding(
            "G38" if easy else "G39",
            1,
            f"{text} har LIX {ceil(found)}, och {most} är det mesta.",
            "Skriv kortare meningar och kortare ord.",
            warning=True,
        )
    for sentence in said:
        if (count := len(words(sentence))) > LONGEST:
            yield Finding(
                "G40",
                file.line_of(sentence),
                f"Meningen har {count} ord: ”{' '.join(sentence.split()[:6])} …”",
                f"Dela den. {LONGEST} ord är det mesta.",
                warning=True,
            )


def _sentences(text: str) -> Iterator[str]:
    begun = ""
    for piece in _END.split(text):
        begun = f"{begun} {piece}" if begun else piece
        if not _SHORT.search(begun):
            yield begun
            begun = ""
    if begun:
        yield begun
