"""The answers of a page as HTML: one case a shape."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from app.share import drawing, words
from app.share.markup import Html, block, joined, tag
from app.share.shapes import (
    Cards,
    Cell,
    Circles,
    Items,
    Lists,
    Scale,
    Shape,
    Table,
    Tick,
    Ticks,
    Timeline,
    Words,
)

_BETWEEN = re.compile(r"\n\s*\n")


def elements(answer: Shape) -> Iterator[Html]:
    """The elements of an answer, in order."""
    match answer:
        case Words(text=text, room=room):
            for paragraph in _BETWEEN.split(text) if text else ():
                yield tag("p", in_lines(paragraph), class_="own")
            if not text:
                yield from [_line("div")] * room
        case Items(rows=rows):
            yield _list(rows)
        case Ticks(ticks=ticks, word=word):
            yield block("ul", *(_tick(one, word) for one in ticks), class_="ticks", role="list")
        case Scale():
            yield from _scale(answer)
        case Cards(cards=cards):
            yield from (block("dl", *map(_cell, card), class_="card") for card in cards)
        case Table():
            yield _table(answer)
        case Lists(groups=groups):
            for group in groups:
                if group.rows:
                    yield tag("p", tag("strong", group.title), class_="title")
                    yield _list(group.rows)
        case Circles(groups=groups):
            yield drawing.circles(groups)
            yield from elements(answer.lists)
        case Timeline(what=what, low=low, high=high, points=points):
            yield from elements(what)
            yield _quiet(words.ends(low, high))
            yield drawing.chart(points)
            if answer.table.rows:
                yield _table(answer.table)
        case _:
            assert_never(answer)


def in_lines(text: str) -> Html:
    """Text with its line breaks."""
    first, *rest = text.split("\n")
    return joined(first, *(part for line in rest for part in (tag("br"), line)))


def _line(name: str) -> Html:
    """A line to write on."""
    return tag(name, class_="line")


def _quiet(text: str) -> Html:
    return tag("p", text, class_="quiet") if text else Html()


def _list(rows: Sequence[str]) -> Html:
    items = (tag("li", in_lines(row), class_="own") if row else _line("li") for row in rows)
    return block("ul", *items)


def _tick(one: Tick, word: str) -> Html:
    text = tag("span", in_lines(one.text), class_="own") if one.text else _line("span")
    said = [" ", tag("strong", f"({word})")] if one.on else []
    box = tag("span", class_="box", aria_hidden="true")
    return tag("li", box, tag("span", text, *said), class_="on" if one.on else "")


def _scale(answer: Scale) -> Iterator[Html]:
    yield _quiet(words.ends(answer.low, answer.high))
    if answer.number is not None:
        yield tag("p", tag("strong", f"{answer.number} av 10"))
    else:
        yield block("ul", *(tag("li", str(n)) for n in range(11)), class_="scale", role="list")


def _cell(cell: Cell) -> Html:
    text = in_lines(cell.text)
    if not cell.text:
        said = _line("dd")
    elif cell.tel:
        said = tag("dd", tag("a", text, href=cell.tel), class_="own")
    else:
        said = tag("dd", text, class_="own")
    return tag("div", tag("dt", cell.name), said)


def _table(table: Table) -> Html:
    """A table. Where it is narrow its rows become lists; the roles keep it a table when heard."""
    heads = (tag("th", head, scope="col", role="columnheader") for head in table.heads)
    return block(
        "table",
        block("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        block("tbody", *(_row(table.heads, row) for row in table.rows), role="rowgroup"),
        role="table",
        class_="room" if table.room else "",
    )


def _row(heads: Sequence[str], row: Sequence[str]) -> Html:
    first = tag("th", row[0], scope="row", role="rowheader")
    cells = (
        tag("td", in_lines(text), data_label=head, role="cell", class_="own" if text else "")
        for head, text in zip(heads[1:], row[1:], strict=True)
    )
    return tag("tr", first, *cells, role="row")
