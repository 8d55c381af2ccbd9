"""Pages as one HTML file that needs nothing else: no script, no picture, no other address.

It reads well on a small screen, with large text, in the dark, on paper and by a screen reader.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from app.guide import (
    HelpLine,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Source,
    Span,
)
from app.share import html_answers, words
from app.share.markup import Html, block, joined, tag
from app.share.page import Answered, Block, Group, Note, Page, Titled
from app.share.style import STYLE
from app.share.work import Work, stepped

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_DEEPEST = 4
_SAFE = ("https://", "http://")


def document(pages: Sequence[Page], title: str, *, language: str = "sv") -> str:
    """The pages as one file. A page alone with the title of the file has no heading of its own."""
    title = words.clean(title)
    head = block(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Html(STYLE)),
    )
    whole = block("html", head, block("body", *body(pages, title)), lang=language)
    return f"<!DOCTYPE html>\n{whole}\n"


def body(pages: Sequence[Page], title: str, work: Work | None = None) -> tuple[Html, Html]:
    """What the body has: a header with the title, and the pages, an article each.

    ``work`` hears of every page. Raises ``CalledOff``.
    """
    title = words.clean(title)
    alone = [one.title for one in pages] == [title]
    return (
        tag("header", tag("h1", pages[0].title if alone else title)),
        block("main", *(_article(one, titled=not alone) for one in stepped(pages, work))),
    )


def _article(page: Page, titled: bool) -> Html:
    level = 2 if titled else 1
    own = [_heading(level, page.title)] if titled else []
    return block("article", *own, *_blocks(page.blocks, level))


def _blocks(blocks: Sequence[Block], top: int) -> Iterator[Html]:
    """The elements of a page whose title is a heading of level ``top``. No level is skipped."""
    above = top
    for one in blocks:
        below = min(above + 1, _DEEPEST)
        match one:
            case Titled(level=level, title=title):
                above = min(level + top - 1, below)
                yield _heading(above, title)
            case Note(text=text):
                yield tag("p", text, class_="quiet")
            case Paragraph(spans=spans):
                yield tag("p", _rich(spans))
            case ListBlock(ordered=ordered, items=items):
                rows = (tag("li", _rich(item)) for item in items)
                yield block("ol" if ordered else "ul", *rows)
            case Quote(paragraphs=paragraphs):
                yield block("blockquote", *(tag("p", _rich(spans)) for spans in paragraphs))
            case Rule():
                yield tag("hr")
            case HelpLine():
                yield _help_line(one, below)
            case Source():
                yield tag("p", words.source(one), class_="quiet")
            case Answered():
                yield _answered(one, below)
            case Group(title=title, answers=answers):
                inside = min(below + 1, _DEEPEST)
                parts = (_answered(answered, inside) for answered in answers)
                yield block("div", _heading(below, title), *parts, class_="group")
            case _:
                assert_never(one)


def _heading(level: int, text: str) -> Html:
    return tag(f"h{level}", text)


def _answered(one: Answered, level: int) -> Html:
    quiet = [tag("p", text, class_="quiet") for text in (one.field.help, one.how) if text]
    return block(
        "div",
        _heading(level, one.field.question),
        *quiet,
        *html_answers.elements(one.answer),
        class_="question",
    )


def _help_line(line: HelpLine, level: int) -> Html:
    return block(
        "div",
        _heading(level, line.name),
        tag("p", line.about),
        tag("p", tag("a", line.number, href=line.tel), class_="number"),
        tag("p", words.read_when(line), class_="quiet"),
        class_="card",
    )


def _rich(spans: Sequence[Span]) -> Html:
    return joined(*map(_span, spans))


def _span(span: Span) -> Html:
    """A run of text. A way to another section leads nowhere outside the app: only its words."""
    made = html_answers.in_lines(span.text)
    if span.bold:
        made = tag("strong", made)
    if span.italic:
        made = tag("em", made)
    if span.href.startswith("tel:"):
        return joined(tag("a", made, href=span.href), words.number_after(span))
    if span.href.startswith(_SAFE):
        return tag("a", made, href=span.href, rel="noreferrer noopener")
    return made
