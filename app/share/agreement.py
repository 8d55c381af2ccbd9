"""The two small files of an agreement: one from who begins, and one that answers it.

Both are lines of `web`, sealed under the same five words: the first for "agreement/first/1", the
second for "agreement/second/", the agreement's id and "/1". Sealed inside is one JSON object, these
names in this order, without spaces:

    {"v":1,"agreement":"(32 hex)","section":"overenskommelse","lines":{"jag-kan":[["","Jag …"]]}}

`section` is the sender's, and a line is [option id, text]. The first file holds all that its sender
released. Whoever has the words could read it with another program; no two files could hide it, for
who answers might always try what answering everything shows. The second holds only lines to the
questions of the first, so it holds nothing but what both see.

What comes is read as plain text, within bounds, before anything is kept of it.
"""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.envelope import EnvelopeError, TooBig, WrongPassphrase, web
from app.share.refused import Refused
from app.share.words import clean
from app.workbook.agreement import SECTIONS, Agreement, Lines, lines_of, plain

FIRST = "agreement/first/1"
ENDING = "guidenjamfor"
MOST_BYTES = 64 * 1024  # of what is sealed
MOST_LINES = 100  # to one question
LONGEST = 2 * MOST_BYTES  # bytes of a file: what is sealed with padding, in base64

_KEPT = "Det du har skrivit är kvar som det var."
_AGAIN = "Be den andra att spara filen en gång till."

# What happened, that nothing is changed, and what to do.
SENTENCES = {
    "not_a_file": f"Filen är ingen fil att jämföra med, eller så är den inte hel. {_KEPT} {_AGAIN}",
    "too_big": f"Filen är större än den får vara. {_KEPT} Be den andra att visa färre rader.",
    "words": "Filen gick inte att öppna. Orden passar inte, eller så är något i filen ändrat. "
    f"{_KEPT} Fråga efter orden, och se att det är rätt fil.",
    "other": "Filen är inte svaret på din, eller så är något i den ändrat. "
    f"{_KEPT} Började ni båda? Då tar en av er bort sin jämförelse och läser den andras fil.",
    "own": f"Det är din egen fil. {_KEPT} Välj den som den andra har sparat.",
    "again": f"Den filen har du redan jämfört med. {_KEPT} Börja om tillsammans, med nya ord.",
    "newer": "Filen är gjord i en nyare version av Guiden. "
    f"{_KEPT} Uppdatera Guiden och försök igen.",
    "content": f"Filen är inte skriven så som den ska vara. {_KEPT} Använd den inte. {_AGAIN}",
    "too_much": f"Det är mer än filen rymmer. {_KEPT} Kryssa i färre rader.",
}

_ID = re.compile("[0-9a-f]{32}")


class BadAgreement(Refused):
    """A file that is not the one that was waited for."""

    sentences = SENTENCES


@dataclass(frozen=True)
class Released:
    """What is in a file. ``section``: the sender's. The texts are never markup."""

    agreement: str
    section: str
    lines: Lines = field(repr=False)


def new_id() -> str:
    """A name for an agreement that nobody can guess."""
    return secrets.token_hex(16)


def too_much(lines: Lines) -> bool:
    """Whether these are more than a file takes."""
    long = len(_written(plain(lines)).encode()) > MOST_BYTES - 200  # the rest of the object
    return long or any(len(rows) > MOST_LINES for rows in lines.values())


def name(agreement: Agreement) -> str:
    """What the file for the other is called: nothing about anybody."""
    kind = "jamfor" if agreement.first else "jamfor-svar"
    return f"{kind}-{date.today().isoformat()}.{ENDING}"


def make(agreement: Agreement) -> bytes:
    """The file for the other, of lines that are not ``too_much``. Takes some 0.3 s."""
    purpose = FIRST if agreement.first else second(agreement.id)
    return web.seal(inside(agreement), agreement.words, purpose).json().encode()


def inside(agreement: Agreement) -> bytes:
    """What is sealed in the file for the other."""
    found = {
        "v": 1,
        "agreement": agreement.id,
        "section": agreement.section,
        "lines": plain(agreement.mine),
    }
    return _written(found).encode()


def second(agreement_id: str) -> str:
    """What the second file of an agreement is sealed for."""
    return f"agreement/second/{agreement_id}/1"


def read_first(data: bytes, words: str, known: Callable[[str], bool]) -> Released:
    """What the one who began has released, if the words fit and the agreement is not ``known``.

    Takes some 0.3 s, and a hostile file no more than a second. Raises BadAgreement.
    """
    sealed, key = _derived(data, words)
    try:
        found = taken(web.open_under(key, sealed, FIRST))
    except WrongPassphrase:
        raise BadAgreement("words") from None
    except EnvelopeError as error:
        raise BadAgreement("not_a_file", error.name) from None
    if known(found.agreement):
        raise BadAgreement("again")
    if not found.lines:
        raise BadAgreement("content", "no lines")
    return found


def read_second(data: bytes, agreement: Agreement) -> Released:
    """What answers the file of one who began.

    Takes some 0.3 s, and a hostile file no more than a second. Raises BadAgreement.
    """
    sealed, key = _derived(data, agreement.words)
    try:
        found = taken(web.open_under(key, sealed, second(agreement.id)))
    except WrongPassphrase:
        raise BadAgreement("own" if _opens(key, sealed) else "other") from None
    except EnvelopeError as error:
        raise BadAgreement("not_a_file", error.name) from None
    if found.agreement != agreement.id:
        raise BadAgreement("content", "another agreement")
    return found


def _derived(data: bytes, words: str) -> tuple[web.Sealed, bytes]:
    try:
        sealed = web.read(data, LONGEST)
        return sealed, web.derive(words, sealed.salt, sealed.iterations)
    except TooBig:
        raise BadAgreement("too_big") from None
    except EnvelopeError as error:
        raise BadAgreement("not_a_file", error.name) from None


def _opens(key: bytes, sealed: web.Sealed) -> bool:
    """Whether it is a first file under the same words."""
    try:
        web.open_under(key, sealed, FIRST)
    except EnvelopeError:
        return False
    return True


def taken(data: bytes) -> Released:
    """What was sealed in a file; see `read_first`. Raises BadAgreement."""
    found = _object(data)
    version = found.get("v")
    if type(version) is int and version > 1:
        raise BadAgreement("newer")
    _need(list(found) == ["v", "agreement", "section", "lines"], "names")
    _need(type(version) is int and version == 1, "version")
    agreement = found["agreement"]
    _need(isinstance(agreement, str) and _ID.fullmatch(agreement) is not None, "id")
    _need(found["section"] in SECTIONS, "section")
    lines = lines_of(found["lines"])
    if lines is None:
        raise BadAgreement("content", "lines")
    for rows in lines.values():
        _need(len(rows) <= MOST_LINES, "too many lines")
        _need(all(line.text and clean(line.text) == line.text for line in rows), "a text")
    return Released(agreement, found["section"], lines)


def _object(data: bytes) -> dict[str, Any]:
    """The one JSON object that the bytes are, written as `inside` writes it."""
    _need(len(data) <= MOST_BYTES, "too long")
    try:
        text = data.decode()
        found = json.loads(text)
        same = _written(found) == text
    except (ValueError, RecursionError):  # the former is also that of bytes that are no UTF-8
        raise BadAgreement("content", "not the JSON that it must be") from None
    _need(same and isinstance(found, dict), "written in another way")
    return dict(found)


def _written(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _need(right: bool, what: str) -> None:
    if not right:
        raise BadAgreement("content", what)
