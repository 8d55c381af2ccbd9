"""Files that leave the vault and come back, as a hostile hand may leave them."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.scale import scaled

TIMES = scaled(300, 10_000)
MOST_KIB = 64 * 1024
# Each in a process of its own.
PARTS = 2


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="needs /proc")
def test_mutated_files_are_refused_by_name_at_little_cost(
    start: Callable[..., "subprocess.Popen[str]"], figure: Callable[[str], None]
) -> None:
    started = [start("envelopes.py", TIMES // PARTS, part + 1) for part in range(PARTS)]
    told = []
    for process in started:
        out, _ = process.communicate(timeout=3600)
        assert process.returncode == 0
        told.append(json.loads(out))
    common = {"not_sealed", "too_dear", "wrong_passphrase"}
    for kind, names in {
        "age": {*common, "no_passphrase", "damaged"},
        "web": {*common, "too_big"},
    }.items():
        of_kind = [one[kind] for one in told]
        counts: Counter[str] = sum((Counter(one["counts"]) for one in of_kind), Counter())
        seconds = max(one["seconds"] for one in of_kind)
        kib = max(one["kib"] for one in of_kind)
        figure(
            f"mutated {kind} files: {counts.total()}, {dict(counts.most_common())}; at most"
            f" {seconds:.2f} s and {kib / 1024:.1f} MiB beyond the derivation each"
        )
        assert counts.total() == TIMES
        assert common < set(counts) <= names
        assert seconds <= 1
        assert kib <= MOST_KIB
