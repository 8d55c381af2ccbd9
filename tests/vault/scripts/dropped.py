"""Use a vault without the right to write: `dropped.py PATH PASSPHRASE`. Prints what happened."""

import os
import sys
from pathlib import Path

from app.vault import Params, Vault, VaultError, warm_up

warm_up()
path, passphrase = Path(sys.argv[1]), sys.argv[2]
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
cheap = Params(8192, 1, 1)


def told(call: object) -> str:
    try:
        return str(call())  # type: ignore[operator]
    except VaultError as error:
        return error.name


try:
    vault = Vault.unlock(path, passphrase=passphrase, params=cheap)
except VaultError as error:
    print("unlock", error.name)
    sys.exit()
print("get", vault.get("k"))
print("append", told(lambda: vault.append([("k", "ändrat")])))
print("compact", told(vault.compact))
print("slot", told(lambda: vault.replace_slot("passphrase", "ny", cheap)))
print("again", vault.get("k"))
vault.lock()
print("create", told(lambda: Vault.create(path.with_name("ny"), "x", params=cheap)))
