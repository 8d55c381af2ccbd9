"""Killed at any moment, the vault loses nothing it said it had saved."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Vault

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]
Start = Callable[..., "subprocess.Popen[str]"]


def summary(process: "subprocess.Popen[str]") -> dict[str, int]:
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, "see the script's own message above"
    made: dict[str, int] = json.loads(out)
    print(made)
    return made


def test_a_hundred_kills_while_saving_lose_no_acknowledged_save(
    path: Path, create: Callable[..., Vault], passphrase: str, start: Start
) -> None:
    create().lock()
    told = summary(start("kill.py", path, passphrase, "save", 100, 1))
    assert told["acknowledged"] > 20
    assert told["with_log"] > 20, "the kills must hit a vault in use"


def test_kills_while_compacting_leave_every_answer(
    path: Path, create: Callable[..., Vault], passphrase: str, start: Start
) -> None:
    with create() as vault:
        vault.append([(f"k{n}", f"{n} " + "text " * 150) for n in range(1500)])
    told = summary(start("kill.py", path, passphrase, "compact", 40, 2))
    assert told["acknowledged"] > 0
    assert told["with_log"] > 20


def test_kills_while_changing_the_passphrase_leave_the_old_or_the_new(
    path: Path, create: Callable[..., Vault], passphrase: str, start: Start
) -> None:
    create().lock()
    told = summary(start("kill.py", path, passphrase, "slot", 100, 3))
    assert told["acknowledged"] > 20
