"""What an author does: writes in a folder, makes a key, signs."""

import os
import shutil
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from app.guide import Library
from app.packages import (
    BadPackage,
    may_replace,
    may_write,
    new_key,
    open_key,
    read,
    read_folder,
    sign,
)
from tests.packages.zips import KEY, described, sample, whole

PASSPHRASE = "fyra ganska långa ord"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "vår guide"
    for name, content in sample().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def code(error: "pytest.ExceptionInfo[BadPackage]") -> str:
    return error.value.code


def test_a_folder_is_read_as_the_package_it_becomes(
    folder: Path, path: Path, ours: Library
) -> None:
    written = read_folder(folder, ours)
    signed = sign(folder, KEY, path, ours)
    assert (written.fingerprint, written.files) == (None, signed.files)
    assert read(path, ours) == signed


def test_the_app_signs_as_the_format_says(folder: Path, path: Path, ours: Library) -> None:
    sign(folder, KEY, path, ours)
    ours_signed = read(path, ours)
    path.write_bytes(whole())
    assert read(path, ours) == ours_signed


def test_the_same_folder_becomes_the_same_file(folder: Path, path: Path, ours: Library) -> None:
    sign(folder, KEY, path, ours)
    first = path.read_bytes()
    os.utime(folder / "paket.json", (0, 0))
    sign(folder, KEY, path, ours)
    assert path.read_bytes() == first


def test_a_folder_that_breaks_a_rule_is_not_signed(folder: Path, path: Path, ours: Library) -> None:
    (folder / "halsa/sida-tva.md").write_text("# A\n\n<b>x</b>")
    path.write_bytes(b"PK\x03\x04 the earlier one")
    with pytest.raises(BadPackage) as caught:
        sign(folder, KEY, path, ours)
    assert code(caught) == "content"
    assert "G29" in {one.code for one in caught.value.findings}
    assert path.read_bytes() == b"PK\x03\x04 the earlier one"
    assert [one.name for one in path.parent.glob("*.new")] == []


def test_a_file_that_cannot_be_written_says_so(folder: Path, ours: Library, tmp_path: Path) -> None:
    with pytest.raises(BadPackage) as caught:
        sign(folder, KEY, tmp_path / "absent" / "a.guidepaket", ours)
    assert code(caught) == "unwritable"


@pytest.mark.parametrize("name", ["läs mig.txt", "halsa/bild.png", "nyckel", "halsa/inre/a.md"])
def test_a_folder_holds_nothing_else(folder: Path, ours: Library, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    with pytest.raises(BadPackage) as caught:
        read_folder(folder, ours)
    assert code(caught) == "foreign"
    assert name.startswith(caught.value.path)


def test_what_an_editor_hides_is_passed_by(folder: Path, ours: Library) -> None:
    (folder / ".git").mkdir()
    (folder / ".git/config").write_bytes(b"x")
    (folder / "halsa/.DS_Store").write_bytes(b"\0")
    assert read_folder(folder, ours).id == "rsmh"


@pytest.mark.parametrize("name", ["halsa/ny.md", "ny", "ids.lock"])
def test_a_link_out_of_the_folder_is_refused(
    folder: Path, ours: Library, tmp_path: Path, name: str
) -> None:
    (tmp_path / "secret.md").write_text("# A")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(tmp_path / ("ours" if name == "ny" else "secret.md"))
    with pytest.raises(BadPackage) as caught:
        read_folder(folder, ours)
    assert (code(caught), caught.value.path) == ("foreign", name)


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path, ours: Library) -> None:
    os.mkfifo(folder / "halsa/ny.md")
    with pytest.raises(BadPackage) as caught:
        read_folder(folder, ours)
    assert code(caught) == "unreadable"


def test_a_folder_that_is_not_there_and_one_that_is_something_else(
    ours: Library, tmp_path: Path
) -> None:
    for path, wanted in ((tmp_path / "absent", "unreadable"), (ours.folder, "description")):
        with pytest.raises(BadPackage) as caught:
            read_folder(path, ours)
        assert code(caught) == wanted


def test_a_folder_keeps_the_bounds(folder: Path, ours: Library) -> None:
    (folder / "halsa/stor.md").write_bytes(b"a\n\n" * 30_000)
    with pytest.raises(BadPackage) as caught:
        read_folder(folder, ours)
    assert code(caught) == "too_big"
    shutil.rmtree(folder / "halsa")
    (folder / "halsa").mkdir()
    for number in range(200):
        (folder / f"halsa/s{number}.md").write_bytes(b"# A")
    with pytest.raises(BadPackage) as caught:
        read_folder(folder, ours)
    assert code(caught) == "too_big"


def test_a_new_key_is_for_its_owner_alone_and_signs(
    folder: Path, path: Path, ours: Library, tmp_path: Path
) -> None:
    file = tmp_path / "nyckel.pem"
    before = os.umask(0)
    try:
        fingerprint = new_key(file, PASSPHRASE)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
    first = sign(folder, open_key(file, PASSPHRASE), path, ours)
    assert first.fingerprint == fingerprint
    (folder / "paket.json").write_bytes(described(version=4))
    may_replace(first, sign(folder, open_key(file, PASSPHRASE), path, ours))
    assert new_key(tmp_path / "annan.pem", PASSPHRASE) != fingerprint


def test_the_passphrase_may_be_written_on_another_keyboard(tmp_path: Path) -> None:
    new_key(tmp_path / "k", "lösenfras med fyra ord")
    assert open_key(tmp_path / "k", "lo\u0308senfras med fyra ord")


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "nyckel.pem"
    new_key(file, PASSPHRASE)
    before = file.read_bytes()
    with pytest.raises(BadPackage) as caught:
        new_key(file, PASSPHRASE)
    assert (code(caught), file.read_bytes()) == ("key_exists", before)
    with pytest.raises(BadPackage) as caught:
        new_key(tmp_path / "absent" / "k", PASSPHRASE)
    assert code(caught) == "unwritable"


def test_a_short_passphrase_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        new_key(tmp_path / "k", "a" * 19)
    assert not (tmp_path / "k").exists()


def test_only_the_right_passphrase_opens_the_key_and_nothing_is_told(tmp_path: Path) -> None:
    file = tmp_path / "nyckel.pem"
    new_key(file, PASSPHRASE)
    for path, passphrase in (
        (file, PASSPHRASE + "!"),
        (file, ""),
        (tmp_path / "absent", PASSPHRASE),
        (tmp_path, PASSPHRASE),
    ):
        with pytest.raises(BadPackage) as caught:
            open_key(path, passphrase)
        assert code(caught) == "key"
        assert caught.value.__suppress_context__
        assert PASSPHRASE not in str(caught.value)


def test_another_kind_of_key_does_not_sign(tmp_path: Path) -> None:
    file = tmp_path / "k.pem"
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    other = X25519PrivateKey.generate()
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    with pytest.raises(BadPackage) as caught:
        open_key(file, PASSPHRASE)
    assert code(caught) == "key"


@pytest.mark.parametrize("name", ["halsa/min-sida.md", "ny.guidepaket", "nyckel.pem"])
def test_only_an_earlier_package_is_written_over_and_never_the_texts(
    folder: Path, ours: Library, tmp_path: Path, name: str
) -> None:
    key = tmp_path / "nyckel.pem"
    new_key(key, PASSPHRASE)
    out = tmp_path / name if name == "nyckel.pem" else folder / name
    before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    with pytest.raises(BadPackage) as caught:
        sign(folder, open_key(key, PASSPHRASE), out, ours)
    assert code(caught) == "taken"
    with pytest.raises(BadPackage) as caught:
        may_write(folder, out)
    assert code(caught) == "taken"
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == before


def test_a_link_that_leads_into_the_folder_is_no_place_for_a_package(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "genväg").symlink_to(folder)
    with pytest.raises(BadPackage) as caught:
        may_write(folder, tmp_path / "genväg" / "ny.guidepaket")
    assert code(caught) == "taken"


@pytest.mark.parametrize("out", ["", ".", "/"])
def test_what_is_no_name_of_a_file_is_not_written(folder: Path, ours: Library, out: str) -> None:
    with pytest.raises(BadPackage) as caught:
        sign(folder, KEY, Path(out), ours)
    assert code(caught) == "unwritable"


def test_a_passphrase_that_is_too_long_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        new_key(tmp_path / "k", "å" * 512)
    assert not (tmp_path / "k").exists()
    new_key(tmp_path / "k", "å" * 511)
    assert open_key(tmp_path / "k", "å" * 511)
