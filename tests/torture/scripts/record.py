"""Use a vault in every way, and log what reached the disk: `record.py FOLDER OUT [stick]`.

FOLDER is empty; the vault is made there as "valv". Writes to OUT, pickled: the log; and for each
mark in it what the vault then held, as (answers with their history, slots, vault key). With
"stick", no file may have two names.
"""

import pickle
import sys
from pathlib import Path

from app.vault import Params, Record, Vault, recovery, warm_up
from app.vault.history import THIN_MS
from tests.torture.disk import Disk
from tests.torture.reading import answers

CHEAP = Params(8192, 1, 1)
folder, out = Path(sys.argv[1]), Path(sys.argv[2])
path = folder / "valv"
warm_up()
disk = Disk(folder)
disk.links = len(sys.argv) == 3
disk.install()
marks: list[object] = []
clock = 0


def acknowledged(vault: Vault) -> None:
    disk.mark()
    opened = vault._now()
    marks.append((answers(opened), opened.header.slots, bytes(opened.key)))


def save(vault: Vault, number: int, length: int) -> None:
    """Dated far apart, so that no version is thinned away."""
    global clock
    clock += THIN_MS
    vault.append(
        [
            Record(f"k{number % 5}", number, clock),
            Record(f"n{number}", "å" * length, clock),
        ]
    )
    acknowledged(vault)


vault = Vault.create(path, "ett", recovery.generate(), CHEAP)
acknowledged(vault)
for number in range(12):
    save(vault, number, number * 97 % 700)
save(vault, 12, 40_000)
vault.compact()
acknowledged(vault)
for number in range(13, 18):
    save(vault, number, 60)
vault.replace_slot("passphrase", "två", CHEAP)
acknowledged(vault)
save(vault, 18, 300)
clock += THIN_MS
vault.append([Record("n12", None, clock)])
acknowledged(vault)
vault.forget(["n12", "k1"])
acknowledged(vault)
save(vault, 19, 10)
vault.remake(lambda records: [*records[::2], Record("allt", "å" * 9000, clock)])
acknowledged(vault)
vault.lock()
disk.mark()
marks.append(marks[-1])
vault = Vault.unlock(path, passphrase="två", params=CHEAP)
acknowledged(vault)
for number in range(20, 24):
    save(vault, number, 40_000 * (number % 2))
# More than the log holds, so that SQLite folds it into the file by itself.
save(vault, 24, 170_000)
save(vault, 25, 5)
vault.lock()
disk.mark()
marks.append(marks[-1])
out.write_bytes(pickle.dumps({"log": [tuple(op) for op in disk.log], "marks": marks}))
