"""Several vaults behind one lock screen."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.guide import Library
from app.vault import Params, Vault, copies, keys, mark
from app.workbook.failures import Busy, Damaged, NoVault, WrongSecret
from app.workbook.keyring import new_recovery_code
from app.workbook.rescue import put_back, safety_copies
from app.workbook.rooms import Rooms, erase
from app.workbook.secret import Secret
from app.workbook.tries import Tries
from app.workbook.workbook import Workbook
from tests.workbook.damage import harm

ROOT = Path(__file__).parents[2]
CHEAP = Params(8192, 1, 1)
MINE = "en lång båt seglar sakta hem"
OTHER = "sju sorters kakor till kaffet"
NEITHER = "en helt annan lång fras"


@pytest.fixture
def rooms(tmp_path: Path) -> Rooms:
    return Rooms(tmp_path / "valv.guiden")


@pytest.fixture
def make(rooms: Rooms) -> Callable[[str], Path]:
    """Makes one more vault, with a passphrase, and gives its path."""

    def run(passphrase: str) -> Path:
        path = rooms.new()
        with Vault.create(path, passphrase, new_recovery_code(), CHEAP) as vault:
            vault.append([("a", "ord")])
        return path

    return run


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[Params]:
    """The cost of every key derivation from now on, each of which is made for real."""
    made: list[Params] = []
    real = keys.argon2id

    def counted(secret: bytes, salt: bytes, params: Params) -> bytes:
        made.append(params)
        return real(secret, salt, params)

    monkeypatch.setattr(keys, "argon2id", counted)
    return made


def opened(rooms: Rooms, passphrase: str) -> Path:
    """Which vault the passphrase opens."""
    secret = Secret.passphrase(passphrase)

    def opener(path: Path) -> Path:
        Vault.unlock(path, **secret.named, params=CHEAP).lock()
        return path

    return rooms.open(secret, opener)


def test_the_secret_decides_which_vault_opens(rooms: Rooms, make: Callable[[str], Path]) -> None:
    with pytest.raises(NoVault):
        opened(rooms, MINE)
    first, second, third = make(MINE), make(OTHER), make("tre små grisar bygger tre hus")
    assert first == rooms.first
    assert rooms.paths == (first, *sorted([second, third]))
    assert opened(rooms, MINE) == first
    assert opened(rooms, OTHER) == second
    assert opened(rooms, "tre små grisar bygger tre hus") == third
    with pytest.raises(WrongSecret):
        opened(rooms, NEITHER)


def test_the_names_of_the_files_say_nothing(rooms: Rooms, make: Callable[[str], Path]) -> None:
    make(MINE)
    names = [make(OTHER).name for _ in range(3)]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"valv-[0-9a-f]{8}\.guiden", name) for name in names)


def test_a_file_that_a_person_has_put_there_is_no_vault_of_ours(
    rooms: Rooms, make: Callable[[str], Path], tmp_path: Path
) -> None:
    first = make(MINE)
    for name in ("valv-minkopia.guiden", "valv-0123abc.guiden", "annat-0123abcd.guiden"):
        (tmp_path / name).write_bytes(b"x")
    assert rooms.paths == (first,)


@pytest.mark.parametrize("damaged", [0, 1])
def test_a_damaged_vault_does_not_keep_another_from_opening(
    rooms: Rooms, make: Callable[[str], Path], damaged: int
) -> None:
    paths = make(MINE), make(OTHER)
    paths[damaged].write_bytes(b"skr\xe4p" * 5000)
    whole = 1 - damaged
    assert opened(rooms, (MINE, OTHER)[whole]) == paths[whole]
    with pytest.raises(Damaged):
        opened(rooms, (MINE, OTHER)[damaged])


def test_a_vault_that_is_open_elsewhere_does_not_keep_another_from_opening(
    rooms: Rooms, make: Callable[[str], Path]
) -> None:
    first, second = make(MINE), make(OTHER)
    with elsewhere(first):
        assert opened(rooms, OTHER) == second
        with pytest.raises(Busy):
            opened(rooms, MINE)
    assert opened(rooms, MINE) == first


def test_a_wrong_secret_derives_as_often_whether_there_is_one_vault_or_two(
    rooms: Rooms, make: Callable[[str], Path], derived: list[Params]
) -> None:
    counts = []
    for passphrase in (MINE, OTHER, "tre små grisar bygger tre hus"):
        make(passphrase)
        derived.clear()
        with pytest.raises(WrongSecret):
            opened(rooms, NEITHER)
        counts.append(len(derived))
    assert counts == [2, 2, 3]


def test_a_passphrase_is_taken_if_it_opens_any_vault_that_can_be_tried(
    rooms: Rooms, make: Callable[[str], Path], tmp_path: Path
) -> None:
    make(MINE)
    second, third = make(OTHER), make("tre små grisar bygger tre hus")
    third.write_bytes(b"skr\xe4p" * 5000)
    content = tmp_path / "content"
    content.mkdir()
    book = Workbook.unlock(Library(content), second, Secret.passphrase(OTHER))
    try:
        for passphrase in (MINE, OTHER):
            rooms.fits(Secret.passphrase(passphrase), book)
        with pytest.raises(WrongSecret):
            rooms.fits(Secret.passphrase(NEITHER), book)
    finally:
        book.lock()


def test_a_vault_whose_file_is_gone_can_be_had_back_from_its_copy(
    rooms: Rooms, make: Callable[[str], Path]
) -> None:
    first = make(MINE)
    copies.keep(first)
    first.unlink()
    assert rooms.paths == (first,)
    assert rooms.new() != first  # a new vault must not be taken for the one that is gone
    with pytest.raises(NoVault):
        opened(rooms, MINE)
    [copy] = safety_copies(first)
    put_back(first, copy)
    assert opened(rooms, MINE) == first


def belongings(path: Path) -> None:
    """Gives a vault all that may lie beside one."""
    copies.keep(path)
    [copy] = safety_copies(path)
    harm(path, 0)
    put_back(path, copy)
    mark.note(path, bytes(16), (1, 2))
    path.with_name(path.name + ".0123456789abcdef.new").write_bytes(b"halv")
    path.with_name(path.name + "-journal").write_bytes(b"gammal")


def test_erasing_one_room_leaves_nothing_of_it_and_all_of_the_other(
    rooms: Rooms, make: Callable[[str], Path], tmp_path: Path
) -> None:
    first, second = make(MINE), make(OTHER)
    for path in (first, second):
        belongings(path)
    others = {one: one.read_bytes() for one in tmp_path.iterdir() if second.name in one.name}
    assert len(others) == 6
    erase(first)
    assert {one: one.read_bytes() for one in tmp_path.iterdir()} == others
    assert rooms.paths == (second,)


async def test_erasing_everything_leaves_an_empty_folder(
    rooms: Rooms, make: Callable[[str], Path], tmp_path: Path
) -> None:
    for passphrase in (MINE, OTHER):
        belongings(make(passphrase))
    tries = Tries(rooms.tries)
    with pytest.raises(WrongSecret):
        async with tries.attempt():
            opened(rooms, NEITHER)
    orphan = make("tre små grisar bygger tre hus")
    copies.keep(orphan)
    orphan.unlink()
    rooms.tries.with_name(rooms.tries.name + ".ny").write_text("2")
    assert rooms.tries.exists()
    rooms.erase()
    assert list(tmp_path.iterdir()) == []
    rooms.erase()  # and nothing happens where nothing is


def test_erasing_everything_leaves_what_is_not_ours(
    rooms: Rooms, make: Callable[[str], Path], tmp_path: Path
) -> None:
    make(MINE)
    theirs = {"anteckning.txt", "valv-minkopia.guiden", "valv.guiden2"}
    for name in theirs:
        (tmp_path / name).write_bytes(b"x")
    rooms.erase()
    assert {one.name for one in tmp_path.iterdir()} == theirs


def test_a_room_that_is_open_elsewhere_does_not_save_the_others_from_being_erased(
    rooms: Rooms, make: Callable[[str], Path]
) -> None:
    first, second = make(MINE), make(OTHER)
    with elsewhere(first), pytest.raises(Busy):
        rooms.erase()
    assert rooms.paths == (first,)
    assert not second.exists()
    assert opened(rooms, MINE) == first


@contextmanager
def elsewhere(path: Path) -> Iterator[None]:
    """Another process that has the vault of ``MINE`` open."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from app.vault import Vault\n"
        "passphrase = sys.stdin.readline().strip()\n"
        f"with Vault.unlock(Path({str(path)!r}), passphrase=passphrase):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin and process.stdout
    process.stdin.write(MINE + "\n")
    process.stdin.flush()
    assert process.stdout.readline() == "open\n"
    try:
        yield
    finally:
        process.communicate("\n", timeout=20)
