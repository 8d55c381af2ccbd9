"""Unlock vaults with hostile headers: `headers.py PATH PASSPHRASE TIMES SEED`.

PATH is a vault of this process's own, whose header, slots and first bytes are changed in TIMES
random ways, most with the digest put right as anyone could; each time it is unlocked. Prints as
JSON how often each outcome came about ("opened": with every answer as it was), the longest time in
seconds (of the clock or of the processor, whichever is less, so that a busy machine does not
count), and the most memory in KiB above what the process had before.

Slots for scrypt come last and are counted apart: it takes 128 MiB by definition.
"""

import hashlib
import json
import random
import resource
import sqlite3
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.vault import Params, Vault, VaultError, header, warm_up

CHEAP = Params(8192, 1, 1)
PATH, PASSPHRASE, TIMES = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
CHANCE = random.Random(int(sys.argv[4]))
PRISTINE = PATH.read_bytes()
STATUS = Path("/proc/self/status")
SLOW = 0.8  # seconds; a case that took as long is measured again, the machine may have been busy
MANY = 90_000_000
NUMBERS = [
    *(
        0,
        -1,
        1,
        2,
        3,
        4,
        8,
        9,
        16,
        17,
        255,
        8191,
        8192,
        16384,
        65535,
        65536,
        65537,
        2**20,
        2**20 + 1,
    ),
    *(2**31 - 1, 2**31, 2**32, 2**53, 2**53 + 1, 2**63 - 1, 10**30),
]
Row = dict[str, Any]


def junk(depth: int = 0) -> Any:
    """Any JSON, mostly of the kinds that a header has."""
    kind = CHANCE.randrange(9 if depth < 3 else 7)
    if kind < 3:
        return CHANCE.choice(NUMBERS)
    if kind == 3:
        return CHANCE.choice((None, True, False, 1.5, -0.0, 1e308))
    if kind < 7:
        return CHANCE.choice(("", "passphrase", "argon2id", "å" * 40, "zz" * 16, hexadecimal()))
    if kind == 7:
        return [junk(depth + 1) for _ in range(CHANCE.randrange(4))]
    return {CHANCE.choice(("kind", "kdf", "x")): junk(depth + 1) for _ in range(2)}


def hexadecimal() -> str:
    return CHANCE.randbytes(CHANCE.choice((0, 1, 15, 16, 17, 72, 4000))).hex()


def columns(row: Row) -> None:
    """Other values in the columns, of any type."""
    for _ in range(CHANCE.randrange(1, 4)):
        row[CHANCE.choice(list(row))] = CHANCE.choice(
            (
                CHANCE.randbytes(CHANCE.choice((0, 1, 16, 32, 100_000))),
                hexadecimal(),
                CHANCE.choice(NUMBERS[:-1]),
                CHANCE.random() * 1e9,
            )
        )


def slots(row: Row) -> None:
    """Slots with members changed, left out, added, or doubled."""
    listed = json.loads(row["slots"])
    for _ in range(CHANCE.randrange(1, 4)):
        slot = CHANCE.choice(listed) if listed else {}
        member = CHANCE.choice([*slot, "other"])
        change = CHANCE.randrange(6)
        if change < 3:
            slot[member] = junk()
        elif change == 3:
            slot.pop(member, None)
        elif change == 4:
            listed.append(CHANCE.choice((slot, dict(slot), junk())))
        else:
            listed = [one for one in listed if one is not slot]
        listed = [one for one in listed if isinstance(one, dict)] or listed[:0]
    row["slots"] = canonical(listed)


def text(row: Row) -> None:
    """Slots that are hardly JSON: characters changed, much nesting, many digits."""
    written = row["slots"]
    change = CHANCE.randrange(5)
    if change < 2:
        place = CHANCE.randrange(len(written))
        junk = CHANCE.choice(("", '"', "[", "{", "\\ud800", "\x00", "9" * 400, "1e999", "NaN"))
        row["slots"] = written[:place] + junk + written[place + CHANCE.randrange(3) :]
    else:
        length = CHANCE.choice((900, 9_990, 10_001, 3_000_000))
        row["slots"] = ("[" * length, '{"a":' * (length // 5), "[" + "9" * length + "]")[change - 2]


def cost(row: Row) -> None:
    """Well-formed slots that ask for any effort."""
    listed = json.loads(row["slots"])
    for slot in listed:
        slot["memory_kib"] = CHANCE.choice((*NUMBERS, 65536, 65536, 8192))
        slot["passes"] = CHANCE.choice((*NUMBERS, 8, 8, 1))
        slot["lanes"] = CHANCE.choice((*NUMBERS, 1, 8, 4))
    row["slots"] = canonical(listed)


def dearest(row: Row) -> None:
    """The most effort that is allowed."""
    listed = json.loads(row["slots"])
    for slot in listed:
        slot.update(memory_kib=65536, passes=8, lanes=CHANCE.choice((1, 8)))
    row["slots"] = canonical(listed)


def vast(row: Row) -> None:
    """More bytes in one column than anyone should load."""
    row[CHANCE.choice(("anchor", "slots", "mac"))] = CHANCE.choice((bytes(MANY), "[" * MANY))


def scrypt(row: Row) -> None:
    """The other key derivation, which leaves no choice of effort."""
    listed = json.loads(row["slots"])
    for slot in listed:
        slot["kdf"] = "scrypt"
        for member in ("memory_kib", "passes", "lanes"):
            del slot[member]
    row["slots"] = canonical(listed)


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hostile(change: Any) -> None:
    """Write the vault anew, with a changed header or changed bytes."""
    if change is None:
        content = bytearray(PRISTINE)
        for _ in range(CHANCE.randrange(1, 20)):
            content[CHANCE.randrange(len(content))] = CHANCE.randrange(256)
        for _ in range(CHANCE.randrange(3)):
            content[CHANCE.randrange(100)] = CHANCE.randrange(256)
        PATH.write_bytes(content)
        return
    PATH.write_bytes(PRISTINE)
    plain = sqlite3.connect(PATH)
    plain.row_factory = sqlite3.Row
    plain.execute("PRAGMA synchronous=OFF")
    row = dict(plain.execute("SELECT * FROM header").fetchone())
    change(row)
    with suppress(Exception):  # no digest is right for columns of the wrong type
        row["digest"] = hashlib.sha256(header._covered(row)).digest()
    marks = ",".join("?" * len(row))
    with plain:
        plain.execute("DELETE FROM header")
        for _ in range(
            1 if change is vast else CHANCE.choice((1,) * 9 + (CHANCE.choice((2, 30)),))
        ):
            with suppress(sqlite3.IntegrityError):
                plain.execute(f"INSERT INTO header VALUES ({marks})", tuple(row.values()))
    plain.close()


def outcome() -> str:
    """The failure's name, "opened", "altered", or what should never come out of an unlock."""
    secret = PASSPHRASE if CHANCE.random() < 0.5 else "fel"
    try:
        with Vault.unlock(PATH, passphrase=secret, params=CHEAP) as vault:
            return "opened" if vault.items() == CONTENT else "altered"
    except VaultError as error:
        return error.name
    except Exception as error:
        return f"unnamed {type(error).__name__}"


def memory(most: bool) -> int:
    """What this process has in memory, or the most since this was last asked, in KiB."""
    if not STATUS.exists():  # the most since it started, in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if not most:
        Path("/proc/self/clear_refs").write_text("5")
    label = "VmHWM:" if most else "VmRSS:"
    return next(int(line.split()[1]) for line in STATUS.open() if line.startswith(label))


def run(changes: list[Any], times: int) -> dict[str, Any]:
    """Try so many; counts of outcomes, the longest time and the most memory."""
    counts = Counter[str]()
    longest, kib = 0.0, 0
    for _ in range(times):
        hostile(CHANCE.choice(changes))
        before, took = memory(most=False), []
        while not took or (took[-1] > SLOW and len(took) < 4):
            began = time.perf_counter(), time.process_time()
            found = outcome()
            ended = time.perf_counter(), time.process_time()
            took.append(min(ended[0] - began[0], ended[1] - began[1]))
        counts[found] += 1
        longest, kib = max(longest, min(took)), max(kib, memory(most=True) - before)
    return {"counts": counts, "seconds": longest, "kib": kib}


warm_up()
with Vault.unlock(PATH, passphrase=PASSPHRASE, params=CHEAP) as opened:
    CONTENT = opened.items()
usual = [columns, columns, slots, slots, slots, text, text, cost, cost, None, None]
told = {"hostile": run(usual, TIMES - TIMES // 100)}
told["dearest"] = run([dearest], TIMES // 100)
told["vast"] = run([vast], 2)
told["scrypt"] = run([scrypt], max(2, TIMES // 500))
print(json.dumps(told))
