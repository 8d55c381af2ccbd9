"""Questions and answers as Markdown, for any program that reads text.

What a person wrote is text here too: a sign that would mean something is written so that it does
not, and lines end where they ended them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from app.share.page import Answered, Group
from app.share.text import answer_rows
from app.share.words import clean

_BREAK = "  \n"  # after two spaces the line ends here for whoever shows it, too
_NEEDLESS = re.compile(r" +\n(?=- | *\n)|(?<=\n) +(?=\n)")
_SIGNS = re.compile(r"([\\`*_\[\]{}#])")
_BEFORE = re.compile(r"(- |  )?(\[[x ]\] )?(.*)", re.DOTALL)
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown(title: str, note: str, parts: Sequence[tuple[str, Sequence[Answered | Group]]]) -> str:
    """A title, a ``note`` below it, and each part under a title of its own."""
    found = [f"# {_safe(title)}", _safe(note)]
    for name, blocks in parts:
        found.append(f"## {_safe(name)}")
        for block in blocks:
            match block:
                case Answered():
                    found += _answered(block, 3)
                case Group(title=above, answers=answers):
                    found.append(f"### {_safe(above)}")
                    found += [made for one in answers for made in _answered(one, 4)]
                case _:
                    assert_never(block)
    return "\n\n".join(found) + "\n"


def _answered(one: Answered, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_safe(one.field.question)}"
    if one.how:
        yield f"*{_safe(one.how)}*"
    yield _NEEDLESS.sub(lambda spaces: spaces[0].lstrip(" "), _BREAK.join(_lines(one)).strip())


def _lines(one: Answered) -> Iterator[str]:
    """The lines of an answer. What hangs together is a list, with an empty line around it."""
    listed = False
    for before, text in answer_rows(one.answer):
        mark, tick, name = _BEFORE.fullmatch(before).groups("")  # type: ignore[union-attr]
        first, *rest = f"{name}{text}".split("\n")
        if mark == "- " or tick or (mark and not listed):
            yield from () if listed else ("",)
            yield f"- {tick}{_line(first)}"
            listed = True
        elif mark:
            yield f"  {_line(first)}"
        else:
            yield from ("",) if listed else ()
            yield _line(first)
            listed = False
        yield from ("  " * listed + _line(line) for line in rest)


def _safe(text: str) -> str:
    """Words on one line."""
    return _line(" ".join(clean(text).split("\n")))


def _line(text: str) -> str:
    bare = text.lstrip(" ")
    said = _SIGNS.sub(r"\\\1", bare.translate(_HTML))
    if said[:1] in tuple("-+=~|:"):
        said = f"&#{ord(said[0])};{said[1:]}"
    return "&nbsp;" * (len(text) - len(bare)) + re.sub(r"^(\d+)([.)])", r"\1\\\2", said)
