"""Fill a vault until the system says no: `limited.py PATH PASSPHRASE LIMIT`.

LIMIT is the most bytes any file may have, or 0 where the disk itself is small. Prints how many
saves were acknowledged and the failure's name; then makes room and goes on.
"""

import json
import resource
import sys
from pathlib import Path

from app.vault import Params, Vault, VaultError

path, passphrase, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
cheap = Params(8192, 1, 1)
filler = path.with_name("fyllnad")
vault = Vault.unlock(path, passphrase=passphrase, params=cheap)
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
else:
    filler.write_bytes(bytes(300_000))
saved = 0
failures: list[str] = []
full: int | str
while len(failures) < 3 and saved < 5000:
    try:
        vault.append([(f"n{saved}", "å" * 1500)])
        saved += 1
    except VaultError as error:
        failures.append(error.name)
assert [value for _, value in vault.items("n")] == ["å" * 1500] * saved
try:
    vault.compact()
    compacted = "done"
except VaultError as error:
    compacted = error.name
vault.lock()
try:
    with Vault.unlock(path, passphrase=passphrase, params=cheap) as again:
        full = len(again.items("n"))
except VaultError as error:
    full = error.name
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
else:
    filler.unlink()
with Vault.unlock(path, passphrase=passphrase, params=cheap) as vault:
    assert len(vault.items("n")) == saved
    vault.append([("efter", 1)])
with Vault.unlock(path, passphrase=passphrase, params=cheap) as vault:
    assert vault.get("efter") == 1
    assert [value for _, value in vault.items("n")] == ["å" * 1500] * saved
print(json.dumps({"saved": saved, "failures": failures, "compacted": compacted, "full": full}))
