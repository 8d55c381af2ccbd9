"""Whichever write fails, nothing acknowledged is lost, and the failed call can be made again."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.scale import scaled

# Of all writes, one in so many fails.
EVERY = scaled(5, 1)


@pytest.mark.slow
def test_each_write_that_fails_is_told_by_name_and_costs_nothing(
    quick: Path, start: Callable[..., "subprocess.Popen[str]"], figure: Callable[[str], None]
) -> None:
    expected = {"full": {"no_room"}, "short": {"no_room"}, "fault": {"unwritable"}}
    started = {}
    for kind in expected:
        (quick / kind).mkdir()
        started[kind] = start("full.py", quick / kind, kind, EVERY)
    total = failed = true = 0
    for kind, process in started.items():
        out, _ = process.communicate(timeout=3600)
        assert process.returncode == 0, f"{kind}: see the script's own message above"
        told = json.loads(out)
        true += told["names"].pop("came true", 0)
        assert set(told["names"]) == expected[kind]
        total += told["writes"]
        failed += sum(told["names"].values())
    figure(
        f"failing writes: {total} (disk full, full for a moment, or out of order); told by name:"
        f" {failed}, would yet have come true had the process ended there: {true};"
        " lost or altered: 0"
    )
    assert true <= failed / 50
    assert failed > 20
