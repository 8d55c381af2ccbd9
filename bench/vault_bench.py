"""The vault beside plain sqlite3: `python -m bench.vault_bench [FOLDER]`.

What is timed: opening and reading everything (key derivation apart), and saving one text of 400
characters durably, at 100 and at 10,000 entries. The peer is the standard library's sqlite3 with a
table of key and text, WAL and synchronous=FULL, an upsert for a save.

The runs are interleaved in random order, so that a busy machine hits all alike, and the medians
are compared. Saving is compared with two peers, since a save that lengthens SQLite's log costs the
file system more than one that writes over an old part of it: one in a new session, as the vault
itself is, and one whose log is already as long as it gets. The vault must bear both.

FOLDER should be on a real disk; the default is the working directory. Results are appended to
bench/results.json, one JSON object a line.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.vault import DEFAULT_PARAMS, Params, Vault, header, warm_up
from app.vault.journal import Journal
from app.vault.keys import argon2id
from app.vault.opened import Opened
from bench.common import chance, interleaved, keep, timed

CHEAP = Params(8 * 1024, 1, 1)
LETTERS = "eeeaaannnttrrssiildomkgvfuhpåäöbcyjxw      "
UPSERT = "INSERT INTO entry VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text"
SAVES, OPENINGS = 300, 25
# The figures to reach, as the vault's median over the peer's.
LIMITS = {("open", 10_000): 1.5, ("save", 100): 1.25, ("save", 10_000): 1.25}


def text() -> str:
    """400 characters with the letters of Swedish about as often as Swedish has them."""
    return "".join(chance.choices(LETTERS, k=400))


def peer(path: Path) -> sqlite3.Connection:
    """A plain SQLite session as durable as the vault's."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, text TEXT)")
    return connection


class Setting:
    """A vault and its peers with the same entries."""

    def __init__(self, folder: Path, entries: int) -> None:
        self.folder, self.entries = folder, entries
        records = [(f"avsnitt.{number:05}", text()) for number in range(entries)]
        for name in ("new", "grown"):
            with_entries = peer(folder / name)
            with_entries.execute("BEGIN")
            with_entries.executemany(UPSERT, records)
            with_entries.execute("COMMIT")
            with_entries.close()
        with Vault.create(folder / "vault", "x", params=CHEAP) as vault:
            vault.append(records)
            self.key = bytes(vault._now().key)

    def open_vault(self) -> Vault:
        """Everything that `Vault.unlock` does but derive the key."""
        journal = Journal(self.folder / "vault")
        head, mac = header.parse(journal.header())
        head.verify(bytearray(self.key), mac)
        return Vault(Opened(journal, head, bytearray(self.key)))

    def opening(self) -> dict[str, float]:
        """Milliseconds from nothing to every entry in memory."""

        def plain() -> float:
            def work() -> None:
                connection = peer(self.folder / "new")
                held.append(dict(connection.execute("SELECT key, text FROM entry")))
                connection.close()

            held: list[dict[str, str]] = []
            return timed(work)

        def vault() -> float:
            held: list[Vault] = []
            figure = timed(lambda: held.append(self.open_vault()))
            held[0].lock()
            return figure

        return interleaved({"vault": vault, "sqlite3": plain}, OPENINGS)

    def saving(self) -> dict[str, float]:
        """Milliseconds for one durable save."""
        new, grown, vault = (
            peer(self.folder / "new"),
            peer(self.folder / "grown"),
            self.open_vault(),
        )
        grown.execute("CREATE TABLE IF NOT EXISTS filler (x)")
        while grown.execute("PRAGMA wal_checkpoint").fetchone()[1] < 1000:
            grown.execute("INSERT INTO filler VALUES (zeroblob(4000000))")
            grown.execute("DELETE FROM filler")
        grown.execute(UPSERT, ("avsnitt.00000", text()))

        def saved_by(save: Callable[[str, str], object]) -> Callable[[], float]:
            def run() -> float:
                key, value = f"avsnitt.{chance.randrange(self.entries):05}", text()
                return timed(lambda: save(key, value))

            return run

        works = {
            "vault": saved_by(lambda key, value: vault.append([(key, value)])),
            "sqlite3": saved_by(lambda *entry: new.execute(UPSERT, entry)),
            "sqlite3, log grown": saved_by(lambda *entry: grown.execute(UPSERT, entry)),
        }
        first = works["vault"]()
        medians = interleaved(works, SAVES)
        new.close()
        grown.close()
        locked = timed(vault.lock)
        return medians | {"first save": first, "lock after saves": locked}


def report(what: str, entries: int, figures: dict[str, float]) -> None:
    """Print a line for each figure, and keep them."""
    print(f"\n{what}, {entries:,} entries")
    for name, figure in figures.items():
        line = f"  {name:<20} {figure:9.3f} ms"
        if name.startswith("sqlite3"):
            ratio = figures["vault"] / figure
            line += f"   the vault takes {ratio:.2f} of it"
            limit = LIMITS.get((what, entries))
            if limit:
                line += f"; at most {limit}: {'reached' if ratio <= limit else 'MISSED'}"
        print(line)
    keep("vault", what, entries, figures)


def main() -> None:
    """Run everything in a temporary folder."""
    warm_up()
    derived = [timed(lambda: argon2id(b"x", b"s" * 16, DEFAULT_PARAMS)) for _ in range(5)]
    print(f"Argon2id, default {statistics.median(derived):7.1f} ms")
    base = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    for entries in (100, 10_000):
        with tempfile.TemporaryDirectory(dir=base) as folder:
            setting = Setting(Path(folder), entries)
            sizes = {f.name: f.stat().st_size // 1024 for f in Path(folder).iterdir()}
            report("open", entries, setting.opening())
            report("save", entries, setting.saving())
            print(f"  on disk: vault {sizes['vault']} KiB, sqlite3 {sizes['new']} KiB")


if __name__ == "__main__":
    main()
