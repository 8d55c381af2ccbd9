"""A file of the content becomes a ``Section``, a ``Guide`` or a ``Wording``.

The format: ``content/README.md``.

A file is front matter, then Markdown with fenced blocks between. It is cut at the fences first, so
that a broken fence spoils itself and not the text around it.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from app.guide import fences, markdown, questions
from app.guide.fences import KEY, Fence
from app.guide.finding import Finding, did_you_mean
from app.guide.model import (
    Asked,
    Block,
    Field,
    Guide,
    Heading,
    Language,
    ListBlock,
    Part,
    Section,
    Unreadable,
    Wording,
)

_OPENING = re.compile(r"```\s*(\S*)\s*(.*?)\s*")
_REVIEWED = re.compile(r"(?!(?:nej|ingen)\b)\S.*, (\d{4}-\d\d-\d\d)", re.IGNORECASE)

T = TypeVar("T", Section, Guide, Wording)


@dataclass
class Parsed(Generic[T]):
    """What a file became, and what is to be said about it."""

    node: T
    findings: list[Finding] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # field key (id, of a wording) -> line
    fenced: list[tuple[int, Block]] = field(default_factory=list)  # every fence's line and block


@dataclass(frozen=True)
class _Text:
    """A stretch of Markdown that begins at ``line``."""

    line: int
    text: str


def section(text: str, section_id: str) -> Parsed[Section]:
    """Reads a section file. Never raises; what is wrong stands in ``findings``."""
    parsed: Parsed[Section] = Parsed(Section(section_id, section_id))
    found = parsed.findings
    front, body, first = _front(text, {"kort", "tid", "blad"}, found)
    blocks: list[Block] = []
    for piece in _pieces(body, first):
        if isinstance(piece, _Text):
            blocks += markdown.parse(piece.text, piece.line, found)
            continue
        block = fences.read(piece, section_id, found)
        if isinstance(block, Field):
            if block.key in parsed.lines:
                found.append(_duplicate(piece, parsed.lines[block.key]))
                block = Unreadable()
            else:
                parsed.lines[block.key] = piece.line
        blocks.append(block)
        parsed.fenced.append((piece.line, block))
    title, blocks = _title(blocks, first, found)
    if not front.get("kort"):
        found.append(
            Finding(
                "G03",
                1,
                "Avsnittet saknar ”kort”.",
                "Skriv en mening om avsnittet överst: kort: …",
            )
        )
    sheet = front.get("blad", "nej")
    if sheet not in ("ja", "nej"):
        found.append(Finding("G02", 1, f"”blad” kan inte vara ”{sheet}”.", "Skriv blad: ja."))
    parsed.node = Section(
        section_id,
        title or section_id,
        front.get("kort", ""),
        front.get("tid", ""),
        tuple(blocks),
        sheet=sheet == "ja",
    )
    return parsed


def guide(text: str, guide_id: str) -> Parsed[Guide]:
    """Reads a table of contents. Never raises."""
    parsed: Parsed[Guide] = Parsed(Guide(guide_id, guide_id))
    front, body, first = _front(text, {"kort", "ordning"}, parsed.findings)
    title, blocks = _title(markdown.parse(body, first, parsed.findings), first, parsed.findings)
    intro: list[Block] = []
    parts: list[Part] = []
    part = ""
    for block in blocks:
        if isinstance(block, Heading):
            part = markdown.plain(block.spans)
        elif isinstance(block, ListBlock) and block.ordered:
            ids = [
                span.href.removeprefix("section:")
                for item in block.items
                for span in item
                if span.href.startswith("section:")
            ]
            parts.append(Part(part, tuple(ids)))
        elif not parts:
            intro.append(block)
    if not parts:
        parsed.findings.append(
            Finding(
                "G12",
                first,
                "Guiden har ingen innehållsförteckning.",
                "Skriv en numrerad lista med länkar till avsnitten.",
            )
        )
    parsed.node = Guide(
        guide_id, title or guide_id, front.get("kort", ""), tuple(intro), tuple(parts)
    )
    return parsed


def wording(text: str, language: Language) -> Parsed[Wording]:
    """Reads the fixed words of a section in another language. Never raises."""
    parsed = Parsed(Wording(language, ""))
    found = parsed.findings
    front, body, first = _front(text, {"granskad"}, found)
    texts: list[str] = []
    words: dict[str, Asked] = {}
    gathered: list[str] = []
    for piece in _pieces(body, first):
        if isinstance(piece, _Text):
            found += _running(piece)
            texts.append(piece.text)
            continue
        match questions.read(piece, found):
            case Asked(id=name) if name in words:
                found.append(_duplicate(piece, parsed.lines[name]))
            case Asked() as one:
                words[one.id] = one
                parsed.lines[one.id] = piece.line
            case str(title):
                gathered.append(title)
            case None:
                pass
    title, blocks = _title(markdown.parse("\n\n".join(texts), first, found), first, found)
    said = front.get("granskad", "")
    if said.lower() != "nej" and not _is_reviewed(said):
        message = "Filen säger inte om någon har granskat orden."
        remedy = "Skriv överst granskad: nej, eller vem och när: granskad: Namn, 2026-11-21"
        found.append(Finding("G48", 1, message, remedy))
        said = ""
    parsed.node = Wording(
        language,
        title,
        tuple(block for block in blocks if isinstance(block, Heading)),
        tuple(words.values()),
        tuple(gathered),
        "" if said.lower() == "nej" else said,
    )
    return parsed


def _is_reviewed(said: str) -> bool:
    """Whether it names somebody, and a day that has been."""
    named = _REVIEWED.fullmatch(said)
    with suppress(ValueError):
        return named is not None and date.fromisoformat(named[1]) <= date.today()
    return False


def order(text: str) -> int:
    """Where among the guides this one stands: ``ordning`` of its front matter, else last."""
    front, _, _ = _front(text, {"kort", "ordning"}, [])
    number = front.get("ordning", "")
    return int(number) if number.isdecimal() and len(number) < 5 else 9999


def _front(text: str, known: set[str], findings: list[Finding]) -> tuple[dict[str, str], str, int]:
    """Front matter, the rest, and the line (from 1) where the rest begins."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return {}, text, 1
    values: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return values, "\n".join(lines[number:]), number + 1
        match = KEY.fullmatch(line.strip())
        if match and match[1] in known:
            values[match[1]] = match[2]
        elif line.strip():
            word = match[1] if match else line.strip()
            findings.append(
                Finding(
                    "G02", number, f"Raden ”{word}” överst är okänd.", did_you_mean(word, known)
                )
            )
    findings.append(
        Finding("G01", 1, "Raderna överst tar aldrig slut.", "Skriv --- på en egen rad efter dem.")
    )
    return {}, text, 1


def _pieces(body: str, first: int) -> Iterator[_Text | Fence]:
    """``body`` cut at its fences; ``first`` is the line of the file where it begins."""
    start, held = first, list[str]()
    opened: tuple[str, str] | None = None
    for number, line in enumerate(body.split("\n"), first):
        match = _OPENING.fullmatch(line)
        if not match or (opened is not None and match[1]):
            held.append(line)
            continue
        text = "\n".join(held)
        if opened is None:
            yield _Text(start, text)
            opened, start = (match[1], match[2]), number
        else:
            yield Fence(start, *opened, text, closed=True)
            opened, start = None, number + 1
        held = []
    if opened is None:
        yield _Text(start, "\n".join(held))
    else:
        yield Fence(start, *opened, "\n".join(held), closed=False)


def _title(blocks: list[Block], line: int, findings: list[Finding]) -> tuple[str, list[Block]]:
    """The level 1 heading as text, and the blocks without it."""
    titles = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(titles) != 1:
        findings.append(
            Finding(
                "G04",
                line,
                f"Filen har {len(titles)} huvudrubriker.",
                "Skriv exakt en rad som börjar med ett # och ett mellanslag.",
            )
        )
    rest = [block for block in blocks if block not in titles]
    return (markdown.plain(titles[0].spans) if titles else ""), rest


def _running(piece: _Text) -> Iterator[Finding]:
    """The first line of a text that is no heading."""
    for number, line in enumerate(piece.text.split("\n"), piece.line):
        if line.strip() and not line.startswith("#"):
            message = "Här står löpande text. Den visas inte på andra språk."
            remedy = "Ta bort den. Bara rubriker och frågor står här."
            yield Finding("G49", number, message, remedy)
            return


def _duplicate(fence: Fence, earlier: int) -> Finding:
    return Finding(
        "G07",
        fence.line,
        f"Frågans id ”{fence.name}” används redan på rad {earlier}.",
        "Ge den nya frågan ett eget id.",
    )
