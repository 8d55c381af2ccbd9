"""Salvage one file with a passphrase that opens nothing: `salvage.py PATH`.

Prints as JSON the failure's name, the processor's seconds and the most memory in KiB above what the
process had before.
"""

import json
import sys
import time
from pathlib import Path

from app.vault import VaultError, salvage, warm_up

STATUS = Path("/proc/self/status")


def memory(label: str) -> int:
    return next(int(line.split()[1]) for line in STATUS.open() if line.startswith(label))


warm_up()
Path("/proc/self/clear_refs").write_text("5")
before, began, name = memory("VmRSS:"), time.process_time(), "opened"
try:
    salvage.salvage(Path(sys.argv[1]), "passphrase", "fel")
except VaultError as error:
    name = error.name
spent, most = time.process_time() - began, memory("VmHWM:")
print(json.dumps({"name": name, "seconds": spent, "kib": most - before}))
