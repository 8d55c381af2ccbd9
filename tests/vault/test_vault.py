"""Making, unlocking, saving, locking."""

import hashlib
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import (
    DEFAULT_PARAMS,
    AlreadyExists,
    BadCode,
    Locked,
    NoVault,
    Params,
    Record,
    Vault,
    WrongSecret,
    recovery,
)
from app.vault.history import THIN_MS

Make = Callable[..., Vault]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_was_saved_is_there_after_lock_and_unlock(create: Make, unlock: Make) -> None:
    with create() as vault:
        vault.append([("a.b", "Hej å"), ("a.c", {"lista": [1, 2.5, None, True]}), ("d", None)])
    with unlock() as vault:
        assert vault.get("a.b") == "Hej å"
        assert vault.items("a.") == [("a.b", "Hej å"), ("a.c", {"lista": [1, 2.5, None, True]})]
        assert vault.get("d") is None
        assert vault.get("okänd") is None
        assert [record.value for record in vault.history("d")] == [None]


def test_both_secrets_open_the_vault(path: Path, create: Make, code: str, cheap: Params) -> None:
    with create() as vault:
        assert vault.kinds == ("passphrase", "recovery")
        vault.append([("k", "v")])
    typed = code.lower().replace("-", " ")
    with Vault.unlock(path, recovery=typed, params=cheap) as vault:
        assert vault.get("k") == "v"


def test_a_wrong_secret_changes_no_byte(path: Path, create: Make, cheap: Params) -> None:
    with create() as vault:
        vault.append([("k", "v")])
    before, when = digest(path), path.stat().st_mtime_ns
    with pytest.raises(WrongSecret):
        Vault.unlock(path, passphrase="fel", params=cheap)
    with pytest.raises(WrongSecret):
        Vault.unlock(path, passphrase="", params=cheap)
    with pytest.raises(WrongSecret):
        Vault.unlock(path, recovery=recovery.generate(), params=cheap)
    with pytest.raises(BadCode):
        Vault.unlock(path, recovery="inte en kod", params=cheap)
    assert (digest(path), path.stat().st_mtime_ns) == (before, when)
    assert os.listdir(path.parent) == [path.name]


def test_reading_changes_no_byte(path: Path, create: Make, unlock: Make) -> None:
    with create() as vault:
        vault.append([("k", "v")])
    before = digest(path)
    with unlock() as vault:
        assert vault.get("k") == "v"
    assert digest(path) == before


def test_a_vault_without_a_recovery_code_takes_one_later(
    path: Path, passphrase: str, code: str, cheap: Params
) -> None:
    with Vault.create(path, passphrase, params=cheap) as vault:
        vault.append([("k", "v")])
        assert vault.kinds == ("passphrase",)
    with pytest.raises(WrongSecret):
        Vault.unlock(path, recovery=code, params=cheap)
    with Vault.unlock(path, passphrase=passphrase, params=cheap) as vault:
        vault.replace_slot("recovery", code, cheap)
    with Vault.unlock(path, recovery=code, params=cheap) as vault:
        assert vault.get("k") == "v"


def test_a_new_passphrase_replaces_the_old(
    path: Path, create: Make, code: str, passphrase: str, cheap: Params
) -> None:
    with create() as vault:
        vault.append([("k", "v")])
    with Vault.unlock(path, recovery=code, params=cheap) as vault:
        vault.replace_slot("passphrase", "en helt ny lösenfras", cheap)
    with pytest.raises(WrongSecret):
        Vault.unlock(path, passphrase=passphrase, params=cheap)
    with Vault.unlock(path, passphrase="en helt ny lösenfras", params=cheap) as vault:
        assert vault.get("k") == "v"
    with Vault.unlock(path, recovery=code, params=cheap) as vault:
        assert vault.get("k") == "v"


def test_verifying_a_passphrase_changes_nothing_and_leaves_the_vault_open(
    path: Path, create: Make, code: str, passphrase: str
) -> None:
    with create() as vault:
        vault.append([("k", "v")])
        before, at = vault.mark, path.stat().st_mtime_ns
        vault.verify("passphrase", passphrase)
        for wrong in ("fel", "", code):
            with pytest.raises(WrongSecret):
                vault.verify("passphrase", wrong)
        assert (vault.mark, path.stat().st_mtime_ns) == (before, at)
        assert vault.get("k") == "v"
        vault.append([("k", "w")])  # the key in use was not the one that was wiped
    with pytest.raises(Locked):
        vault.verify("passphrase", passphrase)


def test_a_slot_weaker_than_asked_for_is_wrapped_anew_at_unlock(
    path: Path, create: Make, passphrase: str, cheap: Params
) -> None:
    create().lock()
    stronger = Params(memory_kib=9 * 1024, passes=1, lanes=1)
    with Vault.unlock(path, passphrase=passphrase, params=stronger) as vault:
        costs = {slot.kind: slot.cost for slot in vault._now().header.slots}
    assert costs == {"passphrase": stronger, "recovery": cheap}
    before = digest(path)
    Vault.unlock(path, passphrase=passphrase, params=cheap).lock()  # never weakened
    assert digest(path) == before


def test_the_default_strength_works_from_create_to_unlock(path: Path, passphrase: str) -> None:
    with Vault.create(path, passphrase) as vault:
        vault.append([("k", "v")])
    with Vault.unlock(path, passphrase=passphrase) as vault:
        assert vault.get("k") == "v"
        assert [slot.cost for slot in vault._now().header.slots] == [DEFAULT_PARAMS]


def test_there_must_be_a_vault_to_unlock_and_none_to_create(
    path: Path, create: Make, unlock: Make
) -> None:
    assert not Vault.exists(path)
    with pytest.raises(NoVault):
        unlock()
    with create():
        assert Vault.exists(path)
        with pytest.raises(AlreadyExists):
            create()
    with unlock() as vault:
        assert vault.items() == []


def test_what_is_already_at_the_path_is_left_alone(path: Path, create: Make) -> None:
    path.write_bytes(b"something else")
    with pytest.raises(AlreadyExists):
        create()
    assert path.read_bytes() == b"something else"
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_may_read_any_of_the_files(path: Path, create: Make) -> None:
    old = os.umask(0)
    try:
        with create() as vault:
            vault.append([("k", "v")])
            files = list(path.parent.iterdir())
            assert {file.name for file in files} == {"valv", "valv-wal"}
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_at_rest_there_is_one_file(path: Path, create: Make, unlock: Make) -> None:
    with create() as vault:
        for number in range(300):
            vault.append([("k", number)])
    assert os.listdir(path.parent) == [path.name]
    with unlock() as vault:
        assert vault.get("k") == 299


def test_a_locked_vault_does_nothing_but_lock(create: Make) -> None:
    vault = create()
    vault.lock()
    vault.lock()
    for call in (
        lambda: vault.append([("k", "v")]),
        lambda: vault.append([]),
        lambda: vault.get("k"),
        lambda: vault.items(),
        lambda: vault.history("k"),
        lambda: vault.compact(),
        lambda: vault.forget(["k"]),
        lambda: vault.mark,
        lambda: vault.kinds,
        lambda: vault.id,
        lambda: vault.replace_slot("passphrase", "ny"),
        lambda: vault.remove_slot("recovery"),
        lambda: vault.rekey("ny"),
    ):
        with pytest.raises(Locked):
            call()


def test_locking_overwrites_the_vault_key(create: Make) -> None:
    vault = create()
    key = vault._now().key
    assert any(key)
    vault.lock()
    assert not any(key)


@pytest.mark.parametrize(
    "record",
    [("", 1), (1, 1), ("k", float("nan")), ("k", {1: 2}), ("k",), "kv", ("k", 1, 1.5), ("k", b"")],
    ids=repr,
)
def test_what_is_not_a_record_is_refused_and_nothing_is_saved(
    create: Make, unlock: Make, record: object
) -> None:
    with create() as vault:
        with pytest.raises(ValueError, match=r"record|number|text|JSON"):
            vault.append([("god", 1), record])  # type: ignore[list-item]
        assert vault.items() == []
        vault.append([("efter", 1)])
    with unlock() as vault:
        assert vault.items() == [("efter", 1)]


def test_what_the_caller_changes_later_does_not_reach_the_vault(create: Make) -> None:
    with create() as vault:
        value = {"lista": [1]}
        vault.append([("k", value)])
        value["lista"].append(2)
        vault.get("k")["lista"].append(3)
        vault.items()[0][1]["lista"].append(4)
        vault.history("k")[0].value["lista"].append(5)
        assert vault.get("k") == {"lista": [1]}


def test_a_batch_is_one_save_and_its_last_word_holds(create: Make, unlock: Make) -> None:
    with create() as vault:
        vault.append([("k", 1), ("k", 2), ("l", 3)])
        assert vault.mark == (0, 1)
        assert vault.get("k") == 2
    with unlock() as vault:
        assert vault.items() == [("k", 2), ("l", 3)]


def test_imported_records_keep_their_time_and_history(create: Make, unlock: Make) -> None:
    records = [Record("k", "förr", 1_000), Record("k", "sedan", 1_000 + THIN_MS)]
    with create() as vault:
        vault.append(records)
    with unlock() as vault:
        assert vault.history("k") == records


def test_forgetting_leaves_no_earlier_version(create: Make, unlock: Make) -> None:
    with create() as vault:
        vault.append([Record("k", "förr", 0), Record("k", "nu", THIN_MS), Record("l", None, 0)])
        vault.forget(["k", "l"])
        assert vault.history("k") == [Record("k", "nu", THIN_MS)]
    with unlock() as vault:
        assert vault.history("k") == [Record("k", "nu", THIN_MS)]
        assert vault.history("l") == []


def test_the_mark_grows_with_every_change(create: Make, code: str, cheap: Params) -> None:
    with create() as vault:
        marks = [vault.mark]
        vault.append([("k", 1)])
        marks.append(vault.mark)
        vault.compact()
        marks.append(vault.mark)
        vault.replace_slot("recovery", code, cheap)
        marks.append(vault.mark)
        vault.append([("k", 2)])
        marks.append(vault.mark)
    assert marks == sorted(set(marks))


def test_compaction_makes_the_file_small_again(path: Path, create: Make, unlock: Make) -> None:
    with create() as vault:
        vault.append([(f"k{n}", "x" * 1000) for n in range(500)])
        vault.append([(f"k{n}", None) for n in range(500)])
        vault.compact()
        vault.forget([f"k{n}" for n in range(500)])
    assert path.stat().st_size < 50_000
    with unlock() as vault:
        assert vault.items() == []
        vault.append([("k", 1)])
    with unlock() as vault:
        assert vault.items() == [("k", 1)]


def test_a_journal_left_loose_by_a_crash_is_compacted_at_the_next_lock(
    path: Path, create: Make, unlock: Make
) -> None:
    vault = create()
    for number in range(20):
        vault.append([("k", number)])
    vault._now().loose = False  # as if the process had ended here
    vault.lock()
    unlock().lock()
    with unlock() as vault:
        assert vault.mark == (1, 21)
        assert vault.get("k") == 19


def test_threads_may_save_read_and_compact_at_once(create: Make, unlock: Make) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(40):
                vault.append([(f"{name}.{number}", number)])
                assert vault.get(f"{name}.{number}") == number
                vault.items(name)
                if number % 20 == 0:
                    vault.compact()
        except BaseException as failure:
            failures.append(failure)

    with create() as vault:
        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    with unlock() as vault:
        assert len(vault.items()) == 160


def test_erasing_leaves_nothing_and_a_new_vault_can_be_made(path: Path, create: Make) -> None:
    with create() as vault:
        vault.append([("k", "v")])
    path.with_name("valv.0123456789abcdef.new").write_bytes(b"half a vault")
    path.with_name("valv-wal").write_bytes(b"left behind")
    Vault.erase(path)
    assert os.listdir(path.parent) == []
    Vault.erase(path)
    with create() as vault:
        assert vault.items() == []


def test_a_damaged_vault_can_be_erased(path: Path) -> None:
    path.write_bytes(b"not a vault at all" * 100)
    Vault.erase(path)
    assert os.listdir(path.parent) == []


def test_a_log_left_by_a_vault_that_is_gone_does_not_reach_the_new_one(
    path: Path, create: Make, unlock: Make
) -> None:
    with create() as vault:
        vault.append([("k", "den gamla")])
        log = path.with_name("valv-wal").read_bytes()
    path.unlink()
    path.with_name("valv-wal").write_bytes(log)
    with create() as vault:
        vault.append([("k", "den nya")])
    with unlock() as vault:
        assert [record.value for record in vault.history("k")] == ["den nya"]


def test_importing_the_vault_brings_no_sqlalchemy_until_it_is_asked_for() -> None:
    code = (
        "import sys, app.vault as v; v.Vault.exists(__import__('pathlib').Path('x'));"
        "assert 'sqlalchemy' not in sys.modules; v.warm_up(); assert 'sqlalchemy' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
