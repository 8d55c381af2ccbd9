"""Elements of HTML, put together so that text is always escaped.

What is written is also well-formed XML, so that any reader agrees on where an element ends.
"""

from html import escape

_VOID = {"br", "hr", "meta", "circle", "line", "polyline"}


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
    """Markup and text after each other."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in content))


def block(name: str, /, *content: Html, **attributes: str) -> Html:
    """An element of elements, each on a line of its own."""
    return tag(name, "\n", *(Html(f"{one}\n") for one in content if one), **attributes)
