"""What opens the locked files that a person has shared, so that a reply to one can be read.

Kept in the vault beside the receipt, and not in it: when a receipt was written tells when its pages
left, and what becomes of the replies changes that no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.vault import Vault, copies
from app.workbook import cleared
from app.workbook.answers import Json

SENT = "sent/"  # before the id of a receipt, in the vault


@dataclass(frozen=True)
class Sent:
    """One locked file: the name of its sharing, and the ``words`` that open it.

    ``pages``: ids of the sections whose pages it has, in order. ``read``: ids of the replies to it
    that the person is done with.
    """

    share: str
    words: str = field(repr=False)
    pages: tuple[str, ...]
    read: tuple[str, ...] = ()

    def record(self) -> Json:
        """The JSON that is sealed."""
        return {
            "share": self.share,
            "words": self.words,
            "pages": list(self.pages),
            "read": list(self.read),
        }


class SentFiles:
    """The files of an open vault, by the ids of their receipts. What changes is durable at once."""

    def __init__(self, vault: Vault, path: Path | None) -> None:
        self._vault, self._path = vault, path

    def keep(self, receipt_id: str, sent: Sent) -> None:
        self._vault.append([(SENT + receipt_id, sent.record())])

    def of(self, receipt_id: str) -> Sent | None:
        """The file that a receipt is of; None for none, or one this version cannot read."""
        return _read(self._vault.get(SENT + receipt_id))

    def note_read(self, receipt_id: str, reply_id: str) -> None:
        """Remembers that the person is done with a reply."""
        sent = self.of(receipt_id)
        if sent and reply_id not in sent.read:
            self.keep(receipt_id, replace(sent, read=(*sent.read, reply_id)))

    def remove(self, receipt_id: str) -> None:
        """Removes one for good. Replies to it can no longer be read."""
        copies.drop(self._path)
        cleared.discard(self._vault, [SENT + receipt_id])


def _read(record: Json) -> Sent | None:
    if not isinstance(record, Mapping):
        return None
    share, words = record.get("share"), record.get("words")
    pages, read = _texts(record.get("pages")), _texts(record.get("read"))
    if not isinstance(share, str) or not isinstance(words, str) or pages is None or read is None:
        return None
    return Sent(share, words, pages, read)


def _texts(value: Json) -> tuple[str, ...] | None:
    """The texts of a list; None for anything else."""
    if not isinstance(value, list):
        return None
    texts = tuple(one for one in value if isinstance(one, str))
    return texts if len(texts) == len(value) else None
