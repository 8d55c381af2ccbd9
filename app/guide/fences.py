"""A fenced block of a section file becomes a field, gathered answers, a help line or a source.

Each reader returns ``Unreadable`` for what it could not read, and says why in ``findings``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.guide.finding import Finding, did_you_mean
from app.guide.model import (
    Block,
    Depth,
    Field,
    Gathered,
    HelpLine,
    Kind,
    Option,
    Source,
    Unreadable,
)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY = re.compile(r"([a-zåäö]+):\s*(.*)")
_NUMBER = re.compile(r"[0-9][0-9 -]*")
OPTION = re.compile(r"[-*]\s+(.*?)\s*(?:\{#([^}]*)\})?")

_KEYS = {
    "fråga": {"typ", "djup", "hjälp", "från", "till", "tecken", "hjälper", "liten"},
    "hämta": {"rubrik", "från"},
    "hjälplinje": {"namn", "nummer", "för", "kontrollerad", "källa"},
    "källa": {"datum"},
}
_KINDS = {kind.value: kind for kind in Kind}
_DEPTHS = {depth.value: depth for depth in Depth}

Lines = list[tuple[int, str]]  # those with something in them, and their numbers in the file


@dataclass(frozen=True)
class Fence:
    """``word`` and ``name`` stand on the opening line, which is ``line`` of the file."""

    line: int
    word: str
    name: str
    text: str
    closed: bool


def read(fence: Fence, section_id: str, findings: list[Finding]) -> Block:
    """The block of one fence."""
    opened = keys(fence, _KEYS, findings)
    if opened is None:
        return Unreadable()
    values, rest = opened
    if fence.word == "fråga":
        return _field(fence, section_id, values, rest, findings) or Unreadable()
    if fence.word == "hämta":
        return _gathered(fence, values, findings) or Unreadable()
    if fence.word == "hjälplinje":
        return _help_line(fence, values, findings) or Unreadable()
    return _source(fence, values, " ".join(line for _, line in rest), findings) or Unreadable()


def keys(
    fence: Fence, known: Mapping[str, set[str]], findings: list[Finding]
) -> tuple[dict[str, str], Lines] | None:
    """The ``key: value`` lines at the top of a fence, and the lines after them.

    ``known``: the keys by the fence's word. None where the fence is open or its word is unknown.
    """
    if not fence.closed:
        remedy = "Skriv ``` på en egen rad efter den."
        findings.append(Finding("G05", fence.line, "Rutan tar aldrig slut.", remedy))
        return None
    if fence.word not in known:
        remedy = did_you_mean(fence.word, known)
        findings.append(Finding("G06", fence.line, f"Rutan ”{fence.word}” är okänd.", remedy))
        return None
    lines = [
        (number, line.strip())
        for number, line in enumerate(fence.text.split("\n"), fence.line + 1)
        if line.strip()
    ]
    values: dict[str, str] = {}
    for index, (number, line) in enumerate(lines):
        match = KEY.fullmatch(line)
        if not match:
            return values, lines[index:]
        key, value = match.groups()
        if key in known[fence.word]:
            values[key] = value
        else:
            remedy = did_you_mean(key, known[fence.word])
            findings.append(Finding("G09", number, f"”{key}:” är okänt här.", remedy))
    return values, []


def _field(
    fence: Fence,
    section_id: str,
    values: Mapping[str, str],
    rest: Lines,
    findings: list[Finding],
) -> Field | None:
    before = len(findings)

    def bad(code: str, message: str, remedy: str) -> None:
        findings.append(Finding(code, fence.line, message, remedy))

    if not ID.fullmatch(fence.name):
        bad(
            "G10",
            f"Frågan har inget giltigt id: ”{fence.name}”.",
            "Skriv ```fråga mitt-id med små bokstäver a–z, siffror och bindestreck.",
        )
    kind = _KINDS.get(values.get("typ", ""))
    depth = _DEPTHS.get(values.get("djup", ""))
    if kind is None:
        word = values.get("typ", "")
        bad("G11", f"Typen ”{word}” finns inte.", did_you_mean(word, _KINDS))
    if depth is None:
        word = values.get("djup", "")
        bad("G11", f"Djupet ”{word}” finns inte.", did_you_mean(word, _DEPTHS))
    question = words(rest)
    if not question:
        bad("G13", "Frågan saknar text.", "Skriv frågan på en egen rad efter raderna med kolon.")
    suggestions: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    if kind and kind.has_suggestions:
        suggestions = _suggestions(rest, findings)
    else:
        options = offered(rest, findings)
    signs, helps = (_field_keys(values.get(name, "")) for name in ("tecken", "hjälper"))
    if kind and (signs or helps) and kind is not Kind.LINKS:
        bad("G09", "”tecken” och ”hjälper” hör till typen ”koppling”.", "Ta bort raderna.")
    if kind and kind.has_options and not options:
        bad("G14", f"Typen ”{kind.value}” behöver alternativ.", "Skriv dem så här: - Text {#id}")
    if kind and options and not kind.has_options:
        bad(
            "G14",
            f"Typen ”{kind.value}” har inga alternativ.",
            "Ta bort raderna som börjar med streck, eller byt typ.",
        )
    if kind is None or depth is None or len(findings) > before:
        return None
    return Field(
        key=f"{section_id}.{fence.name}",
        kind=kind,
        depth=depth,
        question=question,
        help=values.get("hjälp", ""),
        options=options,
        low=values.get("från", ""),
        high=values.get("till", ""),
        suggestions=suggestions,
        signs=signs,
        helps=helps,
        small=_is_small(fence, values, depth, findings),
    )


def _is_small(
    fence: Fence, values: Mapping[str, str], depth: Depth, findings: list[Finding]
) -> bool:
    """G59: what is offered to anyone on any day is for who has little strength too."""
    said = values.get("liten")
    if said is None:
        return False
    if said == "ja" and depth is Depth.LITTLE:
        return True
    message = (
        "”liten: ja” hör till frågor med ”djup: lite”."
        if said == "ja"
        else f"”liten” kan inte vara ”{said}”."
    )
    remedy = "Skriv liten: ja i en fråga med djup: lite, eller ta bort raden."
    findings.append(Finding("G59", fence.line, message, remedy))
    return False


def words(rest: Lines) -> str:
    """The question itself: what stands before the lines with a dash."""
    return " ".join(line for _, line in rest if not line.startswith(("- ", "* ")))


def _suggestions(rest: Lines, findings: list[Finding]) -> tuple[str, ...]:
    texts: list[str] = []
    for number, line in rest:
        match = OPTION.fullmatch(line)
        if not match:
            continue
        if match[2] is not None:
            findings.append(
                Finding(
                    "G15",
                    number,
                    f"Förslaget ”{match[1]}” har ett id.",
                    "Ta bort {#…}. Ett förslag blir läsarens egna ord och behöver inget id.",
                )
            )
        elif match[1] and match[1] not in texts:
            texts.append(match[1])
    return tuple(texts)


def _field_keys(text: str) -> tuple[str, ...]:
    """Keys between commas, each once."""
    return tuple(dict.fromkeys(key for part in text.split(",") if (key := part.strip())))


def _gathered(fence: Fence, values: Mapping[str, str], findings: list[Finding]) -> Gathered | None:
    keys = _field_keys(values.get("från", ""))
    if not values.get("rubrik") or not keys:
        findings.append(
            Finding(
                "G18",
                fence.line,
                "Rutan ”hämta” är inte komplett.",
                "Skriv rubrik: … och från: avsnitt.fråga, avsnitt.fråga",
            )
        )
        return None
    return Gathered(values["rubrik"], keys)


def offered(rest: Lines, findings: list[Finding]) -> tuple[Option, ...]:
    """The lines with a dash as options, each with an id of its own."""
    options: dict[str, Option] = {}
    for number, line in rest:
        match = OPTION.fullmatch(line)
        if not match:
            continue
        text, option_id = match[1], match[2] or ""
        if not ID.fullmatch(option_id):
            findings.append(
                Finding(
                    "G15",
                    number,
                    f"Alternativet ”{text}” har inget giltigt id.",
                    "Skriv {#mitt-id} sist på raden.",
                )
            )
        elif option_id in options:
            findings.append(
                Finding(
                    "G15",
                    number,
                    f"Id:t ”{option_id}” används två gånger.",
                    "Ge alternativet ett eget id.",
                )
            )
        else:
            options[option_id] = Option(option_id, text)
    return tuple(options.values())


def _help_line(fence: Fence, values: Mapping[str, str], findings: list[Finding]) -> HelpLine | None:
    missing = sorted(key for key in _KEYS["hjälplinje"] if not values.get(key))
    if missing:
        findings.append(
            Finding(
                "G16", fence.line, "Hjälplinjen är inte komplett.", f"Fyll i: {', '.join(missing)}."
            )
        )
        return None
    if not _NUMBER.fullmatch(values["nummer"]):
        findings.append(
            Finding(
                "G16",
                fence.line,
                f"Numret ”{values['nummer']}” går inte att ringa.",
                "Skriv bara siffror, mellanslag och bindestreck.",
            )
        )
        return None
    if not _is_date(values["kontrollerad"]):
        findings.append(_bad_date(fence.line, "kontrollerad"))
        return None
    return HelpLine(
        name=values["namn"],
        number=values["nummer"],
        about=values["för"],
        checked=values["kontrollerad"],
        source=values["källa"],
    )


def _source(
    fence: Fence, values: Mapping[str, str], text: str, findings: list[Finding]
) -> Source | None:
    if not _is_date(values.get("datum", "")):
        findings.append(_bad_date(fence.line, "datum"))
        return None
    if not text:
        findings.append(
            Finding("G16", fence.line, "Källan är tom.", "Skriv var uppgifterna kommer ifrån.")
        )
        return None
    return Source(values["datum"], text)


def _bad_date(line: int, key: str) -> Finding:
    return Finding("G17", line, f"”{key}” är inget datum.", f"Skriv till exempel {key}: 2026-11-21")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
