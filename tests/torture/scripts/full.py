"""Fail each write of a vault's use in turn: `full.py FOLDER KIND EVERY`.

KIND: "full", where every write fails from the n-th on until there is room again; "short", where
the n-th alone finds no room; or "fault", where the n-th alone fails for another reason. EVERY: only
each so many n. Ends with an assertion if a failed call left the vault otherwise than before, could
not be made again, or if anything acknowledged was lost.

After each failure the files are also looked at as another start would find them, had the process
ended there. Then the call may have come true after all, whole, if it was the very last of its
writes that failed: the log was made long with zeros beforehand, and a page that was wiped is zeros,
so that there is nothing left to write. Prints as JSON how many writes failed, under which names the
vault told of it, and how many calls would have come true.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.vault import Damaged, Params, Record, Vault, VaultError, WrongSecret, recovery, warm_up
from app.vault.header import Header
from app.vault.history import THIN_MS
from tests.torture.disk import SQLITE_FULL, SQLITE_IOERR_WRITE, Disk
from tests.torture.reading import Answers, answers, opened, read

CHEAP = Params(8192, 1, 1)
SECRETS = ("ett", "två", "tre")
FOLDER, KIND, EVERY = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
PATH, ASIDE = FOLDER / "valv", FOLDER.with_name(FOLDER.name + "-bredvid")
CODE = SQLITE_IOERR_WRITE if KIND == "fault" else SQLITE_FULL


class Trouble:
    """Makes the n-th write fail, and those after it if the disk is to be full."""

    def __init__(self, first: int) -> None:
        self.left, self.struck = first, 0

    def __call__(self) -> int:
        self.left -= 1
        if self.left == 0 or (self.left < 0 and KIND == "full"):
            self.struck += 1
            return CODE
        return 0


def uses() -> list[Callable[[Vault], None]]:
    """What is done to the vault, one after the other."""
    return [
        lambda vault: vault.append([Record("a", "å" * 100, THIN_MS)]),
        lambda vault: vault.append([Record("b", "å" * 9000, THIN_MS)]),
        lambda vault: vault.append([Record("a", None, 3 * THIN_MS)]),
        lambda vault: vault.compact(),
        lambda vault: vault.append([Record("b", 2, 4 * THIN_MS)]),
        lambda vault: vault.replace_slot("passphrase", "två", CHEAP),
        lambda vault: vault.append([Record("c", "kort", 5 * THIN_MS)]),
        lambda vault: vault.forget(["b"]),
        lambda vault: vault.remake(lambda records: [*records[1:], Record("e", "å" * 900, 1)]),
        lambda vault: vault.append([Record("c", "längre " * 99, 6 * THIN_MS)]),
        lambda vault: vault.rekey("tre", params=CHEAP),
        lambda vault: vault.append([Record("d", "sist", 7 * THIN_MS)]),
    ]


def seen(vault: Vault) -> tuple[Answers, Header, bytes]:
    """All that must be as before after a failure."""
    return answers(vault._now()), vault._now().header, bytes(vault._now().key)


def set_aside() -> None:
    """Copy the files: reading the vault's own in this process would drop its locks."""
    for file in ASIDE.iterdir():
        file.unlink()
    for file in FOLDER.iterdir():
        (ASIDE / file.name).write_bytes(file.read_bytes())


def found_aside(key: bytes) -> object:
    """What another start would find under this key; None if the key is not the vault's."""
    try:
        vault = opened(ASIDE / "valv", key)
    except Damaged:
        return None
    try:
        return answers(vault), vault.header, key
    finally:
        vault.close()


def came_true(vault: Vault) -> bool:
    """Whether what was set aside holds all that the vault now does, under one of the secrets."""
    for secret in SECRETS:
        with (
            suppress(WrongSecret),
            Vault.unlock(ASIDE / "valv", passphrase=secret, params=CHEAP) as aside,
        ):
            return answers(aside._now()) == answers(vault._now())
    return False


def session(disk: Disk, pristine: bytes, key: bytes, first: int, names: Counter[str]) -> bool:
    """Use the vault with trouble at the n-th write. Whether there was any."""
    for file in FOLDER.iterdir():
        file.unlink()
    PATH.write_bytes(pristine)
    disk.log.clear()
    trouble = Trouble(first)
    vault = Vault(opened(PATH, key))
    for use in uses():
        before = seen(vault)
        disk.fails = trouble
        try:
            use(vault)
        except VaultError as error:
            names[error.name] += 1
            disk.fails = lambda: 0
            assert seen(vault) == before, "the vault in memory is not as before"
            set_aside()
            use(vault)
            if found_aside(before[2]) != before:
                assert came_true(vault), "the file is neither as before nor as after"
                names["came true"] += 1
    held, key = answers(vault._now()), bytes(vault._now().key)
    disk.fails = trouble
    vault.lock()
    disk.fails = lambda: 0
    assert read(PATH, key) == held, "something acknowledged was lost"
    Vault.unlock(PATH, passphrase="tre", params=CHEAP).lock()
    return bool(trouble.struck)


def creation(disk: Disk, first: int, names: Counter[str]) -> bool:
    """Make a vault with trouble at the n-th write. Whether there was any."""
    for file in FOLDER.iterdir():
        file.unlink()
    trouble = disk.fails = Trouble(first)
    try:
        vault = Vault.create(PATH, "ett", recovery.generate(), CHEAP)
    except VaultError as error:
        names[error.name] += 1
        disk.fails = lambda: 0
        assert list(FOLDER.iterdir()) == [], "half a vault was left"
        vault = Vault.create(PATH, "ett", recovery.generate(), CHEAP)
    disk.fails = lambda: 0
    vault.lock()
    assert Vault.exists(PATH)
    return bool(trouble.struck)


def main() -> None:
    warm_up()
    ASIDE.mkdir()
    with Vault.create(PATH, "ett", recovery.generate(), CHEAP) as vault:
        vault.append([Record(f"n{n}", "å" * n, n * THIN_MS) for n in range(50)])
        key = bytes(vault._now().key)
    pristine = PATH.read_bytes()
    disk = Disk(FOLDER)
    disk.install()
    names = Counter[str]()
    first = 1
    while session(disk, pristine, key, first, names):
        first += EVERY
    made = 1
    while creation(disk, made, names):
        made += 1
    print(json.dumps({"writes": (first - 1) // EVERY + made - 1, "names": names}))


main()
