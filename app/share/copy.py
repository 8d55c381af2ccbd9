"""A copy to keep elsewhere: a backup in an age file, sealed under five words of its own.

    data = make(book, "fem ord ur appens lista", Work())
    found = read(data, "Fem ord, ur appens lista", Work())

Both take seconds, and are for a thread. All is in memory: nothing is written to the disk.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from app.envelope import EnvelopeError, WrongPassphrase, age
from app.envelope import errors as sealed
from app.share.work import Work
from app.workbook import backup, failures
from app.workbook.backup import Backup
from app.workbook.workbook import Workbook

ENDING = "age"
MOST_BYTES = backup.MOST_BYTES + backup.MOST_BYTES // 1024  # with the header and the seals
_SLICE = 64 * 1024
_WORD = re.compile(r"[^\W\d_]+")
_SAME = "Det du har skrivit här är oförändrat."
_ANOTHER = "Välj en annan fil."
_NOT_OURS = f"Filen är ingen kopia från Guiden. {_SAME} {_ANOTHER}"
_BROKEN = f"Kopian är skadad och går inte att läsa. {_SAME} Har du en annan kopia, välj den."
_TOO_BIG = f"Filen är för stor för att vara en kopia från Guiden. {_SAME} {_ANOTHER}"
_OTHERWISE = f"Kopian är låst på ett annat sätt än Guiden låser. {_SAME} {_ANOTHER}"
NO_ROOM = (
    "Enhetens minne räcker inte just nu. Det du har skrivit är kvar. "
    "Stäng andra program och försök igen."
)
_TOO_MUCH = (
    "Det du har skrivit är mer än vad som ryms i en fil. Det är kvar, men ingen fil är gjord. "
    "Kopiera i stället filen i Guidens mapp."
)
_NOT_MADE = (
    "Det gick inte att göra filen. Det du har skrivit är kvar. Lås Guiden, öppna den och försök "
    "igen."
)
_SENTENCES: dict[type[Exception], str] = {
    sealed.WrongPassphrase: f"Orden stämde inte. {_SAME} Titta på orden och försök igen.",
    sealed.NoPassphrase: _OTHERWISE,
    sealed.TooDear: _OTHERWISE,
    sealed.Damaged: _BROKEN,
    sealed.NoRoom: NO_ROOM,
    failures.NewerBackup: (
        f"Kopian är gjord i en nyare version av Guiden. {_SAME} Uppdatera Guiden och försök igen."
    ),
    failures.BrokenBackup: _BROKEN,
    failures.VastBackup: _TOO_BIG,
}


class BadCopy(Exception):
    """A copy could not be made or read. Nothing was changed. ``sentence`` is for the person."""

    def __init__(self, sentence: str, *, words: bool = False) -> None:
        super().__init__("the copy could not be made or read")
        self.sentence, self.words = sentence, words


def make(book: Workbook, words: str, work: Work) -> bytes:
    """All that the workbook holds, sealed under ``words``. Flush the drafts first.

    Any age program opens it with the words as they are. Raises ``BadCopy``, and ``CalledOff``.
    """
    work.step(0)
    try:
        data = backup.write(book)
        work.step(0)
        sealed_pieces = bytearray()
        for piece in age.seal(_slices(data), words):
            sealed_pieces += piece
            work.step(len(sealed_pieces) / len(data))
    except (failures.BadBackup, sealed.NoRoom, MemoryError) as error:
        raise not_made(error) from None
    return bytes(sealed_pieces)


def not_made(error: Exception) -> BadCopy:
    """Why a file could not be made, for the person."""
    if isinstance(error, failures.VastBackup):
        return BadCopy(_TOO_MUCH)
    return BadCopy(_NOT_MADE if isinstance(error, failures.BadBackup) else NO_ROOM)


def read(data: bytes, words: str, work: Work) -> Backup:
    """What was sealed, checked in full. Changes nothing. Raises ``BadCopy``, and ``CalledOff``.

    ``words``: capitals, commas and line ends between them do not matter. In ``BadCopy`` of wrong
    words ``words`` is true.
    """
    work.step(0)
    if len(data) > MOST_BYTES:
        raise BadCopy(_TOO_BIG)
    content = bytearray()
    try:
        for piece in _opened(data, words):
            content += piece
            work.step(len(content) / len(data))
        return backup.read(bytes(content))
    except (EnvelopeError, failures.BadBackup) as error:
        sentence = _SENTENCES.get(type(error), _NOT_OURS)
        raise BadCopy(sentence, words=isinstance(error, WrongPassphrase)) from None
    except MemoryError:
        raise BadCopy(NO_ROOM) from None


def _opened(data: bytes, words: str) -> Iterator[bytes]:
    """The pieces, under the words as the app writes them or, failing that, as they were typed."""
    folded = " ".join(_WORD.findall(unicodedata.normalize("NFKC", words).lower()))
    wrong = WrongPassphrase("no words")
    for phrase in dict.fromkeys(filter(None, (folded, words.strip()))):
        try:
            return age.open_(BytesIO(data), phrase)
        except WrongPassphrase as error:
            wrong = error
    raise wrong


def _slices(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _SLICE):
        yield data[start : start + _SLICE]
