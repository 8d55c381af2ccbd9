"""The answers of a page as HTML: one case a shape."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from app.share import drawing, words
from app.share.markup import Html, block, joined, other, tag
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
            yield from (_own("p", paragraph) for paragraph in _paragraphs(text))
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
    if isinstance(text, words.Both):
        return joined(text)
    first, *rest = map(_spoken, text.split("\n"))
    return joined(first, *(part for line in rest for part in (tag("br"), line)))


def _spoken(line: str) -> Html:
    """Text with words for what was taken out of it."""
    gone = tag("span", words.MARK, role="img", aria_label=words.MARK_SAID)
    first, *rest = line.split(words.GONE)
    return joined(first, *(part for text in rest for part in (gone, text)))


def _paragraphs(text: str) -> Sequence[str]:
    if isinstance(text, words.Both):
        return [text]
    return _BETWEEN.split(text) if text else ()


def _own(name: str, text: str, **attributes: str) -> Html:
    """What a person wrote or chose, in the direction of its own letters."""
    return tag(name, in_lines(text), class_="own", dir="auto", **attributes)


def _line(name: str) -> Html:
    """A line to write on."""
    return tag(name, class_="line")


def _quiet(text: str) -> Html:
    return tag("p", text, class_="quiet") if text else Html()


def _list(rows: Sequence[str]) -> Html:
    return block("ul", *(_own("li", row) if row else _line("li") for row in rows))


def _tick(one: Tick, word: str) -> Html:
    def marked(text: str, word: str) -> Html:
        return joined(text, *([" ", tag("strong", "(", word, ")")] if one.on else []))

    if isinstance(one.text, words.Both) and isinstance(word, words.Both):
        beside = other(word.language, marked(one.text.other, word.other))
        said = joined(marked(_own("span", str(one.text)), str(word)), " ", beside)
    else:
        said = marked(_own("span", one.text) if one.text else _line("span"), word)
    box = tag("span", class_="box", aria_hidden="true")
    return tag("li", box, tag("span", said), class_="on" if one.on else "")


def _scale(answer: Scale) -> Iterator[Html]:
    yield _quiet(words.ends(answer.low, answer.high))
    if answer.said:
        yield tag("p", tag("strong", in_lines(answer.said)))
    else:
        yield block("ul", *(tag("li", str(n)) for n in range(11)), class_="scale", role="list")


def _cell(cell: Cell) -> Html:
    if not cell.text:
        said = _line("dd")
    elif cell.tel:
        said = tag("dd", tag("a", in_lines(cell.text), href=cell.tel), class_="own")
    else:
        said = _own("dd", cell.text)
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
        (_own if text else tag)("td", text, data_label=words.in_a_row(head), role="cell")
        for head, text in zip(heads[1:], row[1:], strict=True)
    )
    return tag("tr", first, *cells, role="row")
