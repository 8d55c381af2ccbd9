"""What a person clears for good, and the mark that keeps it from coming back.

A backup, or the same workbook on another device, may still hold what was cleared here. So the vault
keeps, for each key, until when it was cleared: a time and the key, none of the words. Whoever opens
the vault could read from it that something was there. What was written after that time, here or
elsewhere, is left alone.
"""

from collections.abc import Iterable

from app.vault import Record, Vault
from app.workbook.joining import GONE, Floor, State, after


def forget(vault: Vault, keys: Iterable[str]) -> None:
    """Drops the earlier versions of these keys for good, and cleared keys wholly."""
    keys = list(keys)
    vault.forget(keys, _marks(vault, keys, wholly=False))


def discard(vault: Vault, keys: Iterable[str]) -> None:
    """Drops these keys with all their versions for good."""
    keys = list(keys)
    vault.discard(keys, _marks(vault, keys, wholly=True))


def _marks(vault: Vault, keys: Iterable[str], *, wholly: bool) -> list[Record]:
    marks = []
    for key in keys:
        if written := vault.history(key):
            state = State.of([*vault.history(GONE + key), *written])
            whole = wholly or written[-1].value is None
            floor = after(state.versions[key][-1]) if whole else _past(state, key)
            if floor:
                marks.append(Record(GONE + key, list(floor), floor[0]))
    return marks


def _past(state: State, key: str) -> Floor | None:
    """Right above what came before the last version; None if nothing did.

    Not right below the last: another device may hold words from between, which nobody saw here.
    """
    *earlier, last = state.versions[key]
    if earlier:
        return min(after(earlier[-1]), last[:2])
    return state.gone.get(key)
