"""Whenever the power goes, the vault opens and holds every save it said it had made."""

import pickle
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.vault import NoVault, Record, VaultError
from tests.torture.disk import Op
from tests.torture.power import State, states
from tests.torture.reading import Answers, answers, opened, read
from tests.torture.scale import scaled

Start = Callable[..., "subprocess.Popen[str]"]
# Random parts of what was not yet sure, for each length of the log.
PARTS = scaled(1, 10)
# Of all these states, one in so many is looked at.
STRIDE = scaled(4, 1)
# One state in so many is written to as well.
WRITTEN = 10


class Held(NamedTuple):
    """What the vault held when something was acknowledged."""

    answers: Answers
    slots: Any
    key: bytes


Recorded = tuple[list[Op], list[Held], dict[str, bytes]]


def record(tmp_path: Path, start: Start, *stick: str) -> Recorded:
    """The log of a vault's use, what it held at each mark, and the files it left."""
    folder, out = tmp_path / "skiva", tmp_path / "logg"
    folder.mkdir()
    assert start("record.py", folder, out, *stick).wait(timeout=60) == 0
    told = pickle.loads(out.read_bytes())
    left = {file.name: file.read_bytes() for file in folder.iterdir()}
    return [Op(*op) for op in told["log"]], [Held(*mark) for mark in told["marks"]], left


def verdict(at: Path, state: State, marks: list[Held], write: bool) -> str:
    """What became of the vault: "kept", "none yet", "lost" or "unreadable".

    What was not yet acknowledged may be there, or not; a mark's number is the count before it.
    """
    for file in at.parent.iterdir():
        file.unlink()
    for name, content in state.files.items():
        (at.parent / name).write_bytes(content)
    outcome = "unreadable"
    for held in marks[max(0, state.marks - 1) : state.marks + 1]:
        try:
            vault = opened(at, held.key)
        except NoVault:
            return "none yet" if state.marks == 0 else "unreadable"
        except VaultError:
            continue
        try:
            if (answers(vault), vault.header.slots) != (held.answers, held.slots):
                outcome = "lost"
                continue
            if not write:
                return "kept"
            vault.append([Record("efter", 1, 1)])
        finally:
            vault.close()
        after = {**held.answers, "efter": [Record("efter", 1, 1)]}
        return "kept" if read(at, held.key) == after else "lost"
    return outcome


@pytest.mark.slow
def test_in_every_state_a_power_cut_may_leave_nothing_acknowledged_is_lost(
    tmp_path: Path,
    start: Start,
    quick: Path,
    figure: Callable[[str], None],
) -> None:
    log, marks, left = record(tmp_path, start)
    assert [op.kind for op in log].count("mark") == len(marks)
    counts: Counter[str] = Counter()
    seen: dict[int, str] = {}
    for number, state in enumerate(states(log, PARTS, seed=7)):
        if number == (len(log) - 1) * (2 + PARTS):
            assert state.files == left, "the log does not hold everything that was written"
        if number % STRIDE:
            continue
        same = hash((state.marks, *state.files.items()))
        if same not in seen:
            seen[same] = verdict(quick / "valv", state, marks, number % WRITTEN == 0)
        counts[seen[same]] += 1
    figure(
        f"power cuts: {counts.total()} states ({len(seen)} different) of {len(log)} operations"
        f" and {len(marks)} acknowledgements; before there was a vault: {counts['none yet']},"
        f" acknowledged saves lost: {counts['lost']}, unreadable: {counts['unreadable']}"
    )
    assert set(counts) == {"none yet", "kept"}
    assert len(log) > 500
    assert len(marks) > 30


def test_a_vault_made_where_no_file_has_two_names_is_there_whole_or_not_at_all(
    tmp_path: Path, start: Start, quick: Path
) -> None:
    log, marks, left = record(tmp_path, start, "stick")
    assert list(left) == ["valv"]
    assert {"link", "unlink"} <= {op.kind for op in log}
    found = {
        verdict(quick / "valv", state, marks, write=False) for state in states(log[:60], 5, seed=7)
    }
    assert found == {"none yet", "kept"}


def test_a_vault_that_did_not_wait_for_the_disk_would_be_found_out(
    tmp_path: Path, start: Start, quick: Path
) -> None:
    log, marks, _ = record(tmp_path, start)
    hasty = [op for op in log if op.kind != "sync"][:100]
    found = {
        verdict(quick / "valv", state, marks, write=False) for state in states(hasty, 1, seed=7)
    }
    assert {"lost", "unreadable"} <= found
