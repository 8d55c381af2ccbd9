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

from app.vault import Params, Record, Vault

FIXTURE = Path(__file__).parent / "fixtures" / "format-1.vault"
PASSPHRASE = "lösenfras för format ett"
CODE = "000G-40R4-0M30-E209-185G-R38E-1WEC"
START = 1_790_000_000_000
CONTENT: list[list[Any]] = [
    ["avsnitt.fält", "första", START],
    ["avsnitt.fält", "andra", START + 700_000],
    ["större", ["x" * 5000, {"a": [None, True, -1.5e-7], "b": 1}], START],
    ["rensad", "bort", START],
    ["rensad", None, START + 1],
    ["avsnitt.fält", "tredje 🌱", START + 1_400_000],
]


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
    (slot,) = (one for one in json.loads(slots) if one["kind"] == kind)
    cost = [slot[name] for name in ("memory_kib", "passes", "lanes")]
    salt = bytes.fromhex(slot["salt"])
    derived = hash_secret_raw(secret, salt, cost[1], cost[0], cost[2], 64, Type.ID)
    assert derived[32:48].hex() == slot["commitment"]
    aad = fields(
        b"vault/1/slot",
        vault,
        bytes.fromhex(slot["id"]),
        kind.encode(),
        b"".join(map(u64, cost)),
        salt,
    )
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


def test_another_reader_reads_the_committed_file() -> None:
    assert read(FIXTURE, "passphrase", PASSPHRASE.encode()) == CONTENT
    assert read(FIXTURE, "recovery", bytes(range(16))) == CONTENT


def test_another_reader_reads_what_is_written_today(
    path: Path, create: Callable[..., Vault], passphrase: str
) -> None:
    records = [Record(f"k{n}", "å" * (n * 97 % 5000), n) for n in range(60)]
    with create() as vault:
        vault.append(records)
    assert read(path, "passphrase", passphrase.encode()) == [list(record) for record in records]


@pytest.mark.parametrize("secret", [{"passphrase": PASSPHRASE}, {"recovery": CODE}])
def test_the_committed_file_of_format_1_opens_for_ever(
    path: Path, secret: dict[str, str], cheap: Params
) -> None:
    shutil.copy(FIXTURE, path)
    with Vault.unlock(path, **secret, params=cheap) as vault:
        assert vault.mark == (1, 5)
        for key in ("avsnitt.fält", "större", "rensad"):
            held = [list(record) for record in vault.history(key)]
            assert held == [record for record in CONTENT if record[0] == key]
        vault.append([("nytt", 1)])
    with Vault.unlock(path, **secret, params=cheap) as vault:
        assert vault.get("nytt") == 1
        assert vault.get("avsnitt.fält") == "tredje 🌱"
