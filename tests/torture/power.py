"""What a disk may hold after the power went, given the log of what a program did to it.

A file's changes are sure once the file was synced, and a folder's once the folder was. Of what is
not yet sure, any part may be there: each write or truncation of a file by itself, and of a write
each sector of 512 bytes by itself, with zeros or the old bytes for those that are not. Entries of
the folder (files made, linked, unlinked) come about in the order they were done, which may be
before or after the files' contents. Not covered: a disk that loses or alters what it said was
synced, and folder entries out of order.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.torture.disk import Op

SECTOR = 512


class State(NamedTuple):
    """How many marks the log had before the power went, and the folder's files by name."""

    marks: int
    files: dict[str, bytes]


def states(log: list[Op], parts: int, seed: int) -> Iterator[State]:
    """For each length of the log: all of it there, only what is sure, and `parts` random parts."""
    chance = random.Random(seed)
    sure: dict[int, bytes] = {}
    unsure: dict[int, list[Op]] = {}
    whole: dict[int, bytearray] = {}
    names: dict[str, int] = {}
    names_after: list[dict[str, int]] = [{}]  # after the last sync, and after each change since
    marks = 0
    for op in log:
        if op.kind == "mark":
            marks += 1
        elif op.kind == "sync":
            sure[op.file] = bytes(whole[op.file])
            unsure[op.file] = []
        elif op.kind == "fold":
            names_after = [dict(names)]
        elif op.kind in ("write", "truncate"):
            change(whole[op.file], op)
            unsure[op.file].append(op)
        else:
            if op.kind == "unlink":
                del names[op.name]
            else:
                names[op.name] = op.file
            if op.kind == "create":
                sure[op.file], unsure[op.file], whole[op.file] = b"", [], bytearray()
            names_after.append(dict(names))
        yield State(marks, {name: bytes(whole[file]) for name, file in names.items()})
        yield State(marks, {name: sure[file] for name, file in names_after[0].items()})
        for _ in range(parts):
            entries = chance.choice(names_after)
            contents = {
                file: partly(sure[file], unsure[file], chance) for file in set(entries.values())
            }
            yield State(marks, {name: contents[file] for name, file in entries.items()})


def partly(content: bytes, changes: list[Op], chance: random.Random) -> bytes:
    """The content with some of the changes made, some not, and some in part."""
    made = bytearray(content)
    for op in changes:
        outcome = chance.randrange(3)
        if outcome == 0:
            change(made, op)
        elif outcome == 1 and op.kind == "write":
            tear(made, op, chance)
    return bytes(made)


def change(content: bytearray, op: Op) -> None:
    """Write to or truncate a file's content."""
    if op.kind == "write":
        content.extend(bytes(max(0, op.at - len(content))))
        content[op.at : op.at + len(op.data)] = op.data
    elif op.at <= len(content):
        del content[op.at :]
    else:
        content.extend(bytes(op.at - len(content)))


def tear(content: bytearray, op: Op, chance: random.Random) -> None:
    """Make a write, but only some of its sectors."""
    end = op.at + len(op.data)
    content.extend(bytes(max(0, end - len(content))))
    start = op.at
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            content[start:stop] = op.data[start - op.at : stop - op.at]
        start = stop
