"""Killed at any moment, the vault loses nothing it said it had saved."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Vault
from tests.torture.scale import scaled

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]
Start = Callable[..., "subprocess.Popen[str]"]
# For each way of working, on the disk and again in memory: where the disk is slow, a process is
# killed while it waits for it, and where there is no waiting, between two writes.
KILLS = scaled(9, 80)
SECRET_KILLS = scaled(40, 200)


def kills(
    works: list[str], times: int, folder: Path, create: Callable[..., Vault], start: Start
) -> dict[str, dict[str, int]]:
    """Each work's summary; all go on at once, each with a vault of its own."""
    started = {}
    for seed, work in enumerate(works):
        create(folder / work).lock()
        started[work] = start("kill.py", folder / work, "lösen", work, times, seed)
    told = {}
    try:
        for work, process in started.items():
            out, _ = process.communicate(timeout=3600)
            assert process.returncode == 0, f"{work}: see the script's own message above"
            told[work] = json.loads(out)
    finally:
        for process in started.values():
            process.kill()
    return told


@pytest.fixture
def passphrase() -> str:
    return "lösen"


def test_kills_at_every_kind_of_work_lose_no_acknowledged_save(
    tmp_path: Path,
    quick: Path,
    create: Callable[..., Vault],
    start: Start,
    figure: Callable[[str], None],
) -> None:
    works = ["small", "big", "bursts", "mixed", "forget", "threads", "compact"]
    told = [kills(works, KILLS, place, create, start) for place in (tmp_path, quick)]
    total = {
        name: sum(one[name] for place in told for one in place.values())
        for name in ("kills", "saves", "with_log")
    }
    figure(
        f"kills: {total['kills']} over {', '.join(works)}; acknowledged saves: {total['saves']},"
        f" lost: 0, vaults unreadable: 0; killed with the log in use: {total['with_log']}"
    )
    for work in works:
        assert sum(place[work]["saves"] for place in told) > KILLS, work
    assert total["with_log"] > total["kills"] / 2, "the kills must hit a vault in use"


def test_kills_while_changing_the_passphrase_or_the_key_leave_the_old_or_the_new(
    tmp_path: Path,
    create: Callable[..., Vault],
    start: Start,
    figure: Callable[[str], None],
) -> None:
    told = kills(["secret"], SECRET_KILLS, tmp_path, create, start)["secret"]
    figure(
        f"kills while the passphrase or the vault key changed: {told['kills']},"
        f" opened with the old or the new: {told['kills']}; the new one in {told['secrets']}"
    )
    assert 0 < told["secrets"] <= told["kills"]
