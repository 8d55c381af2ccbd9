"""Elements of HTML, put together so that text is always escaped.

What is written is also well-formed XML, so that any reader agrees on where an element ends.
"""

from html import escape

from app.guide import Language
from app.share.words import GONE, MARK, Both

_VOID = {"br", "hr", "input", "meta", "circle", "line", "polyline"}


class Html(str):
    """Markup. Any other string is text."""


def tag(name: str, /, *content: str, **attributes: str) -> Html:
    """An element. ``class_`` and ``aria_hidden`` become ``class`` and ``aria-hidden``.

    An attribute without a value is left out.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    if name in _VOID:
        return Html(f"<{name}{named}/>")
    return Html(f"<{name}{named}>{joined(*content)}</{name}>")


def joined(*content: str) -> Html:
    """Markup and text after each other. Words in two languages become text and an element."""
    return Html("".join(map(_markup, content)))


def _markup(one: str) -> str:
    if isinstance(one, Html):
        return one
    if not isinstance(one, Both):
        return escape(one.replace(GONE, MARK))
    return f"{escape(one)} {other(one.language, one.other)}"


def other(language: Language, *content: str) -> Html:
    """What stands after the Swedish words, marked with its language and direction."""
    return tag("span", *content, class_="other", lang=language.value, dir=language.direction)


def block(name: str, /, *content: Html, **attributes: str) -> Html:
    """An element of elements, each on a line of its own."""
    return tag(name, "\n", *(Html(f"{one}\n") for one in content if one), **attributes)
