"""A reply that somebody wrote in a locked file, read without being trusted.

Its texts are words beside the person's own, page by page. Whatever they are, a reply changes
nothing: what becomes of it is for the person to say.

Sealed inside is one JSON object; `date` is the day as the writer's computer has it, and `page`
counts the pages of the locked file from 0:

    {"v":1,"share":"(32 hex)","reply":"(32 hex)","date":"2026-11-22",
     "lines":[{"page":0,"text":"Vi hörs på torsdag."}]}
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.envelope import EnvelopeError, TooBig, WrongPassphrase, web
from app.share.locked_script import REPLY_BYTES
from app.share.refused import Refused
from app.share.words import clean

PURPOSE = "reply/1"
LONGEST = 2 * REPLY_BYTES  # bytes of a file: its text with padding, in base64

_KEPT = "Det du har skrivit är kvar som det var."
_AGAIN = "Be den som svarade att spara svaret en gång till."

# What happened, that nothing is changed, and what to do.
SENTENCES = {
    "not_a_reply": "Filen är inget svar på ett låst dokument, eller så är den inte hel. "
    f"{_KEPT} {_AGAIN}",
    "too_big": f"Filen är större än ett svar får vara. {_KEPT} Be om ett kortare svar.",
    "passphrase": "Svaret gick inte att öppna. Det hör till en annan delning, eller så är något i "
    f"filen ändrat. {_KEPT} Välj en annan delning, eller be om svaret en gång till.",
    "newer": "Svaret är skrivet i ett dokument från en nyare version av Guiden. "
    f"{_KEPT} Uppdatera Guiden och försök igen.",
    "other_share": f"Svaret hör till en annan delning. {_KEPT} Välj den delningen och försök igen.",
    "again": f"Det här svaret har du redan. {_KEPT} Du kan ta bort filen.",
    "content": f"Svaret är inte skrivet så som det ska vara. {_KEPT} Använd det inte. {_AGAIN}",
}

_HEX = re.compile("[0-9a-f]{32}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadReply(Refused):
    """A reply that is not one to these pages."""

    sentences = SENTENCES


@dataclass(frozen=True)
class Line:
    """What somebody wrote beneath a page. ``page`` counts from 0; the text is never markup."""

    page: int
    text: str


@dataclass(frozen=True)
class Reply:
    """``id`` is a reply's own, so that the same is not taken in twice. ``lines`` is in order."""

    id: str
    day: date
    lines: tuple[Line, ...]


def read_reply(
    data: bytes, passphrase: str, *, share: str, pages: int, seen: Collection[str] = ()
) -> Reply:
    """The reply in a file, if it answers this sharing of so many pages and its id is not ``seen``.

    ``passphrase`` and ``share`` are those that the locked file was made with. Takes some 0.3 s, and
    a hostile file no more than a second. Raises BadReply.
    """
    try:
        opened = web.open_(web.read(data, LONGEST), passphrase, PURPOSE)
    except TooBig:
        raise BadReply("too_big") from None
    except WrongPassphrase:
        raise BadReply("passphrase") from None
    except EnvelopeError as error:
        raise BadReply("not_a_reply", error.name) from None
    return taken(opened, share=share, pages=pages, seen=seen)


def taken(data: bytes, *, share: str, pages: int, seen: Collection[str] = ()) -> Reply:
    """The reply in what was sealed; see `read_reply`. Raises BadReply."""
    found = _object(data)
    version = found.get("v")
    if type(version) is int and version > 1:
        raise BadReply("newer")
    _need(found.keys() == {"v", "share", "reply", "date", "lines"}, "names")
    _need(_is(version, int) and version == 1, "version")
    _need(_matches(_HEX, found["share"]) and _matches(_HEX, found["reply"]), "ids")
    if found["share"] != share:
        raise BadReply("other_share")
    lines = _lines(found["lines"], pages)
    day = _day(found["date"])
    if found["reply"] in seen:
        raise BadReply("again")
    return Reply(found["reply"], day, lines)


def _object(data: bytes) -> dict[str, Any]:
    """The one JSON object that the bytes are."""
    try:
        found = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):  # the former is also that of bytes that are no UTF-8
        raise BadReply("content", "not the JSON that it must be") from None
    _need(isinstance(found, dict), "no object")
    return dict(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    _need(len(made) == len(pairs), "a name twice")
    return made


def _refuse(_: str) -> None:
    raise BadReply("content", "no number")


def _lines(found: object, pages: int) -> tuple[Line, ...]:
    """At least one line, each with a text, of pages there are, and at most one for a page."""
    made: list[Line] = []
    for one in found if isinstance(found, list) else ():
        _need(isinstance(one, dict) and one.keys() == {"page", "text"}, "a line's names")
        _need(_is(one["page"], int) and _is(one["text"], str), "a line's kinds")
        _need((made[-1].page if made else -1) < one["page"] < pages, "a line's page")
        if text := clean(one["text"]):
            made.append(Line(one["page"], text))
    _need(bool(made), "no words")
    return tuple(made)


def _day(found: object) -> date:
    _need(_matches(_DAY, found), "a day")
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise BadReply("content", "no such day") from None


def _matches(pattern: re.Pattern[str], found: object) -> bool:
    return isinstance(found, str) and pattern.fullmatch(found) is not None


def _is(found: object, kind: type) -> bool:
    """Whether it is of just this kind: in JSON `true` is no number."""
    return type(found) is kind


def _need(right: bool, what: str) -> None:
    if not right:
        raise BadReply("content", what)
