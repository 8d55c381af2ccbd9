"""The slow derivations: right bytes from every library, and a bound on what a file may ask for."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf import argon2

from app.vault import Params, UnknownFormat, Vault, kdf
from app.vault.kdf import DEFAULT_PARAMS, argon2id, best, scrypt, self_test
from app.vault.keys import unwrap

ROOT = Path(__file__).parents[2]
LIBRARIES = pytest.mark.parametrize("derive", [kdf._openssl, kdf._reference])


@LIBRARIES
@pytest.mark.parametrize(
    ("secret", "salt", "passes", "memory_kib", "lanes", "expected"),
    [
        (*(b"password", b"somesalt", 2, 256, 1), "9dfeb910e80bad0311fee20f9c0e2b12"),
        (*(b"password", b"somesalt", 2, 256, 2), "6d093c501fd5999645e0ea3bf620d7b8"),
        (*(b"password", b"somesalt", 1, 65536, 1), "f6a5adc1ba723dddef9b5ac1d464e180"),
        (*(b"password", b"somesalt", 2, 65536, 1), "09316115d5cf24ed5a15a31a3ba326e5"),
        (*(b"password", b"somesalt", 4, 65536, 1), "9025d48e68ef7395cca9079da4c4ec3a"),
        (*(b"differentpassword", b"somesalt", 2, 65536, 1), "0b84d652cf6b0c4beaef0dfe278ba6a8"),
        (*(b"password", b"diffsalt", 2, 65536, 1), "bdf32b05ccc42eb15d58fd19b1f856b1"),
    ],
)
def test_every_argon2id_gives_the_vectors_of_argon2s_authors(
    derive: kdf._Argon2id,
    secret: bytes,
    salt: bytes,
    passes: int,
    memory_kib: int,
    lanes: int,
    expected: str,
) -> None:
    derived = derive(secret, salt, passes, memory_kib, lanes, 32)
    assert derived.hex()[:32] == expected


def test_openssl_gives_the_vector_of_rfc_9106() -> None:
    # argon2-cffi takes no secret key and no associated data, which this vector has.
    derive = argon2.Argon2id(
        salt=b"\2" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\4" * 12,
        secret=b"\3" * 8,
    ).derive
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert derive(b"\1" * 32).hex() == expected


@pytest.mark.parametrize(
    "params", [DEFAULT_PARAMS, Params(8192, 1, 1), Params(8192, 2, 8), Params(9001, 3, 5)]
)
@pytest.mark.parametrize("secret", [b"", b"sju sorters kakor", bytes(300)])
def test_both_libraries_derive_the_same_64_bytes(params: Params, secret: bytes) -> None:
    given = (secret, b"s" * 16, params.passes, params.memory_kib, params.lanes, 64)
    derived = kdf._openssl(*given)
    assert derived == kdf._reference(*given) == argon2id(secret, b"s" * 16, params)
    assert len(derived) == 64


def test_scrypt_is_rfc_7914s_with_the_numbers_of_the_format() -> None:
    asked = {"n": 2**17, "r": 8, "p": 1, "maxmem": 2**28, "dklen": 64}
    expected = hashlib.scrypt(b"hemligt", salt=b"s" * 16, **asked)
    assert scrypt(b"hemligt", b"s" * 16) == expected


@pytest.fixture
def untested() -> Iterator[None]:
    """No library has been chosen yet; nor is one afterwards."""
    kdf._chosen.cache_clear()
    yield
    kdf._chosen.cache_clear()


@pytest.mark.usefixtures("untested")
def test_a_library_that_gives_other_bytes_is_not_used(
    monkeypatch: pytest.MonkeyPatch, cheap: Params
) -> None:
    true = argon2.Argon2id

    class Wrong:
        def __init__(self, **params: object) -> None:
            self.true = true(**params)

        def derive(self, secret: bytes) -> bytes:
            derived = self.true.derive(secret)
            return derived[:-1] + bytes([derived[-1] ^ 1])

    expected = argon2id(b"hemligt", b"s" * 16, cheap)
    assert kdf._chosen() is kdf._openssl
    kdf._chosen.cache_clear()
    monkeypatch.setattr(argon2, "Argon2id", Wrong)
    assert argon2id(b"hemligt", b"s" * 16, cheap) == expected
    assert kdf._chosen() is kdf._reference


def test_the_choice_is_remembered(cheap: Params) -> None:
    assert self_test()
    before = kdf._chosen.cache_info().misses
    argon2id(b"hemligt", b"s" * 16, cheap)
    assert best(cheap) == cheap
    assert kdf._chosen.cache_info().misses == before


def in_a_build_without(modules: list[str], code: str, *args: object) -> dict[str, Any]:
    """What code prints as JSON in a process where these modules cannot be imported."""
    given = f"import sys\nfor name in {modules!r}: sys.modules[name] = None\n"
    run = subprocess.run(
        [sys.executable, "-c", given + code, *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


OPENSSL, REFERENCE = "cryptography.hazmat.primitives.kdf.argon2", "argon2"
BUILD = """
import json
from pathlib import Path
from app.vault import DEFAULT_PARAMS, Params, Vault, VaultError, kdf, warm_up

warm_up()
made, there = Path(sys.argv[1]), Path(sys.argv[2])
with Vault.create(made, "en lösenfras", params=Params(8192, 1, 1)) as vault:
    vault.append([("k", "v")])
before = made.read_bytes()
Vault.unlock(made, passphrase="en lösenfras").lock()  # stronger parameters than it was made with
told = {"raised": made.read_bytes() != before}
for name, path in (("own", made), ("other", there)):
    try:
        with Vault.unlock(path, passphrase="en lösenfras", params=Params(8192, 1, 1)) as vault:
            told[name] = vault.get("k")
            cost = vault._now().header.slots[0].cost
            told[name + " cost"] = cost if isinstance(cost, str) else "argon2id"
    except VaultError as error:
        told[name] = error.name
print(json.dumps(told))
"""


@pytest.fixture
def there(path: Path, cheap: Params) -> Path:
    """A vault of a build with Argon2id."""
    with Vault.create(path, "en lösenfras", params=cheap) as vault:
        vault.append([("k", "v")])
    return path


@pytest.mark.parametrize("missing", [[OPENSSL], [REFERENCE], []])
def test_builds_with_either_argon2id_open_each_others_vaults(
    there: Path, missing: list[str]
) -> None:
    made = there.with_name("annan")
    told = in_a_build_without(missing, BUILD, made, there)
    argon = {"own": "v", "own cost": "argon2id", "other": "v", "other cost": "argon2id"}
    assert told == argon | {"raised": True}
    with Vault.unlock(made, passphrase="en lösenfras") as vault:
        assert vault.get("k") == "v"


def test_a_build_without_argon2id_uses_scrypt_and_its_vault_opens_everywhere(there: Path) -> None:
    made = there.with_name("annan")
    told = in_a_build_without([OPENSSL, REFERENCE], BUILD, made, there)
    assert told == {"raised": False, "own": "v", "own cost": "scrypt", "other": "unknown_format"}
    before = made.read_bytes()
    with Vault.unlock(made, passphrase="en lösenfras") as vault:
        assert vault.get("k") == "v"
    assert made.read_bytes() == before, "made over, it would lock out the build that made it"
    with Vault.unlock(made, passphrase="en lösenfras") as vault:
        vault.replace_slot("passphrase", "en ny", Params(8192, 1, 1))
        assert vault._now().header.slots[0].cost == Params(8192, 1, 1)


@pytest.mark.usefixtures("untested")
def test_a_slot_of_argon2id_where_there_is_none_is_unknown_not_wrong(
    monkeypatch: pytest.MonkeyPatch, there: Path
) -> None:
    with Vault.unlock(there, passphrase="en lösenfras", params=Params(8192, 1, 1)) as vault:
        slot, vault_id = vault._now().header.slots[0], vault.id
    kdf._chosen.cache_clear()
    monkeypatch.setitem(sys.modules, OPENSSL, None)
    monkeypatch.setitem(sys.modules, "argon2.low_level", None)
    assert not self_test()
    assert best(DEFAULT_PARAMS) == "scrypt"
    with pytest.raises(UnknownFormat):
        unwrap(slot, vault_id, b"vad som helst")


@pytest.mark.parametrize(
    "params",
    [
        *((8 * 1024 - 1, 1, 1), (64 * 1024 + 1, 1, 1)),
        *((8192, 0, 1), (8192, 9, 1), (8192, 1, 0), (8192, 1, 9)),
    ],
)
def test_parameters_out_of_bounds_are_refused_before_anything_runs(
    params: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Params(*params)


COST = """
import json, re, time
from app.vault import Params, kdf, warm_up

def peak():  # this process's own, which getrusage mixes with that of the one that started it
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])

warm_up()
before, began = peak(), time.process_time()
kdf.argon2id(b"x", b"s" * 16, Params(64 * 1024, 8, int(sys.argv[1])))
print(json.dumps({"seconds": time.process_time() - began, "kib": peak() - before}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("lanes", [1, 8])
@pytest.mark.parametrize("missing", [OPENSSL, REFERENCE])
def test_the_dearest_parameters_a_file_may_ask_for_cost_a_second_and_64_mib_at_most(
    missing: str, lanes: int
) -> None:
    told = in_a_build_without([missing], COST, lanes)
    print(told)
    assert told["seconds"] < 1
    assert 60 * 1024 < told["kib"] < 66 * 1024


LITTLE = """
import json, resource
from app.vault import NoRoom, Params, kdf, warm_up

warm_up()
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 40 * 2**20, resource.RLIM_INFINITY))
told = {}
for name, derive in (
    ("argon2id", lambda: kdf.argon2id(b"x", b"s" * 16, Params(64 * 1024, 1, 1))),
    ("scrypt", lambda: kdf.scrypt(b"x", b"s" * 16)),
    ("less", lambda: kdf.argon2id(b"x", b"s" * 16, Params(8192, 1, 1))),
):
    try:
        told[name] = len(derive())
    except NoRoom as error:
        told[name] = error.name
print(json.dumps(told))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
@pytest.mark.parametrize("missing", [OPENSSL, REFERENCE])
def test_too_little_memory_is_told_and_passes(missing: str) -> None:
    told = in_a_build_without([missing], LITTLE)
    assert told == {"argon2id": "no_room", "scrypt": "no_room", "less": 64}
