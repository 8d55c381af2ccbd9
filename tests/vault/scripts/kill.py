"""Kill a process at its work, many times: `kill.py PATH PASSPHRASE WORK TIMES SEED`.

WORK is what each forked process does until SIGKILL, over and over: "save", "compact" or "slot".
After each kill the vault is unlocked and compared with what was acknowledged before it. Prints a
summary as JSON; ends with an assertion if anything acknowledged was lost or altered.

Forked, not started: a process that first had to import everything would cost half a second.
"""

import json
import os
import random
import select
import signal
import sys
from pathlib import Path

from app.vault import Params, Vault, WrongSecret, warm_up

CHEAP = Params(8192, 1, 1)
PATH, PASSPHRASE, WORK = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
TIMES, CHANCE = int(sys.argv[4]), random.Random(int(sys.argv[5]))


def unlock(number: int = 0) -> Vault:
    return Vault.unlock(PATH, passphrase=f"{PASSPHRASE}{number or ''}", params=CHEAP)


def work(start: int, out: int) -> None:
    """What the process that gets killed does. Each line is written after the call returned."""
    vault = unlock(start if WORK == "slot" else 0)
    os.write(out, b"ready\n")
    number = start
    while True:
        number += 1
        if WORK == "save":
            vault.append([(f"k{number % 7}", number), (f"n{number}", "å" * (number * 37 % 900))])
        elif WORK == "compact":
            vault.compact()
        else:
            vault.replace_slot("passphrase", f"{PASSPHRASE}{number}", CHEAP)
        os.write(out, b"%d\n" % number)


def killed_at_work(start: int) -> int:
    """The last number acknowledged before a kill at a random moment, or `start`."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(start, write)
        finally:
            os._exit(1)
    os.close(write)
    heard = b""
    # Most often once it is at work; sometimes already while it unlocks.
    if CHANCE.random() > 0.1:
        heard = os.read(read, 6)
    select.select([], [], [], CHANCE.random() * (0.012 if WORK == "save" else 0.06))
    os.kill(child, signal.SIGKILL)
    while more := os.read(read, 65536):
        heard += more
    os.close(read)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the process failed by itself"
    numbers = heard.decode().replace("ready", "").split()
    return int(numbers[-1]) if numbers else start


def check_saves(acknowledged: int) -> int:
    """See that every save up to the acknowledged one is whole; the number the vault holds."""
    vault = unlock()
    held = max((int(key[1:]) for key, _ in vault.items("n")), default=0)
    assert acknowledged <= held <= acknowledged + 1, "a save was lost"
    for number in range(1, held + 1):
        assert vault.get(f"n{number}") == "å" * (number * 37 % 900), "a save was altered"
        if number > held - 7:
            assert vault.get(f"k{number % 7}") == number, "half a save"
    if CHANCE.random() < 0.5:
        vault.lock()  # else the journal stays loose, and some of its log with it
    else:
        vault._now().loose = False
        vault.lock()
    return held


def check_content(content: object) -> None:
    with unlock() as vault:
        assert vault.items() == content, "compaction changed an answer"


def check_slot(acknowledged: int) -> int:
    """The number of the passphrase that opens: the acknowledged one, or the next."""
    for number in (acknowledged, acknowledged + 1):
        try:
            unlock(number).lock()
        except WrongSecret:
            continue
        return number
    raise AssertionError("neither the old nor the new passphrase opens the vault")


def main() -> None:
    warm_up()
    content: object = None
    if WORK == "compact":
        with unlock() as vault:
            content = vault.items()
    number = done = logs = 0
    for _ in range(TIMES):
        before = number
        number = killed_at_work(number)
        done += number - before
        logs += PATH.with_name(PATH.name + "-wal").exists()
        if WORK == "save":
            number = check_saves(number)
        elif WORK == "compact":
            check_content(content)
        else:
            number = check_slot(number)
    print(json.dumps({"kills": TIMES, "acknowledged": done, "with_log": logs}))


main()
