"""A damaged vault gives all that is whole in it, nothing else, and is left as it is."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.vault import Damaged, Locked, NoRoom, NoVault, Record, Vault, VaultError, salvage
from tests.vault.disks import mounted
from tests.vault.salvaging import PAGE, TIMES, Read, digests, missing, overwrite, sql, words

Make = Callable[..., Vault]


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
    with mounted("256k") as folder:
        yield folder


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
