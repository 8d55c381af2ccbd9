"""What can still be read of a damaged vault, and nothing that cannot be trusted.

The file is only read: not a byte of it or of the logs beside it is changed, and nothing is written
anywhere. `carve` finds rows that SQLite may have lost; the seals tell which of them are true. A
chunk opens with its own number and the tag of the chunk before it, so one that is lost takes the
next along if its tag went with it, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

from . import canon, carve, files, header, keys
from .chain import Chain, Link
from .errors import Damaged, Locked, NoRoom, NoVault, UnknownFormat, WrongSecret
from .header import Header
from .history import History, Record
from .keys import Kind, Slot
from .seal import TAG_BYTES, wipe

# Sound files have one header and one chunk of each number; a crash may leave a few more. The rest
# of what a file offers is not tried, so that one made with ill will cannot take for ever.
_MOST_HEADERS = 4
_MOST_OF_A_NUMBER = 4


class Salvaged:
    """What was read of a damaged vault, in memory alone. Made by `salvage`.

    total: how many chunks there should be, as far as the file can tell. lost: how many of them
    could not be read or trusted; a chunk is one save, or up to 64 KiB since the vault was last
    locked. header_sound: whether nobody and nothing has changed the header. newest_ms: the latest
    time of any record that was read, in milliseconds since 1970; None if there is none.
    """

    def __init__(
        self, history: History, total: int, lost: int, header_sound: bool, newest_ms: int | None
    ) -> None:
        """For `salvage` alone."""
        self._history: History | None = history
        self.total, self.lost = total, lost
        self.header_sound, self.newest_ms = header_sound, newest_ms

    def get(self, key: str) -> Any:
        """The latest value of a key that was read; None if it was cleared or not found."""
        return self._now().get(key)

    def items(self, prefix: str = "") -> list[tuple[str, Any]]:
        """Keys that begin with `prefix` and their latest values, by key, cleared ones left out."""
        return self._now().items(prefix)

    def history(self, key: str) -> list[Record]:
        """Every version of a key that was read, oldest first."""
        return self._now().of(key)

    def lock(self) -> None:
        """Forget everything; after that the other methods raise Locked. Never fails."""
        if self._history is not None:
            self._history.clear()
        self._history = None

    def _now(self) -> History:
        if self._history is None:
            raise Locked("what was read is forgotten")
        return self._history


def salvage(path: Path, kind: Kind, secret: str | bytes) -> Salvaged:
    """Read what is whole of a damaged vault, with a secret as `Vault.verify` takes it.

    Not to be called while a `Vault` has the file open in this process: closing any descriptor of a
    file drops this process's locks on it, SQLite's included.

    Raises NoVault; WrongSecret if the secret opens no slot that can be read; BadCode; Damaged if no
    slot of its kind can be read, when only a copy helps, or the file or a log is longer than
    128 MiB or not a file at all; UnknownFormat; NoRoom (memory), ReadOnly, Unwritable.
    """
    given = keys.secret_bytes(kind, secret)
    try:
        return _best(_Found(carve.rows(path)), kind, given)
    except FileNotFoundError:
        raise NoVault("no vault there") from None
    except OSError as error:
        raise files.failure(error) from error
    except MemoryError:
        raise NoRoom("not enough memory") from None


def _best(found: _Found, kind: Kind, given: bytes) -> Salvaged:
    """What a secret opens under the header that fits best. Raises WrongSecret or Damaged."""
    salvaged, failures = [], []
    for row in found.headers:
        try:
            salvaged.append(_with_secret(found, row, kind, given))
        except (WrongSecret, Damaged) as failure:
            failures.append(failure)
    if salvaged:
        # More than one after a crash alone, when they say the same but for what is lost.
        return min(salvaged, key=lambda one: (not one.header_sound, one.lost))
    raise next((one for one in failures if isinstance(one, WrongSecret)), Damaged("no header"))


class _Found:
    """The rows of a vault that were found, by table."""

    def __init__(self, rows: Iterable[carve.Row]) -> None:
        from .sqlite import HEADER_COLUMNS

        self.headers: list[dict[str, Any]] = []
        self.chunks: dict[int, list[bytes]] = {}
        self.last: int | None = None  # the number of the last chunk, by SQLite's own count
        for seq, values in rows:
            match values:
                case (None, bytes(sealed)) if seq > 0:
                    same = self.chunks.setdefault(seq, [])
                    if sealed not in same and len(same) < _MOST_OF_A_NUMBER:
                        same.append(sealed)
                case (b"chunk", int(last)) if self.last is None:
                    self.last = last
                case (int(), bytes(), bytes(slots), int(), bytes(), int(), bytes(), bytes()):
                    row: dict[str, Any] = dict(zip(HEADER_COLUMNS, values, strict=True))
                    row["slots"] = slots.decode("utf-8", "replace")
                    if row not in self.headers and len(self.headers) < _MOST_HEADERS:
                        self.headers.append(row)


def _with_secret(found: _Found, row: dict[str, Any], kind: Kind, secret: bytes) -> Salvaged:
    """What one header and a secret open. Raises WrongSecret or Damaged."""
    try:
        head, mac = header.parse(row)
    except (Damaged, UnknownFormat):
        head, mac = _despite_damage(row), b""
    slot = head.slot(kind)
    if slot is None:
        raise WrongSecret("no slot of this kind") if mac else Damaged("no such slot can be read")
    key = keys.unwrap(slot, head.vault_id, secret)
    sound = False
    try:
        if mac:
            with suppress(Damaged):
                head.verify(key, mac)
                sound = True
        return _read(found, head, key, sound)
    finally:
        wipe(key)


def _despite_damage(row: dict[str, Any]) -> Header:
    """A header that its own digest does not hold for, with those slots that can be read."""
    if len(row["vault_id"]) != header.VAULT_ID_BYTES:
        raise Damaged("header: vault_id")
    slots: list[Slot] = []
    for text in re.findall(r"\{[^{}]*\}", row["slots"]):
        with suppress(Damaged, UnknownFormat, ValueError, TypeError, KeyError):
            slots.append(header.slot_from_json(canon.decode(text.encode("utf-8"))))
    first_seq = max(1, row["first_seq"])
    return Header(row["vault_id"], tuple(slots), row["generation"], row["anchor"], first_seq)


def _read(found: _Found, head: Header, key: bytearray, sound: bool) -> Salvaged:
    """Every chunk that opens under a header, in order."""
    # Below the first there may be leavings from before the vault was last compacted.
    least = head.first_seq if sound else 1
    chunks = {seq: sealed for seq, sealed in found.chunks.items() if seq >= least}
    starts = {head.first_seq, min(chunks, default=head.first_seq)}
    chain, history = Chain(key, head), History()
    first, opened = head.first_seq, []
    times: list[int] = []
    for seq in sorted(chunks):
        tags = [sealed[-TAG_BYTES:] for sealed in chunks.get(seq - 1, ())]
        if seq in starts:
            tags.append(head.anchor)
        for sealed, tag in product(chunks[seq], tags):
            chain.accept(Link(seq - 1, tag))
            with suppress(Damaged):
                records = _records(chain.open(Link(seq, sealed)))
                history.add(records)
                times += [record.time_ms for record in records]
                opened.append(seq)
                if tag == head.anchor:
                    first = seq  # whatever a damaged header says
                break
    first = min([first, *opened])
    counted = max(chunks, default=first - 1) if found.last is None else found.last
    total = max([first - 1, counted, *opened]) - first + 1
    return Salvaged(history, total, total - len(opened), sound, max(times, default=None))


def _records(text: bytes) -> list[Record]:
    try:
        return [Record(*one) for one in canon.decode(text)]
    except (ValueError, TypeError, RecursionError):
        raise Damaged("a chunk's text is not records") from None
