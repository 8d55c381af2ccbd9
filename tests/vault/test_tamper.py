"""A vault that was changed by anyone or anything never shows an altered answer."""

import hashlib
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.vault import Params, Record, Vault, VaultError
from app.vault import header as header_format
from app.vault.history import THIN_MS

Make = Callable[..., Vault]
Read = Callable[[Path, bytes], dict[str, list[object]]]
Answers = dict[str, list[object]]


@pytest.fixture
def small(path: Path, create: Make, key_of: Callable[[Vault], bytes], read_with_key: Read) -> bytes:
    """A vault at `path` with a few chunks, as one plain file; gives its key."""
    with create() as vault:
        vault.append([("a", "första"), ("b", {"lista": [1, 2, 3]})])
        vault.compact()
        vault.append([Record("a", "andra", 10 * THIN_MS)])
        vault.append([Record("c", "tredje " * 60, 11 * THIN_MS)])
        vault.append([Record("a", "fjärde", 12 * THIN_MS)])
        key = key_of(vault)
        vault._now().loose = False  # keep the chunks apart
    assert len(read_with_key(path, key)["a"]) == 3
    return key


def outcome(path: Path, key: bytes, expected: Answers, read: Read) -> str:
    """The failure's name, or "same". Anything but these two is an error of the test."""
    try:
        found = read(path, key)
    except VaultError as error:
        return error.name
    assert found == expected, "an altered answer"
    return "same"


def header_row(path: Path) -> tuple[Any, ...]:
    connection = sqlite3.connect(path)
    row = connection.execute("SELECT * FROM header").fetchone()
    connection.close()
    return tuple(row)


def test_every_byte_of_the_header_flipped_in_turn_is_noticed_by_a_real_unlock(
    path: Path, small: bytes, read_with_key: Read, unlock: Make
) -> None:
    pristine = path.read_bytes()
    row = header_row(path)
    fields = [
        value if isinstance(value, bytes) else value.encode()
        for value in row[1:8]
        if not isinstance(value, int)
    ]
    counts: Counter[str] = Counter()
    for field in fields:
        start = pristine.index(field)
        assert pristine.count(field) == 1
        for at in range(start, start + len(field)):
            changed = bytes([pristine[at] ^ (1 << at % 8)])
            path.write_bytes(pristine[:at] + changed + pristine[at + 1 :])
            with pytest.raises(VaultError) as caught:
                unlock()
            counts[caught.value.name] += 1
    print(dict(counts))
    # The digest tells damage from a wrong passphrase, before any passphrase is tried.
    assert counts == {"damaged": sum(map(len, fields))}


def test_a_slot_changed_with_its_digest_put_right_never_opens(
    path: Path, small: bytes, cheap: Params, passphrase: str, create: Make
) -> None:
    def rewrite(column: str, value: object) -> str:
        path.write_bytes(pristine)
        with sqlite3.connect(path) as plain:
            plain.row_factory = sqlite3.Row
            row = dict(plain.execute("SELECT * FROM header").fetchone())
            row[column] = value
            digest = hashlib.sha256(header_format._covered(row)).digest()
            plain.execute(f"UPDATE header SET {column} = ?, digest = ?", (value, digest))
        plain.close()
        try:
            Vault.unlock(path, passphrase=passphrase, params=cheap)
        except VaultError as error:
            return error.name
        return "opened"

    pristine = path.read_bytes()
    slots = header_row(path)[2]
    results = {
        "memory": rewrite("slots", slots.replace('"memory_kib":8192', '"memory_kib":1073741824')),
        "passes": rewrite("slots", slots.replace('"passes":1', '"passes":4000000000')),
        "float": rewrite("slots", slots.replace('"passes":1', '"passes":1.0')),
        "bool": rewrite("slots", slots.replace('"lanes":1', '"lanes":true')),
        "spaces": rewrite("slots", slots.replace('"lanes":1', '"lanes": 1')),
        "deep": rewrite("slots", "[" * 9000),
        "long": rewrite("slots", '"' + "x" * 20_000 + '"'),
        "digits": rewrite("slots", "[" + "9" * 9000 + "]"),
        "empty": rewrite("slots", ""),
        "null": rewrite("slots", "null"),
        "strings": rewrite("slots", '["abc"]'),
        "none": rewrite("slots", "[]"),
        "doubled": rewrite("slots", slots[:-1] + "," + slots[1:]),
        "new kind": rewrite("slots", slots.replace('"passphrase"', '"palm"')),
        "other kind": rewrite("slots", slots.replace('"passphrase"', '"device"')),
        "new kdf": rewrite("slots", slots.replace('"argon2id"', '"argon3"')),
        "cheaper": rewrite("slots", slots.replace('"memory_kib":8192', '"memory_kib":8193')),
        "generation": rewrite("generation", 7),
        "huge": rewrite("generation", 2**63 - 1),
        "first": rewrite("first_seq", 1),
        "zero": rewrite("first_seq", 0),
    }
    named = {
        "memory": "unknown_format",
        "passes": "unknown_format",
        "cheaper": "wrong_secret",
        "new kind": "unknown_format",
        "new kdf": "unknown_format",
    }
    path.write_bytes(pristine)
    # Nothing but the true secret's key makes the MAC, so these end at the secret or before it.
    assert {name: results[name] for name in results if results[name] != "damaged"} == named


def test_zeros_or_noise_in_place_of_a_page_are_noticed(
    path: Path, small: bytes, read_with_key: Read
) -> None:
    expected, pristine = read_with_key(path, small), path.read_bytes()
    for start in range(0, len(pristine), 4096):
        for junk in (bytes(4096), random.Random(5).randbytes(4096), pristine[:4096]):
            path.write_bytes(pristine[:start] + junk + pristine[start + 4096 :])
            if path.read_bytes() != pristine:
                assert outcome(path, small, expected, read_with_key) != "same"


def sql(path: Path, *statements: str) -> None:
    plain = sqlite3.connect(path)
    with plain:
        for statement in statements:
            plain.execute(statement)
    plain.close()


# The chunks of `small` are numbered 2 to 5.
@pytest.mark.parametrize(
    "statements",
    [
        [
            "UPDATE chunk SET seq = 99 WHERE seq = 3",
            "UPDATE chunk SET seq = 3 WHERE seq = 4",
            "UPDATE chunk SET seq = 4 WHERE seq = 99",
            "UPDATE sqlite_sequence SET seq = 5",
        ],
        ["DELETE FROM chunk WHERE seq = 3"],
        ["DELETE FROM chunk WHERE seq = 3", "UPDATE chunk SET seq = seq - 1 WHERE seq > 3"],
        [
            "DELETE FROM chunk WHERE seq = 3",
            "UPDATE chunk SET seq = seq - 1 WHERE seq > 3",
            "UPDATE sqlite_sequence SET seq = 4",
        ],
        ["DELETE FROM chunk WHERE seq = 2"],
        ["DELETE FROM chunk WHERE seq = 5"],
        ["DELETE FROM chunk WHERE seq >= 4"],
        ["DELETE FROM chunk"],
        ["DELETE FROM chunk", "DELETE FROM sqlite_sequence"],
        ["INSERT INTO chunk SELECT 6, sealed FROM chunk WHERE seq = 5"],
        ["INSERT INTO chunk SELECT 6, sealed FROM chunk WHERE seq = 2"],
        ["UPDATE chunk SET sealed = (SELECT sealed FROM chunk WHERE seq = 4) WHERE seq = 3"],
        ["UPDATE chunk SET sealed = x'00' WHERE seq = 3"],
        ["UPDATE chunk SET sealed = x'' WHERE seq = 3"],
        ["UPDATE chunk SET sealed = 'text' WHERE seq = 3"],
        ["UPDATE chunk SET sealed = 17 WHERE seq = 3"],
        ["UPDATE sqlite_sequence SET seq = 6"],
        ["UPDATE sqlite_sequence SET seq = 'x'"],
        ["UPDATE sqlite_sequence SET name = 'x'"],
        ["DELETE FROM header"],
        ["INSERT INTO header SELECT * FROM header"],
        ["UPDATE header SET generation = 0"],
        ["UPDATE header SET generation = 'x'"],
        ["UPDATE header SET slots = x'ff'"],
        ["UPDATE header SET slots = CAST(x'ff' AS TEXT)"],
        ["UPDATE header SET vault_id = 'x'"],
        ["UPDATE header SET mac = zeroblob(32)"],
        ["UPDATE header SET format = 2"],
        ["UPDATE header SET anchor = zeroblob(16)"],
        ["UPDATE header SET first_seq = 3"],
        ["PRAGMA application_id = 0"],
    ],
    ids="; ".join,
)
def test_a_journal_rearranged_by_someone_who_knows_sqlite_is_refused(
    path: Path, small: bytes, read_with_key: Read, statements: list[str]
) -> None:
    expected = read_with_key(path, small)
    sql(path, *statements)
    assert outcome(path, small, expected, read_with_key) == "damaged"


def test_an_older_copy_opens_as_it_was_and_its_mark_tells(
    path: Path, tmp_path: Path, create: Make, unlock: Make
) -> None:
    with create() as vault:
        vault.append([("k", "förr")])
    shutil.copy(path, tmp_path / "copy")
    with unlock() as vault:
        vault.append([("k", "nu")])
        newest = vault.mark
    shutil.copy(tmp_path / "copy", path)
    with unlock() as vault:
        assert vault.get("k") == "förr"
        assert vault.mark < newest
        vault.append([("k", "vidare")])  # nothing is reused: nonces are random
    with unlock() as vault:
        assert vault.get("k") == "vidare"
