"""A hostile header is refused by name, in a second at most and with little memory."""

import json
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
