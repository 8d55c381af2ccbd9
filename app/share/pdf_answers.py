"""The answers of a page on paper: one case a shape."""

from collections.abc import Sequence
from typing import assert_never

from app.share import words
from app.share.pdf_sheets import BODY, BOLD, QUIET, Column, Row, Sheets, Style, Tag
from app.share.pdf_type import Bit, Line
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

_GAP = 0.3  # between things in a row, in lines
_BULLET = "•"
_NARROW = 7  # columns in a table are at least so many letters wide, or it becomes a list


def answer(sheets: Sheets, above: Tag, one: Shape) -> None:
    """Draw an answer below what there is."""
    match one:
        case Words(text=text, room=room):
            if text:
                sheets.columns([Column(own(sheets, above, text, sheets.room), 0, sheets.room)])
            for _ in range(0 if text else room):
                sheets.write_on()
        case Items(rows=rows):
            items(sheets, above, rows)
        case Ticks(ticks=ticks, word=word):
            listed = Tag("L", above)
            for tick in ticks:
                _tick(sheets, listed, tick, word)
        case Scale():
            _scale(sheets, above, one)
        case Cards(cards=cards):
            for card in cards:
                _card(sheets, above, card)
        case Table():
            _table(sheets, above, one)
        case Lists(groups=groups):
            for group in groups:
                if group.rows:
                    sheets.down(_GAP)
                    sheets.need(3 * sheets.lead)
                    sheets.text(Tag("P", above), group.title, BOLD)
                    items(sheets, above, group.rows)
                    sheets.down(_GAP)
        case Circles():
            answer(sheets, above, one.lists)
        case Timeline(what=what, low=low, high=high):
            answer(sheets, above, what)
            _quiet(sheets, above, words.ends(low, high))
            if one.table.rows:
                sheets.down(_GAP)
                _table(sheets, above, one.table)
        case _:
            assert_never(one)


def own(sheets: Sheets, tag: Tag | None, text: str, width: float, style: Style = BODY) -> list[Row]:
    """What somebody wrote: each of its lines a paragraph, and an empty one where it has one."""
    if isinstance(text, words.Both) or tag is None or ("\n" not in text and tag.kind[0] != "S"):
        return sheets.rows(tag, text, style, width)
    rows: list[Row] = []
    paragraph = tag
    for line in text.split("\n"):
        if line.strip():
            paragraph = Tag("P", tag)
            rows += sheets.rows(paragraph, line, style, width)
        else:
            rows.append(Row(Line(), style, paragraph))
    return rows


def items(
    sheets: Sheets, above: Tag, rows: Sequence[str | Sequence[Bit]], *, ordered: bool = False
) -> None:
    """A list. An empty row is a line to write on."""
    listed = Tag("L", above)
    for number, row in enumerate(rows, 1):
        item = Tag("LI", listed)
        mark = sheets.rows(
            Tag("Lbl", item), f"{number}." if ordered else _BULLET, BODY, 2 * sheets.size
        )
        if row:
            item_row(sheets, mark, Tag("LBody", item), row)
        else:
            sheets.write_on(1.6 * sheets.size, mark)


def item_row(sheets: Sheets, mark: Sequence[Row], body: Tag, text: str | Sequence[Bit]) -> None:
    """A mark and the text after it. Where the text begins at the right, so does the mark."""
    left = 1.6 * sheets.size
    width = sheets.room - left
    if isinstance(text, str):
        rows = own(sheets, body, text, width)
    else:
        rows = sheets.rows(body, text, BODY, width)
    if rows[0].line.right:
        columns = [Column(rows, 0, width), Column(mark, width + left / 2, left)]
    else:
        columns = [Column(mark, 0, left), Column(rows, left, width)]
    sheets.columns(columns)
    sheets.down(_GAP / 2)


def _tick(sheets: Sheets, listed: Tag, one: Tick, word: str) -> None:
    body = Tag("LBody", Tag("LI", listed))
    mark = [Row(Line(), BODY, None, one.on)]
    if one.text:
        text = words.together("{} ({})", one.text, word) if one.on else one.text
        item_row(sheets, mark, body, text)
    else:
        sheets.write_on(1.6 * sheets.size, mark)


def _scale(sheets: Sheets, above: Tag, one: Scale) -> None:
    _quiet(sheets, above, words.ends(one.low, one.high))
    if one.said:
        sheets.text(Tag("P", above), one.said, BOLD)
        return
    listed, step = Tag("L", above), sheets.room / 11
    tags = [(str(number), Tag("LBody", Tag("LI", listed))) for number in range(11)]
    sheets.down(_GAP)
    sheets.columns(
        [
            Column(sheets.rows(tag, number, BODY, step), number_at * step, step)
            for number_at, (number, tag) in enumerate(tags)
        ]
    )
    sheets.down(_GAP)


def _card(sheets: Sheets, above: Tag, cells: Sequence[Cell]) -> None:
    sheets.down(2 * _GAP)
    sheets.need((len(cells) + 1) * sheets.lead)
    sheets.stroke(0, sheets.y, sheets.room, sheets.y)
    sheets.down(_GAP)
    card = Tag("L", above)
    left = min(9 * sheets.size, 0.4 * sheets.room)
    for cell in cells:
        item = Tag("LI", card)
        name = sheets.rows(Tag("Lbl", item), cell.name, QUIET, left - sheets.size / 2)
        if cell.text:
            width = sheets.room - left
            text = own(sheets, Tag("LBody", item), cell.text, width)
            sheets.columns([Column(name, 0, left), Column(text, left, width)])
        else:
            sheets.write_on(left, name)


def _quiet(sheets: Sheets, above: Tag, text: str) -> None:
    if text:
        sheets.down(_GAP)
        sheets.text(Tag("P", above), text, QUIET)


def _table(sheets: Sheets, above: Tag, table: Table) -> None:
    """A table in a frame, or, where the paper is too narrow for one, its rows as cards."""
    shares = [1] * len(table.heads)
    if len(shares) == 3:
        shares[-1] = 2  # the words of a day
    step = sheets.room / sum(shares)
    if step < _NARROW * sheets.size:
        for row in table.rows:
            cells = zip(table.heads, row, strict=True)
            _card(sheets, above, [Cell(*cell) for cell in cells if cell[1] or table.room])
        return
    tag = Tag("Table", above)
    lefts = [sum(shares[:n]) * step for n in range(len(shares))]

    def columns(row: Sequence[str], tags: Sequence[Tag | None], style: Style) -> list[Column]:
        pad = 0.7 * sheets.size
        return [
            Column(own(sheets, tag, text, share * step - pad, style), left, share * step)
            for text, tag, share, left in zip(row, tags, shares, lefts, strict=True)
        ]

    line = Tag("TR", tag)
    heads = [_head(line, "Column") for _ in table.heads]
    sheets.need(5 * sheets.lead)
    sheets.columns(columns(table.heads, heads, BOLD), framed=True)
    again = columns(table.heads, [None] * len(heads), BOLD)
    for first, *rest in table.rows:
        line = Tag("TR", tag)
        tags = [_head(line, "Row"), *(Tag("TD", line) for _ in rest)]
        made = columns([first, *rest], tags, BODY)
        least = 3 * sheets.lead if table.room else 0
        sheets.columns(made, framed=True, least=least, again=again)


def _head(line: Tag, scope: str) -> Tag:
    tag = Tag("TH", line)
    tag.head = scope
    return tag
