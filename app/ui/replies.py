"""Replies to what was shared: which sharing one belongs to, and taking a text of it in.

A reply changes nothing by itself. What the person takes in is put after what they have written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.guide import Field, Kind
from app.share import BadReply, Reply, read_reply
from app.workbook.answers import Json
from app.workbook.receipts import Receipt
from app.workbook.sent import Sent

TAKING = (Kind.LONG, Kind.LIST, Kind.CHECKLIST)
"""Kinds of questions that a text can be put under."""


@dataclass(frozen=True)
class Found:
    """A reply, and the sharing that it answers."""

    receipt: Receipt
    sent: Sent
    reply: Reply


def find(
    data: bytes, known: Sequence[tuple[Receipt, Sent]], wanted: Callable[[], bool]
) -> Found | None:
    """Tries the words of each sharing; None once it is not ``wanted`` any more.

    Slow, some 0.3 s for each, for a thread. Raises ``BadReply``: "passphrase" where none fits.
    """
    for receipt, sent in known:
        if not wanted():
            return None
        try:
            reply = read_reply(
                data, sent.words, share=sent.share, pages=len(sent.pages), seen=sent.read
            )
        except BadReply as error:
            if error.code != "passphrase":
                raise
        else:
            return Found(receipt, sent, reply)
    raise BadReply("passphrase")


def holds(field: Field, value: Json, text: str) -> bool:
    """Whether the text stands in the answer already."""
    if field.kind is Kind.LONG:
        return text in str(value or "")
    rows = value if isinstance(value, list) else []
    there = {str(row[1]) if isinstance(row, list) else str(row) for row in rows}
    return there.issuperset(_rows(text))


def added(field: Field, value: Json, text: str) -> Json:
    """The answer with the text after all that is in it: a paragraph, or a row for each line."""
    if field.kind is Kind.LONG:
        before = str(value or "")
        return f"{before.rstrip()}\n\n{text}" if before.strip() else text
    rows = list(value) if isinstance(value, list) else []
    if field.kind is Kind.CHECKLIST:
        return [*rows, *(["", row, False] for row in _rows(text))]
    return [*rows, *_rows(text)]


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.split("\n") if row.strip()]
