"""Reading a vault with its key: past the key derivation, thousands of times in a minute."""

from pathlib import Path

from app.vault import Record, header
from app.vault.journal import Journal
from app.vault.opened import Opened

Answers = dict[str, list[Record]]


def opened(path: Path, key: bytes) -> Opened:
    """What an unlock gives, but for the mutex around it. Raises what an unlock does."""
    journal = Journal(path)
    try:
        head, mac = header.parse(journal.header())
        head.verify(bytearray(key), mac)
        return Opened(journal, head, bytearray(key))
    except BaseException:
        journal.close()
        raise


def answers(vault: Opened) -> Answers:
    """Every version of every key."""
    return {key: vault.history.of(key) for key in sorted(vault.history._versions)}


def read(path: Path, key: bytes) -> Answers:
    """Every version of every key in the file, which is closed again."""
    vault = opened(path, key)
    try:
        return answers(vault)
    finally:
        vault.close()
