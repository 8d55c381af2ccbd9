"""What is read of vaults that are really damaged, and copies that are really put back."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.guide import Depth, Field, Kind, Library
from app.vault import Params, Vault
from app.workbook.answers import Answer
from app.workbook.failures import Damaged, NoVault, VaultError, WrongSecret
from app.workbook.keyring import new_recovery_code
from app.workbook.rescue import Rescued, put_back, safety_copies
from app.workbook.secret import Secret
from app.workbook.workbook import ANSWER, Workbook
from tests.workbook.damage import chunks, harm

PASSPHRASE = "en lång båt seglar sakta hem"
SECRET = Secret.passphrase(PASSPHRASE)
CHEAP = Params(8192, 1, 1)
LONG = "ord " * 20_000  # more than a chunk holds
SECTION = """# Avsnitt {name}

```fråga sist
typ: kort
djup: lite
Första frågan i {name}?
```

```fråga borta
typ: text
djup: lite
Andra frågan i {name}?
```
"""

Read = Callable[[], Rescued]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "content" / "ett"
    folder.mkdir(parents=True)
    (folder / "guide.md").write_text("# Ett\n\n1. [B](b.md)\n2. [A](a.md)\n")
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(SECTION.format(name=name))
    return Library(folder.parent)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "valv.guiden"


@pytest.fixture
def fill(library: Library, path: Path) -> Callable[..., None]:
    """Makes a vault at ``path`` with an answer for each of these, a chunk for each long one."""

    def make(**answers: str) -> None:
        with Vault.create(path, PASSPHRASE, new_recovery_code(), CHEAP) as vault:
            for name, text in answers.items():
                key = name.replace("_", ".")
                field = library.fields.get(key) or Field(key, Kind.LONG, Depth.MUCH, "Gammal?")
                vault.append([(ANSWER + key, Answer.to(field, text).record())])

    return make


@pytest.fixture
def read(library: Library, path: Path) -> Read:
    """Reads what is whole at ``path``, and sees that nothing beside it or in it was changed."""

    def run() -> Rescued:
        before = digests(path.parent)
        try:
            return Rescued.of(library, path, SECRET)
        finally:
            assert digests(path.parent) == before

    return run


def digests(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


def test_what_is_whole_is_shown_and_what_is_not_is_counted(
    fill: Callable[..., None], path: Path, read: Read, library: Library
) -> None:
    fill(a_sist="Åsa", b_borta=LONG, a_borta="Efteråt")
    whole = chunks(path)
    harm(path, 1)
    with pytest.raises(Damaged):
        Workbook.unlock(library, path, SECRET)
    found = read()
    assert [(one.section, one.question, one.lines) for one in found.answers] == [
        ("Avsnitt a", "Första frågan i a?", ("Åsa",)),
        ("Avsnitt a", "Andra frågan i a?", ("Efteråt",)),
    ]
    assert (found.lost, found.total) == (1, len(whole))
    assert found.header_sound
    assert found.newest is not None
    print(f"\n{found.lost} of {found.total} chunks lost, {len(found.answers)} of 3 answers read")


def test_answers_come_in_the_order_of_the_questions_and_gone_ones_last(
    fill: Callable[..., None], path: Path, read: Read
) -> None:
    fill(a_borta="två", c_vad="tre", a_sist="ett", b_borta=LONG)
    harm(path, len(chunks(path)) - 1)
    found = read()
    assert [one.lines for one in found.answers] == [("ett",), ("två",), ("tre",)]
    assert [one.section for one in found.answers] == ["Avsnitt a", "Avsnitt a", ""]


def test_a_wrong_secret_reads_nothing_of_a_damaged_vault(
    fill: Callable[..., None], path: Path, library: Library
) -> None:
    fill(a_sist="Åsa", b_borta=LONG)
    harm(path, 1)
    for secret in (
        Secret.passphrase("en helt annan lång fras"),
        Secret.code(new_recovery_code()),
    ):
        with pytest.raises(WrongSecret):
            Rescued.of(library, path, secret)


def test_a_damaged_beginning_is_told_though_every_answer_is_read(
    fill: Callable[..., None], path: Path, read: Read, library: Library
) -> None:
    fill(a_sist="Åsa")
    content = bytearray(path.read_bytes())
    place = content.index(b'"recovery"')
    content[place + 1] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged):
        Workbook.unlock(library, path, SECRET)
    found = read()
    assert not found.header_sound
    assert [one.lines for one in found.answers] == [("Åsa",)]


@pytest.mark.parametrize("garbage", [b"", b"skr\xe4p" * 9000, bytes(40_000)])
def test_a_file_with_nothing_left_in_it_is_damaged(
    fill: Callable[..., None], path: Path, read: Read, garbage: bytes
) -> None:
    fill(a_sist="Åsa")
    path.write_bytes(garbage)
    with pytest.raises(Damaged):
        read()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_flipped_nothing_is_shown_that_was_not_written(
    fill: Callable[..., None], path: Path, read: Read, data: st.DataObject
) -> None:
    written = {"a_sist": "Åsa", "b_borta": LONG, "b_sist": "Bo"}
    for one in path.parent.iterdir():
        one.unlink()
    fill(**written)
    content = bytearray(path.read_bytes())
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with suppress(VaultError):  # refused by name
        found = read()
        assert {line for one in found.answers for line in one.lines} <= set(written.values())
        assert 0 <= found.lost <= found.total
        assert found.lost or len(found.answers) == len(written)


@pytest.fixture
def kept(library: Library, path: Path) -> Callable[[str], None]:
    """Opens the vault at ``path``, writes an answer and locks, which keeps a copy."""

    def write(text: str) -> None:
        book = (
            Workbook.unlock(library, path, SECRET)
            if path.exists()
            else Workbook.create(library, path, PASSPHRASE, new_recovery_code())
        )
        field = library.fields["a.sist"]
        book.save({field.key: Answer.to(field, text)})
        book.lock()

    return write


def answer(library: Library, path: Path) -> object:
    """What the vault says. There must be no warning that it is an older one."""
    book = Workbook.unlock(library, path, SECRET)
    try:
        found = book.answer(library.fields["a.sist"])
        assert not book.older
        return found and found.value
    finally:
        book.lock()


def test_the_last_three_locks_leave_a_copy_each_newest_first(
    kept: Callable[[str], None], path: Path, library: Library
) -> None:
    for text in ("ett", "två", "tre", "fyra"):
        kept(text)
    found = safety_copies(path)
    assert len(found) == 3
    assert [one.when for one in found] == sorted((one.when for one in found), reverse=True)
    put_back(path, found[-1])
    assert answer(library, path) == "två"


def test_a_copy_takes_the_place_of_a_damaged_file_which_is_kept_beside_it(
    kept: Callable[[str], None], path: Path, library: Library
) -> None:
    kept("Åsa")
    [copy] = safety_copies(path)
    damaged = harm(path, 0)
    with pytest.raises(Damaged):
        Workbook.unlock(library, path, SECRET)
    put_back(path, copy)
    [aside] = path.parent.glob("*.skadad-*")
    assert aside.read_bytes() == damaged
    assert answer(library, path) == "Åsa"


def test_a_copy_that_is_gone_changes_nothing(
    kept: Callable[[str], None], path: Path, library: Library
) -> None:
    kept("Åsa")
    [copy] = safety_copies(path)
    copy.path.unlink()
    before = digests(path.parent)
    with pytest.raises(NoVault):
        put_back(path, copy)
    assert digests(path.parent) == before


def test_a_copy_is_no_older_file_to_warn_of_once_it_was_chosen(
    kept: Callable[[str], None], path: Path, library: Library
) -> None:
    kept("ett")
    kept("två")
    newest, oldest = safety_copies(path)
    assert newest.when >= oldest.when
    put_back(path, oldest)
    assert answer(library, path) == "ett"  # and no warning: see there
