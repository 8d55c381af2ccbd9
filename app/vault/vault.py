"""The vault itself: make, unlock, read, append, lock."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from . import canon, files, header, kdf, keys
from .errors import Damaged, Locked, NoVault, UnknownFormat, VaultError, WrongSecret
from .history import History, Record
from .kdf import DEFAULT_PARAMS, Params
from .keys import Kind
from .opened import Opened
from .seal import KEY_BYTES, wipe


def warm_up() -> None:
    """Import what unlocking needs (SQLAlchemy, a quarter of a second), and test Argon2id.

    May run in a thread.
    """
    from . import journal  # noqa: F401

    kdf.self_test()


class Vault:
    """An unlocked vault: records in memory, and a journal on disk that each save is appended to.

    Made by `create` or `unlock`. May be used from several threads. Leaving a `with` block locks it;
    after that every method but `lock` raises Locked.
    """

    def __init__(self, opened: Opened) -> None:
        """For `create` and `unlock` alone."""
        self._mutex = threading.RLock()
        self._opened: Opened | None = opened

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        recovery_code: str | None = None,
        params: Params = DEFAULT_PARAMS,
    ) -> Self:
        """Make a new vault in an existing folder, and leave it unlocked.

        The file appears whole or not at all. `recovery_code`: from `recovery.generate`.
        Raises AlreadyExists, BadCode, NoRoom, ReadOnly, Unwritable; ValueError for an empty
        passphrase.
        """
        from .journal import Journal
        from .sqlite import build

        key, vault_id = bytearray(os.urandom(KEY_BYTES)), os.urandom(header.VAULT_ID_BYTES)
        slots = _slots(key, vault_id, passphrase, recovery_code, params)
        anchor = os.urandom(header.ANCHOR_BYTES)
        head = header.Header(vault_id, slots, generation=0, anchor=anchor, first_seq=1)
        with files.newborn(path) as built:
            build(built, head.row(key))
        return cls(Opened(Journal(path), head, key))

    @classmethod
    def unlock(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery: str | None = None,
        sheets: bytes | None = None,
        device: bytes | None = None,
        params: Params = DEFAULT_PARAMS,
    ) -> Self:
        """Open a vault with one secret; give exactly one.

        recovery: a code as a person typed it. sheets: the 16 bytes joined from two sheets.
        device: from `device_secret`.

        Takes as long as the key derivation does, about 150 ms. No byte of the file is changed,
        unless SQLite must first finish what a crash broke off, or the slot used is weaker than
        `params`: then it is wrapped anew, if the disk allows.

        Raises NoVault, Busy, UnknownFormat, WrongSecret, BadCode, Damaged, NoRoom (memory),
        ReadOnly, Unwritable.
        """
        from .journal import Journal

        every: dict[Kind, str | bytes | None] = {
            "passphrase": passphrase,
            "recovery": recovery,
            "shares": sheets,
            "device": device,
        }
        given = [(kind, secret) for kind, secret in every.items() if secret is not None]
        if len(given) != 1:
            raise ValueError("give exactly one secret")
        ((kind, secret),) = given
        secret_bytes = keys.secret_bytes(kind, secret)
        journal = Journal(path)
        try:
            head, mac = header.parse(journal.header())
            slot = head.slot(kind)
            if slot is None:
                keys.spend(kind, secret)  # a refusal takes as long whatever there is
                raise WrongSecret("no slot of this kind")
            key = keys.unwrap(slot, head.vault_id, secret_bytes)
            head.verify(key, mac)
            vault = cls(Opened(journal, head, key))
        except BaseException:
            journal.abandon()
            raise
        if isinstance(slot.cost, Params) and slot.cost.below(params):
            with suppress(VaultError):
                vault.replace_slot(kind, secret, params)
        return vault

    @staticmethod
    def exists(path: Path) -> bool:
        """Whether there is a vault file. Cheap, and imports nothing."""
        return files.exists(path)

    @staticmethod
    def erase(path: Path) -> None:
        """Overwrite and remove the vault file and all beside it that is its own, damaged or not.

        With the file goes the only wrapping of the vault key. Old copies elsewhere still open with
        a known secret, and flash storage keeps what it likes. Raises Busy, ReadOnly, Unwritable.
        """
        from .journal import Journal

        with suppress(NoVault, Damaged, UnknownFormat):
            Journal(path).abandon()
        files.erase(path)

    @property
    def id(self) -> bytes:
        """16 random bytes, the same for the vault's whole life and in every copy of it."""
        with self._mutex:
            return self._now().header.vault_id

    @property
    def mark(self) -> tuple[int, int]:
        """Generation and number of the last chunk, for keeping outside the file.

        Every change makes it greater; that of an older copy of the file is smaller.
        """
        with self._mutex:
            return self._now().header.generation, self._now().chain.seq

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of secret that open the vault."""
        with self._mutex:
            return tuple(slot.kind for slot in self._now().header.slots)

    def append(self, records: Sequence[tuple[str, object] | Record]) -> None:
        """Save records as one: all are on disk when this returns, or none if it raises.

        records: (key, value) pairs, dated now, or `Record`s that keep their own time. Keys are
        text, not empty; values are strict JSON (see `canon.check`); None clears the key.
        Raises NoRoom, ReadOnly, Unwritable, Locked; ValueError for what is not such a record. After
        any failure the vault is as before, and the save can be tried again.
        """
        now = time.time_ns() // 1_000_000
        batch = [_checked(record, now) for record in records]
        with self._mutex:
            opened = self._now()
            if batch:
                opened.append(batch)

    def get(self, key: str) -> Any:
        """The latest value of a key; None if it was cleared or never written."""
        with self._mutex:
            return self._now().history.get(key)

    def items(self, prefix: str = "") -> list[tuple[str, Any]]:
        """Keys that begin with `prefix` and their latest values, by key, cleared ones left out."""
        with self._mutex:
            return self._now().history.items(prefix)

    def keys(self, prefix: str = "") -> list[str]:
        """Keys that begin with `prefix`, also those that were cleared."""
        with self._mutex:
            return self._now().history.keys(prefix)

    def history(self, key: str) -> list[Record]:
        """Every version of a key, oldest first; the last is the one that `get` gives."""
        with self._mutex:
            return self._now().history.of(key)

    def records(self) -> list[Record]:
        """Every version of every key: keys sorted, each key's versions oldest first."""
        with self._mutex:
            return self._now().history.records()

    def compact(self) -> None:
        """Rewrite the journal as few large chunks, with history thinned (`History.thinned`).

        One transaction: killed at any point, the vault is as before or as after.
        Raises as `append`.
        """
        with self._mutex:
            self._now().rewrite(self._now().history.thinned())

    def forget(self, keys: Iterable[str], more: Iterable[Record] = ()) -> None:
        """Drop earlier versions of these keys for good, and cleared keys wholly. Compacts.

        more: records that are saved in the same transaction. Raises as `append`.
        """
        batch = [_checked(record, 0) for record in more]
        with self._mutex:
            self._now().rewrite(self._now().history.without_past(set(keys)).thinned(), batch)

    def discard(self, keys: Iterable[str], more: Iterable[Record] = ()) -> None:
        """Drop these keys with all their versions for good. Compacts.

        more: records that are saved in the same transaction. Raises as `append`.
        """
        batch = [_checked(record, 0) for record in more]
        with self._mutex:
            self._now().rewrite(self._now().history.without(set(keys)).thinned(), batch)

    def remake(self, make: Callable[[list[Record]], Iterable[Record]]) -> None:
        """Hold what `make` gives, and nothing else: it is given all records, thinned as `compact`.

        Nothing is saved between what it is given and what it gives, so `make` must not wait for
        another thread that saves. The order of a key's records counts, as their times do not.
        One transaction: killed at any point, the vault is as before or as after. What `make` raises
        passes through; else raises as `append`. After any failure the vault is as before.
        """
        with self._mutex:
            opened, history = self._now(), History()
            history.add([_checked(one, 0) for one in make(opened.history.thinned().records())])
            opened.rewrite(history)

    def copy_to(self, path: Path) -> None:
        """Write all there is now as a vault of its own, a new file that the same secrets open.

        The file appears whole or not at all. Raises AlreadyExists, and as `append`.
        """
        with self._mutex:
            self._now().copy_to(path)

    def replace_slot(
        self, kind: Kind, secret: str | bytes, params: Params = DEFAULT_PARAMS
    ) -> None:
        """Let a new secret open the vault, instead of the old of its kind, if there was one.

        Only the vault key is wrapped anew. Killed at any point, the old or the new one opens.
        Raises BadCode, ValueError for an empty secret, and as `append`.
        """
        with self._mutex:
            opened = self._now()
            slot = _slot(opened.key, opened.header.vault_id, kind, secret, params)
            opened.set_header(opened.header.with_slot(slot))

    def remove_slot(self, kind: Kind) -> None:
        """Let no secret of a kind open the vault any more; nothing happens if none did.

        An older copy of the file still opens with it; `rekey` keeps such a copy's key from opening
        what is written later. Raises ValueError for "passphrase", and as `append`.
        """
        if kind == "passphrase" or kind not in keys.KINDS:
            raise ValueError("the passphrase stays, and a slot must be of a known kind")
        with self._mutex:
            opened = self._now()
            if opened.header.slot(kind):
                opened.set_header(opened.header.without_slot(kind))

    def rekey(
        self,
        passphrase: str,
        recovery_code: str | None = None,
        params: Params = DEFAULT_PARAMS,
    ) -> None:
        """Draw a new vault key and seal everything anew under it, with history thinned.

        Afterwards only this passphrase (and this code) open the vault; every other slot is gone.
        One transaction: killed at any point, the vault is as before or as after. That also holds
        for a process that ends right after this has failed: the last write may stand after all.
        Raises BadCode, ValueError for an empty passphrase, and as `append`.
        """
        key = bytearray(os.urandom(KEY_BYTES))
        with self._mutex:
            opened = self._now()
            try:
                vault_id = opened.header.vault_id
                opened.rekey(_slots(key, vault_id, passphrase, recovery_code, params), key)
            except BaseException:
                wipe(key)
                raise

    def verify(self, kind: Kind, secret: str | bytes) -> None:
        """Raise WrongSecret (or BadCode) unless the secret opens this vault; change nothing.

        For a screen that is covered while the vault stays open, because words still wait in memory
        for room on the disk. Takes as long as an unlock.
        """
        with self._mutex:
            opened = self._now()
            slot, vault_id = opened.header.slot(kind), opened.header.vault_id
        if slot is None:
            raise WrongSecret("no slot of this kind")
        wipe(keys.unwrap(slot, vault_id, keys.secret_bytes(kind, secret)))

    def lock(self) -> tuple[int, int] | None:
        """Compact if anything was appended, close the file, and forget everything. Never fails.

        Returns the last `mark`, or None if it was locked already. If there is no room to compact,
        that waits: what was saved is saved. Keys are overwritten; Python may have copied them and
        the texts, and only ending the process is sure to drop them.
        """
        with self._mutex:
            opened, self._opened = self._opened, None
            if opened is None:
                return None
            try:
                if opened.loose:
                    with suppress(VaultError):
                        opened.rewrite(opened.history.thinned())
            finally:
                opened.close()
            return opened.header.generation, opened.chain.seq

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()

    def _now(self) -> Opened:
        if self._opened is None:
            raise Locked("the vault is locked")
        return self._opened


def _checked(record: tuple[str, object] | Record, now: int) -> Record:
    """The record with a time, and a value that is the vault's own."""
    if not isinstance(record, tuple) or not 2 <= len(record) <= 3:
        raise ValueError("not a record")
    key, value, time_ms = record if len(record) == 3 else (*record, now)
    if type(key) is not str or not key or type(time_ms) is not int:
        raise ValueError("a record's key must be text, and its time a whole number")
    canon.check(key)
    canon.check(value)
    canon.check(time_ms)
    return Record(key, canon.copy(value), time_ms)


def _slots(
    key: bytearray, vault_id: bytes, passphrase: str, code: str | None, params: Params
) -> tuple[keys.Slot, ...]:
    slots = [_slot(key, vault_id, "passphrase", passphrase, params)]
    if code is not None:
        slots.append(_slot(key, vault_id, "recovery", code, params))
    return tuple(slots)


def _slot(
    key: bytearray, vault_id: bytes, kind: Kind, secret: str | bytes, params: Params
) -> keys.Slot:
    if kind not in keys.KINDS or not secret:
        raise ValueError("an empty secret, or one of no known kind")
    return keys.wrap(key, vault_id, kind, keys.secret_bytes(kind, secret), kdf.best(params))
