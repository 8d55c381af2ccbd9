"""A damaged vault gives all that is whole in it, nothing else, and is left as it is."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.vault import (
    BadCode,
    Damaged,
    Locked,
    NoRoom,
    NoVault,
    Record,
    Vault,
    VaultError,
    WrongSecret,
    carve,
    salvage,
)
from app.vault.history import THIN_MS

Make = Callable[..., Vault]
PAGE = 4096
# One chunk of each kind there is: short ones that share a page, and long ones that take several.
LENGTHS = [30, 2000, 30, 30, 9000, 30, 70_000, 30, 30, 5000, 30, 30]
TIMES = [number * THIN_MS for number in range(len(LENGTHS))]


def words(number: int) -> str:
    return f"{number} " + "ord " * (LENGTHS[number] // 4)


@pytest.fixture
def several(path: Path, create: Make) -> list[str]:
    """A vault at `path` of a chunk for each of LENGTHS, numbered from 1, as one plain file.

    Gives the keys in order; a last key of all was written anew in each chunk.
    """
    with create() as vault:
        for number, time_ms in enumerate(TIMES):
            vault.append([Record(f"k{number}", words(number), time_ms), Record("alla", number, 0)])
        vault._now().loose = False
    return [f"k{number}" for number in range(len(LENGTHS))]


@pytest.fixture
def read(path: Path, passphrase: str) -> Callable[[], salvage.Salvaged]:
    """Salvage what is at `path`, and see that nothing in the folder was changed by it."""

    def run() -> salvage.Salvaged:
        before = digests(path.parent)
        try:
            return salvage.salvage(path, "passphrase", passphrase)
        finally:
            assert digests(path.parent) == before

    return run


Read = Callable[[], salvage.Salvaged]


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        one.name: (hashlib.sha256(one.read_bytes()).hexdigest(), one.stat().st_mtime_ns)
        for one in folder.iterdir()
    }


def sql(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    plain = sqlite3.connect(path)
    with plain:
        rows = plain.execute(statement, values).fetchall()
    plain.close()
    return rows


def overwrite(path: Path, at: int, junk: bytes) -> None:
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(junk)


def missing(found: salvage.Salvaged) -> set[int]:
    """The numbers in LENGTHS that were not read; everything else is as it was written."""
    gone = set()
    for number, time_ms in enumerate(TIMES):
        if found.history(f"k{number}"):
            assert found.history(f"k{number}") == [Record(f"k{number}", words(number), time_ms)]
        else:
            gone.add(number)
    there = [number for number in range(len(LENGTHS)) if number not in gone]
    assert [record.value for record in found.history("alla")] == there
    assert found.newest_ms == max((TIMES[number] for number in there), default=None)
    assert len(found.items("k")) == len(there)
    return gone


def by_sqlite(path: Path) -> set[tuple[int, bytes]]:
    """The chunks that SQLite gives of a damaged file, asked for one by one."""
    found = set()
    plain = sqlite3.connect(path)
    for seq in range(1, len(LENGTHS) + 1):
        try:
            rows = plain.execute("SELECT seq, sealed FROM chunk WHERE seq = ?", (seq,)).fetchall()
        except (sqlite3.Error, UnicodeError):
            continue
        found.update((seq, sealed) for _, sealed in rows if type(sealed) is bytes)
    plain.close()
    return found


def by_carving(path: Path) -> set[tuple[int, bytes]]:
    return {
        (seq, sealed)
        for seq, (empty, *rest) in carve.rows(path)
        for sealed in rest
        if empty is None and len(rest) == 1 and isinstance(sealed, bytes)
    }


def test_a_whole_vault_is_read_whole(several: list[str], read: Read) -> None:
    found = read()
    assert missing(found) == set()
    assert (found.total, found.lost, found.header_sound) == (12, 0, True)
    assert found.get("k3") == words(3)
    assert found.get("aldrig") is None


def test_a_vault_compacted_many_times_is_read_whole(
    path: Path, create: Make, unlock: Make, read: Read
) -> None:
    create().lock()
    for number in range(5):
        with unlock() as vault:
            vault.append([Record(f"k{number}", "x" * 50_000, 0), Record("z", None, number)])
    found = read()
    assert [key for key, _ in found.items()] == ["k0", "k1", "k2", "k3", "k4"]
    ((stored,),) = sql(path, "SELECT count(*) FROM chunk")
    assert (found.total, found.lost) == (stored, 0)


def test_an_empty_vault_has_lost_nothing(create: Make, read: Read) -> None:
    create().lock()
    found = read()
    assert (found.items(), found.total, found.lost, found.newest_ms) == ([], 0, 0, None)


def test_what_was_read_is_forgotten_at_lock(several: list[str], read: Read) -> None:
    found = read()
    found.lock()
    found.lock()
    for call in (found.items, lambda: found.get("k1"), lambda: found.history("k1")):
        with pytest.raises(Locked):
            call()


@pytest.mark.parametrize("number", range(1, len(LENGTHS) + 1))
def test_a_damaged_chunk_is_the_only_one_that_is_lost(
    path: Path, several: list[str], read: Read, number: int
) -> None:
    ((sealed,),) = sql(path, "SELECT sealed FROM chunk WHERE seq = ?", number)
    assert type(sealed) is bytes
    for at in (0, 24, len(sealed) // 2, len(sealed) - 17):
        damaged = sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :]
        sql(path, "UPDATE chunk SET sealed = ? WHERE seq = ?", damaged, number)
        found = read()
        assert missing(found) == {number - 1}
        assert (found.total, found.lost, found.header_sound) == (12, 1, True)


@pytest.mark.parametrize("number", range(1, len(LENGTHS) + 1))
@pytest.mark.parametrize("damage", ["tag", "cut", "short", "text", "number", "gone"])
def test_a_chunk_whose_tag_is_damaged_takes_the_next_along(
    path: Path, several: list[str], read: Read, number: int, damage: str
) -> None:
    ((sealed,),) = sql(path, "SELECT sealed FROM chunk WHERE seq = ?", number)
    assert type(sealed) is bytes
    damaged = {
        "tag": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "cut": sealed[:-1],
        "short": b"x",
        "text": "text",
        "number": 17,
    }
    if damage == "gone":
        sql(path, "DELETE FROM chunk WHERE seq = ?", number)
    else:
        sql(path, "UPDATE chunk SET sealed = ? WHERE seq = ?", damaged[damage], number)
    found = read()
    # Who has lost the last has lost no next.
    assert missing(found) == {number - 1, number} & set(range(len(LENGTHS)))
    assert (found.total, found.lost) == (12, len(missing(found)))


def test_every_page_zeroed_or_overwritten_loses_only_what_was_in_it(
    path: Path, several: list[str], passphrase: str, read: Read
) -> None:
    pristine = path.read_bytes()
    everything = by_carving(path)
    outcomes: Counter[str] = Counter()
    carved = asked = 0
    for start in range(0, len(pristine), PAGE):
        for junk in (bytes(PAGE), random.Random(start).randbytes(PAGE), pristine[:PAGE]):
            path.write_bytes(pristine[:start] + junk + pristine[start + PAGE :])
            whole = by_carving(path)
            given = by_sqlite(path)
            assert whole & everything >= given & everything, "SQLite gives a row that is not seen"
            carved, asked = carved + len(whole & everything), asked + len(given & everything)
            try:
                found = read()
            except Damaged:
                outcomes["only copies help"] += 1
                continue
            assert found.total == 12
            gone = missing(found)
            assert found.lost == len(gone)
            outcomes[f"{len(gone)} lost of 12"] += 1
            # A chunk is lost that is not whole, or that follows upon one that was not found at all.
            absent = {seq for seq, _ in everything} - {seq for seq, _ in whole & everything}
            assert gone <= {seq - 1 for seq in absent} | absent
    print(dict(outcomes), f"rows found {carved}, by SQLite {asked}, of", 3 * len(pristine) // PAGE)
    assert outcomes["only copies help"] == 3, "the page of the header, and no other"
    assert carved > asked


def test_a_vault_without_its_first_page_is_read_whole(
    path: Path, several: list[str], read: Read, unlock: Make
) -> None:
    overwrite(path, 0, bytes(PAGE))
    with pytest.raises(Damaged):
        unlock()
    found = read()
    assert (missing(found), found.lost, found.header_sound) == (set(), 0, True)


def test_a_vault_cut_short_is_read_up_to_the_cut(
    path: Path, several: list[str], read: Read
) -> None:
    pristine = path.read_bytes()
    lost = []
    for length in range(len(pristine), 4 * PAGE, -1500):  # the fourth page knows the number
        path.write_bytes(pristine[:length])
        found = read()
        assert found.lost == len(missing(found))
        lost.append(found.lost)
    print(lost)
    assert lost[0] == 0
    assert 6 < max(lost) <= 12


def test_garbage_written_into_the_middle_loses_no_more_than_it_hits(
    path: Path, several: list[str], read: Read
) -> None:
    pristine = path.read_bytes()
    chance = random.Random(7)
    lost: Counter[int] = Counter()
    for _ in range(60):
        at, length = chance.randrange(3 * PAGE, len(pristine) - 700), chance.randrange(1, 700)
        path.write_bytes(pristine)
        overwrite(path, at, chance.randbytes(length))
        found = read()
        assert found.lost == len(missing(found)) <= found.total == 12
        lost[found.lost] += 1
    print(dict(lost))
    assert lost[1] > 20


@pytest.mark.parametrize("column", ["digest", "mac"])
def test_a_header_whose_seal_is_damaged_is_not_trusted_but_its_key_is(
    path: Path, several: list[str], read: Read, column: str
) -> None:
    sql(path, f"UPDATE header SET {column} = zeroblob(32)")
    found = read()
    assert missing(found) == set()
    assert (found.total, found.lost, found.header_sound) == (12, 0, False)


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ("first_seq = 5", set()),
        ("first_seq = 0", set()),
        ("first_seq = 9000000000", set()),
        ("first_seq = -1", set()),
        ("generation = -1", set()),
        ("generation = 77", set()),
        ("mac = x'00'", set()),
        ("anchor = zeroblob(16)", {0}),
        ("anchor = x''", {0}),
    ],
)
def test_a_damaged_header_leads_no_one_astray(
    path: Path, several: list[str], read: Read, change: str, gone: set[int]
) -> None:
    sql(path, f"UPDATE header SET {change}")
    found = read()
    assert missing(found) == gone
    assert (found.total, found.lost, found.header_sound) == (12, len(gone), False)


@pytest.mark.parametrize(
    ("old", "new"),
    [("passphrase", "passphrasf"), ('"kdf":"', '"kdf":('), ('"salt":"', '"salt":"g'), ("}", "|")],
)
def test_a_slot_that_cannot_be_read_leaves_the_other(
    path: Path, several: list[str], code: str, passphrase: str, old: str, new: str
) -> None:
    ((slots,),) = sql(path, "SELECT slots FROM header")
    assert type(slots) is str
    begin = slots.index('"kind":"passphrase"')
    begin = slots.rindex("{", 0, begin)
    damaged = slots[:begin] + slots[begin:].replace(old, new, 1)
    sql(path, "UPDATE header SET slots = ?", damaged)
    with pytest.raises(Damaged):
        salvage.salvage(path, "passphrase", passphrase)
    if old == "}":  # what parts it from the other slot
        return
    found = salvage.salvage(path, "recovery", code)
    assert (missing(found), found.lost, found.header_sound) == (set(), 0, False)


@pytest.mark.parametrize(
    "change",
    [
        "vault_id = zeroblob(16)",
        "vault_id = x'00'",
        "slots = ''",
        "slots = '[]'",
        "slots = '[{}]'",
        "slots = x'ff'",
        "slots = CAST(x'ff' AS TEXT)",
        "slots = replace(slots, 'argon2id', 'argon3id')",
        "slots = replace(slots, '\"memory_kib\":8192', '\"memory_kib\":819200')",
    ],
)
def test_without_a_slot_that_can_be_read_only_a_copy_helps(
    path: Path, several: list[str], read: Read, change: str
) -> None:
    sql(path, f"UPDATE header SET {change}")
    with pytest.raises(Damaged):
        read()


def test_a_damaged_vault_asks_for_the_right_secret(
    path: Path, several: list[str], code: str
) -> None:
    sql(path, "UPDATE header SET mac = zeroblob(32)")
    for kind, secret in (("passphrase", "en annan"), ("passphrase", ""), ("shares", bytes(16))):
        with pytest.raises(WrongSecret):
            salvage.salvage(path, kind, secret)  # type: ignore[arg-type]
    with pytest.raises(BadCode):
        salvage.salvage(path, "recovery", code[:-1])
    assert salvage.salvage(path, "recovery", code).lost == 0


@pytest.fixture
def crashed(path: Path, tmp_path: Path, create: Make) -> Path:
    """A vault like `several` whose process ended with the last seven chunks in the log alone."""
    running = tmp_path / "igång"
    with create(running) as vault:
        for number, time_ms in enumerate(TIMES):
            vault.append([Record(f"k{number}", words(number), time_ms), Record("alla", number, 0)])
            if number == 4:
                vault._now()._journal._fold()
        for suffix in ("", "-wal"):
            shutil.copy(
                running.with_name(running.name + suffix), path.with_name(path.name + suffix)
            )
    return path.with_name(path.name + "-wal")


def test_what_only_the_log_holds_is_read_too(path: Path, crashed: Path, read: Read) -> None:
    assert (missing(read()), read().lost) == (set(), 0)
    overwrite(path, 0, bytes(100))
    assert (missing(read()), read().lost) == (set(), 0)


def test_a_damaged_log_gives_what_comes_after_the_damage(
    path: Path, crashed: Path, tmp_path: Path, read: Read
) -> None:
    pristine, log = path.read_bytes(), crashed.read_bytes()
    frames = len(log.rstrip(b"\0")) // (PAGE + 24)
    assert frames > 30
    copy = tmp_path / "kopia"
    lost, sqlites = [], []
    for frame in range(frames):
        at = 32 + frame * (PAGE + 24)
        crashed.write_bytes(log[:at] + bytes(PAGE + 24) + log[at + PAGE + 24 :])
        found = read()
        gone = missing(found)
        assert found.lost == len(gone)
        lost.append(len(gone))
        copy.write_bytes(pristine)
        copy.with_name("kopia-wal").write_bytes(crashed.read_bytes())
        sqlites.append(len(TIMES) - len(by_sqlite(copy)))
    print("lost:", dict(Counter(lost)), "by SQLite:", dict(Counter(sqlites)))
    assert max(lost) <= 2
    assert sum(lost) < sum(sqlites) / 4


def test_without_its_log_a_vault_is_read_as_it_was_before_it(
    path: Path, crashed: Path, read: Read
) -> None:
    crashed.unlink()
    found = read()
    assert missing(found) == set(range(5, 12))
    assert (found.total, found.lost) == (5, 0), "the file itself has not heard of the rest"


def test_a_log_that_was_begun_again_is_read_in_the_right_order(
    path: Path, tmp_path: Path, create: Make, read: Read
) -> None:
    running = tmp_path / "igång"
    with create(running) as vault:
        journal = vault._now()._journal
        for number, time_ms in enumerate(TIMES):
            vault.append([Record(f"k{number}", words(number), time_ms), Record("alla", number, 0)])
            if number == 8:
                journal._run("PRAGMA wal_checkpoint(PASSIVE)").all()
        for suffix in ("", "-wal"):
            shutil.copy(
                running.with_name(running.name + suffix), path.with_name(path.name + suffix)
            )
    log = path.with_name(path.name + "-wal").read_bytes()
    begun = {log[at + 8 : at + 16] for at in range(32, len(log) - PAGE, PAGE + 24)} - {bytes(8)}
    assert len(begun) == 2, "old frames stand after the new"
    assert (missing(read()), read().lost) == (set(), 0)


def test_a_change_that_was_broken_off_in_a_rollback_journal_is_undone(
    path: Path, tmp_path: Path, several: list[str], read: Read
) -> None:
    running = tmp_path / "igång"
    shutil.copy(path, running)
    plain = sqlite3.connect(running, isolation_level=None)
    plain.executescript("PRAGMA cache_size=1; PRAGMA secure_delete=ON; BEGIN IMMEDIATE")
    for seq in range(1, 13):
        plain.execute("UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE seq = ?", (seq,))
    for suffix in ("", "-journal"):
        shutil.copy(running.with_name(running.name + suffix), path.with_name(path.name + suffix))
    plain.close()
    assert path.read_bytes().count(0) > 50_000, "the file is half overwritten"
    found = read()
    assert (missing(found), found.lost) == (set(), 0)


@pytest.mark.parametrize("state", ["several", "crashed"])
def test_whatever_is_changed_nothing_is_shown_that_was_not_written(
    path: Path, passphrase: str, request: pytest.FixtureRequest, read: Read, state: str
) -> None:
    request.getfixturevalue(state)
    files = sorted(path.parent.iterdir())
    pristine = {one: one.read_bytes().rstrip(b"\0") for one in files}
    outcomes: Counter[str] = Counter()
    junk = st.one_of(
        st.binary(min_size=1, max_size=40),
        st.integers(1, 9000).map(bytes),
        st.just(pristine[path][:PAGE]),
        st.just(pristine[path][2 * PAGE : 3 * PAGE]),
    )
    damages = st.tuples(st.sampled_from(files), st.integers(0, 2**32), junk, st.booleans())

    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(damages, min_size=1, max_size=6))
    def check(changes: list[tuple[Path, int, bytes, bool]]) -> None:
        content = dict(pristine)
        for one, place, new, moved in changes:
            at = place % (len(content[one]) + 1)
            after = at if moved else at + len(new)
            content[one] = content[one][:at] + new + content[one][after:]
        for one in files:
            one.write_bytes(content[one])
        try:
            found = read()
        except VaultError as error:
            outcomes[error.name] += 1
            return
        outcomes["some" if found.lost else "all"] += 1
        shown = {number for number, _ in enumerate(TIMES)} - missing(found)
        assert len(shown) <= found.total - found.lost

    check()
    print(dict(outcomes))
    assert set(outcomes) <= {"damaged", "wrong_secret", "some", "all"}
    assert outcomes["some"] > 5


def test_a_slots_damaged_hexadecimal_is_no_other_secret(
    path: Path, several: list[str], passphrase: str
) -> None:
    ((slots,),) = sql(path, "SELECT slots FROM header")
    assert type(slots) is str
    begin = slots.index('"kind":"passphrase"')
    names: Counter[str] = Counter()
    for member in ("commitment", "id", "salt", "wrapped"):
        at = slots.index(f'"{member}":"', slots.rindex("{", 0, begin)) + len(member) + 5
        changed = slots[:at] + ("0" if slots[at] != "0" else "1") + slots[at + 1 :]
        sql(path, "UPDATE header SET slots = ?", changed)
        with pytest.raises((WrongSecret, Damaged)) as caught:
            salvage.salvage(path, "passphrase", passphrase)
        names[caught.value.name] += 1
    assert names == {"wrong_secret": 2, "damaged": 2}


@pytest.mark.parametrize("content", [b"", b"x", b"not a database " * 1000, bytes(8192)])
def test_a_file_that_is_no_vault_gives_nothing(path: Path, read: Read, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        read()


def test_where_there_is_no_file_there_is_no_vault(read: Read) -> None:
    with pytest.raises(NoVault):
        read()


@pytest.fixture
def full_disk() -> Iterator[Path]:
    """A disk with room for the vault and hardly more."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("may not mount a disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


def test_a_full_disk_keeps_no_one_from_reading(
    full_disk: Path, path: Path, crashed: Path, passphrase: str
) -> None:
    for one in path.parent.iterdir():
        content = one.read_bytes().rstrip(b"\0")
        (full_disk / one.name).write_bytes(content.ljust(-(-len(content) // PAGE) * PAGE, b"\0"))
    overwrite(full_disk / path.name, 0, bytes(100))
    with suppress(OSError), open(full_disk / "rest", "wb", buffering=0) as file:
        while file.write(bytes(512)):
            pass
    assert shutil.disk_usage(full_disk).free == 0
    before = digests(full_disk)
    found = salvage.salvage(full_disk / path.name, "passphrase", passphrase)
    assert (missing(found), found.lost) == (set(), 0)
    assert digests(full_disk) == before


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_too_little_memory_is_told_by_name(path: Path, create: Make, passphrase: str) -> None:
    with create() as vault:
        vault.append([("k", "x" * 30_000_000)])
        vault._now().loose = False
    child = os.fork()
    if child == 0:
        told = 1
        try:
            import resource

            pages = int(Path("/proc/self/statm").read_text().split()[0])
            most = pages * resource.getpagesize() + 40_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            with pytest.raises(NoRoom):
                salvage.salvage(path, "passphrase", passphrase)
            told = 0
        finally:
            os._exit(told)
    assert os.waitpid(child, 0)[1] == 0
