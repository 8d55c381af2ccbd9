"""SQLite's write-ahead log as it lies beside the file, read without SQLite.

Format: https://sqlite.org/fileformat2.html, section 4. SQLite stops reading a log at the first
frame that is not as it wrote it, takes what comes before for all there is, and deletes the log when
it is done. That is right after a crash, which tears the last save alone, and wrong for a log that
was damaged since: `cut` tells the two apart.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

PAGE_BYTES = 4096  # what the vault's files have

_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)  # the last bit tells the byte order of the sums
_MOST_FRAMES = 2048  # 8 MiB, a fifth of a second; a log is mostly half a MiB

_Sums = tuple[int, int]


class Frame(NamedTuple):
    """One page as it was logged.

    number: the page's. last: whether a save ends here. salts: the same in every frame since the log
    was last begun from its start; the first 4 bytes count those times. sums: SQLite's checksums, of
    the log this far. at: where the page begins, in bytes.
    """

    number: int
    last: bool
    salts: bytes
    sums: _Sums
    at: int


def frames(log: BinaryIO, size: int) -> Iterator[Frame]:
    """Every frame that the log is long enough for, true or not; `size`: bytes of a page."""
    length = os.fstat(log.fileno()).st_size
    for at in range(_HEADER, length - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        log.seek(at)
        number, pages, salts, *sums = struct.unpack(">II8sII", log.read(_FRAME_HEADER))
        yield Frame(number, pages > 0, salts, (sums[0], sums[1]), at + _FRAME_HEADER)


def cut(path: Path) -> bool:
    """Whether saves stand in the log that SQLite would not read, and no crash explains it.

    Every save is on disk before the next begins, and the log's header before any save. So no crash
    leaves a bad frame in front of two saves, where each frame takes up the sums of the one before
    it, nor a bad header in front of one. What an earlier crash or failure left behind is of one
    save each. Not found: damage to the last save alone, which looks as torn by a crash.

    Only the first 8 MiB of the log are looked at. False if there is none. Raises OSError.
    """
    if not path.exists():
        return False
    with open(path, "rb") as log:
        header = log.read(_HEADER)
        if len(header) < _HEADER:
            return False
        magic, _, size, _, salts, *sums = struct.unpack(">IIII8sII", header)
        order, before = ">" if magic & 1 else "<", (sums[0], sums[1])
        sound = magic in _MAGIC and before == _summed((0, 0), header[:24], order)
        sound = sound and 512 <= size <= 65536 and size & (size - 1) == 0
        if not sound:
            order, size = "<" if sys.byteorder == "little" else ">", PAGE_BYTES
        read, unread, enough = sound, 0, 2 if sound else 1
        for frame in islice(frames(log, size), _MOST_FRAMES):
            follows = False
            if frame.number and (frame.salts == salts or not sound):
                log.seek(frame.at - _FRAME_HEADER)
                numbers = log.read(_FRAME_HEADER)[:8]
                follows = frame.sums == _summed(before, numbers + log.read(size), order)
            read, before = read and follows, frame.sums
            if not read:
                unread = (unread if follows else 0) + frame.last
                if follows and unread >= enough:
                    return True
    return False


def _summed(before: _Sums, data: bytes, order: str) -> _Sums:
    """SQLite's checksums, carried on over some bytes, a multiple of 8."""
    one, two = before
    for first, second in struct.iter_unpack(f"{order}II", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
