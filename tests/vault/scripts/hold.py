"""Hold a vault open: `hold.py PATH PASSPHRASE`. Says "ready" when it is unlocked, then waits."""

import sys
from pathlib import Path

from app.vault import Params, Vault

vault = Vault.unlock(Path(sys.argv[1]), passphrase=sys.argv[2], params=Params(8192, 1, 1))
vault.append([("hållen", True)])
print("ready", flush=True)
sys.stdin.read()
vault.lock()
