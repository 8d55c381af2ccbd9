"""Flip every other byte of a vault in turn: `flip.py PATH KEY PART PARTS`.

Flips the bytes whose place is PART modulo PARTS, one bit each, and reads the vault with its key
(hexadecimal) each time. PATH is this process's own copy. Prints as JSON how often each outcome came
about, which flips did no harm, and at which places SQLite wrote while reading.
"""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

from app.vault import VaultError, header
from app.vault.journal import Journal
from app.vault.opened import Opened

path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
part, parts = int(sys.argv[3]), int(sys.argv[4])


def read() -> object:
    journal = Journal(path)
    try:
        head, mac = header.parse(journal.header())
        head.verify(bytearray(key), mac)
        history = Opened(journal, head, bytearray(key)).history
        return {name: history.of(name) for name, _ in history.items("")}
    finally:
        journal.close()


expected, pristine = read(), path.read_bytes()
chance = random.Random(part)
counts: Counter[str] = Counter()
harmless, written = [], []
# Written in place: a file that is cut and written anew each time is flushed to disk each time.
with open(path, "r+b", buffering=0) as file:
    for at in range(part, len(pristine), parts):
        changed = pristine[at] ^ (1 << chance.randrange(8))
        os.pwrite(file.fileno(), bytes([changed]), at)
        flipped = pristine[:at] + bytes([changed]) + pristine[at + 1 :]
        try:
            found = read()
        except VaultError as error:
            counts[error.name] += 1
        else:
            assert found == expected, f"an altered answer, by the byte at {at}"
            counts["same"] += 1
            if pristine[at]:
                harmless.append((at, changed))
        if os.pread(file.fileno(), len(pristine) + 1, 0) != flipped:
            written.append(at)
            os.ftruncate(file.fileno(), len(pristine))
        os.pwrite(file.fileno(), pristine, 0)
print(json.dumps({"counts": counts, "harmless": harmless, "written": written}))
