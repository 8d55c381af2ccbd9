"""Both ways between us and the program `age`, which asks for its passphrase on a terminal."""

import os
import pty
import shutil
from pathlib import Path

import pytest

from app.envelope import age
from app.envelope.age import CHUNK
from tests.envelope.sealing import PASSPHRASE

CONTENT = os.urandom(3 * CHUNK + 5) + "Åse ringer på onsdag.\n".encode()


@pytest.fixture(scope="module")
def program() -> str:
    """Where the program is."""
    found = shutil.which("age")
    if found is None:
        pytest.fail("the program age is not installed: apt-get install age")
    return found


def typed(command: list[str], passphrase: str) -> int:
    """Run it on a terminal of its own, typing the passphrase as often as it asks; its exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    said = b""
    while True:
        try:
            part = os.read(terminal, 1000)
        except OSError:  # what Linux says when the other end has gone
            part = b""
        if not part:
            break
        said += part
        if said.rstrip().endswith(b":"):
            os.write(terminal, passphrase.encode() + b"\n")
            said = b""
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_age_opens_what_we_seal(program: str, tmp_path: Path) -> None:
    file, out = tmp_path / "kopia.age", tmp_path / "kopia"
    with file.open("wb") as sealed:
        sealed.writelines(age.seal([CONTENT], PASSPHRASE))
    assert typed([program, "-d", "-o", str(out), str(file)], "fel fras") == 1
    assert not out.exists()
    assert typed([program, "-d", "-o", str(out), str(file)], PASSPHRASE) == 0
    assert out.read_bytes() == CONTENT


def test_we_open_what_age_seals(program: str, tmp_path: Path) -> None:
    file, plain = tmp_path / "kopia.age", tmp_path / "kopia"
    plain.write_bytes(CONTENT)
    assert typed([program, "-p", "-o", str(file), str(plain)], PASSPHRASE) == 0
    with file.open("rb") as sealed:
        assert b"".join(age.open_(sealed, PASSPHRASE)) == CONTENT


def test_age_tells_a_changed_file_of_ours(program: str, tmp_path: Path) -> None:
    file, out = tmp_path / "kopia.age", tmp_path / "kopia"
    changed = bytearray(b"".join(age.seal([CONTENT], PASSPHRASE, 10)))
    changed[-1] ^= 1
    file.write_bytes(changed)
    assert typed([program, "-d", "-o", str(out), str(file)], PASSPHRASE) == 1
