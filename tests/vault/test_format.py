"""FORMAT.md is true: a reader written from it alone, and files that must open for ever."""

import hashlib
import hmac
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.vault import Params, Record, Vault, device_secret
from tests.vault.fixtures.make import CODE, CONTENT, DIGITS, PASSPHRASE, SHEETS, STORED

FIXTURES = Path(__file__).parent / "fixtures"


def u64(number: int) -> bytes:
    return number.to_bytes(8, "big")


def fields(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def open_sealed(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """XAES-256-GCM as NIST SP 800-108 with CMAC, not as the app does it."""
    derived = b""
    for counter in (1, 2):
        mac = CMAC(AES(key))
        mac.update(bytes([0, counter]) + b"X\x00" + sealed[:12])
        derived += mac.finalize()
    return AESGCM(derived).decrypt(sealed[12:24], sealed[24:], aad)


def read(path: Path, kind: str, secret: bytes) -> list[Any]:
    """All records of a vault, by FORMAT.md."""
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA application_id").fetchone() == (0x47756956,)
    assert file.execute("PRAGMA user_version").fetchone() == (1,)
    columns = "format vault_id slots generation anchor first_seq digest mac"
    ((form, vault, slots, generation, anchor, first, digest, mac),) = file.execute(
        f"SELECT {columns.replace(' ', ', ')} FROM header"
    )
    assert form == 1
    covered = fields(b"vault/1/header", vault, slots.encode(), u64(generation), anchor, u64(first))
    assert hashlib.sha256(covered).digest() == digest
    assert "passphrase" in [one["kind"] for one in json.loads(slots)]
    (slot,) = (one for one in json.loads(slots) if one["kind"] == kind)
    salt = bytes.fromhex(slot["salt"])
    if slot["kdf"] == "scrypt":
        derived = hashlib.scrypt(secret, salt=salt, n=2**17, r=8, p=1, maxmem=2**28, dklen=64)
        cost = b"scrypt"
    else:
        memory, passes, lanes = (slot[name] for name in ("memory_kib", "passes", "lanes"))
        derived = hash_secret_raw(secret, salt, passes, memory, lanes, 64, Type.ID)
        cost = u64(memory) + u64(passes) + u64(lanes)
    assert derived[32:48].hex() == slot["commitment"]
    slot_id = bytes.fromhex(slot["id"])
    aad = fields(b"vault/1/slot", vault, slot_id, kind.encode(), cost, salt)
    key = open_sealed(derived[:32], bytes.fromhex(slot["wrapped"]), aad)

    def subkey(label: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt=vault, info=label).derive(key)

    assert hmac.digest(subkey(b"vault/1/header"), covered, "sha256") == mac
    records, expected, before = [], first, anchor
    for seq, sealed in file.execute("SELECT seq, sealed FROM chunk ORDER BY seq"):
        assert seq == expected
        aad = fields(b"vault/1/chunk", vault, u64(seq), before)
        text, end, zeros = open_sealed(subkey(b"vault/1/chunk"), sealed, aad).rpartition(b"\x80")
        assert end
        assert not any(zeros)
        records += json.loads(text)
        expected, before = seq + 1, sealed[-16:]
    last = file.execute("SELECT seq FROM sqlite_sequence WHERE name = 'chunk'").fetchone()
    assert (last or (0,)) == (expected - 1,)
    file.close()
    return records


def by_key(records: list[Any]) -> list[Any]:
    """Records by key, each key's as they were written: the order that a compaction must keep."""
    return sorted(records, key=lambda record: record[0])


# Each committed file, and every secret that opens it: to the app, and to another reader.
FILES = [
    (file, kind, given, secret)
    for file, kinds in (
        ("format-1.vault", {"passphrase", "recovery"}),
        ("format-1-slots.vault", {"passphrase", "recovery", "shares", "device"}),
        ("format-1-scrypt.vault", {"passphrase", "recovery"}),
    )
    for kind, given, secret in (
        ("passphrase", {"passphrase": PASSPHRASE}, PASSPHRASE.encode()),
        ("recovery", {"recovery": CODE}, bytes(range(16))),
        ("shares", {"sheets": SHEETS}, SHEETS),
        ("device", {"device": device_secret(STORED, DIGITS)}, fields(STORED, DIGITS.encode())),
    )
    if kind in kinds
]


@pytest.mark.parametrize(("file", "kind", "given", "secret"), FILES)
def test_another_reader_reads_the_committed_files(
    file: str, kind: str, given: dict[str, Any], secret: bytes
) -> None:
    assert by_key(read(FIXTURES / file, kind, secret)) == by_key(CONTENT)


def test_another_reader_reads_what_is_written_today(
    path: Path, create: Callable[..., Vault], passphrase: str, cheap: Params
) -> None:
    records = [Record(f"k{n}", "å" * (n * 97 % 5000), n) for n in range(60)]
    expected = [list(record) for record in records]
    with create() as vault:
        vault.append(records)
        vault.replace_slot("shares", SHEETS, cheap)
    assert read(path, "passphrase", passphrase.encode()) == expected
    assert read(path, "shares", SHEETS) == expected
    with Vault.unlock(path, passphrase=passphrase, params=cheap) as vault:
        vault.rekey("en helt ny lösenfras", params=cheap)
    assert read(path, "passphrase", "en helt ny lösenfras".encode()) == expected


@pytest.mark.parametrize(("file", "kind", "given", "secret"), FILES)
def test_the_committed_files_of_format_1_open_for_ever(
    path: Path, file: str, kind: str, given: dict[str, Any], secret: bytes, cheap: Params
) -> None:
    shutil.copy(FIXTURES / file, path)
    with Vault.unlock(path, **given, params=cheap) as vault:
        assert kind in vault.kinds
        for key in ("avsnitt.fält", "större", "rensad"):
            held = [list(record) for record in vault.history(key)]
            assert held == [record for record in CONTENT if record[0] == key]
        vault.append([("nytt", 1)])
    with Vault.unlock(path, **given, params=cheap) as vault:
        assert vault.get("nytt") == 1
        assert vault.get("avsnitt.fält") == "tredje 🌱"


def test_the_committed_files_are_the_very_ones_that_were_released() -> None:
    digests = {
        file: hashlib.sha256((FIXTURES / file).read_bytes()).hexdigest()[:16]
        for file in dict.fromkeys(file for file, *_ in FILES)
    }
    assert digests == {
        "format-1.vault": "b122c521de15c37d",
        "format-1-slots.vault": "ca37fcc94b4e9b53",
        "format-1-scrypt.vault": "a36c176b5316a92a",
    }
