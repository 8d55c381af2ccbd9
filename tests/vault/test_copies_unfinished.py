"""A copy that was broken off leaves nothing behind that outlives an erasure."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from app.vault import Params, Record, Vault, copies

CHEAP = Params(8192, 1, 1)
CHILD = """
import sys
from pathlib import Path
from app.vault import Vault, Params
path = Path(sys.argv[1])
vault = Vault.unlock(path, passphrase="en lång båt", params=Params(8192, 1, 1))
print("open", flush=True)
while True:
    copy = path.with_name(path.name + ".kopia-000001")
    vault.copy_to(copy)
    copy.unlink()
"""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def test_a_copy_killed_half_way_leaves_nothing_that_outlives_dropping_and_erasing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "valv"
    with Vault.create(path, "en lång båt", params=CHEAP) as vault:
        vault.append([Record(f"a{number}", "ord " * 20_000, number) for number in range(60)])
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE)
        assert child.stdout and child.stdout.readline()
        while not any(_size(one) > 1024 * 1024 for one in tmp_path.glob("*.new-wal")):
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    copies.keep(path)
    copies.drop(path)
    copies.erase_all(path)
    Vault.erase(path)
    assert {one.name.rpartition(".new")[2]: _size(one) for one in tmp_path.iterdir()} == {}
