"""Nothing a person wrote is to be found on disk."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.vault import Vault

Make = Callable[..., Vault]
WORDS = ["Återhämtning", "hemlig-nyckel", "Zebrafink 4711", "överenskommelse", "0701234567"]
ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "latin-1"]


def hits(folder: Path) -> list[tuple[str, str]]:
    """Each word found in any file of the folder, in any encoding, or escaped."""
    found = []
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for word in WORDS:
            needles = [word.encode(encoding) for encoding in ENCODINGS]
            needles.append(word.encode("ascii", "backslashreplace"))
            found += [(file.name, word) for needle in needles if needle in content]
    return found


def fill(vault: Vault) -> None:
    for word in WORDS:
        vault.append([(f"avsnitt.{WORDS[1]}", word), (word, {"text": [word * 50]})])
    vault.append([(f"{n}", " ".join(WORDS) * 40) for n in range(100)])


def test_the_search_itself_finds_words_in_each_encoding(tmp_path: Path) -> None:
    for encoding in ENCODINGS:
        (tmp_path / encoding).write_bytes(b"x" + WORDS[0].encode(encoding) + b"x")
    assert {name for name, _ in hits(tmp_path)} == set(ENCODINGS)


def test_no_word_is_on_disk_while_open_nor_after_lock(path: Path, create: Make) -> None:
    with create() as vault:
        fill(vault)
        # A copy, since reading the file itself in this process would drop its locks.
        assert sorted(os.listdir(path.parent)) == ["valv", "valv-wal"]
        os.system(f"cp -r '{path.parent}' '{path.parent}-kopia'")
        assert hits(path.parent.with_name(path.parent.name + "-kopia")) == []
        vault.compact()
        vault.forget(["0"])
    assert hits(path.parent) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_no_word_is_on_disk_after_a_kill(
    path: Path, create: Make, unlock: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    create().lock()
    child = os.fork()
    if child == 0:
        vault = unlock()
        fill(vault)
        vault.compact()
        fill(vault)
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    assert sorted(os.listdir(path.parent)) == ["valv", "valv-wal"]
    assert hits(tmp_path) == []
    with unlock() as vault:
        assert vault.get(WORDS[0]) == {"text": [WORDS[0] * 50]}
