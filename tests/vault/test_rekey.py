"""A new vault key: everything sealed anew, or nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.vault import Damaged, Params, Record, Vault, VaultError, WrongSecret
from app.vault.history import THIN_MS
from app.vault.keys import Kind

Open = Callable[..., Vault]


def test_after_a_new_key_only_the_given_secrets_open_and_everything_is_there(
    every: Path, secrets: dict[Kind, Any], code: str, cheap: Params, opened: Open
) -> None:
    old = Record("k", "förr", 1_000)
    with opened("device", secrets["device"]) as vault:
        vault.append(
            [old, Record("k", "nyss", 1_000 + THIN_MS), Record("k", "nu", 1_001 + THIN_MS)]
        )
        marks = [vault.mark]
        vault.rekey("en ny lösenfras", code, cheap)
        marks.append(vault.mark)
        assert vault.kinds == ("passphrase", "recovery")
        kept = vault.history("k")
        assert old in kept and kept[-1].value == "nu" and "nyss" not in [r.value for r in kept]
        vault.append([("sedan", 1)])
    assert marks[1][0] == marks[0][0] + 1 and marks[1] > marks[0]
    for kind in ("passphrase", "shares", "device"):
        with pytest.raises(WrongSecret):
            opened(kind, secrets[kind])
    for kind, secret in (("passphrase", "en ny lösenfras"), ("recovery", code)):
        with opened(kind, secret) as vault:
            assert vault.get("sedan") == 1
            assert vault.history("k") == kept


def test_without_a_code_the_old_code_is_void(
    every: Path, passphrase: str, code: str, cheap: Params, opened: Open
) -> None:
    with opened("passphrase", passphrase) as vault:
        vault.rekey(passphrase, params=cheap)
        assert vault.kinds == ("passphrase",)
    with pytest.raises(WrongSecret):
        opened("recovery", code)


def test_a_new_key_is_another_and_the_old_one_is_wiped(
    every: Path, passphrase: str, cheap: Params, key_of: Callable[[Vault], bytes], opened: Open
) -> None:
    with opened("passphrase", passphrase) as vault:
        held, before = vault._now().key, key_of(vault)
        vault.rekey(passphrase, params=cheap)
        assert key_of(vault) != before
        assert any(key_of(vault)) and not any(held)


def test_nothing_sealed_under_the_old_key_is_left_in_the_file(
    every: Path, passphrase: str, cheap: Params, read_with_key: Any, key_of: Any, opened: Open
) -> None:
    with opened("passphrase", passphrase) as vault:
        vault.append([(f"n{n}", "å" * 3000) for n in range(50)])
        vault.compact()
        old = key_of(vault)
    plain = sqlite3.connect(every)
    ((text,),) = plain.execute("SELECT slots FROM header")
    sealed = [row[0] for row in plain.execute("SELECT sealed FROM chunk")]
    plain.close()
    traces = [one[name].encode() for one in json.loads(text) for name in ("salt", "wrapped")]
    traces += [chunk[at : at + 32] for chunk in sealed for at in range(0, len(chunk) - 32, 5000)]
    traces = [trace for trace in traces if trace in every.read_bytes()]  # not across two pages
    assert len(traces) > 25
    copy = shutil.copy(every, every.with_name("kopia"))
    with opened("passphrase", passphrase) as vault:
        vault.rekey(passphrase, params=cheap)
        log = every.with_name(every.name + "-wal")
        left = every.read_bytes() + log.read_bytes()
        assert not [trace for trace in traces if trace in left]
    with pytest.raises(Damaged):
        read_with_key(every, old)
    assert len(read_with_key(copy, old)["n1"]) == 1


def test_an_empty_or_miswritten_secret_changes_nothing(
    every: Path, passphrase: str, cheap: Params, opened: Open
) -> None:
    with opened("passphrase", passphrase) as vault:
        before, mark = every.read_bytes(), vault.mark
        with pytest.raises(ValueError, match="empty"):
            vault.rekey("", params=cheap)
        with pytest.raises(VaultError, match="recovery code"):
            vault.rekey("ny", "inte en kod", cheap)
        with pytest.raises(ValueError, match="empty"):
            vault.replace_slot("device", b"", cheap)
        assert (every.read_bytes(), vault.mark) == (before, mark)


FULL = """
import json, resource, sys
from pathlib import Path
from app.vault import Params, Vault, VaultError, WrongSecret

path, old, new, cheap = Path(sys.argv[1]), "en gammal", "en ny", Params(8192, 1, 1)
values = [("stor", "å" * 40_000), *((f"n{n}", "ö" * 900) for n in range(60))]
with Vault.create(path, old, params=cheap) as vault:
    vault.append(values)
pristine, told = path.read_bytes(), {"failed": 0, "done": 0}
limit = 8192
while not told["done"]:
    path.write_bytes(pristine)
    vault = Vault.unlock(path, passphrase=old, params=cheap)
    held, mark = vault._now().key, vault.mark
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        vault.rekey(new, params=cheap)
        told["done"] += 1
    except VaultError as error:
        assert error.name in ("no_room", "unwritable"), error.name
        told["failed"] += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    if not told["done"]:
        assert any(held) and vault._now().key is held and vault.mark == mark
        vault.verify("passphrase", old)
        assert vault.items() == sorted(values)
        if told["failed"] % 2:  # as if the process had ended here
            vault._now().loose = False
        else:
            vault.append([("efter", limit)])
        vault.lock()
        with Vault.unlock(path, passphrase=old, params=cheap) as vault:
            assert vault.get("efter") in (None, limit)
            assert [one for one in vault.items() if one[0] != "efter"] == sorted(values)
        try:
            Vault.unlock(path, passphrase=new, params=cheap)
            raise SystemExit("both open")
        except WrongSecret:
            pass
    else:
        assert not any(held)
        vault.lock()
    limit += 4096 * 3
with Vault.unlock(path, passphrase=new, params=cheap) as vault:
    assert vault.items() == sorted(values)
print(json.dumps(told))
"""


@pytest.mark.skipif(os.name == "nt", reason="limits the size of files")
def test_a_disk_that_fills_up_in_the_middle_of_a_new_key_leaves_everything_as_before(
    path: Path,
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    told = json.loads(run.stdout)
    print(told)
    assert told["failed"] > 5 and told["done"] == 1
