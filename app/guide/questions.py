"""A fenced block of a file in another language: the words of a question, or a title."""

from app.guide import fences
from app.guide.fences import ID, OPTION, Fence
from app.guide.finding import Finding
from app.guide.model import Asked, Option

_KEYS = {"fråga": {"från", "till"}, "hämta": {"rubrik"}}


def read(fence: Fence, findings: list[Finding]) -> Asked | str | None:
    """A question, or the title of gathered answers. None where it cannot be read."""
    before = len(findings)
    opened = fences.keys(fence, _KEYS, findings)
    if opened is None:
        return None
    values, rest = opened
    if fence.word == "hämta":
        return values.get("rubrik", "")
    question = fences.words(rest)
    rows = [row for _, line in rest if (row := OPTION.fullmatch(line))]
    options: tuple[Option, ...] = ()
    if any(row[2] is not None for row in rows):
        options = fences.offered(rest, findings)
    if not ID.fullmatch(fence.name):
        message = f"Frågan har inget giltigt id: ”{fence.name}”."
        findings.append(Finding("G10", fence.line, message, "Skriv samma id som i avsnittet."))
    if not question:
        remedy = "Skriv frågan på en egen rad efter raderna med kolon."
        findings.append(Finding("G13", fence.line, "Frågan saknar text.", remedy))
    if len(findings) > before:
        return None
    return Asked(
        fence.name,
        question,
        options,
        () if options else tuple(row[1] for row in rows),
        values.get("från", ""),
        values.get("till", ""),
    )
