"""One stretch of Markdown becomes frozen nodes.

python-markdown is used as a parser only: its element tree is walked, its HTML writer never runs.
Raw HTML is off, so ``<b>`` is four letters and not a tag.
"""

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from xml.etree.ElementTree import Element

from markdown import Markdown

from app.guide.finding import Finding
from app.guide.model import Block, Heading, ListBlock, Paragraph, Quote, Rule, Span, Spans

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_SECTION_LINK = re.compile(r"(?:\.\./)?(?:[a-z0-9-]+/)?([a-z0-9-]+)\.md")


@cache
def _parser() -> Markdown:
    markdown = Markdown()
    markdown.preprocessors.deregister("html_block")
    for name in ("html", "entity", "autolink", "automail", "image_link", "image_reference"):
        markdown.inlinePatterns.deregister(name)
    return markdown


# The parser keeps what it is reading, and content is read ahead in a thread.
_one_at_a_time = Lock()


def parse(text: str, first_line: int, findings: list[Finding]) -> list[Block]:
    """The blocks of ``text``, which begins at ``first_line`` of its file.

    What the dialect does not have is kept as plain paragraphs, and noted in ``findings``.
    """
    if not text.strip():
        return []
    with _one_at_a_time:
        root = _tree(text)
    return [block for element in root for block in _block(element, first_line, findings)]


def _tree(text: str) -> Element:
    markdown = _parser()
    markdown.reset()
    lines = text.split("\n")
    for step in markdown.preprocessors:
        lines = step.run(lines)
    root = markdown.parser.parseDocument(lines).getroot()
    if root is None:
        return Element("div")
    for change in markdown.treeprocessors:
        if change is not markdown.treeprocessors["prettify"]:
            changed = change.run(root)
            root = root if changed is None else changed
    return root


def _block(element: Element, line: int, findings: list[Finding]) -> Iterator[Block]:
    tag = element.tag
    if tag in _HEADINGS:
        yield Heading(_HEADINGS[tag], spans_of(element))
    elif tag == "p":
        yield Paragraph(spans_of(element))
    elif tag in ("ul", "ol"):
        yield ListBlock(tag == "ol", tuple(spans_of(item) for item in element if item.tag == "li"))
    elif tag == "blockquote":
        yield Quote(tuple(spans_of(child) for child in element))
    elif tag == "hr":
        yield Rule()
    else:
        findings.append(
            Finding(
                "G08",
                line,
                "Här finns något som appen inte kan visa (kod eller en inskjuten ruta).",
                "Ta bort mellanslagen i början av raden, eller skriv om till vanlig text.",
            )
        )
        yield Paragraph(spans_of(element))


def spans_of(element: Element) -> Spans:
    """The text of an element as runs, neighbours in the same style joined."""
    joined: list[Span] = []
    for run in _runs(element, Span("")):
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            joined[-1] = Span(last.text + run.text, run.bold, run.italic, run.href)
        elif run.text:
            joined.append(run)
    if joined:
        joined[0] = _with_text(joined[0], joined[0].text.lstrip())
        joined[-1] = _with_text(joined[-1], joined[-1].text.rstrip())
    return tuple(joined)


def _runs(element: Element, style: Span) -> Iterator[Span]:
    if element.tag in ("strong", "em", "a"):
        style = Span(
            "",
            style.bold or element.tag == "strong",
            style.italic or element.tag == "em",
            link(element.get("href", "")) if element.tag == "a" else style.href,
        )
    yield _with_text(style, element.text or "")
    for child in element:
        if child.tag == "br":
            yield _with_text(style, "\n")
        else:
            yield from _runs(child, style)
        yield _with_text(style, child.tail or "")


def _with_text(style: Span, text: str) -> Span:
    # A line break inside a paragraph of the source is only a space, unless it is a <br>.
    clean = text if text == "\n" else re.sub(r"\s+", " ", text)
    return Span(clean, style.bold, style.italic, style.href)


def link(href: str) -> str:
    """Where a link of the source leads: ``section:<id>``, ``tel:<digits>``, or as written."""
    if match := _SECTION_LINK.fullmatch(href):
        return f"section:{match[1]}"
    if href.startswith("tel:"):
        plus = "+" if href.startswith("tel:+") else ""
        return f"tel:{plus}" + "".join(c for c in href if c.isdecimal())
    return href


def plain(spans: Spans) -> str:
    """The text alone."""
    return "".join(span.text for span in spans)
