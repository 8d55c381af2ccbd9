"""A hostile header is refused by name, in a second at most and with little memory.

A hostile file as a whole costs little more, also to whoever looks for what is left in it.
"""

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Vault
from tests.torture.scale import scaled

HEADERS = scaled(500, 10_000)
# The dearest key derivation takes 64 MiB, and its library a little of its own.
MOST_KIB = 66 * 1024
# Each in a process of its own.
PARTS = 2


@pytest.mark.slow
def test_hostile_headers_are_refused_by_name_at_little_cost(
    path: Path,
    quick: Path,
    create: Callable[..., Vault],
    passphrase: str,
    start: Callable[..., "subprocess.Popen[str]"],
    figure: Callable[[str], None],
) -> None:
    with create() as vault:
        vault.append([(f"k{n}", "text " * n) for n in range(20)])
    started = []
    for part in range(PARTS):
        copy = shutil.copy(path, quick / f"valv{part}")
        started.append(start("headers.py", copy, passphrase, HEADERS // PARTS, part + 1))
    told = []
    for process in started:
        out, _ = process.communicate(timeout=3600)
        assert process.returncode == 0
        told.append(json.loads(out))
    for kind in ("hostile", "dearest", "vast", "scrypt"):
        of_kind = [one[kind] for one in told]
        counts: Counter[str] = sum((Counter(one["counts"]) for one in of_kind), Counter())
        seconds = max(one["seconds"] for one in of_kind)
        kib = max(one["kib"] for one in of_kind)
        figure(
            f"headers ({kind}): {counts.total()}, {dict(counts.most_common())};"
            f" at most {seconds:.2f} s and {kib / 1024:.0f} MiB more each"
        )
        assert seconds <= 1
        if kind == "scrypt":
            assert set(counts) <= {"wrong_secret", "damaged"}
            continue
        assert kib <= MOST_KIB
        assert not [name for name in counts if name == "altered" or name.startswith("unnamed")]
        if kind == "hostile":
            assert counts["opened"] < counts.total() / 10, "most must be hostile"
            assert {"damaged", "unknown_format", "wrong_secret"} <= set(counts)


PAGE, PAGES = 4096, 2560  # 10 MiB


def leaves(chance: random.Random) -> bytes:
    """Pages of random bytes that say they hold as many rows as can be named."""
    head = b"\x0d\0\0" + (2000).to_bytes(2, "big")
    return b"".join(head + chance.randbytes(PAGE - len(head)) for _ in range(PAGES))


def rows(chance: random.Random) -> bytes:
    """Pages whose rows are true chunks to look at, nearly as long as the page, over each other."""
    made = []
    for number in range(PAGES):
        page = bytearray(b"\x0d\0\0" + (500).to_bytes(2, "big") + bytes(3))
        length = PAGE - 2000
        record = bytes([4, 0, 0x80 | (2 * length + 12) >> 7, (2 * length + 12) & 0x7F])
        size = len(record) + length
        for cell in range(500):
            page += (1010 + 10 * (cell % 50)).to_bytes(2, "big")
        page += bytes(1010 - len(page))
        for cell in range(50):
            seq = 1 + number * 6 + cell % 6
            page += (
                bytes([0x80 | size >> 7, size & 0x7F, 0x80 | seq >> 7, seq & 0x7F])
                + record
                + bytes(2)
            )
        made.append(bytes(page) + chance.randbytes(PAGE - len(page)))
    return b"".join(made)


def ring(chance: random.Random) -> bytes:
    """Rows that go on for as long as the file is, in pages that name each other in a ring."""
    length = PAGES * PAGE // 2
    size = bytes(0x80 | length >> shift & 0x7F for shift in (21, 14, 7)) + bytes([length & 0x7F])
    head = b"\x0d\0\0" + (500).to_bytes(2, "big") + bytes(3)
    cells = b"".join((1008 + cell).to_bytes(2, "big") for cell in range(500))
    leaf = (head + cells + (size + b"\1") * PAGE)[:PAGE]
    pages = range(PAGES // 2)
    links = [
        (PAGES // 2 + 1 + chance.choice(pages)).to_bytes(4, "big") * (PAGE // 4) for _ in pages
    ]
    return leaf * len(pages) + b"".join(links)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs /proc")
@pytest.mark.parametrize("made", [leaves, rows, ring])
@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_what_is_left_of_a_hostile_file_is_looked_for_at_little_cost(
    path: Path,
    quick: Path,
    create: Callable[..., Vault],
    start: Callable[..., "subprocess.Popen[str]"],
    figure: Callable[[str], None],
    made: Callable[[random.Random], bytes],
    suffix: str,
) -> None:
    create().lock()
    at, content = quick / "valv", made(random.Random(3))
    if suffix:
        pages = [content[n : n + PAGE] for n in range(0, len(content), PAGE)]
        content = bytes(32) + b"".join(
            (n + 1).to_bytes(4, "big") + bytes(20) + page for n, page in enumerate(pages)
        )
        shutil.copy(path, at)
    else:
        content = path.read_bytes()[:PAGE] + content
    at.with_name(f"valv{suffix}").write_bytes(content)
    out, _ = start("salvage.py", at).communicate(timeout=600)
    told = json.loads(out)
    figure(
        f"salvage of 10 MiB ({made.__name__}{suffix}): {told['name']},"
        f" {told['seconds']:.2f} s and {told['kib'] / 1024:.0f} MiB more"
    )
    assert told["name"] == ("wrong_secret" if suffix else "damaged")
    assert told["seconds"] <= 2
    assert told["kib"] <= MOST_KIB
