"""A vault with any byte changed, or cut anywhere, never shows an altered answer."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import ReadOnly, Record, Vault
from app.vault.history import THIN_MS
from tests.torture.reading import read
from tests.torture.scale import LONG, scaled

Make = Callable[..., Vault]
PATTERNS = scaled(1, 3)
FLIPS = 1500
# Halves of the file, each in a process of its own.
PARTS = 2


@pytest.fixture
def fifty(path: Path, create: Make, key_of: Callable[[Vault], bytes]) -> bytes:
    """A vault at `path` with 50 entries, some of them in chunks of their own; gives its key."""
    with create() as vault:
        vault.append([(f"a{n}", f"svar {n} " * (n % 9)) for n in range(40)])
        vault.compact()
        for n in range(10):
            vault.append([Record(f"b{n}", {"svar": [n, "text " * 20 * n]}, n * THIN_MS)])
            vault.append([Record("a1", n, n * THIN_MS)])
        key = key_of(vault)
        vault._now().loose = False  # keep the chunks apart
    # Small pages leave less empty space to flip, and more that means something to SQLite.
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=1024; VACUUM")
    connection.close()
    assert len(read(path, key)) == 50
    return key


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="writes by place")
def test_every_byte_flipped_and_every_cut_is_noticed_or_harmless(
    path: Path,
    quick: Path,
    fifty: bytes,
    unlock: Make,
    start: Callable[..., "subprocess.Popen[str]"],
    figure: Callable[[str], None],
) -> None:
    expected, pristine = read(path, fifty), path.read_bytes()
    copies = [shutil.copy(path, quick / f"copy{part}") for part in range(PARTS)]
    amount = () if LONG else (FLIPS // PARTS,)
    parts = [
        start("flip.py", copy, fifty.hex(), PATTERNS, n, PARTS, *amount)
        for n, copy in enumerate(copies)
    ]
    told = [json.loads(part.communicate(timeout=3600)[0]) for part in parts]
    flips, cuts = (
        sum((Counter(one[what]) for one in told), Counter()) for what in ("flips", "cuts")
    )
    figure(
        f"flips: {flips.total()} in {len(pristine)} bytes: refused"
        f" {flips.total() - flips['same'] - flips['altered']}, same answers {flips['same']},"
        f" altered {flips['altered']}; cuts: {cuts.total()}: refused"
        f" {cuts.total() - cuts['same'] - cuts['altered']}, same answers {cuts['same']},"
        f" altered {cuts['altered']}"
    )
    assert flips["altered"] == 0
    assert flips["damaged"] > flips.total() / 2
    assert flips["same"] > 0, "the free space of the pages"
    assert set(cuts) == {"damaged"}
    # These two bytes say whether SQLite keeps a log; told that it does, SQLite tidies it away.
    assert {at for one in told for at in one["written"]} <= {18, 19}
    # A byte that may be anything must do no harm either when the vault is written to; at worst
    # SQLite takes the file for one of a later version, and reads it only.
    harmless = [one for part in told for one in part["harmless"]]
    for at, changed in random.Random(4).sample(harmless, min(scaled(20, 200), len(harmless))):
        path.write_bytes(pristine[:at] + bytes([changed]) + pristine[at + 1 :])
        with unlock() as vault:
            saved = at
            try:
                vault.append([("d", at)])
            except ReadOnly:
                assert at == 18
                saved = None
        with unlock() as vault:
            assert vault.get("d") == saved
            assert {name: vault.history(name) for name in expected} == expected
