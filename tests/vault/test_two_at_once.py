"""Deriving two keys at the same time, as a double tap does."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import threading
from app.vault.keys import Params, argon2id

results = []

def derive():
    results.append(argon2id(b"x", b"s" * 16, Params()))

threads = [threading.Thread(target=derive, daemon=True) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(20)
assert len(results) == 4, f"{4 - len(results)} derivations never came back"
assert len(set(results)) == 1
"""


def test_several_derivations_at_once_all_come_back() -> None:
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert run.returncode == 0, run.stderr
