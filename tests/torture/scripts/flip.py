"""Flip bytes of a vault one at a time: `flip.py PATH KEY PATTERNS PART PARTS [AMOUNT]`.

Every byte whose place is PART modulo PARTS, or a random AMOUNT of them, is changed in PATTERNS ways
(one random bit, all bits, random bits, …), and the file is cut at each of these places, or at a
fifth as many; each time the vault is read with its key (hexadecimal). PATH is this process's own
copy. Prints as JSON how often each outcome came about for flips and for cuts, which flips did no
harm, and at which places SQLite wrote while reading.
"""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

from app.vault import VaultError
from tests.torture.reading import read

path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
patterns, part, parts = map(int, sys.argv[3:6])
chance = random.Random(part)
expected, pristine = read(path, key), path.read_bytes()
flips, cuts = Counter[str](), Counter[str]()
harmless, written = [], []


def outcome() -> str:
    """The failure's name, "same", or "altered"."""
    try:
        return "same" if read(path, key) == expected else "altered"
    except VaultError as error:
        return error.name


def places(share: int = 1) -> list[int]:
    own = range(part, len(pristine), parts)
    if len(sys.argv) == 6:
        return list(own)
    return sorted(chance.sample(own, int(sys.argv[6]) // share))


def flipped(byte: int, pattern: int) -> int:
    masks = (1 << chance.randrange(8), 0xFF)
    return byte ^ (masks[pattern] if pattern < 2 else chance.randrange(1, 256))


# Written in place: a file that is cut and written anew each time is flushed to disk each time.
with open(path, "r+b", buffering=0) as file:
    for at in places():
        for pattern in range(patterns):
            changed = flipped(pristine[at], pattern)
            os.pwrite(file.fileno(), bytes([changed]), at)
            found = outcome()
            flips[found] += 1
            if found == "same" and pristine[at]:
                harmless.append((at, changed))
            now = os.pread(file.fileno(), len(pristine) + 1, 0)
            if now != pristine[:at] + bytes([changed]) + pristine[at + 1 :]:
                written.append(at)
                os.ftruncate(file.fileno(), len(pristine))
            os.pwrite(file.fileno(), pristine, 0)
    for at in reversed(places(5)):
        os.ftruncate(file.fileno(), at)
        cuts[outcome()] += 1
        assert os.fstat(file.fileno()).st_size == at
print(json.dumps({"flips": flips, "cuts": cuts, "harmless": harmless, "written": written}))
