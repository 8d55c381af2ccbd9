"""Fixtures for the vault: cheap key derivation, vaults in a temporary folder, other processes."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.vault import Kind, Params, Vault, copies, device_secret, recovery, salvage
from app.vault import header as header_format
from app.vault.journal import Journal
from app.vault.opened import Opened
from tests.vault.copying import States
from tests.vault.disks import mounted
from tests.vault.salvaging import LENGTHS, Read, chunk, copy_running, digests

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(__file__).parent / "scripts"
PASSPHRASE = "sju sorters kakor till kaffet"


@pytest.fixture(scope="session")
def cheap() -> Params:
    """The least Argon2id that the bounds allow."""
    return Params(memory_kib=8 * 1024, passes=1, lanes=1)


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def code() -> str:
    """A recovery code, the same for a whole run."""
    return recovery.generate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the vault goes: alone in a folder."""
    (tmp_path / "rum").mkdir()
    return tmp_path / "rum" / "valv"


@pytest.fixture
def create(path: Path, passphrase: str, code: str, cheap: Params) -> Callable[..., Vault]:
    """Make a vault at `path`, or elsewhere."""
    return lambda at=path: Vault.create(at, passphrase, code, cheap)


@pytest.fixture
def unlock(path: Path, passphrase: str, cheap: Params) -> Callable[..., Vault]:
    """Unlock the vault at `path`, or elsewhere, with the passphrase."""
    return lambda at=path: Vault.unlock(at, passphrase=passphrase, params=cheap)


@pytest.fixture
def secrets(passphrase: str, code: str) -> dict[Kind, Any]:
    """One secret of each kind."""
    return {
        "passphrase": passphrase,
        "recovery": code,
        "shares": bytes(range(16)),
        "device": device_secret(bytes(32), "2580"),
    }


@pytest.fixture
def every(
    path: Path, create: Callable[..., Vault], secrets: dict[Kind, Any], cheap: Params
) -> Path:
    """A vault at `path` that every one of `secrets` opens."""
    with create() as vault:
        vault.append([("k", "v")])
        for kind in ("shares", "device"):
            vault.replace_slot(kind, secrets[kind], cheap)
    return path


@pytest.fixture
def opened(path: Path, cheap: Params) -> Callable[..., Vault]:
    """Unlock the vault at `path` with a secret of any kind."""

    def unlock(kind: Kind, secret: str | bytes, params: Params = cheap) -> Vault:
        name = "sheets" if kind == "shares" else kind
        return Vault.unlock(path, **{name: secret}, params=params)  # type: ignore[arg-type]

    return unlock


@pytest.fixture(scope="session")
def read_with_key() -> Callable[[Path, bytes], dict[str, list[object]]]:
    """Everything in a vault by key, past the key derivation, without writing."""

    def read(at: Path, key: bytes) -> dict[str, list[object]]:
        journal = Journal(at)
        try:
            header, mac = header_format.parse(journal.header())
            header.verify(bytearray(key), mac)
            opened = Opened(journal, header, bytearray(key))
            return {name: list(opened.history.of(name)) for name, _ in opened.history.items("")}
        finally:
            journal.close()

    return read


@pytest.fixture(scope="session")
def key_of() -> Callable[[Vault], bytes]:
    """The vault key of an unlocked vault, so that a test need not derive it each time."""
    return lambda vault: bytes(vault._now().key)


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """Start one of the scripts in a process of its own."""

    def run(script: str, *args: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(SCRIPTS / script), *map(str, args)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return run


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 1 MiB of its own."""
    with mounted("1m") as folder:
        yield folder


@pytest.fixture
def vaults(path: Path, create: Callable[..., Vault], unlock: Callable[..., Vault]) -> States:
    """Make or change the vault at `path` and keep a copy, as at lock; gives the file's bytes."""

    def state(number: int) -> bytes:
        with unlock() if path.exists() else create() as vault:
            vault.append([("nummer", number)])
        copies.keep(path)
        return path.read_bytes()

    return state


@pytest.fixture
def several(path: Path, create: Callable[..., Vault]) -> list[str]:
    """A vault at `path` of a chunk for each of LENGTHS, numbered from 1, as one plain file.

    Gives the keys in order; a last key of all was written anew in each chunk.
    """
    with create() as vault:
        for number in range(len(LENGTHS)):
            vault.append(chunk(number))
        vault._now().loose = False
    return [f"k{number}" for number in range(len(LENGTHS))]


@pytest.fixture
def crashed(path: Path, tmp_path: Path, create: Callable[..., Vault]) -> Path:
    """A vault like `several` whose process ended with the last seven chunks in the log alone.

    Gives the log.
    """
    running = tmp_path / "igång"
    with create(running) as vault:
        for number in range(len(LENGTHS)):
            vault.append(chunk(number))
            if number == 4:
                vault._now()._journal._fold()
        return copy_running(running, path, "-wal")


@pytest.fixture
def read(path: Path, passphrase: str) -> Read:
    """Salvage what is at `path`, and see that nothing in the folder was changed by it."""

    def run() -> salvage.Salvaged:
        before = digests(path.parent)
        try:
            return salvage.salvage(path, "passphrase", passphrase)
        finally:
            assert digests(path.parent) == before

    return run
