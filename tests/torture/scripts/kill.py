"""Kill a process at its work, many times: `kill.py PATH PASSPHRASE WORK TIMES SEED`.

WORK, one of the names in WORKS, is what each forked process does until SIGKILL, over and over.
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
import threading
import time
from pathlib import Path
from typing import NamedTuple

from app.vault import Params, Vault, WrongSecret, warm_up

CHEAP = Params(8192, 1, 1)
PATH, PASSPHRASE, WORK = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
TIMES, CHANCE = int(sys.argv[4]), random.Random(int(sys.argv[5]))
LATEST = [f"{lane}.k" for lane in range(4)]


class Work(NamedTuple):
    """A way of using the vault.

    length: the most characters of a save. keys: how many are written to in turn. lanes: how many
    threads save. window: the longest time until the kill, in seconds. filler: how many entries lie
    in the vault already. Every so many saves (0: never): `compact`, `forget`, `secret` (a new one,
    by `replace_slot`, or by `rekey` where the number is even), `reopen`, and `rest` for a moment.
    """

    length: int = 900
    keys: int = 100
    lanes: int = 1
    window: float = 0.06
    filler: int = 0
    compact: int = 0
    forget: int = 0
    secret: int = 0
    reopen: int = 0
    rest: int = 0
    rekeys: bool = False


WORKS = {
    "small": Work(length=40, window=0.012),
    "big": Work(length=300_000, keys=10),
    "bursts": Work(window=0.03, rest=25),
    "mixed": Work(compact=3, secret=4, reopen=9),
    "forget": Work(window=0.03, forget=3),
    "threads": Work(lanes=4, window=0.02),
    "compact": Work(filler=1500, compact=1),
    "secret": Work(secret=1, filler=100, rekeys=True),
}
work = WORKS[WORK]


def unlock(number: int) -> Vault:
    return Vault.unlock(PATH, passphrase=secret(number), params=CHEAP)


def secret(number: int) -> str:
    """The passphrase that was set at a save of lane 0; the first of all is of number 0."""
    return f"{PASSPHRASE}{number or ''}"


def text(lane: int, number: int) -> str:
    return "å" * (number * 7919 * (lane + 1) % work.length)


def due(every: int, number: int) -> bool:
    return bool(every) and number % every == 0


def lane_of_work(vault: Vault, lane: int, held: dict[str, int], out: int) -> None:
    """Save for ever; each line is told after the call returned."""
    number, opens = held[str(lane)], held["secret"]

    def tell(what: str, number: int) -> None:
        os.write(out, f"{what} {number}\n".encode())

    while True:
        number += 1
        entry = (f"{lane}.{number % work.keys}", [number, text(lane, number)])
        vault.append([entry, (LATEST[lane], number)])
        tell(str(lane), number)
        if due(work.compact, number):
            vault.compact()
        if due(work.forget, number):
            vault.forget(LATEST)
            tell("forgot", number)
        if due(work.secret, number):
            if work.rekeys and number % 2 == 0:
                vault.rekey(secret(number), params=CHEAP)
            else:
                vault.replace_slot("passphrase", secret(number), CHEAP)
            tell("secret", number)
            opens = number
        if due(work.reopen, number):
            vault.lock()
            vault = unlock(opens)
        if due(work.rest, number):
            time.sleep(0.004)


def killed_at_work(held: dict[str, int]) -> dict[str, int]:
    """The numbers acknowledged before a kill at a random moment, of those that were."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            vault = unlock(held["secret"])
            os.write(write, b"ready 0\n")
            lanes = [
                threading.Thread(target=lane_of_work, args=(vault, lane, held, write))
                for lane in range(work.lanes)
            ]
            for thread in lanes:
                thread.start()
            for thread in lanes:
                thread.join()
        finally:
            os._exit(1)
    os.close(write)
    heard = b""
    # Sometimes already while it unlocks, most often after some saves; and a while after that.
    for _ in range(CHANCE.choice((0, 1, 2, 2, 3, 5))):
        heard += os.read(read, 65536)
    select.select([], [], [], CHANCE.random() * work.window)
    os.kill(child, signal.SIGKILL)
    while more := os.read(read, 65536):
        heard += more
    os.close(read)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "the process failed by itself"
    told = (line.split() for line in heard.decode().splitlines())
    return {what: int(number) for what, number in told}


def opened(held: dict[str, int], told: dict[str, int]) -> tuple[Vault, int]:
    """The vault, and which passphrase opens it: the acknowledged one, or the next."""
    sure = told.get("secret", held["secret"])
    candidates = [sure]
    if work.secret:
        after = max(sure, held["0"])
        candidates.append(after - after % work.secret + work.secret)
    for number in candidates:
        try:
            return unlock(number), number
        except WrongSecret:
            continue
    raise AssertionError("neither the old nor the new passphrase opens the vault")


def check(vault: Vault, held: dict[str, int], told: dict[str, int]) -> dict[str, int]:
    """See that every save up to the acknowledged one is whole; the numbers the vault holds."""
    now = {}
    for lane in range(work.lanes):
        sure = told.get(str(lane), held[str(lane)])
        number = vault.get(LATEST[lane]) or 0
        assert sure <= number <= sure + 1, "a save was lost"
        for past in range(max(1, number - work.keys + 1), number + 1):
            entry = vault.get(f"{lane}.{past % work.keys}")
            assert entry == [past, text(lane, past)], "a save was lost or altered"
        forgot = told.get("forgot", 0)
        old = [one.value for one in vault.history(LATEST[lane]) if one.value <= forgot]
        assert len(old) <= 1, "what was to be forgotten is there again"
        now[str(lane)] = number
    assert vault.items("fyllnad.") == filler(), "an answer that nobody touched has changed"
    return now


def filler() -> list[tuple[str, object]]:
    return [(f"fyllnad.{n:04}", f"{n} " + "text " * 150) for n in range(work.filler)]


def main() -> None:
    warm_up()
    with unlock(0) as vault:
        vault.append(filler())
    held = {"secret": 0, **{str(lane): 0 for lane in range(work.lanes)}}
    saves = secrets = logs = 0
    for _ in range(TIMES):
        told = killed_at_work(held)
        logs += PATH.with_name(PATH.name + "-wal").exists()
        vault, number = opened(held, told)
        now = check(vault, held, told)
        if CHANCE.random() < 0.5:
            vault._now().loose = False  # else the journal stays loose, and some of its log with it
        vault.lock()
        saves += sum(told.get(lane, held[lane]) - held[lane] for lane in now)
        secrets += number != held["secret"]
        held = {"secret": number, **now}
    print(json.dumps({"kills": TIMES, "saves": saves, "secrets": secrets, "with_log": logs}))


main()
