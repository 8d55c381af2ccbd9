"""Open mutated age files and web payloads: `envelopes.py TIMES SEED`.

Prints as JSON, for each of the two: how many were refused by which name, and the most that one cost
beyond its key derivation, in seconds of the processor and in KiB of memory.
"""

import io
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from app.envelope import EnvelopeError, age, web
from app.envelope.age import CHUNK, MOST_WORK

TIMES, CHANCE = int(sys.argv[1]), random.Random(int(sys.argv[2]))
PASSPHRASE = "åska myra östan kviga tält"
SLOW = 0.2  # seconds; what takes longer is tried again, for it may have been the computer's doing
LENGTHS = (0, 5, CHUNK, 2 * CHUNK + 1000)
NUMBERS = (b"0", b"-1", b"00002", b"2" * 30, b"18", b"19", b"63", b"2.0", b"1e9", b"true", b"")
WORDS = (b"->", b"---", b"scrypt", b"X25519", b"=", b"\n", b"\r\n", b"\0", b"A" * 64, b"\xff")
VALUES: tuple[Any, ...] = (
    0,
    1,
    -1,
    1.5,
    True,
    None,
    "",
    "AA==",
    "A" * 5_000_000,
    [],
    {},
    "\ud800",
    600_001,
    10**12,
)


def cut(data: bytes, lengths: list[int]) -> list[bytes]:
    stream = io.BytesIO(data)
    return [*(stream.read(length) for length in lengths), stream.read()]


FILES = [b"".join(age.seal([CHANCE.randbytes(n)], PASSPHRASE, 2)) for n in LENGTHS]
HEADER = FILES[0].index(b"\n---") + 4 + 45
PAYLOADS = [web.seal(b"Mamma" * n, PASSPHRASE, "svar/1") for n in (0, 1, 9, 5000)]
LINES = [payload.json().encode() for payload in PAYLOADS]


def bent(data: bytes, where: int) -> bytes:
    """One to three changes, more often than not among the first `where` bytes."""
    changed = bytearray(data)
    for _ in range(CHANCE.randint(1, 3)):
        end = where if CHANCE.random() < 0.6 else len(changed)
        at = CHANCE.randrange(min(end, len(changed)) + 1)
        match CHANCE.randrange(6):
            case 0:
                changed[at : at + 1] = bytes([CHANCE.randrange(256)])
            case 1:
                del changed[at : at + CHANCE.randint(1, 60)]
            case 2:
                changed[at:at] = CHANCE.randbytes(CHANCE.randint(1, 60))
            case 3:
                changed[at:at] = CHANCE.choice(NUMBERS + WORDS)
            case 4:
                changed = changed[:at] if CHANCE.random() < 0.3 else changed + changed[:at]
            case _:
                start = CHANCE.randrange(len(changed) + 1)
                changed[at:at] = changed[start : start + CHANCE.randint(1, 200)]
    return bytes(changed)


def relined(file: bytes) -> bytes:
    """The header's lines in another order, missing, repeated, or saying something else."""
    lines = file[:HEADER].splitlines()
    for _ in range(CHANCE.randint(1, 3)):
        at = CHANCE.choice([0, 1, 1, 1, 2, 3]) % len(lines)  # most often the arguments
        words = lines[at].split(b" ")
        words[CHANCE.randrange(len(words))] = CHANCE.choice([*NUMBERS, *WORDS, *words])
        changes = [[], [lines[at]] * 2, [CHANCE.choice(lines)], *[[b" ".join(words)]] * 3]
        lines[at : at + 1] = CHANCE.choice(changes)
        lines = lines or [b""]
    return b"\n".join(lines) + b"\n" + file[HEADER:]


def reworded(file: bytes) -> bytes:
    """The header's form kept, but for what one of its words says."""
    lines = file[:HEADER].split(b"\n")[1:]
    salt, body = age._encoded(CHANCE.randbytes(16)), age._encoded(CHANCE.randbytes(32))
    old, new = CHANCE.choice(
        [
            (b"scrypt", CHANCE.choice([b"X25519", b"Scrypt"])),
            (lines[0].split(b" ")[2], salt),
            (b" 2\n", b" %d\n" % CHANCE.choice([1, 3, 12, 19, 20, 63, 2**64])),
            (lines[1], body),
            (lines[2], b"--- " + body),
        ]
    )
    return file[:HEADER].replace(old, new, 1) + file[HEADER:]


def rechunked(file: bytes) -> bytes:
    """Chunks in another order, missing, repeated, cut, or from another file."""
    other = CHANCE.choice(FILES)
    whole = [CHUNK + 16] * 2
    head, *chunks = cut(file, [HEADER + 16, *whole])
    _, *others = cut(other, [HEADER + 16, *whole])
    match CHANCE.randrange(4):
        case 0:
            CHANCE.shuffle(chunks)
        case 1:
            chunks.insert(CHANCE.randrange(4), CHANCE.choice(chunks + others))
        case 2:
            chunks = CHANCE.sample(chunks, CHANCE.randrange(3))
        case _:
            at = CHANCE.randrange(3)
            chunks[at] = chunks[at][: CHANCE.randrange(len(chunks[at]) + 1)]
    return head + b"".join(chunks)


def grafted(file: bytes) -> bytes:
    """The header of one file before the payload of another."""
    return CHANCE.choice(FILES)[:HEADER] + file[HEADER:]


def retold(line: bytes) -> bytes:
    """Other values, names or parts of another payload, still JSON."""
    form = json.loads(line)
    other = json.loads(CHANCE.choice(LINES))
    for _ in range(CHANCE.randint(1, 2)):
        name = CHANCE.choice(sorted(form))
        match CHANCE.randrange(5):
            case 0:
                form[name] = CHANCE.choice(VALUES)
            case 1:
                form[name] = other.get(name, 0)
            case 2:
                form[CHANCE.choice(["v", "more", "Salt"])] = form.pop(name)
            case 3:
                form[name] = [form[name]] * CHANCE.choice([1, 3])
            case _:
                form["iterations"] = CHANCE.choice([599_999, 600_001, 2_000_001, 10**9])
    spaces = CHANCE.choice([(",", ":"), (",", ":"), (",", ":"), (", ", ": ")])
    return json.dumps(form, separators=spaces).encode()


@cache
def dearness(work: int) -> float:
    """Seconds of the processor that the derivation for a work factor takes by itself."""
    began = time.process_time()
    age.seal([], PASSPHRASE, work)
    return time.process_time() - began


@cache
def derived(salt: bytes, iterations: int) -> bytes:
    return web.derive(PASSPHRASE, salt, iterations)


def open_age(file: bytes) -> None:
    for _ in age.open_(io.BytesIO(file), PASSPHRASE):
        pass


def open_web(line: bytes) -> None:
    sealed = web.read(line)
    web.open_under(derived(sealed.salt, sealed.iterations), sealed, "svar/1")


def outcome(open_it: Callable[[bytes], None], data: bytes) -> str:
    try:
        open_it(data)
        return "opened"
    except EnvelopeError as error:
        return error.name
    except Exception as error:
        return f"unnamed {type(error).__name__}"


def memory(most: bool) -> int:
    """What this process has in memory, or the most since this was last asked, in KiB."""
    if not most:
        Path("/proc/self/clear_refs").write_text("5")
    label = "VmHWM" if most else "VmRSS"
    return int(re.search(rf"{label}:\s+(\d+)", Path("/proc/self/status").read_text())[1])  # type: ignore[index]


def run(
    known: list[bytes], makers: list[Callable[[bytes], bytes]], open_it: Callable[[bytes], None]
) -> dict[str, Any]:
    counts = Counter[str]()
    longest, kib = 0.0, 0
    for number in range(TIMES):
        data = makers[number % len(makers)](CHANCE.choice(known))
        while data in known:
            data = makers[number % len(makers)](CHANCE.choice(known))
        # What the derivation that it asks for, and may have, takes by itself.
        said = re.search(rb"-> scrypt \S+ ([1-9][0-9]?)\n", data[: 16 * 1024])
        work = int(said[1]) if said and int(said[1]) <= MOST_WORK else 1
        dear = dearness(work)
        took: list[float] = []
        before = memory(most=False)
        while not took or (took[-1] > SLOW and len(took) < 4):
            began = time.process_time()
            found = outcome(open_it, data)
            took.append(time.process_time() - began - dear)
        counts[found] += 1
        longest = max(longest, min(took))
        kib = max(kib, memory(most=True) - before - (1 << work))
    return {"counts": counts, "seconds": longest, "kib": kib}


ages: list[Callable[[bytes], bytes]] = [lambda file: bent(file, HEADER), relined]
ages += [reworded, rechunked, grafted]
webs: list[Callable[[bytes], bytes]] = [lambda line: bent(line, 120), retold]
print(json.dumps({"age": run(FILES, ages, open_age), "web": run(LINES, webs, open_web)}))
